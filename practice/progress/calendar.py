"""On which days the candidate practised, by their own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from practice.progress.charts import DAYS, Block, Guide, block, weekdays
from practice.schedule.zones import midnight, zone_of
from prepbank.accounts.models import Candidate

WEEKS = 26
WEEKS_IN_A_BLOCK = 13


@dataclass(frozen=True)
class Week:
    """One week from Monday: attempts per day, None for days to come."""

    monday: date
    counts: tuple[int | None, ...]

    @property
    def attempts(self) -> int:
        return sum(count or 0 for count in self.counts)


@dataclass(frozen=True)
class PracticeCalendar:
    """The last 26 weeks up to ``today``, oldest first, in the zone of the name ``zone``."""

    today: date
    zone: str
    weeks: tuple[Week, ...]
    blocks: tuple[Block, ...]

    @property
    def weekdays(self) -> tuple[Guide, ...]:
        return weekdays()

    @property
    def attempts(self) -> int:
        return sum(week.attempts for week in self.weeks)

    @property
    def days(self) -> int:
        """How many days saw an attempt."""
        return sum(1 for week in self.weeks for count in week.counts if count)

    @property
    def practised_weeks(self) -> list[Week]:
        return [week for week in self.weeks if week.attempts]


def practice_calendar(candidate: Candidate, now: datetime | None = None) -> PracticeCalendar:
    """Count the attempts of each day that its own clock gives it to. One query."""
    zone = zone_of(candidate)
    today = (now or timezone.now()).astimezone(zone).date()
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    days = (
        candidate.attempts.opened()
        .filter(created_at__gte=midnight(mondays[0], zone))
        .values(day=TruncDate("created_at", tzinfo=zone))
    )
    counts = dict(days.annotate(attempts=Count("pk")).order_by().values_list("day", "attempts"))
    return PracticeCalendar(
        today=today,
        zone=zone.key,
        weeks=tuple(_week(monday, counts, today) for monday in mondays),
        blocks=tuple(
            block(mondays[start : start + WEEKS_IN_A_BLOCK], counts, today)
            for start in range(0, WEEKS, WEEKS_IN_A_BLOCK)
        ),
    )


def _week(monday: date, counts: dict[date, int], today: date) -> Week:
    days = [monday + timedelta(days=place) for place in range(DAYS)]
    return Week(monday, tuple(counts.get(day, 0) if day <= today else None for day in days))
