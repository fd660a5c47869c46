"""Bytes of an .xlsx -> the rows of the sheet on which questions stand, with openpyxl, an extra."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.data.table_rows import Row, header_among
from questions.bankfile.layouts.found import Cells, Document

MAX_UNPACKED = 64 * 1024**2
MAX_MEMBERS = 1_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS = 1_000_000
MAX_LENGTH = 40_000_000
MAX_SHEETS = 50
_BEGINNING = 100
_MISSING = "reading spreadsheets takes packages that are not here: run make install-xlsx"
_DAMAGED = "this is no spreadsheet, or a damaged one: save it as .xlsx anew"
_TOO_LARGE = "the spreadsheet unpacks to more than is read: save its questions as CSV"


class _TooLargeError(Exception):
    pass


def read_rows(name: str, content: bytes) -> Document | Fault:
    """Return the rows of the first sheet that names a column of questions, otherwise of the first.

    Row numbers are those that the spreadsheet shows: blank rows are kept, as no cells.
    """
    nowhere = Document(name, "")
    try:
        import defusedxml  # noqa: F401
        import openpyxl
    except ImportError:
        return nowhere.refusal(0, _MISSING)
    if (refusal := _refusal(nowhere, content)) is not None:
        return refusal
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            rows = _rows_of(book)
    except _TooLargeError as error:
        return nowhere.refusal(0, str(error))
    except Exception:
        # Whatever is wrong within a file that somebody made up, openpyxl raises it as it comes.
        return nowhere.refusal(0, _DAMAGED)
    return Document(name, "", rows=rows) if rows else nowhere.refusal(0, "the spreadsheet is empty")


def _refusal(document: Document, content: bytes) -> Fault | None:
    """Say why the archive that a spreadsheet is may not be unpacked, by what it says of its sizes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return document.refusal(0, _DAMAGED)
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        return document.refusal(0, _TOO_LARGE)
    return None


def _rows_of(book: Any) -> tuple[Cells, ...]:
    sheets = book.worksheets[:MAX_SHEETS]
    for sheet in sheets:
        # What a file says of its size may be wrong, or far too large.
        sheet.reset_dimensions()
    asking = (sheet for sheet in sheets if _asks(sheet))
    chosen = next(asking, sheets[0] if sheets else None)
    rows = list(_bounded(_cells(chosen, MAX_ROWS + 1))) if chosen else []
    # Rows that were only formatted may follow the last one with words.
    while rows and not rows[-1]:
        rows.pop()
    return tuple(rows)


def _asks(sheet: Any) -> bool:
    rows = (Row(number, cells) for number, cells in enumerate(_cells(sheet, _BEGINNING), 1))
    return header_among(rows) is not None


def _cells(sheet: Any, most: int) -> Iterator[Cells]:
    for row in sheet.iter_rows(max_row=most, max_col=MAX_COLUMNS, values_only=True):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        yield tuple(cells)


def _bounded(rows: Iterable[Cells]) -> Iterator[Cells]:
    count = length = 0
    for number, row in enumerate(rows, 1):
        count += len(row)
        length += sum(map(len, row))
        if (number > MAX_ROWS and row) or count > MAX_CELLS or length > MAX_LENGTH:
            raise _TooLargeError(
                f"there are more than {MAX_ROWS:,} rows, or {MAX_CELLS:,} cells: split the spreadsheet"
            )
        yield row


def _text(value: object) -> str:
    """Return what a cell shows, nearly: spreadsheets keep whole numbers as others, and dates with times."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
