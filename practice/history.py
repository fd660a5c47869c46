"""A question's history: its attempts in order, and how each key point moved between them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from practice.coverage import Coverage, coverage_of
from practice.models import Attempt, AttemptPoint
from prepbank.accounts.models import Candidate
from questions.models import Question

A_PAGE = 20
"""Attempts on one page: as many columns as a table bears."""


@dataclass(frozen=True)
class Entry:
    """One attempt, its coverage, and the attempt before it to compare with."""

    attempt: Attempt
    coverage: Coverage
    previous: Attempt | None


@dataclass(frozen=True)
class PointRow:
    """One key point over all attempts: its latest wording, and per attempt its verdict or None.

    ``is_suggestion`` is as it was at the latest attempt that asked for the point.
    """

    text: str
    is_suggestion: bool
    points: list[AttemptPoint | None]


@dataclass(frozen=True)
class History:
    """Entries, oldest first, one row a key point that was compared in them, and the page they are of.

    ``unrated`` are attempts whose verdicts wait for the candidate's own rating: the latest 20.
    """

    unrated: list[Attempt]
    entries: list[Entry]
    rows: list[PointRow]
    page: Page[Attempt]


def history_of(candidate: Candidate, question: Question, page: str | None = None) -> History:
    """Return opened attempts of ``candidate`` at ``question``: the latest 20, or an earlier page of them.

    A page that there is not is the nearest one that there is.
    """
    own = candidate.attempts.opened().filter(question=question).order_by("-number")
    shown = Paginator(own.prefetch_related("points"), A_PAGE).get_page(page)
    attempts = list(shown)[::-1]
    # The first on the page is compared with the last of the page before.
    earlier: list[Attempt | None] = [*own[shown.end_index() : shown.end_index() + 1]] or [None]
    entries = [
        Entry(attempt, coverage_of(attempt.points.all()), before)
        for attempt, before in zip(attempts, [*earlier, *attempts], strict=False)
    ]
    unrated = candidate.attempts.unrated().filter(question=question).defer("text", "prompt")
    return History(list(unrated[:A_PAGE]), entries, _point_rows(attempts), shown)


def _point_rows(attempts: list[Attempt]) -> list[PointRow]:
    by_attempt = [{point.key: point for point in attempt.points.all()} for attempt in attempts]
    # The latest attempt's order first, then points that have left the bank since.
    latest = {key: point for points in reversed(by_attempt) for key, point in points.items()}
    for points in by_attempt:
        latest |= points
    return [
        PointRow(point.text, point.is_suggestion, [points.get(key) for points in by_attempt])
        for key, point in latest.items()
    ]
