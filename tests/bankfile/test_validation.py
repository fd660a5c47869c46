"""What the models refuse, said of the entry. No test here has a database."""

from dataclasses import replace
from typing import Any

import pytest

from questions.bankfile.datatypes import Bank, Place, TopicEntry
from questions.bankfile.validation import find_all_errors
from tests.bankfile.samples import make_bank, make_question


def test_the_sample_is_valid() -> None:
    assert find_all_errors(make_bank()) == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        pytest.param("slug", "Lost Orders", "valid", id="slug"),
        pytest.param("status", "live", "'live' is not a valid choice", id="status"),
        pytest.param("category", "tricky", "'tricky' is not a valid choice", id="category"),
        pytest.param("difficulty", "brutal", "'brutal' is not a valid choice", id="difficulty"),
        pytest.param("round", "third", "'third' is not a valid choice", id="round"),
        pytest.param("title", "", "cannot be blank", id="no title"),
        pytest.param("title", "x" * 121, "at most 120 characters", id="long title"),
        pytest.param("prompt", "", "cannot be blank", id="no prompt"),
        pytest.param("framework", "x" * 61, "at most 60 characters", id="long framework"),
        pytest.param("target_min_seconds", 5, "greater than or equal to 10", id="too short"),
        pytest.param("target_max_seconds", 4000, "less than or equal to 3600", id="too long"),
    ],
)
def test_a_question_that_the_model_refuses(field: str, value: Any, message: str) -> None:
    question = make_question(**{field: value}, place=Place("q.yaml", 1, {field: 8}))
    faults = [fault for fault in find_all_errors(make_bank(question)) if fault.field == field]
    assert [(fault.file, fault.line) for fault in faults] == [("q.yaml", 8)]
    assert message in faults[0].message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("key", "two words", id="a key that is no slug"),
        pytest.param("key", "x" * 61, id="a long key"),
        pytest.param("position", 0, id="no position"),
        pytest.param("text", "", id="no text"),
    ],
)
def test_a_part_that_the_model_refuses(field: str, value: Any) -> None:
    question = make_question()
    mistake = replace(question.mistakes[0], **{field: value})
    changed = replace(question, mistakes=(mistake, *question.mistakes[1:]))
    (fault,) = find_all_errors(make_bank(changed))
    assert (fault.question, fault.field) == ("lost-orders", f"mistakes.{mistake.key}.{field}")


def test_a_topic_that_the_model_refuses() -> None:
    (fault,) = find_all_errors(Bank((TopicEntry(slug="a", name="x" * 61),)))
    assert fault.field == "topics.a.name"


def test_the_rules_of_the_bank_are_found_too() -> None:
    (fault,) = find_all_errors(make_bank(make_question(related=("nowhere",))))
    assert fault.field == "related"
