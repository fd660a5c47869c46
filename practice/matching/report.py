"""What goes into a comparison and what comes out of it: frozen values that know no engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How far a draft makes a point."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of the draft as it was given: ``draft[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Point:
    """A key point: its own text and other ways of saying it (any sequence, kept as a tuple)."""

    text: str
    aliases: Sequence[str] = ()

    def __post_init__(self) -> None:
        if isinstance(self.aliases, str):
            raise TypeError("The aliases are a sequence of strings, not one string.")
        object.__setattr__(self, "aliases", tuple(self.aliases))

    @property
    def phrasings(self) -> tuple[str, ...]:
        return (self.text, *self.aliases)


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of the question that a draft answers: other words for what its points mean."""

    sample_answer: str = ""


@dataclass(frozen=True, slots=True)
class PointReport:
    """What the engine found for one point.

    ``score`` is between 0 and 1, ``confidence`` the probability that the verdict is a reader's too.
    ``evidence`` is the draft's best sentence for the point and ``evidence_text`` exactly
    ``draft[evidence.start:evidence.end]``; None and "" where nothing spoke for it. ``matched`` are
    the words of the draft that did, as written there, in the draft's order. ``reason`` is a
    sentence or two for a person.
    """

    point: Point
    verdict: Verdict
    score: float
    confidence: float
    evidence: Span | None
    evidence_text: str
    matched: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One :class:`PointReport` a point, in the order of the points, and the engine that judged."""

    points: tuple[PointReport, ...]
    engine: str

    def with_verdict(self, verdict: Verdict) -> tuple[PointReport, ...]:
        return tuple(point for point in self.points if point.verdict is verdict)

    @property
    def covered(self) -> tuple[PointReport, ...]:
        return self.with_verdict(Verdict.COVERED)

    @property
    def partly(self) -> tuple[PointReport, ...]:
        return self.with_verdict(Verdict.PARTLY)

    @property
    def missing(self) -> tuple[PointReport, ...]:
        return self.with_verdict(Verdict.MISSING)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many points have each verdict; every verdict is a key."""
        return {verdict: len(self.with_verdict(verdict)) for verdict in Verdict}

    @property
    def coverage(self) -> float:
        """The share of points made, 0 to 1, a partly made point counting half; 0 without points."""
        if not self.points:
            return 0.0
        return (len(self.covered) + len(self.partly) / 2) / len(self.points)
