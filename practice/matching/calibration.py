"""From an engine's raw scores to probabilities and a verdict, by numbers chosen on the dev part.

Each engine has a curve for "at least partly made" and one for "covered": logistic functions of its
raw score. The verdict follows from where they put a point, and the confidence is how much of the
probability the verdict has.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from practice.matching.report import Verdict


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve: the probability at raw score ``x`` is 1 / (1 + exp(-(slope*x + shift)))."""

    slope: float
    shift: float

    def at(self, raw: float) -> float:
        exponent = self.slope * raw + self.shift
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, exponent))))


@dataclass(frozen=True, slots=True)
class Probabilities:
    """The three verdicts' probabilities; they add up to 1."""

    missing: float
    partly: float
    covered: float

    @property
    def score(self) -> float:
        """How far the point is made, 0 to 1: what half and whole ticks would come to."""
        return self.covered + self.partly / 2

    def of(self, verdict: Verdict) -> float:
        return {
            Verdict.MISSING: self.missing,
            Verdict.PARTLY: self.partly,
            Verdict.COVERED: self.covered,
        }[verdict]


@dataclass(frozen=True, slots=True)
class Calibration:
    """An engine's curves, and the scores from which a point is partly made and covered."""

    touched: Curve
    covered: Curve
    partly_from: float
    covered_from: float

    def probabilities(self, touched_raw: float, covered_raw: float) -> Probabilities:
        touched = self.touched.at(touched_raw)
        covered = min(touched, self.covered.at(covered_raw))
        return Probabilities(1 - touched, touched - covered, covered)

    def verdict(self, score: float) -> Verdict:
        if score >= self.covered_from:
            return Verdict.COVERED
        return Verdict.PARTLY if score >= self.partly_from else Verdict.MISSING
