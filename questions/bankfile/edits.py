"""Which rows someone changed in admin since they were last loaded."""

from __future__ import annotations

from typing import Any

from questions.bankfile.comparing import RowKey
from questions.bankfile.datatypes import PART_TYPES, QuestionEntry, TopicEntry
from questions.bankfile.validation import MODELS
from questions.models import Question


def rows_edited_here() -> set[RowKey]:
    """Return the rows whose latest change has a user; a part that a user removed is one of them."""
    edited: set[RowKey] = set()
    for (slug,) in _latest_by_a_user(MODELS[TopicEntry], "slug"):
        edited.add((TopicEntry, "", f"topics.{slug}"))
    for (slug,) in _latest_by_a_user(MODELS[QuestionEntry], "slug"):
        edited.add((QuestionEntry, slug, ""))
    slugs = dict(Question.objects.values_list("pk", "slug"))
    for part in PART_TYPES:
        for question, key in _latest_by_a_user(MODELS[part], "question_id", "key"):
            edited.add((part, slugs.get(question, ""), f"{part.GROUP}.{key}"))
    return edited


def _latest_by_a_user(model: Any, *identity: str) -> list[tuple[Any, ...]]:
    # Loads and commands write history too, but without a user.
    rows = model.history.order_by("history_id").values_list("history_user_id", *identity)
    users = {tuple(names): user for user, *names in rows}
    return [names for names, user in users.items() if user is not None]
