from datetime import UTC, date, datetime

import pytest

from practice.progress.calendar import practice_calendar
from prepbank.accounts.models import Candidate

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)  # a Wednesday


def days(calendar):
    return {
        square.day: square.count
        for block in calendar.blocks
        for square in block.squares
        if square.count
    }


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("", 10),
        ("Europe/Berlin", 10),
        ("Asia/Tokyo", 11),
        ("America/Los_Angeles", 10),
        ("Pacific/Kiritimati", 11),
        ("Nowhere/Land", 10),
    ],
)
def test_a_day_is_the_candidates_own(attempt, candidate, zone, day):
    candidate.time_zone = zone
    attempt("ccc", at=datetime(2026, 11, 10, 20, tzinfo=UTC))
    assert days(practice_calendar(candidate, NOW)) == {date(2026, 11, day): 1}


def test_a_day_after_the_clocks_changed(attempt, candidate):
    """On 25 October 2026 London's clocks go back: 23:30 UTC was the next day the evening before."""
    candidate.time_zone = "Europe/London"
    attempt("ccc", at=datetime(2026, 10, 24, 23, 30, tzinfo=UTC))
    attempt("ccc", at=datetime(2026, 10, 25, 23, 30, tzinfo=UTC))
    assert days(practice_calendar(candidate, NOW)) == {date(2026, 10, 25): 2}


def test_it_holds_26_weeks_from_monday_to_today(attempt, candidate):
    attempt("ccc", at=datetime(2026, 5, 24, 23, 59, tzinfo=UTC))
    attempt("ccc", at=datetime(2026, 5, 25, 0, 0, tzinfo=UTC))
    attempt("ccc", at=NOW)
    attempt("ccc", at=NOW, is_sealed=True)
    calendar = practice_calendar(candidate, NOW)
    assert days(calendar) == {date(2026, 5, 25): 1, date(2026, 11, 18): 1}
    assert len(calendar.weeks) == 26
    assert [len(block.squares) for block in calendar.blocks] == [91, 87]
    assert calendar.weeks[-1].counts == (0, 0, 1, None, None, None, None)
    assert (calendar.attempts, calendar.days) == (2, 2)
    assert [week.monday for week in calendar.practised_weeks] == [
        date(2026, 5, 25),
        date(2026, 11, 16),
    ]


def test_today_is_the_candidates_own(candidate):
    candidate.time_zone = "Pacific/Kiritimati"
    assert practice_calendar(candidate, NOW).today == date(2026, 11, 19)


def test_nobody_elses_days_count(attempt, candidate):
    attempt("ccc", at=NOW, candidate=Candidate.objects.create())
    assert days(practice_calendar(candidate, NOW)) == {}
