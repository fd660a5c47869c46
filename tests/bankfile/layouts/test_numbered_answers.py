"""Numbered questions with ``Answer:`` below them: what is read, and what is left out."""

import pytest

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, Layout, Passage
from questions.bankfile.layouts.markdown_blocks import MAX_LINES
from questions.bankfile.layouts.numbered import numbered_answers, spoken_answers
from tests.bankfile.layouts.markdown_samples import OTHERS

FILLER = "chat filler was left out: "
CHAT = """\
Certainly! Here are three questions with answers.

---

### 1. How do you move a queue?

**Answer:**

I drain it first.

Then I:

* copy **what is left**
  * twice
* switch

---

### 2. **What's in a hand-over?**

**Answer:**

Three things:

1. What is open
2. Who waits for it

---
Here are **two more questions** with answers for you.

---

### 7. Who may restart it?

**Answer:** Whoever is on call.

---

Would you like me to turn these into cards?
"""


def read(text: str) -> Finding:
    return numbered_answers.read(Document("doc.md", text))


def questions(text: str) -> list[tuple[str, str | None]]:
    """Return prompts and answers, and make sure that nothing was wrong but what a chat said."""
    finding = read(text)
    assert [fault for fault in finding.faults if not fault.message.startswith(FILLER)] == []
    return [
        (one.prompt.text, one.sample_answer and one.sample_answer.text) for one in finding.questions
    ]


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in read(text).faults]


def likelihood(text: str) -> float:
    return numbered_answers.likelihood(Document("doc.md", text))


def test_it_is_a_layout() -> None:
    layouts: list[Layout] = [numbered_answers, spoken_answers]
    assert [layout.name for layout in layouts] == ["numbered answers", "spoken answers"]


def test_a_chat_gives_its_questions_and_none_of_its_chatter() -> None:
    assert questions(CHAT) == [
        (
            "How do you move a queue?",
            "I drain it first.\n\nThen I:\n\n* copy **what is left**\n  * twice\n* switch",
        ),
        ("What's in a hand-over?", "Three things:\n\n1. What is open\n2. Who waits for it"),
        ("Who may restart it?", "Whoever is on call."),
    ]


def test_every_passage_knows_its_line() -> None:
    lines = CHAT.split("\n")
    for question in read(CHAT).questions:
        assert question.file == "doc.md"
        assert question.line == question.prompt.line
        for passage in (question.prompt, question.sample_answer):
            assert passage
            assert passage.text.split("\n")[0] in lines[passage.line - 1]


def test_what_is_not_stated_is_missing() -> None:
    assert read("### 1. Why?\n\nAnswer: Because.\n").questions == (
        FoundQuestion(
            file="doc.md",
            line=1,
            prompt=Passage("Why?", 1),
            sample_answer=Passage("Because.", 3),
        ),
    )


@pytest.mark.parametrize(
    "head",
    [
        "# 1. Why?",
        "### 1) Why?",
        "###### 1. **Why?**",
        "## **1. Why?**",
        "## **1.** Why?",
        "## Q1: Why?",
        "## Question 1: **Why?**",
        "## Question 1 - Why?",
        "## Question 1\n\nWhy?",
        "Q1: Why?\n========",
        "Question 1: Why?\n---",
        "**1. Why?**",
        "**Q1: Why?**",
        "**Question 1:** Why?",
        "Q1: Why?",
        "Question 1. Why?",
        "1. Why?",
        "1) **Why?**",
    ],
)
@pytest.mark.parametrize("label", ["**Answer:**", "Answer:", "**Answer**:", "**Sample answer:**"])
@pytest.mark.parametrize("space", ["\n\n", " "])
def test_heads_and_labels_of_many_kinds(head: str, label: str, space: str) -> None:
    entry = f"{head}\n\n{label}{space}Because.\n\nAnd *so*.\n\n"
    text = entry + entry.replace("1", "2").replace("Why", "How")
    assert questions(text) == [("Why?", "Because.\n\nAnd *so*."), ("How?", "Because.\n\nAnd *so*.")]
    assert likelihood(text) == 1


def test_a_heading_that_is_the_label() -> None:
    text = "## 1. Why?\n\n### Answer\n\nBecause.\n\n## 2. How?\n\n## Answer:\n\nSo.\n"
    assert questions(text) == [("Why?", "Because."), ("How?", "So.")]


def test_lines_without_blank_lines_between_them() -> None:
    text = "Q1: Why?\nA1: Because.\nQ2: How?\nA2: So,\nand so.\nWould you like more?\n"
    assert questions(text) == [("Why?", "Because."), ("How?", "So,\nand so.")]
    assert [one.line for one in read(text).questions] == [1, 3]


def test_items_of_a_list_with_their_answers_in_them() -> None:
    text = (
        "1. Why do\n   you ask?\n\n   **Answer:**\n\n   Because:\n\n   - one\n     - two\n\n"
        "2. How?\n   Answer: So.\n"
    )
    assert questions(text) == [("Why do you ask?", "Because:\n\n- one\n  - two"), ("How?", "So.")]
    first, second = read(text).questions
    assert (first.line, first.sample_answer and first.sample_answer.line) == (1, 6)
    assert (second.line, second.sample_answer and second.sample_answer.line) == (11, 12)


def test_numbers_may_have_gaps_restart_and_repeat() -> None:
    numbers = (3, 7, 7, 1)
    text = "".join(f"### {n}. Why {i}?\n\nAnswer: {i}.\n\n" for i, n in enumerate(numbers))
    assert questions(text) == [(f"Why {i}?", f"{i}.") for i in range(4)]


def test_headings_in_code_ask_nothing() -> None:
    answer = (
        "Like so:\n\n```sh\n### 2. Copy\n\n**Answer:** none\n# 3. Switch\n```\n\n    ### 4. Done"
    )
    assert questions(f"### 1. How?\n\n**Answer:**\n\n{answer}\n") == [("How?", answer)]


def test_headings_and_numbers_within_an_answer_are_part_of_it() -> None:
    answer = (
        "#### Before\n\nDrain.\n\n#### 1. First step\n\nCopy.\n\n#### 2. Second\n\n"
        "**1. Bold**\n\n1. One\n2. Two\n\nQ3: was good."
    )
    text = f"### 1. How?\n\n**Answer:**\n\n{answer}\n\n### 2. Why?\n\n**Answer:**\n\nSo.\n"
    assert questions(text) == [("How?", answer), ("Why?", "So.")]


def test_a_section_between_questions_is_in_neither() -> None:
    text = (
        "# 9. All\n\n## 1. Easy\n\n### 1. Why?\n\nAnswer: So.\n\n## 2. Hard\n\nTake your time.\n\n"
        "### 1. How?\n\nAnswer: Thus.\n\n## Sources\n"
    )
    finding = read(text)
    assert [one.prompt.text for one in finding.questions] == ["Why?", "How?"]
    assert [one.sample_answer and one.sample_answer.text for one in finding.questions] == [
        "So.",
        "Thus.",
    ]
    assert faults(text) == [
        (11, "this text belongs to no question and is left out: Take your time.")
    ]


def test_an_unnumbered_heading_with_an_answer_is_a_question_too() -> None:
    text = "## 1. Why?\n\nAnswer: So.\n\n## And how?\n\nAnswer: Thus.\n"
    assert questions(text) == [("Why?", "So."), ("And how?", "Thus.")]


def test_what_stands_before_the_label_is_notes() -> None:
    (question,) = read("## 1. Why?\n\nAsked by *many*.\n\n- twice\n\nAnswer: So.\n").questions
    assert question.notes == Passage("Asked by *many*.\n\n- twice", 3)


@pytest.mark.parametrize(
    "nothing",
    [
        "\n\nTBD",
        " TBD",
        "\n\n*To be completed.*",
        "\n\n\u2026",
        "\n\n...",
        " (your answer here)",
    ],
)
def test_an_answer_to_come_is_missing_and_a_fault(nothing: str) -> None:
    text = f"## 1. Why?\n\n**Answer:**{nothing}\n\n---\n\n## 2. How?\n\n**Answer:** So.\n"
    finding = read(text)
    assert [one.sample_answer for one in finding.questions] == [
        None,
        Passage("So.", finding.questions[1].line + 2),
    ]
    assert finding.faults == (
        Fault("doc.md", 3, "", "sample_answer", "the answer is yet to be written"),
    )


def test_an_empty_answer_is_missing_and_a_fault() -> None:
    text = "## 1. Why?\n\n**Answer:**\n\n---\n\n## 2. How?\n\n**Answer:** So.\n"
    assert [one.sample_answer for one in read(text).questions] == [None, Passage("So.", 9)]
    assert faults(text) == [(3, "the answer is empty")]


def test_an_answer_to_come_without_a_mark() -> None:
    text = "## 1. Why?\n\nAnswer: So.\n\n## 2. How?\n\nTODO\n"
    assert [one.sample_answer is None for one in read(text).questions] == [False, True]
    assert faults(text) == [(5, "the answer is yet to be written")]


@pytest.mark.parametrize(
    "offer", ["Shall I fill this in?", "Great question! Would you like me to answer it, too?"]
)
def test_an_answer_to_come_stays_one_with_an_offer_below_it(offer: str) -> None:
    text = f"## 1. Why?\n\nAnswer:\n\nto be completed\n\n{offer}\n"
    assert read(text).questions[0].sample_answer is None
    assert faults(text) == [(3, "the answer is yet to be written"), (7, FILLER + offer)]


def test_text_before_and_between_questions_is_named_by_paragraph() -> None:
    text = (
        "# All\n\nBring a pen.\n\n- and paper\n\n## 1. Why?\n\nAnswer: So.\n\n# More\n\n"
        "Rest.\n\nThen go\non.\n\n## 2. How?\n\nAnswer: Thus.\n"
    )
    words = [(3, "Bring a pen."), (5, "- and paper"), (13, "Rest."), (15, "Then go")]
    assert faults(text) == [
        (line, f"this text belongs to no question and is left out: {word}") for line, word in words
    ]


def test_much_text_outside_questions_is_named_in_part() -> None:
    text = "So it is.\n\n" * 150 + "## 1. Why?\n\nAnswer: So.\n"
    assert len(faults(text)) == 101
    message = "this text belongs to no question and is left out: 50 paragraphs from here on"
    assert faults(text)[-1] == (201, message)


def test_a_question_without_the_label() -> None:
    text = "## 1. Why?\n\nAnswer: So.\n\n## 2. How?\n\n## 3. Who?\n\nI do.\n\n## 4. Me?\n\nAnswer: Yes.\n"
    assert [one.sample_answer and one.sample_answer.text for one in read(text).questions] == [
        "So.",
        None,
        "I do.",
        "Yes.",
    ]
    assert faults(text) == [(5, "the answer is empty")]


def test_the_same_question_twice_is_a_fault() -> None:
    text = "## 1. Why **so**?\n\nAnswer: A.\n\n## 2. why  so?\n\nAnswer: B.\n"
    assert len(read(text).questions) == 2
    assert read(text).faults == (
        Fault("doc.md", 5, "", "prompt", "the same question as on line 1"),
    )


def test_other_faults() -> None:
    two_answers = "## 1. Why?\n\nAnswer: A.\n\nAnswer: B.\n"
    assert faults(two_answers) == [(5, "a second answer to the same question")]
    no_words = "## 1.\n\nAnswer: A.\n\n## 2. How?\n\nAnswer: B.\n"
    assert faults(no_words) == [(1, "a number without a question: left out")]
    open_fence = "## 1. Why?\n\nAnswer: A.\n\n```\n## 2. How?\n\nAnswer: B.\n"
    assert faults(open_fence) == [
        (5, "a code fence that is never closed: what follows is read as code")
    ]


def test_no_sign_is_changed() -> None:
    words = "\u201ca\u201d \u2014 b\u2019s \u251c\u2500 \u2705 \xa0 `x  y` \\* <b> &amp; \u2028 end"
    assert questions(f"## 1. {words}\n\nAnswer: {words}\n") == [
        (words.replace(" \xa0 ", " ").replace("x  y", "x y").replace(" \u2028 ", " "), words)
    ]


def test_how_likely_it_is() -> None:
    assert likelihood(CHAT) == 1
    assert likelihood("## 1. Why?\n\nAnswer: So.\n") >= 0.5
    assert likelihood("## 1. What is it?\n\nA tool.\n\n## 2. Is it free?\n\nYes.\n") < 0.5
    assert (
        likelihood("## 1. a\n\n**Answer (60 seconds):** b\n\n## 2. b\n\n**Answer (1 min):** c\n")
        == 0
    )


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_texts_are_not_laid_out_so(text: str) -> None:
    assert likelihood(text) == 0
    assert read(text) == Finding()


def test_one_answer_that_is_too_long_is_refused_and_still_recognised() -> None:
    text = CHAT + "\n" + "so\n" * (MAX_LINES + 1)
    assert likelihood(text) > 0.9
    ((line, message),) = faults(text)
    assert line == CHAT.count("\n") + 2
    assert message.startswith("too long to be read")


def test_lists_of_points_at_the_end_of_an_answer_are_told_from_it() -> None:
    lists = "### Good to hear\n- Calm\n- Care\n### Red flags\n- Blame\n"
    (question,) = read(f"## Q1. Why page? \u2606\u2606\n### Answer\nTo wake.\n{lists}").questions
    assert (question.prompt.text, question.sample_answer) == ("Why page?", Passage("To wake.", 3))
    assert [part.text for part in question.key_points] == ["Calm", "Care"]
    assert [(part.text, part.line) for part in question.mistakes] == [("Blame", 8)]


@pytest.mark.parametrize("above", ["", "# All\n\n", "## Names\n\n"])
def test_a_deeper_heading_is_part_of_the_answer_to_a_bold_question(above: str) -> None:
    answer = "Names.\n\n#### 1.1 Details\n\nMore of them."
    text = (
        f"{above}**1. What is a zone?**\n\nAnswer: {answer}\n\n## Next\n\n**2. Why?**\n\nAnswer: So.\n\n"
        "#### Last\n\n**3. How?**\n\nAnswer: Thus.\n"
    )
    assert questions(text) == [("What is a zone?", answer), ("Why?", "So."), ("How?", "Thus.")]
