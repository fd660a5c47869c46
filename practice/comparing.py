"""Where the database and the engine meet: a draft becomes an attempt with its verdicts."""

from collections.abc import Sequence

from django.db import transaction

from practice.matching import Point, Report, compare
from practice.matching import Question as AskedQuestion
from practice.models import Attempt, AttemptMistake, AttemptPoint, ClockAction, Draft, Reveal, Rung
from prepbank.accounts.models import Candidate
from questions.models import KeyPoint, Question


class NothingToCompareError(Exception):
    """The draft, or the question's list of key points, is empty."""


def nothing_to_compare(question: Question) -> str:
    """Say to the candidate what is missing where ``NothingToCompareError`` was raised."""
    if question.key_points.exists():
        return "There is nothing to compare yet: write an answer first."
    return "This question has no key points yet, so there is nothing to compare an answer with."


def compare_draft(draft: Draft, *, seals: bool = False) -> Attempt:
    """Compare ``draft`` with its question's key points and record the attempt, sealed if ``seals``.

    Comparing the same text again, with the same points and engine, returns the attempt that there is;
    but each turn of a mock interview makes an attempt of its own.
    """
    points = list(draft.question.key_points.all())
    if not draft.text.strip() or not points:
        raise NothingToCompareError
    # Outside the transaction: nobody waits for the engine to save a word.
    report = report_on(draft.text, draft.question, points)
    return _record(draft, points, report, seals)


def report_on(text: str, question: Question, points: Sequence[KeyPoint]) -> Report:
    """``text`` compared with ``points`` of ``question``, with all that the bank knows of them."""
    asked = [Point(point.text, tuple(point.alias_list)) for point in points]
    return compare(text, asked, AskedQuestion(question.sample_answer))


def _same_attempt(draft: Draft, points: list[KeyPoint], engine: str) -> Attempt | None:
    attempt = draft.candidate.attempts.filter(question=draft.question, turn=None).first()
    if attempt is None or attempt.text != draft.text or attempt.engine != engine:
        return None
    compared = list(attempt.points.values_list("key", "text", "is_suggestion"))
    asked = [(point.key, point.text, point.is_suggestion) for point in points]
    return attempt if compared == asked else None


@transaction.atomic
def _record(draft: Draft, points: list[KeyPoint], report: Report, seals: bool) -> Attempt:
    # The locks make two attempts at once take two numbers, and one text compared twice make one.
    Candidate.objects.select_for_update(no_key=True).get(pk=draft.candidate_id)
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    seconds = locked.clock_seconds
    locked.tell_clock(ClockAction.STOP)
    existing = None if draft.turn_id else _same_attempt(draft, points, report.engine)
    if existing:
        return existing
    # The next attempt takes a time of its own.
    locked.tell_clock(ClockAction.RESET)
    earlier = draft.candidate.attempts.filter(question=draft.question).order_by("-number")
    number = earlier.values_list("number", flat=True).first() or 0
    attempt = Attempt.objects.create(
        candidate=draft.candidate,
        question=draft.question,
        number=number + 1,
        prompt=draft.turn.prompt if draft.turn else draft.question.prompt,
        text=draft.text,
        engine=report.engine,
        hints=list(draft.reveals.values("rung", "key")),
        story_id=locked.story_id,
        seconds=seconds or None,
        is_sealed=seals,
    )
    AttemptPoint.objects.bulk_create(_snapshot_points(attempt, points, report))
    AttemptMistake.objects.bulk_create(_snapshot_mistakes(attempt))
    # Whoever has read the verdicts has read the points: what follows in this draft is not unaided.
    Reveal.objects.get_or_create(draft=draft, rung=Rung.COMPARISON, key="")
    return attempt


def _snapshot_points(
    attempt: Attempt, points: list[KeyPoint], report: Report
) -> list[AttemptPoint]:
    return [
        AttemptPoint(
            attempt=attempt,
            position=place,
            key=point.key,
            text=point.text,
            is_suggestion=point.is_suggestion,
            verdict=found.verdict,
            score=found.score,
            confidence=found.confidence,
            reason=found.reason,
            evidence_start=found.evidence.start if found.evidence else None,
            evidence_end=found.evidence.end if found.evidence else None,
        )
        for place, (point, found) in enumerate(zip(points, report.points, strict=True), start=1)
    ]


def _snapshot_mistakes(attempt: Attempt) -> list[AttemptMistake]:
    return [
        AttemptMistake(attempt=attempt, position=place, key=mistake.key, text=mistake.text)
        for place, mistake in enumerate(attempt.question.mistakes.all(), start=1)
    ]
