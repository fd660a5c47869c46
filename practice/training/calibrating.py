"""Choosing the numbers that turn the encoder's answers into verdicts, on the corpus's dev part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from practice.evaluation.corpus import NATURAL, LabelledDraft
from practice.evaluation.figures import RANKS, kappa
from practice.matching import Point, Question, Verdict
from practice.matching.calibration import Calibration, Curve
from practice.matching.draft import read_draft
from practice.matching.trained.finding import Finder, Found
from practice.matching.trained.scoring import Scoring, Weights

COVERED_PRECISION = 0.7
"""What share of "covered" has to be right on dev: a wrong one sends somebody in unprepared."""


@dataclass(frozen=True, slots=True)
class Observed:
    """A point of a labelled draft: what was found, and the reader's rank, 0 to 2."""

    found: Found
    rank: int
    is_natural: bool


def observe(finder: Finder, drafts: Iterable[LabelledDraft]) -> list[Observed]:
    """Each draft twice: with all that is known of its points, and by their texts alone."""
    observed = []
    for draft in drafts:
        question = Question(draft.question.sample_answer)
        plain = [Point(point.text) for point in draft.question.points]
        text = read_draft(draft.text)
        for found in (
            finder.find(text, draft.question.points, question),
            finder.find(text, plain),
        ):
            observed += [
                Observed(each, RANKS[label.verdict], draft.kind == NATURAL)
                for each, label in zip(found, draft.labels, strict=True)
            ]
    return observed


def choose(observed: Sequence[Observed]) -> Scoring:
    """Weights from all drafts; curves and thresholds from the natural ones."""
    weights = _weights(observed)
    natural = [each for each in observed if each.is_natural]
    strengths = np.array([weights.strength(each.found) for each in natural])
    ranks = np.array([each.rank for each in natural])
    covered_from = _covered_from(strengths, ranks)
    calibration = Calibration(
        touched=_curve(strengths, ranks >= 1),
        covered=_curve(strengths, ranks >= 2),
        partly_from=_partly_from(strengths, ranks, covered_from),
        covered_from=covered_from,
    )
    return Scoring(weights, calibration)


def _weights(observed: Sequence[Observed]) -> Weights:
    """Proportional odds: the same weights for both steps, from missing to partly to covered."""
    features = torch.tensor(
        [
            [
                each.found.answer.touched,
                each.found.answer.covered,
                each.found.wording_score,
                float(each.found.is_denied),
            ]
            for each in observed
        ]
    )
    ranks = torch.tensor([each.rank for each in observed])
    slopes = torch.zeros(features.shape[1], requires_grad=True)
    shifts = torch.zeros(2, requires_grad=True)
    targets = torch.stack([ranks >= 1, ranks >= 2], dim=1).float()
    _minimise(
        [slopes, shifts],
        lambda: (
            binary_cross_entropy_with_logits((features @ slopes)[:, None] + shifts, targets)
            + 1e-3 * slopes.square().sum()
        ),
    )
    return Weights(*(round(slope, 4) for slope in slopes.tolist()))


def _curve(strengths: np.ndarray, made: np.ndarray) -> Curve:
    given, wanted = torch.tensor(strengths).float(), torch.tensor(made).float()
    slope, shift = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    _minimise(
        [slope, shift], lambda: binary_cross_entropy_with_logits(given * slope + shift, wanted)
    )
    return Curve(round(slope.item(), 4), round(shift.item(), 4))


def _minimise(parameters: list[Tensor], loss: Callable[[], Tensor]) -> None:
    optimiser = torch.optim.LBFGS(parameters, max_iter=200, line_search_fn="strong_wolfe")

    def step() -> Tensor:
        optimiser.zero_grad()
        value = loss()
        value.backward()
        return value

    optimiser.step(step)


def _covered_from(strengths: np.ndarray, ranks: np.ndarray) -> float:
    """The lowest strength above which enough are covered."""
    order = np.argsort(-strengths)
    right = np.cumsum(ranks[order] == RANKS[Verdict.COVERED])
    share = right / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= COVERED_PRECISION)
    last = enough[-1] if len(enough) else 0
    return round(float(strengths[order][last]), 4)


def _partly_from(strengths: np.ndarray, ranks: np.ndarray, covered_from: float) -> float:
    """The strength below ``covered_from`` with which verdicts agree best with the reader's."""
    verdict_of = {rank: verdict for verdict, rank in RANKS.items()}
    labels = [verdict_of[int(rank)] for rank in ranks]

    def agreement(partly_from: float) -> float:
        verdicts = (strengths >= partly_from).astype(int) + (strengths >= covered_from)
        return (
            kappa(list(zip(labels, (verdict_of[int(each)] for each in verdicts), strict=True)))
            or 0.0
        )

    candidates = np.quantile(strengths[strengths < covered_from], np.linspace(0.05, 0.95, 91))
    return round(float(max(candidates, key=agreement)), 4)
