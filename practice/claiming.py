"""An account claims what a visitor wrote: all of it, without overwriting a word of its own."""

from collections.abc import Iterable, Iterator
from itertools import chain, count, groupby

from django.db import transaction

from practice.drafting import new_writer
from practice.models import Attempt, Draft, KeptText, Reveal
from practice.schedule.cards import rebuild_cards
from prepbank.accounts.models import Candidate, User

PREFERENCES = ["words_per_minute", "time_zone", "daily_questions", "interview_on"]
ROWS_AT_ONCE = 500


@transaction.atomic
def claim(visitor: Candidate, user: User) -> Candidate:
    """Make everything of ``visitor`` belong to ``user``; return the account's candidate.

    Where both have a draft for a question, the account's stays in the editor and the visitor's text
    is kept beside it for the person to choose.
    """
    holder = Candidate.objects.select_for_update().filter(user=user).first()
    if holder is None:
        visitor.user = user
        visitor.save()
        return visitor
    # An open page of the visitor's may be saving: what it saves has to be moved too, not lost.
    list(Candidate.objects.select_for_update().filter(pk=visitor.pk))
    for draft in visitor.drafts.working().select_for_update():
        _move_draft(draft, holder)
    questions = _move_attempts(visitor, holder)
    visitor.drafts.exclude(turn=None).update(candidate=holder)
    visitor.mock_interviews.update(candidate=holder)
    visitor.stories.update(candidate=holder)
    rebuild_cards(holder, questions)
    _take_preferences(visitor, holder)
    visitor.delete()
    return holder


def _move_draft(draft: Draft, holder: Candidate) -> None:
    own = holder.drafts.working().select_for_update().filter(question=draft.question).first()
    if own is None:
        draft.candidate = holder
        draft.save(update_fields=["candidate"])
        return
    _move_helpings(draft, own)
    if not own.text.strip():
        own.text, own.writer, own.version = draft.text, draft.writer, own.version + 1
        own.saved_at, own.story = draft.saved_at, draft.story
        own.timed_seconds, own.timer_started_at = draft.timed_seconds, draft.timer_started_at
        own.timed_by = draft.timed_by
        own.save()
    elif draft.text.strip() and draft.text != own.text:
        _keep_beside(own, draft.text, draft.writer)


def _move_helpings(draft: Draft, own: Draft) -> None:
    for kept in draft.kept_texts.all():
        _keep_beside(own, kept.text, kept.writer)
    for reveal in draft.reveals.all():
        Reveal.objects.get_or_create(draft=own, rung=reveal.rung, key=reveal.key)


def _keep_beside(own: Draft, text: str, writer: str) -> None:
    """Keep ``text`` for the person to choose, beside whatever the same page had kept there before."""
    kept = own.kept_texts.all()
    if kept.filter(text=text).exists():
        return
    name = new_writer() if kept.filter(writer=writer).exists() else writer
    KeptText.objects.create(draft=own, writer=name, text=text)


def _move_attempts(visitor: Candidate, holder: Candidate) -> list[int]:
    """Number both ones' attempts by when they were made; return the keys of the visitor's questions."""
    questions = list(visitor.attempts.order_by().values_list("question", flat=True).distinct())
    both = Attempt.objects.filter(candidate__in=[visitor, holder], question__in=questions)
    in_order = both.order_by("question", "created_at", "pk")
    attempts = list(in_order.only("question", "candidate", "number"))
    # No two attempts may share a number even for a moment, so they go first where none is or will be.
    above = max((each.number for each in attempts), default=0) + len(attempts) + 1
    moving = [
        (each, number)
        for each, number in _numbered_by_time(attempts, holder)
        if (each.candidate_id, each.number) != (holder.pk, number)
    ]
    _renumber(holder, zip((each for each, _ in moving), count(above), strict=False))
    _renumber(holder, moving)
    return questions


def _numbered_by_time(attempts: list[Attempt], holder: Candidate) -> Iterator[tuple[Attempt, int]]:
    """Give out the account's own numbers and then those after them, so that no deleted one comes back."""
    for _, group in groupby(attempts, key=lambda each: each.question_id):
        of_question = list(group)
        own = [each.number for each in of_question if each.candidate_id == holder.pk]
        numbers = sorted(own or [each.number for each in of_question])
        yield from zip(of_question, chain(numbers, count(numbers[-1] + 1)), strict=False)


def _renumber(holder: Candidate, numbered: Iterable[tuple[Attempt, int]]) -> None:
    attempts = []
    for attempt, number in numbered:
        attempt.candidate, attempt.number = holder, number
        attempts.append(attempt)
    Attempt.objects.bulk_update(attempts, ["candidate", "number"], batch_size=ROWS_AT_ONCE)


def _take_preferences(visitor: Candidate, holder: Candidate) -> None:
    """Let what the visitor chose stand where the account has never chosen anything else."""
    untouched = Candidate()
    for name in PREFERENCES:
        if getattr(holder, name) == getattr(untouched, name):
            setattr(holder, name, getattr(visitor, name))
    holder.save(update_fields=PREFERENCES)
