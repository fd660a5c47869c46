"""The members of a .tar file, packed with gzip or not.

``tarfile`` reads each header here, but not the archive: it would keep and copy whatever headers say of
other headers, without a bound.
"""

from __future__ import annotations

import gzip
import re
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from questions.bankfile.intake.archive_members import CHUNK, DAMAGED, Member, Meter, RefusedError
from questions.bankfile.intake.limits import MAX_ALL_BYTES, MAX_FILE_BYTES, mebibytes

_GZIP = b"\x1f\x8b"
_BLOCK = tarfile.BLOCKSIZE
_EMPTY = bytes(_BLOCK)
_MAX_EXTENSION = 64 * 1024
_RECORD = re.compile(rb"([0-9]{1,6}) ([^=\n]+)=")
_LONG_NAME, _OF_ALL = tarfile.GNUTYPE_LONGNAME, tarfile.XGLTYPE
_EXTENSIONS = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE)
_FILES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
_NOT_READ = {
    tarfile.LNKTYPE: "is a link",
    tarfile.SYMTYPE: "is a link",
    tarfile.GNUTYPE_LONGLINK: "is a link",
    tarfile.CHRTYPE: "is a device",
    tarfile.BLKTYPE: "is a device",
    tarfile.FIFOTYPE: "is a pipe",
}


@dataclass
class _Stated:
    """What headers before that of a member state of it."""

    name: str = ""
    size: int | None = None


def read_tar(content: bytes) -> Iterator[Member]:
    """Yield the members of a tar file; raise RefusedError for one that may not be read."""
    data = _inflated(content) if content.startswith(_GZIP) else content
    if len(data) < _BLOCK:
        raise RefusedError(DAMAGED)
    at, stated = 0, _Stated()
    while (block := data[at : at + _BLOCK]) != _EMPTY:
        if not block:
            raise RefusedError("is cut off")
        info = _header(block)
        size = info.size if stated.size is None else stated.size
        start, end = at + _BLOCK, at + _BLOCK + size
        if size < 0 or end > len(data):
            raise RefusedError("is cut off", stated.name or info.name)
        at = start + -(-size // _BLOCK) * _BLOCK
        if info.type == _LONG_NAME or info.type in _EXTENSIONS:
            stated = _extended(stated, info, data[start : min(end, start + _MAX_EXTENSION + 1)])
        elif info.type != _OF_ALL:
            name = stated.name or info.name
            _check_kind(info, name)
            is_folder = info.isdir() or name.endswith("/")
            yield Member(name, is_folder, partial(_content, name, data, start, end))
            stated = _Stated()


def _inflated(content: bytes) -> bytes:
    meter = Meter("", MAX_ALL_BYTES, len(content))
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as stream:
            while chunk := stream.read(CHUNK):
                meter.add(chunk)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError(DAMAGED) from error
    return meter.content()


def _header(block: bytes) -> tarfile.TarInfo:
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError, OverflowError) as error:
        raise RefusedError(DAMAGED) from error


def _extended(stated: _Stated, info: tarfile.TarInfo, extension: bytes) -> _Stated:
    if len(extension) > _MAX_EXTENSION:
        raise RefusedError("has a header that is too long", stated.name or info.name)
    if info.type == _LONG_NAME:
        return _Stated(_text(extension.rstrip(b"\0")), stated.size)
    return _stated_by_records(stated, info.name, extension)


def _stated_by_records(stated: _Stated, name: str, extension: bytes) -> _Stated:
    """Read records such as ``25 path=a/long/name\\n``, which begin with their own length."""
    at = 0
    while match := _RECORD.match(extension, at):
        end = at + int(match[1])
        value, key = extension[match.end() : max(end - 1, 0)], match[2]
        if end <= match.end() or extension[end - 1 : end] != b"\n":
            raise RefusedError(DAMAGED, name)
        if key.startswith(b"GNU.sparse"):
            raise RefusedError("is a sparse file", name)
        if key == b"path":
            stated = _Stated(_text(value), stated.size)
        elif key == b"size":
            stated = _Stated(stated.name, _number(value, name))
        at = end
    if at < len(extension):
        raise RefusedError(DAMAGED, name)
    return stated


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def _number(value: bytes, name: str) -> int:
    if not value.isdigit() or len(value) > 15:
        raise RefusedError(DAMAGED, name)
    return int(value)


def _check_kind(info: tarfile.TarInfo, name: str) -> None:
    if not info.isdir() and info.type not in _FILES:
        raise RefusedError(_NOT_READ.get(info.type, "is neither a file nor a folder"), name)


def _content(name: str, data: bytes, start: int, end: int) -> bytes:
    if end - start > MAX_FILE_BYTES:
        raise RefusedError(f"is larger than {mebibytes(MAX_FILE_BYTES)}", name)
    return data[start:end]
