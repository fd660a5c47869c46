"""How well each topic is covered: the latest attempt at each question, averaged by topic."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from practice.models import Attempt, AttemptPoint
from practice.progress.counting import average_coverage, percent
from prepbank.accounts.models import Candidate
from questions.models import Question


@dataclass(frozen=True)
class TopicRow:
    """One topic: coverage in percent, and how many of its published questions were practised."""

    name: str
    slug: str
    percent: int
    practised: int
    questions: int


@dataclass(frozen=True)
class ByTopic:
    """Topics practised, the least covered first, and those never practised by name."""

    rows: list[TopicRow]
    gaps: list[TopicRow]


def by_topic(candidate: Candidate) -> ByTopic:
    """Read every topic that a published question is filed under. One query."""
    shares: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    for name, slug, share in _shares(candidate):
        shares[name, slug].append(share)
    topics = [_row(name, slug, found) for (name, slug), found in shares.items()]
    practised = [topic for topic in topics if topic.practised]
    return ByTopic(
        rows=sorted(practised, key=lambda topic: (topic.percent, topic.name)),
        gaps=sorted((topic for topic in topics if not topic.practised), key=lambda gap: gap.name),
    )


def _shares(candidate: Candidate) -> QuerySet[Question, Any]:
    """Return (name, slug, share) for each topic and question; None where it was never practised."""
    latest = (
        Attempt.objects.opened()
        .filter(candidate=candidate, question=OuterRef(OuterRef("pk")))
        .order_by("-number")
    )
    share = (
        AttemptPoint.objects.filter(attempt=Subquery(latest.values("pk")[:1]))
        .order_by()
        .values("attempt")
        .annotate(share=average_coverage())
    )
    filed = Question.objects.published().exclude(topics=None).order_by()
    return filed.values_list("topics__name", "topics__slug", Subquery(share.values("share")))


def _row(name: str, slug: str, shares: list[float | None]) -> TopicRow:
    practised = [share for share in shares if share is not None]
    return TopicRow(
        name=name,
        slug=slug,
        percent=percent(sum(practised), len(practised)),
        practised=len(practised),
        questions=len(shares),
    )
