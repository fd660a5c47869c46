"""Lines of Markdown that know on which line of a document they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from questions.bankfile.layouts.fences import Fences
from questions.bankfile.layouts.found import Passage
from questions.bankfile.layouts.html.html_left import without_html

LIST_MARKER = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]|$)")
_STRUCTURE = re.compile(r"[ \t]*(?:#|>|\||`{3}|~{3})")


@dataclass(frozen=True, slots=True)
class Line:
    """``number`` is counted from 1; ``is_whole`` says that nothing was cut off before ``text``."""

    text: str
    number: int
    is_whole: bool = True

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def passage(lines: Sequence[Line]) -> Passage | None:
    """Return ``lines`` as one text without common indentation, blank ends and HTML; None for none."""
    lines = trimmed(lines)
    if not lines:
        return None
    text = text_of(_without_gaps(dedented(lines)))
    return Passage(without_html(text.strip()), lines[0].number)


def trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    """Return ``lines`` without the blank ones at both ends."""
    written = [place for place, line in enumerate(lines) if not line.is_blank]
    return lines[written[0] : written[-1] + 1] if written else ()


def dedented(lines: Sequence[Line]) -> list[Line]:
    """Take off the indentation that all lines share; one whose beginning was cut off has none of its own."""
    indents = [_indent(line.text) for line in lines if line.is_whole and not line.is_blank]
    if not indents or not all(line.is_whole for line in lines):
        first = [replace(line, text=line.text.lstrip()) for line in lines[:1]]
        return [*first, *lines[1:]]
    least = min(indents)
    return [replace(line, text=line.text[least:]) if not line.is_blank else line for line in lines]


def text_of(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


def is_list_item(text: str) -> bool:
    return LIST_MARKER.match(text) is not None


def is_structured(text: str) -> bool:
    """Does the line begin anything but a paragraph?"""
    return is_list_item(text) or _STRUCTURE.match(text) is not None


def outside_code(lines: Sequence[Line]) -> list[bool]:
    """Say of each line whether it is no code between fences."""
    fences = Fences()
    return [not fences.takes(line.text) for line in lines]


def _without_gaps(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave one of several blank lines, but in code."""
    is_gap = False
    for line, is_outside in zip(lines, outside_code(lines), strict=True):
        if not (is_gap and line.is_blank and is_outside):
            yield replace(line, text="") if line.is_blank else line
        is_gap = line.is_blank and is_outside


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
