"""What copying and wrong encodings did to a text, put right where that is certain.

A repair changes characters within a line: it never adds, joins or removes one, so that whatever is
found later stands on the line on which the editor sees it. Code between fences is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.limits import MAX_REPAIRS
from questions.bankfile.intake.misread import restore
from questions.bankfile.layouts.fences import Fences
from questions.bankfile.layouts.found import Document, Layout

_ONE_BULLET = "a doubled bullet was made one"
_BOM = "\ufeff"
_SPACES = re.compile("[\u00a0\u2007\u202f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
_BULLETS = re.compile(r"([ \t>]*)((?:[-*+\u2022][ \t]+){2,}+)(?=\S)")
_LINE_END = re.compile(r"\r\n?")
# Each round shortens what it repairs by half, so that a text of any length is done long before.
_MAX_ROUNDS = 40
_LINES_OF_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Mended:
    """A document that is whole as far as it could be made so, and a note for each repair.

    ``decoding`` is the note that says in which encoding it was read, if that is not UTF-8.
    """

    document: Document
    repairs: tuple[Fault, ...] = ()
    decoding: tuple[Fault, ...] = ()

    def as_read_by(self, layout: Layout) -> Mended:
        """Return what a layout needs: the text in one of its two ways, and the notes on that."""
        if layout.reads_as_written:
            return Mended(self.document, self.decoding)
        return Mended(replace(self.document, written=None), (*self.decoding, *self.repairs))


@dataclass
class _Notes:
    """The first so many repairs, each with its line (from 1), and how many there are."""

    first: list[tuple[int, str]] = field(default_factory=list)
    count: int = 0

    def add(self, line: int, message: str) -> None:
        self.count += 1
        if len(self.first) < MAX_REPAIRS:
            self.first.append((line, message))

    def of(self, document: Document) -> tuple[Fault, ...]:
        faults = [document.fault(line, message) for line, message in self.first]
        if more := self.count - len(self.first):
            faults.append(document.fault(0, f"{more:,} more repairs are not listed"))
        return tuple(faults)


def mend(name: str, text: str) -> Mended:
    """Return ``text`` as a document called ``name``. Mending it again changes nothing."""
    notes = _Notes()
    written = text.lstrip(_BOM)
    if written != text:
        notes.add(1, "a byte order mark was taken off")
    whole = _mended(_with_plain_line_ends(written, notes), notes)
    document = Document(name, whole, None if whole == written else written)
    return Mended(document, notes.of(document))


def _with_plain_line_ends(text: str, notes: _Notes) -> str:
    end = _LINE_END.search(text)
    if end is None:
        return text
    kind = "Windows" if end[0] == "\r\n" else "old Mac"
    notes.add(text.count("\n", 0, end.start()) + 1, f"{kind} line ends were made plain")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _mended(text: str, notes: _Notes) -> str:
    """Mend line by line, and join lines before they take many times the memory of the text."""
    # No repair is of ASCII alone.
    if text.isascii():
        return text
    chunks: list[str] = []
    lines = _mended_lines(text, notes)
    while chunk := list(islice(lines, _LINES_OF_CHUNK)):
        chunks.append("\n".join(chunk))
    return "\n".join(chunks)


def _mended_lines(text: str, notes: _Notes) -> Iterator[str]:
    fences = Fences()
    for number, line in enumerate(_lines(text), start=1):
        if fences.is_open:
            fences.takes(line)
            yield line
            continue
        mended, done = (line, []) if line.isascii() else _mend_line(line)
        fences.takes(mended)
        for message in done:
            notes.add(number, message)
        yield mended


def _lines(text: str) -> Iterator[str]:
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _mend_line(line: str) -> tuple[str, list[str]]:
    line, done = _mend_signs(line)
    mended = _with_one_bullet(line)
    if mended != line:
        done[_ONE_BULLET] = None
    return mended, list(done)


def _mend_signs(line: str) -> tuple[str, dict[str, None]]:
    done: dict[str, None] = {}
    for _ in range(_MAX_ROUNDS):
        before = line
        for message, repair in _REPAIRS:
            mended = repair(line)
            if mended != line:
                done[message] = None
            line = mended
        if line == before:
            break
    return line, done


def _without_invisible(line: str) -> str:
    return _INVISIBLE.sub(_visible, line)


def _visible(run: re.Match[str]) -> str:
    """Drop what shows nothing, but where it joins two signs as one, as in emoji and Persian."""
    around = (
        run.string[max(run.start() - 1, 0) : run.start()],
        run.string[run.end() : run.end() + 1],
    )
    joins = all(around) and not any(sign.isascii() for sign in around)
    return "".join(sign for sign in run[0] if sign in "\u200b\u200c\u200d") if joins else ""


def _with_one_bullet(line: str) -> str:
    match = _BULLETS.match(line)
    if not match or "\u2022" not in match[2]:
        return line
    return f"{match[1]}{match[2][0]} {line[match.end() :]}"


# What was misread goes first: it may hold the bytes of the others.
_REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("UTF-8 that was read in a wrong encoding was restored", restore),
    ("invisible characters were taken out", _without_invisible),
    ("non-breaking spaces were made plain", lambda line: _SPACES.sub(" ", line)),
    ("non-breaking hyphens were made plain", lambda line: line.replace("\u2011", "-")),
)
