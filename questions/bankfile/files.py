"""Paths -> a bank: which files it stands in, and what cannot even be read as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from questions.bankfile.assembling import Rows, assemble
from questions.bankfile.datatypes import Fault, Reading
from questions.bankfile.parsing import parse_fixture

SUFFIXES = (".yaml", ".yml")
MAX_FILE_BYTES = 1_000_000


def read_bank(paths: Iterable[Path]) -> Reading:
    """Read every fixture among ``paths``: files as they are, directories with all below them."""
    rows = Rows()
    for fixture in dict.fromkeys(found for path in paths for found in _fixtures_at(path)):
        rows.extend(_read_file(fixture))
    return assemble(rows)


def _fixtures_at(path: Path) -> Iterator[Path]:
    found = sorted(item for item in path.rglob("*") if item.suffix in SUFFIXES)
    # A path that holds nothing is read as a file too, and so reported.
    yield from found or [path]


def _read_file(path: Path) -> Rows:
    name = shown_name(path)
    try:
        return parse_fixture(name, _read_text(path))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Rows(faults=[Fault(name, line, "", "", "the text is not UTF-8")])
    except IsADirectoryError:
        return Rows(faults=[Fault(name, 0, "", "", "no YAML files stand here")])
    except (OSError, _TooLargeError) as error:
        message = getattr(error, "strerror", None) or str(error)
        return Rows(faults=[Fault(name, 0, "", "", message)])


class _TooLargeError(Exception):
    pass


def _read_text(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        raise _TooLargeError(f"the file is larger than {MAX_FILE_BYTES:,} bytes")
    return content.decode("utf-8-sig")


def shown_name(path: Path) -> str:
    """Name a file as someone in the current directory would."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
