"""Differences -> rows, each written with its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from questions.bankfile.comparing import Difference
from questions.bankfile.datatypes import Entry, PartEntry, QuestionEntry, TopicEntry
from questions.bankfile.validation import MODELS, SLUG_LISTS, column_values
from questions.models import Question, Topic

REASON = "Loaded from a bank file"


def store(differences: Iterable[Difference]) -> None:
    """Write in an order in which every row that another one names is there before it."""
    groups: dict[type[Entry], list[Difference]] = defaultdict(list)
    for change in differences:
        groups[type(change.entry)].append(change)
    for change in (*groups.pop(TopicEntry, ()), *groups[QuestionEntry]):
        _save(change)
    _link(groups.pop(QuestionEntry))
    for parts in groups.values():
        _store_parts(parts)


def settle(entries: Iterable[Entry]) -> None:
    """Note in the history of rows that somebody edited that the bank now says the same."""
    for entry in entries:
        _save_with_reason(_row_of(entry))


def _save(change: Difference) -> None:
    columns = column_values(change.entry)
    if change.before is None:
        _save_with_reason(MODELS[type(change.entry)](**columns))
    elif changed := {name: value for name, value in columns.items() if name in change.fields}:
        row = _row_of(change.entry)
        for name, value in changed.items():
            setattr(row, name, value)
        _save_with_reason(row)


def _save_with_reason(row: Model) -> None:
    row._change_reason = REASON  # type: ignore[attr-defined]
    row.save()


def _row_of(entry: Entry) -> Any:
    names = entry.values
    lookup = {"slug": names.get("slug")}
    if isinstance(entry, PartEntry):
        lookup = {"question__slug": entry.question, "key": entry.key}
    return MODELS[type(entry)]._default_manager.get(**lookup)


def _link(changes: Iterable[Difference]) -> None:
    """Give questions their topics and relations, once every question is there."""
    linked = [change for change in changes if _changes_links(change)]
    if not linked:
        return
    topics = Topic.objects.in_bulk(field_name="slug")
    questions = Question.objects.in_bulk(field_name="slug")
    for change in linked:
        entry = change.entry
        assert isinstance(entry, QuestionEntry)
        question = questions[entry.slug]
        question._change_reason = REASON  # type: ignore[attr-defined]
        question.topics.set(topics[slug] for slug in entry.topics)
        question.related.set(questions[slug] for slug in entry.related)


def _changes_links(change: Difference) -> bool:
    return change.before is None or not change.fields.keys().isdisjoint(SLUG_LISTS)


def _store_parts(changes: Iterable[Difference]) -> None:
    new: list[PartEntry] = []
    for change in changes:
        if change.after is None:
            _delete(change.entry)
        elif change.before is None and isinstance(change.entry, PartEntry):
            new.append(change.entry)
        else:
            _save(change)
    _create_parts(new)


def _delete(entry: Entry) -> None:
    row = _row_of(entry)
    row._change_reason = REASON
    row.delete()


def _create_parts(entries: list[PartEntry]) -> None:
    slugs = {entry.question for entry in entries}
    questions = Question.objects.in_bulk(slugs, field_name="slug")
    rows = [
        MODELS[type(entry)](question=questions[entry.question], **column_values(entry))
        for entry in entries
    ]
    if rows:
        bulk_create_with_history(rows, type(rows[0]), default_change_reason=REASON)
