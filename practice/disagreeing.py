"""Where people and the engine disagree, by key point, told without anything that anyone wrote."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import Any

from django.db.models import Count, ExpressionWrapper, F, FloatField, Max, Q, QuerySet

from practice.matching import Verdict
from practice.models import AttemptPoint
from questions.models import KeyPoint, Question

HELD_BACK = 5
"""Points are ordered by their share of overrides as if the engine had been let be this often more, so
that one of one does not stand before thirty of forty.
"""

DIRECTIONS = {
    f"{engine.value}_{person.value}": (engine, person)
    for engine, person in permutations(Verdict, 2)
}


@dataclass(frozen=True)
class Direction:
    """How often the engine said one thing and people said another."""

    engine: Verdict
    person: Verdict
    times: int


@dataclass(frozen=True)
class Disagreement:
    """One key point over all comparisons with it, whatever its wording was then.

    ``text`` is the bank's of today, or the one compared last where the point has left the bank.
    ``people`` counts those who overrode; ``directions`` has the most frequent first.
    """

    question: Question
    text: str
    is_in_bank: bool
    wordings: int
    comparisons: int
    overrides: int
    people: int
    directions: list[Direction]

    @property
    def percent(self) -> int:
        return round(100 * self.overrides / self.comparisons)


def counted_points(question: Question | None = None) -> QuerySet[AttemptPoint, Any]:
    """Return a row of counts for each point that anyone overrode, the most disputed first.

    The rows are for ``disagreements``, a page of them at a time. ``question`` keeps its own alone.
    """
    points = AttemptPoint.objects.all()
    if question:
        points = points.filter(attempt__question=question)
    is_override = ~Q(override="")
    directions = {
        name: Count("pk", filter=Q(verdict=engine, override=person))
        for name, (engine, person) in DIRECTIONS.items()
    }
    weight = F("overrides") * 1.0 / (F("comparisons") + HELD_BACK)
    return (
        points.values("attempt__question", "key")
        .annotate(
            comparisons=Count("pk"),
            overrides=Count("pk", filter=is_override),
            people=Count("attempt__candidate", filter=is_override, distinct=True),
            wordings=Count("text", distinct=True),
            latest=Max("pk"),
            **directions,
        )
        .filter(overrides__gt=0)
        .annotate(weight=ExpressionWrapper(weight, output_field=FloatField()))
        .order_by("-weight", "-overrides", "attempt__question", "key")
    )


def disagreements(rows: list[dict[str, Any]]) -> list[Disagreement]:
    """Return what ``rows`` of ``counted_points`` say, in their order. Three queries."""
    questions = Question.objects.in_bulk({row["attempt__question"] for row in rows})
    latest = AttemptPoint.objects.only("text").in_bulk([row["latest"] for row in rows])
    in_bank = KeyPoint.objects.filter(
        question__in=questions, key__in={row["key"] for row in rows}
    ).values_list("question", "key", "text")
    texts = {(question, key): text for question, key, text in in_bank}
    return [
        Disagreement(
            question=questions[row["attempt__question"]],
            text=texts.get((row["attempt__question"], row["key"]), latest[row["latest"]].text),
            is_in_bank=(row["attempt__question"], row["key"]) in texts,
            wordings=row["wordings"],
            comparisons=row["comparisons"],
            overrides=row["overrides"],
            people=row["people"],
            directions=_directions(row),
        )
        for row in rows
    ]


def _directions(row: dict[str, Any]) -> list[Direction]:
    found = [Direction(*pair, row[name]) for name, pair in DIRECTIONS.items() if row[name]]
    return sorted(found, key=lambda direction: -direction.times)
