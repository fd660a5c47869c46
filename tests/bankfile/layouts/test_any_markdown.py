"""Any text at all in the layouts of Markdown: no exception, and never long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.layouts.found import Document
from questions.bankfile.layouts.markdown_blocks import MAX_LINES
from questions.bankfile.layouts.numbered import numbered_answers, spoken_answers
from questions.bankfile.layouts.unmarked import unmarked_answers
from tests.bankfile.layouts.markdown_samples import HOSTILE, MEGABYTES

PIECES = st.sampled_from(
    [
        *(
            "### 1. a",
            "## 2. b",
            "**3. c**",
            "Q4: d",
            "5) e",
            "1. f\n   Answer: g",
            "# h",
            "---",
            "***",
        ),
        *(
            "**Answer:**",
            "Answer: i",
            "**ANSWER (60 seconds):**",
            '*"j',
            'k"*',
            "*l*",
            "- m",
            "```",
        ),
        *("> n", "| o |\n|---|", "Would you like more?", "TBD", "**P:** q", "    r", "===", ""),
    ]
)
DOCUMENTS = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=25).map("\n".join),
    st.lists(PIECES, max_size=25).map("\n\n".join),
)


@given(DOCUMENTS)
def test_any_text_is_read(text: str) -> None:
    document, lines = Document("doc.md", text), text.split("\n")
    for layout in (numbered_answers, spoken_answers, unmarked_answers):
        assert 0 <= layout.likelihood(document) <= 1
        finding = layout.read(document)
        for question in finding.questions:
            for passage in filter(None, (question.prompt, question.sample_answer, question.notes)):
                assert passage.text.strip()
                assert 1 <= passage.line <= len(lines)
        assert all(0 <= fault.line <= len(lines) for fault in finding.faults)


@pytest.mark.parametrize(
    "text", [*HOSTILE.values(), *MEGABYTES.values()], ids=[*HOSTILE, *MEGABYTES]
)
def test_hostile_texts_are_read(text: str) -> None:
    for layout in (numbered_answers, spoken_answers, unmarked_answers):
        assert 0 <= layout.likelihood(Document("doc.md", text)) <= 1
        layout.read(Document("doc.md", text))


@pytest.mark.parametrize("text", ["1. a?\n   Answer: b\n", "1. a\n", "Q1: a\n", "# \n", "a\n\n"])
def test_as_many_lines_as_are_read(text: str) -> None:
    test_hostile_texts_are_read(text * (MAX_LINES // text.count("\n")))
