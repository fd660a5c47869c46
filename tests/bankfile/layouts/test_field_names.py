"""Names of other people for the fields of a question."""

import pytest

from questions.bankfile.layouts.data.field_names import (
    IGNORED,
    PROMPT,
    TIME,
    TITLE,
    asks,
    by_field,
    field_of,
    has_commas,
    is_prompt,
    unit_of,
)
from questions.bankfile.layouts.data.located import TEXT, Node
from questions.bankfile.layouts.data.stated_values import MINUTES, SECONDS


def fields(*names: str) -> dict[str, Node]:
    return {name: Node(1, TEXT, name) for name in names}


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("Question", PROMPT),
        ("interview_question", PROMPT),
        ("Title", TITLE),
        ("sampleAnswer", "sample_answer"),
        ("Sample answer:", "sample_answer"),
        ("**Answer**", "sample_answer"),
        ("Good to hear", "key_points"),
        ("red-flags", "mistakes"),
        ("common_mistakes", "mistakes"),
        ("How to structure", "structure"),
        ("Steps", "steps"),
        ("Tags", "topics"),
        ("Category", "category"),
        ("Difficulty Level", "difficulty"),
        ("Stage", "round"),
        ("Duration (minutes)", TIME),
        ("URL", "source"),
        ("license", "licence"),
        ("Author", "attribution"),
        ("Follow-up questions", "follow_ups"),
        ("Explanation", "notes"),
        ("#", IGNORED),
        ("", IGNORED),
        ("ID", IGNORED),
        ("Companies", ""),
        ("Questions answered", ""),
        ("question" * 100_000, ""),
    ],
)
def test_names(written: str, field: str) -> None:
    assert field_of(written) == field


def test_of_several_names_the_surest_counts_first() -> None:
    found = by_field(fields("scenario", "Solution", "question", "answer", "Prompt"))
    assert [named.name for named in found[PROMPT]] == ["Prompt", "question", "scenario"]
    assert [named.name for named in found["sample_answer"]] == ["answer", "Solution"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("question",), True),
        (("Q", "A"), True),
        (("title", "answer"), True),
        (("title", "difficulty"), True),
        (("text", "key_points"), True),
        (("title", "url"), False),
        (("title",), False),
        (("answer", "difficulty"), False),
        ((), False),
    ],
)
def test_what_asks(names: tuple[str, ...], expected: bool) -> None:
    assert asks(fields(*names)) is expected


def test_what_else_names_tell() -> None:
    assert [is_prompt(name) for name in ("Question", "title", "text")] == [True, False, False]
    assert [has_commas(name) for name in ("Keywords", "key points")] == [True, False]
    assert [unit_of(name) for name in ("Seconds", "time (mins)", "duration_minutes", "time")] == [
        SECONDS,
        MINUTES,
        MINUTES,
        None,
    ]
