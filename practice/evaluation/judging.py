"""Engines put to the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from practice.evaluation.corpus import CorpusQuestion, LabelledDraft
from practice.evaluation.figures import Judgement
from practice.matching import Point, PointReport, Question

Judge = Callable[[str, Sequence[Point], Question | None], tuple[PointReport, ...]]


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


@dataclass(frozen=True)
class Known:
    """What an engine is told beside draft and point texts."""

    aliases: bool = True
    sample_answer: bool = True

    def points(self, question: CorpusQuestion) -> tuple[Point, ...]:
        if self.aliases:
            return question.points
        return tuple(Point(point.text) for point in question.points)

    def question(self, question: CorpusQuestion) -> Question:
        return Question(question.sample_answer if self.sample_answer else "")


EVERYTHING = Known()
NOTHING = Known(aliases=False, sample_answer=False)


def judge(
    engine: Judge, drafts: Sequence[LabelledDraft], known: Known = EVERYTHING
) -> Iterator[Judged]:
    """Put each draft and its points to ``engine``."""
    for draft in drafts:
        points, question = known.points(draft.question), known.question(draft.question)
        for index, found in enumerate(engine(draft.text, points, question)):
            yield Judged(draft, index, found)
