"""Differences -> rows, each written with its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from questions.bankfile.comparing import Difference
from questions.bankfile.datatypes import Entry, PartEntry, QuestionEntry, TopicEntry
from questions.bankfile.validation import MODELS, SLUG_LISTS, column_values
from questions.models import Question, Topic

LOADED = "Loaded from a bank file"
IMPORTED = "Imported"
UNDONE = "An import was undone"
BATCH = 500


def store(differences: Iterable[Difference], reason: str = LOADED) -> None:
    """Write in an order in which every row that another one names is there before it.

    ``reason`` (``LOADED``, ``IMPORTED`` or ``UNDONE``) is what the history says. The number
    of queries grows with that of changed rows; new ones are written in bulk.
    """
    groups: dict[type[Entry], list[Difference]] = defaultdict(list)
    for change in differences:
        groups[type(change.entry)].append(change)
    for change in groups.pop(TopicEntry, ()):
        _save(change, reason)
    questions = groups.pop(QuestionEntry, [])
    _create_questions([change.entry for change in questions if change.before is None], reason)
    changed = [change for change in questions if change.before is not None]
    for change in changed:
        _save(change, reason)
    _link(changed, reason)
    for parts in groups.values():
        _store_parts(parts, reason)


def settle(entries: Iterable[Entry]) -> None:
    """Note in the history of rows that somebody edited that the bank now says the same."""
    for entry in entries:
        _save_with_reason(_row_of(entry), LOADED)


def _save(change: Difference, reason: str) -> None:
    columns = column_values(change.entry)
    if change.before is None:
        _save_with_reason(MODELS[type(change.entry)](**columns), reason)
    elif changed := {name: value for name, value in columns.items() if name in change.fields}:
        row = _row_of(change.entry)
        for name, value in changed.items():
            setattr(row, name, value)
        _save_with_reason(row, reason)


def _save_with_reason(row: Model, reason: str) -> None:
    row._change_reason = reason  # type: ignore[attr-defined]
    row.save()


def _row_of(entry: Entry) -> Any:
    names = entry.values
    lookup = {"slug": names.get("slug")}
    if isinstance(entry, PartEntry):
        lookup = {"question__slug": entry.question, "key": entry.key}
    return MODELS[type(entry)]._default_manager.get(**lookup)


# --- New questions, with what they are linked to --------------------------------------------------


def _create_questions(entries: Sequence[Any], reason: str) -> None:
    """Create questions, their links, and then one version of each that knows both."""
    rows = [Question(**column_values(entry)) for entry in entries]
    created = Question.objects.bulk_create(rows, batch_size=BATCH)
    topics = _create_links(entries, created, "topics", Topic)
    related = _create_links(entries, created, "related", Question)
    versions = Question.history.bulk_history_create(
        created, batch_size=BATCH, default_change_reason=reason
    )
    version_ids = {version.id: version.pk for version in versions}
    _note_links("topics", version_ids, topics)
    _note_links("related", version_ids, related)


def _create_links(
    entries: Sequence[Any], created: Sequence[Question], name: str, target: type[Any]
) -> list[Any]:
    field = Question._meta.get_field(name)
    own, other = field.m2m_column_name(), field.m2m_reverse_name()  # type: ignore[union-attr]
    targets = _by_slug(target, entries, name)
    through = getattr(Question, name).through
    links = [
        through(**{own: question.pk, other: targets[slug].pk})
        for entry, question in zip(entries, created, strict=True)
        for slug in getattr(entry, name)
        if slug in targets
    ]
    return through.objects.bulk_create(links, batch_size=BATCH)


def _note_links(name: str, version_ids: dict[int, int], links: Iterable[Any]) -> None:
    own = Question._meta.get_field(name).m2m_column_name()  # type: ignore[union-attr]
    model = getattr(Question.history.model, name).model
    rows = []
    for link in links:
        columns = {field.attname: getattr(link, field.attname) for field in link._meta.fields}
        rows.append(model(history_id=version_ids[columns[own]], **columns))
    model.objects.bulk_create(rows, batch_size=BATCH)


def _link(changes: Iterable[Difference], reason: str) -> None:
    """Give changed questions their topics and relations, once every question is there."""
    linked = [change for change in changes if not change.fields.keys().isdisjoint(SLUG_LISTS)]
    entries = [change.entry for change in linked]
    topics = _by_slug(Topic, entries, "topics")
    questions = _by_slug(Question, entries, "related")
    for entry in entries:
        question = _row_of(entry)
        question._change_reason = reason
        # What is named may be gone by now: an editor deleted it, or an undo removed it.
        question.topics.set(topics[one] for one in entry.topics if one in topics)  # type: ignore[attr-defined]
        question.related.set(questions[one] for one in entry.related if one in questions)  # type: ignore[attr-defined]


def _by_slug(model: type[Any], entries: Iterable[Entry], name: str) -> dict[str, Any]:
    slugs = {slug for entry in entries for slug in getattr(entry, name)}
    return model.objects.in_bulk(slugs, field_name="slug")


# --- Parts ----------------------------------------------------------------------------------------


def _store_parts(changes: Iterable[Difference], reason: str) -> None:
    new: list[PartEntry] = []
    for change in changes:
        if change.after is None:
            _delete(change.entry, reason)
        elif change.before is None and isinstance(change.entry, PartEntry):
            new.append(change.entry)
        else:
            _save(change, reason)
    _create_parts(new, reason)


def _delete(entry: Entry, reason: str) -> None:
    row = _row_of(entry)
    row._change_reason = reason
    row.delete()


def _create_parts(entries: list[PartEntry], reason: str) -> None:
    slugs = {entry.question for entry in entries}
    questions = Question.objects.in_bulk(slugs, field_name="slug")
    rows = [
        MODELS[type(entry)](question=questions[entry.question], **column_values(entry))
        for entry in entries
    ]
    if rows:
        bulk_create_with_history(
            rows, type(rows[0]), batch_size=BATCH, default_change_reason=reason
        )
