"""Words of other people for difficulties, rounds and lengths: known for certain, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.layouts.data.stated_values import (
    MINUTES,
    SECONDS,
    category_of,
    difficulty_of,
    grade_of,
    round_of,
    seconds_of,
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("easy", "easy"),
        ("Easy \N{LARGE GREEN CIRCLE}", "easy"),
        ("**Beginner**", "easy"),
        ("JUNIOR", "easy"),
        ("entry-level", "easy"),
        ("1", "easy"),
        ("Level 1", "easy"),
        ("intermediate", "medium"),
        ("mid_level", "medium"),
        ("2 / 3", None),
        ("2 of 3", "medium"),
        ("2 of 5", None),
        ("Senior", "hard"),
        ("Advanced questions", "hard"),
        ("3", "hard"),
        ("4", None),
        ("0", None),
        ("easy to medium", None),
        ("fiendish", None),
        ("", None),
    ],
)
def test_difficulties(written: str, value: str | None) -> None:
    assert difficulty_of(written) == value


def test_numbers_on_another_scale_are_not_known() -> None:
    assert difficulty_of("1", highest=5) is None
    assert difficulty_of("easy", highest=5) == "easy"
    assert [grade_of(written) for written in ("4", "L2", "2 of 3", "easy")] == [4, 2, 0, 0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Behavioral", "behavioural"),
        ("behavioural questions", "behavioural"),
        ("Technical", "technical"),
        ("situational", "situational"),
        ("Databases", None),
    ],
)
def test_categories(written: str, value: str | None) -> None:
    assert category_of(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Phone Screen", "phone-screen"),
        ("phone_screen", "phone-screen"),
        ("phone screening", "phone-screen"),
        ("On-site", "onsite"),
        ("final round", "final"),
        ("technical interview", "technical"),
        ("lunch", None),
    ],
)
def test_rounds(written: str, value: str | None) -> None:
    assert round_of(written) == value


@pytest.mark.parametrize(
    ("written", "unit", "seconds"),
    [
        ("90 seconds", None, (None, 90)),
        ("2-3 minutes", None, (120, 180)),
        ("2 to 3 min", SECONDS, (120, 180)),
        ("about 1.5 minutes", None, (None, 90)),
        ("(60s)", None, (None, 60)),
        ("1:30", None, (None, 90)),
        ("3", MINUTES, (None, 180)),
        ("45", SECONDS, (None, 45)),
        ("45", None, None),
        ("5", SECONDS, None),
        ("3 - 2 minutes", None, None),
        ("2 hours", None, None),
        ("90 minutes", None, None),
        ("soon", None, None),
    ],
)
def test_lengths(written: str, unit: int | None, seconds: tuple[int | None, int] | None) -> None:
    assert seconds_of(written, unit) == seconds


@given(st.text())
def test_any_text_is_known_or_not(text: str) -> None:
    assert difficulty_of(text) in {"easy", "medium", "hard", None}
    assert seconds_of(text) is None or seconds_of(text)[1] <= 3600  # type: ignore[index]
    assert grade_of(text) >= 0
    category_of(text)
    round_of(text)
