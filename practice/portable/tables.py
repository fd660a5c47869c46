"""Attempts and due dates as CSV for a spreadsheet, in which no cell can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from practice.portable.labels import Labels, Row, counts, grade

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
ATTEMPT_COLUMNS = (
    "when",
    "question",
    "title",
    "number",
    "covered",
    "partly",
    "missing",
    "coverage_percent",
    "seconds",
    "hints_seen",
    "grade",
    "story",
    "words",
)
DUE_COLUMNS = (
    "planned_on",
    "due_on",
    "question",
    "title",
    "last_on",
    "stability_days",
    "difficulty",
)


def attempts_csv(document: Row, labels: Labels) -> bytes:
    """Return a line an attempt, oldest first; a sealed one has no counts."""
    stories = {story["id"]: story["title"] for story in document["stories"]}
    return _csv(ATTEMPT_COLUMNS, (_attempt(row, stories, labels) for row in document["attempts"]))


def due_csv(document: Row, labels: Labels) -> bytes:
    """Return a line a question that comes back, the first to come first; unplanned ones last."""
    rows = [_due(card, labels) for card in document["review_cards"]]
    rows.sort(key=lambda row: (not row[0], row[:3]))
    return _csv(DUE_COLUMNS, rows)


def _attempt(attempt: Row, stories: dict[str, str], labels: Labels) -> Iterator[Any]:
    found = counts(attempt) or {}
    asked = sum(found.values())
    yield labels.when(attempt["created_at"])
    yield attempt["question"]
    yield labels.titles[attempt["question"]]
    yield attempt["number"]
    yield from (found.get(verdict) for verdict in ("covered", "partly", "missing"))
    yield round(100 * (found["covered"] + found["partly"] / 2) / asked) if asked else None
    yield attempt["seconds"]
    yield len(attempt["hints"])
    yield grade(attempt)
    yield stories.get(attempt["story"])
    yield len(attempt["text"].split())


def _due(card: Row, labels: Labels) -> list[Any]:
    planned = labels.planned.get(card["question"])
    return [
        planned.isoformat() if planned else "",
        labels.local(card["due_at"]).date().isoformat(),
        card["question"],
        labels.titles[card["question"]],
        labels.local(card["reviewed_at"]).date().isoformat(),
        round(card["stability"], 1),
        round(card["difficulty"], 1),
    ]


def _csv(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """RFC 4180, and the mark at the start by which Excel knows UTF-8."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def harmless(cell: object) -> str:
    """Return ``cell`` as text, after an apostrophe where a spreadsheet would take it for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
