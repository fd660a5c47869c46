"""What a person decided about an import -> the bank: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from questions.bankfile.comparing import Difference, compare
from questions.bankfile.datatypes import Bank, QuestionEntry
from questions.bankfile.fromdatabase import stored_questions, stored_topics
from questions.bankfile.importing.drafting import Vocabulary, draft
from questions.bankfile.importing.found_json import from_json
from questions.bankfile.importing.previewing import BATCH, Progress, batches, no_progress
from questions.bankfile.records import digest, question_record, topic_of, topic_record
from questions.bankfile.storing import IMPORTED, store
from questions.models import Decision, Import, ImportItem, ImportStatus, Question, Topic

ORDER_STEP = 10
# What a position can be in every database.
MAX_POSITION = 2_147_483_647


class ImportRefusedError(Exception):
    """The import cannot be confirmed as it is, and nothing was written. Its text says why."""


@dataclass(frozen=True)
class Written:
    """How many questions an import made, changed, and left as they were."""

    created: int
    changed: int
    left: int


def confirm(imported: Import, *, progress: Progress = no_progress) -> Written:
    """Write what was decided. Raise ``ImportRefusedError`` where a decision is missing, or where the
    bank is no longer what the preview showed.
    """
    try:
        return _confirm(imported, progress)
    except (DataError, IntegrityError) as error:
        raise ImportRefusedError(
            f"The bank cannot take it as it is now. Compare again with the bank. ({error})"
        ) from error


@transaction.atomic
def _confirm(imported: Import, progress: Progress) -> Written:
    imported = Import.objects.select_for_update().get(pk=imported.pk)
    if imported.status != ImportStatus.PREVIEWED:
        raise ImportRefusedError(f"It is {imported.get_status_display().lower()} already.")
    chosen = _chosen(imported)
    imported.before = _store_topics(imported, chosen)
    writing = _Writing()
    total, done = chosen.count(), 0
    for items in batches(chosen.iterator(BATCH), BATCH):
        writing.write(items)
        done += len(items)
        progress(done, total)
    for items in batches(chosen.filter(found__has_key="related").iterator(BATCH), BATCH):
        writing.relate(items)
    imported.status = ImportStatus.CONFIRMED
    imported.confirmed_at = timezone.now()
    imported.save()
    created, changed = writing.outcomes[Decision.ADD], writing.outcomes[Decision.UPDATE]
    return Written(created, changed, imported.items.count() - created - changed)


def _chosen(imported: Import) -> Any:
    """Return the items that are to be written."""
    undecided = imported.items.filter(decision="").count()
    if undecided:
        wait = "1 question waits" if undecided == 1 else f"{undecided:,} questions wait"
        raise ImportRefusedError(f"{wait} for your decision.")
    return imported.items.exclude(decision=Decision.SKIP).order_by("number")


def _store_topics(imported: Import, chosen: Any) -> list[dict[str, Any]]:
    """Write the topics that are described or that a chosen question has. Return those that change as
    they were (``before``) and are (``after``).
    """
    there = {topic.slug: topic for topic in stored_topics()}
    named = {
        one["text"]
        for topics in chosen.values_list("found__topics", flat=True)
        for one in topics or ()
    }
    changes = []
    for record in imported.topics:
        topic, seen = topic_of(record), record["there"]
        now = there.get(topic.slug)
        if now == topic or not (record["is_described"] or topic.slug in named):
            continue
        if now != (topic_of(seen) if seen else None):
            raise ImportRefusedError(
                f"The topic “{topic.name}” was edited since this preview was made. Look at it again."
            )
        changes.append(Difference(now, topic))
    store(changes, IMPORTED)
    return [
        {
            "before": topic_record(change.before) if change.before else None,  # type: ignore[arg-type]
            "after": topic_record(change.after),  # type: ignore[arg-type]
        }
        for change in changes
    ]


class _Writing:
    """Writes the items of one import, one batch after another."""

    def __init__(self) -> None:
        topics = set(Topic.objects.values_list("slug", flat=True))
        self.vocabulary = Vocabulary(topics, set(Question.objects.values_list("slug", flat=True)))
        self.position = Question.objects.aggregate(last=Max("position"))["last"] or 0
        self.outcomes: Counter[str] = Counter()

    def write(self, items: list[ImportItem]) -> None:
        """Write all but the relations, which may lead to questions that come later."""
        before = _stored(items)
        wanted = [self._wanted(item, before.get(item.question_slug)) for item in items]
        store(compare(Bank((), tuple(before.values())), Bank((), tuple(wanted))), IMPORTED)
        for item, entry in zip(items, wanted, strict=True):
            stored = before.get(item.question_slug)
            item.before = question_record(stored) if stored else None
            item.written = digest(entry)
            self.outcomes[Decision.UPDATE if stored else Decision.ADD] += stored != entry
        ImportItem.objects.bulk_update(items, ["before", "written"], batch_size=BATCH)

    def relate(self, items: list[ImportItem]) -> None:
        """Link questions to those that they name."""
        slugs = set(Question.objects.values_list("slug", flat=True))
        before = _stored(items)
        vocabulary = replace(self.vocabulary, questions=slugs)
        wanted = [
            draft(from_json(item.found), item.question_slug, before[item.question_slug], vocabulary)
            for item in items
        ]
        store(compare(Bank((), tuple(before.values())), Bank((), tuple(wanted))), IMPORTED)
        for item, entry in zip(items, wanted, strict=True):
            item.written = digest(entry)
        ImportItem.objects.bulk_update(items, ["written"], batch_size=BATCH)

    def _wanted(self, item: ImportItem, stored: QuestionEntry | None) -> QuestionEntry:
        is_taken = stored is not None and item.decision == Decision.ADD
        if is_taken or digest(stored) != item.seen:
            raise ImportRefusedError(
                f"“{item}” was edited since this preview was made. Compare again with the bank."
            )
        found = replace(from_json(item.found), related=())
        entry = draft(found, item.question_slug, stored, self.vocabulary)
        if stored is None and found.position is None:
            self.position = min(self.position + ORDER_STEP, MAX_POSITION)
            entry = replace(entry, position=self.position)
        return entry


def _stored(items: Iterable[ImportItem]) -> dict[str, QuestionEntry]:
    """Return the questions that items are to change, held so that nobody edits them meanwhile."""
    questions = Question.objects.filter(slug__in={item.question_slug for item in items})
    list(questions.select_for_update().order_by("pk").values_list("pk"))
    return {one.slug: one for one in stored_questions(questions)}
