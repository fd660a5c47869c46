"""The bank as one page to print: no script, and nothing that is loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString

from questions.bankfile.datatypes import Bank, QuestionEntry
from questions.bankfile.writers.answer_html import credits_of, key_points
from questions.models import Category, Difficulty, PublicationStatus, Round
from questions.stating import duration

FILE = "questions.html"
# Where the questions go. It stands in no text: there, "<" is escaped.
_PLACE = "<!-- questions -->"
_CHOICES: dict[str, Any] = {"category": Category, "difficulty": Difficulty, "round": Round}


def write(bank: Bank) -> Iterator[tuple[str, bytes]]:
    """Yield the page: its head with a list of contents, then question by question."""
    page = get_template("questions/export.html").render(
        {"questions": bank.questions, "place": SafeString(_PLACE)}
    )
    before, _, after = page.partition(_PLACE)
    yield FILE, before.encode()
    names = {topic.slug: topic.name for topic in bank.topics}
    template = get_template("questions/export_question.html")
    for question in bank.questions:
        yield FILE, template.render(_context(question, names)).encode()
    yield FILE, after.encode()


def _context(question: QuestionEntry, names: dict[str, str]) -> dict[str, Any]:
    return {
        "question": question,
        "facts": list(_facts(question, names)),
        "key_points": key_points(question.key_points),
        "credits": credits_of(question),
    }


def _facts(question: QuestionEntry, names: dict[str, str]) -> Iterator[str]:
    if question.status != PublicationStatus.PUBLISHED:
        yield _label(PublicationStatus, question.status)
    for name, choices in _CHOICES.items():
        if value := getattr(question, name):
            yield f"{name.capitalize()}: {_label(choices, value)}"
    if length := duration(question.target_min_seconds, question.target_max_seconds):
        yield f"Length: {length}"
    if question.topics:
        yield f"Topics: {', '.join(names.get(slug, slug) for slug in question.topics)}"


def _label(choices: Any, value: str) -> str:
    return str(dict(choices.choices).get(value, value))
