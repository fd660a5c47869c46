"""What copying and wrong encodings did to a text, put right where that is certain.

A repair changes characters within a line: it never adds, joins or removes one, so that whatever is
found later stands on the line on which the editor sees it. Code between fences is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.fences import Fences
from questions.bankfile.layouts.found import Document
from questions.bankfile.layouts.misread import restore

_ONE_BULLET = "a doubled bullet was made one"
_BOM = "\ufeff"
_SPACES = re.compile("[\u00a0\u2007\u202f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
_BULLETS = re.compile(r"([ \t>]*)((?:[-*+\u2022][ \t]+){2,}+)(?=\S)")
_LINE_END = re.compile(r"\r\n?")
# Each round shortens what it repairs by half, so that a text of any length is done long before.
_MAX_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Mended:
    """A document that is whole as far as it could be made so, and a note for each repair."""

    document: Document
    repairs: tuple[Fault, ...] = ()


def mend(name: str, text: str) -> Mended:
    """Return ``text`` as a document called ``name``. Mending it again changes nothing."""
    notes: list[tuple[int, str]] = []
    whole = text.lstrip(_BOM)
    if whole != text:
        notes.append((1, "a byte order mark was taken off"))
    if end := _LINE_END.search(whole):
        kind = "Windows" if end[0] == "\r\n" else "old Mac"
        notes.append((whole.count("\n", 0, end.start()) + 1, f"{kind} line ends were made plain"))
        whole = _LINE_END.sub("\n", whole)
    lines = list(_mended_lines(whole, notes))
    document = Document(name, "\n".join(lines))
    return Mended(document, tuple(document.fault(line, message) for line, message in notes))


def _mended_lines(text: str, notes: list[tuple[int, str]]) -> Iterator[str]:
    fences = Fences()
    for number, line in enumerate(text.split("\n"), start=1):
        if fences.is_open:
            fences.takes(line)
            yield line
            continue
        mended, done = _mend_line(line)
        fences.takes(mended)
        notes.extend((number, message) for message in done)
        yield mended


def _mend_line(line: str) -> tuple[str, list[str]]:
    line, done = (line, {}) if line.isascii() else _mend_signs(line)
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
