"""``manage.py export_questions``: the bank, or a part of it, as files."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize
from tqdm import tqdm

from questions.bankfile.datatypes import Bank
from questions.bankfile.writers.choosing import bank_of
from questions.bankfile.writers.formats import FORMATS, Format
from questions.bankfile.writers.packing import write_zip
from questions.bankfile.writers.placing import (
    ForeignFileError,
    Pieces,
    whole_file,
    write_folder,
)
from questions.models import PublicationStatus, Question

ALL = "all"


class Command(BaseCommand):
    help = (
        "Write the question bank, or a part of it, to a file or a folder: whole or not at all. "
        "A format of many files goes into a folder, or into an archive if the output's name ends "
        "with .zip; one file goes to standard output if no output is named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="Only these questions.")
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("--output", type=Path, metavar="PATH", help="A file or a folder.")
        parser.add_argument(
            "--status",
            choices=[*PublicationStatus.values, ALL],
            default=ALL,
            help="Only questions of this status. Without it, all are written.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen, output = FORMATS[options["format"]], options["output"]
        _check(chosen, output)
        bank = _chosen_bank(options["slugs"], options["status"])
        pieces = _counted(chosen.write(bank), len(bank.questions), options["verbosity"])
        try:
            _write(chosen, pieces, output)
        except ForeignFileError as error:
            raise CommandError(f"{error}: nothing was written.") from error
        except OSError as error:
            raise CommandError(f"{output or 'standard output'}: {error.strerror}.") from error
        if options["verbosity"]:
            self._report(chosen, bank, output)

    def _report(self, chosen: Format, bank: Bank, output: Path | None) -> None:
        count = len(bank.questions)
        place = output or "standard output"
        # Standard output may be the file: what is said goes beside it.
        self.stderr.write(f"{count} question{pluralize(count)} to {place}.", self._plain)
        for loss in chosen.losses(bank):
            self.stderr.write(loss, self._plain)

    @staticmethod
    def _plain(text: str) -> str:
        return text


def _check(chosen: Format, output: Path | None) -> None:
    """Refuse a place, or a format, before anything is read."""
    if not chosen.is_available():
        raise CommandError(f"The {chosen.title} needs a package more: make install-{chosen.name}.")
    if output is None:
        if chosen.is_many:
            raise CommandError(f"--output is wanted: {chosen.title} are many files.")
    elif output.suffix.lower() != ".zip" and chosen.is_many:
        if output.exists() and not output.is_dir():
            raise CommandError(f"{output}: this is no folder, and {chosen.title} are many files.")
    elif output.is_dir():
        raise CommandError(f"{output}: this is a folder.")
    elif not output.parent.is_dir():
        raise CommandError(f"{output}: there is no folder {output.parent}.")


def _chosen_bank(slugs: Sequence[str], status: str) -> Bank:
    questions = Question.objects.all()
    if status != ALL:
        questions = questions.filter(status=status)
    if slugs:
        questions = questions.filter(slug__in=slugs)
    bank = bank_of(questions, is_whole=not slugs and status == ALL)
    if missing := sorted(set(slugs) - bank.slugs):
        raise CommandError(f"There is no such question: {', '.join(missing)}.")
    return bank


def _counted(pieces: Pieces, total: int, verbosity: int) -> Iterator[tuple[str, bytes]]:
    """Pass the pieces on, and show on a terminal how many questions are done: about one a piece."""
    with tqdm(total=total, unit=" questions", disable=None if verbosity else True) as bar:
        for piece in pieces:
            yield piece
            bar.update(min(1, total - bar.n))
        bar.update(total - bar.n)


def _write(chosen: Format, pieces: Pieces, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.writelines(piece for _, piece in pieces)
        sys.stdout.buffer.flush()
    elif output.suffix.lower() == ".zip":
        with whole_file(output) as file:
            write_zip(pieces, file)
    elif chosen.is_many:
        write_folder(pieces, output, chosen.first_lines)
    else:
        with whole_file(output) as file:
            file.writelines(piece for _, piece in pieces)
