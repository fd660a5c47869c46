"""Overrides as labelled drafts, in the format of ``fixtures/coverage``, for whoever improves the engine.

A row is one attempt in which the candidate overrode a verdict:

    {"id", "question", "kind": "override", "draft": str or null, "engine",
     "points": [{"text", "label", "evidence": [str], "labelled_by", "verdict", "confidence"}]}

Only a point ``labelled_by`` "candidate" is labelled: there ``label`` is the person's verdict. Everywhere
else it repeats the engine's ``verdict``, which says nothing of the engine: nobody may have read it.
``evidence`` is what the engine found, for people give none. Both it and ``draft`` are left empty where
the candidate does not share texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.crypto import salted_hmac

from practice.models import Attempt, AttemptPoint
from questions.models import Question

KIND = "override"
NOT_OF_THE_CORPUS = "own"
"""The ``field`` and ``split`` of every question: the operator's bank is in no part of the corpus."""


def overridden_attempts(*, texts_only: bool = False) -> list[Attempt]:
    """Return the attempts with an override, or those alone whose texts may be used. Three queries."""
    overrides = AttemptPoint.objects.filter(attempt=OuterRef("pk")).exclude(override="")
    attempts = Attempt.objects.filter(Exists(overrides))
    if texts_only:
        attempts = attempts.filter(candidate__shares_texts=True)
    attempts = attempts.select_related("candidate", "question")
    return list(attempts.prefetch_related("points", "question__key_points").order_by())


def draft_rows(attempts: Iterable[Attempt]) -> list[dict[str, Any]]:
    """Return a row an attempt, by id: no order of time, and nothing that leads back to a person."""
    return sorted((_draft_row(attempt) for attempt in attempts), key=lambda row: row["id"])


def question_rows(attempts: Iterable[Attempt]) -> list[dict[str, Any]]:
    """Return a row for each list of points that ``attempts`` were compared with, by its name."""
    rows = {_question_name(attempt): _question_row(attempt) for attempt in attempts}
    return [row for _, row in sorted(rows.items())]


def _draft_row(attempt: Attempt) -> dict[str, Any]:
    shares = attempt.candidate.shares_texts
    # The same at every export, and of no use to find the attempt without the server's private key.
    digest = salted_hmac(__name__, str(attempt.pk), algorithm="sha256").hexdigest()[:16]
    return {
        "id": f"{attempt.question.slug}/{KIND}-{digest}",
        "question": _question_name(attempt),
        "kind": KIND,
        "draft": attempt.text if shares else None,
        "engine": attempt.engine,
        "points": [_point_row(point, shares) for point in attempt.points.all()],
    }


def _point_row(point: AttemptPoint, shares: bool) -> dict[str, Any]:
    return {
        "text": point.text,
        "label": point.settled_verdict,
        "evidence": [point.evidence] if shares and point.evidence else [],
        "labelled_by": "candidate" if point.override else "engine",
        "verdict": point.verdict,
        "confidence": point.confidence,
    }


def _question_name(attempt: Attempt) -> str:
    """The question's slug; followed by a mark of the points where the bank's have changed since."""
    compared = _texts(attempt)
    slug = attempt.question.slug
    if compared == [point.text for point in attempt.question.key_points.all()]:
        return slug
    return f"{slug}@{sha256(repr(compared).encode()).hexdigest()[:8]}"


def _question_row(attempt: Attempt) -> dict[str, Any]:
    """The points as they were compared; all else, other phrasings too, as the bank has it today."""
    question: Question = attempt.question
    aliases = {point.text: point.alias_list for point in question.key_points.all()}
    return {
        "question": _question_name(attempt),
        "field": NOT_OF_THE_CORPUS,
        "split": NOT_OF_THE_CORPUS,
        "prompt": question.prompt,
        "sample_answer": question.sample_answer,
        "points": [{"text": text, "aliases": aliases.get(text, [])} for text in _texts(attempt)],
    }


def _texts(attempt: Attempt) -> list[str]:
    return [point.text for point in attempt.points.all()]
