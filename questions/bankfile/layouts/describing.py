"""What was found, as lines to print and as a report for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import islice
from typing import Any

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.gathering import Found
from questions.bankfile.layouts.found import FoundQuestion, Passage

_SHOWN = 70
# What a question of the bank should have: the fields that hold it, and what it is called.
_NEEDED = {
    "structure": ("structure", "steps"),
    "sample answer": ("sample_answer",),
    "key points": ("key_points",),
    "mistakes": ("mistakes",),
    "category": ("category",),
    "difficulty": ("difficulty",),
    "round": ("round",),
}

Row = dict[str, Any]


def description_lines(found: Found) -> Iterator[str]:
    """Yield what each document holds, what each question lacks, repairs, faults and the sums."""
    questions = iter(found.questions)
    for document in found.documents:
        how = document.layout or "no layout"
        yield f"{document.name}: {how}, {_counted(document.questions, 'question')}"
        for question in islice(questions, document.questions):
            yield f"  {question.file}:{question.line}: {_excerpt(question)}: {_lacks(question)}"
    yield from (f"Repaired: {line}" for line in _grouped(found.repairs))
    yield from (f"Fault: {fault}" for fault in found.faults)
    yield ", ".join(
        (
            f"{_counted(len(found.questions), 'question')} in "
            f"{_counted(len(found.documents), 'document')}",
            _counted(len(found.faults), "fault"),
            _counted(len(found.repairs), "repair"),
        )
    )


def report_json(found: Found) -> Iterator[str]:
    """Yield everything that was found, as the pieces of one JSON text."""
    lists: dict[str, Iterator[Row]] = {
        "questions": map(_row, found.questions),
        "faults": map(_place, found.faults),
        "repairs": map(_place, found.repairs),
    }
    for place, (name, rows) in enumerate(lists.items()):
        yield f'{"," if place else "{"}\n"{name}": ['
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n{json.dumps(row, ensure_ascii=False, indent=2)}"
        yield "]"
    yield "\n}\n"


def missing_parts(found: FoundQuestion) -> tuple[str, ...]:
    """Name what the document does not state, in words. What a tool suggested is not stated."""
    missing = [
        name
        for name, fields in _NEEDED.items()
        if not any(_stated(getattr(found, field)) for field in fields)
    ]
    lengths = {"shortest length": found.min_seconds, "longest length": found.max_seconds}
    unknown = [name for name, seconds in lengths.items() if seconds is None]
    return (*missing, *(["length"] if len(unknown) == 2 else unknown))


def places_of(found: FoundQuestion) -> dict[str, str]:
    """Return for each field that the document states where it does, as ``file:line``."""
    return {name: f"{found.file}:{line}" for name, line in _lines_of(found).items()}


def _stated(value: object) -> object:
    if isinstance(value, tuple):
        return [part for part in value if not getattr(part, "is_suggestion", False)]
    return value


def _lines_of(found: FoundQuestion) -> dict[str, int]:
    lines = {}
    for name in _FIELDS:
        value = getattr(found, name)
        first = value[0] if isinstance(value, tuple) and value else value
        if isinstance(first, Passage) and first.line:
            lines[name] = first.line
    if found.seconds_line:
        seconds = {"min_seconds": found.min_seconds, "max_seconds": found.max_seconds}
        lines |= {name: found.seconds_line for name, value in seconds.items() if value is not None}
    return lines


_FIELDS = tuple(item.name for item in fields(FoundQuestion))
_TEXTS = ("framework", "sample_answer")
_LISTS = ("key_points", "mistakes", "follow_ups")
_TAGS = ("notes", "category", "difficulty", "round", "title", "slug", "source", "licence")


def _row(question: FoundQuestion) -> Row:
    row: Row = {"prompt": question.prompt.text, "file": question.file, "line": question.line}
    row["structure"] = _text(question.structure) or _steps(question) or None
    row |= {name: _text(getattr(question, name)) for name in _TEXTS}
    row |= {name: [part.text for part in getattr(question, name)] for name in _LISTS}
    row |= {name: _text(getattr(question, name)) for name in (*_TAGS, "attribution")}
    row["topics"] = [topic.text for topic in question.topics]
    row |= {"min_seconds": question.min_seconds, "max_seconds": question.max_seconds}
    return row | {"lines": _lines_of(question)}


def _steps(question: FoundQuestion) -> str:
    return "\n".join(": ".join(filter(None, [step.label, step.text])) for step in question.steps)


def _text(passage: Passage | None) -> str | None:
    return passage.text if passage else None


def _place(fault: Fault) -> Row:
    message = ": ".join(filter(None, [fault.field, fault.message]))
    return {"file": fault.file, "line": fault.line, "message": message}


def _excerpt(question: FoundQuestion) -> str:
    text = " ".join(question.prompt.text.split())
    text = "".join(sign for sign in text if sign.isprintable())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "..."


def _lacks(question: FoundQuestion) -> str:
    missing = missing_parts(question)
    return f"lacks {', '.join(missing)}" if missing else "lacks nothing"


def _grouped(repairs: Iterable[Fault]) -> Iterator[str]:
    """Say each kind of repair once a document, with the first line of it and how many there are."""
    lines: dict[tuple[str, str], list[int]] = {}
    for repair in repairs:
        lines.setdefault((repair.file, repair.message), []).append(repair.line)
    for (file, message), at in lines.items():
        more = f" (and on {_counted(len(at) - 1, 'more line')})" if len(at) > 1 else ""
        yield f"{file}:{at[0]}: {message}{more}"


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
