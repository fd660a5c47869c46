"""The members of a .zip file."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from itertools import pairwise

from questions.bankfile.intake.archive_members import CHUNK, DAMAGED, Member, Meter, RefusedError
from questions.bankfile.intake.limits import MAX_FILE_BYTES, MAX_MEMBERS

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_HEADER_BYTES = 30
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)


def read_zip(content: bytes) -> Iterator[Member]:
    """Yield the members of a zip file; raise RefusedError for one that may not be read."""
    # Every entry takes memory as soon as the archive is opened, so they are counted before.
    if content.count(_ENTRY) > MAX_MEMBERS:
        raise RefusedError(f"holds more than {MAX_MEMBERS:,} members")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _DAMAGE as error:
        raise RefusedError(DAMAGED) from error
    _check_places(archive.infolist())
    for info in archive.infolist():
        _check_kind(info)
        yield Member(info.orig_filename, info.is_dir(), partial(_unpacked, archive, info))


def _check_places(infos: list[zipfile.ZipInfo]) -> None:
    for one, other in pairwise(sorted(infos, key=lambda info: info.header_offset)):
        if one.header_offset + _HEADER_BYTES + one.compress_size > other.header_offset:
            raise RefusedError("shares its bytes with another member", other.orig_filename)


def _check_kind(info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise RefusedError("is a link or a device", info.orig_filename)
    if info.flag_bits & _ENCRYPTED:
        raise RefusedError("is encrypted", info.orig_filename)
    # Others may ask for any amount of memory.
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise RefusedError("is packed in a way that is not read here", info.orig_filename)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    meter = Meter(info.orig_filename, MAX_FILE_BYTES, info.compress_size)
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                meter.add(chunk)
    except _DAMAGE as error:
        raise RefusedError(DAMAGED, info.orig_filename) from error
    return meter.content()
