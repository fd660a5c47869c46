"""Separators, and what a chat says around answers: neither ends up in one, and no answer loses words."""

import pytest

from tests.bankfile.layouts.test_numbered_answers import FILLER, faults, questions, read


def test_a_rule_within_an_answer_stays_where_rules_do_not_separate() -> None:
    answer = "One.\n\n---\n\nTwo."
    others = "## 2. How?\n\nAnswer: So.\n\n## 3. Who?\n\nAnswer: I.\n"
    assert questions(f"## 1. Why?\n\nAnswer:\n\n{answer}\n\n{others}")[0] == ("Why?", answer)


def test_text_behind_a_separator_is_reported() -> None:
    text = "## 1. Why?\n\nAnswer: So.\n\n---\n\n## 2. How?\n\nAnswer: Thus.\n\n---\n\nBy the way.\n"
    assert [one.sample_answer and one.sample_answer.text for one in read(text).questions] == [
        "So.",
        "Thus.",
    ]
    assert faults(text) == [(13, "this text belongs to no question and is left out: By the way.")]


def test_a_separator_right_below_the_text_makes_it_no_heading() -> None:
    text = (
        "### 1. Why?\n\n**Answer:**\n\nSo it\nis.\n---\n\n### 2. How?\n\n**Answer:** Thus.\n---\n"
    )
    assert questions(text) == [("Why?", "So it\nis."), ("How?", "Thus.")]


@pytest.mark.parametrize(
    "said",
    [
        "Would you like me to add more?",
        "**Would you like more?**",
        "Let me know if you want them shorter!",
        "Feel free to adapt these.",
        "If you'd like, I can make cards of them.",
        "Absolutely \u2014 here are **more** of them:",
        "Here are some more questions and answers.",
        "I hope this helps.",
        "Would you like me to:\n\n- make cards\n- add more",
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n\n---\n\n", "\n\n***\n"])
def test_what_a_chat_says_last_is_in_no_answer(said: str, between: str) -> None:
    text = (
        f"## 1. Why?\n\nAnswer: So.{between}{said}\n\n## 2. How?\n\nAnswer: Thus.{between}{said}\n"
    )
    assert questions(text) == [("Why?", "So."), ("How?", "Thus.")]


def test_words_of_a_chat_within_an_answer_are_the_answer() -> None:
    answer = "Sure. I once asked:\n\nWould you like me to restart it?\n\nHere are the steps:\n\n- stop\n- go"
    assert questions(f"## 1. Why?\n\nAnswer:\n\n{answer}\n") == [("Why?", answer)]


def test_what_a_chat_says_before_an_answer_is_left_out() -> None:
    text = "## 1. Why?\n\nAnswer:\n\nSure! Here's a short answer:\n\nSo.\n"
    assert questions(text) == [("Why?", "So.")]


def test_what_is_left_out_is_reported_where_it_stands() -> None:
    text = (
        "Sure! Here are two questions for you.\n\n## 1. Why?\n\nAnswer:\n\nSure, here's my short answer:"
        "\n\nSo.\n\nWould you like me to:\n\n- make cards\n\n## 2. How?\n\nAnswer: Thus.\n\nGood luck!\n"
    )
    assert questions(text) == [("Why?", "So."), ("How?", "Thus.")]
    assert faults(text) == [
        (1, FILLER + "Sure! Here are two questions for you."),
        (7, FILLER + "Sure, here's my short answer:"),
        (11, FILLER + "Would you like me to:"),
        (13, FILLER + "- make cards"),
        (19, FILLER + "Good luck!"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Good luck alone saves no release, I say, and write tests.",
        "If you want numbers, I can show the graph of that week.",
        "Let me know if you want to hear about the cache as well.",
        "Let me know if you want more replicas.",
        "Would you like me to add more replicas?",
        "Here are the versions that we went back to.",
        "Here are the questions I ask whoever calls.",
        "I can also restart it for you.",
        "I hope this helps. Then I page the owner.",
        "Sure, here is the response we sent:",
        "Feel free to use the runbook.",
        "Great. We were back in an hour.",
    ],
)
def test_what_a_candidate_may_say_stays_in_the_answer(said: str) -> None:
    """Last in an answer, first in it, and all of it."""
    answers = [f"So.\n\n{said}", f"{said}\n\nSo.", said]
    text = "".join(f"## {n}. Why {n}?\n\nAnswer:\n\n{a}\n\n" for n, a in enumerate(answers))
    assert [answer for _, answer in questions(text)] == answers
    assert faults(text) == []


def test_filler_that_is_all_of_an_answer_is_the_answer() -> None:
    text = "## 1. How do you end a call?\n\nAnswer:\n\nGood luck!\n"
    assert questions(text) == [("How do you end a call?", "Good luck!")]
    assert faults(text) == []


def test_filler_between_a_question_and_its_answer_is_kept_as_notes() -> None:
    text = "## 1. How?\n\nI hope this helps.\n\nAnswer:\n\nSo.\n"
    (question,) = read(text).questions
    assert question.notes
    assert question.notes.text == "I hope this helps."
