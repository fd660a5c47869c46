"""What became of the questions of an import, and what undoing it would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from questions.bankfile.datatypes import QuestionEntry
from questions.bankfile.fromdatabase import stored_questions
from questions.bankfile.importing.previewing import BATCH, batches
from questions.bankfile.records import digest, question_of
from questions.import_pages.sums import sums
from questions.models import Import, ImportItem, ImportStatus, Outcome, PublicationStatus, Question

NAMED = 20
MOST_COMPARED = 1_000


@dataclass(frozen=True)
class Result:
    """An item of an import that was confirmed, and the question that it became, if it is there."""

    item: ImportItem
    question: Question | None
    state: str


def results(imported: Import, items: Iterable[ImportItem]) -> list[Result]:
    """Say of each item what it is now: a fixed number of queries for any number of items."""
    items = list(items)
    slugs = [item.question_slug for item in items]
    questions = {one.slug: one for one in Question.objects.filter(slug__in=slugs)}
    entries = _stored(slugs)
    state = _after_undoing if imported.status == ImportStatus.UNDONE else _after_confirming
    return [
        Result(item, questions.get(slug), state(item, entries.get(slug)))
        for item, slug in zip(items, slugs, strict=True)
    ]


def _after_confirming(item: ImportItem, now: QuestionEntry | None) -> str:
    if not item.written:
        return _unwritten(item)
    if now is None:
        return "no longer there"
    if digest(now) != item.written:
        return "edited since"
    if item.before is None:
        return "added"
    return "changed" if digest(question_of(item.before)) != item.written else "as it was"


def _unwritten(item: ImportItem) -> str:
    return "unchanged" if item.outcome == Outcome.UNCHANGED else "left out"


def _after_undoing(item: ImportItem, now: QuestionEntry | None) -> str:
    if not item.written:
        return _unwritten(item)
    if now is None:
        return "no longer there"
    if item.before is not None:
        is_restored = digest(now) == digest(question_of(item.before))
        return "as it was before" if is_restored else "edited since, so it stayed"
    is_retired = now.status == PublicationStatus.RETIRED
    return "retired: it is in use" if is_retired else "edited since, so it stayed"


@dataclass(frozen=True)
class Forecast:
    """What undoing would do: remove, restore, and leave alone what somebody edited since.

    Where it is not ``is_exact``, those that were edited or are gone were not looked for.
    """

    removed: int
    restored: int
    edited: int = 0
    gone: int = 0
    is_exact: bool = True


def forecast(imported: Import) -> Forecast:
    """Compare what was written with what is there, unless that is too much to wait for."""
    written = imported.items.exclude(written="").defer("found").order_by("number")
    if written.count() > MOST_COMPARED:
        counts = sums(imported)
        return Forecast(counts.added, counts.updated, is_exact=False)
    ends: Counter[str] = Counter()
    for items in batches(written.iterator(BATCH), BATCH):
        entries = _stored(item.question_slug for item in items)
        ends.update(_end(item, entries.get(item.question_slug)) for item in items)
    return Forecast(ends["removed"], ends["restored"], ends["edited"], ends["gone"])


def _end(item: ImportItem, now: QuestionEntry | None) -> str:
    if now is None:
        return "gone"
    if digest(now) != item.written:
        return "edited"
    if item.before is None:
        return "removed"
    return "same" if digest(question_of(item.before)) == item.written else "restored"


def _stored(slugs: Iterable[str]) -> dict[str, QuestionEntry]:
    entries = stored_questions(Question.objects.filter(slug__in=list(slugs)))
    return {entry.slug: entry for entry in entries}


def named(names: list[str], most: int = NAMED) -> str:
    """Name the first of ``names``, and how many more there are."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
