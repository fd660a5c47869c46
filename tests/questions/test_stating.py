"""What a question says of itself in words, and what it leaves open."""

import pytest

from questions.models import Question
from questions.stating import duration, not_given, provenance, unstated_length
from questions.templatetags.content import any_suggested
from tests.factories import UNSTATED


def question(**fields):
    values = {"category": "technical", "difficulty": "hard", "round": "final"}
    seconds = {"target_min_seconds": 60, "target_max_seconds": 120}
    return Question(**{**values, **seconds, **fields})


@pytest.mark.parametrize(
    ("shortest", "longest", "said"),
    [
        (60, 120, "1 to 2 minutes"),
        (90, 150, "1½ to 2½ minutes"),
        (60, 90, "60 to 90 seconds"),
        (65, 120, "65 to 120 seconds"),
        (120, 120, "2 minutes"),
        (None, 120, "up to 2 minutes"),
        (None, 90, "up to 90 seconds"),
        (60, None, "at least 60 seconds"),
        (None, None, ""),
    ],
)
def test_a_length_is_said_as_far_as_it_is_stated(shortest, longest, said):
    assert duration(shortest, longest) == said


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, []),
        (UNSTATED, ["category", "difficulty", "round", "length"]),
        ({"round": ""}, ["round"]),
        ({"target_min_seconds": None}, []),
    ],
    ids=str,
)
def test_what_is_not_given_is_named(fields, missing):
    assert not_given(question(**fields)) == missing


@pytest.mark.parametrize(
    ("shortest", "longest", "said"),
    [
        (60, 120, ""),
        (None, None, "No length is given; the clock takes 1 to 3 minutes."),
        (None, 120, "No shortest length is given; the clock takes 80 to 120 seconds."),
        (60, None, "No longest length is given; the clock takes 1 to 2 minutes."),
    ],
)
def test_what_the_clock_takes_is_never_said_to_be_asked_for(shortest, longest, said):
    asked = question(target_min_seconds=shortest, target_max_seconds=longest)
    assert unstated_length(asked) == said


def test_what_the_clock_takes_may_have_been_fixed_before():
    assert unstated_length(question(**UNSTATED), (120, 240)).endswith("takes 2 to 4 minutes.")


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ({}, []),
        ({"licence": "CC0"}, [("licence", "CC0")]),
        (
            {"source": "A talk", "licence": "CC0", "attribution": "Ada"},
            [("source:", "A talk"), ("licence", "CC0"), ("by", "Ada")],
        ),
    ],
)
def test_where_it_is_from_is_told_as_far_as_it_is_known(fields, parts):
    assert provenance(question(**fields)) == parts


def test_a_page_explains_suggestions_where_there_is_one():
    class Point:
        def __init__(self, is_suggestion: bool) -> None:
            self.is_suggestion = is_suggestion

    assert any_suggested([Point(False), Point(True)])
    assert not any_suggested([Point(False)])
