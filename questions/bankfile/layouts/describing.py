"""What was found, as lines to print and as a report for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.found import FoundQuestion, Passage
from questions.bankfile.layouts.gathering import Found

_SHOWN = 70
_TEXTS = ("structure", "framework", "sample_answer")
_TAGS = ("notes", "category", "difficulty", "round")
# What a question of the bank must have.
_NEEDED = (
    "structure",
    "sample_answer",
    "key_points",
    "mistakes",
    "category",
    "difficulty",
    "round",
)

Row = dict[str, str | int | list[str] | None]


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


def report_json(found: Found) -> str:
    """Return everything that was found, as JSON."""
    report = {
        "questions": [_row(question) for question in found.questions],
        "faults": [_place(fault) for fault in found.faults],
        "repairs": [_place(repair) for repair in found.repairs],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _row(question: FoundQuestion) -> Row:
    row: Row = {"prompt": question.prompt.text, "file": question.file, "line": question.line}
    row |= {name: _text(getattr(question, name)) for name in _TEXTS}
    row["key_points"] = [point.text for point in question.key_points]
    row["mistakes"] = [mistake.text for mistake in question.mistakes]
    row |= {name: _text(getattr(question, name)) for name in _TAGS}
    return row | {"min_seconds": question.min_seconds, "max_seconds": question.max_seconds}


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
    missing = [name.replace("_", " ") for name in _NEEDED if not getattr(question, name)]
    lengths = {"shortest": question.min_seconds, "longest": question.max_seconds}
    unknown = [name for name, seconds in lengths.items() if seconds is None]
    if unknown:
        missing.append("length" if len(unknown) == 2 else f"{unknown[0]} length")
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
