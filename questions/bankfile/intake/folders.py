"""Paths -> the files that stand there, each once, in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from questions.bankfile.datatypes import Fault
from questions.bankfile.files import shown_name
from questions.bankfile.intake import limits
from questions.bankfile.intake.naming import (
    is_any_archive,
    is_archive,
    is_document,
    is_hidden,
    printable,
)
from questions.bankfile.intake.sources import Sources, no_documents, only_documents
from questions.bankfile.layouts.found import Document


def from_paths(paths: Iterable[Path]) -> Sources:
    """Return the documents among ``paths``: files as they are, folders with all below them."""
    files = _Files()
    files.gather(paths)
    sources = Sources(faults=files.faults)
    for name, path in sorted((name, path) for path, name in files.found.items()):
        sources.add_file(name, path, is_named=path in files.named)
    return sources


@dataclass
class _Files:
    """Which files there are. Each is one document, under however many names it is reached."""

    found: dict[Path, str] = field(default_factory=dict)
    named: set[Path] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def gather(self, paths: Iterable[Path]) -> None:
        for path in paths:
            try:
                self._gather(path)
            except (OSError, ValueError) as error:
                self._report(path, getattr(error, "strerror", None) or str(error), refuses=True)

    def _gather(self, path: Path) -> None:
        if path.is_dir():
            self._gather_below(path)
        elif path.exists() and not (is_document(path.name) or is_archive(path.name)):
            self._report(path, only_documents(), refuses=True)
        else:
            self._add(path)
            self.named.add(_real(path))

    def _report(self, path: Path, message: str, *, refuses: bool = False) -> None:
        self.faults.append(Document(_shown(path), "").fault(0, message, refuses=refuses))

    def _add(self, path: Path) -> None:
        self.found.setdefault(_real(path), _shown(path))

    def _gather_below(self, folder: Path) -> None:
        root, before = _real(folder), (len(self.found), len(self.faults))
        for path in self._documents_below(folder):
            if not _real(path).is_relative_to(root):
                self._report(path, "is a link that leads out of the folder: not read")
            elif len(self.found) >= limits.MAX_FILES:
                message = f"holds more than {limits.MAX_FILES:,} documents: the rest is not read"
                self._report(folder, message, refuses=True)
                return
            elif is_any_archive(path.name):
                self._report(path, "is an archive within a folder: name it itself to read it")
            elif not path.is_dir():
                self._add(path)
        if (len(self.found), len(self.faults)) == before:
            self._report(folder, no_documents(), refuses=True)

    def _documents_below(self, folder: Path) -> Iterator[Path]:
        """Yield documents, archives and links to folders."""
        for here, folders, files in os.walk(folder, onerror=self._report_error):
            folders[:] = sorted(name for name in folders if not is_hidden(name))
            names = sorted(name for name in files if not is_hidden(name))
            yield from (path for name in folders if (path := Path(here, name)).is_symlink())
            yield from (
                Path(here, name) for name in names if is_document(name) or is_any_archive(name)
            )

    def _report_error(self, error: OSError) -> None:
        self._report(Path(error.filename), error.strerror or str(error), refuses=True)


def _real(path: Path) -> Path:
    """Follow links, and stop where they lead in a circle."""
    return Path(os.path.realpath(path))


def _shown(path: Path) -> str:
    return printable(shown_name(path))
