"""Tables as headings and rows, wherever they stand: which are of questions, and rows as entries."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from questions.bankfile.layouts.data.field_names import asks
from questions.bankfile.layouts.data.located import (
    ITEMS_BETWEEN_PROGRESS,
    OBJECT,
    TEXT,
    BrokenDocumentError,
    Node,
)
from questions.bankfile.layouts.found import Cells, Document, Progress

DELIMITERS = ",;\t|"
MAX_CELLS = 10_000
_HEADER_AMONG = 10
_BEGINNING = 20_000
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


class Row(NamedTuple):
    """The cells of a row, and the line (from 1) on which it begins."""

    line: int
    cells: Cells

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


def entry_of(header: Sequence[str], row: Row, *, spans: bool) -> Node:
    """Return a row as an object of its headings. ``spans``: do its cells go over several lines?"""
    fields: dict[str, Node] = {}
    line = row.line
    for heading, cell in zip(header, row.cells, strict=False):
        # Of two columns of one name, both count: a name is compared without its spaces.
        while heading in fields:
            heading += " "  # noqa: PLW2901
        fields[heading] = Node(line, TEXT, cell)
        line += cell.count("\n") if spans else 0
    return Node(row.line, OBJECT, fields)


def is_of_questions(header: Iterable[str]) -> bool:
    return asks({heading: Node(0, TEXT, "") for heading in header})


def header_among(rows: Iterable[Row]) -> Row | None:
    """Return the row that names a question's column; some lines may stand above it."""
    first = islice((row for row in rows if not row.is_blank), _HEADER_AMONG)
    return next((row for row in first if is_of_questions(row.cells)), None)


def has_excess(header: Sequence[str], row: Row, *, blank_counts: bool = False) -> bool:
    """Does anything in a row stand under no heading? Programs write blank cells there, people do not."""
    excess = row.cells[len(header) :]
    return bool(excess) if blank_counts else any(cell.strip() for cell in excess)


def rows_of(document: Document, text: str) -> Iterator[Row]:
    """Yield the rows of a spreadsheet, or of ``text`` with signs between its cells.

    Raises ``BrokenDocumentError`` where a quotation mark is left open, or a cell is too long.
    """
    if document.rows:
        numbered = (Row(number, cells) for number, cells in enumerate(document.rows, 1))
        return _watched(numbered, document.progress, len(document.rows))
    rows = delimited_rows(text, delimiter_of(document.name, text))
    return _watched(rows, document.progress, text.count("\n") + 1)


def _watched(rows: Iterable[Row], progress: Progress, lines: int) -> Iterator[Row]:
    for count, row in enumerate(rows, 1):
        if count % ITEMS_BETWEEN_PROGRESS == 0:
            progress(min(1.0, row.line / lines))
        yield row


def delimiter_of(name: str, text: str) -> str:
    """Return the sign between cells: the one that makes most cells of the first line with any."""
    beginning = text[:_BEGINNING]
    if stated := _SEPARATOR_LINE.match(beginning):
        return stated[1] if stated[1] in DELIMITERS else ","
    first = DELIMITERS[2] + DELIMITERS if name.lower().endswith(".tsv") else DELIMITERS
    return max(first, key=lambda sign: _fit(beginning, sign))


def _fit(text: str, sign: str) -> tuple[bool, int]:
    rows = list(islice(until_broken(delimited_rows(text, sign)), _HEADER_AMONG))
    header = header_among(rows)
    return header is not None, max((len(row.cells) for row in rows), default=0)


def until_broken(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows that can be read: of a text that was cut off, its end cannot."""
    try:
        yield from rows
    except BrokenDocumentError:
        return


def delimited_rows(text: str, sign: str) -> Iterator[Row]:
    """Yield the rows of ``text`` that are not blank; a line end within a cell is ``\\n``."""
    if sign == "\t" and not _quotes_pair(text):
        reader = csv.reader(_lines(text, sign), delimiter=sign, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(_lines(text, sign), delimiter=sign, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells and not (line == 1 and _SEPARATOR_LINE.fullmatch(sign.join(cells))):
                yield Row(line, tuple(cell.replace("\r\n", "\n") for cell in cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BrokenDocumentError(line, _reason(str(error))) from None


def _reason(message: str) -> str:
    if "field limit" in message:
        limit = csv.field_size_limit()
        return f"a cell here is longer than {limit:,} characters: is a quotation mark never closed?"
    if "unexpected end" in message:
        return "a quotation mark in this row is never closed"
    if "expected after" in message:
        return (
            "a cell begins with a quotation mark and goes on behind the one that closes it: "
            "put the whole cell into quotation marks, and write those inside it twice"
        )
    return f"the row is broken: {message}"


def _quotes_pair(text: str) -> bool:
    """Are the quotation marks of tab-separated text around cells? Otherwise they are signs like others."""
    if '"' not in text:
        return True
    try:
        for _ in csv.reader(_lines(text, "\t"), delimiter="\t", strict=True):
            pass
    except csv.Error:
        return False
    return True


def _lines(text: str, between: str) -> Iterator[str]:
    """Yield lines with their ends, without another copy of the whole."""
    sign = "\n" if "\n" in text else "\r"
    line = 0
    start = 1 if text.startswith("\ufeff") else 0
    while start < len(text):
        end = text.find(sign, start) + 1 or len(text)
        line += 1
        if text.count(between, start, end) > MAX_CELLS:
            raise BrokenDocumentError(line, f"more than {MAX_CELLS:,} cells in one row")
        yield text[start:end]
        start = end
