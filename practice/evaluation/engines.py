"""The engines that can be measured, by short name."""

from __future__ import annotations

from collections.abc import Sequence

from practice.evaluation import baselines
from practice.evaluation.judging import Compare, Judge
from practice.matching import Point, Report, lexical

JUDGES: dict[str, Judge] = {"word-overlap": baselines.judge, "lexical": lexical.judge}


def named(name: str) -> Compare:
    """The engine called ``name``, a key of ``JUDGES``."""

    def compare(draft: str, points: Sequence[Point]) -> Report:
        return Report(JUDGES[name](draft, points), name)

    return compare
