"""The clock beside an answer: how long it has taken, and where that stands against the target.

The server keeps the time, so that a reload, a crash or another device lose none of it. The clock never
stops anybody from writing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from practice.desk import Desk
from practice.models import Draft


class Zone(StrEnum):
    """Where a time stands: its value and what it is measured by are what people read."""

    UNDER = "under"
    WITHIN = "in"
    OVER = "over"


TARGET, USUAL_LENGTH = "the target", "the usual length"
"""What a time is measured by: what the question asks for, or what the clock takes where it does not say."""


@dataclass(frozen=True)
class Clock:
    """What the clock shows, and the target, all in seconds; ``measure`` is what the target is called."""

    seconds: int
    is_running: bool
    target_min: int
    target_max: int
    measure: str = TARGET

    @classmethod
    def of(cls, draft: Draft | None, desk: Desk) -> Clock:
        shortest, longest = desk.paced_seconds
        return cls(
            seconds=draft.clock_seconds if draft else 0,
            is_running=bool(draft and draft.timer_started_at),
            target_min=shortest,
            target_max=longest,
            measure=USUAL_LENGTH if desk.unstated_length else TARGET,
        )

    @property
    def zone(self) -> Zone:
        return zone_of(self.seconds, self.target_min, self.target_max)


def zone_of(seconds: int, target_min: int, target_max: int) -> Zone:
    """Return the zone that ``seconds`` falls into; both ends of the target are in it."""
    if seconds < target_min:
        return Zone.UNDER
    return Zone.WITHIN if seconds <= target_max else Zone.OVER
