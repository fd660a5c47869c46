"""A Markdown text -> its pieces: text, code, tags of HTML, comments, each with its line.

What is code (between fences, between backticks) holds no tags; what stands in ``<pre>`` holds no
Markdown. Each tag is read by the standard library's parser of HTML, which is fed no more than one at
a time: over a whole text it takes time that grows with the square of some characters' number.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from html import unescape

from questions.bankfile.layouts.fences import Fences
from questions.bankfile.layouts.html.html_tags import CODE_BLOCK, MAX_TAG, RAW, TagParser

MAX_BROKEN_TAGS = 1_000
_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|`+|<(?=[A-Za-z/!?])")
_RUN = re.compile(r"`+")
_ADDRESS = re.compile(
    r"<(?:(?:https?|ftp|mailto):[^\s<>]*|[^\s<>@:\"']+@[^\s<>@:\"']+)>", re.IGNORECASE
)
_DECLARATION = re.compile(r"<[!?][^>]*>")
_BLANK = re.compile(r"[ \t]*(?:\n|$)")
# What may begin a block in the middle of a paragraph: code between backticks ends before it.
_BEGINS_BLOCK = re.compile(r"[ \t]*(?:[<#>=|+*-]|_{3}|[0-9]{1,9}[.)])")
_ONE_LINE = re.compile(r"(?:[ \t>]|[*+-][ \t]|[0-9]{1,9}[.)][ \t])*+[#|]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Kind(Enum):
    TEXT = auto()
    CODE = auto()
    FENCED = auto()
    OPENING = auto()
    CLOSING = auto()
    PREFORMATTED = auto()
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """``text`` is the source of a text or of code, the name of a tag, the content of the others.

    ``line`` is counted from 1; ``starts_line`` says that nothing stands before it on that line.
    """

    kind: Kind
    text: str
    line: int
    starts_line: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


class Pieces:
    """Reads a text once, in time linear in its length. ``faults`` are complete after that."""

    def __init__(self, text: str) -> None:
        self._text = _CONTROL.sub(" ", text)
        self._at = 0
        self._line_ends = [match.start() for match in re.finditer("\n", self._text)]
        self._tags = TagParser()
        self._never_closed: set[str] = set()
        self._fences, self._fence_line = Fences(), 0
        self.faults: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[Piece]:
        """Yield the pieces, so that those beside a tag never make another sign without it."""
        last = ""
        for piece in self._pieces():
            is_shown = piece.kind in {Kind.TEXT, Kind.CODE}
            if is_shown and last == "`" and piece.text.startswith("`"):
                yield replace(piece, kind=Kind.TEXT, text=" ", starts_line=False)
            last = piece.text[-1:] if is_shown else last
            yield piece

    def _pieces(self) -> Iterator[Piece]:
        while self._at < len(self._text):
            end = self._end_of_line(self._at)
            if self._starts_line(self._at) and self._is_fenced(self._at, end):
                yield self._piece(Kind.FENCED, self._at, end)
                self._at = end
            else:
                yield from self._paragraph(self._end_of_paragraph(end))
        if self._fences.is_open:
            message = "a code fence that is never closed: what follows is read as code"
            self.faults.append((self._fence_line, message))

    def _paragraph(self, stop: int) -> Iterator[Piece]:
        """Yield the pieces up to ``stop``, or up to where a piece that began before it ends."""
        ends: dict[int, list[int]] | None = None
        start = self._at
        while (match := _SPECIAL.search(self._text, self._at, stop)) is not None:
            self._at = match.end()
            if match[0].startswith("```") and start and self._opens_fence(start, match.start()):
                yield from self._text_piece(start, match.start())
                self._at = self._end_of_line(match.start())
                yield self._piece(Kind.FENCED, match.start(), self._at)
                return
            if match[0].startswith("`"):
                ends = self._ends_of_runs(start, stop) if ends is None else ends
                pieces, end = self._code(match, ends)
            elif match[0] == "<":
                pieces, end = self._markup(match.start(), stop)
            else:
                continue
            if end:
                yield from self._text_piece(start, match.start())
                yield from pieces
                self._at = start = end
                if end >= stop:
                    return
        yield from self._text_piece(start, stop)
        self._at = stop

    def _text_piece(self, start: int, end: int) -> Iterator[Piece]:
        if end <= start:
            return
        piece = self._piece(Kind.TEXT, start, end)
        if piece.text.endswith("<") and end < len(self._text):
            piece = replace(piece, text=f"{piece.text[:-1]}&lt;")
        yield piece

    def _is_fenced(self, start: int, end: int) -> bool:
        was_open = self._fences.is_open
        is_fenced = self._fences.takes(self._text[start:end])
        if self._fences.is_open and not was_open:
            self._fence_line = self._line_at(start)
        return is_fenced

    def _opens_fence(self, end_of_tag: int, at: int) -> bool:
        """Does a fence open right behind a tag? It would, as soon as that is left out."""
        is_behind_tag = self._text[end_of_tag - 1 : end_of_tag] == ">"
        if not is_behind_tag or self._text[end_of_tag:at].strip(" \t"):
            return False
        return self._is_fenced(at, self._end_of_line(at))

    def _code(self, match: re.Match[str], ends: dict[int, list[int]]) -> tuple[list[Piece], int]:
        same = ends.get(match.end() - match.start(), [])
        place = bisect_right(same, match.end())
        if place == len(same):
            return [], 0
        return [self._piece(Kind.CODE, match.start(), same[place])], same[place]

    def _markup(self, start: int, stop: int) -> tuple[list[Piece], int]:
        """Return what the ``<`` at ``start`` begins and where that ends; 0 if it is but a sign."""
        if self._text.startswith("<!--", start):
            return self._comment(start)
        if self._text[start + 1] in "!?":
            declaration = _DECLARATION.match(self._text, start, min(stop, start + MAX_TAG))
            return ([], declaration.end()) if declaration else self._no_tag(start, stop)
        if address := _ADDRESS.match(self._text, start, stop):
            return [self._piece(Kind.CODE, start, address.end())], address.end()
        return self._tag(start, stop)

    def _comment(self, start: int) -> tuple[list[Piece], int]:
        end = -1 if "--" in self._never_closed else self._text.find("-->", start + 4)
        if end < 0:
            self._never_closed.add("--")
            self._report(start, "a comment that is never closed: what follows is left out")
            return [], len(self._text)
        content = self._text[start + 4 : end].strip()
        return [Piece(Kind.COMMENT, content, self._line_at(start))], end + 3

    def _tag(self, start: int, stop: int) -> tuple[list[Piece], int]:
        if self._tags.broken > MAX_BROKEN_TAGS:
            return self._no_tag(start, stop)
        end = self._tags.read(self._text, start, min(stop, start + MAX_TAG))
        if self._tags.broken > MAX_BROKEN_TAGS:
            self._report(start, "too many broken tags: the tags that follow are read as text")
        name = self._tags.name
        if not end:
            return self._no_tag(start, stop)
        if not name:
            return [], end
        if name in RAW and self._tags.is_opening:
            return self._raw(name, start, end)
        kind = Kind.OPENING if self._tags.is_opening else Kind.CLOSING
        piece = Piece(
            kind, name, self._line_at(start), self._starts_line(start), self._tags.attributes
        )
        return [piece], end

    def _no_tag(self, start: int, stop: int) -> tuple[list[Piece], int]:
        """A sign that may be taken for a tag elsewhere is written so that it cannot."""
        if self._text.find(">", start, stop) < 0:
            return [], 0
        return [Piece(Kind.TEXT, "&lt;", self._line_at(start), self._starts_line(start))], start + 1

    def _raw(self, name: str, start: int, end: int) -> tuple[list[Piece], int]:
        closing = None
        if name not in self._never_closed:
            closing = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self._text, end)
        if closing is None:
            self._never_closed.add(name)
            self._report(start, f"<{name}> is never closed: it is left out")
            return [], end
        if name != CODE_BLOCK:
            return [], closing.end()
        attributes = dict(self._tags.attributes)
        content = self._without_tags(end, closing.start(), attributes)
        line = self._line_at(start)
        piece = Piece(Kind.PREFORMATTED, content, line, attributes=attributes)
        return [piece], closing.end()

    def _without_tags(self, start: int, stop: int, attributes: dict[str, str]) -> str:
        """Return the text of code, and add what its tags say of it to ``attributes``."""
        texts, at = [], start
        while (at := self._text.find("<", at, stop)) >= 0:
            end = self._tags.read(self._text, at, min(stop, at + MAX_TAG))
            if end:
                texts.append(self._text[start:at])
                start = end
                for name, value in self._tags.attributes.items():
                    attributes.setdefault(name, value)
            at = end or at + 1
            if self._tags.broken > MAX_BROKEN_TAGS:
                break
        return unescape("".join([*texts, self._text[start:stop]]))

    def _ends_of_runs(self, start: int, stop: int) -> dict[int, list[int]]:
        """Return where backticks end, by how many of them stand together."""
        ends: dict[int, list[int]] = {}
        for run in _RUN.finditer(self._text, start, stop):
            ends.setdefault(run.end() - run.start(), []).append(run.end())
        return ends

    def _end_of_line(self, at: int) -> int:
        return self._text.find("\n", at) + 1 or len(self._text)

    def _end_of_paragraph(self, end: int) -> int:
        """Go on from a line's end to that of the next blank line, or to where a block may begin."""
        is_whole = self._starts_line(self._at) and _ONE_LINE.match(self._text, self._at)
        while end < len(self._text) and not is_whole:
            next_end = self._end_of_line(end)
            if _BEGINS_BLOCK.match(self._text, end) or Fences().takes(self._text[end:next_end]):
                return end
            is_blank = _BLANK.match(self._text, end)
            end = next_end
            if is_blank:
                return end
        return end

    def _starts_line(self, at: int) -> bool:
        return not at or self._text[at - 1] == "\n"

    def _line_at(self, at: int) -> int:
        return bisect_left(self._line_ends, at) + 1

    def _piece(self, kind: Kind, start: int, end: int) -> Piece:
        return Piece(kind, self._text[start:end], self._line_at(start), self._starts_line(start))

    def _report(self, at: int, message: str) -> None:
        self.faults.append((self._line_at(at), message))
