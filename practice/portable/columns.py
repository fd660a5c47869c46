"""Which columns of each table are in the file, by the names that they have in both.

What hangs on what (an attempt's points, a turn's draft) is the shape of the file, which ``collecting``
and ``restoring`` know; so are the names of questions, stories and attempts in place of their keys.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model

PREFERENCES = ("shares_texts", "words_per_minute", "time_zone", "daily_questions", "interview_on")
STORY = (
    "title",
    "situation",
    "role",
    "severity",
    "affected",
    "actions",
    "result",
    "prevention",
    "created_at",
    "updated_at",
)
FIGURE = ("position", "kind", "label", "value", "certainty")
DRAFT = (
    "text",
    "version",
    "writer",
    "sequence",
    "timed_seconds",
    "timer_started_at",
    "timed_by",
    "created_at",
    "saved_at",
)
REVEAL = ("rung", "key", "revealed_at")
KEPT_TEXT = ("writer", "text", "kept_at")
ATTEMPT = (
    "number",
    "prompt",
    "text",
    "engine",
    "hints",
    "seconds",
    "is_sealed",
    "rated_at",
    "grade",
    "graded_at",
    "created_at",
)
POINT = (
    "position",
    "key",
    "text",
    "is_suggestion",
    "verdict",
    "score",
    "confidence",
    "reason",
    "evidence_start",
    "evidence_end",
    "override",
    "believed",
)
MISTAKE = ("position", "key", "text", "ticked")
OPINION = ("model", "host", "asked_at", "answered_at", "dropped")
SECOND_VERDICT = ("verdict", "quote_start", "quote_end")
CARD = ("stability", "difficulty", "reviewed_at", "due_at")
INTERVIEW = ("round", "seed", "started_at", "finished_at")
TURN = (
    "position",
    "kind",
    "prompt",
    "target_min_seconds",
    "target_max_seconds",
    "interrupts_after",
    "done_at",
)


def plain(value: Any) -> Any:
    """Return a column's ``value`` as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value.isoformat() if isinstance(value, date) else value


def moment(value: str) -> datetime:
    """Return the point in time that ``plain`` wrote as ``value``; raise ValueError for no such day."""
    return datetime.fromisoformat(value)


def values_for(
    model: type[Model], columns: tuple[str, ...], entry: dict[str, Any]
) -> dict[str, Any]:
    """Return ``columns`` of ``entry`` as ``model`` takes them.

    What an older file does not state is left out: the model's own default is what it meant.
    """
    return {name: _value(model, name, entry[name]) for name in columns if name in entry}


def _value(model: type[Model], name: str, value: Any) -> Any:
    kind = model._meta.get_field(name).get_internal_type()
    if value is None or kind not in ("DateTimeField", "DateField"):
        return value
    return moment(value) if kind == "DateTimeField" else date.fromisoformat(value)
