from datetime import date, timedelta

import pytest

from practice.progress.charts import (
    CALENDAR_LEFT,
    CALENDAR_TOP,
    STEP,
    Frame,
    block,
    guides,
    level,
    line,
    weekdays,
)

FRAME = Frame(width=120, height=60, left=10, right=10, top=5, bottom=5)
MONDAY = date(2026, 9, 28)


def test_a_frame_puts_nothing_at_its_floor_and_all_at_its_top():
    assert FRAME.y(0) == 55
    assert FRAME.y(100) == 5
    assert FRAME.y(50) == 30


def test_places_spread_from_margin_to_margin():
    assert [FRAME.x(place, 5) for place in range(5)] == [10, 35, 60, 85, 110]


def test_a_line_joins_its_dots():
    drawn = line([0, 50, 100], FRAME)
    assert [(dot.x, dot.y, dot.percent) for dot in drawn.dots] == [
        (10, 55, 0),
        (60, 30, 50),
        (110, 5, 100),
    ]
    assert drawn.points == "10,55 60,30 110,5"


def test_a_line_keeps_the_step_of_a_longer_one():
    assert [dot.x for dot in line([10, 20], FRAME, slots=5).dots] == [10, 35]


def test_a_single_dot_has_no_line():
    drawn = line([40], FRAME)
    assert len(drawn.dots) == 1
    assert drawn.points == ""


def test_no_dots_at_all():
    assert line([], FRAME).dots == ()


def test_guides_say_their_percent():
    assert [(guide.y, guide.label) for guide in guides(FRAME)] == [
        (55, "0%"),
        (30, "50%"),
        (5, "100%"),
    ]


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (400, 3)])
def test_levels(count, expected):
    assert level(count) == expected


def test_a_block_has_a_square_a_day_up_to_the_last():
    drawn = block([MONDAY, MONDAY + timedelta(weeks=1)], {date(2026, 10, 6): 2}, date(2026, 10, 7))
    assert len(drawn.squares) == 10
    assert max(square.day for square in drawn.squares) == date(2026, 10, 7)
    tuesday = next(square for square in drawn.squares if square.count)
    assert (tuesday.x, tuesday.y) == (CALENDAR_LEFT + STEP, CALENDAR_TOP + STEP)
    assert tuesday.level == 2
    assert all(square.x + 20 <= drawn.width for square in drawn.squares)
    assert all(square.y + 20 <= drawn.height for square in drawn.squares)


def test_a_month_is_named_over_the_week_of_its_first_day():
    mondays = [date(2026, 9, 7) + timedelta(weeks=week) for week in range(6)]
    names = [(label.x, label.name) for label in block(mondays, {}, mondays[-1]).months]
    assert names == [(CALENDAR_LEFT, "Sep"), (CALENDAR_LEFT + 3 * STEP, "Oct")]


def test_the_first_month_gives_way_to_one_that_begins_next_to_it():
    mondays = [date(2026, 9, 21) + timedelta(weeks=week) for week in range(4)]
    names = [label.name for label in block(mondays, {}, mondays[-1]).months]
    assert names == ["Oct"]


def test_weekdays_stand_beside_their_rows():
    assert [day.label for day in weekdays()] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert weekdays()[1].y - weekdays()[0].y == STEP
