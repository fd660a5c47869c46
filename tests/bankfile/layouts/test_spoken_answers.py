"""Answers to be spoken in so many seconds, in italics and quotes, with material below them."""

import pytest

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, Passage
from questions.bankfile.layouts.numbered import numbered_answers, spoken_answers
from tests.bankfile.layouts.markdown_samples import OTHERS

NOTES = """\
**STEPS OF A MOVE:**

```markdown
# A move
## 2. Not a question
**ANSWER (10 seconds):**
1. Drain
---
```

**1. Before**
```
# drain first
```

**2. After**

| Step | Who |
|------|-----|
| copy | we  |

- **One**: a
  - two

**RULE:**
> "Never on a Friday\""""

SHEET = f"""\
# Moving things - Answers

## 1. How do you move a queue to another host?

**ANSWER (60 seconds):**

*"I drain it first - what's left is copied.*

*Then I say "go", and **switch**. The old one's kept
for a day.*

*After that it is deleted."*

{NOTES}

---

## 2. Who may restart a queue?

**ANSWER (75 seconds):**

*"Whoever is on call."*
"""


def read(text: str) -> Finding:
    return spoken_answers.read(Document("sheet.md", text))


def likelihood(text: str) -> float:
    return spoken_answers.likelihood(Document("sheet.md", text))


def only(text: str) -> FoundQuestion:
    finding = read(text)
    assert finding.faults == ()
    (question,) = finding.questions
    return question


def answered(body: str, label: str = "**ANSWER (60 seconds):**") -> FoundQuestion:
    return only(f"## 1. Why?\n\n{label}\n\n{body}\n")


def test_a_sheet_gives_answers_without_marks_and_notes_as_they_stand() -> None:
    answer = (
        "I drain it first - what's left is copied.\n\n"
        'Then I say "go", and **switch**. The old one\'s kept\nfor a day.\n\nAfter that it is deleted.'
    )
    last = SHEET.count("\n") - 4
    assert read(SHEET) == Finding(
        (
            FoundQuestion(
                file="sheet.md",
                line=3,
                prompt=Passage("How do you move a queue to another host?", 3),
                sample_answer=Passage(answer, 7),
                notes=Passage(NOTES, 14),
                max_seconds=60,
                seconds_line=5,
            ),
            FoundQuestion(
                file="sheet.md",
                line=last,
                prompt=Passage("Who may restart a queue?", last),
                sample_answer=Passage("Whoever is on call.", last + 4),
                max_seconds=75,
                seconds_line=last + 2,
            ),
        )
    )


@pytest.mark.parametrize(
    ("label", "seconds"),
    [
        ("**ANSWER (60 seconds):**", (None, 60)),
        ("**Answer (90 sec)**", (None, 90)),
        ("ANSWER (45s):", (None, 45)),
        ("### Answer (60 seconds)", (None, 60)),
        ("**ANSWER (60-90 seconds):**", (60, 90)),
        ("**ANSWER (60 \u2013 90 seconds):**", (60, 90)),
        ("**ANSWER (90 to 60 seconds):**", (60, 90)),
        ("**ANSWER (about 2 minutes):**", (None, 120)),
        ("**ANSWER (1-2 min):**", (60, 120)),
        ("**ANSWER (60-second version):**", (None, 60)),
        ("**ANSWER:**", (None, None)),
        ("**ANSWER (short):**", (None, None)),
        ("**ANSWER (0 seconds):**", (None, None)),
    ],
)
def test_the_label_gives_the_seconds(label: str, seconds: tuple[int | None, int | None]) -> None:
    question = answered('*"So."*', label)
    assert (question.min_seconds, question.max_seconds) == seconds
    assert question.sample_answer == Passage("So.", 5)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ('*"So."*', "So."),
        ('_"So."_', "So."),
        ('"*So.*"', "So."),
        ('"So."', "So."),
        ("*\u201cSo.\u201d*", "So."),
        ("*So.*", "So."),
        ("So.", "So."),
        ('*"So.*', "So."),
        ('*So."*', "So."),
        ('*"**So** it `*is*`."*', "**So** it `*is*`."),
        ('*"Yes" is short, "no" is shorter, "so"*', '"Yes" is short, "no" is shorter, "so"'),
        ('*"Say "yes"."*', 'Say "yes".'),
        ('*"I say "yes"*\n\n*and go."*', 'I say "yes"\n\nand go.'),
        ('*"One.*\n\n- a\n- b\n\n*Two."*', "One.\n\n- a\n- b\n\nTwo."),
        ('*"One.*\n\nTwo.\n\n*Three."*', "One.\n\nTwo.\n\nThree."),
        ("One.\n\n```\n# 2. Two\n```\n\nThree.", "One.\n\n```\n# 2. Two\n```\n\nThree."),
        ("**Mostly:** so.\n\nAnd so.", "**Mostly:** so.\n\nAnd so."),
    ],
)
def test_the_words_of_an_answer(body: str, answer: str) -> None:
    question = answered(body)
    assert question.sample_answer == Passage(answer, 5)
    assert question.notes is None


@pytest.mark.parametrize(
    "notes",
    [
        "**MORE:**\n- a",
        "**MORE:** a",
        "**More**\n\n*in italics*",
        "### More\n\na",
        "Not spoken.",
        "```\na\n```",
        "- a",
        "| a |\n|---|\n| b |",
        "*Not spoken.*",
    ],
)
def test_what_follows_the_closing_quote_is_notes(notes: str) -> None:
    question = answered(f'*"So.*\n\n*And so."*\n\n{notes}')
    assert question.sample_answer == Passage("So.\n\nAnd so.", 5)
    assert question.notes == Passage(notes, 9)


def test_an_answer_on_the_line_of_its_label() -> None:
    question = only('## 1. Why?\n\n**ANSWER (60 seconds):** *"So."*\n\n**MORE:** a\n')
    assert question.sample_answer == Passage("So.", 3)


def test_paragraphs_without_blank_lines_between_them() -> None:
    text = '## 1. Why?\n**ANSWER (60 seconds):**\n*"So,\nand so.*\n*And so."*\n**MORE:**\n- a\n'
    question = only(text)
    assert question.sample_answer == Passage("So,\nand so.\n\nAnd so.", 3)
    assert question.notes == Passage("**MORE:**\n- a", 6)


def test_what_stands_before_the_label_is_notes_too() -> None:
    text = '## 1. Why?\n\nOften asked.\n\n**ANSWER (60 seconds):**\n\n*"So."*\n\n**MORE:**\n- a\n'
    assert only(text).notes == Passage("Often asked.\n\n**MORE:**\n- a", 3)


def test_setext_headings() -> None:
    head = "Title\n=====\n\nQuestion 1: Why?\n----------------\n\n"
    text = f'{head}**ANSWER (60 seconds):**\n\n*"So."*\n---\n'
    question = only(text)
    assert (question.prompt, question.sample_answer) == (Passage("Why?", 4), Passage("So.", 9))


@pytest.mark.parametrize(
    ("nothing", "message"),
    [
        ("", "the answer is empty"),
        *(
            (words, "the answer is yet to be written")
            for words in ("*TBD*", '*"To be completed"*', "\u2026", '*"..."*')
        ),
    ],
)
def test_an_empty_answer_is_missing_and_a_fault(nothing: str, message: str) -> None:
    finding = read(f"## 1. Why?\n\n**ANSWER (60 seconds):**\n\n{nothing}\n\n**MORE:**\n- a\n")
    (question,) = finding.questions
    assert question.sample_answer is None
    assert question.notes == Passage("**MORE:**\n- a", 7)
    assert finding.faults == (Fault("sheet.md", 3, "", "sample_answer", message),)


def test_a_question_without_the_label() -> None:
    text = SHEET + '\n## 3. Why?\n\n*"So."*\n\n**MORE:** a\n\n## 4. How?\n\nThus.\n\n## 4. How?\n'
    said, bare, again = read(text).questions[2:]
    assert said.sample_answer
    assert said.notes
    assert (said.sample_answer.text, said.notes.text) == ("So.", "**MORE:** a")
    assert (bare.sample_answer, bare.notes and bare.notes.text) == (None, "Thus.")
    assert [(fault.line, fault.message) for fault in read(text).faults] == [
        (bare.line, "the answer is empty"),
        (again.line, f"the same question as on line {bare.line}"),
        (again.line, "the answer is empty"),
    ]


def test_a_section_without_number_ends_the_notes() -> None:
    text = f"{SHEET}\n**MORE:** a\n\n## Sources\n\nA book.\n"
    finding = read(text)
    assert finding.questions[1].notes
    assert finding.questions[1].notes.text == "**MORE:** a"
    assert [fault.line for fault in finding.faults] == [text.count("\n")]


def test_an_offer_at_the_end_is_left_out() -> None:
    for between in ("\n", "\n---\n\n"):
        finding = read(f"{SHEET}{between}Let me know if you want more.\n")
        assert finding.questions == read(SHEET).questions
        assert [fault.message for fault in finding.faults] == [
            "chat filler was left out: Let me know if you want more."
        ]


def test_how_likely_it_is() -> None:
    assert likelihood(SHEET) == 1
    assert numbered_answers.likelihood(Document("sheet.md", SHEET)) == 0
    assert likelihood('## 1. Why?\n\n**ANSWER (60 seconds):**\n\n*"So."*\n') >= 0.5
    assert likelihood("## 1. Why?\n\nAnswer: So.\n\n## 2. How?\n\nAnswer: Thus.\n") == 0


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_texts_are_not_laid_out_so(text: str) -> None:
    assert likelihood(text) == 0
    assert read(text) == Finding()
