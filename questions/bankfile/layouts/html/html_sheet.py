"""Words and blocks, as the elements of HTML leave them -> lines of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from questions.bankfile.layouts.html import html_formatting as formatting
from questions.bankfile.layouts.written_lines import Line, trimmed

_ENDS_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*\Z")


@dataclass(frozen=True, slots=True)
class Details:
    """``summary`` is None where none stands in it; ``is_closed`` says that its own tag ends it."""

    line: int
    summary: tuple[Line, ...] | None
    body: tuple[Line | Details, ...]
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """Text that shares its lines with what stands around it; ``starts_line`` in the source."""

    text: str
    line: int
    starts_line: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that share none with what stands around them; ``is_apart`` asks for blank ones between."""

    lines: tuple[Line, ...] = ()
    is_apart: bool = True


Item = Words | Block | Details


def text_of_words(content: Iterable[Item]) -> str:
    return "".join(item.text for item in content if isinstance(item, Words))


def body_of(content: Iterable[Item]) -> Iterator[Line | Details]:
    """Yield the lines of a frame, with the details that stand between them."""
    run: list[Item] = []
    for item in content:
        if isinstance(item, Details):
            yield from formatting.with_breaks(lines_of(run))
            yield item
            run = []
        else:
            run.append(item)
    yield from formatting.with_breaks(lines_of(run))


def lines_of(content: Iterable[Item]) -> list[Line]:
    """Lay out words and blocks as lines."""
    sheet = _Sheet()
    for item in content:
        if isinstance(item, Words):
            sheet.write(item)
        elif isinstance(item, Block):
            sheet.insert(item)
    return sheet.finished()


def collapsed_lines_of(content: Sequence[Item]) -> list[Line]:
    """Lay out words and blocks, the words between two blocks on one line where they are but words."""
    collapsed: list[Item] = []
    run: list[Words] = []
    for item in [*content, Block((), is_apart=False)]:
        if isinstance(item, Words):
            run.append(item)
            continue
        written = next((words for words in run if words.text.strip()), None)
        if written is not None:
            text = "".join(words.text for words in run)
            at = written.line + _blank_lines(written.text)
            collapsed.append(Words(formatting.collapsed(text).strip(" \t\n"), at, True))
            if _ENDS_PARAGRAPH.search(text):
                collapsed.append(Block((), is_apart=True))
        run = []
        collapsed.append(item)
    return list(trimmed(lines_of(collapsed)))


def _blank_lines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")


class _Sheet:
    """Lines, the last of which is still written to."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._open: list[str] = []
        self._number, self._is_whole, self._is_written = 0, True, False

    def write(self, words: Words) -> None:
        first, *others = words.text.split("\n")
        self._add(first, words.line, is_whole=words.starts_line)
        for offset, text in enumerate(others, start=1):
            self._break()
            self._add(text, words.line + offset, is_whole=True)

    def insert(self, block: Block) -> None:
        if self._is_written:
            self._break()
        else:
            self._open = []
        if block.is_apart:
            self._part()
        self._lines.extend(block.lines)
        if block.is_apart and block.lines:
            self._part()

    def finished(self) -> list[Line]:
        self._break()
        return self._lines

    def _add(self, text: str, number: int, *, is_whole: bool) -> None:
        if not self._is_written:
            self._number = number
        if not self._open:
            self._is_whole = is_whole
        self._open.append(text)
        self._is_written = self._is_written or not (not text or text.isspace())

    def _break(self) -> None:
        self._lines.append(Line("".join(self._open), self._number, self._is_whole))
        self._open, self._is_whole, self._is_written = [], True, False

    def _part(self) -> None:
        if self._lines and not self._lines[-1].is_blank:
            self._lines.append(Line("", self._lines[-1].number))
