"""Today: what to practise now and why, and what comes on the next days. Nothing here writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery

from practice.coverage import Coverage
from practice.models import Attempt, Grade
from practice.schedule.choosing import NewQuestion, new_questions
from practice.schedule.upcoming import Schedule, schedule_of
from practice.schedule.zones import day_name
from prepbank.accounts.models import Candidate
from questions.models import Difficulty

DAYS_AHEAD = 7
HOW_IT_WENT = {
    Grade.AGAIN: "You could not answer it",
    Grade.HARD: "You found it hard",
    Grade.GOOD: "It went well",
    Grade.EASY: "It was easy",
    None: "You answered it",
}


@dataclass(frozen=True)
class Item:
    """One question to practise, and why it is here. ``is_known``: it was answered before."""

    title: str
    slug: str
    reason: str
    is_known: bool


@dataclass(frozen=True)
class Day:
    """One of the next days, as it is called, and the titles of what comes back then."""

    date: date
    name: str
    titles: list[str]

    @property
    def label(self) -> str:
        """The name as a list begins with it: "Tomorrow", "Thursday 26 November"."""
        name = self.name.removeprefix("on ")
        return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Today:
    """The page: what is due, what is new, what is done, and the days after.

    ``more`` is what to go on with when that is all done. ``later`` counts what comes back after the
    days of ``ahead``.
    """

    schedule: Schedule
    due: list[Item]
    new: list[Item]
    more: Item | None
    ahead: list[Day]
    later: int

    @property
    def items(self) -> list[Item]:
        return [*self.due, *self.new]

    @property
    def interview_in(self) -> int | None:
        """Days to the interview, 0 on its day; None without one to come."""
        terms = self.schedule.terms
        return (terms.interview_on - terms.today).days if terms.last_day else None  # type: ignore[operator]

    @property
    def is_first_visit(self) -> bool:
        return not self.schedule.titles and not self.schedule.done


def today_for(candidate: Candidate | None, now: datetime | None = None) -> Today:
    """Return today's page for ``candidate``: four queries at most, however much there is."""
    schedule = schedule_of(candidate, now)
    terms = schedule.terms
    due = list(schedule.plan.on(terms.today))
    room = max(0, terms.daily - terms.done_today - len(due))
    # One at least: whoever is done may want to go on.
    new = new_questions(candidate, terms.today, set(terms.seen_today), max(room, 1))
    ahead, later = _ahead(schedule)
    return Today(
        schedule=schedule,
        due=_due_items(schedule, candidate, due),
        new=[_new_item(each) for each in new[:room]],
        more=_next_item(schedule, new[room:]),
        ahead=ahead,
        later=later,
    )


def _due_items(schedule: Schedule, candidate: Candidate | None, due: list[int]) -> list[Item]:
    attempts = _latest_attempts(candidate, due) if due else {}
    return [
        Item(*schedule.titles[each], _why_due(schedule, each, attempts.get(each)), is_known=True)
        for each in due
    ]


def _latest_attempts(candidate: Candidate | None, questions: Collection[int]) -> dict[int, Attempt]:
    opened = Attempt.objects.opened().filter(candidate=candidate)
    latest = opened.filter(question=OuterRef("question")).order_by("-created_at", "-pk")
    attempts = opened.filter(question__in=questions, pk=Subquery(latest.values("pk")[:1]))
    return {each.question_id: each for each in attempts.with_coverage().defer("text", "prompt")}


def _why_due(schedule: Schedule, question: int, attempt: Attempt | None) -> str:
    terms = schedule.terms
    why = []
    if attempt:
        days = (terms.today - attempt.created_at.astimezone(terms.zone).date()).days
        how = HOW_IT_WENT[Grade(attempt.grade) if attempt.grade else None]
        coverage = Coverage(attempt.covered, attempt.partly, attempt.missing)  # type: ignore[attr-defined]
        covered = f"; last time {coverage.covered} of {coverage.total} covered"
        why.append(f"{how} {_ago(days)}{covered if coverage.total else ''}.")
    if (due := schedule.due_on[question]) > terms.today:
        why.append(f"Before the interview, instead of {day_name(due, terms.today)}.")
    return " ".join(why)


def _ago(days: int) -> str:
    return {0: "earlier today", 1: "yesterday"}.get(days, f"{days} days ago")


def _new_item(question: NewQuestion) -> Item:
    if question.is_answered:
        reason = "You answered it before and did not say how it went."
    else:
        level = Difficulty(question.difficulty).label.lower() if question.difficulty else ""
        about = ", ".join(filter(None, [level, question.topic]))
        reason = f"New to you: {about}." if about else "New to you."
    return Item(question.title, question.slug, reason, question.is_answered)


def _next_item(schedule: Schedule, new: list[NewQuestion]) -> Item | None:
    """What could be done on top: a new question, else what comes back next."""
    if new:
        return _new_item(new[0])
    for day, ids in schedule.plan.days:
        if day > schedule.terms.today:
            name = day_name(day, schedule.terms.today)
            return Item(*schedule.titles[ids[0]], f"It would come back {name}.", is_known=True)
    return None


def _ahead(schedule: Schedule) -> tuple[list[Day], int]:
    today = schedule.terms.today
    days = [(day, ids) for day, ids in schedule.plan.days if day > today]
    near = [(day, ids) for day, ids in days if day <= today + timedelta(days=DAYS_AHEAD)]
    later = sum(len(ids) for _, ids in days[len(near) :])
    return [
        Day(day, day_name(day, today), [schedule.titles[each][0] for each in ids])
        for day, ids in near
    ], later
