"""What a reader finds in a document: questions as far as they are stated, and faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from questions.bankfile.datatypes import Fault


@dataclass(frozen=True, slots=True)
class Document:
    """A text that may hold questions. ``name`` is what faults call it; its lines end with ``\\n``."""

    name: str
    text: str

    def fault(self, line: int, message: str, field: str = "") -> Fault:
        """Return a fault of this document at ``line`` (from 1; 0 is the whole of it)."""
        return Fault(self.name, line, "", field, message)


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of a document, as Markdown, and the line (from 1) on which it begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuestion:
    """One question. What the document does not state is None, or an empty tuple.

    ``structure`` is the guidance on how to build the answer, ``framework`` its name where it has one.
    ``category``, ``difficulty`` and ``round`` hold values of the choices in ``questions.models``;
    seconds are of the spoken answer. ``notes`` is whatever the document says beyond the named parts.
    ``file`` and ``line`` are where the question begins.
    """

    file: str
    line: int
    prompt: Passage
    structure: Passage | None = None
    framework: Passage | None = None
    sample_answer: Passage | None = None
    key_points: tuple[Passage, ...] = ()
    mistakes: tuple[Passage, ...] = ()
    notes: Passage | None = None
    category: Passage | None = None
    difficulty: Passage | None = None
    round: Passage | None = None
    min_seconds: int | None = None
    max_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader found in one document, in its order."""

    questions: tuple[FoundQuestion, ...] = ()
    faults: tuple[Fault, ...] = ()


class Layout(Protocol):
    """A way in which documents hold questions."""

    name: str

    def likelihood(self, document: Document) -> float:
        """Return how sure it is, from 0 to 1, that ``document`` is laid out so; cheap; never raises."""
        ...

    def read(self, document: Document) -> Finding:
        """Return all that ``document`` states, in time linear in its length; never raises on a text."""
        ...
