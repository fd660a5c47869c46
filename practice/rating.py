"""What a candidate believed they had covered, before they saw a verdict, beside what counts now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practice.matching import Verdict
from practice.models import AttemptPoint


@dataclass(frozen=True)
class Rating:
    """Numbers of points: believed covered, of these covered, and covered without being believed."""

    believed: int
    believed_and_covered: int
    covered_unawares: int
    total: int


def rating_of(points: Sequence[AttemptPoint]) -> Rating | None:
    """Return the rating of one attempt's ``points``, or None where the candidate gave none."""
    if not any(point.believed is not None for point in points):
        return None
    covered = [point for point in points if point.settled_verdict == Verdict.COVERED]
    believed_and_covered = sum(bool(point.believed) for point in covered)
    return Rating(
        believed=sum(bool(point.believed) for point in points),
        believed_and_covered=believed_and_covered,
        covered_unawares=len(covered) - believed_and_covered,
        total=len(points),
    )
