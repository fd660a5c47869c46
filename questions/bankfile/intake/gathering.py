"""Paths or uploads -> the questions in the documents that they hold: the way in for every bank."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from questions.bankfile.intake.folders import from_paths
from questions.bankfile.intake.limits import MAX_FILE_BYTES
from questions.bankfile.intake.naming import ARCHIVES, SUFFIXES
from questions.bankfile.intake.reading import Found, ReadDocument, Reading
from questions.bankfile.intake.sources import Source, Sources, from_uploads
from questions.bankfile.layouts.recognising import AUTO

__all__ = [
    "ARCHIVES",
    "MAX_FILE_BYTES",
    "SUFFIXES",
    "Found",
    "ReadDocument",
    "read_paths",
    "read_uploads",
]

# Called with how much has been read, and how much there is to read.
Progress = Callable[[int, int], object]


def _unseen(_done: int, _total: int) -> None:
    """Nobody looks at the progress."""


def read_paths(paths: Iterable[Path], layout: str = AUTO, progress: Progress = _unseen) -> Found:
    """Read every document among ``paths``: files as they are, folders with all below them, archives.

    ``progress`` is called with bytes done and bytes in all, for each document and within long ones.
    Nothing is raised: whatever could not be read is a fault, and ``Fault.refuses`` where all of a document
    or an archive is missing.
    """
    return _read(from_paths(paths), layout, progress)


def read_uploads(
    files: Iterable[tuple[str, bytes]], layout: str = AUTO, progress: Progress = _unseen
) -> Found:
    """Read documents and archives that came as pairs of name and content, just as ``read_paths`` does.

    Of a content that may be huge, ``MAX_FILE_BYTES + 1`` bytes are enough to have it refused.
    """
    return _read(from_uploads(files), layout, progress)


def _read(sources: Sources, layout: str, progress: Progress) -> Found:
    reading, done, total = Reading(layout, sources.faults), 0, sources.size
    for source in sources.found:
        if reading.is_full:
            break
        reading.read(source, _within(progress, done, source, total))
        done += source.size
        progress(done, total)
    return reading.found()


def _within(progress: Progress, done: int, source: Source, total: int) -> Callable[[float], object]:
    return lambda share: progress(done + int(source.size * share), total)
