"""Which key points the candidate misses most, over their latest attempts at each question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery

from practice.coverage import Coverage
from practice.models import AttemptPoint
from practice.progress.counting import latest_of_each_question, points_of, verdict_counts
from prepbank.accounts.models import Candidate
from questions.models import KeyPoint, PublicationStatus

LATEST = 5
SHOWN = 10


@dataclass(frozen=True)
class MissedPoint:
    """One key point as the bank words it now, and how the latest at most 5 attempts met it."""

    text: str
    question: str
    slug: str
    coverage: Coverage
    is_suggestion: bool


def missed_most(candidate: Candidate) -> list[MissedPoint]:
    """Return at most 10 points, the most missed first. One query.

    What has left the bank is left out, since nobody can practise it any more.
    """
    in_bank = KeyPoint.objects.filter(question=OuterRef("attempt__question"), key=OuterRef("key"))
    points = points_of(latest_of_each_question(candidate, LATEST)).filter(
        Exists(in_bank), attempt__question__status=PublicationStatus.PUBLISHED
    )
    counts = verdict_counts()
    counted: QuerySet[AttemptPoint, Any] = (
        points.values(
            "key",
            "attempt__question_id",
            question=F("attempt__question__title"),
            slug=F("attempt__question__slug"),
        )
        .annotate(
            text=Subquery(in_bank.order_by().values("text")),
            suggested=Subquery(in_bank.order_by().values("is_suggestion")),
            **counts,
        )
        .annotate(
            weight=2 * counts["missing"] + counts["partly"],
            absent=counts["missing"],
            asked=Count("pk"),
        )
        .filter(weight__gt=0)
        .order_by("-weight", "-absent", "asked", "attempt__question_id", "key")
    )
    return [_missed(row) for row in counted[:SHOWN]]


def _missed(row: dict[str, Any]) -> MissedPoint:
    coverage = Coverage(row["covered"], row["partly"], row["missing"])
    return MissedPoint(row["text"], row["question"], row["slug"], coverage, row["suggested"])
