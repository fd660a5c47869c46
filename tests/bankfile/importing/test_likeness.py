"""Likely duplicates, and the reason."""

import pytest

from questions.bankfile.importing.likeness import COMMON, MOST, KnownQuestions
from questions.bankfile.sentences import same_words
from tests.bankfile.importing.samples import ANSWER


@pytest.fixture
def known() -> KnownQuestions:
    questions = KnownQuestions()
    questions.add("restore", "How do you restore a deleted orders table?", ANSWER)
    questions.add("c-sharp", "What is C#?", "A language.")
    return questions


@pytest.mark.parametrize(
    "prompt",
    [
        "**how do you restore a deleted\norders table**",
        "How do you restore a deleted orders table ?",
    ],
)
def test_the_very_same_question(known: KnownQuestions, prompt: str) -> None:
    assert known.with_prompt(prompt) == ["restore"]


def test_signs_make_another_question(known: KnownQuestions) -> None:
    assert same_words("What is C++?") != same_words("What is C#?")
    assert known.with_prompt("What is C++?") == []
    assert same_words("What does `*` match?") != same_words("What does `**` match?")
    assert same_words("What is __init__?") != same_words("What is init?")


def test_a_prompt_of_signs_alone_is_no_other() -> None:
    known = KnownQuestions()
    known.add("signs", "???", "")
    assert known.with_prompt("!?") == known.with_prompt("...") == []


def test_nearly_the_same_words(known: KnownQuestions) -> None:
    (like,) = known.like("Restoring the deleted table of orders: how?", "")
    assert (like.slug, like.reason) == ("restore", "all telling words are the same")


def test_the_same_answer_to_another_question(known: KnownQuestions) -> None:
    (like,) = known.like("Tell me about your worst night.", ANSWER.upper())
    assert (like.slug, like.reason) == ("restore", "it has the same sample answer")


def test_a_short_answer_tells_nothing(known: KnownQuestions) -> None:
    assert known.like("Name one thing that compiles.", "A language.") == []


def test_another_question_is_none(known: KnownQuestions) -> None:
    assert known.like("How do you write a runbook for the orders service?", "Slowly.") == []


def test_words_that_everybody_uses_tell_nothing() -> None:
    known = KnownQuestions()
    for number in range(COMMON + 2):
        known.add(f"q-{number}", "Explain the index", "")
    assert len(known.like("Explain indexes", "")) == 0
    assert len(known.like("Explain the index", "")) == MOST
