"""Coverage of an answer while it is being written: the numbers, and what was opened of the points."""

from dataclasses import dataclass

from practice.comparing import NothingToCompareError, report_on
from practice.coverage import Coverage
from practice.matching import Verdict, is_by_words
from practice.models import Draft, Rung
from practice.revealing import reveal


@dataclass(frozen=True)
class OpenedPoint:
    """A key point that the candidate has opened on the ladder, and how far the text makes it."""

    text: str
    verdict: Verdict
    is_suggestion: bool = False


@dataclass(frozen=True)
class LiveCoverage:
    """How far a text covers all key points, closed ones too, and each opened point, in order."""

    coverage: Coverage
    is_by_words: bool
    opened: list[OpenedPoint]


class SealedError(Exception):
    """The verdicts on an attempt at the question are still to be kept from the candidate."""


def live_coverage(draft: Draft, text: str) -> LiveCoverage:
    """Compare ``text``, which may be ahead of what ``draft`` holds, and note the help with ``draft``.

    Saves no text and makes no attempt. Raises NothingToCompareError as comparing does, and SealedError
    where the same text may already have verdicts that are not to be seen.
    """
    points = list(draft.question.key_points.all())
    if not text.strip() or not points:
        raise NothingToCompareError
    if draft.candidate.attempts.filter(question=draft.question, is_sealed=True).exists():
        raise SealedError(
            "Rate yourself, or end your mock interview, before you see coverage here."
        )
    report = report_on(text, draft.question, points)
    reveal(draft, Rung.COVERAGE)
    keys = set(draft.reveals.filter(rung=Rung.KEY_POINT).values_list("key", flat=True))
    return LiveCoverage(
        coverage=Coverage(*(report.counts[verdict] for verdict in Verdict)),
        is_by_words=is_by_words(report.engine),
        opened=[
            OpenedPoint(point.text, found.verdict, point.is_suggestion)
            for point, found in zip(points, report.points, strict=True)
            if point.key in keys
        ],
    )
