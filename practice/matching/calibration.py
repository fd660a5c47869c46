"""From an engine's score to a verdict and a confidence, by numbers chosen on labelled drafts.

Each engine has a curve for "at least partly made" and one for "covered": logistic functions of its
score. The confidence is how much of the probability the verdict has.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from practice.matching.report import Verdict


def logistic(value: float) -> float:
    """1 / (1 + exp(-value)), flat where a float has no more to say."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, value))))


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve: the probability at ``score`` is 1 / (1 + exp(-(slope*score + shift)))."""

    slope: float
    shift: float

    def at(self, score: float) -> float:
        return logistic(self.slope * score + self.shift)


@dataclass(frozen=True, slots=True)
class Calibration:
    """An engine's curves, and the scores from which a point is partly made and covered."""

    touched: Curve
    covered: Curve
    partly_from: float
    covered_from: float

    def verdict(self, score: float) -> Verdict:
        if score >= self.covered_from:
            return Verdict.COVERED
        return Verdict.PARTLY if score >= self.partly_from else Verdict.MISSING

    def confidence(self, score: float) -> float:
        """The probability that a reader's verdict is the one of ``score``."""
        touched = self.touched.at(score)
        covered = min(touched, self.covered.at(score))
        match self.verdict(score):
            case Verdict.COVERED:
                return covered
            case Verdict.PARTLY:
                return touched - covered
            case Verdict.MISSING:
                return 1 - touched
