"""Figures that a candidate's stories mark confidential, and where a text states one all the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from practice.delivery import Telling
from practice.delivery.confidential import stated_spans
from practice.delivery.reading import read_telling
from practice.models import Certainty, StoryFigure
from prepbank.accounts.models import Candidate


@dataclass(frozen=True)
class Statement:
    """Words of a text that state a figure, and the title of the story that marks it confidential."""

    quote: str
    story: str


def confidential_values(candidate: Candidate) -> tuple[str, ...]:
    """Return what the candidate's stories mark confidential, as typed there."""
    return tuple(dict.fromkeys(value for value, _ in _marked(candidate)))


def statements_in(
    text: str, candidate: Candidate | None, story_pk: int | None = None
) -> list[Statement]:
    """Return what ``text`` states that a story of the candidate's marks confidential, each once.

    Where several mark it, the story that the text began with is named, if it is one of them.
    """
    marked = _marked(candidate, story_pk) if candidate and text.strip() else []
    stated = _stated(text, (value for value, _ in marked)) if marked else {}
    named: dict[str, str] = {}
    for value, story in marked:
        for quote in stated[value]:
            named.setdefault(quote, story)
    return [Statement(quote, story) for quote, story in named.items()]


def _marked(candidate: Candidate, first_pk: int | None = None) -> list[tuple[str, str]]:
    figures = StoryFigure.objects.filter(
        story__candidate=candidate, certainty=Certainty.CONFIDENTIAL
    ).order_by("story__title", "position", "pk")
    marked = list(figures.values_list("value", "story__title", "story_id"))
    marked.sort(key=lambda figure: figure[2] != first_pk)
    return [(value, title) for value, title, _ in marked]


def _stated(text: str, values: Iterable[str]) -> dict[str, list[str]]:
    read = read_telling(Telling(text, target_min_seconds=0, target_max_seconds=0))
    return {
        value: [span.of(text) for span in stated_spans(read, value)]
        for value in dict.fromkeys(values)
    }
