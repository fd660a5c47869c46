"""Saving a draft so that nothing typed is lost: not by a retry, a second page, or a signed-out session."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from practice.models import Draft, KeptText, Turn
from prepbank.accounts.models import Candidate
from questions.models import Question

BETWEEN_KEPT_TEXTS = "\n\n"


@dataclass(frozen=True)
class Edit:
    """What an open page sends: its text, the version it began from, and which page it is.

    ``writer`` names the page; ``sequence`` is that page's own count of saves, from 1.
    """

    text: str
    base_version: int
    writer: str
    sequence: int


def new_writer() -> str:
    """Return a name for an editor page that is being opened."""
    return str(uuid4())


@transaction.atomic
def save_edit(
    candidate: Candidate, question: Question, edit: Edit, turn: Turn | None = None
) -> tuple[Draft, KeptText | None]:
    """Save ``edit`` as the candidate's draft; return the draft and, on a conflict, the kept text.

    Each ``turn`` of a mock interview has a draft of its own. A conflict is an edit that began from
    another version than the stored one and comes from another page than the one that saved last. The
    stored draft then stays, unless it is empty, and the edit's text is kept beside it.
    """
    draft = lock_draft(candidate, question, turn)
    if _is_stale_retry(draft, edit) or draft.text == edit.text:
        return draft, None
    is_from_another = edit.base_version != draft.version and edit.writer != draft.writer
    if is_from_another and draft.text.strip():
        return draft, _keep_aside(draft, edit.text, edit.writer)
    return write_text(draft, edit.text, edit.writer, edit.sequence), None


def lock_draft(candidate: Candidate, question: Question, turn: Turn | None = None) -> Draft:
    """Return the candidate's draft, made where there is none, locked until the transaction ends."""
    drafts = Draft.objects.select_for_update()
    return drafts.get_or_create(candidate=candidate, question=question, turn=turn)[0]


def write_text(draft: Draft, text: str, writer: str, sequence: int = 0) -> Draft:
    """Store ``text`` as the draft's next version. A kept text that it equals is kept no longer."""
    draft.text, draft.writer, draft.sequence = text, writer, sequence
    draft.version += 1
    draft.saved_at = timezone.now()
    draft.save()
    draft.kept_texts.filter(text=text).delete()
    return draft


def _keep_aside(draft: Draft, text: str, writer: str) -> KeptText:
    """Keep ``text`` beside ``draft``, in place of what the same page had kept there before."""
    return KeptText.objects.update_or_create(draft=draft, writer=writer, defaults={"text": text})[0]


@transaction.atomic
def append_text(draft: Draft, addition: str, writer: str = "") -> Draft:
    """Put ``addition`` below what the draft already says, as its last ``writer`` or as another."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    text = BETWEEN_KEPT_TEXTS.join(part for part in (draft.text.rstrip(), addition) if part)
    if writer:
        return write_text(draft, text, writer)
    return write_text(draft, text, draft.writer, draft.sequence)


@transaction.atomic
def choose_text(kept: KeptText, choice: str) -> Draft:
    """Settle a conflict as the candidate chose: ``saved``, ``kept`` or ``both``; raise KeyError else."""
    draft = Draft.objects.select_for_update().get(pk=kept.draft_id)
    texts = {
        "saved": draft.text,
        "kept": kept.text,
        "both": BETWEEN_KEPT_TEXTS.join([draft.text, kept.text]),
    }
    draft = write_text(draft, texts[choice], new_writer())
    kept.delete()
    return draft


@transaction.atomic
def start_afresh(draft: Draft) -> Draft:
    """Empty the editor, close the hints and set the clock back. Text that no attempt holds is kept aside."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    attempts = draft.candidate.attempts.filter(question=draft.question)
    if draft.text.strip() and not attempts.filter(text=draft.text).exists():
        _keep_aside(draft, draft.text, new_writer())
    draft.reveals.all().delete()
    draft.timed_seconds, draft.timer_started_at, draft.story = 0, None, None
    return write_text(draft, "", new_writer())


def _is_stale_retry(draft: Draft, edit: Edit) -> bool:
    return edit.writer == draft.writer and edit.sequence < draft.sequence
