"""What the candidate believed they covered, against what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from practice.coverage import Coverage
from practice.models import Attempt
from practice.progress.charts import Frame, Guide, Line, guides, line
from practice.progress.counting import found_in, percent, verdict_counts
from prepbank.accounts.models import Candidate

LATEST = 100
SHOWN = 20
ENOUGH = 10
LEANS_BY = 0.1
AGREES_BY = 0.7
FRAME = Frame(width=360, height=216, left=46, right=10, top=28, bottom=34)


@dataclass(frozen=True)
class RatedAttempt:
    """One attempt that the candidate rated before they saw its verdicts."""

    pk: int
    title: str
    number: int
    rated_at: datetime
    believed: Coverage
    doubted: Coverage

    @property
    def points(self) -> int:
        return self.believed.total + self.doubted.total

    @property
    def believed_percent(self) -> int:
        """The share of the points that they believed they had covered."""
        return percent(self.believed.total, self.points)

    @property
    def found_percent(self) -> int:
        """The share of the same points that was found, "partly" counted as a half."""
        return percent(found_in(self.believed) + found_in(self.doubted), self.points)


@dataclass(frozen=True)
class Calibration:
    """The points of the latest at most 100 rated attempts; the last 20 attempts one by one.

    ``believed`` are the points that the candidate believed covered, ``doubted`` those they did not, each
    by the verdict that counts.
    """

    attempts: int
    believed: Coverage
    doubted: Coverage
    shown: tuple[RatedAttempt, ...]

    @property
    def points(self) -> int:
        return self.believed.total + self.doubted.total

    @property
    def is_bounded(self) -> bool:
        return self.attempts >= LATEST

    @property
    def lean(self) -> str:
        """``few``, ``over``, ``under``, ``mixed`` (as many, but others) or ``fair``."""
        if self.points < ENOUGH:
            return "few"
        found = found_in(self.believed) + found_in(self.doubted)
        gap = (self.believed.total - found) / self.points
        if abs(gap) >= LEANS_BY:
            return "over" if gap > 0 else "under"
        return "fair" if self._agreement >= AGREES_BY else "mixed"

    @property
    def _agreement(self) -> float:
        """The share of the points of which belief and finding say the same."""
        doubted_rightly = self.doubted.total - found_in(self.doubted)
        return (found_in(self.believed) + doubted_rightly) / self.points

    @property
    def frame(self) -> Frame:
        return FRAME

    @property
    def guides(self) -> tuple[Guide, ...]:
        return guides(FRAME)

    @property
    def believed_line(self) -> Line:
        return line([attempt.believed_percent for attempt in self.shown], FRAME)

    @property
    def found_line(self) -> Line:
        return line([attempt.found_percent for attempt in self.shown], FRAME)


def calibration(candidate: Candidate) -> Calibration:
    """Read the rated attempts. One query."""
    rated = [_rated(row) for row in _rows(candidate)]
    rated = [attempt for attempt in rated if attempt.points]
    return Calibration(
        attempts=len(rated),
        believed=_together([attempt.believed for attempt in rated]),
        doubted=_together([attempt.doubted for attempt in rated]),
        shown=tuple(reversed(rated[:SHOWN])),
    )


def _rows(candidate: Candidate) -> QuerySet[Attempt, Any]:
    """Return the rated attempts, the latest first, with their points counted by belief and verdict."""
    latest = candidate.attempts.opened().exclude(rated_at=None).order_by("-rated_at", "-pk")
    # Chosen before they are counted: otherwise the points of all rated attempts would be.
    chosen = Attempt.objects.filter(pk__in=latest.values("pk")[:LATEST])
    counts = {
        f"{name}_{verdict}": count
        for name, belief in (("believed", True), ("doubted", False))
        for verdict, count in verdict_counts("points__", believed=belief).items()
    }
    about = chosen.values("pk", "number", "rated_at", title=F("question__title"))
    return about.annotate(**counts).order_by("-rated_at", "-pk")


def _rated(row: dict[str, Any]) -> RatedAttempt:
    return RatedAttempt(
        pk=row["pk"],
        title=row["title"],
        number=row["number"],
        rated_at=row["rated_at"],
        believed=_counted(row, "believed"),
        doubted=_counted(row, "doubted"),
    )


def _counted(row: dict[str, Any], belief: str) -> Coverage:
    return Coverage(
        covered=row[f"{belief}_covered"],
        partly=row[f"{belief}_partly"],
        missing=row[f"{belief}_missing"],
    )


def _together(coverages: list[Coverage]) -> Coverage:
    return Coverage(
        covered=sum(each.covered for each in coverages),
        partly=sum(each.partly for each in coverages),
        missing=sum(each.missing for each in coverages),
    )
