"""A candidate's plan: their cards, what they did today, and the days that follow from both."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from practice.models import Attempt
from practice.schedule.planning import Card, Plan, Terms, plan
from practice.schedule.zones import midnight, zone_of
from prepbank.accounts.models import Candidate
from questions.models import PublicationStatus


@dataclass(frozen=True)
class Schedule:
    """What comes back when. Ids are those of questions; retired ones are not among them.

    ``done`` is the latest attempt of today at each question. ``titles`` and ``due_on``, the day by
    FSRS alone, know every question with a card.
    """

    terms: Terms
    plan: Plan
    done: list[Attempt]
    titles: dict[int, tuple[str, str]] = field(default_factory=dict)
    due_on: dict[int, date] = field(default_factory=dict)

    @property
    def left_out(self) -> list[int]:
        """What will not come up before the interview, and was not practised today either."""
        return [each for each in self.plan.left_out if each not in self.terms.seen_today]


def schedule_of(candidate: Candidate | None, now: datetime | None = None) -> Schedule:
    """Return the schedule of ``candidate``: two queries, however much there is; none for nobody."""
    now = now or timezone.now()
    done = _done_today(candidate, now) if candidate else []
    terms = _terms(candidate or Candidate(), now, {attempt.question_id for attempt in done})
    if candidate is None:
        return Schedule(terms, plan([], terms), done)
    cards = list(
        candidate.review_cards.filter(question__status=PublicationStatus.PUBLISHED)
        .order_by()
        .values_list("question", "due_at", "question__title", "question__slug")
    )
    return Schedule(
        terms=terms,
        plan=plan((Card(question, due_at) for question, due_at, _, _ in cards), terms),
        done=done,
        titles={question: (title, slug) for question, _, title, slug in cards},
        due_on={question: due_at.astimezone(terms.zone).date() for question, due_at, _, _ in cards},
    )


def _terms(candidate: Candidate, now: datetime, seen: set[int]) -> Terms:
    return Terms(
        now=now,
        zone=zone_of(candidate),
        daily=candidate.daily_questions,
        done_today=len(seen),
        seen_today=seen,
        interview_on=candidate.interview_on,
    )


def _done_today(candidate: Candidate, now: datetime) -> list[Attempt]:
    """Return the latest attempt at each question practised today, by the candidate's own clock."""
    zone = zone_of(candidate)
    today = now.astimezone(zone).date()
    attempts = (
        candidate.attempts.filter(
            created_at__gte=midnight(today, zone),
            created_at__lt=midnight(today + timedelta(days=1), zone),
        )
        .select_related("question")
        .defer("text", "prompt")
    )
    latest: dict[int, Attempt] = {}
    for attempt in attempts:
        latest.setdefault(attempt.question_id, attempt)
    return list(latest.values())
