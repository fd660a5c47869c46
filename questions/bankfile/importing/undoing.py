"""Taking an import back, as far as nobody has built on it since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from questions.bankfile.comparing import Difference, compare
from questions.bankfile.datatypes import RETIRED, Bank, QuestionEntry
from questions.bankfile.fromdatabase import stored_questions, stored_topics
from questions.bankfile.importing.previewing import BATCH, Progress, batches, no_progress
from questions.bankfile.records import digest, question_of, topic_of
from questions.bankfile.storing import UNDONE, store
from questions.models import Import, ImportItem, ImportStatus, Question, Topic

EDITED = "somebody edited it since"
GONE = "it is no longer there"


class UndoRefusedError(Exception):
    """The import was not undone, and nothing was written. Its text says why."""


@dataclass
class Undone:
    """What undoing came to. ``retired`` were practised, so they stay for those who did; ``kept``
    pairs a question's slug with the reason why it was left alone.
    """

    removed: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)


def undo(imported: Import, *, progress: Progress = no_progress) -> Undone:
    """Make the bank what it was before ``imported``, but for what changed since then.

    While something was edited since, and so kept, the rest of the import can still be undone later.
    """
    try:
        return _undo(imported, progress)
    except (IntegrityError, ProtectedError) as error:
        raise UndoRefusedError("Somebody used one of these just now. Try again.") from error


@transaction.atomic
def _undo(imported: Import, progress: Progress) -> Undone:
    imported = Import.objects.select_for_update().get(pk=imported.pk)
    if imported.status != ImportStatus.CONFIRMED:
        raise UndoRefusedError("There is nothing to undo: it was not confirmed, or undone before.")
    undone = Undone()
    written = imported.items.exclude(written="").order_by("number")
    # All are looked at before any is removed: that takes its relations along, and so changes others.
    whole = [
        pk for items in batches(written.iterator(BATCH), BATCH) for pk in _whole(items, undone)
    ]
    done = 0
    for keys in batches(whole, BATCH):
        _take_back({item.question_slug: item for item in written.filter(pk__in=keys)}, undone)
        done += len(keys)
        progress(done, len(whole))
    for slugs in batches(undone.removed, BATCH):
        Question.objects.filter(slug__in=slugs).delete()
        _give_reason(slugs)
    if any(reason == EDITED for _, reason in undone.kept):
        for keys in batches(whole, BATCH):
            imported.items.filter(pk__in=keys).update(written="")
        return undone
    _undo_topics(imported)
    imported.status = ImportStatus.UNDONE
    imported.undone_at = timezone.now()
    imported.save()
    return undone


def _give_reason(slugs: list[str]) -> None:
    """Say in the history that no person removed these."""
    gone = Question.history.filter(slug__in=slugs, history_type="-", history_change_reason=None)
    gone.update(history_change_reason=UNDONE)


def _whole(items: Iterable[ImportItem], undone: Undone) -> list[int]:
    """Return the keys of those whose questions are as the import left them; note the others."""
    by_slug = {item.question_slug: item for item in items}
    there = {one.slug: one for one in _stored(by_slug)}
    whole = []
    for slug, item in by_slug.items():
        if slug not in there:
            undone.kept.append((slug, GONE))
        elif digest(there[slug]) != item.written:
            undone.kept.append((slug, EDITED))
        else:
            whole.append(item.pk)
    return whole


def _take_back(items: dict[str, ImportItem], undone: Undone) -> None:
    used = _used(items)
    now, before = [], []
    for question in _stored(items):
        record = items[question.slug].before
        if record is None and question.slug not in used:
            undone.removed.append(question.slug)
            continue
        earlier = question_of(record) if record else replace(question, status=RETIRED)
        now.append(question)
        before.append(earlier)
        if earlier != question:
            (undone.restored if record else undone.retired).append(question.slug)
    store(compare(Bank((), tuple(now)), Bank((), tuple(before))), UNDONE)


def _stored(slugs: Iterable[str]) -> tuple[QuestionEntry, ...]:
    questions = Question.objects.filter(slug__in=slugs)
    list(questions.select_for_update().order_by("pk").values_list("pk"))
    return stored_questions(questions)


def _used(slugs: Iterable[str]) -> set[str]:
    """Return those of ``slugs`` about which rows outside the bank say anything."""
    used: set[str] = set()
    for relation in Question._meta.related_objects:
        if relation.related_model._meta.app_label != Question._meta.app_label:
            rows = Question.objects.filter(slug__in=slugs, **{f"{relation.name}__isnull": False})
            used.update(rows.values_list("slug", flat=True))
    return used


def _undo_topics(imported: Import) -> None:
    """Topics that nothing has changed since become what they were; new ones go if nothing has them."""
    there = {topic.slug: topic for topic in stored_topics()}
    in_use = set(Topic.objects.filter(questions__isnull=False).values_list("slug", flat=True))
    changes = []
    for record in imported.before:
        after, before = topic_of(record["after"]), record["before"]
        if there.get(after.slug) != after:
            continue
        if before is not None:
            changes.append(Difference(after, topic_of(before)))
        elif after.slug not in in_use:
            Topic.objects.filter(slug=after.slug).delete()
    store(changes, UNDONE)
