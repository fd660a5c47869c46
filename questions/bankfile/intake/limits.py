"""How much is read at most, whatever comes: files, archives, documents, questions."""

from __future__ import annotations

MEBIBYTE = 1024**2
MAX_FILE_BYTES = 32 * MEBIBYTE
MAX_ALL_BYTES = 64 * MEBIBYTE
MAX_FILES = 10_000
MAX_MEMBERS = 10_000
# Deflate reaches 1,032, and documents under 100.
MAX_RATIO = 500
MAX_LINES = 1_000_000
MAX_QUESTIONS = 20_000
# Of one document.
MAX_FAULTS = 1_000
MAX_REPAIRS = 1_000


class TooManyError(Exception):
    """On ``line`` (from 1) a document goes beyond ``MAX_QUESTIONS``."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


TOO_MANY = f"more than {MAX_QUESTIONS:,} questions, of which this is the next: split the document"


def mebibytes(size: int) -> str:
    return f"{size // MEBIBYTE} MiB"
