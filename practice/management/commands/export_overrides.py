"""``manage.py export_overrides --output FILE.jsonl``: where people disagreed, as labels for the engine."""

import json
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practice.exporting import draft_rows, overridden_attempts, question_rows

Rows = list[dict[str, Any]]


class Command(BaseCommand):
    help = (
        "Writes every answer in which the candidate overrode a verdict, a JSON object a line in the "
        "format of fixtures/coverage. The words of an answer are in it only where the candidate shares "
        "their texts. docs/comparison.md tells what the lines mean."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--output", metavar="FILE", required=True, type=Path, help="where the answers go"
        )
        parser.add_argument(
            "--questions", metavar="FILE", type=Path, help="where their questions go, if anywhere"
        )
        parser.add_argument(
            "--texts-only", action="store_true", help="leave out the answers that come without text"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        attempts = overridden_attempts(texts_only=options["texts_only"])
        if not attempts:
            whose = " of those who share their texts" if options["texts_only"] else ""
            raise CommandError(f"Nothing to export: nobody{whose} has overridden a verdict yet.")
        rows = draft_rows(attempts)
        files = {options["output"].resolve(): rows}
        if options["questions"]:
            files[options["questions"].resolve()] = question_rows(attempts)
            if len(files) == 1:
                raise CommandError("The answers and their questions need a file each.")
        written: list[Path] = []
        try:
            _write(files, written)
        except OSError as error:
            but = f" but {' and '.join(map(str, written))}" if written else ""
            raise CommandError(f"Nothing{but} was written: {error}") from error
        self.stdout.write(_summary(rows))


def _write(files: dict[Path, Rows], written: list[Path]) -> None:
    """Write every file whole before any takes its place. Its owner alone may read it.

    ``written`` grows by each path in its place: no system changes two at once.
    """
    with ExitStack() as stack:
        parts = {}
        for path, rows in files.items():
            if path.exists() and not path.is_file():
                raise OSError(f"{path} is not a file.")
            folder = stack.enter_context(TemporaryDirectory(dir=path.parent, prefix=".export-"))
            part = parts[path] = Path(folder, path.name)
            part.touch(mode=0o600)
            lines = (f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
            part.write_text("".join(lines), encoding="utf-8", newline="\n")
        for path, part in parts.items():
            part.replace(path)
            written.append(path)


def _summary(rows: Rows) -> str:
    points = [point for row in rows for point in row["points"]]
    overrides = sum(point["labelled_by"] == "candidate" for point in points)
    texts = sum(row["draft"] is not None for row in rows)
    return f"Answers: {len(rows)}, with their text: {texts}. Overrides: {overrides}."
