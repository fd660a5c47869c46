"""What is read of an archive: its members, and what keeps it from being read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from questions.bankfile.intake.limits import MAX_RATIO, MEBIBYTE, mebibytes

CHUNK = 64 * 1024
DAMAGED = "is damaged"


class RefusedError(Exception):
    """An archive is refused, because of ``member`` or, where that is empty, as a whole."""

    def __init__(self, message: str, member: str = "") -> None:
        super().__init__(message)
        self.message, self.member = message, member


@dataclass(frozen=True, slots=True)
class Member:
    """A file (or folder) of an archive. ``read`` unpacks it, or raises RefusedError."""

    name: str
    is_folder: bool
    read: Callable[[], bytes]


@dataclass
class Meter:
    """Counts bytes as they are unpacked, and raises RefusedError where they are too many."""

    member: str
    most: int
    packed: int
    size: int = 0
    chunks: list[bytes] = field(default_factory=list)

    def add(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.size > self.most:
            raise RefusedError(f"unpacks to more than {mebibytes(self.most)}", self.member)
        if self.size > MEBIBYTE and self.size > MAX_RATIO * max(self.packed, 1):
            message = f"unpacks to more than {MAX_RATIO} times its size"
            raise RefusedError(message, self.member)
        self.chunks.append(chunk)

    def content(self) -> bytes:
        return b"".join(self.chunks)
