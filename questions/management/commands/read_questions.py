"""``manage.py read_questions``: what PrepBank finds in documents."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.bankfile.layouts.describing import description_lines, report_json
from questions.bankfile.layouts.gathering import SUFFIXES, read_paths
from questions.bankfile.layouts.recognising import AUTO, LAYOUTS


class Command(BaseCommand):
    help = (
        "Say which questions stand in documents, what each of them lacks, and what was repaired. "
        "It only reads: the bank and the documents stay as they are, and no file is written but "
        "the report that --report names. Exits with 1 if no question was found."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        places = f"Files ({', '.join(SUFFIXES)}) or folders, which are read with all below them."
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=places)
        parser.add_argument(
            "--layout",
            choices=[AUTO, *LAYOUTS],
            default=AUTO,
            help="How the documents are laid out. Without it, each document's own is recognised.",
        )
        parser.add_argument(
            "--report",
            type=Path,
            metavar="FILE.json",
            help="Write all that was found to this file.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        report: Path | None = options["report"]
        if report:
            _check_place(report)
        found = read_paths(options["paths"], options["layout"])
        for line in description_lines(found):
            self.stdout.write(line)
        if report:
            _write(report, report_json(found))
        if not found.questions:
            raise CommandError("No question was found.")


def _check_place(report: Path) -> None:
    """Refuse a place for the report before anything is read."""
    if report.suffix.lower() != ".json":
        raise CommandError(f"{report}: the report's name must end with .json.")
    if not report.parent.is_dir():
        raise CommandError(f"{report}: there is no folder {report.parent}.")
    if report.is_dir():
        raise CommandError(f"{report}: this is a folder.")


def _write(report: Path, text: str) -> None:
    """Write all of ``text`` or nothing."""
    part = report.with_name(f".{report.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(report)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CommandError(f"{report}: {error.strerror or error}.") from error
