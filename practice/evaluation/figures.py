"""The measures: how well scores order points, and how well verdicts agree with readers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from practice.matching import Verdict

RANKS = {Verdict.MISSING: 0, Verdict.PARTLY: 1, Verdict.COVERED: 2}


@dataclass(frozen=True)
class Judgement:
    """One point of one draft: the reader's label, and what an engine found."""

    label: Verdict
    verdict: Verdict
    score: float
    confidence: float


@dataclass(frozen=True)
class Figures:
    """Over many judgements; a share is None where there is nothing to take it of.

    ``auc`` is how often a covered point outscores a missing one, ``kappa`` Cohen's with quadratic
    weights, ``calibration_error`` the expected difference of confidence and hit rate in ten bins.
    """

    points: int
    auc: float | None
    kappa: float | None
    covered_precision: float | None
    covered_recall: float | None
    missing_precision: float | None
    missing_recall: float | None
    calibration_error: float | None


def figures(judgements: Sequence[Judgement]) -> Figures:
    made = [each.score for each in judgements if each.label is Verdict.COVERED]
    not_made = [each.score for each in judgements if each.label is Verdict.MISSING]
    return Figures(
        points=len(judgements),
        auc=auc(made, not_made),
        kappa=kappa([(each.label, each.verdict) for each in judgements]),
        covered_precision=_precision(judgements, Verdict.COVERED),
        covered_recall=_recall(judgements, Verdict.COVERED),
        missing_precision=_precision(judgements, Verdict.MISSING),
        missing_recall=_recall(judgements, Verdict.MISSING),
        calibration_error=calibration_error(judgements),
    )


def auc(made: Sequence[float], not_made: Sequence[float]) -> float | None:
    """The share of pairs in which the first is larger, a draw counting half."""
    if not made or not not_made:
        return None
    ranked = sorted(not_made)
    wins = sum(bisect_left(ranked, each) + bisect_right(ranked, each) for each in made)
    return wins / 2 / (len(made) * len(ranked))


def kappa(pairs: Sequence[tuple[Verdict, Verdict]]) -> float | None:
    """Cohen's kappa with quadratic weights: 1 is full agreement, 0 is chance."""
    ranks = [(RANKS[one], RANKS[other]) for one, other in pairs]
    if not ranks:
        return None
    observed = sum((one - other) ** 2 for one, other in ranks) / len(ranks)
    others = [other for _, other in ranks]
    spread = sum(
        (one - rank) ** 2 * others.count(rank) for one, _ in ranks for rank in RANKS.values()
    )
    expected = spread / len(ranks) ** 2
    return 1 - observed / expected if expected else None


@dataclass(frozen=True)
class Bin:
    """Judgements of like confidence: their number, mean confidence and share that are right."""

    size: int
    confidence: float
    hit_rate: float


def reliability(judgements: Iterable[Judgement], bins: int = 10) -> list[Bin]:
    """The bins of equal width that hold anything, from the least confident."""
    sorted_in: list[list[Judgement]] = [[] for _ in range(bins)]
    for each in judgements:
        sorted_in[min(int(each.confidence * bins), bins - 1)].append(each)
    return [
        Bin(
            len(held),
            sum(each.confidence for each in held) / len(held),
            sum(each.label is each.verdict for each in held) / len(held),
        )
        for held in sorted_in
        if held
    ]


def calibration_error(judgements: Sequence[Judgement]) -> float | None:
    if not judgements:
        return None
    gaps = (each.size * abs(each.confidence - each.hit_rate) for each in reliability(judgements))
    return sum(gaps) / len(judgements)


def _precision(judgements: Sequence[Judgement], verdict: Verdict) -> float | None:
    chosen = [each.label is verdict for each in judgements if each.verdict is verdict]
    return sum(chosen) / len(chosen) if chosen else None


def _recall(judgements: Sequence[Judgement], verdict: Verdict) -> float | None:
    found = [each.verdict is verdict for each in judgements if each.label is verdict]
    return sum(found) / len(found) if found else None
