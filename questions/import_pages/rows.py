"""The questions of a preview: what candidates would get, what that changes, what may become of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from questions.bankfile.datatypes import QuestionEntry
from questions.bankfile.importing.deciding import possible_decisions
from questions.bankfile.importing.showing import LABELS, Change, Shown, shown
from questions.differences import Change as Run
from questions.differences import difference
from questions.models import Decision, ImportItem, Question, Topic

LONGEST_COMPARED = 20_000
_NUMBER = re.compile(r" \d+$")
_FIELDS = {label: name for name, label in LABELS.items()}
# What entries and found questions call differently.
_FOUND_FIELDS = {
    "structure_steps": ("steps", "structure"),
    "target_min_seconds": ("min_seconds",),
    "target_max_seconds": ("max_seconds",),
}

# Of each question in the bank, by its slug: its key and its title.
Known = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Choice:
    """One thing that may become of a question. ``value`` is what the form posts."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Duplicate:
    """A question that it may repeat. ``pk`` is None where only this import has it."""

    slug: str
    title: str
    reason: str
    pk: int | None


@dataclass(frozen=True)
class ChangedField:
    """A field or part with the runs of text that lead from what it is to what it would be."""

    label: str
    place: str
    runs: list[Run]


@dataclass(frozen=True)
class Row:
    """One question. ``question`` is never saved: templates ask it what candidates would read."""

    shown: Shown
    question: Question
    topics: list[str]
    known: Known

    @property
    def item(self) -> ImportItem:
        return self.shown.item

    @property
    def place(self) -> str:
        return f"{self.item.found['file']}:{self.item.found['line']}"

    @property
    def target(self) -> tuple[int, str] | None:
        """The key and the title of the question that it is, or would change."""
        return self.known.get(self.item.question_slug)

    @property
    def structure_place(self) -> str:
        return self._first_place("steps", "structure")

    @property
    def duplicates(self) -> list[Duplicate]:
        pk_of = {slug: pk for slug, (pk, _) in self.known.items()}
        return [Duplicate(**one, pk=pk_of.get(one["slug"])) for one in self.item.duplicates]

    @property
    def choices(self) -> list[Choice]:
        """What may become of it; empty where there is nothing to choose."""
        possible = possible_decisions(self.item)
        if possible == [Decision.SKIP]:
            return []
        chosen = self.item.decision
        if chosen == Decision.UPDATE and self.item.duplicates:
            chosen = f"{chosen}:{self.item.target}"
        pairs = [pair for decision in possible for pair in self._values(decision)]
        return [Choice(value, label, value == chosen) for value, label in pairs]

    @property
    def chosen(self) -> str:
        return next((one.label for one in self.choices if one.is_chosen), "")

    @property
    def changes(self) -> list[ChangedField]:
        return [
            ChangedField(
                change.label, self._place_of(change), _runs(change.before or "", change.after or "")
            )
            for change in self.shown.changes
        ]

    def _values(self, decision: Decision) -> list[tuple[str, str]]:
        """Only what the bank has can be changed: not another question of the same import."""
        if decision == Decision.UPDATE and self.item.duplicates:
            return [
                (f"{decision}:{one.slug}", f"Change “{one.title}”")
                for one in self.duplicates
                if one.pk is not None
            ]
        if decision == Decision.UPDATE and self.target:
            return [(decision, f"Change “{self.target[1]}”")]
        return [(decision, "Add as a new question" if decision == Decision.ADD else decision.label)]

    def _place_of(self, change: Change) -> str:
        """Return where a document states what it would be; what goes stands in none."""
        if change.after is None:
            return ""
        label = _NUMBER.sub("", change.label)
        name = _FIELDS.get(label, label.lower().replace(" ", "_"))
        return self._first_place(*_FOUND_FIELDS.get(name, (name,)))

    def _first_place(self, *names: str) -> str:
        return next((place for name in names if (place := self.shown.places.get(name))), "")


def rows_of(items: Iterable[ImportItem]) -> list[Row]:
    """Return items as they are to be shown: a fixed number of queries for any number of items."""
    found = shown(items)
    topics, known = _topic_names(found), _known(found)
    return [
        Row(one, _question(one.after), [topics.get(slug, slug) for slug in one.after.topics], known)
        for one in found
    ]


def _topic_names(found: list[Shown]) -> dict[str, str]:
    slugs = {slug for one in found for slug in one.after.topics}
    new = {topic["slug"]: topic["name"] for one in found[:1] for topic in one.item.imported.topics}
    return dict(Topic.objects.filter(slug__in=slugs).values_list("slug", "name")) | new


def _known(found: list[Shown]) -> Known:
    slugs = {one.item.question_slug for one in found}
    slugs |= {other["slug"] for one in found for other in one.item.duplicates}
    rows = Question.objects.filter(slug__in=slugs).values_list("slug", "pk", "title")
    return {slug: (pk, title) for slug, pk, title in rows}


def _question(entry: QuestionEntry) -> Question:
    relations = {"topics", "related"}
    own = {name: value for name, value in entry.values.items() if name not in relations}
    return Question(**own)


def _runs(before: str, after: str) -> list[Run]:
    if len(before) + len(after) > LONGEST_COMPARED:
        return [Run(kind, text) for kind, text in (("removed", before), ("added", after)) if text]
    return difference(before, after)
