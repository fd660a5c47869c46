"""The reveal ladder: help in the order in which it takes the least away. A nudge, never a lock."""

from dataclasses import dataclass

from practice.models import Draft, Reveal, Rung
from questions.models import KeyPoint, Mistake, Question, StructureStep


@dataclass(frozen=True)
class Ladder:
    """What a candidate has opened of a question, and only that: closed rungs carry no content.

    ``suggestion_count`` is how many of its key points no editor has checked yet.
    """

    steps: list[StructureStep] | None
    points: list[KeyPoint]
    point_count: int
    suggestion_count: int
    mistakes: list[Mistake] | None
    sample_answer: str | None
    has_structure: bool
    has_mistakes: bool
    has_sample_answer: bool

    @property
    def points_left(self) -> int:
        return self.point_count - len(self.points)


def ladder_for(question: Question, draft: Draft | None) -> Ladder:
    """Return the ladder of ``question`` as far as it was opened for ``draft``."""
    opened = set(draft.reveals.values_list("rung", "key")) if draft else set()
    rungs = {rung for rung, _ in opened}
    points = list(question.key_points.all())
    steps, mistakes = list(question.structure_steps.all()), list(question.mistakes.all())
    return Ladder(
        steps=steps if Rung.STRUCTURE in rungs else None,
        points=[point for point in points if (Rung.KEY_POINT, point.key) in opened],
        point_count=len(points),
        suggestion_count=sum(point.is_suggestion for point in points),
        mistakes=mistakes if Rung.MISTAKES in rungs else None,
        sample_answer=question.sample_answer if Rung.SAMPLE_ANSWER in rungs else None,
        has_structure=bool(steps),
        has_mistakes=bool(mistakes),
        has_sample_answer=bool(question.sample_answer),
    )


def reveal(draft: Draft, rung: Rung) -> None:
    """Open ``rung`` for ``draft``; for key points, the first that is still closed."""
    if rung == Rung.KEY_POINT:
        opened = draft.reveals.filter(rung=rung).values("key")
        point = draft.question.key_points.exclude(key__in=opened).first()
        if point:
            Reveal.objects.get_or_create(draft=draft, rung=rung, key=point.key)
    else:
        Reveal.objects.get_or_create(draft=draft, rung=rung, key="")


def outline(question: Question) -> str:
    """Return the structure as an outline to write into, one label a paragraph."""
    return "\n\n".join(f"{step.label}:\n" for step in question.structure_steps.all())
