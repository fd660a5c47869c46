"""What attempts without hints cover, against those with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Count, QuerySet, Value, When

from practice.coverage import Coverage
from practice.models import AttemptPoint
from practice.progress.counting import found_in, percent, points_of, verdict_counts
from prepbank.accounts.models import Candidate

LATEST = 500
ENOUGH = 3


@dataclass(frozen=True)
class Group:
    """Attempts of one kind, and their points together."""

    attempts: int
    coverage: Coverage

    @property
    def percent(self) -> int:
        return percent(found_in(self.coverage), self.coverage.total)

    @property
    def is_enough(self) -> bool:
        return self.attempts >= ENOUGH


@dataclass(frozen=True)
class HelpCompared:
    """The latest at most 500 attempts, without hints and with."""

    unaided: Group
    aided: Group

    @property
    def is_enough(self) -> bool:
        """Whether there are as many of each as it takes to compare them."""
        return self.unaided.is_enough and self.aided.is_enough

    @property
    def is_bounded(self) -> bool:
        """Whether there may be more attempts than are counted here."""
        return self.unaided.attempts + self.aided.attempts >= LATEST

    @property
    def gap(self) -> int:
        """How many percentage points hints add; negative where they add none."""
        return self.aided.percent - self.unaided.percent


def help_compared(candidate: Candidate) -> HelpCompared:
    """Read both kinds of attempts. One query."""
    latest = candidate.attempts.opened()[:LATEST]
    unaided = Case(
        When(attempt__hints=[], then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    kinds = points_of(latest).annotate(unaided=unaided).values("unaided")
    counted: QuerySet[AttemptPoint, Any] = kinds.annotate(
        attempts=Count("attempt", distinct=True), **verdict_counts()
    )
    groups = {row["unaided"]: _group(row) for row in counted}
    nothing = Group(0, Coverage(0, 0, 0))
    return HelpCompared(groups.get(True, nothing), groups.get(False, nothing))


def _group(row: dict[str, Any]) -> Group:
    return Group(row["attempts"], Coverage(row["covered"], row["partly"], row["missing"]))
