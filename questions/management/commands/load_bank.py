"""``manage.py load_bank``: the bank's files into the database."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize

from questions.bankfile.datatypes import Fault
from questions.bankfile.files import read_bank
from questions.bankfile.loading import BankError, Options, Report, load_bank
from questions.bankfile.reporting import detail_lines, summary_lines, unlisted_lines


class Command(BaseCommand):
    help = (
        "Load the question bank from its files: check every rule, write only what differs, "
        "all of it or nothing. What candidates wrote is never touched."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="Files or directories.")
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")
        parser.add_argument(
            "--overwrite-edits",
            action="store_true",
            help="Load rows that someone changed in admin since the last load, too.",
        )
        parser.add_argument(
            "--retire-missing",
            action="store_true",
            help="Retire the questions that stand in none of the directories.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths = options["paths"] or [settings.BANK_DIR]
        is_whole = all(path.is_dir() for path in paths)
        if options["retire_missing"] and not is_whole:
            raise CommandError(
                "--retire-missing needs directories: a file is never the whole bank."
            )
        reading = read_bank(paths)
        if reading.faults:
            raise self._refusal(reading.faults)
        names = ("dry_run", "overwrite_edits", "retire_missing")
        try:
            report = load_bank(reading.bank, Options(**{name: options[name] for name in names}))
        except BankError as error:
            raise self._refusal(error.faults) from error
        if options["verbosity"]:
            self._print(report, is_whole=is_whole, **options)

    def _refusal(self, faults: Sequence[Fault]) -> CommandError:
        for fault in faults:
            self.stderr.write(str(fault))
        return CommandError(f"{len(faults)} fault{pluralize(faults)}: nothing was loaded.")

    def _print(self, report: Report, *, is_whole: bool, **options: Any) -> None:
        lines = [*detail_lines(report)] if options["verbosity"] >= 2 else []
        lines += summary_lines(report)
        if is_whole and not options["retire_missing"]:
            lines += unlisted_lines(report)
        if options["dry_run"]:
            lines.append("Dry run: nothing was written.")
        for line in lines:
            self.stdout.write(line)
