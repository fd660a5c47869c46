"""``manage.py import_user NAME FILE``: what ``export_user`` wrote becomes an account's practice."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from practice.portable.accounts import account_named
from practice.portable.errors import (
    AlreadyPractisedError,
    MissingQuestionsError,
    NotImportedError,
)
from practice.portable.fitting import fit
from practice.portable.inventory import in_words
from practice.portable.reading import read
from practice.portable.restoring import Restored, restore
from prepbank.accounts.models import Candidate, User


class Command(BaseCommand):
    help = (
        "Reads a JSON file that export_user or the page Your data wrote, and makes everything in it "
        "belong to an account: all of it, or nothing where anything is wrong."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the account's user name")
        parser.add_argument("file", metavar="FILE", type=Path, help="the JSON file")
        parser.add_argument(
            "--replace", action="store_true", help="delete first what the account practised"
        )
        parser.add_argument(
            "--skip-missing",
            action="store_true",
            help="leave out what belongs to questions that are not in this bank",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = account_named(options["name"])
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"Nothing was imported: {error}") from error
        try:
            restored = _import(user, content, options["replace"], options["skip_missing"])
        except NotImportedError as error:
            raise CommandError(f"Nothing was imported. {error}{_way_out(error)}") from error
        self.stdout.write(f"Imported: {in_words(restored.counts)}.")
        if restored.missing:
            self.stdout.write(
                f"Left out: {in_words(restored.left_out)}, and the links of stories, for want of "
                f"{', '.join(restored.missing)}."
            )


@transaction.atomic
def _import(user: User, content: bytes, replace: bool, skip_missing: bool) -> Restored:
    fitted = fit(read(content), skip_missing=skip_missing)
    candidate, _ = Candidate.objects.get_or_create(user=user)
    return restore(fitted, candidate, replace=replace)


def _way_out(error: NotImportedError) -> str:
    if isinstance(error, AlreadyPractisedError):
        return " Say so with --replace."
    return " --skip-missing leaves them out." if isinstance(error, MissingQuestionsError) else ""
