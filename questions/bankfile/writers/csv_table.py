"""The bank as a table: a row a topic, then a row a question, lists as ``bankfile.part_lists`` has them.

Spreadsheet programs take a cell for a formula by its first sign. Before each of these signs stands
an apostrophe, and before an apostrophe another one, so that a reader can tell.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from questions.bankfile.datatypes import PART_TYPES, Bank, QuestionEntry, TopicEntry, Value
from questions.bankfile.part_lists import write_list

FILE = "questions.csv"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "'")
_OWN = tuple(QuestionEntry(slug="", position=0, status="", title="", prompt="").values)
COLUMNS = ("record", *_OWN, *(part.GROUP for part in PART_TYPES))


def write(bank: Bank) -> Iterator[tuple[str, bytes]]:
    """Yield the table row by row: UTF-8 with a mark by which Excel knows it, rows ending in CR LF."""
    yield FILE, codecs.BOM_UTF8 + _row(dict(zip(COLUMNS, COLUMNS, strict=True)))
    for topic in bank.topics:
        yield FILE, _row(_of_topic(topic))
    for question in bank.questions:
        yield FILE, _row(_of_question(question))


def safe(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def _row(cells: dict[str, str]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(safe(cells.get(name, "")) for name in COLUMNS)
    return line.getvalue().encode()


def _of_topic(topic: TopicEntry) -> dict[str, str]:
    return {
        "record": "topic",
        "slug": topic.slug,
        "title": topic.name,
        "notes": topic.description,
    }


def _of_question(question: QuestionEntry) -> dict[str, str]:
    own = {name: _cell(value) for name, value in question.values.items()}
    lists = {part.GROUP: write_list(getattr(question, part.GROUP)) for part in PART_TYPES}
    return {"record": "question", **own, **lists}


def _cell(value: Value) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
