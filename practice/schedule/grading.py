"""How an attempt went: what we suggest, with the reason in words, and what the candidate says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from practice.coverage import Coverage, coverage_of
from practice.models import Attempt, Grade, Rung
from practice.schedule.cards import rebuild_cards
from prepbank.accounts.models import Candidate

# From this share of the key points on, a "partly" counting half. Below the lowest it is Again.
SHARES = ((0.9, Grade.EASY), (0.65, Grade.GOOD), (0.35, Grade.HARD))
# Some help gives the answer's shape away, some the answer itself.
HELP_LIMITS = {
    Rung.STRUCTURE: Grade.GOOD,
    Rung.COVERAGE: Grade.GOOD,
    Rung.MISTAKES: Grade.GOOD,
    Rung.KEY_POINT: Grade.HARD,
    Rung.SAMPLE_ANSWER: Grade.HARD,
    Rung.COMPARISON: Grade.HARD,
}
HELP_REASONS = {
    Grade.GOOD: "you had help that gives the shape of the answer away",
    Grade.HARD: "you had help that gives the answer itself away",
}
FAR_TOO_LONG = 1.5
TIME_REASONS = {
    Grade.GOOD: "it took longer than asked for",
    Grade.HARD: "it took more than half as long again as asked for",
}


class SealedError(Exception):
    """The attempt's verdicts are not open yet, so neither is how it went."""


@dataclass(frozen=True)
class Suggestion:
    """A grade, and why in words: one or two sentences."""

    grade: Grade
    reason: str


def suggest(
    coverage: Coverage, seen: Collection[str], seconds: int | None, target: int | None
) -> Suggestion:
    """Suggest a grade from coverage, the ``Rung`` values seen before comparing, and time in seconds.

    Coverage says how well it went at best. Help, and an answer longer than ``target``, lower that; an
    attempt that was not timed, or whose question gives no ``target``, loses nothing. See docs/schedule.md.
    """
    best = _grade_by_coverage(coverage)
    by_help = min((HELP_LIMITS[Rung(rung)] for rung in seen if rung in Rung), default=Grade.EASY)
    by_time = _grade_by_time(seconds, target)
    limits = []
    if by_help < best:
        limits.append(HELP_REASONS[by_help])
    if by_time < best:
        limits.append(TIME_REASONS[by_time])
    reason = _covered(coverage)
    if limits:
        reason += f" That would be {best.label}, but {' and '.join(limits)}."
    return Suggestion(min(best, by_help, by_time), reason)


def suggested_grade(attempt: Attempt) -> Suggestion:
    """Suggest a grade for ``attempt`` by the verdicts that count now."""
    return suggest(
        coverage_of(attempt.points.all()),
        {hint["rung"] for hint in attempt.hints},
        attempt.seconds,
        attempt.question.target_max_seconds,
    )


def _grade_by_coverage(coverage: Coverage) -> Grade:
    share = (coverage.covered + coverage.partly / 2) / max(coverage.total, 1)
    return next((grade for least, grade in SHARES if share >= least), Grade.AGAIN)


def _grade_by_time(seconds: int | None, target: int | None) -> Grade:
    if seconds is None or target is None or seconds <= target:
        return Grade.EASY
    return Grade.GOOD if seconds <= target * FAR_TOO_LONG else Grade.HARD


def _covered(coverage: Coverage) -> str:
    partly = f" and {coverage.partly} partly" if coverage.partly else ""
    return f"You covered {coverage.covered} of {coverage.total} key points{partly}."


@transaction.atomic
def grade_attempt(attempt: Attempt, grade: Grade | None) -> None:
    """Keep ``grade``, or take it back with None, and plan the attempt's question anew.

    Raise ``SealedError`` for a sealed attempt.
    """
    if attempt.is_sealed:
        raise SealedError
    # Before the attempt, as whatever else changes both: so nobody waits for each other.
    Candidate.objects.select_for_update().get(pk=attempt.candidate_id)
    attempt.grade, attempt.graded_at = grade, timezone.now() if grade else None
    Attempt.objects.filter(pk=attempt.pk).update(grade=grade, graded_at=attempt.graded_at)
    rebuild_cards(attempt.candidate, [attempt.question_id])
