"""A text cut where evidence begins and ends, so that a page can mark it and link both ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from practice.matching import Verdict
from practice.models import AttemptPoint


@dataclass(frozen=True)
class Segment:
    """A run of text and the points that it is evidence for; ``begins`` and ``ends`` list those whose
    evidence starts, or stops, with this segment."""

    text: str
    points: tuple[AttemptPoint, ...]
    begins: tuple[AttemptPoint, ...]
    ends: tuple[AttemptPoint, ...]

    @property
    def verdict(self) -> str:
        """``covered`` when any of its points is, so that one colour marks the run."""
        verdicts = {point.settled_verdict for point in self.points}
        return next((verdict.value for verdict in Verdict if verdict in verdicts), "")


def highlight(text: str, points: Sequence[AttemptPoint]) -> list[Segment]:
    """Cut ``text`` at every boundary of evidence. The segments' texts join to ``text`` again.

    A missing point has a nearest sentence but no evidence, so it marks nothing.
    """
    shown = [point for point in points if point.evidence]
    cuts = {0, len(text)}
    for point in shown:
        cuts |= {point.evidence_start or 0, point.evidence_end or 0}
    return [_segment(text, start, end, shown) for start, end in pairwise(sorted(cuts))]


def _segment(text: str, start: int, end: int, points: Sequence[AttemptPoint]) -> Segment:
    within = tuple(
        point
        for point in points
        if (point.evidence_start or 0) <= start and end <= (point.evidence_end or 0)
    )
    return Segment(
        text=text[start:end],
        points=within,
        begins=tuple(point for point in within if point.evidence_start == start),
        ends=tuple(point for point in within if point.evidence_end == end),
    )
