"""Numbers into SVG coordinates. No Django, no attempts: shares are whole percent, lengths user units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAYS = len(DAY_NAMES)
STEP = 24
SQUARE = 20
CALENDAR_LEFT = 34
CALENDAR_TOP = 22
MONTH_NEEDS_WEEKS = 2


@dataclass(frozen=True)
class Frame:
    """Where a line chart is drawn: the size of the whole and the margins that its words take."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    @property
    def right_edge(self) -> int:
        return self.width - self.right

    @property
    def floor(self) -> int:
        return self.height - self.bottom

    @property
    def middle(self) -> float:
        return (self.left + self.right_edge) / 2

    def x(self, place: int, slots: int) -> float:
        """Return where the ``place``-th of ``slots`` stands, from 0; a single one stands on the left."""
        steps = max(slots - 1, 1)
        return round(self.left + (self.right_edge - self.left) * place / steps, 1)

    def y(self, percent: float) -> float:
        return round(self.floor - (self.floor - self.top) * percent / 100, 1)


@dataclass(frozen=True)
class Dot:
    """A place on a chart and the percent that it stands for."""

    x: float
    y: float
    percent: int


@dataclass(frozen=True)
class Line:
    """Dots from left to right, and the ``points`` of the line through them: empty for a single one."""

    dots: tuple[Dot, ...]
    points: str


def line(percents: Sequence[int], frame: Frame, slots: int = 0) -> Line:
    """Place ``percents`` from left to right, as wide apart as ``slots`` of them would be."""
    slots = max(slots, len(percents))
    dots = tuple(
        Dot(frame.x(place, slots), frame.y(percent), percent)
        for place, percent in enumerate(percents)
    )
    joined = " ".join(f"{dot.x:g},{dot.y:g}" for dot in dots)
    return Line(dots, joined if len(dots) > 1 else "")


@dataclass(frozen=True)
class Guide:
    """A height on a chart and the word that stands beside it."""

    y: float
    label: str


def guides(frame: Frame, percents: Sequence[int] = (0, 50, 100)) -> tuple[Guide, ...]:
    return tuple(Guide(frame.y(percent), f"{percent}%") for percent in percents)


@dataclass(frozen=True)
class Square:
    """One day of a calendar: its upper left corner, what it counts and how full it is drawn (0 to 3)."""

    x: int
    y: int
    day: date
    count: int
    level: int

    @property
    def middle_x(self) -> float:
        return self.x + SQUARE / 2

    @property
    def baseline(self) -> float:
        return self.y + SQUARE / 2 + 4


@dataclass(frozen=True)
class MonthLabel:
    x: int
    name: str


@dataclass(frozen=True)
class Block:
    """Some weeks side by side, Monday on top: days to come are left out."""

    width: int
    height: int
    squares: tuple[Square, ...]
    months: tuple[MonthLabel, ...]


def block(mondays: Sequence[date], counts: dict[date, int], last: date) -> Block:
    """Draw the weeks that begin on ``mondays``, up to the day ``last``."""
    squares = tuple(
        square
        for column, monday in enumerate(mondays)
        for square in _column(column, monday, counts)
        if square.day <= last
    )
    return Block(
        width=CALENDAR_LEFT + STEP * len(mondays),
        height=CALENDAR_TOP + STEP * DAYS,
        squares=squares,
        months=_months(mondays),
    )


def _column(column: int, monday: date, counts: dict[date, int]) -> list[Square]:
    days = [monday + timedelta(days=row) for row in range(DAYS)]
    return [
        Square(
            x=CALENDAR_LEFT + STEP * column,
            y=CALENDAR_TOP + STEP * row,
            day=day,
            count=counts.get(day, 0),
            level=level(counts.get(day, 0)),
        )
        for row, day in enumerate(days)
    ]


def weekdays() -> tuple[Guide, ...]:
    """Return the days' short names beside their rows, Monday first."""
    return tuple(
        Guide(CALENDAR_TOP + STEP * row + SQUARE / 2, name) for row, name in enumerate(DAY_NAMES)
    )


def level(count: int) -> int:
    """Return how full ``count`` is drawn: 0 none, 1 one, 2 two or three, 3 more."""
    return min(count, 1) + (count > 1) + (count > 3)


def _months(mondays: Sequence[date]) -> tuple[MonthLabel, ...]:
    """Name a month over the week that holds its first day; the first week's month if there is room."""
    named = [
        (column, monday + timedelta(days=DAYS - 1))
        for column, monday in enumerate(mondays)
        if (monday + timedelta(days=DAYS - 1)).day <= DAYS
    ]
    if mondays and (not named or named[0][0] >= MONTH_NEEDS_WEEKS):
        named.insert(0, (0, mondays[0]))
    return tuple(MonthLabel(CALENDAR_LEFT + STEP * place, f"{day:%b}") for place, day in named)
