"""Documents that are still to be read: files on disk, uploads, and the members of archives."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.archives import unpack
from questions.bankfile.intake.limits import MAX_ALL_BYTES, MAX_FILE_BYTES, mebibytes
from questions.bankfile.intake.naming import SUFFIXES, is_archive, is_document, printable
from questions.bankfile.layouts.found import Document

# A pipe or a device is not waited for. Windows has neither.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Source:
    """A document of ``size`` bytes. ``is_named``: somebody asked for it, and not for a folder around it."""

    name: str
    size: int
    is_named: bool
    read: Callable[[], bytes | Fault]

    def fault(self, message: str, *, refuses: bool = False) -> Fault:
        return Document(self.name, "").fault(0, message, refuses=refuses)


@dataclass
class _Held:
    """What is given out once, so that nothing holds on to it while it is read."""

    content: bytes

    def take(self) -> bytes:
        content, self.content = self.content, b""
        return content


@dataclass
class Sources:
    """All documents that were asked for, as long as they are not too much."""

    found: list[Source] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _bytes: int = 0
    _is_full: bool = False

    def add_file(self, name: str, path: Path, *, is_named: bool) -> None:
        """Add the file at ``path``; an archive is unpacked at once."""
        size = size_of(name, path)
        if isinstance(size, Fault):
            self.faults.append(size)
        elif is_archive(name):
            content = read_file(name, path)
            self._add_archive(name, content)
        else:
            self._add(Source(name, size, is_named, partial(read_file, name, path)))

    @property
    def size(self) -> int:
        """How many bytes there are to read."""
        return sum(source.size for source in self.found)

    def add_upload(self, name: str, content: bytes) -> None:
        nowhere = Document(name, "")
        if len(content) > MAX_FILE_BYTES:
            self.faults.append(_too_large(nowhere))
        elif is_archive(name):
            self._add_archive(name, content)
        elif is_document(name):
            self._add(Source(name, len(content), True, _Held(content).take))
        else:
            self.faults.append(nowhere.refusal(0, only_documents()))

    def _add_archive(self, name: str, content: bytes | Fault) -> None:
        if isinstance(content, Fault):
            self.faults.append(content)
            return
        unpacked = unpack(name, content)
        self.faults.extend(unpacked.faults)
        for member, text in unpacked.documents:
            shown = f"{name}/{printable(member)}"
            self._add(Source(shown, len(text), False, _Held(text).take))
        if not unpacked.documents and not unpacked.faults:
            self.faults.append(Document(name, "").refusal(0, no_documents()))

    def _add(self, source: Source) -> None:
        self._bytes += source.size
        if self._bytes <= MAX_ALL_BYTES:
            self.found.append(source)
        elif not self._is_full:
            self._is_full = True
            message = (
                f"with this document there are more than {mebibytes(MAX_ALL_BYTES)} to read: "
                "neither it nor what follows is read; read less at a time"
            )
            self.faults.append(source.fault(message, refuses=True))


def from_uploads(files: Iterable[tuple[str, bytes]]) -> Sources:
    """Return the documents among ``files``, in the order in which they came."""
    sources, names = Sources(), dict[str, int]()
    for given, content in files:
        name = printable(given) or "upload"
        names[name] = names.get(name, 0) + 1
        stem, dot, suffix = name.partition(".")
        again = f"{stem} ({names[name]}){dot}{suffix}"
        sources.add_upload(again if names[name] > 1 else name, content)
    return sources


def size_of(name: str, path: Path) -> int | Fault:
    """Return the size of a file, or why it may not be read."""
    nowhere = Document(name, "")
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        return nowhere.refusal(0, _reason(error))
    if not stat.S_ISREG(status.st_mode):
        return nowhere.refusal(0, "is no file")
    return status.st_size if status.st_size <= MAX_FILE_BYTES else _too_large(nowhere)


def read_file(name: str, path: Path) -> bytes | Fault:
    """Return what stands in a file, which may have become another since it was found."""
    nowhere = Document(name, "")
    try:
        with open(path, "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return nowhere.refusal(0, "is no file")
            content = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        return nowhere.refusal(0, _reason(error))
    return content if len(content) <= MAX_FILE_BYTES else _too_large(nowhere)


def only_documents() -> str:
    return f"only these are read: {', '.join(SUFFIXES)}, and archives of them"


def no_documents() -> str:
    return f"no documents stand here ({', '.join(SUFFIXES)})"


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _FLAGS)


def _too_large(document: Document) -> Fault:
    return document.refusal(0, f"the file is larger than {mebibytes(MAX_FILE_BYTES)}")


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)
