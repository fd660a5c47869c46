"""Pieces of files -> one archive, the same bytes for the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import IO

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def write_zip(pieces: Iterable[tuple[str, bytes]], file: IO[bytes]) -> None:
    """Write an archive of all files to ``file``, in their order and without their dates."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files_of(pieces):
            info = zipfile.ZipInfo(name, _FIRST_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr, info.create_system = _PLAIN_FILE, 3
            with archive.open(info, "w") as member:
                for piece in content:
                    member.write(piece)


def files_of(pieces: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield each file's name and its pieces, which are there until the next file is asked for."""
    for name, group in groupby(pieces, key=itemgetter(0)):
        yield name, (piece for _, piece in group)
