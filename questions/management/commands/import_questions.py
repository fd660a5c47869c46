"""``manage.py import_questions``: the questions that stand in documents, into the bank."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError, transaction

from questions.bankfile.importing.confirming import ImportRefusedError, Written, confirm
from questions.bankfile.importing.deciding import decide_all
from questions.bankfile.importing.previewing import Wishes, compare_with_bank, keep
from questions.bankfile.intake.gathering import SUFFIXES, Found, read_paths
from questions.bankfile.layouts.describing import description_lines, report_json
from questions.bankfile.layouts.recognising import AUTO, LAYOUTS
from questions.management.progress import progress_bar
from questions.models import Decision, Import, ImportItem, Outcome

_NAMED_TOPICS = 20


class Command(BaseCommand):
    help = (
        "Import the questions that stand in documents: say what was found, what each question lacks, "
        "what was repaired and what was wrong; then write all of it as drafts, or nothing. Importing "
        "again changes nothing, and undo_import takes an import back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        places = f"Files ({', '.join(SUFFIXES)}), or folders, which are read with all below them."
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
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")
        _add_choices(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        report: Path | None = options["report"]
        if report:
            _check_place(report)
        self.is_shown = bool(options["verbosity"])
        with progress_bar("Reading", "B", shown=self.is_shown) as progress:
            found = read_paths(options["paths"], options["layout"], progress=progress)
        for line in description_lines(found):
            self.stdout.write(line)
        if report:
            _write(report, report_json(found))
        if not found.questions:
            raise CommandError("No question was found: nothing was imported.")
        unread = sum(fault.refuses for fault in found.faults)
        if unread and not (options["dry_run"] or options["skip_unread"]):
            raise CommandError(
                f"{_counted(unread, 'document')} could not be read: nothing was imported. "
                "To import the rest: --skip-unread."
            )
        try:
            self._import(found, options)
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"The database cannot take them ({error}): nothing was imported. "
                "Has manage.py migrate been run?"
            ) from error

    def _import(self, found: Found, options: dict[str, Any]) -> None:
        wishes = Wishes(
            suggests_key_points=not options["no_suggestions"],
            source=options["source"],
            licence=options["licence"],
            attribution=options["attribution"],
        )
        with progress_bar("Comparing", "questions", shown=self.is_shown) as progress:
            compared = compare_with_bank(found, wishes, progress=progress)
        with transaction.atomic():
            self._write(keep(*compared), options)
            transaction.set_rollback(options["dry_run"])

    def _write(self, imported: Import, options: dict[str, Any]) -> None:
        self._tell_errors(imported, options)
        self._decide(imported, options)
        with progress_bar("Writing", "questions", shown=self.is_shown) as progress:
            try:
                written = confirm(imported, progress=progress)
            except ImportRefusedError as error:
                raise CommandError(f"{error} Nothing was imported.") from error
        self._tell(imported, written, options)

    def _tell_errors(self, imported: Import, options: dict[str, Any]) -> None:
        broken = imported.items.exclude(errors=[])
        for item in broken:
            place = f"{item.found['file']}:{item.found['line']}"
            self.stdout.write(f"Fault: {place}: {item.slug}: {'; '.join(item.errors)}")
        if broken and not (options["dry_run"] or options["skip_unread"]):
            raise CommandError(
                f"{_counted(len(broken), 'question')} cannot be written as it stands there: nothing "
                "was imported. To import the rest: --skip-unread."
            )

    def _decide(self, imported: Import, options: dict[str, Any]) -> None:
        for item in imported.items.filter(decision=""):
            kind = next(kind for kind, holds in _kinds(item).items() if holds)
            why = ", ".join(f"{one['slug']} ({one['reason']})" for one in item.duplicates)
            self.stdout.write(f"{kind}: {item.slug}{': ' if why else ''}{why}")
        edited = imported.items.filter(decision="", is_edited_here=True)
        edited.update(decision=Decision.UPDATE if options["overwrite_edits"] else Decision.SKIP)
        imported.items.filter(decision="", is_retired=True).update(decision=Decision.SKIP)
        decide_all(imported, Decision.ADD if options["duplicates"] == "add" else Decision.SKIP)

    def _tell(self, imported: Import, written: Written, options: dict[str, Any]) -> None:
        same = imported.items.filter(outcome=Outcome.UNCHANGED).count()
        left_out = imported.items.filter(decision=Decision.SKIP).count() - same
        self.stdout.write(
            f"Questions: {written.created:,} new, {written.changed:,} changed, {same:,} unchanged, "
            f"{left_out:,} left out"
        )
        if topics := [topic["name"] for topic in imported.topics]:
            more = " ..." * (len(topics) > _NAMED_TOPICS)
            self.stdout.write(f"Topics: {', '.join(topics[:_NAMED_TOPICS])}{more}")
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")
            is_broken = imported.refused_count or imported.items.exclude(errors=[]).exists()
            if is_broken and not options["skip_unread"]:
                self.stdout.write(
                    "In earnest nothing would be, without --skip-unread: see the faults."
                )
        elif written.created or written.changed:
            self.stdout.write(f"To take it back: manage.py undo_import {imported.pk}")


def _add_choices(parser: CommandParser) -> None:
    """Add what a person decides on the pages of an import."""
    parser.add_argument(
        "--skip-unread",
        action="store_true",
        help="Import the rest where a document cannot be read, or a question cannot be written.",
    )
    parser.add_argument(
        "--duplicates",
        choices=["add", "skip"],
        default="add",
        help="What becomes of questions that are likely there already in other words (add).",
    )
    parser.add_argument(
        "--overwrite-edits",
        action="store_true",
        help="Change questions that somebody edited in admin, too. Otherwise they stay.",
    )
    parser.add_argument(
        "--no-suggestions",
        action="store_true",
        help="Suggest no key points where a document states none.",
    )
    for name, what in (
        ("source", "Where they are from"),
        ("licence", "Under which licence they may be shown"),
        ("attribution", "Whom to name"),
    ):
        parser.add_argument(
            f"--{name}", default="", metavar="TEXT", help=f"{what}, where no document says it."
        )


def _kinds(item: ImportItem) -> dict[str, bool]:
    return {
        "Edited here": item.is_edited_here,
        "Retired here": item.is_retired,
        "Likely a duplicate": True,
    }


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def _check_place(report: Path) -> None:
    """Refuse a place for the report before anything is read."""
    if report.suffix.lower() != ".json":
        raise CommandError(f"{report}: the report's name must end with .json.")
    if not report.parent.is_dir():
        raise CommandError(f"{report}: there is no folder {report.parent}.")
    if report.is_dir():
        raise CommandError(f"{report}: this is a folder.")


def _write(report: Path, chunks: Iterable[str]) -> None:
    """Write all of the report or nothing."""
    part = report.with_name(f".{report.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.writelines(chunks)
        part.replace(report)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CommandError(f"{report}: {error.strerror or error}.") from error
