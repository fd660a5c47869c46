"""Documents of any length: parsed in pieces as if at once, in steps that grow with them, and bounded."""

import re
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from questions.bankfile.intake import limits
from questions.bankfile.intake.mending import mend
from questions.bankfile.layouts import markdown_blocks, markdown_pieces
from questions.bankfile.layouts.found import Document, FoundQuestion
from questions.bankfile.layouts.markdown_blocks import (
    MAX_LENGTH,
    MAX_LINES,
    Block,
    block_tokens,
    plain,
    read_blocks,
    unwrapped,
)
from questions.bankfile.layouts.markdown_pieces import TooLongError, blocks_of, read_pieces
from questions.bankfile.layouts.numbered import numbered_answers, numbered_questions
from questions.bankfile.layouts.numbered.listed_questions import unlist
from questions.bankfile.layouts.numbered.numbered_questions import read_asking, sample_asking
from questions.bankfile.layouts.pages import page_sections
from tests.bankfile.layouts.markdown_samples import HOSTILE

LINES = st.sampled_from(
    [
        *("", "", " ", "a", "b c", "    code", "\tcode", "   d", "# e", "## f", "  ### g", "#h"),
        *(
            "- i",
            "* j",
            "+ k",
            " - l",
            "  - m",
            "   - n",
            "    - o",
            "-",
            "- ",
            "-\tp",
            "  q",
            "- - r",
        ),
        *("1. s", "2) t", "7. u", "   v", "1.", "10. w", "   Answer: x", "Answer: y", "      z"),
        *("> a", "> - b", ">", "> ```", ">     c", "- > d", "- ```", "  ```", "- # e"),
        *("```", "~~~", "````", "``` sh", "---", "***", "===", "- ---", "_ _ _"),
        *("<div>", "</div>", "<!-- f", "-->", "<script>", "</script>", "<b>", "<details>", "<pre>"),
        *(
            "| g | h |",
            "|---|---|",
            "---|---",
            "i | j",
            "[k]: /l",
            "[m]",
            "\\",
            "*n*",
            "\r",
            "\0",
            "o  ",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=40).map("\n".join),
    st.lists(st.text("-*+1.)#>`~ \tab|<!=_\n", max_size=12), max_size=12).map("\n".join),
)


@contextmanager
def pieces_of(lines: int) -> Iterator[None]:
    with patch.object(markdown_pieces, "PIECE_LINES", lines):
        yield


def at_once(text: str) -> list[Block]:
    return list(read_blocks(block_tokens(text), text.split("\n")))


def numbered(count: int) -> str:
    return "".join(
        f"### {number}. What broke on day {number}?\n\n**Answer:** The queue of day {number}.\n\n"
        f"- I looked\n- I told\n\n```sh\n# {number}. no heading\n```\n\n---\n\n"
        for number in range(1, count + 1)
    )


def listed(count: int) -> str:
    return "".join(
        f"{number}. What broke on day {number}?\n   Answer: The queue of day {number}.\n\n"
        for number in range(1, count + 1)
    )


def pages(count: int) -> str:
    return "".join(
        f"Tell me what broke on day {number}.\nHow to structure your answer\nBegin with {number}.\n"
        f"Key points to mention\n- Users of day {number}\n- The cause\n\n"
        for number in range(1, count + 1)
    )


@given(TEXTS, st.integers(1, 9))
@example("- a\n - b\n  - c\n   - d\n    - e\n- f", 2)
@example("1. a\n\n   b\n\n7. c\n\n> d\ne\n8. f", 2)
@example("a | b\n--- | ---\nc | d\n\n# e", 1)
@example("x\n| a | b |\n|---|---|\n| c |\n| d | e | f |\n  g\n- h\n- i", 3)
def test_pieces_say_what_the_whole_says(text: str, lines: int) -> None:
    with pieces_of(lines):
        assert list(blocks_of(text.split("\n"))) == at_once(text)


@given(st.sampled_from(list(HOSTILE.values())), st.integers(1, 9))
def test_pieces_of_hostile_texts_say_what_the_whole_says(text: str, lines: int) -> None:
    beginning = text[:400]
    with pieces_of(lines):
        assert list(blocks_of(beginning.split("\n"))) == at_once(beginning)


@given(TEXTS, st.integers(1, 9))
def test_lists_are_questions_wherever_a_piece_ends(text: str, lines: int) -> None:
    whole = unlist(text.split("\n"), 1_000)
    with pieces_of(lines):
        assert unlist(text.split("\n"), 1_000) == whole


@pytest.mark.parametrize("text", [numbered(30), listed(30)], ids=["headings", "a list"])
@pytest.mark.parametrize("lines", [1, 7, 100])
def test_questions_are_the_same_wherever_a_piece_ends(text: str, lines: int) -> None:
    # A line more makes it another text for the cache.
    whole = read_asking(text + "\n").asked
    with pieces_of(lines):
        assert read_asking(text + "\n" * (lines + 1)).asked == whole
    assert len(whole) == 30


def counted_lines(text: str) -> int:
    """How many lines markdown-it is given for ``text``."""
    given_lines = []

    def counting(source: str) -> object:
        given_lines.append(source.count("\n") + 1)
        return block_tokens(source)

    with patch.object(markdown_pieces, "block_tokens", counting):
        list(blocks_of(text.split("\n")))
    assert max(given_lines) <= MAX_LINES
    return sum(given_lines)


@pytest.mark.parametrize("make", [numbered, listed])
def test_twice_the_document_is_twice_the_work(make: object) -> None:
    assert callable(make)
    half, whole = make(2_000), make(4_000)
    assert counted_lines(half) <= 1.1 * half.count("\n")
    assert counted_lines(whole) <= 1.1 * whole.count("\n")


def test_long_blocks_cost_few_times_their_lines() -> None:
    text = ("a\n" * (MAX_LINES // 2 + 1) + "\n") * 3
    assert counted_lines(text) <= 6 * text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# a\n\n" + "b\n" * (MAX_LINES + 1) + "\nc", id="a paragraph"),
        pytest.param("# a\n\n```\n" + "b\n\n" * MAX_LINES, id="a fence that is never closed"),
        pytest.param("# a\n\n- " + "b\n  - " * MAX_LINES, id="one item"),
        pytest.param("# a\n\n> " + "b\n> " * MAX_LINES, id="a quotation"),
        pytest.param("# a\n\n" + "b" * (MAX_LENGTH + 1), id="a line at the end"),
        pytest.param("# a\n\n" + "b" * (MAX_LENGTH + 1) + "\n\nc", id="a line"),
        pytest.param(
            "# a\n\n" + ("b" * 1_000 + "\n") * 1_000 + "\nc", id="a paragraph of long lines"
        ),
    ],
)
def test_one_block_that_is_too_long_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(TooLongError) as raised:
        list(read_pieces(text.split("\n")))
    assert raised.value.line == 3
    (fault,) = numbered_answers.read(Document("doc.md", text)).faults
    assert (fault.file, fault.line, fault.refuses) == ("doc.md", 3, True)
    assert "split it" in fault.message


def test_a_list_may_have_any_number_of_items() -> None:
    text = "- a\n" * (MAX_LINES + 9)
    assert list(blocks_of(text.split("\n"))) == [Block("bullet_list", 0, MAX_LINES + 9)]


@pytest.mark.parametrize("make", [numbered, listed])
def test_more_questions_than_markdown_it_may_read_at_once(make: object) -> None:
    assert callable(make)
    text = make(3_000)
    assert text.count("\n") > MAX_LINES
    document = Document("doc.md", text)
    assert numbered_answers.likelihood(document) > 0.9
    found = numbered_answers.read(document).questions
    assert len(found) == 3_000
    assert_stands(text, found[-1], "What broke on day 3000?")


@pytest.mark.parametrize("make", [numbered, listed])
def test_too_many_questions_are_refused_before_all_are_read(
    make: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(make)
    monkeypatch.setattr(limits, "MAX_QUESTIONS", 2_000)
    text = make(3_000)
    with patch.object(numbered_questions, "_divide") as dividing:
        finding = numbered_answers.read(Document("doc.md", text))
    dividing.assert_not_called()
    (fault,) = finding.faults
    assert fault.refuses
    assert "2001" in "".join(text.split("\n")[fault.line - 3 : fault.line])


def assert_stands(text: str, question: FoundQuestion, prompt: str) -> None:
    assert question.prompt.text == prompt
    assert prompt in text.split("\n")[question.prompt.line - 1]


def test_a_long_page_is_recognised_by_its_beginning() -> None:
    text = pages(3_000)
    layout = page_sections.PageSections()
    with patch.object(page_sections, "marks_of", wraps=page_sections.marks_of) as marks:
        likelihood = layout.likelihood(Document("doc.md", text))
    assert likelihood == layout.likelihood(Document("doc.md", pages(3)))
    assert len(marks.call_args.args[0]) <= markdown_blocks.BEGINNING_LINES
    found = layout.read(Document("doc.md", text)).questions
    assert len(found) == 3_000
    assert_stands(text, found[-1], "Tell me what broke on day 3000.")


def test_progress_is_told_and_ends() -> None:
    shares: list[float] = []
    numbered_answers.read(Document("doc.md", numbered(3_000), progress=shares.append))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 20


def kept_after(read: object, text: str) -> int:
    """How many bytes are still there after reading ``text`` and forgetting what came of it."""
    assert callable(read)
    tracemalloc.start()
    try:
        read(text)
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def test_nothing_holds_on_to_a_long_text() -> None:
    for read in (read_asking, plain, lambda words: unwrapped("**" + words, "strong")):
        assert kept_after(read, "What broke? " * 200_000) < 100_000


def test_what_recognises_a_long_text_keeps_its_beginning_alone() -> None:
    text = numbered(5_000)
    assert len(sample_asking(text).lines) == markdown_blocks.BEGINNING_LINES


@given(TEXTS.map(lambda text: text.replace("a", "\u2022 -").replace("b", "\u00a0")))
def test_mending_in_chunks_is_mending_line_by_line(text: str) -> None:
    mended = mend("doc.md", text)
    with patch("questions.bankfile.intake.mending._LINES_OF_CHUNK", 2):
        assert mend("doc.md", text) == mended
    assert mended.document.text.count("\n") == len(re.findall(r"\r\n?|\n", text))


def test_repairs_are_counted_where_they_are_too_many_to_list() -> None:
    mended = mend("doc.md", "\u2022 - a\n" * 100_000)
    assert mended.document.text == "\u2022 a\n" * 100_000
    assert len(mended.repairs) == 1_001
    assert [str(repair) for repair in mended.repairs[-2:]] == [
        "doc.md:1000: a doubled bullet was made one",
        "doc.md: 99,000 more repairs are not listed",
    ]


def test_what_needs_no_repair_is_not_copied() -> None:
    for text in ("What broke?\n" * 1_000, "- [ ] plain ASCII, even - - - so\n"):
        mended = mend("doc.md", text)
        assert mended.document.text is text
        assert mended.document.written is None


def test_the_text_as_written_is_kept_where_it_was_repaired() -> None:
    document = mend("doc.md", "\ufeff\u2022 - a\r\nb\u00a0c\r\n").document
    assert document.text == "\u2022 a\nb c\n"
    assert document.as_written == document.written == "\u2022 - a\r\nb\u00a0c\r\n"
    assert mend("doc.md", "\ufeffa\n").document.written is None


def test_a_table_may_have_any_number_of_rows() -> None:
    text = "# A\n\n| a | b |\n|---|---|\n" + "| c | d |\n" * (MAX_LINES + 9) + "\nend"
    blocks = list(blocks_of(text.split("\n")))
    assert [block.kind for block in blocks] == ["heading", "table", "paragraph"]
    assert (blocks[1].start, blocks[1].end) == (2, 4 + MAX_LINES + 9)
    rows, heads = 0, set()
    for piece in read_pieces(text.split("\n")):
        lines = [token.map[0] for token in piece.tokens if token.type == "tr_open" and token.map]
        heads.add(lines[0])
        rows += len(lines) - 1
    assert rows == MAX_LINES + 9
    assert heads == {2}
