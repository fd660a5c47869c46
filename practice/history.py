"""A question's history: its attempts in order, and how each key point moved between them."""

from __future__ import annotations

from dataclasses import dataclass

from practice.coverage import Coverage, coverage_of
from practice.models import Attempt, AttemptPoint
from prepbank.accounts.models import Candidate
from questions.models import Question


@dataclass(frozen=True)
class Entry:
    """One attempt, its coverage, and the attempt before it to compare with."""

    attempt: Attempt
    coverage: Coverage
    previous: Attempt | None


@dataclass(frozen=True)
class PointRow:
    """One key point over all attempts: its latest wording, and per attempt its verdict or None."""

    text: str
    points: list[AttemptPoint | None]


@dataclass(frozen=True)
class History:
    """Entries, oldest first, and one row a key point that ever was compared."""

    entries: list[Entry]
    rows: list[PointRow]


def history_of(candidate: Candidate, question: Question) -> History:
    """Return all attempts of ``candidate`` at ``question``."""
    attempts = list(
        candidate.attempts.filter(question=question).order_by("number").prefetch_related("points")
    )
    previous = [None, *attempts]
    entries = [
        Entry(attempt, coverage_of(attempt.points.all()), before)
        for attempt, before in zip(attempts, previous, strict=False)
    ]
    return History(entries, _point_rows(attempts))


def _point_rows(attempts: list[Attempt]) -> list[PointRow]:
    by_attempt = [{point.key: point for point in attempt.points.all()} for attempt in attempts]
    # The latest attempt's order first, then points that have left the bank since.
    latest_text = {
        key: point.text for points in reversed(by_attempt) for key, point in points.items()
    }
    for points in by_attempt:
        latest_text |= {key: point.text for key, point in points.items()}
    return [
        PointRow(text, [points.get(key) for points in by_attempt])
        for key, text in latest_text.items()
    ]
