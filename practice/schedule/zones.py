"""Time zones and days: where a candidate lives, and what they call a day there."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.utils import timezone

from prepbank.accounts.models import Candidate

AREAS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)


def server_zone() -> ZoneInfo:
    """The zone of ``settings.TIME_ZONE``."""
    return ZoneInfo(timezone.get_default_timezone_name())


def zone_of(candidate: Candidate | None) -> ZoneInfo:
    """Return the zone that ``candidate`` chose; the server's where none was, or none that is known."""
    name = candidate.time_zone if candidate else ""
    return (_known_zone(name) if name else None) or server_zone()


def _known_zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def cities_by_area() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return ``(area, [(zone's name, city)])`` in order, old names of zones among them.

    Browsers still report some of those: Chromium says Asia/Calcutta and Asia/Katmandu.
    """
    names = sorted(available_timezones())
    return [
        (area, [(name, _city(name)) for name in names if name.startswith(f"{area}/")])
        for area in AREAS
    ]


def _city(name: str) -> str:
    return name.split("/", 1)[1].replace("/", ", ").replace("_", " ")


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment at which ``day`` begins in ``zone``."""
    return datetime.combine(day, time.min, tzinfo=zone)


def day_name(day: date, today: date) -> str:
    """Say ``day`` in words: "today", "tomorrow", "on Thursday 26 November", with its year in another."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days)
    year = "" if day.year == today.year else f" {day.year}"
    return near or f"on {day:%A} {day.day} {day:%B}{year}"
