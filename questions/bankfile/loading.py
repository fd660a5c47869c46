"""A bank -> the database: all of it or nothing, and only the rows that differ.

What candidates wrote is in no table that this touches, and what editors changed in admin stays
unless the caller says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from questions.bankfile.comparing import Difference, RowKey, compare, row_key
from questions.bankfile.datatypes import RETIRED, Bank, Entry, Fault, QuestionEntry
from questions.bankfile.edits import rows_edited_here
from questions.bankfile.fromdatabase import stored_bank
from questions.bankfile.storing import settle, store
from questions.bankfile.validation import find_all_errors


class BankError(Exception):
    """The bank was refused, and nothing was written."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class Options:
    dry_run: bool = False
    overwrite_edits: bool = False
    retire_missing: bool = False


@dataclass(frozen=True)
class Report:
    """What a load came to. ``kept`` are the differences that editors made, and that stay."""

    bank: Bank
    written: tuple[Difference, ...]
    kept: tuple[Difference, ...]
    unlisted: tuple[str, ...]


DEFAULTS = Options()


@transaction.atomic
def load_bank(bank: Bank, options: Options = DEFAULTS) -> Report:
    """Make the database hold ``bank``. Raise ``BankError``, with every fault, if it may not."""
    stored = stored_bank()
    if faults := find_all_errors(bank, stored):
        raise BankError(faults)
    unlisted = _unlisted(stored, bank)
    wanted = _retiring(bank, unlisted) if options.retire_missing else bank
    differences, edited = compare(stored, wanted), rows_edited_here()
    kept = () if options.overwrite_edits else _among(edited, differences)
    written = tuple(change for change in differences if change not in kept)
    store(written)
    settle(_agreeing(bank, edited, differences))
    transaction.set_rollback(options.dry_run)
    return Report(wanted, written, kept, tuple(question.slug for question in unlisted))


def _among(edited: set[RowKey], differences: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(change for change in differences if row_key(change.entry) in edited)


def _agreeing(bank: Bank, edited: set[RowKey], differences: Iterable[Difference]) -> list[Entry]:
    """Return the rows with which the bank has caught up: the next change to them is the bank's."""
    open_edits = edited - {row_key(change.entry) for change in differences}
    return [entry for entry in bank.entries if row_key(entry) in open_edits]


def _unlisted(stored: Bank, bank: Bank) -> list[QuestionEntry]:
    return [
        question
        for question in stored.questions
        if question.slug not in bank.slugs and question.status != RETIRED
    ]


def _retiring(bank: Bank, unlisted: Iterable[QuestionEntry]) -> Bank:
    retired = (replace(question, status=RETIRED) for question in unlisted)
    return Bank(bank.topics, (*bank.questions, *retired))
