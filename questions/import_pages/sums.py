"""How many questions of an import are of which kind, and one page of those of one kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from questions.models import Decision, Import, ImportItem, ImportStatus, Outcome

PAGE_SIZE = 25
Fault = dict[str, Any]
Filters = dict[str, tuple[str, Q]]


WAITING = Q(decision="")
ADDED = Q(decision=Decision.ADD)
UPDATED = Q(decision=Decision.UPDATE) & ~Q(outcome=Outcome.UNCHANGED)

_CAN_BE_WRITTEN = Q(errors=[])
PREVIEW_FILTERS: Filters = {
    "all": ("All", Q()),
    "waiting": ("Waiting for a decision", WAITING),
    "new": ("New", _CAN_BE_WRITTEN & Q(outcome=Outcome.NEW)),
    "changed": ("Changed", _CAN_BE_WRITTEN & Q(outcome=Outcome.CHANGED)),
    "unchanged": ("Unchanged", _CAN_BE_WRITTEN & Q(outcome=Outcome.UNCHANGED)),
    "left_out": (
        "Left out",
        _CAN_BE_WRITTEN & Q(decision=Decision.SKIP) & ~Q(outcome=Outcome.UNCHANGED),
    ),
    "faulty": ("Cannot be written", ~_CAN_BE_WRITTEN),
}
DONE_FILTERS: Filters = {
    "all": ("All", Q()),
    "added": ("Added", ADDED),
    "updated": ("Changed", UPDATED),
    "left": ("Left as they were", ~ADDED & ~UPDATED),
}


@dataclass(frozen=True)
class Filter:
    """One way of looking at the items, with how many of them it keeps."""

    name: str
    label: str
    count: int


@dataclass(frozen=True)
class Sums:
    """How many questions each filter keeps, how many wait, and how many are (to be) added and changed."""

    filters: tuple[Filter, ...]
    waiting: int
    added: int
    updated: int

    @property
    def total(self) -> int:
        return self.filters[0].count

    @property
    def order(self) -> str:
        """What confirming does: "Import 12 new questions and change 3"."""
        if not self.added:
            return f"Change {counted(self.updated, 'question')}"
        change = f" and change {self.updated:,}" if self.updated else ""
        return f"Import {counted(self.added, 'new question')}{change}"

    @property
    def outcome(self) -> str:
        """What confirming did: "12 questions were added and 3 changed"."""
        were = "was" if self.added == 1 else "were"
        return f"{counted(self.added, 'question')} {were} added and {self.updated:,} changed"


def counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def sums(imported: Import) -> Sums:
    """Count the items, in one query."""
    filters = filters_of(imported)
    conditions = {name: condition for name, (_, condition) in filters.items()}
    conditions |= {"to_decide": WAITING, "to_add": ADDED, "to_update": UPDATED}
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    found = imported.items.aggregate(**counts)
    return Sums(
        tuple(Filter(name, label, found[name]) for name, (label, _) in filters.items()),
        found["to_decide"],
        found["to_add"],
        found["to_update"],
    )


def filters_of(imported: Import) -> Filters:
    return PREVIEW_FILTERS if imported.status == ImportStatus.PREVIEWED else DONE_FILTERS


def items_of(imported: Import, show: str) -> QuerySet[ImportItem]:
    """Return the items that the filter called ``show`` keeps; all of them where there is no such one."""
    filters = filters_of(imported)
    return imported.items.filter(filters.get(show, filters["all"])[1]).order_by("number")


def page_of(rows: Any, number: str | None, size: int = PAGE_SIZE) -> Page:
    return Paginator(rows, size).get_page(number)


# --- What was wrong -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Repairs:
    """One kind of repair in one document: on ``line``, and on so many ``more`` lines."""

    file: str
    line: int
    message: str
    more: int


def grouped(repairs: Iterable[Fault]) -> list[Repairs]:
    lines: dict[tuple[str, str], list[int]] = {}
    for repair in repairs:
        lines.setdefault((repair["file"], repair["message"]), []).append(repair["line"])
    return [Repairs(file, at[0], message, len(at) - 1) for (file, message), at in lines.items()]


def refusals(imported: Import) -> list[Fault]:
    """Return the faults because of which nothing of a document was read."""
    return [fault for fault in imported.faults if fault.get("refuses")]


def other_faults(imported: Import) -> list[Fault]:
    return [fault for fault in imported.faults if not fault.get("refuses")]
