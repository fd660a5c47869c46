"""Two banks -> how they differ, row by row and field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from questions.bankfile.datatypes import RETIRED, Bank, Entry, PartEntry, QuestionEntry, Value

RowKey = tuple[type[Entry], str, str]


@dataclass(frozen=True)
class Difference:
    """One row that is new (``before`` is None), gone (``after`` is None) or different."""

    before: Entry | None
    after: Entry | None

    @property
    def entry(self) -> Entry:
        entry = self.after or self.before
        assert entry is not None
        return entry

    @cached_property
    def fields(self) -> dict[str, tuple[Value, Value]]:
        """Each field that changes, with its value before and after; none for a whole row."""
        if self.before is None or self.after is None:
            return {}
        before, after = self.before.values, self.after.values
        return {name: (before[name], after[name]) for name in after if before[name] != after[name]}

    @property
    def retires(self) -> bool:
        """Whether a question is withdrawn by this."""
        is_question = isinstance(self.entry, QuestionEntry)
        return is_question and "status" in self.fields and self.fields["status"][1] == RETIRED


def row_key(entry: Entry) -> RowKey:
    """What makes it the same row, whatever it says."""
    return (type(entry), entry.question_slug, entry.path)


def compare(stored: Bank, wanted: Bank) -> list[Difference]:
    """Return what turns ``stored`` into ``wanted``; whole questions and topics only ever come."""
    before = {row_key(entry): entry for entry in stored.entries}
    after = {row_key(entry): entry for entry in wanted.entries}
    return [*_new_or_changed(before, after), *_superfluous(before, after, wanted.slugs)]


def _new_or_changed(
    before: dict[RowKey, Entry], after: dict[RowKey, Entry]
) -> Iterator[Difference]:
    for key, entry in after.items():
        earlier = before.get(key)
        if earlier is None or earlier.values != entry.values:
            yield Difference(earlier, entry)


def _superfluous(
    before: dict[RowKey, Entry], after: Iterable[RowKey], slugs: set[str]
) -> Iterator[Difference]:
    for key, entry in before.items():
        if key not in after and isinstance(entry, PartEntry) and entry.question in slugs:
            yield Difference(entry, None)
