"""How much of a question an attempt covered, as numbers and as the bar that shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from practice.matching import Verdict
from practice.models import AttemptPoint


@dataclass(frozen=True)
class Coverage:
    """Points by the verdict that counts. Shares are whole percent of the bar's width."""

    covered: int
    partly: int
    missing: int

    @property
    def total(self) -> int:
        return self.covered + self.partly + self.missing

    @property
    def covered_share(self) -> int:
        return round(100 * self.covered / self.total) if self.total else 0

    @property
    def partly_share(self) -> int:
        return round(100 * self.partly / self.total) if self.total else 0

    @property
    def missing_share(self) -> int:
        return 100 - self.covered_share - self.partly_share

    @property
    def missing_from(self) -> int:
        return self.covered_share + self.partly_share


def coverage_of(points: Iterable[AttemptPoint]) -> Coverage:
    """Count ``points`` by their settled verdicts."""
    verdicts = [point.settled_verdict for point in points]
    return Coverage(*(verdicts.count(verdict.value) for verdict in Verdict))
