"""PrepBank's own table, CSV or a spreadsheet made of it: read exactly, or refused.

The column ``record`` says what a row is. The other columns are fields of ``bank.schema.json``, lists
as ``bankfile.part_lists`` has them; of a topic, ``title`` is its name and ``notes`` its description.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.limits import MAX_QUESTIONS
from questions.bankfile.layouts.data.bank_schema import MAX_FAULTS
from questions.bankfile.layouts.data.located import (
    BOOLEAN,
    LIST,
    NULL,
    NUMBER,
    OBJECT,
    TEXT,
    BrokenDocumentError,
    Node,
)
from questions.bankfile.layouts.data.recorded import question_of, topic_of
from questions.bankfile.layouts.data.table_rows import Row, entry_of, has_excess, rows_of
from questions.bankfile.layouts.found import Document, Finding, FoundPart, FoundQuestion, FoundTopic
from questions.bankfile.part_lists import read_list, read_steps

name = "bank table"
reads_as_written = True

_BEGINNING = 20_000
_MARKS = frozenset({"record", "slug", "prompt"})
_GUARDED = re.compile("'(?=[=+@\t\r'-])")
_BETWEEN_SLUGS = re.compile(r"[,;\n]")
_INTEGER = re.compile("-?[0-9]{1,18}")
_NUMBERS = ("position", "target_min_seconds", "target_max_seconds")
_SLUGS = ("topics", "related")
_PARTS = ("structure_steps", "key_points", "mistakes", "follow_ups")
# What a question has in any case, so that an empty cell says nothing.
_NEVER_EMPTY = ("slug", "position", "status", "title")
_TOPIC_FIELDS = {"slug": "slug", "title": "name", "notes": "description"}


def likelihood(document: Document) -> float:
    """Return whether the first row has the columns by which our table is known."""
    try:
        first = next(rows_of(document, document.as_written[:_BEGINNING]), None)
    except BrokenDocumentError:
        return 0.0
    return 1.0 if first and set(first.cells) >= _MARKS else 0.0


def read(document: Document) -> Finding:
    """Return everything that ``document`` states, or only why it is refused."""
    questions: list[FoundQuestion] = []
    topics: list[FoundTopic] = []
    faults: list[Fault] = []
    try:
        for found in _records(document):
            if isinstance(found, FoundQuestion):
                questions.append(found)
            elif isinstance(found, FoundTopic):
                topics.append(found)
            else:
                faults += found
            if len(faults) >= MAX_FAULTS:
                break
    except BrokenDocumentError as error:
        faults.append(document.refusal(error.line, str(error)))
    if faults:
        return Finding(faults=tuple(sorted(faults[:MAX_FAULTS])))
    return Finding(tuple(questions), topics=tuple(topics))


def _records(document: Document) -> Iterator[FoundQuestion | FoundTopic | list[Fault]]:
    rows = rows_of(document, document.as_written)
    header = next(rows, Row(1, ()))
    names = tuple(cell.strip() for cell in header.cells)
    if missing := sorted(_MARKS - set(names)):
        raise BrokenDocumentError(header.line, f"the column {missing[0]} is missing")
    if len(set(names)) < len(names):
        raise BrokenDocumentError(header.line, "two columns have the same name")
    filled = (row for row in rows if not row.is_blank)
    for count, row in enumerate(filled):
        if count >= MAX_QUESTIONS:
            raise BrokenDocumentError(row.line, f"more than {MAX_QUESTIONS:,} rows: split the file")
        if has_excess(names, row):
            raise BrokenDocumentError(row.line, "the row has more cells than the first one")
        yield _record(document, names, row)


def _record(
    document: Document, names: Iterable[str], row: Row
) -> FoundQuestion | FoundTopic | list[Fault]:
    spans = not document.rows
    cells = entry_of(tuple(names), row, spans=spans).fields
    kind = cells.pop("record", Node(row.line, TEXT, ""))
    if kind.text == "topic":
        return topic_of(document, _topic(row.line, cells))
    if kind.text != "question":
        shown = kind.text[:40]
        message = f"must be question or topic, and not {shown!r}"
        return [document.fault(kind.line, message, "record", refuses=True)]
    fields = {name: _value(name, cell, spans) for name, cell in cells.items() if name}
    stated = {
        name: value
        for name, value in fields.items()
        if name not in _NEVER_EMPTY or not value.is_empty
    }
    return question_of(document, Node(row.line, OBJECT, stated))


def _topic(line: int, cells: dict[str, Node]) -> Node:
    """Return the record of a topic. What it has no field for must be empty, and is shown if it is not."""
    fields = {
        _TOPIC_FIELDS.get(name, name): _text(cell)
        for name, cell in cells.items()
        if name in _TOPIC_FIELDS or not cell.is_empty
    }
    return Node(line, OBJECT, fields)


def _value(field_name: str, cell: Node, spans: bool) -> Node:
    cell = _text(cell)
    if field_name in _NUMBERS:
        return _number(cell)
    if field_name in _SLUGS:
        items = map(str.strip, _BETWEEN_SLUGS.split(cell.value))
        slugs = (item.removeprefix("- ").removeprefix("* ").strip() for item in items)
        return Node(cell.line, LIST, [Node(cell.line, TEXT, slug) for slug in slugs if slug])
    if field_name in _PARTS:
        read = read_steps if field_name == "structure_steps" else read_list
        parts = read(cell.value, cell.line)
        nodes = [_part(part, part.line if spans else cell.line, field_name) for part in parts]
        return Node(cell.line, LIST, nodes)
    return cell


def _text(cell: Node) -> Node:
    """Take off the apostrophe that keeps spreadsheets from reading a text as a formula."""
    return cell._replace(value=_GUARDED.sub("", cell.value, count=1)) if _is_guarded(cell) else cell


def _is_guarded(cell: Node) -> bool:
    return _GUARDED.match(cell.value) is not None


def _number(cell: Node) -> Node:
    if not cell.text:
        return cell._replace(kind=NULL)
    return cell._replace(kind=NUMBER, value=cell.text) if _INTEGER.fullmatch(cell.text) else cell


def _part(part: FoundPart, line: int, field_name: str) -> Node:
    """Return a part of a list as a record; what it does not state is left out."""
    is_step = field_name == "structure_steps"
    fields = {"label": Node(line, TEXT, part.label)} if is_step else {}
    fields["guidance" if is_step else "text"] = Node(line, TEXT, part.text)
    if part.key:
        fields["key"] = Node(line, TEXT, part.key)
    if part.position is not None:
        fields["position"] = Node(line, NUMBER, str(part.position))
    if field_name == "key_points":
        aliases = [Node(line, TEXT, alias) for alias in part.aliases]
        fields["aliases"] = Node(line, LIST, aliases)
        fields["is_suggestion"] = Node(line, BOOLEAN, str(part.is_suggestion).lower())
    elif part.aliases or part.is_suggestion:
        fields["aliases"] = Node(line, LIST, [])
    return Node(line, OBJECT, fields)
