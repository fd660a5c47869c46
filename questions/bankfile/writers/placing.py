"""Files of a bank onto the disk: each is written whole beside its place, and then put there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from questions.bankfile.writers.packing import files_of

Pieces = Iterable[tuple[str, bytes]]


class ForeignFileError(Exception):
    """A file that would be replaced and is none of the format's."""


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of ``path`` when all of it is written; else nothing does."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_folder(pieces: Pieces, folder: Path, first_lines: tuple[bytes, ...]) -> list[Path]:
    """Write the files into ``folder``, which is made if need be, and return where they stand.

    What stands there already is replaced if it begins with one of ``first_lines``; before any file
    is put into its place, a ``ForeignFileError`` is raised where one does not.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    written = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        names = [_write(written, name, content) for name, content in files_of(pieces)]
        for name in names:
            _check(folder / name, first_lines)
        return [_put(written / name, folder / name) for name in names]
    finally:
        shutil.rmtree(written)


def _write(folder: Path, name: str, content: Iterable[bytes]) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.writelines(content)
    return name


def _check(path: Path, first_lines: tuple[bytes, ...]) -> None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise ForeignFileError(f"{path} is no plain file")
    if path.is_file():
        with path.open("rb") as file:
            if not file.read(100).startswith(first_lines):
                raise ForeignFileError(f"{path} was not written by this format")


def _put(written: Path, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    written.replace(path)
    return path
