"""An account claims what a visitor wrote: all of it, without overwriting a word of its own."""

from django.db import transaction
from django.db.models import F

from practice.drafting import new_writer
from practice.models import Draft, KeptText, Reveal
from prepbank.accounts.models import Candidate, User


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
    for draft in visitor.drafts.all():
        _move_draft(draft, holder)
    _move_attempts(visitor, holder)
    visitor.delete()
    return holder


def _move_draft(draft: Draft, holder: Candidate) -> None:
    own = holder.drafts.select_for_update().filter(question=draft.question_id).first()
    if own is None:
        draft.candidate = holder
        draft.save()
        return
    _move_helpings(draft, own)
    if not own.text.strip():
        own.text, own.writer, own.version = draft.text, draft.writer, own.version + 1
        own.saved_at = draft.saved_at
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


def _move_attempts(visitor: Candidate, holder: Candidate) -> None:
    for question in set(visitor.attempts.order_by().values_list("question", flat=True)):
        taken = holder.attempts.filter(question=question).count()
        visitor.attempts.filter(question=question).update(
            candidate=holder, number=F("number") + taken
        )
