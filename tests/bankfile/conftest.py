"""A folder with a small bank, and ``load_bank`` run on it."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tests.bankfile.samples import Load, write_bank


@pytest.fixture
def bank(tmp_path: Path, settings: Settings) -> Path:
    """A folder with two questions, which is where ``load_bank`` looks."""
    write_bank(tmp_path, "orders", "carts")
    settings.BANK_DIR = tmp_path
    return tmp_path


@pytest.fixture
def load(bank: Path) -> Load:
    def load(*arguments: str | Path, **options: int) -> str:
        out = StringIO()
        call_command("load_bank", *map(str, arguments), stdout=out, **options)
        return out.getvalue()

    return load
