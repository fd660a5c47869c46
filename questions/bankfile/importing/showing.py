"""An import's items as a person looks at them: what would become of each, and what of it is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from questions.bankfile.comparing import Difference, compare
from questions.bankfile.datatypes import Bank, Entry, PartEntry, QuestionEntry, Value
from questions.bankfile.importing.deciding import wanted_entries
from questions.bankfile.importing.found_json import from_json
from questions.bankfile.layouts.describing import missing_parts, places_of
from questions.models import ImportItem

LABELS = {
    "structure_steps": "Structure",
    "key_points": "Key point",
    "mistakes": "Mistake",
    "follow_ups": "Follow-up",
    "target_min_seconds": "Shortest answer",
    "target_max_seconds": "Longest answer",
    "notes": "Go deeper",
}


@dataclass(frozen=True)
class Change:
    """One field or part that an import changes; None where it was not there, or goes."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Shown:
    """An item with the question as it is (None: there is none) and as it would be.

    ``places`` says for each field where its document states it, as ``file:line``; ``missing`` names
    what no document states.
    """

    item: ImportItem
    before: QuestionEntry | None
    after: QuestionEntry
    changes: tuple[Change, ...]
    places: dict[str, str]
    missing: tuple[str, ...]


def shown(items: Iterable[ImportItem]) -> list[Shown]:
    """Return each item as it is to be shown: a fixed number of queries for any number of items."""
    return [_shown(*entries) for entries in wanted_entries(items)]


def _shown(item: ImportItem, before: QuestionEntry | None, after: QuestionEntry) -> Shown:
    found = from_json(item.found)
    changes = tuple(_changes(before, after)) if before else ()
    return Shown(item, before, after, changes, places_of(found), missing_parts(found))


def _changes(before: QuestionEntry, after: QuestionEntry) -> Iterator[Change]:
    for difference in compare(Bank((), (before,)), Bank((), (after,))):
        if isinstance(difference.entry, PartEntry):
            yield _part_change(difference)
        else:
            for name, (earlier, later) in difference.fields.items():
                yield Change(_label(name), _text(earlier), _text(later))


def _part_change(difference: Difference) -> Change:
    entry = difference.entry
    assert isinstance(entry, PartEntry)
    label = f"{_label(entry.GROUP)} {entry.position}"
    return Change(label, _part_text(difference.before), _part_text(difference.after))


def _part_text(entry: Entry | None) -> str | None:
    if entry is None:
        return None
    values = entry.values
    texts = [_text(values[name]) for name in ("label", "guidance", "text") if name in values]
    also = [f"also: {alias}" for alias in getattr(entry, "aliases", ())]
    note = ["(suggested by a tool)"] if getattr(entry, "is_suggestion", False) else []
    return "\n".join([*texts, *also, *note])


def _label(name: str) -> str:
    return LABELS.get(name, name.replace("_", " ").capitalize())


def _text(value: Value) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)
