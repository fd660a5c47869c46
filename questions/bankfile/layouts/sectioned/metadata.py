"""What a file says about its question in front matter or comments, as values of the bank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.data.stated_values import (
    category_of,
    difficulty_of,
    round_of,
    seconds_of,
)
from questions.bankfile.layouts.found import Document, FoundQuestion, Passage
from questions.bankfile.layouts.pages.page_lines import ROUNDS

_FIELDS = {
    "title": ("title", "name"),
    "prompt": ("question", "prompt"),
    "topics": ("tags", "tag", "topics", "topic", "keywords"),
    "category": ("category", "categories"),
    "difficulty": ("difficulty",),
    "level": ("level", "seniority"),
    "expertise": ("expertise",),
    "round": ("round", "stage"),
    "seconds": ("duration", "time", "answer_time", "time_limit"),
    "source": ("source", "source_url", "url", "link"),
    "licence": ("licence", "license"),
    "attribution": ("attribution", "author", "authors", "credit", "credits", "contributors"),
    "framework": ("framework",),
    "slug": ("slug",),
}
FIELD_OF = {name: field_name for field_name, names in _FIELDS.items() for name in names}
# Names under which site generators keep what is of no use here.
UNUSED = frozenset(
    {
        "layout",
        "type",
        "draft",
        "date",
        "lastmod",
        "updated",
        "created",
        "permalink",
        "weight",
        "order",
        "id",
    }
)
# The scale of the banks that have a field of this name.
_EXPERTISE = {"0": "easy", "1": "medium", "2": "hard"}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass
class Metadata:
    """The values of each field as they are written, with their lines."""

    values: dict[str, list[Passage]] = field(default_factory=dict)
    faults: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, name: str, texts: Iterable[str], line: int) -> bool:
        """Take the values of ``name``; say whether it names a field."""
        field_name = FIELD_OF.get(name.strip().lower().replace(" ", "_").replace("-", "_"))
        if field_name is None:
            return False
        found = [Passage(text.strip(), line) for text in texts if text.strip()]
        if found:
            self.values.setdefault(field_name, []).extend(found)
        return True

    def first(self, field_name: str) -> Passage | None:
        return next(iter(self.values.get(field_name, ())), None)


def listed(text: str) -> list[str]:
    """Return the values of a list in one line: ``a, b``, ``(a, b)``, ``[a, b]``."""
    text = text.strip()
    if text[:1] + text[-1:] in {"()", "[]"}:
        text = text[1:-1]
    return [value.strip(" \"'") for value in text.split(",")]


def describe(
    document: Document, question: FoundQuestion, metadata: Metadata
) -> tuple[FoundQuestion, list[Fault]]:
    """Return ``question`` with what ``metadata`` states of it, and what cannot be made of it."""
    reader = _Reader(metadata)
    least, most, seconds_line = reader.seconds()
    category, more_topics = reader.category()
    described = replace(
        question,
        title=question.title or reader.title(question.prompt),
        slug=reader.slug(),
        topics=reader.topics(more_topics),
        category=category,
        difficulty=reader.difficulty(),
        round=reader.round(),
        framework=metadata.first("framework"),
        source=metadata.first("source"),
        licence=metadata.first("licence"),
        attribution=reader.attribution(),
        min_seconds=least,
        max_seconds=most,
        seconds_line=seconds_line,
    )
    found = [*metadata.faults, *reader.faults]
    return described, [document.fault(line, message, name) for line, message, name in found]


class _Reader:
    """Makes values of the bank of what is written; what is not certain becomes a fault."""

    def __init__(self, metadata: Metadata) -> None:
        self._metadata = metadata
        self.faults: list[tuple[int, str, str]] = []

    def title(self, prompt: Passage) -> Passage | None:
        title = self._metadata.first("title")
        return None if title is None or title.text == prompt.text else title

    def slug(self) -> Passage | None:
        slug = self._only("slug")
        if slug and not _SLUG.fullmatch(slug.text):
            self._unknown(slug, "slug")
            return None
        return slug

    def topics(self, more: Iterable[Passage]) -> tuple[Passage, ...]:
        topics = {topic.text.casefold(): topic for topic in [*more, *self._values("topics")]}
        return tuple(topics.values())

    def category(self) -> tuple[Passage | None, list[Passage]]:
        """A category that the bank does not know is a topic."""
        values = [(passage, category_of(passage.text)) for passage in self._values("category")]
        known = [replace(passage, text=value) for passage, value in values if value]
        topics = [passage for passage, value in values if value is None]
        return self._one(known, "category"), topics

    def difficulty(self) -> Passage | None:
        levels = [(one, difficulty_of(one.text)) for one in self._values("difficulty")]
        expertise = [
            (one, _EXPERTISE.get(one.text, None if one.text.isdigit() else difficulty_of(one.text)))
            for one in self._values("expertise")
        ]
        stated = self._chosen([*levels, *expertise], "difficulty")
        return self._level(stated) if not (levels or expertise) or stated else None

    def _level(self, stated: Passage | None) -> Passage | None:
        """Whom a question is for says how difficult it is, where nothing else does."""
        values = [(one, difficulty_of(one.text)) for one in self._values("level")]
        if stated is None:
            return self._chosen(values, "difficulty")
        for one, value in values:
            if value != stated.text:
                message = f"the level {one.text[:60]!r} was not taken: a difficulty is stated, too"
                self.faults.append((one.line, message, "difficulty"))
        return stated

    def round(self) -> Passage | None:
        values = [(passage, round_of(passage.text)) for passage in self._values("round")]
        return self._chosen(values, "round", f"; the rounds are {', '.join(ROUNDS)}")

    def attribution(self) -> Passage | None:
        authors = self._values("attribution")
        text = ", ".join(author.text for author in authors)
        return Passage(text, authors[0].line) if authors else None

    def seconds(self) -> tuple[int | None, int | None, int | None]:
        """One number is the longest that the answer may take."""
        written = self._only("seconds")
        if written is None:
            return None, None, None
        if seconds := seconds_of(written.text):
            return *seconds, written.line
        self._unknown(written, "max_seconds", ": write '2-3 min' or '90 seconds'")
        return None, None, None

    def _chosen(
        self, values: Sequence[tuple[Passage, str | None]], field_name: str, hint: str = ""
    ) -> Passage | None:
        known = [replace(passage, text=value) for passage, value in values if value]
        for passage, value in values:
            if value is None:
                self._unknown(passage, field_name, hint)
        return self._one(known, field_name)

    def _values(self, field_name: str) -> list[Passage]:
        return self._metadata.values.get(field_name, [])

    def _only(self, field_name: str) -> Passage | None:
        return self._one(self._values(field_name), field_name)

    def _one(self, passages: list[Passage], field_name: str) -> Passage | None:
        if len({passage.text for passage in passages}) > 1:
            values = ", ".join(passage.text[:40] for passage in passages[:5])
            self.faults.append((passages[0].line, f"several values: {values}", field_name))
            return None
        return passages[0] if passages else None

    def _unknown(self, passage: Passage, field_name: str, hint: str = "") -> None:
        message = f"{passage.text[:60]!r} is no value that PrepBank knows{hint}"
        self.faults.append((passage.line, message, field_name))
