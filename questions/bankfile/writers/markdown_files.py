"""The bank as Markdown: a file a question with front matter, and one of the topics.

``layouts.sectioned.own_markdown`` reads them; ``bankfile.markdown_format`` says how they look.
"""

from __future__ import annotations

from collections.abc import Iterator

from questions.bankfile.datatypes import Bank, QuestionEntry, StructureStepEntry, TopicEntry
from questions.bankfile.markdown_format import (
    FENCE,
    LISTS,
    QUESTION_FORMAT,
    SECTIONS,
    TOPICS_FORMAT,
    escaped,
)
from questions.bankfile.part_lists import write_list
from questions.bankfile.writers.file_names import question_files
from questions.bankfile.writers.yaml_scalars import scalar, words

TOPICS = "topics.md"
_FRONT = (
    "slug",
    "title",
    "position",
    "status",
    "category",
    "difficulty",
    "round",
    "target_min_seconds",
    "target_max_seconds",
    "framework",
    "topics",
    "related",
    "source",
    "licence",
    "attribution",
)


def write(bank: Bank) -> Iterator[tuple[str, bytes]]:
    """Yield ``questions/<slug>.md`` and ``topics.md``, each file in one piece."""
    for path, question in question_files(bank.questions, ".md"):
        yield path, question_markdown(question).encode()
    if bank.topics:
        front = f"{FENCE}\nformat: {TOPICS_FORMAT}\n{FENCE}\n\n"
        topics = write_list(_as_step(place, topic) for place, topic in enumerate(bank.topics, 1))
        yield TOPICS, f"{front}{topics}\n".encode()


def question_markdown(question: QuestionEntry) -> str:
    """Return the file of one question. What it lacks stands there empty, so that one sees it."""
    return "\n".join([*_front_matter(question), *_sections(question)])


def _as_step(place: int, topic: TopicEntry) -> StructureStepEntry:
    """A topic's name and description are written as a step's label and guidance are."""
    return StructureStepEntry(
        question="", key=topic.slug, position=place, label=topic.name, guidance=topic.description
    )


def _front_matter(question: QuestionEntry) -> Iterator[str]:
    yield FENCE
    yield f"format: {QUESTION_FORMAT}"
    for name in _FRONT:
        yield f"{name}: {_front_value(question.values[name])}".rstrip()
    yield FENCE


def _front_value(value: object) -> str:
    if isinstance(value, tuple):
        return words(value)
    if value is None:
        return ""
    return scalar(value) if isinstance(value, str) else str(value)


def _sections(question: QuestionEntry) -> Iterator[str]:
    for heading, name in SECTIONS.items():
        held = getattr(question, name)
        text = write_list(held) if name in LISTS else escaped(_in_plain_lines(held))
        yield f"\n## {heading}\n\n{text}".rstrip("\n")
    yield ""


def _in_plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
