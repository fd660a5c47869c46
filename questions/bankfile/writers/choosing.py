"""Which part of the stored bank is written."""

from __future__ import annotations

from questions.bankfile.datatypes import Bank
from questions.bankfile.fromdatabase import stored_questions, stored_topics
from questions.models import QuestionQuerySet


def bank_of(questions: QuestionQuerySet, *, is_whole: bool = False) -> Bank:
    """Return ``questions`` as a bank in its own order: with all topics if it is whole, else with theirs."""
    chosen = stored_questions(questions.order_by("position", "slug"))
    used = {slug for question in chosen for slug in question.topics}
    topics = stored_topics()
    return Bank(tuple(topic for topic in topics if is_whole or topic.slug in used), chosen)
