"""Tables of questions: in Markdown, as CSV or TSV, in a spreadsheet. A row is a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.data.collecting import Collecting, TooManyQuestionsError
from questions.bankfile.layouts.data.located import BrokenDocumentError, is_json, is_yaml
from questions.bankfile.layouts.data.pipe_tables import PipeTable, tables_of_questions
from questions.bankfile.layouts.data.table_rows import (
    Row,
    entry_of,
    has_excess,
    header_among,
    rows_of,
    until_broken,
)
from questions.bankfile.layouts.found import Document, Finding, Passage
from questions.bankfile.layouts.left_out import left_out
from questions.bankfile.layouts.markdown_blocks import TOO_LONG, beginning
from questions.bankfile.layouts.markdown_pieces import TooLongError, blocks_of

name = "table"
reads_as_written = False

_DELIMITED_NAMES = (".csv", ".tsv")
_NO_TEXT = frozenset({"heading", "table", "hr"})
_BEGINNING = 50_000
_SURE, _BY_NAME = 0.95, 0.5
_LEAST, _MOST = 0.55, 0.9
_NO_HEADER = (
    "no row at the top names a column of questions: name the columns, such as Question and Answer"
)


def likelihood(document: Document) -> float:
    """Return how sure it is that questions stand in rows of ``document``."""
    if _is_grid(document):
        return _SURE if _has_header(document) else _BY_NAME
    if is_json(document.name, document.text) or is_yaml(document.name):
        return 0.0
    text = beginning(document.text)
    try:
        tables = list(tables_of_questions(text)) if "|" in text else []
    except TooLongError:
        return 0.0
    rows = sum(table.lines for table in tables if table.rows)
    lines = sum(1 for line in text.split("\n") if line.strip())
    return _LEAST + (_MOST - _LEAST) * min(1.0, rows / lines) if rows else 0.0


def read(document: Document) -> Finding:
    """Return the question of each row; a row that cannot be told apart is left out, with a fault."""
    try:
        return _read_grid(document) if _is_grid(document) else _read_markdown(document)
    except (BrokenDocumentError, TooManyQuestionsError) as error:
        return Finding(faults=(document.refusal(error.line, str(error)),))
    except TooLongError as error:
        return Finding(faults=(document.refusal(error.line, TOO_LONG),))


def _is_grid(document: Document) -> bool:
    return bool(document.rows) or document.name.lower().endswith(_DELIMITED_NAMES)


def _has_header(document: Document) -> bool:
    """Does a row near the top name a column of questions? What comes later may be cut in two."""
    text = document.text[:_BEGINNING]
    return header_among(until_broken(rows_of(document, text))) is not None


def _read_grid(document: Document) -> Finding:
    spans = not document.rows
    header = header_among(until_broken(rows_of(document, document.text)))
    if header is None:
        # A mark that is never closed may hide it.
        for _ in rows_of(document, document.text):
            pass
        return Finding(faults=(document.refusal(1, _NO_HEADER),))
    collecting = Collecting(document, spans, heading_line=header.line)
    for row in rows_of(document, document.text):
        if row.line > header.line and not row.is_blank:
            _take(collecting, header, row, (), spans=spans)
    return collecting.finding()


def _read_markdown(document: Document) -> Finding:
    collecting = Collecting(document)
    for table in tables_of_questions(document.text):
        _take_table(collecting, table)
    collecting.reader.faults += _outside(document)
    return collecting.finding()


def _outside(document: Document) -> Iterator[Fault]:
    """Report the text around tables; headings are topics."""
    lines = document.text.split("\n")
    blocks = [
        block
        for block in blocks_of(lines)
        if block.kind not in _NO_TEXT and not lines[block.start].lstrip().startswith("<!--")
    ]
    return left_out(document, lines, blocks)


def _take_table(collecting: Collecting, table: PipeTable) -> None:
    collecting.heading_line = table.header.line
    topics = [table.heading] if table.heading else []
    for row in table.rows:
        if not row.is_blank:
            _take(collecting, table.header, row, topics, spans=False)


def _take(
    collecting: Collecting,
    header: Row,
    row: Row,
    topics: Iterable[Passage],
    *,
    spans: bool,
) -> None:
    if has_excess(header.cells, row, blank_counts=not _is_grid(collecting.document)):
        message = (
            f"{len(row.cells)} cells under {len(header.cells)} headings: "
            "does a sign between cells stand in a text? The row is left out"
        )
        collecting.reader.fault(row.line, message)
        return
    collecting.take(entry_of(header.cells, row, spans=spans), topics)
