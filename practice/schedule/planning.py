"""Which question comes back on which day: at most so many a day, and all of it before the interview.

Plain Python, no Django: cards, a clock and a time zone in, days out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Card:
    """Something to see again, and the moment (aware) from which it is due."""

    id: int
    due_at: datetime


@dataclass(frozen=True)
class Terms:
    """What a plan has to keep to.

    ``done_today`` is how much of ``daily`` is used up, and ``seen_today`` the ids that do not come a
    second time today. An ``interview_on`` in the past counts as none.
    """

    now: datetime
    zone: ZoneInfo
    daily: int
    done_today: int = 0
    seen_today: Set[int] = frozenset()
    interview_on: date | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def last_day(self) -> date | None:
        """The day before the interview, today where that is the interview's; None without one."""
        if self.interview_on is None or self.interview_on < self.today:
            return None
        return max(self.today, self.interview_on - timedelta(days=1))


@dataclass(frozen=True)
class Plan:
    """Days in order, each with its ids in order, and the ids for which the days do not suffice."""

    days: tuple[tuple[date, tuple[int, ...]], ...]
    left_out: tuple[int, ...]

    def on(self, day: date) -> tuple[int, ...]:
        return next((ids for planned, ids in self.days if planned == day), ())

    def day_of(self, card_id: int) -> date | None:
        """The day on which ``card_id`` comes back; None where it was left out, or is unknown."""
        return next((day for day, ids in self.days if card_id in ids), None)


class _Calendar:
    """The room that is left on each day, counted from today as 0.

    Cards ask for days in order of their due dates, so the first free day only ever moves on and the
    last free one only ever moves back: placing them all takes one walk each.
    """

    def __init__(self, terms: Terms) -> None:
        self.room_today = max(0, terms.daily - terms.done_today)
        self.daily = terms.daily
        self.last = (terms.last_day - terms.today).days if terms.last_day else None
        self.taken: Counter[int] = Counter()
        self.first_free = 0
        self.last_free = self.last if self.last is not None else -1

    def _is_full(self, day: int) -> bool:
        return self.taken[day] >= (self.daily if day else self.room_today)

    def take(self, due: int, earliest: int) -> int | None:
        """Take the first free day from ``due`` on, else the latest before it; None where none is."""
        day = self._first_from(due)
        if self.last is not None and day > self.last:
            day = self._latest()
        if day < earliest:
            return None
        self.taken[day] += 1
        return day

    def _first_from(self, due: int) -> int:
        self.first_free = max(self.first_free, due)
        while self._is_full(self.first_free):
            self.first_free += 1
        return self.first_free

    def _latest(self) -> int:
        while self.last_free >= 0 and self._is_full(self.last_free):
            self.last_free -= 1
        return self.last_free


def plan(cards: Iterable[Card], terms: Terms) -> Plan:
    """Give each card a day by the terms, the one that is due first before the others.

    A card comes on the first day with room from its due date on; nothing is ever overdue. With an
    interview, what finds no room there comes as late before it as it can, and what finds none at all
    is left out: the cards that are due last.
    """
    calendar = _Calendar(terms)
    days, planned, left_out = [], [], []
    for due_at, card_id in sorted((_due_at(card, terms), card.id) for card in cards):
        earliest = int(card_id in terms.seen_today)
        due = (due_at.astimezone(terms.zone).date() - terms.today).days
        day = calendar.take(max(due, earliest), earliest)
        if day is None:
            left_out.append(card_id)
        else:
            planned.append(card_id)
            days.append(day)
    return Plan(_hand_out(sorted(days), planned, terms), tuple(left_out))


def _due_at(card: Card, terms: Terms) -> datetime:
    """When ``card`` is due; what was seen today, tomorrow at the earliest."""
    if card.id not in terms.seen_today:
        return card.due_at
    midnight = datetime.combine(terms.today + timedelta(days=1), time.min, tzinfo=terms.zone)
    return max(card.due_at, midnight)


def _hand_out(
    days: list[int], ids: list[int], terms: Terms
) -> tuple[tuple[date, tuple[int, ...]], ...]:
    """Give the ``days`` to the ``ids``, both in order, so that no time zone changes who comes first."""
    today = [each for each in ids if each not in terms.seen_today][: days.count(0)]
    others = set(ids).difference(today)
    pairs = zip(days, [*today, *(each for each in ids if each in others)], strict=True)
    return tuple(
        (terms.today + timedelta(days=day), tuple(card_id for _, card_id in group))
        for day, group in groupby(pairs, key=lambda pair: pair[0])
    )
