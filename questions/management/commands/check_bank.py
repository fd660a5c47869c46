"""``manage.py check_bank``: what a careful editor would mend, in the database or in files."""

from collections.abc import Sized
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize

from questions.bankfile.checking import find_editorial_faults
from questions.bankfile.datatypes import EMPTY, Bank, Fault
from questions.bankfile.files import read_bank
from questions.bankfile.fromdatabase import stored_bank
from questions.bankfile.validation import find_all_errors


class Command(BaseCommand):
    help = (
        "Report every fault of the question bank in the database, or of the files named, which "
        "are checked without the database. Exits with 1 if there is any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="Files or directories.")

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        bank, faults = (stored_bank(), []) if not paths else _read(paths)
        faults = faults or _check(bank, _names_known_beside(paths))
        for fault in faults:
            self.stdout.write(str(fault))
        counted = f"{_count(bank.questions, 'question')}, {_count(faults, 'fault')}"
        if faults:
            raise CommandError(counted)
        self.stdout.write(counted)


def _count(things: Sized, name: str) -> str:
    return f"{len(things)} {name}{pluralize(things)}"


def _read(paths: list[Path]) -> tuple[Bank, list[Fault]]:
    reading = read_bank(paths)
    return reading.bank, list(reading.faults)


def _check(bank: Bank, known: Bank) -> list[Fault]:
    return sorted([*find_all_errors(bank, known), *find_editorial_faults(bank)])


def _names_known_beside(paths: list[Path]) -> Bank:
    """One file alone may name topics and questions that stand elsewhere in the bank."""
    is_whole = all(path.is_dir() for path in paths)
    return EMPTY if is_whole else read_bank([settings.BANK_DIR]).bank
