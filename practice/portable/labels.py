"""What the readable files call things: titles of questions, days as the candidate's own clock has them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from practice.matching import Verdict
from practice.models import Grade
from practice.portable.columns import moment
from practice.schedule.upcoming import schedule_of
from practice.schedule.zones import zone_of
from prepbank.accounts.models import Candidate
from questions.models import Question

Row = dict[str, Any]


@dataclass(frozen=True)
class Labels:
    """``planned`` is the day on which each question comes back, by slug: none for a retired one."""

    titles: dict[str, str]
    zone: ZoneInfo
    planned: dict[str, date]

    def local(self, text: str) -> datetime:
        """Return the moment that the file has as ``text`` by the candidate's clock."""
        return moment(text).astimezone(self.zone)

    def when(self, text: str) -> str:
        return f"{self.local(text):%Y-%m-%d %H:%M}"


def labels_for(candidate: Candidate) -> Labels:
    """Read what the files about ``candidate`` name. Three queries."""
    schedule = schedule_of(candidate)
    planned = {
        schedule.titles[question][1]: day for day, ids in schedule.plan.days for question in ids
    }
    titles = dict(Question.objects.order_by().values_list("slug", "title"))
    return Labels(titles, zone_of(candidate), planned)


def settled(point: Row) -> str:
    """The verdict that counts: the candidate's own where they gave one."""
    return str(point["override"] or point["verdict"])


def counts(attempt: Row) -> dict[str, int] | None:
    """Return how many points were covered, partly and missing; None while the attempt is sealed."""
    if attempt["is_sealed"]:
        return None
    found = Counter(settled(point) for point in attempt["points"])
    return {verdict.value: found[verdict.value] for verdict in Verdict}


def grade(attempt: Row) -> str:
    return str(Grade(attempt["grade"]).label) if attempt["grade"] else ""
