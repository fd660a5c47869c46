"""The reader of our own Markdown files: what it states, and what it refuses."""

import pytest

from questions.bankfile.intake.mending import mend
from questions.bankfile.layouts.found import Document, FoundTopic, Passage
from questions.bankfile.layouts.recognising import choose
from questions.bankfile.layouts.sectioned import own_markdown

FRONT = """\
---
format: prepbank-question/1
slug: lost-orders
title: "Orders: lost"
target_max_seconds: 90
topics: [backups, releases]
source:
---
"""
PROMPT = "\n## Prompt\n\nWhat do you do first?\n"


def read(text: str) -> own_markdown.Finding:
    return own_markdown.read(Document("a.md", text))


def refusal(text: str) -> tuple[int, str]:
    finding = read(text)
    (fault,) = finding.faults
    assert fault.refuses
    assert (finding.questions, finding.topics) == ((), ())
    return fault.line, fault.message


# --- What it states -------------------------------------------------------------------------------


def test_every_value_has_its_line() -> None:
    (question,) = read(FRONT + PROMPT).questions
    assert question.slug == Passage("lost-orders", 3)
    assert question.title == Passage("Orders: lost", 4)
    assert (question.min_seconds, question.max_seconds, question.seconds_line) == (None, 90, 5)
    assert question.topics == (Passage("backups", 6), Passage("releases", 6))
    assert question.prompt == Passage("What do you do first?", 12)
    assert (question.file, question.line) == ("a.md", 1)


def test_every_part_has_its_line() -> None:
    sections = "\n## Key points\n\n- One {#one}\n  - also: a\n- Two {#two}\n"
    (question,) = read(FRONT + PROMPT + sections).questions
    assert [(part.key, part.position, part.line) for part in question.key_points] == [
        ("one", 1, 16),
        ("two", 2, 18),
    ]


def test_what_is_not_there_is_not_stated() -> None:
    (question,) = read(FRONT + PROMPT).questions
    assert question.status is question.position is question.notes is question.sample_answer is None
    assert question.related == question.key_points == ()
    assert question.states_empty == {"source"}


def test_what_is_there_and_empty_is_stated_to_be_so() -> None:
    front = FRONT.replace("[backups, releases]", "[]").replace("90", "")
    (question,) = read(f"{front}{PROMPT}\n## Structure\n\n## Mistakes\n\n## Notes\n \n").questions
    assert question.states_empty == {
        "source",
        "topics",
        "max_seconds",
        "steps",
        "mistakes",
        "notes",
    }
    assert (question.topics, question.max_seconds, question.notes) == ((), None, None)


def test_other_headings_belong_to_their_section() -> None:
    (question,) = read(f"{FRONT}{PROMPT}\n## Notes\n\n## Why\n\n\\## Prompt\n").questions
    assert question.notes == Passage("## Why\n\n## Prompt", 16)


def test_topics_with_their_names_and_descriptions() -> None:
    text = "---\nformat: prepbank-topics/1\n---\n\n- Backups {#backups}\n  Copies.\n- On {#on}\n"
    assert read(text).topics == (
        FoundTopic("backups", 5, "Backups", "Copies."),
        FoundTopic("on", 7, "On", ""),
    )


def test_texts_are_read_as_they_are_written() -> None:
    written = FRONT + PROMPT.replace("you do", "you\N{NO-BREAK SPACE}do")
    document = mend("a.md", written).document
    (question,) = own_markdown.read(document).questions
    assert question.prompt.text == "What do you\N{NO-BREAK SPACE}do first?"
    assert own_markdown.reads_as_written


def test_windows_line_ends_and_a_mark_do_no_harm() -> None:
    plain = read(FRONT + PROMPT)
    assert read("\ufeff" + (FRONT + PROMPT).replace("\n", "\r\n")) == plain


# --- Whose it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [
        pytest.param(FRONT + PROMPT, 1.0, id="a question"),
        pytest.param("---\nformat: prepbank-topics/1\n---\n", 1.0, id="topics"),
        pytest.param('---\nformat: "prepbank-question/1"\n---\n', 1.0, id="in quotes"),
        pytest.param("\ufeff---\r\nformat: prepbank-question/1\r\n---", 1.0, id="of Windows"),
        pytest.param("---\nformat: prepbank-question/7\n---\n", 1.0, id="of the future"),
        pytest.param("---\ntitle: a\n---\nformat: prepbank-question/1\n", 0.0, id="below it"),
        pytest.param("format: prepbank-question/1\n", 0.0, id="no front matter"),
        pytest.param("", 0.0, id="nothing"),
    ],
)
def test_it_knows_its_own(text: str, likelihood: float) -> None:
    assert own_markdown.likelihood(Document("a.md", text)) == likelihood


def test_it_is_chosen_for_its_own() -> None:
    assert choose(Document("a.md", FRONT + PROMPT)) is own_markdown


# --- What it refuses ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("## Prompt", 1, "does not begin", id="no front matter"),
        pytest.param("---\nformat: prepbank-question/1", 1, "does not end", id="no end of it"),
        pytest.param(
            "---\nformat: prepbank-question/2\n---\n", 2, "the format", id="of the future"
        ),
        pytest.param("---\n- a\n---\n", 1, "names no values", id="a list for front matter"),
        pytest.param("---\na: [\n---\n", 2, "expected", id="broken YAML"),
        pytest.param("---\na: \x07\n---\n", 2, "control character", id="a control character"),
        pytest.param("---\na: &a b\nc: *a\n---\n", 3, "alias", id="an alias"),
        pytest.param(FRONT, 1, "no prompt", id="no prompt"),
        pytest.param(FRONT + "\n## Prompt\n\n## Notes\n\na", 1, "no prompt", id="an empty prompt"),
        pytest.param(FRONT + "Hello\n" + PROMPT, 9, "before the first", id="text before sections"),
        pytest.param(FRONT + PROMPT + PROMPT, 14, "two sections", id="a section twice"),
        pytest.param(FRONT.replace("90", "soon") + PROMPT, 5, "whole number", id="no number"),
        pytest.param(FRONT.replace("[b", "b[") + PROMPT, 6, "a list", id="no list"),
        pytest.param(FRONT.replace("source", "sauce") + PROMPT, 7, "unknown", id="another name"),
        pytest.param(FRONT.replace("source", "slug") + PROMPT, 7, "twice", id="a name twice"),
        pytest.param(
            FRONT.replace("lost-orders", "no") + PROMPT, 3, "quotes", id="misread by YAML"
        ),
        pytest.param(
            "---\nformat: prepbank-topics/1\n---\n- Backups\n", 4, "address", id="a topic unnamed"
        ),
    ],
)
def test_what_breaks_the_format_is_named(text: str, line: int, message: str) -> None:
    found_line, found = refusal(text)
    assert found_line == line
    assert message in found
