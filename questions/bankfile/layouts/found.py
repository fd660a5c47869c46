"""What a reader finds in a document: questions as far as they are stated, and faults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from questions.bankfile.datatypes import Fault

Cells = tuple[str, ...]
# Told from 0 to 1 how much has been read.
Progress = Callable[[float], object]


def unseen(_share: float) -> None:
    """Nobody looks at the progress."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text that may hold questions. ``name`` is what faults call it; its lines end with ``\\n``.

    ``written`` is the text before anything in it was repaired, for layouts that PrepBank writes itself
    (None where nothing was). ``rows`` are those of a spreadsheet, which has no text. ``progress`` may be
    told by a reader that takes long, how far it is.
    """

    name: str
    text: str
    written: str | None = None
    rows: tuple[Cells, ...] = ()
    progress: Progress = field(default=unseen, compare=False, repr=False)

    @property
    def as_written(self) -> str:
        return self.text if self.written is None else self.written

    def fault(self, line: int, message: str, field: str = "", *, refuses: bool = False) -> Fault:
        """Return a fault of this document at ``line`` (from 1; 0 is the whole of it)."""
        return Fault(self.name, line, "", field, message, refuses)

    def refusal(self, line: int, message: str) -> Fault:
        """Return why nothing of this document was read."""
        return self.fault(line, message, refuses=True)


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of a document, as Markdown, and the line (from 1) on which it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class FoundPart(Passage):
    """A step, key point, mistake or follow-up; of a step, ``label`` is its name, ``text`` its guidance.

    ``key`` and ``position`` (from 1) are stated only by layouts that know them.
    """

    label: str = ""
    key: str = ""
    position: int | None = None
    aliases: tuple[str, ...] = ()
    is_suggestion: bool = False


@dataclass(frozen=True, slots=True)
class FoundTopic:
    """A topic with its name and description, or as much of it as a document states."""

    slug: str
    line: int
    name: str = ""
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuestion:
    """One question. What the document does not state is None, or an empty tuple.

    ``structure`` is the guidance on how to build the answer as prose, ``steps`` the same in steps,
    ``framework`` its name where it has one. ``category``, ``difficulty``, ``round`` and ``status`` hold
    values of the choices in ``questions.models``; seconds are of the spoken answer and stand on
    ``seconds_line``. ``topics`` and ``related`` are slugs, or names of which slugs can be made.
    ``notes`` is whatever the document says beyond the named parts. ``states_empty`` names the fields
    that the document states to hold nothing. ``file`` and ``line`` are where the question begins.
    """

    file: str
    line: int
    prompt: Passage
    slug: Passage | None = None
    title: Passage | None = None
    position: int | None = None
    status: Passage | None = None
    structure: Passage | None = None
    steps: tuple[FoundPart, ...] = ()
    framework: Passage | None = None
    sample_answer: Passage | None = None
    key_points: tuple[FoundPart, ...] = ()
    mistakes: tuple[FoundPart, ...] = ()
    follow_ups: tuple[FoundPart, ...] = ()
    notes: Passage | None = None
    category: Passage | None = None
    difficulty: Passage | None = None
    round: Passage | None = None
    min_seconds: int | None = None
    max_seconds: int | None = None
    seconds_line: int | None = None
    topics: tuple[Passage, ...] = ()
    related: tuple[Passage, ...] = ()
    source: Passage | None = None
    licence: Passage | None = None
    attribution: Passage | None = None
    states_empty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader found in one document, in its order."""

    questions: tuple[FoundQuestion, ...] = ()
    faults: tuple[Fault, ...] = ()
    topics: tuple[FoundTopic, ...] = ()


class Layout(Protocol):
    """A way in which documents hold questions.

    ``reads_as_written``: it reads ``Document.as_written``, so that repairs of ``text`` do not concern it.
    """

    name: str
    reads_as_written: bool

    def likelihood(self, document: Document) -> float:
        """Return how sure it is, from 0 to 1, that ``document`` is laid out so; cheap; never raises."""
        ...

    def read(self, document: Document) -> Finding:
        """Return all that ``document`` states, in time linear in its length; never raises on a text."""
        ...
