"""Word overlap: the plainest engine that could be, so that the tables show what more is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from practice.matching import Point, PointReport, Span
from practice.matching.calibration import Calibration, Curve
from practice.matching.draft import read_draft
from practice.matching.stopwords import STOP_WORDS
from practice.matching.words import tokenise

# Chosen on the natural drafts of the dev part.
CALIBRATION = Calibration(
    touched=Curve(slope=3.482, shift=-1.088),
    covered=Curve(slope=2.665, shift=-1.486),
    partly_from=0.2,
    covered_from=0.35,
)


def judge(draft: str, points: Sequence[Point]) -> tuple[PointReport, ...]:
    """A point's score is the share of its content words in the draft's best sentence.

    Of several phrasings the best counts. Words are the same where they are spelt the same.
    """
    sentences = [(span, _content(span.of(draft))) for span in read_draft(draft).sentences]
    return tuple(_report(draft, sentences, point) for point in points)


def _content(text: str) -> frozenset[str]:
    return frozenset(word.text for word in tokenise(text)) - STOP_WORDS


def _report(
    draft: str, sentences: Sequence[tuple[Span, frozenset[str]]], point: Point
) -> PointReport:
    score, best = max(_shares(sentences, point), key=lambda share: share[0], default=(0.0, None))
    span = best if score else None
    verdict = CALIBRATION.verdict(score)
    confidence = CALIBRATION.confidence(score)
    evidence = span.of(draft) if span else ""
    reason = f"{score:.0%} of its words stand in one sentence."
    return PointReport(point, verdict, score, confidence, span, evidence, (), reason)


def _shares(
    sentences: Sequence[tuple[Span, frozenset[str]]], point: Point
) -> Iterator[tuple[float, Span | None]]:
    for wanted in filter(None, map(_content, point.phrasings)):
        for span, words in sentences:
            yield len(wanted & words) / len(wanted), span
