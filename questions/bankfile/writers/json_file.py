"""The bank as one JSON document, its records those of ``bankfile.records``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from questions.bankfile.datatypes import Bank
from questions.bankfile.layouts.data.bank_schema import FORMAT, VERSION
from questions.bankfile.records import Record, question_record, topic_record

FILE = "questions.json"


def write(bank: Bank) -> Iterator[tuple[str, bytes]]:
    """Yield the document a record at a time, indented by 2 as ``json.dumps`` does it."""
    for piece in _pieces(bank):
        yield FILE, piece.encode()


def _pieces(bank: Bank) -> Iterator[str]:
    yield f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "topics": '
    yield from _array(map(topic_record, bank.topics))
    yield ',\n  "questions": '
    yield from _array(map(question_record, bank.questions))
    yield "\n}\n"


def _array(records: Iterable[Record]) -> Iterator[str]:
    before = "["
    for record in records:
        # Only "\n" ends a line here: a text may hold other signs that Python takes for line ends.
        yield f"{before}\n{json.dumps(record, ensure_ascii=False, indent=2)}".replace(
            "\n", "\n    "
        )
        before = ","
    yield "[]" if before == "[" else "\n  ]"
