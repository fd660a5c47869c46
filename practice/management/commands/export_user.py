"""``manage.py export_user NAME --output FILE``: everything that one account practised, as a file."""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from practice.portable.accounts import account_named
from practice.portable.downloads import as_json, to_read
from practice.portable.inventory import in_words, inventory_of
from prepbank.accounts.models import Candidate

FORMATS = {"json": as_json, "markdown": to_read}


class Command(BaseCommand):
    help = (
        "Writes everything that an account practised to a file that its owner alone may read: the same "
        "file as the page Your data offers. import_user brings the JSON back, here or on another server."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the account's user name")
        parser.add_argument(
            "--output", metavar="FILE", required=True, type=Path, help="where it goes"
        )
        parser.add_argument(
            "--format", choices=sorted(FORMATS), default="json", help="markdown is to be read only"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = account_named(options["name"])
        candidate = Candidate.objects.filter(user=user).first()
        if candidate is None:
            raise CommandError(f"Nothing to export: {options['name']} has not practised yet.")
        path = options["output"].resolve()
        try:
            _write(path, FORMATS[options["format"]](candidate))
        except OSError as error:
            raise CommandError(f"Nothing was written: {error}") from error
        self.stdout.write(f"Wrote {path}: {in_words(inventory_of(candidate))}.")


def _write(path: Path, content: bytes) -> None:
    """Write the file whole before it takes its place. Its owner alone may read it."""
    if path.exists() and not path.is_file():
        raise OSError(f"{path} is not a file.")
    if not path.parent.is_dir():
        raise OSError(f"there is no folder {path.parent}.")
    with TemporaryDirectory(dir=path.parent, prefix=".export-") as folder:
        part = Path(folder, path.name)
        part.touch(mode=0o600)
        part.write_bytes(content)
        part.replace(path)
