"""Which questions to begin with: new to the candidate, the easiest first, over many topics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from django.db.models import Exists, OuterRef, Q, Subquery

from practice.models import Attempt, ReviewCard
from prepbank.accounts.models import Candidate
from questions.models import Difficulty, Question, Topic


@dataclass(frozen=True)
class NewQuestion:
    """A question without a card. ``is_answered``: there is an attempt, but none with a grade."""

    id: int
    title: str
    slug: str
    difficulty: str
    topic: str | None
    is_answered: bool


def new_questions(
    candidate: Candidate | None, day: date, done: set[int], count: int
) -> list[NewQuestion]:
    """Choose ``count`` questions for ``day``: the same all day, others of the same level tomorrow.

    ``done`` are the ids practised today. They are not chosen, but their topics count as had.
    """
    pool = _without_card(candidate, done)
    had = Counter(each.topic for each in pool if each.id in done)
    pool = [each for each in pool if each.id not in done]
    chosen: list[NewQuestion] = []
    while pool and len(chosen) < count:
        best = min(pool, key=lambda each: _rank(each, had, day))
        pool.remove(best)
        chosen.append(best)
        had[best.topic] += 1
    return chosen


def _rank(question: NewQuestion, had: Counter[str | None], day: date) -> tuple[bool, int, int, int]:
    """The lowest is chosen first: unanswered, easy, of a topic not had today, then by lot.

    A question of no stated difficulty comes after those that have one.
    """
    # By the day alone: a visitor who practises becomes a candidate, and the day's questions stay.
    lot = crc32(f"{day} {question.id}".encode())
    level = (*Difficulty.values, "").index(question.difficulty)
    return question.is_answered, level, had[question.topic], lot


def _without_card(candidate: Candidate | None, done: set[int]) -> list[NewQuestion]:
    own = {"candidate": candidate, "question": OuterRef("pk")}
    topics = Topic.objects.filter(questions=OuterRef("pk")).order_by("name").values("name")[:1]
    questions = (
        Question.objects.published()
        .filter(~Exists(ReviewCard.objects.filter(**own)) | Q(pk__in=done))
        .annotate(topic=Subquery(topics), is_answered=Exists(Attempt.objects.filter(**own)))
        .order_by()
    )
    return [
        NewQuestion(*row)
        for row in questions.values_list(
            "pk", "title", "slug", "difficulty", "topic", "is_answered"
        )
    ]
