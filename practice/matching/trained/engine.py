"""The trained engine: what the encoder says of each point, with evidence and a reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from practice.matching import lexical, reasons
from practice.matching.calibration import logistic
from practice.matching.draft import Draft, read_draft
from practice.matching.evidence import Evidence
from practice.matching.report import Point, PointReport, Question, Verdict
from practice.matching.trained import WEIGHTS
from practice.matching.trained.finding import Finder, Found
from practice.matching.trained.scoring import Scoring

LEAST_TO_SHOW = 0.2
"""The probability that a sentence shows the point from which a "missing" points to it."""


class Engine:
    """A finder, and how what it finds is scored."""

    name = "trained-1"

    def __init__(self, finder: Finder, scoring: Scoring) -> None:
        self.finder = finder
        self.scoring = scoring

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Engine:
        """Read what ``make train`` wrote. Raises OSError where it is not there."""
        return cls(Finder(folder), Scoring.load(folder / "scoring.json"))

    def scored_by(self, scoring: Scoring) -> Engine:
        """An engine that finds the same and scores it otherwise."""
        return Engine(self.finder, scoring)

    def judge(
        self, text: str, points: Sequence[Point], question: Question | None = None
    ) -> tuple[PointReport, ...]:
        """One report a point, in order."""
        draft = read_draft(text)
        found = self.finder.find(draft, points, question)
        return tuple(
            self._report(draft, point, each) for point, each in zip(points, found, strict=True)
        )

    def _report(self, draft: Draft, point: Point, found: Found) -> PointReport:
        best = found.best_sentence()
        if best is None:
            reason = reasons.nothing_found(is_comparable=True)
            return PointReport(point, Verdict.MISSING, 0.0, 1.0, None, "", (), reason)
        strength = self.scoring.strength(found)
        verdict = self.scoring.calibration.verdict(strength)
        confidence = round(self.scoring.calibration.confidence(strength), 4)
        sentence, reason = _explained(draft, verdict, found, *best)
        span = None if sentence is None else draft.sentences[sentence]
        return PointReport(
            point,
            verdict,
            round(logistic(strength), 6),
            confidence,
            span,
            span.of(draft.text) if span else "",
            () if sentence is None else _matched(draft, found.wording, sentence),
            reason,
        )


def _explained(
    draft: Draft, verdict: Verdict, found: Found, sentence: int, probability: float
) -> tuple[int | None, str]:
    """The sentence to show, if any, and the reason; ``sentence`` shows the point best."""
    if verdict is Verdict.MISSING:
        if found.wording and found.is_denied:
            return found.wording.sentence, lexical.denial(draft, found.wording)
        if probability < LEAST_TO_SHOW:
            return None, reasons.nothing_found(is_comparable=True)
    text = draft.sentences[sentence].of(draft.text)
    return sentence, reasons.read(verdict, _matched(draft, found.wording, sentence), text)


def _matched(draft: Draft, wording: Evidence | None, sentence: int) -> tuple[str, ...]:
    """The words of the point that stand in that sentence, as the draft has them."""
    span = draft.sentences[sentence]
    terms = wording.terms if wording else ()
    return tuple(
        draft.text[term.start : term.end] for term in terms if span.start <= term.start < span.end
    )
