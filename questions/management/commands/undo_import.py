"""``manage.py undo_import``: take an import back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.bankfile.importing.undoing import UndoRefusedError, undo
from questions.management.progress import progress_bar
from questions.models import Import


class Command(BaseCommand):
    help = (
        "Take an import back: new questions go, changed ones become what they were. What somebody "
        "edited since stays as it is, and what somebody practised is retired. Without a number, the "
        "imports are listed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", nargs="?", type=int, help="The import's number.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["number"] is None:
            self.stdout.write("\n".join(map(_line, Import.objects.all()[:20])))
            return
        imported = Import.objects.filter(pk=options["number"]).first()
        if imported is None:
            raise CommandError(f"There is no import {options['number']}.")
        try:
            with progress_bar("Undoing", "questions", shown=bool(options["verbosity"])) as progress:
                undone = undo(imported, progress=progress)
        except UndoRefusedError as error:
            raise CommandError(f"{error} {_line(imported)}") from error
        for slug, reason in undone.kept:
            self.stdout.write(f"Kept: {slug}: {reason}")
        self.stdout.write(
            f"Questions: {len(undone.removed):,} removed, {len(undone.restored):,} as before, "
            f"{len(undone.retired):,} retired because somebody practised them, "
            f"{len(undone.kept):,} kept"
        )


def _line(imported: Import) -> str:
    when = imported.created_at.strftime("%Y-%m-%d %H:%M")
    names = ", ".join(source["name"] for source in imported.sources[:3])
    return f"{imported.pk}: {when}, {imported.get_status_display().lower()}, {names}"
