"""The bank as the database holds it, in a fixed number of queries."""

from __future__ import annotations

from questions import models
from questions.bankfile.datatypes import (
    Bank,
    FollowUpEntry,
    KeyPointEntry,
    MistakeEntry,
    QuestionEntry,
    StructureStepEntry,
    TopicEntry,
)

PARTS = ("structure_steps", "key_points", "mistakes", "follow_ups")


def stored_bank() -> Bank:
    return Bank(stored_topics(), stored_questions(models.Question.objects.all()))


def stored_topics() -> tuple[TopicEntry, ...]:
    return tuple(map(_topic, models.Topic.objects.order_by("slug")))


def stored_questions(questions: models.QuestionQuerySet) -> tuple[QuestionEntry, ...]:
    """Return ``questions`` with all their parts: seven queries, however many there are."""
    return tuple(map(_question, questions.prefetch_related("topics", "related", *PARTS)))


def _topic(row: models.Topic) -> TopicEntry:
    return TopicEntry(slug=row.slug, name=row.name, description=_text(row.description))


def _question(row: models.Question) -> QuestionEntry:
    return QuestionEntry(
        slug=row.slug,
        position=row.position,
        status=row.status,
        title=row.title,
        prompt=_text(row.prompt),
        category=row.category,
        difficulty=row.difficulty,
        round=row.round,
        target_min_seconds=row.target_min_seconds,
        target_max_seconds=row.target_max_seconds,
        framework=row.framework,
        sample_answer=_text(row.sample_answer),
        notes=_text(row.notes),
        source=row.source,
        licence=row.licence,
        attribution=row.attribution,
        topics=tuple(sorted(topic.slug for topic in row.topics.all())),
        related=tuple(sorted(question.slug for question in row.related.all())),
        structure_steps=tuple(_step(row, step) for step in row.structure_steps.all()),
        key_points=tuple(_key_point(row, point) for point in row.key_points.all()),
        mistakes=tuple(_mistake(row, mistake) for mistake in row.mistakes.all()),
        follow_ups=tuple(_follow_up(row, follow_up) for follow_up in row.follow_ups.all()),
    )


def _step(question: models.Question, row: models.StructureStep) -> StructureStepEntry:
    return StructureStepEntry(
        question=question.slug,
        key=row.key,
        position=row.position,
        label=row.label,
        guidance=_text(row.guidance),
    )


def _key_point(question: models.Question, row: models.KeyPoint) -> KeyPointEntry:
    return KeyPointEntry(
        question=question.slug,
        key=row.key,
        position=row.position,
        text=_text(row.text),
        aliases=tuple(row.alias_list),
        is_suggestion=row.is_suggestion,
    )


def _mistake(question: models.Question, row: models.Mistake) -> MistakeEntry:
    return MistakeEntry(
        question=question.slug, key=row.key, position=row.position, text=_text(row.text)
    )


def _follow_up(question: models.Question, row: models.FollowUp) -> FollowUpEntry:
    return FollowUpEntry(
        question=question.slug, key=row.key, position=row.position, text=_text(row.text)
    )


def _text(stored: str) -> str:
    """Forms send lines that end in CR LF: the same text, so not a change."""
    return stored.replace("\r\n", "\n").strip()
