"""Stories by questions: what each is there for, where there is none, and which is told too often."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from practice.models import Attempt, Story
from prepbank.accounts.models import Candidate
from questions.models import Category, Question, Topic

MANY_QUESTIONS = 5
"""A story for more questions than this is likely to be heard twice in one loop of interviews."""
MOST_COLUMNS = 30
MOST_GAPS = 30
NAMED: Any = ("story_id", "question__position", "question__slug", "question__title")


@dataclass(frozen=True, order=True)
class Column:
    """A question that a story is linked to or was used for."""

    position: int
    slug: str
    title: str


@dataclass(frozen=True)
class Cell:
    is_linked: bool
    uses: int

    @property
    def words(self) -> str:
        """What the cell says; nothing where the story has nothing to do with the question."""
        times = f"used {self.uses} time{'s' if self.uses > 1 else ''}"
        if self.is_linked:
            return f"Linked, {times}" if self.uses else "Linked"
        return f"Not linked, {times}" if self.uses else ""


@dataclass(frozen=True)
class Row:
    """``elsewhere`` counts the story's questions that have no column."""

    story: Story
    cells: list[Cell]
    question_count: int
    elsewhere: int

    @property
    def is_overused(self) -> bool:
        return self.question_count > MANY_QUESTIONS


@dataclass(frozen=True)
class Gaps:
    """Behavioural questions that no story answers: how many, and the first of them by topic."""

    total: int
    by_topic: dict[str, list[Question]]

    @property
    def shown(self) -> int:
        return sum(map(len, self.by_topic.values()))


@dataclass(frozen=True)
class StoryTable:
    columns: list[Column]
    rows: list[Row]
    gaps: Gaps
    question_count: int

    @property
    def overused(self) -> list[Row]:
        return [row for row in self.rows if row.is_overused]

    @property
    def many_questions(self) -> int:
        return MANY_QUESTIONS


def table_for(candidate: Candidate | None) -> StoryTable:
    """Return the candidate's stories by the questions that any of them is there for."""
    stories = list(Story.objects.filter(candidate=candidate).only("title"))
    linked = _linked(candidate)
    uses = _uses(candidate)
    answered: dict[int, set[Column]] = defaultdict(set)
    for story, column in linked | uses.keys():
        answered[story].add(column)
    columns = _columns(answered)
    rows = [_row(story, columns, linked, uses, answered[story.pk]) for story in stories]
    question_count = len(set().union(*answered.values()))
    return StoryTable(columns, rows, _gaps(candidate), question_count)


def _linked(candidate: Candidate | None) -> set[tuple[int, Column]]:
    links = Story.questions.through.objects.filter(story__candidate=candidate)
    return {(story, Column(*column)) for story, *column in links.values_list(*NAMED)}


def _uses(candidate: Candidate | None) -> dict[tuple[int, Column], int]:
    attempts = Attempt.objects.filter(candidate=candidate).exclude(story=None).order_by()
    counted = attempts.values_list(*NAMED).annotate(Count("pk"))
    return {(story, Column(*column)): uses for story, *column, uses in counted}


def _columns(answered: dict[int, set[Column]]) -> list[Column]:
    """Return the questions in the bank's order; of too many, those that most stories are there for."""
    shared = Counter(column for columns in answered.values() for column in columns)
    kept = sorted(shared, key=lambda column: (-shared[column], column))[:MOST_COLUMNS]
    return sorted(kept)


def _row(
    story: Story,
    columns: list[Column],
    linked: set[tuple[int, Column]],
    uses: dict[tuple[int, Column], int],
    answered: set[Column],
) -> Row:
    cells = [
        Cell((story.pk, column) in linked, uses.get((story.pk, column), 0)) for column in columns
    ]
    return Row(story, cells, len(answered), len(answered.difference(columns)))


def _gaps(candidate: Candidate | None) -> Gaps:
    links = Story.questions.through.objects.filter(story__candidate=candidate)
    attempts = Attempt.objects.filter(candidate=candidate).exclude(story=None).order_by()
    unanswered = (
        Question.objects.published()
        .filter(category=Category.BEHAVIOURAL)
        .exclude(pk__in=links.values("question"))
        .exclude(pk__in=attempts.values("question"))
    )
    topics = Topic.objects.filter(questions=OuterRef("pk")).order_by("name")
    first = unanswered.annotate(topic=Subquery(topics.values("name")[:1])).only("slug", "title")
    by_topic: dict[str, list[Question]] = defaultdict(list)
    for question in first[:MOST_GAPS]:
        by_topic[question.topic or "Without a topic"].append(question)
    return Gaps(unanswered.count(), dict(by_topic))
