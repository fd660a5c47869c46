"""The days of a plan as an .ics file: when which question comes back, and the interview."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event

from practice.portable.labels import Labels
from prepbank.accounts.models import Candidate


def calendar(candidate: Candidate, labels: Labels, now: datetime) -> bytes:
    """Return whole-day events that say nothing but the titles of questions.

    A question has the same UID in every file, so that a calendar moves it and does not double it.
    """
    file = Calendar()
    file.add("prodid", "-//PrepBank//practice//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", "PrepBank")
    for slug, day in sorted(labels.planned.items(), key=lambda planned: (planned[1], planned[0])):
        uid = _uid(candidate, f"question {slug}")
        file.add_component(_event(uid, f"Practise: {labels.titles[slug]}", day, now))
    if candidate.interview_on:
        uid = _uid(candidate, "interview")
        file.add_component(_event(uid, "Interview", candidate.interview_on, now))
    return file.to_ical()


def _event(uid: str, summary: str, day: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("dtstart", day)
    # The end is the first day that is no longer part of it; the last day that there is has no next.
    event.add("dtend", min(day, date.max - timedelta(days=1)) + timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event


def _uid(candidate: Candidate, name: str) -> str:
    """The same at every download, and of no use to find the candidate by."""
    digest = salted_hmac(__name__, f"{candidate.pk} {name}", algorithm="sha256").hexdigest()
    return f"{digest[:32]}@prepbank"
