"""Paths -> the questions in the documents that stand there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from questions.bankfile.datatypes import Fault
from questions.bankfile.files import shown_name
from questions.bankfile.layouts.decoding import read_text
from questions.bankfile.layouts.found import Document, FoundQuestion
from questions.bankfile.layouts.recognising import AUTO, choose, name_of

SUFFIXES = (".md", ".markdown", ".txt")
MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_FILES = 10_000
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that could be read as text. ``layout`` is empty where none was recognised."""

    name: str
    layout: str
    questions: int


@dataclass(frozen=True, slots=True)
class Found:
    """What all documents hold, in the order of their names."""

    questions: tuple[FoundQuestion, ...] = ()
    faults: tuple[Fault, ...] = ()
    repairs: tuple[Fault, ...] = ()
    documents: tuple[ReadDocument, ...] = ()


def read_paths(paths: Iterable[Path], layout: str = AUTO) -> Found:
    """Read every document among ``paths``: files as they are, folders with all below them."""
    gathering = _Gathering()
    gathering.gather(paths)
    reading = _Reading(layout, faults=gathering.faults)
    for name, path in gathering.in_order():
        reading.read(name, path)
    return reading.found()


@dataclass
class _Gathering:
    """Which files there are. Each is one document, under however many names it is reached."""

    files: dict[Path, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def gather(self, paths: Iterable[Path]) -> None:
        for path in paths:
            if ".." in path.parts:
                self._report(path, "name the place itself, without '..'")
            elif path.is_dir():
                self._gather_below(path)
            elif path.exists() and path.suffix.lower() not in SUFFIXES:
                self._report(path, f"only text files are read: {', '.join(SUFFIXES)}")
            else:
                self._add(path)

    def in_order(self) -> list[tuple[str, Path]]:
        return sorted((name, path) for path, name in self.files.items())

    def _report(self, path: Path, message: str) -> None:
        self.faults.append(Document(_printable(path), "").fault(0, message))

    def _add(self, path: Path) -> None:
        self.files.setdefault(_real(path), _printable(path))

    def _gather_below(self, folder: Path) -> None:
        root, before = _real(folder), len(self.files)
        for path in self._documents_below(folder):
            if not _real(path).is_relative_to(root):
                self._report(path, "is a link that leads out of the folder: not read")
            elif len(self.files) >= MAX_FILES:
                self._report(
                    folder, f"holds more than {MAX_FILES:,} documents: the rest is not read"
                )
                return
            elif not path.is_dir():
                self._add(path)
        if len(self.files) == before and not self.faults:
            self._report(folder, f"no documents stand here ({', '.join(SUFFIXES)})")

    def _documents_below(self, folder: Path) -> Iterator[Path]:
        """Yield text files, and links to folders; what has a name with a dot in front is hidden."""
        for here, folders, files in os.walk(folder, onerror=self._report_error):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            names = sorted(name for name in files if not name.startswith("."))
            yield from (path for name in folders if (path := Path(here, name)).is_symlink())
            yield from (
                path for name in names if (path := Path(here, name)).suffix.lower() in SUFFIXES
            )

    def _report_error(self, error: OSError) -> None:
        self._report(Path(error.filename), error.strerror or str(error))


@dataclass
class _Reading:
    """What the documents read so far hold."""

    layout: str
    faults: list[Fault]
    questions: list[FoundQuestion] = field(default_factory=list)
    repairs: list[Fault] = field(default_factory=list)
    documents: list[ReadDocument] = field(default_factory=list)
    _prompts: dict[str, FoundQuestion] = field(default_factory=dict)

    def read(self, name: str, path: Path) -> None:
        content = _read_bytes(name, path)
        mended = content if isinstance(content, Fault) else read_text(name, content)
        if isinstance(mended, Fault):
            self.faults.append(mended)
            return
        self.repairs.extend(mended.repairs)
        self._read_document(mended.document)

    def found(self) -> Found:
        return Found(
            tuple(self.questions), tuple(self.faults), tuple(self.repairs), tuple(self.documents)
        )

    def _read_document(self, document: Document) -> None:
        layout = choose(document, self.layout)
        if isinstance(layout, Fault):
            self.faults.append(layout)
            self.documents.append(ReadDocument(document.name, "", 0))
            return
        finding = layout.read(document)
        self.faults.extend(finding.faults)
        for question in finding.questions:
            self._take(question)
        self.documents.append(ReadDocument(document.name, name_of(layout), len(finding.questions)))

    def _take(self, question: FoundQuestion) -> None:
        words = _NO_WORD.sub(" ", question.prompt.text).casefold().strip()
        first = self._prompts.setdefault(words, question)
        if first is not question:
            message = f"the same question stands at {first.file}:{first.line}; both are kept"
            self.faults.append(Fault(question.file, question.line, "", "prompt", message))
        self.questions.append(question)


def _read_bytes(name: str, path: Path) -> bytes | Fault:
    nowhere = Document(name, "")
    try:
        if path.exists() and not path.is_file():
            return nowhere.fault(0, "is no file")
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        return nowhere.fault(0, error.strerror or str(error))
    if len(content) > MAX_FILE_BYTES:
        return nowhere.fault(0, f"the file is larger than {MAX_FILE_BYTES // 1024**2} MiB")
    return content


def _real(path: Path) -> Path:
    """Follow links, and stop where they lead in a circle."""
    return Path(os.path.realpath(path))


def _printable(path: Path) -> str:
    """Name ``path``; bytes of a name that are no text are shown as such."""
    return shown_name(path).encode("utf-8", "backslashreplace").decode()
