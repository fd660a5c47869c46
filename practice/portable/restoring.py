"""A document -> rows: everything that it holds becomes one candidate's, all of it or nothing."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import DataError, IntegrityError, models, transaction

from practice.models import (
    Attempt,
    AttemptMistake,
    AttemptPoint,
    Draft,
    KeptText,
    MockInterview,
    Reveal,
    ReviewCard,
    SecondOpinion,
    SecondVerdict,
    Story,
    StoryFigure,
    Turn,
)
from practice.portable import columns
from practice.portable.columns import values_for
from practice.portable.erasing import erase_practice
from practice.portable.errors import AlreadyPractisedError, BrokenFileError
from practice.portable.fitting import Fitted
from practice.portable.inventory import NAMES, inventory_of
from prepbank.accounts.models import Candidate

logger = logging.getLogger(__name__)

ROWS_AT_ONCE = 500

Row = dict[str, Any]
RowT = TypeVar("RowT", bound=models.Model)


@dataclass(frozen=True)
class Restored:
    """How many of each kind came back, and how many did not for want of the ``missing`` questions."""

    counts: Counter[str]
    left_out: Counter[str]
    missing: list[str]


@dataclass
class _Restoring:
    """One candidate's rows in the making; the keys of those that others refer to, by their names."""

    candidate: Candidate
    fitted: Fitted
    stories: dict[str, int] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)


def restore(fitted: Fitted, candidate: Candidate, *, replace: bool = False) -> Restored:
    """Make everything in ``fitted`` belong to ``candidate``, all of it or, where this raises, nothing.

    Raise AlreadyPractisedError where they have something, unless ``replace``: then all of that goes
    first.
    """
    try:
        with transaction.atomic():
            _make_room(candidate, replace)
            _restore_all(_Restoring(candidate, fitted))
    except (IntegrityError, DataError) as error:
        logger.exception("A file that was found in order could not be imported")
        raise BrokenFileError("The database refused what is in this file.") from error
    candidate.refresh_from_db()
    counts = Counter({kind: len(fitted.document[kind]) for kind in NAMES})
    return Restored(counts, fitted.left_out, fitted.missing)


def _make_room(candidate: Candidate, replace: bool) -> None:
    """Lock the candidate, so that two imports at once do not mix, and clear what is to be replaced."""
    Candidate.objects.select_for_update().get(pk=candidate.pk)
    if not any(inventory_of(candidate).values()):
        return
    if not replace:
        raise AlreadyPractisedError(
            "There is practice here already. An import replaces all of it, and only if you say so."
        )
    erase_practice(candidate)


def _restore_all(run: _Restoring) -> None:
    document = run.fitted.document
    _restore_candidate(run.candidate, document)
    _restore_stories(run, document["stories"])
    _restore_attempts(run, document["attempts"])
    _restore_cards(run, document["review_cards"])
    for draft in document["drafts"]:
        _restore_draft(run, draft)
    for interview in document["mock_interviews"]:
        _restore_interview(run, interview)


def _restore_candidate(candidate: Candidate, document: Row) -> None:
    values = values_for(Candidate, columns.PREFERENCES, document["preferences"])
    values["created_at"] = columns.moment(document["began_at"])
    Candidate.objects.filter(pk=candidate.pk).update(**values)


def _restore_stories(run: _Restoring, entries: list[Row]) -> None:
    figures, links = [], []
    for entry in entries:
        story = _insert(Story(candidate=run.candidate, **values_for(Story, columns.STORY, entry)))
        run.stories[entry["id"]] = story.pk
        figures += [
            StoryFigure(story=story, **values_for(StoryFigure, columns.FIGURE, each))
            for each in entry["figures"]
        ]
        links += [
            Story.questions.through(story_id=story.pk, question_id=run.fitted.questions[slug])
            for slug in entry["questions"]
        ]
    StoryFigure.objects.bulk_create(figures, batch_size=ROWS_AT_ONCE)
    Story.questions.through.objects.bulk_create(links, batch_size=ROWS_AT_ONCE)


def _restore_attempts(run: _Restoring, entries: list[Row]) -> None:
    made = [(entry, _insert(_attempt(run, entry))) for entry in entries]
    run.attempts |= {entry["id"]: attempt.pk for entry, attempt in made}
    points = [
        AttemptPoint(attempt=attempt, **values_for(AttemptPoint, columns.POINT, each))
        for entry, attempt in made
        for each in entry["points"]
    ]
    AttemptPoint.objects.bulk_create(points, batch_size=ROWS_AT_ONCE)
    mistakes = [
        AttemptMistake(attempt=attempt, **values_for(AttemptMistake, columns.MISTAKE, each))
        for entry, attempt in made
        for each in entry["mistakes"]
    ]
    AttemptMistake.objects.bulk_create(mistakes, batch_size=ROWS_AT_ONCE)
    _restore_opinions(made, {(point.attempt_id, point.key): point.pk for point in points})


def _attempt(run: _Restoring, entry: Row) -> Attempt:
    return Attempt(
        candidate=run.candidate,
        question_id=run.fitted.questions[entry["question"]],
        story_id=run.stories.get(entry["story"]),
        **values_for(Attempt, columns.ATTEMPT, entry),
    )


def _restore_opinions(made: list[tuple[Row, Attempt]], points: dict[tuple[int, str], int]) -> None:
    verdicts = []
    for entry, attempt in made:
        for each in entry["second_opinions"]:
            values = values_for(SecondOpinion, columns.OPINION, each)
            opinion = _insert(SecondOpinion(attempt=attempt, **values))
            verdicts += [
                SecondVerdict(
                    opinion=opinion,
                    point_id=points[attempt.pk, verdict["point"]],
                    **values_for(SecondVerdict, columns.SECOND_VERDICT, verdict),
                )
                for verdict in each["verdicts"]
            ]
    SecondVerdict.objects.bulk_create(verdicts, batch_size=ROWS_AT_ONCE)


def _restore_cards(run: _Restoring, entries: list[Row]) -> None:
    cards = [
        ReviewCard(
            candidate=run.candidate,
            question_id=run.fitted.questions[entry["question"]],
            **values_for(ReviewCard, columns.CARD, entry),
        )
        for entry in entries
    ]
    ReviewCard.objects.bulk_create(cards, batch_size=ROWS_AT_ONCE)


def _restore_draft(run: _Restoring, entry: Row, turn: Turn | None = None) -> None:
    """Restore a draft of the workspace, or that of a ``turn`` in a mock interview."""
    draft = _insert(
        Draft(
            candidate=run.candidate,
            question_id=run.fitted.questions[entry["question"]],
            story_id=run.stories.get(entry["story"]),
            turn=turn,
            **values_for(Draft, columns.DRAFT, entry),
        )
    )
    for each in entry["reveals"]:
        _insert(Reveal(draft=draft, **values_for(Reveal, columns.REVEAL, each)))
    for each in entry["kept_texts"]:
        _insert(KeptText(draft=draft, **values_for(KeptText, columns.KEPT_TEXT, each)))


def _restore_interview(run: _Restoring, entry: Row) -> None:
    values = values_for(MockInterview, columns.INTERVIEW, entry)
    interview = _insert(MockInterview(candidate=run.candidate, **values))
    interview.topics.set([run.fitted.topics[slug] for slug in entry["topics"]])
    turns: dict[int, Turn] = {}
    # An interruption refers to a question's turn: those come first.
    for each in sorted(entry["turns"], key=lambda turn: turn["interrupts"] is not None):
        turns[each["position"]] = _insert(
            Turn(
                interview=interview,
                question_id=run.fitted.questions[each["question"]],
                interrupts=turns.get(each["interrupts"]),
                attempt_id=run.attempts.get(each["attempt"]),
                **values_for(Turn, columns.TURN, each),
            )
        )
    for each in entry["turns"]:
        if each["draft"]:
            _restore_draft(run, each["draft"], turns[each["position"]])


def _insert(row: RowT) -> RowT:
    """Insert ``row`` with the times that it has: ``save`` and ``bulk_create`` would set them to now."""
    row.save_base(raw=True, force_insert=True)
    return row
