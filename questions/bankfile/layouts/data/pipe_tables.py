"""The tables of a Markdown text, each with the heading above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from markdown_it.token import Token

from questions.bankfile.layouts.data.field_names import PROMPT, TITLE, WEAK_PROMPT, field_of
from questions.bankfile.layouts.data.table_rows import Row, is_of_questions
from questions.bankfile.layouts.found import Passage
from questions.bankfile.layouts.markdown_blocks import plain
from questions.bankfile.layouts.markdown_pieces import read_pieces

_BAR = re.compile(r"(?<!\\)\|")
_LINK_INSIDE = re.compile(r"\[.*\]\(#[^()]*\)", re.DOTALL)
_ASKING = (PROMPT, WEAK_PROMPT, TITLE)
_QUOTED = re.compile(r"^[ \t>]*>")
_NUMBER = re.compile(r"^(?:[0-9]+(?:\.[0-9]+)*[.)]?\s+)")
_GENERAL = frozenset(
    {
        *("a", "all", "and", "asked", "common", "for", "frequently", "list", "of", "the", "top"),
        *("answer", "answers", "faq", "interview", "overview", "question", "questions", "table"),
    }
)


class PipeTable(NamedTuple):
    """A table, the topic that stands above it, and how many lines it has."""

    heading: Passage | None
    header: Row
    rows: tuple[Row, ...]
    lines: int


def tables_of_questions(text: str) -> Iterator[PipeTable]:
    """Yield the tables with a column of questions; a table of contents or of answers alone is none.

    Raises ``markdown_pieces.TooLongError`` where a block is too long.
    """
    lines = text.split("\n")
    heading: Passage | None = None
    is_first = True
    for tokens in (piece.tokens for piece in read_pieces(lines)):
        for at, token in enumerate(tokens):
            if token.type == "heading_open" and token.level == 0 and token.map:
                # The heading of the whole document is no topic in it.
                is_title, is_first = is_first and token.tag == "h1", False
                heading = None if is_title else _topic(tokens[at + 1].content, token.map[0] + 1)
            elif token.type == "table_open" and token.map:
                rows = list(_rows(tokens, at, lines))
                table = PipeTable(heading, rows[0], tuple(rows[1:]), token.map[1] - token.map[0])
                if is_of_questions(table.header.cells) and not _refers_elsewhere(table):
                    yield table


def _rows(tokens: Sequence[Token], at: int, lines: Sequence[str]) -> Iterator[Row]:
    cells: list[str] = []
    line = 0
    for token in islice(tokens, at, None):
        if token.type == "tr_open":
            cells, line = [], (token.map or tokens[at].map or [0])[0]
        elif token.type == "inline":
            cells.append(token.content)
        elif token.type == "tr_close":
            yield Row(line + 1, (*cells, *_excess(lines[line], len(cells))))
        elif token.type == "table_close":
            return


def _excess(line: str, count: int) -> list[str]:
    """Return the cells that Markdown drops, because they stand under no heading."""
    bare = _QUOTED.sub("", line).strip().removeprefix("|")
    cells = [cell.strip() for cell in _BAR.split(bare)]
    return cells[count : -1 if bare.endswith("|") else None]


def _topic(content: str, line: int) -> Passage | None:
    words = _NUMBER.sub("", plain(content)).strip(" :#-\u2013\u2014")
    names = {word.strip(".,:&").casefold() for word in words.split()}
    return Passage(words, line) if names - _GENERAL and len(words) <= 60 else None


def _refers_elsewhere(table: PipeTable) -> bool:
    """Is this a table of contents, or a key that tells answers by the numbers of their questions?"""
    at = next(place for place, name in enumerate(table.header.cells) if field_of(name) in _ASKING)
    asked = [row.cells[at] for row in table.rows if len(row.cells) > at and not row.is_blank]
    elsewhere = sum(
        not any(map(str.isalpha, cell)) or _LINK_INSIDE.fullmatch(cell) is not None
        for cell in asked
    )
    return elsewhere * 2 > len(asked)
