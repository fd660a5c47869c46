"""Words that ask, and what is taken off a question."""

import pytest

from questions.bankfile.layouts.unmarked.asking_words import asks, clean_prompt, is_q, split_mark


@pytest.mark.parametrize(
    "text",
    [
        "Which alarm rings first?",
        "**Which alarm rings first?**",
        "(Which alarm rings first?)",
        "Describe a night shift",
        "Explain paging",
        "How alarms are grouped",
        "Tell me about a quiet night.",
    ],
)
def test_it_asks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text", ["Table of contents", "License", "How", "Is", "Alarms and why", "Tell me", "What's new"]
)
def test_it_asks_nothing(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("1. Why page?", "Why page?"),
        ("Q. Why page?", "Why page?"),
        ("Q: Why page?", "Why page?"),
        ("Q12) Why page?", "Why page?"),
        ("**Question 3: Why page?**", "Why page?"),
        ("4 - Why page?", "Why page?"),
        ("5\ufe0f\u20e3 Why page?", "Why page?"),
        ("Quiet nights", None),
        ("24-hour shifts", None),
    ],
)
def test_a_number_or_a_q_is_split_off(text: str, mark: str | None) -> None:
    assert split_mark(text) == mark


def test_the_letter_marks_a_question() -> None:
    assert [is_q(text) for text in ("**Q. Pagers**", "1. Pagers", "Queues: three")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\u2753 Why page?",
        "Why page? \U0001f680",
        "Why page? \u2b50\ufe0f\u2b50\ufe0f",
        "Why page? \u2606\u2606",
        "Why page? ***",
        "1\ufe0f\u20e3 Why page?",
        "**2. Why page?** \U0001f476",
        "[Why page?](#why-page)",
        '<a name="why"></a>Why page?',
        "Q3: Why  page?",
    ],
)
def test_what_is_no_word_of_a_question_is_taken_off(text: str) -> None:
    assert clean_prompt(text) == "Why page?"


@pytest.mark.parametrize(
    "text",
    [
        "What is C++?",
        "Why `a ***`",
        "\U0001f680",
        "Two\nlines?",
        "*Which* rota?",
        "Use of ^",
        "Is it **so**",
    ],
)
def test_marks_of_words_stay(text: str) -> None:
    assert clean_prompt(text) == text
