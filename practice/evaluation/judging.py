"""Engines put to the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from practice.evaluation.corpus import LabelledDraft
from practice.evaluation.figures import Judgement
from practice.matching import Point, PointReport, Report

Compare = Callable[[str, Sequence[Point]], Report]
Judge = Callable[[str, Sequence[Point]], tuple[PointReport, ...]]


@dataclass(frozen=True)
class Judged:
    """A point of a labelled draft with the engine's report on it."""

    draft: LabelledDraft
    index: int
    found: PointReport

    @property
    def judgement(self) -> Judgement:
        label = self.draft.labels[self.index]
        return Judgement(label.verdict, self.found.verdict, self.found.score, self.found.confidence)


def judge(
    compare: Compare, drafts: Sequence[LabelledDraft], *, with_aliases: bool
) -> Iterator[Judged]:
    """Compare each draft with its points, as the product does or by the points' texts alone."""
    for draft in drafts:
        points = draft.question.points
        if not with_aliases:
            points = tuple(Point(point.text) for point in points)
        for index, found in enumerate(compare(draft.text, points).points):
            yield Judged(draft, index, found)
