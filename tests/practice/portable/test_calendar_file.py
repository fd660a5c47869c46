"""The calendar: whole days, lasting names, titles of questions and no other words."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from practice.models import ReviewCard
from practice.portable.calendar_file import calendar
from practice.portable.labels import labels_for

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 3, 9, 12, tzinfo=UTC)


def events(candidate):
    content = calendar(candidate, labels_for(candidate), NOW)
    return {str(event["summary"]): event for event in Calendar.from_ical(content).events}


def test_reviews_and_the_interview_are_whole_days(ada):
    found = events(ada)
    assert set(found) == {"Practise: The =outage= of *Friday*", "Interview"}
    interview = found["Interview"]
    assert interview.decoded("dtstart") == date(2199, 4, 1)
    assert interview.decoded("dtend") == date(2199, 4, 2)
    assert str(interview["transp"]) == "TRANSPARENT"


def test_a_review_is_on_its_planned_day(ada):
    due = timezone.now() + timedelta(days=400)
    ReviewCard.objects.update(due_at=due)
    event = events(ada)["Practise: The =outage= of *Friday*"]
    assert event.decoded("dtstart") == labels_for(ada).planned["outage"]


def test_the_same_event_has_the_same_name_in_every_file_and_nobody_elses(ada, bob, outage):
    uids = {title: str(event["uid"]) for title, event in events(ada).items()}
    ReviewCard.objects.update(due_at=timezone.now() + timedelta(days=30))
    assert {title: str(event["uid"]) for title, event in events(ada).items()} == uids
    bob.interview_on = ada.interview_on
    assert str(events(bob)["Interview"]["uid"]) not in uids.values()
    assert len(set(uids.values())) == 2


def test_nothing_that_was_written_is_in_it(ada):
    content = calendar(ada, labels_for(ada), NOW).decode()
    for words in ("full", "disk", "Zuerst", "customers", "14 minutes", "ada"):
        assert words not in content


def test_lines_are_folded_and_end_as_the_standard_says(ada, outage):
    outage.title = "Ein sehr langer Titel über Störungen " * 3
    outage.save()
    lines = calendar(ada, labels_for(ada), NOW).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines)
    assert any(outage.title.strip() in title for title in events(ada))


def test_nothing_planned_is_an_empty_calendar(bob):
    assert events(bob) == {}


def test_the_last_of_all_days_is_one_too(bob):
    bob.interview_on = date.max
    assert events(bob)["Interview"].decoded("dtstart") == date.max
