"""What the pictures count alike: the verdict that counts, coverage as one number, the latest attempts."""

from __future__ import annotations

from typing import Any

from django.db.models import Avg, Case, Count, F, FloatField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from practice.coverage import Coverage
from practice.matching import Verdict
from practice.models import Attempt, AttemptPoint
from prepbank.accounts.models import Candidate

PARTLY_COUNTS = 0.5


def settled_as(verdict: Verdict, points: str = "") -> Q:
    """Match the points whose verdict that counts is ``verdict``; ``points`` is the way to them."""
    own = {f"{points}override": verdict.value}
    engines = {f"{points}override": "", f"{points}verdict": verdict.value}
    return Q(**own) | Q(**engines)


def verdict_counts(points: str = "", **narrowed: Any) -> dict[str, Count]:
    """Return the aggregates ``covered``, ``partly`` and ``missing`` over ``points``."""
    kept = Q(**{f"{points}{field}": value for field, value in narrowed.items()})
    counted = f"{points}pk"
    return {
        verdict.value: Count(counted, filter=kept & settled_as(verdict, points))
        for verdict in Verdict
    }


def average_coverage() -> Avg:
    """Return the aggregate that makes points into a share from 0 to 1, "partly" counted as a half."""
    return Avg(
        Case(
            When(settled_as(Verdict.COVERED), then=Value(1.0)),
            When(settled_as(Verdict.PARTLY), then=Value(PARTLY_COUNTS)),
            default=Value(0.0),
            output_field=FloatField(),
        )
    )


def found_in(coverage: Coverage) -> float:
    """Return how many points ``coverage`` amounts to, "partly" counted as a half."""
    return coverage.covered + PARTLY_COUNTS * coverage.partly


def percent(part: float, whole: float) -> int:
    """Return ``part`` of ``whole`` in whole percent, halves rounded up; 0 of nothing."""
    return int(100 * part / whole + 0.5) if whole else 0


def latest_of_each_question(candidate: Candidate, each: int) -> QuerySet[Attempt]:
    """Return the last ``each`` opened attempts of ``candidate`` at every question."""
    rank = Window(RowNumber(), partition_by=F("question"), order_by=F("number").desc())
    return candidate.attempts.opened().order_by().annotate(rank=rank).filter(rank__lte=each)


def points_of(attempts: QuerySet[Attempt]) -> QuerySet[AttemptPoint]:
    return AttemptPoint.objects.filter(attempt__in=attempts.values("pk")).order_by()
