"""The rows that readers find, wherever they stood -> a bank. Every reader of rows ends here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import attrgetter

from questions.bankfile.datatypes import (
    Bank,
    Entry,
    Fault,
    PartEntry,
    QuestionEntry,
    Reading,
    TopicEntry,
)


@dataclass
class Rows:
    """What readers found. ``slugs`` also names the questions whose own row had a fault."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    slugs: set[str] = field(default_factory=set)

    def extend(self, other: Rows) -> None:
        self.entries += other.entries
        self.faults += other.faults
        self.slugs |= other.slugs


def assemble(rows: Rows) -> Reading:
    """Put each part into its question, in order of position."""
    parts = [entry for entry in rows.entries if isinstance(entry, PartEntry)]
    strays = [part for part in parts if part.question not in rows.slugs]
    faults = [stray.fault("question", "no question read here has this slug") for stray in strays]
    topics = [entry for entry in rows.entries if isinstance(entry, TopicEntry)]
    questions = [entry for entry in rows.entries if isinstance(entry, QuestionEntry)]
    return Reading(
        Bank(tuple(topics), tuple(_with_parts(questions, parts))),
        tuple(sorted(rows.faults + faults)),
    )


def _with_parts(
    questions: Iterable[QuestionEntry], parts: Iterable[PartEntry]
) -> Iterable[QuestionEntry]:
    groups: dict[str, dict[str, list[PartEntry]]] = defaultdict(lambda: defaultdict(list))
    for part in sorted(parts, key=attrgetter("position")):
        groups[part.question][part.GROUP].append(part)
    for question in questions:
        # A slug that stands twice is a fault for the checker; its parts must not count twice too.
        own: Mapping[str, list[PartEntry]] = groups.pop(question.slug, {})
        yield replace(question, **{name: tuple(group) for name, group in own.items()})  # type: ignore[arg-type]
