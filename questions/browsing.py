"""Browsing the bank: what was asked for in the address, what matches, and how many under each facet."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.expressions import OrderBy
from django.http import QueryDict

from questions.models import (
    Category,
    Difficulty,
    Length,
    PracticeStatus,
    Question,
    QuestionQuerySet,
    Round,
    Topic,
    length_of,
)

if TYPE_CHECKING:
    from prepbank.accounts.models import Candidate

PAGE_SIZE = 20
LONGEST_SEARCH = 200
FACET_LABELS = {
    "status": "Your practice",
    "category": "Category",
    "difficulty": "Difficulty",
    "round": "Round",
    "length": "Length",
    "topic": "Topic",
}
_LEVEL, _LONGEST = F("difficulty_rank"), F("target_max_seconds")
# What is not stated comes last, whichever way round.
SORTS: dict[str, tuple[str, tuple[str | OrderBy, ...]]] = {
    "bank": ("Suggested order", ("position", "slug")),
    "easiest": ("Easiest first", (_LEVEL.asc(nulls_last=True), "position")),
    "hardest": ("Hardest first", (_LEVEL.desc(nulls_last=True), "position")),
    "shortest": ("Shortest answer first", (_LONGEST.asc(nulls_last=True), "position")),
    "longest": ("Longest answer first", (_LONGEST.desc(nulls_last=True), "position")),
    "title": ("By title", ("title",)),
}
DIFFICULTY_RANK = Case(
    *(When(difficulty=value, then=Value(rank)) for rank, value in enumerate(Difficulty.values)),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Filters:
    """What an address asks for. Unknown facets and values in it are left out, never an error."""

    text: str
    chosen: dict[str, tuple[str, ...]]
    sort: str

    @classmethod
    def from_query(cls, query: QueryDict) -> Filters:
        return cls(
            text=query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
            chosen={
                name: tuple(dict.fromkeys(query.getlist(name)))
                for name in FACET_LABELS
                if query.getlist(name)
            },
            sort=query.get("sort", "") if query.get("sort") in SORTS else "bank",
        )

    def limited_to(self, known: dict[str, dict[str, str]]) -> Filters:
        """Return these filters without the values that ``known`` does not hold."""
        kept = {
            name: tuple(value for value in values if value in known.get(name, {}))
            for name, values in self.chosen.items()
        }
        return replace(self, chosen={name: values for name, values in kept.items() if values})

    def without(self, name: str, value: str) -> Filters:
        values = tuple(chosen for chosen in self.chosen.get(name, ()) if chosen != value)
        return replace(self, chosen={**self.chosen, name: values})

    def as_query(self, page: int = 1) -> str:
        """Return the shortest query string that asks for the same, with its ``?``, or ``?`` alone."""
        query = QueryDict(mutable=True)
        query.setlist("q", [self.text] if self.text else [])
        for name, values in self.chosen.items():
            query.setlist(name, list(values))
        query.setlist("sort", [self.sort] if self.sort != "bank" else [])
        query.setlist("page", [str(page)] if page > 1 else [])
        return f"?{query.urlencode()}"


@dataclass(frozen=True)
class Option:
    """One value of a facet; ``count`` questions would show if it were the only one chosen in it."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class ActiveFilter:
    """A filter in force, and the query string of the list without it."""

    label: str
    query_without: str


@dataclass(frozen=True)
class Catalogue:
    """A page of the list with everything around it."""

    filters: Filters
    facets: list[Facet]
    active: list[ActiveFilter]
    page: Page[int]
    questions: list[Question]

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def previous_query(self) -> str:
        return self.filters.as_query(self.page.number - 1)

    @property
    def next_query(self) -> str:
        return self.filters.as_query(self.page.number + 1)


@dataclass(frozen=True)
class Row:
    """What the facets need to know of one question."""

    pk: int
    values: dict[str, frozenset[str]]

    def fits(self, chosen: dict[str, tuple[str, ...]], but: str = "") -> bool:
        """Whether every facet with a choice, other than ``but``, has one of this row's values."""
        return all(
            name == but or not self.values[name].isdisjoint(values)
            for name, values in chosen.items()
        )


def browse(query: QueryDict, candidate: Candidate | None) -> Catalogue:
    """Return the list that ``query`` asks for, as ``candidate`` sees it."""
    topics = dict(Topic.objects.values_list("slug", "name"))
    known = _known_values(topics, candidate)
    filters = Filters.from_query(query).limited_to(known)
    matching = Question.objects.published().search(filters.text).with_status_for(candidate)
    rows = _rows(matching, filters.sort)
    fitting = [row.pk for row in rows if row.fits(filters.chosen)]
    page = Paginator(fitting, PAGE_SIZE).get_page(query.get("page"))
    return Catalogue(
        filters=filters,
        facets=_facets(rows, filters.chosen, known),
        active=_active_filters(filters, known),
        page=page,
        questions=_questions(matching, list(page.object_list)),
    )


def _known_values(topics: dict[str, str], candidate: Candidate | None) -> dict[str, dict[str, str]]:
    known = {
        "category": dict(Category.choices),
        "difficulty": dict(Difficulty.choices),
        "round": dict(Round.choices),
        "length": dict(Length.choices),
        "topic": topics,
    }
    return {"status": dict(PracticeStatus.choices), **known} if candidate else known


def _rows(matching: QuestionQuerySet, sort: str) -> list[Row]:
    ordered = matching.annotate(difficulty_rank=DIFFICULTY_RANK).order_by(*SORTS[sort][1])
    columns = ("pk", "category", "difficulty", "round", "target_max_seconds", "practice_status")
    topics = _topics_by_question()
    return [
        Row(
            pk,
            {
                "category": _stated(category),
                "difficulty": _stated(difficulty),
                "round": _stated(interview_round),
                "length": _stated(length_of(seconds)),
                "status": frozenset([status]),
                "topic": frozenset(topics[pk]),
            },
        )
        for pk, category, difficulty, interview_round, seconds, status in ordered.values_list(
            *columns
        )
    ]


def _stated(value: str | None) -> frozenset[str]:
    """A question whose author did not state it is in none of the facet's rows."""
    return frozenset([str(value)]) if value else frozenset()


def _topics_by_question() -> dict[int, set[str]]:
    topics: dict[int, set[str]] = defaultdict(set)
    for question, slug in Question.topics.through.objects.values_list("question", "topic__slug"):
        topics[question].add(slug)
    return topics


def _facets(
    rows: list[Row], chosen: dict[str, tuple[str, ...]], known: dict[str, dict[str, str]]
) -> list[Facet]:
    return [
        Facet(name, FACET_LABELS[name], _options(name, labels, rows, chosen))
        for name, labels in known.items()
    ]


def _options(
    name: str, labels: dict[str, str], rows: list[Row], chosen: dict[str, tuple[str, ...]]
) -> list[Option]:
    counts = Counter(
        value for row in rows if row.fits(chosen, but=name) for value in row.values[name]
    )
    return [
        Option(value, label, counts[value], value in chosen.get(name, ()))
        for value, label in labels.items()
    ]


def _active_filters(filters: Filters, known: dict[str, dict[str, str]]) -> list[ActiveFilter]:
    active = [
        ActiveFilter(known[name][value], filters.without(name, value).as_query())
        for name, values in filters.chosen.items()
        for value in values
    ]
    if filters.text:
        without_text = replace(filters, text="").as_query()
        active.insert(0, ActiveFilter(f"“{filters.text}”", without_text))
    return active


def _questions(matching: QuestionQuerySet, keys: list[int]) -> list[Question]:
    found = {
        question.pk: question
        for question in matching.filter(pk__in=keys).prefetch_related("topics")
    }
    return [found[key] for key in keys if key in found]
