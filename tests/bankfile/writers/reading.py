"""What a reader found, as entries again: as the importer makes them of a bank that was empty."""

from __future__ import annotations

from typing import Any

from questions.bankfile.datatypes import (
    FollowUpEntry,
    KeyPointEntry,
    MistakeEntry,
    PartEntry,
    QuestionEntry,
    StructureStepEntry,
    TopicEntry,
)
from questions.bankfile.layouts.found import (
    Document,
    Finding,
    FoundPart,
    FoundQuestion,
    FoundTopic,
    Passage,
)

TEXTS = (
    "category",
    "difficulty",
    "round",
    "framework",
    "sample_answer",
    "notes",
    "source",
    "licence",
    "attribution",
)


def question_entry(found: FoundQuestion) -> QuestionEntry:
    """Return the question as stated. A bank of ours states its address, title, place and status."""
    assert found.slug
    assert found.title
    assert found.status
    assert found.position is not None
    slug = found.slug.text
    return QuestionEntry(
        slug=slug,
        position=found.position,
        status=found.status.text,
        title=found.title.text,
        prompt=found.prompt.text,
        target_min_seconds=found.min_seconds,
        target_max_seconds=found.max_seconds,
        topics=tuple(passage.text for passage in found.topics),
        related=tuple(passage.text for passage in found.related),
        structure_steps=_parts(StructureStepEntry, slug, found.steps, _step),
        key_points=_parts(KeyPointEntry, slug, found.key_points, _point),
        mistakes=_parts(MistakeEntry, slug, found.mistakes, _text),
        follow_ups=_parts(FollowUpEntry, slug, found.follow_ups, _text),
        **{name: _stated(getattr(found, name)) for name in TEXTS},
    )


def topic_entry(found: FoundTopic) -> TopicEntry:
    return TopicEntry(slug=found.slug, name=found.name, description=found.description or "")


def document(name: str, content: bytes) -> Document:
    return Document(name, content.decode())


def whole(finding: Finding) -> Finding:
    """Return the finding, of which nothing may be wrong."""
    assert finding.faults == ()
    return finding


def _stated(passage: Passage | None) -> str:
    return passage.text if passage else ""


def _parts(
    part_type: type[PartEntry], slug: str, found: tuple[FoundPart, ...], values: Any
) -> tuple[Any, ...]:
    return tuple(
        part_type(question=slug, key=part.key, position=part.position, **values(part))
        for part in found
    )


def _step(part: FoundPart) -> dict[str, Any]:
    return {"label": part.label, "guidance": part.text}


def _point(part: FoundPart) -> dict[str, Any]:
    return {"text": part.text, "aliases": part.aliases, "is_suggestion": part.is_suggestion}


def _text(part: FoundPart) -> dict[str, Any]:
    return {"text": part.text}
