"""How the coverage of each question moved, for the questions practised last."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from practice.models import Attempt
from practice.progress.charts import Dot, Frame, Guide, Line, guides, line
from practice.progress.counting import PARTLY_COUNTS, percent
from prepbank.accounts.models import Candidate

ON_A_PAGE = 12
ATTEMPTS_SHOWN = 20
FEWEST_SLOTS = 6
FRAME = Frame(width=240, height=52, left=36, right=6, top=7, bottom=7)


@dataclass(frozen=True)
class Shown:
    """One attempt: its number, its coverage in percent, and whether hints were seen."""

    number: int
    percent: int
    is_unaided: bool


@dataclass(frozen=True)
class QuestionRow:
    """One question: all its attempts counted, its very first one, and the last at most 20 as a line."""

    title: str
    slug: str
    attempts: int
    first: int
    shown: tuple[Shown, ...]
    line: Line

    @property
    def latest(self) -> int:
        return self.shown[-1].percent

    @property
    def marks(self) -> list[tuple[Shown, Dot]]:
        return list(zip(self.shown, self.line.dots, strict=True))


@dataclass(frozen=True)
class ByQuestion:
    """A page of questions, the one practised last first, with the totals over all pages."""

    rows: list[QuestionRow]
    page: Page[Any]
    attempts: int
    questions: int
    frame: Frame
    guides: tuple[Guide, ...]


def by_question(candidate: Candidate, page_number: str | None = None) -> ByQuestion:
    """Read the questions of one page; a page that does not exist is the nearest one. Two queries."""
    practised = list(_practised(candidate))
    page = Paginator(practised, ON_A_PAGE).get_page(page_number)
    return ByQuestion(
        rows=_rows(candidate, list(page)),
        page=page,
        attempts=sum(each["attempts"] for each in practised),
        questions=len(practised),
        frame=FRAME,
        guides=guides(FRAME, (0, 100)),
    )


def _practised(candidate: Candidate) -> QuerySet[Attempt, Any]:
    compared = candidate.attempts.opened().values(
        "question_id", title=F("question__title"), slug=F("question__slug")
    )
    return compared.annotate(attempts=Count("pk"), latest=Max("created_at")).order_by(
        "-latest", "question_id"
    )


def _rows(candidate: Candidate, practised: list[dict[str, Any]]) -> list[QuestionRow]:
    attempts = _attempts(candidate, [each["question_id"] for each in practised])
    slots = max([FEWEST_SLOTS, *(len(shown[-ATTEMPTS_SHOWN:]) for shown in attempts.values())])
    return [
        _row(each, attempts[each["question_id"]], slots)
        for each in practised
        if each["question_id"] in attempts
    ]


def _row(practised: dict[str, Any], compared: tuple[Shown, ...], slots: int) -> QuestionRow:
    shown = compared[-ATTEMPTS_SHOWN:]
    return QuestionRow(
        title=practised["title"],
        slug=practised["slug"],
        attempts=practised["attempts"],
        first=compared[0].percent,
        shown=shown,
        line=line([each.percent for each in shown], FRAME, slots),
    )


def _attempts(candidate: Candidate, questions: list[int]) -> dict[int, tuple[Shown, ...]]:
    """Return the first and the last attempts at each of ``questions``, oldest first."""
    ranks = {
        "from_the_first": Window(
            RowNumber(), partition_by=F("question"), order_by=F("number").asc()
        ),
        "from_the_last": Window(
            RowNumber(), partition_by=F("question"), order_by=F("number").desc()
        ),
    }
    # Chosen before they are counted: otherwise every attempt's points would be.
    chosen = candidate.attempts.opened().filter(question__in=questions).order_by().annotate(**ranks)
    chosen = chosen.filter(Q(from_the_first=1) | Q(from_the_last__lte=ATTEMPTS_SHOWN))
    attempts = (
        Attempt.objects.filter(pk__in=chosen.values("pk"))
        .with_coverage()
        .only("question_id", "number", "hints")
        .order_by("question_id", "number")
    )
    grouped = groupby(attempts, key=attrgetter("question_id"))
    found = {question: tuple(filter(None, map(_shown, own))) for question, own in grouped}
    return {question: shown for question, shown in found.items() if shown}


def _shown(attempt: Any) -> Shown | None:
    """Return None for an attempt at a question that had no key points."""
    points = attempt.covered + attempt.partly + attempt.missing
    if not points:
        return None
    found = attempt.covered + PARTLY_COUNTS * attempt.partly
    return Shown(attempt.number, percent(found, points), attempt.is_unaided)
