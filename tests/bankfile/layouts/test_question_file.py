"""One Markdown file, one question: metadata, sections, lists of points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts import markdown_blocks
from questions.bankfile.layouts.found import Document, Finding, FoundPart, FoundQuestion, Passage
from questions.bankfile.layouts.html.html_markdown import TOO_DEEP
from questions.bankfile.layouts.recognising import choose, name_of
from questions.bankfile.layouts.sectioned import question_file
from tests.bankfile.layouts.markdown_samples import HOSTILE, OTHERS

WITH_FRONT_MATTER = """\
---
title: Moving a queue
question: "How do you move a queue to another host?"
tags: [queues, moves]
category: Situational
difficulty: senior
round: Phone screen
duration: 2-3 min
source: https://bank.example/queues
license: CC-BY-4.0
author: Ann
framework: STAR
---

# Moving a queue

## Sample answer

I drain it first.

```sh
# Not a heading
## Answer
drain
```

### Then

I copy.

## Key points

- [ ] It is drained
  - and so are its timers
- Somebody is told,
  before it happens

## Red flags

1. Moves on a Friday

## How to structure

Tell it in three steps.

## Follow-up questions

* What if it fills up?

## Further reading

[A page](https://a.example)
"""

WITH_COMMENTS = """\
### What is a `drain`?

#### Answer

It ends <i>slowly</i>.

#### Good to hear

<ul>
  <li>Timers</li>
  <li>Mails</li>
</ul>

##### Additional links

<!-- Link a page here. -->

* [A page](https://a.example)

<!-- tags: (queues,moves) -->

<!-- expertise: (1) -->
"""

SEVERAL = """\
# Questions

### Why drain?

#### Answer

To lose nothing.

#### Good to hear

- Mails

<!-- tags: (a) -->

---

### How do you drain?

```sh
drain
```

#### Answer

Slowly.

#### Bad to hear

- Not at all

<!-- tags: (b) -->
"""


def read(text: str) -> Finding:
    return question_file.read(Document("q.md", text))


def likelihood(text: str) -> float:
    return question_file.likelihood(Document("q.md", text))


def only(text: str) -> FoundQuestion:
    finding = read(text)
    assert finding.faults == ()
    (question,) = finding.questions
    return question


def faults(text: str) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.field, fault.message) for fault in read(text).faults]


def asked(body: str) -> str:
    return f"# Why?\n\n{body}\n"


def answer(question: FoundQuestion) -> str:
    return question.sample_answer.text if question.sample_answer else ""


def test_a_file_with_front_matter() -> None:
    code = "```sh\n# Not a heading\n## Answer\ndrain\n```"
    assert only(WITH_FRONT_MATTER) == FoundQuestion(
        file="q.md",
        line=15,
        prompt=Passage("How do you move a queue to another host?", 3),
        title=Passage("Moving a queue", 2),
        structure=Passage("Tell it in three steps.", 44),
        framework=Passage("STAR", 12),
        sample_answer=Passage(f"I drain it first.\n\n{code}\n\n### Then\n\nI copy.", 19),
        key_points=(
            FoundPart("It is drained\n- and so are its timers", 33),
            FoundPart("Somebody is told,\nbefore it happens", 35),
        ),
        mistakes=(FoundPart("Moves on a Friday", 40),),
        follow_ups=(FoundPart("What if it fills up?", 48),),
        notes=Passage("## Further reading\n\n[A page](https://a.example)", 50),
        category=Passage("situational", 5),
        difficulty=Passage("hard", 6),
        round=Passage("phone-screen", 7),
        min_seconds=120,
        max_seconds=180,
        seconds_line=8,
        topics=(Passage("queues", 4), Passage("moves", 4)),
        source=Passage("https://bank.example/queues", 9),
        licence=Passage("CC-BY-4.0", 10),
        attribution=Passage("Ann", 11),
    )


def test_a_file_with_comments() -> None:
    assert only(WITH_COMMENTS) == FoundQuestion(
        file="q.md",
        line=1,
        prompt=Passage("What is a `drain`?", 1),
        sample_answer=Passage("It ends *slowly*.", 5),
        key_points=(FoundPart("Timers", 10), FoundPart("Mails", 11)),
        notes=Passage("##### Additional links\n\n* [A page](https://a.example)", 14),
        topics=(Passage("queues", 20), Passage("moves", 20)),
        difficulty=Passage("medium", 22),
    )


def test_several_questions_in_a_file() -> None:
    first, second = read(SEVERAL).questions
    assert (first.prompt.text, answer(first)) == ("Why drain?", "To lose nothing.")
    assert [point.text for point in first.key_points] == ["Mails"]
    assert second.prompt == Passage("How do you drain?\n\n```sh\ndrain\n```", 17)
    assert (answer(second), second.mistakes) == ("Slowly.", (FoundPart("Not at all", 29),))
    topics = [[topic.text for topic in question.topics] for question in (first, second)]
    assert topics == [["a"], ["b"]]
    assert read(SEVERAL).faults == ()


def test_front_matter_of_several_questions() -> None:
    text = f"---\ntitle: Bank\nlicence: MIT\nodd: 1\n---\n{SEVERAL}"
    for question in read(text).questions:
        assert question.licence == Passage("MIT", 3)
        assert question.title is None
    assert faults(text) == [(4, "", "not read from the front matter: odd")]


def test_text_between_questions_is_told() -> None:
    text = f"{SEVERAL}\n## About\n\nWritten by hand.\n\n### Where?\n\n#### Answer\n\nHere.\n"
    assert len(read(text).questions) == 3
    line = text[: text.index("Written")].count("\n") + 1
    assert faults(text) == [(line, "", "this text belongs to no question and is left out")]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        *(
            (name, "sample_answer")
            for name in ("Answer", "Sample Answer", "Model answer:", "Solution")
        ),
        *((name, "key_points") for name in ("Good to hear", "Key points", "KEY POINTS TO MENTION")),
        *(
            (name, "key_points")
            for name in ("What to listen for", "Things to mention", "Talking points")
        ),
        *((name, "key_points") for name in ("What good looks like", "What a good answer includes")),
        *((name, "key_points") for name in ("\U0001f44d Green flags", "What we're looking for")),
        *(
            (name, "mistakes")
            for name in ("Mistakes", "Common mistakes", "Red flags", "Bad to hear")
        ),
        *((name, "mistakes") for name in ("Pitfalls", "Common pitfalls:", "Mistakes to avoid")),
        *((name, "structure") for name in ("Structure", "How to structure", "Framework")),
        *((name, "structure") for name in ("How to structure your answer", "Answer structure")),
        *(
            (name, "follow_ups")
            for name in ("Follow-ups", "Follow-up questions", "Follow up", "Followups")
        ),
        *((name, "notes") for name in ("Additional links", "Resources", "Notes", "Anything else")),
    ],
)
@pytest.mark.parametrize("mark", ["## {}", "#### {}", "**{}**", "**{}:**"])
def test_the_names_of_sections(name: str, field: str, mark: str) -> None:
    if mark.startswith("**") and name == "Anything else":
        pytest.skip("bold words that name nothing are text")
    heading = mark.format(name.rstrip(":"))
    question = read(
        f"# Why?\n\n## Answer\n\nSo.\n\n## Mistakes\n\n- a\n\n{heading}\n\n- b\n"
    ).questions[0]
    found = getattr(question, field)
    last = found[-1] if isinstance(found, tuple) else found
    assert last.text.endswith("b")


@pytest.mark.parametrize(
    "heading",
    [
        "## Answering machines",
        "## The key points of the plan were these",
        "## Structure of a disk",
        "Answer",
    ],
)
def test_other_headings_name_no_part(heading: str) -> None:
    question = read(asked(f"## Answer\n\nSo.\n\n{heading}\n\nb")).questions[0]
    assert (question.key_points, question.structure) == ((), None)
    assert "b" in answer(question) or (question.notes and "b" in question.notes.text)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**Answer:** So.", "So."),
        ("**Answer**: So.", "So."),
        ("Answer: So.", "So."),
        ("__Answer__\n\nSo.", "So."),
        ("Answer\n------\n\nSo.", "So."),
        ("### Answer\n\n#### Deeper\n\nSo.", "#### Deeper\n\nSo."),
        ("### Answer\n\nSo.\n\n---\n", "So."),
        ("So.", "So."),
        ("So.\n\n## Deeper\n\nAnd so.", "So.\n\n## Deeper\n\nAnd so."),
        ("### Answer\n\n<p>So.</p><script>x</script>", "So."),
        (
            "### Answer\n\nSo.\n\n<details><summary>More</summary>b</details>",
            "So.\n\n**More**\n\nb",
        ),
    ],
)
def test_answers(body: str, expected: str) -> None:
    assert answer(read(asked(body)).questions[0]) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("- a\n- b", ["a", "b"]),
        ("* a\n\n* b", ["a", "b"]),
        ("1. a\n2. b", ["a", "b"]),
        ("- a\n  b\n\n  c\n- d", ["a\nb\n\nc", "d"]),
        ("- a\n    - b\n- c", ["a\n  - b", "c"]),
        ("- a\n  ```\n  - b\n  ```", ["a\n```\n- b\n```"]),
        ("- [x] a\n- [ ] b", ["a", "b"]),
        ("\u2022 a\n\u2022 b", ["a", "b"]),
        ("a", ["a"]),
        ("<ul><li>a <b>b</b></li><li>c</li></ul>", ["a **b**", "c"]),
    ],
)
def test_points(points: str, expected: list[str]) -> None:
    question = only(asked(f"### Answer\n\nSo.\n\n### Good to hear\n\n{points}"))
    assert [point.text for point in question.key_points] == expected


def test_what_stands_around_points_is_notes() -> None:
    body = "### Answer\n\nSo.\n\n### Key points\n\nAs many as you can:\n\n- a\n\nAll of them."
    question = only(asked(body))
    assert [point.text for point in question.key_points] == ["a"]
    assert question.notes == Passage("As many as you can:\n\nAll of them.", 9)


def test_points_without_bullets() -> None:
    body = "### Answer\n\nSo.\n\n### Key points\n\na\n\nb"
    assert [point.text for point in read(asked(body)).questions[0].key_points] == ["a", "b"]
    message = "this list has no bullets: each paragraph was taken as an item"
    assert faults(asked(body)) == [(9, "key_points", message)]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("### Answer\n\n### Key points\n\n- a", (3, "sample_answer", "the answer is empty")),
        (
            "### Answer\n\nTBD\n\n### Key points\n\n- a",
            (5, "sample_answer", "this section is yet to be written: TBD"),
        ),
        ("### Answer\n\nSo.\n\n### Good to hear\n", (7, "key_points", "this section has no text")),
        (
            "### Answer\n\nSo.\n\n### Mistakes\n\n- TODO\n- a",
            (9, "mistakes", "this item has no text"),
        ),
        (
            "### Answer\n\nSo.\n\n### Notes\n\n...",
            (9, "notes", "this section is yet to be written: ..."),
        ),
        (
            "### Answer\n\nSo.\n\n### Answer\n\nAnd so.",
            (7, "sample_answer", "this section is stated again: it was added"),
        ),
        ("### Answer\n\nSo. <pod>", (5, "", "<pod> is no tag of HTML: it is left out")),
    ],
)
def test_faults_of_sections(body: str, fault: tuple[int, str, str]) -> None:
    assert faults(asked(body)) == [fault]


def test_nothing_below_the_question() -> None:
    assert faults("---\nquestion: Why?\n---\n") == [
        (2, "sample_answer", "nothing stands below the question")
    ]


@pytest.mark.parametrize(
    ("text", "prompt", "title"),
    [
        ("---\ntitle: A\nquestion: Why?\n---\nSo.", "Why?", "A"),
        ("---\nprompt: Why?\n---\n# Why?\n\nSo.", "Why?", None),
        ("---\nprompt: Why?\n---\n# A\n\nSo.", "Why?", "A"),
        ("---\ntitle: Why?\n---\n## Answer\n\nSo.", "Why?", None),
        ("---\ntitle: A\n---\n# Why?\n\n## Answer\n\nSo.", "Why?", "A"),
        ("---\ntitle: A\n---\n# A\n\n## Answer\n\nSo.", "A", None),
        ("---\ntitle: A\n---\n# Title\n\n## Question\n\nWhy?\n\n## Answer\n\nSo.", "Why?", "A"),
        ("# Title\n\n## Question\n\nWhy?\n\n## Answer\n\nSo.", "Why?", "Title"),
        ("## Question\n\nWhy?\n\n## Answer\n\nSo.", "Why?", None),
        ("# 4. Why?\n\n## Answer\n\nSo.", "Why?", None),
        ("# **Why?**\n\n## Answer\n\nSo.", "Why?", None),
    ],
)
def test_the_question_and_its_title(text: str, prompt: str, title: str | None) -> None:
    question = only(text)
    assert question.prompt.text == prompt
    assert (question.title and question.title.text) == title
    assert answer(question) == "So."


def test_what_stands_below_a_question_belongs_to_it() -> None:
    assert only("# Why?\n\n```\na\n```\n\n## Answer\n\nSo.").prompt == Passage(
        "Why?\n\n```\na\n```", 1
    )


def test_what_stands_below_a_title_does_not_belong_to_the_question() -> None:
    question = only("---\nquestion: Why?\n---\n# A\n\nWords.\n\n## Answer\n\nSo.")
    assert (question.prompt.text, question.notes) == ("Why?", Passage("Words.", 6))


def test_questions_under_headings_of_that_name() -> None:
    text = "## Question\n\nWhy?\n\n## Answer\n\nSo.\n\n## Question\n\nHow?\n\n## Answer\n\nThus.\n"
    questions = read(text).questions
    assert [(question.prompt.text, answer(question)) for question in questions] == [
        ("Why?", "So."),
        ("How?", "Thus."),
    ]


def test_an_answer_that_says_how_long_it_takes() -> None:
    question = only(asked("### Answer (60-90 seconds)\n\nSo."))
    assert (question.min_seconds, question.max_seconds, question.seconds_line) == (60, 90, 3)


def test_a_framework_that_the_structure_names() -> None:
    body = "### Answer\n\nSo.\n\n### Structure\n\nUse the STAR method: begin."
    assert only(asked(body)).framework == Passage("STAR", 9)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (WITH_FRONT_MATTER, True),
        (WITH_COMMENTS, True),
        (SEVERAL, True),
        ("---\nquestion: Why?\n---\nSo.\n", True),
        ("---\ntitle: Why?\n---\nSo.\n", True),
        ("---\ntitle: Disks\n---\n## Answer\n\nSo.\n", True),
        ("# Why?\n\n## Answer\n\nSo.\n", True),
        ("---\ntitle: Contributing\n---\n# Contributing\n\nDo.\n", False),
        ("---\ntitle: All questions\n---\n- [Why?](why.md)\n", False),
        ("---\ntitle: Moving disks\n---\n# Moving\n\n## Pitfalls\n\n- Friday\n", False),
        ("---\nlayout: post\n---\n## Answer\n\nSo.\n", False),
        ("# Contributing\n\n## Structure\n\nFolders.\n\n## Notes\n\na\n", False),
        ("# Readme\n\n## Why?\n\nBecause.\n", False),
        ("---\nformat: prepbank-question/1\nquestion: Why?\n---\n## Answer\n\nSo.\n", False),
        ("---\nformat: prepbank-topics/1\nquestion: Why?\n---\n", False),
        ("```\n# Why?\n\n## Answer\n\nSo.\n```\n", False),
        ("---\n\nwords\n\n---\n", False),
        ("", False),
    ],
)
def test_how_likely_it_is(text: str, *, sure: bool) -> None:
    assert (likelihood(text) >= 0.5) is sure


def test_our_own_files_are_of_another_layout() -> None:
    assert (
        likelihood("---\nformat: prepbank-question/1\nprompt: Why?\n---\n\n## Answer\n\nSo.\n") == 0
    )


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_texts_are_not_laid_out_so(text: str) -> None:
    assert likelihood(text) < 0.5


@pytest.mark.parametrize("text", [WITH_FRONT_MATTER, WITH_COMMENTS, SEVERAL])
def test_it_is_told_from_the_other_layouts(text: str) -> None:
    layout = choose(Document("a.md", text))
    assert not isinstance(layout, Fault)
    assert name_of(layout) == "question-files"


def test_a_file_without_a_question() -> None:
    assert read("words\n") == Finding(
        faults=(Fault("q.md", 1, "", "prompt", "no question stands in this file"),)
    )


def test_deep_nesting_is_refused() -> None:
    text = asked("<ul><li>" * 100_000)
    assert read(text) == Finding(faults=(Document("q.md", "").refusal(3, TOO_DEEP),))
    assert likelihood(text) == 0


@pytest.mark.parametrize("line", ["words\n", "| a | b |\n|---|---|\n" + "| c | d |\n"])
def test_a_block_that_is_too_long_is_refused(line: str) -> None:
    text = asked(f"## Answer\n\n{line}") + line.splitlines()[-1].join(["", "\n"]) * 9_000
    (fault,) = read(text).faults
    assert (fault.refuses, read(text).questions) == (True, ())
    assert 1 < fault.line <= text.count("\n")
    assert likelihood(text) == 0


def test_a_list_of_points_that_is_too_long_is_refused() -> None:
    text = asked("## Key points\n\n" + "- a\n" * 2 * markdown_blocks.MAX_LINES)
    assert read(text) == Finding(
        faults=(Document("q.md", "").refusal(5, markdown_blocks.TOO_LONG),)
    )


def test_a_long_file_of_many_questions() -> None:
    count = markdown_blocks.MAX_LINES // SEVERAL.count("\n") + 10
    questions = read(SEVERAL * count).questions
    assert len(questions) == 2 * count
    assert questions[-1].line > markdown_blocks.MAX_LINES


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_read(text: str) -> None:
    assert 0 <= likelihood(text) <= 1
    read(text)


PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "title: a\n",
            "question: Why?\n",
            "tags: [b]\n",
            "# Why?\n\n",
            "## Answer\n\n",
            "So.\n\n",
        ),
        *(
            "### Good to hear\n\n",
            "- c\n",
            "  - d\n",
            "**Red flags:** e\n",
            "TBD\n\n",
            "```\n",
            "<b>",
            "\n",
        ),
        *(
            "## Question\n\n",
            "<!-- expertise: 1 -->\n",
            "Answer: f\n",
            "| g |\n|---|\n",
            "<ul><li>h",
            "1. i\n",
        ),
        *("## Structure\n", "#\n", "[j]: k\n", ": :\n", "&l\n"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_is_read(text: str) -> None:
    assert 0 <= likelihood(text) <= 1
    finding = read(text)
    last = text.count("\n") + 1
    for question in finding.questions:
        texts = (question.prompt, question.sample_answer, question.notes, question.structure)
        for passage in filter(None, (*texts, *question.key_points, *question.mistakes)):
            assert passage.text.strip()
            assert 1 <= passage.line <= last
    assert all(0 <= fault.line <= last for fault in finding.faults)
