"""Which rows someone changed in admin since they were last loaded."""

from __future__ import annotations

from typing import Any

from questions.bankfile.comparing import RowKey
from questions.bankfile.datatypes import PART_TYPES, QuestionEntry, TopicEntry
from questions.bankfile.storing import IMPORTED, LOADED, UNDONE
from questions.bankfile.validation import MODELS
from questions.models import Question

# What the history says of one version: why it came to be, and who made it.
Version = tuple[str | None, int | None]


def rows_edited_here(*, imports_are_edits: bool = True) -> set[RowKey]:
    """Return the rows that say what a user made of them, parts that a user removed among them.

    What an import wrote is such an edit to a load of the bank's own files, and none to the next import.
    Undoing an import makes its rows again what they were.
    """
    edited: set[RowKey] = set()
    for (slug,) in _edited(MODELS[TopicEntry], imports_are_edits, "slug"):
        edited.add((TopicEntry, "", f"topics.{slug}"))
    for (slug,) in _edited(MODELS[QuestionEntry], imports_are_edits, "slug"):
        edited.add((QuestionEntry, slug, ""))
    slugs = dict(Question.objects.values_list("pk", "slug"))
    for part in PART_TYPES:
        for question, key in _edited(MODELS[part], imports_are_edits, "question_id", "key"):
            edited.add((part, slugs.get(question, ""), f"{part.GROUP}.{key}"))
    return edited


def _edited(model: Any, imports_are_edits: bool, *identity: str) -> list[tuple[Any, ...]]:
    rows = model.history.order_by("history_id").values_list(
        "history_change_reason", "history_user_id", *identity
    )
    # Of each row: whether it is edited now, and whether it was before its latest import.
    states: dict[tuple[Any, ...], tuple[bool, bool]] = {}
    for reason, user, *names in rows.iterator():
        now, before = states.get(tuple(names), (False, False))
        states[tuple(names)] = _state((reason, user), now, before, imports_are_edits)
    return [names for names, (now, _) in states.items() if now]


def _state(version: Version, now: bool, before: bool, imports_are_edits: bool) -> tuple[bool, bool]:
    reason, user = version
    if reason == LOADED:
        return False, False
    if reason == IMPORTED:
        return imports_are_edits, now
    if reason == UNDONE:
        return before, before
    return user is not None, before
