"""The engines that can be measured, by short name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from practice.evaluation import baselines
from practice.evaluation.judging import Judge
from practice.matching import Point, PointReport, Question, comparison, lexical
from practice.matching.trained import RUNTIME

if TYPE_CHECKING:
    from practice.matching.trained.engine import Engine


def trained() -> Engine:
    """The trained engine. Raises SystemExit where this machine cannot run it."""
    engine = comparison.trained_engine()
    if engine is None:
        raise SystemExit(f"The trained engine needs {', '.join(RUNTIME)}: make install")
    return engine


def _word_overlap(
    draft: str, points: Sequence[Point], question: Question | None
) -> tuple[PointReport, ...]:
    return baselines.judge(draft, points)


def _lexical(
    draft: str, points: Sequence[Point], question: Question | None
) -> tuple[PointReport, ...]:
    return lexical.judge(draft, points)


def _trained(
    draft: str, points: Sequence[Point], question: Question | None
) -> tuple[PointReport, ...]:
    return trained().judge(draft, points, question)


JUDGES: dict[str, Judge] = {
    "word-overlap": _word_overlap,
    "lexical": _lexical,
    "trained": _trained,
}
