"""A bank as plain values, whatever it was read from: fixtures, another layout, the database.

Entries mirror the models field by field, except that lists are tuples. They compare by content:
where an entry was read from never makes it another entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import chain
from typing import ClassVar

Value = str | int | bool | tuple[str, ...] | None
RETIRED = "retired"


@dataclass(frozen=True)
class Place:
    """Where an entry stands. What comes from the database has no file and no line."""

    file: str = ""
    line: int = 0
    field_lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, field_name: str) -> int:
        return self.field_lines.get(field_name, self.line)


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong, and where. ``field`` is a path such as ``key_points.rolls-back.text``.

    ``refuses``: because of it a whole document, or archive of documents, was not read at all.
    """

    file: str
    line: int
    question: str
    field: str
    message: str
    refuses: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(filter(None, [place, self.question, self.field, self.message]))


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every row of a bank has."""

    NOT_CONTENT: ClassVar[frozenset[str]] = frozenset({"place"})

    place: Place = field(default=Place(), compare=False, repr=False)

    @property
    def question_slug(self) -> str:
        """The question it belongs to, if it belongs to one."""
        return ""

    @property
    def path(self) -> str:
        """Where it stands in its question, or in the bank if it belongs to none."""
        return ""

    @property
    def values(self) -> dict[str, Value]:
        """Its own fields: not its parts, and not what it is part of."""
        own = (item.name for item in fields(self) if item.name not in self.NOT_CONTENT)
        return {name: getattr(self, name) for name in own}

    def fault(self, field_name: str, message: str) -> Fault:
        path = ".".join(filter(None, [self.path, field_name]))
        line = self.place.line_of(field_name)
        return Fault(self.place.file, line, self.question_slug, path, message)


@dataclass(frozen=True, kw_only=True)
class TopicEntry(Entry):
    slug: str
    name: str
    description: str = ""

    @property
    def path(self) -> str:
        return f"topics.{self.slug}"


@dataclass(frozen=True, kw_only=True)
class PartEntry(Entry):
    """A row of one question. ``GROUP`` is the field of ``QuestionEntry`` that holds its like."""

    NOT_CONTENT: ClassVar[frozenset[str]] = frozenset({"place", "question"})
    GROUP: ClassVar[str]

    question: str
    key: str
    position: int

    @property
    def question_slug(self) -> str:
        return self.question

    @property
    def path(self) -> str:
        return f"{self.GROUP}.{self.key or self.position}"


@dataclass(frozen=True, kw_only=True)
class StructureStepEntry(PartEntry):
    GROUP: ClassVar[str] = "structure_steps"

    label: str
    guidance: str


@dataclass(frozen=True, kw_only=True)
class KeyPointEntry(PartEntry):
    GROUP: ClassVar[str] = "key_points"

    text: str
    aliases: tuple[str, ...] = ()
    is_suggestion: bool = False


@dataclass(frozen=True, kw_only=True)
class MistakeEntry(PartEntry):
    GROUP: ClassVar[str] = "mistakes"

    text: str


@dataclass(frozen=True, kw_only=True)
class FollowUpEntry(PartEntry):
    GROUP: ClassVar[str] = "follow_ups"

    text: str


PART_TYPES: tuple[type[PartEntry], ...] = (
    StructureStepEntry,
    KeyPointEntry,
    MistakeEntry,
    FollowUpEntry,
)


@dataclass(frozen=True, kw_only=True)
class QuestionEntry(Entry):
    """``topics`` and ``related`` are slugs in alphabetical order: the database keeps no other.

    What nobody stated is empty, or None for the seconds.
    """

    NOT_CONTENT: ClassVar[frozenset[str]] = frozenset(
        {"place", *(part.GROUP for part in PART_TYPES)}
    )

    slug: str
    position: int
    status: str
    title: str
    prompt: str
    category: str = ""
    difficulty: str = ""
    round: str = ""
    target_min_seconds: int | None = None
    target_max_seconds: int | None = None
    framework: str = ""
    sample_answer: str = ""
    notes: str = ""
    source: str = ""
    licence: str = ""
    attribution: str = ""
    topics: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    structure_steps: tuple[StructureStepEntry, ...] = ()
    key_points: tuple[KeyPointEntry, ...] = ()
    mistakes: tuple[MistakeEntry, ...] = ()
    follow_ups: tuple[FollowUpEntry, ...] = ()

    @property
    def question_slug(self) -> str:
        return self.slug

    @property
    def parts(self) -> tuple[PartEntry, ...]:
        return (*self.structure_steps, *self.key_points, *self.mistakes, *self.follow_ups)


@dataclass(frozen=True)
class Bank:
    topics: tuple[TopicEntry, ...] = ()
    questions: tuple[QuestionEntry, ...] = ()

    @property
    def entries(self) -> Iterator[Entry]:
        """Every row, each question before its parts."""
        families = ((question, *question.parts) for question in self.questions)
        return chain(self.topics, chain.from_iterable(families))

    @property
    def slugs(self) -> set[str]:
        return {question.slug for question in self.questions}


EMPTY = Bank()


@dataclass(frozen=True)
class Reading:
    """The bank as far as it could be read, and what was wrong with the rest."""

    bank: Bank = EMPTY
    faults: tuple[Fault, ...] = ()
