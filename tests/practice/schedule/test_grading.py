"""How it went: what is suggested and why, what the candidate says, and what follows from it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practice.coverage import Coverage
from practice.models import Attempt, AttemptPoint, Grade, ReviewCard, Rung
from practice.schedule.grading import SealedError, grade_attempt, suggest, suggested_grade
from prepbank.accounts.models import Candidate
from tests.practice.conftest import HTMX

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
AGAIN, HARD, GOOD, EASY = Grade
TARGET = 120


def body(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def attempt(candidate, question):
    """An attempt with two of three points covered and one partly."""
    made = Attempt.objects.create(candidate=candidate, question=question, number=1, text="Words")
    for position, verdict in enumerate(["covered", "covered", "partly"], start=1):
        AttemptPoint.objects.create(
            attempt=made, position=position, key=f"k{position}", text="T", verdict=verdict, score=1
        )
    return made


def post(client, attempt, grade, headers=None):
    url = reverse("practice:grade", args=[attempt.pk])
    data = {} if grade is None else {"grade": grade}
    return client.post(url, data, headers=headers or {})


# --- The suggestion -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("covered", "partly", "missing", "grade"),
    [
        (10, 0, 0, EASY),
        (8, 2, 0, EASY),
        (8, 1, 1, GOOD),
        (6, 1, 3, GOOD),
        (6, 0, 4, HARD),
        (3, 1, 6, HARD),
        (3, 0, 7, AGAIN),
        (0, 0, 10, AGAIN),
        (0, 0, 0, AGAIN),
    ],
)
def test_coverage_says_how_it_went_at_best(covered, partly, missing, grade):
    assert suggest(Coverage(covered, partly, missing), (), None, TARGET).grade == grade


@pytest.mark.parametrize(
    ("seen", "grade"),
    [
        ([], EASY),
        ([Rung.STRUCTURE], GOOD),
        ([Rung.COVERAGE], GOOD),
        ([Rung.MISTAKES, Rung.STRUCTURE], GOOD),
        ([Rung.KEY_POINT], HARD),
        ([Rung.STRUCTURE, Rung.SAMPLE_ANSWER], HARD),
        ([Rung.COMPARISON], HARD),
        (["a rung of times past"], EASY),
    ],
)
def test_help_lowers_the_best(seen, grade):
    found = suggest(Coverage(9, 0, 0), seen, None, TARGET)
    assert found.grade == grade
    assert ("but you had help" in found.reason) is (grade != EASY)


@pytest.mark.parametrize("rung", Rung.values)
def test_every_rung_is_help(rung):
    assert suggest(Coverage(9, 0, 0), [rung], None, TARGET).grade < EASY


@pytest.mark.parametrize(
    ("seconds", "grade"),
    [(None, EASY), (0, EASY), (120, EASY), (121, GOOD), (180, GOOD), (181, HARD), (9999, HARD)],
)
def test_an_answer_that_is_too_long_lowers_the_best(seconds, grade):
    assert suggest(Coverage(9, 0, 0), (), seconds, TARGET).grade == grade


def test_neither_help_nor_time_makes_a_bad_answer_worse():
    found = suggest(Coverage(1, 0, 9), [Rung.SAMPLE_ANSWER], 9999, TARGET)
    assert found.grade == AGAIN
    assert found.reason == "You covered 1 of 10 key points."


def test_the_reason_says_what_lowered_it():
    found = suggest(Coverage(8, 2, 0), [Rung.STRUCTURE], 200, TARGET)
    assert found.reason == (
        "You covered 8 of 10 key points and 2 partly. That would be Easy, but you had help that gives "
        "the shape of the answer away and it took more than half as long again as asked for."
    )


def test_the_verdicts_that_count_now_are_what_is_suggested_by(attempt):
    assert suggested_grade(attempt).grade == GOOD
    attempt.points.get(position=3).override_with("covered")
    assert suggested_grade(attempt).grade == EASY


# --- Keeping a grade ----------------------------------------------------------------------------


def test_a_grade_is_kept_and_plans_the_question(attempt):
    grade_attempt(attempt, GOOD)
    attempt.refresh_from_db()
    assert attempt.grade == GOOD
    assert attempt.graded_at
    assert ReviewCard.objects.get().due_at == attempt.created_at + timedelta(days=2)


def test_a_grade_is_changed_and_taken_back(attempt):
    grade_attempt(attempt, GOOD)
    grade_attempt(attempt, EASY)
    assert ReviewCard.objects.get().due_at == attempt.created_at + timedelta(days=8)
    grade_attempt(attempt, None)
    attempt.refresh_from_db()
    assert (attempt.grade, attempt.graded_at) == (None, None)
    assert not ReviewCard.objects.exists()


def test_a_sealed_attempt_has_no_grade(attempt):
    attempt.is_sealed = True
    with pytest.raises(SealedError):
        grade_attempt(attempt, GOOD)


# --- On the page --------------------------------------------------------------------------------


def test_the_suggestion_is_chosen_and_explained(visitor, attempt):
    page = body(visitor.get(attempt.get_absolute_url()))
    assert "Suggested: Good." in page
    assert "You covered 2 of 3 key points and 1 partly." in page
    assert 'value="3" checked' in page
    assert "Comes back" not in page


def test_disagreeing_with_a_verdict_suggests_anew(visitor, attempt):
    url = reverse("practice:override", args=[attempt.pk, 3])
    fragment = body(visitor.post(url, {"verdict": "covered"}, headers=HTMX))
    assert '<p id="grade-reason" hx-swap-oob="innerHTML">' in fragment
    assert "Suggested: Easy." in fragment
    # The person may have chosen by now: their choice is theirs.
    assert 'name="grade"' not in fragment


@EITHER_WAY
def test_a_grade_is_accepted(visitor, attempt, headers):
    response = post(visitor, attempt, 3, headers)
    if headers:
        assert "Comes back" in body(response)
        assert "<html" not in body(response)
        assert "<form" not in body(response)
    else:
        assert response["Location"] == f"{attempt.get_absolute_url()}#grade"
    attempt.refresh_from_db()
    assert attempt.grade == GOOD
    page = body(visitor.get(attempt.get_absolute_url()))
    day = timezone.localdate() + timedelta(days=2)
    assert f'Comes back <time datetime="{day}">on {day:%A} {day.day} {day:%B}' in page
    assert "Suggested:" not in page


@EITHER_WAY
def test_a_grade_is_changed_and_left_out(visitor, attempt, headers):
    post(visitor, attempt, 1)
    assert "tomorrow</time>" in body(visitor.get(attempt.get_absolute_url()))
    post(visitor, attempt, 4, headers)
    page = body(visitor.get(attempt.get_absolute_url()))
    assert 'value="4" checked' in page
    response = post(visitor, attempt, 0, headers)
    said = response if headers else visitor.get(attempt.get_absolute_url())
    assert "Left out: this attempt does not count" in body(said)
    attempt.refresh_from_db()
    assert attempt.grade is None
    assert not ReviewCard.objects.exists()


@EITHER_WAY
@pytest.mark.parametrize("grade", [None, "", "5", "-1", "good", "3\x00", "\x00", "9" * 5000, "3x"])
def test_an_unknown_grade_changes_nothing_and_is_said(visitor, attempt, grade, headers):
    post(visitor, attempt, 2)
    response = post(visitor, attempt, grade, headers)
    assert response.status_code == (422 if headers else 302)
    said = response if headers else visitor.get(attempt.get_absolute_url())
    assert "Not kept: choose one" in body(said)
    attempt.refresh_from_db()
    assert attempt.grade == HARD


@pytest.mark.parametrize("stranger", ["visitor", "user"])
def test_anothers_attempt_is_not_there(client, visitor, attempt, user, stranger):
    client.cookies.clear()
    if stranger == "user":
        client.force_login(user)
        Candidate.objects.create(user=user)
    assert post(client, attempt, 3).status_code == 404
    assert not ReviewCard.objects.exists()


def test_a_sealed_attempt_cannot_be_graded(visitor, attempt):
    Attempt.objects.update(is_sealed=True)
    assert post(visitor, attempt, 3).status_code == 404
    assert Attempt.objects.get().grade is None


def test_reading_does_not_grade(visitor, attempt):
    assert visitor.get(reverse("practice:grade", args=[attempt.pk])).status_code == 405
    visitor.get(attempt.get_absolute_url())
    assert Attempt.objects.get().grade is None


def test_a_retired_question_says_that_it_does_not_come_back(visitor, attempt, question):
    question.status = "retired"
    question.save()
    assert "does not come back" in body(post(visitor, attempt, 3, HTMX))


def test_what_does_not_fit_before_the_interview_is_told_without_reproach(
    visitor, attempt, candidate
):
    Candidate.objects.filter(pk=candidate.pk).update(interview_on=timezone.localdate())
    said = body(post(visitor, attempt, 3, HTMX))
    assert "does not come back before the interview" in said


def test_the_day_is_one_of_the_persons_own(visitor, attempt, candidate):
    """23:30 in Prague is 22:30 in London: two days on, the day is that of Prague."""
    Candidate.objects.filter(pk=candidate.pk).update(time_zone="Pacific/Kiritimati")
    moment = timezone.now().replace(hour=10, minute=30)  # 00:30 of the next day there
    Attempt.objects.update(created_at=moment - timedelta(days=30))
    post(visitor, attempt, 4)
    card = ReviewCard.objects.get()
    ReviewCard.objects.update(due_at=moment + timedelta(days=40))
    assert card.due_at < timezone.now()
    day: date = (moment + timedelta(days=41)).date()
    assert f'datetime="{day}"' in body(visitor.get(attempt.get_absolute_url()))


@pytest.mark.parametrize("has_interview", [True, False])
def test_a_question_that_is_not_published_is_not_said_to_find_no_room(
    visitor, attempt, candidate, question, has_interview
):
    question.status = "draft"
    question.save()
    if has_interview:
        Candidate.objects.filter(pk=candidate.pk).update(interview_on=timezone.localdate())
    said = body(post(visitor, attempt, 3, HTMX))
    assert "Kept. This question is not published, so it does not come back" in said
    assert "interview" not in said


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_of_a_graded_attempt_costs_the_same_at_every_size(
    visitor, attempt, candidate, count, django_assert_num_queries
):
    from tests.factories import make_bare_question

    grade_attempt(attempt, GOOD)
    for _ in range(count):
        ReviewCard.objects.create(
            candidate=candidate,
            question=make_bare_question(),
            stability=1,
            difficulty=5,
            reviewed_at=timezone.now(),
            due_at=timezone.now(),
        )
    with django_assert_num_queries(8):
        visitor.get(attempt.get_absolute_url())
