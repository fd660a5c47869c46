"""Which key points candidates miss most, told without anything that anyone wrote."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When

from practice.matching import Verdict
from practice.models import Attempt, AttemptPoint
from questions.models import Question


@dataclass(frozen=True)
class MissedPoint:
    """How one key point, as the bank words it now, fared in the candidates' latest attempts."""

    text: str
    attempts: int
    missing: int
    partly: int

    @property
    def share(self) -> float:
        """The share of the attempts in which it was missing or made only partly."""
        return (self.missing + self.partly) / self.attempts

    @property
    def percent(self) -> int:
        return round(100 * self.share)


def missed_points(question: Question) -> list[MissedPoint]:
    """Return the points that anyone's latest attempt was compared with, the most missed first.

    A candidate counts once, with their own verdict where they gave one. Two queries.
    """
    points = dict(question.key_points.values_list("key", "text"))
    counts = (
        AttemptPoint.objects.filter(attempt__in=_latest_attempts(question), key__in=points)
        .annotate(settled=Case(When(override="", then=F("verdict")), default=F("override")))
        .values_list("key")
        .annotate(
            attempts=Count("pk"),
            missing=Count("pk", filter=Q(settled=Verdict.MISSING)),
            partly=Count("pk", filter=Q(settled=Verdict.PARTLY)),
        )
        .order_by()
    )
    missed = [MissedPoint(points[key], *numbers) for key, *numbers in counts]
    return sorted(missed, key=lambda point: (-point.share, -point.missing, point.text))


def _latest_attempts(question: Question) -> QuerySet[Attempt, Any]:
    later = Attempt.objects.filter(
        candidate=OuterRef("candidate"), question=question, number__gt=OuterRef("number")
    )
    return question.attempts.filter(~Exists(later)).order_by().values("pk")
