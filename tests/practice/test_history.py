import pytest

from practice.history import history_of
from practice.models import Attempt, AttemptPoint


@pytest.fixture
def attempt(candidate, question):
    def attempt(**points):
        number = candidate.attempts.count() + 1
        attempt = Attempt.objects.create(
            candidate=candidate, question=question, number=number, text=f"Text {number}"
        )
        for position, (key, (text, verdict)) in enumerate(points.items(), start=1):
            AttemptPoint.objects.create(
                attempt=attempt, position=position, key=key, text=text, verdict=verdict, score=0.5
            )
        return attempt

    return attempt


def rows(history):
    return {
        row.text: [point.verdict if point else None for point in row.points] for row in history.rows
    }


def test_a_point_is_followed_by_its_key_through_a_rewording(attempt, candidate, question):
    attempt(calm=("Stays calm", "missing"))
    attempt(calm=("Stays visibly calm", "covered"))
    assert rows(history_of(candidate, question)) == {"Stays visibly calm": ["missing", "covered"]}


def test_points_that_came_and_went_show_where_they_were_not_asked(attempt, candidate, question):
    attempt(old=("Old", "covered"), calm=("Calm", "partly"))
    attempt(calm=("Calm", "covered"), new=("New", "missing"))
    assert rows(history_of(candidate, question)) == {
        "Calm": ["partly", "covered"],
        "New": [None, "missing"],
        "Old": ["covered", None],
    }


def test_each_entry_knows_the_one_before(attempt, candidate, question):
    first, second = attempt(), attempt()
    entries = history_of(candidate, question).entries
    assert [(entry.attempt, entry.previous) for entry in entries] == [
        (first, None),
        (second, first),
    ]
