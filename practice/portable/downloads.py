"""The files that a candidate can take along, by the names that their addresses end in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from practice.portable import anki
from practice.portable.calendar_file import calendar
from practice.portable.collecting import collect
from practice.portable.labels import labels_for
from practice.portable.markdown import as_markdown
from practice.portable.tables import attempts_csv, due_csv
from practice.schedule.zones import zone_of
from prepbank.accounts.models import Candidate
from questions.models import Question


@dataclass(frozen=True)
class Download:
    """``name`` is the file's without its date: ``("attempts", "csv")``."""

    name: tuple[str, str]
    content_type: str
    write: Callable[[Candidate], bytes]

    def file_name(self, candidate: Candidate | None) -> str:
        stem, ending = self.name
        return f"prepbank-{stem}-{timezone.localdate(timezone=zone_of(candidate))}.{ending}"


def as_json(candidate: Candidate) -> bytes:
    """Return everything of ``candidate`` in the format of docs/export-format.md."""
    return f"{json.dumps(collect(candidate), ensure_ascii=False, indent=1)}\n".encode()


def to_read(candidate: Candidate) -> bytes:
    return as_markdown(collect(candidate), labels_for(candidate)).encode()


def _attempts(candidate: Candidate) -> bytes:
    return attempts_csv(collect(candidate), labels_for(candidate))


def _due(candidate: Candidate) -> bytes:
    return due_csv(collect(candidate), labels_for(candidate))


def _calendar(candidate: Candidate) -> bytes:
    return calendar(candidate, labels_for(candidate), timezone.now())


def _practised_deck(candidate: Candidate) -> bytes:
    return anki.deck(anki.practised_questions(candidate))


def _whole_deck(candidate: Candidate | None) -> bytes:
    return anki.deck(Question.objects.published())


JSON = Download(("practice", "json"), "application/json", as_json)
DECK = Download(("key-points", "apkg"), "application/octet-stream", _practised_deck)
WHOLE_DECK = Download(("all-key-points", "apkg"), "application/octet-stream", _whole_deck)
OF_ONES_OWN = {
    "json": JSON,
    "markdown": Download(("practice", "md"), "text/markdown; charset=utf-8", to_read),
    "attempts": Download(("attempts", "csv"), "text/csv; charset=utf-8", _attempts),
    "due": Download(("due", "csv"), "text/csv; charset=utf-8", _due),
    "calendar": Download(("calendar", "ics"), "text/calendar; charset=utf-8", _calendar),
}
DECKS = {"anki": DECK, "anki-all": WHOLE_DECK}
