"""Markdown with HTML in it -> clean Markdown, and the ``<details>`` that stand in it.

Elements that are open are frames on a stack: what is written goes to the topmost, and a frame that
ends hands on what it holds, formatted, to the one below. Nothing here calls itself, and the stack is
bounded, so nesting of any depth ends in a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape

from questions.bankfile.layouts.html import html_formatting as formatting
from questions.bankfile.layouts.html.html_elements import (
    BARE,
    BOXES,
    CELLS,
    FRAMED,
    HEADINGS,
    LISTS,
    PARAGRAPHS,
    WALLS,
)
from questions.bankfile.layouts.html.html_formatting import BREAK
from questions.bankfile.layouts.html.html_frames import Frame, hand_on
from questions.bankfile.layouts.html.html_pieces import Kind, Piece, Pieces
from questions.bankfile.layouts.html.html_sheet import (
    Block,
    Details,
    Item,
    Words,
    body_of,
    text_of_words,
)
from questions.bankfile.layouts.written_lines import Line

MAX_DEPTH = 64
TOO_DEEP = f"elements of HTML are nested more than {MAX_DEPTH} deep"
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Before these, a sign of HTML is no more than a sign.
_HARMLESS = {
    "<": re.compile(r"[\s\d=(]"),
    ">": re.compile(r"[\s=.,;)]"),
    "&": re.compile(r"(?!#?\w+;)"),
}


@dataclass(frozen=True, slots=True)
class Clean:
    """``body`` is everything on the top level. ``too_deep`` is the line from which it was not read."""

    body: tuple[Line | Details, ...]
    comments: tuple[tuple[int, str], ...] = ()
    faults: tuple[tuple[int, str], ...] = ()
    too_deep: int = 0


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def clean(text: str) -> Clean:
    """Return ``text`` without its HTML, in time linear in its length."""
    return _Cleaning().clean(Pieces(text))


class _Cleaning:
    def __init__(self) -> None:
        self._stack = [Frame("", 1)]
        self._comments: list[tuple[int, str]] = []
        self._faults: list[tuple[int, str]] = []
        self._unknown: set[str] = set()

    def clean(self, pieces: Pieces) -> Clean:
        try:
            for piece in pieces:
                self._take(piece)
        except _TooDeepError as error:
            return Clean((), too_deep=error.line)
        while len(self._stack) > 1:
            self._end_top()
        body = tuple(body_of(self._stack[0].content))
        faults = sorted([*self._faults, *pieces.faults])
        return Clean(body, tuple(self._comments), tuple(faults))

    def _take(self, piece: Piece) -> None:
        match piece.kind:
            case Kind.TEXT:
                self._write_text(piece)
            case Kind.CODE:
                self._write(Words(piece.text, piece.line, piece.starts_line))
            case Kind.FENCED:
                text = piece.text.removesuffix("\n")
                self._write_block([Line(text, piece.line)], is_apart=False)
            case Kind.PREFORMATTED:
                language = formatting.language_of(piece.attributes)
                self._write_block(formatting.fenced(piece.text, piece.line, language))
            case Kind.COMMENT:
                self._comments.append((piece.line, piece.text))
            case Kind.OPENING:
                self._open(piece)
            case Kind.CLOSING:
                self._close(piece)

    # --- What is written --------------------------------------------------------------------------

    def _write(self, item: Item) -> None:
        self._stack[-1].content.append(item)

    def _write_text(self, piece: Piece) -> None:
        if _BLANK_LINE.search(piece.text) or piece.text.endswith("\n\n"):
            self._end_marks()
        text = _ENTITY.sub(_sign, piece.text)
        self._write(Words(text, piece.line, piece.starts_line))

    def _write_block(self, lines: Iterable[Line], *, is_apart: bool = True) -> None:
        self._end_marks()
        self._write(Block(tuple(lines), is_apart))

    def _part(self) -> None:
        """Begin a new paragraph."""
        self._write_block(())

    # --- Tags -------------------------------------------------------------------------------------

    def _open(self, tag: Piece) -> None:
        name = tag.text
        if name == "details":
            self._open_details(tag)
        elif name in formatting.MARKING:
            if not any(frame.name == name for frame in self._open_marks()):
                self._push(tag)
        elif name in FRAMED:
            self._open_framed(tag)
        elif name in BOXES:
            self._end_paragraph()
            self._part()
        elif text := _text_of_empty(tag):
            self._write(Words(text, tag.line, tag.starts_line))
        elif name == "hr":
            self._end_paragraph()
            self._write_block([Line("---", tag.line)])
        elif name not in BARE and name not in self._unknown:
            self._unknown.add(name)
            self._faults.append((tag.line, f"<{name[:40]}> is no tag of HTML: it is left out"))

    def _open_details(self, tag: Piece) -> None:
        while self._stack[-1].name not in {"", "details"}:
            if self._stack[-1].name == "summary":
                self._report_summary()
            self._end_top()
        self._push(tag)

    def _open_framed(self, tag: Piece) -> None:
        name = tag.text
        self._end_paragraph()
        if name == "summary":
            self._open_summary(tag)
            return
        if name in HEADINGS and self._stack[-1].name in {"summary", "li", *CELLS}:
            return
        if name in {"li", "tr", *CELLS}:
            self._end(CELLS if name in CELLS else (name,), WALLS[name])
        if name == "li" and self._stack[-1].name not in LISTS:
            self._push(replace(tag, text="ul", attributes={}))
        self._push(tag)

    def _open_summary(self, tag: Piece) -> None:
        if self._within("details") is None:
            self._faults.append((tag.line, "a <summary> outside <details>: read as text"))
            self._part()
            return
        self._end_until("details")
        top = self._stack[-1]
        if top.summary is not None:
            self._faults.append((tag.line, "a second <summary>: here <details> is missing"))
            self._end_top()
            self._push(replace(tag, text="details", attributes={}))
        self._push(tag)

    def _close(self, tag: Piece) -> None:
        name = tag.text
        if name in formatting.MARKING:
            self._close_mark(name)
        elif name == "details":
            self._close_details(tag)
        elif name in FRAMED:
            self._end_marks()
            is_ended = self._end((name,), (*WALLS.get(name, ()), "details"))
            if name in {*PARAGRAPHS, *HEADINGS} and not is_ended:
                self._part()
        elif name in BOXES:
            self._end_paragraph()
            self._part()

    def _close_mark(self, name: str) -> None:
        names = [frame.name for frame in self._open_marks()]
        if name not in names:
            return
        while self._stack[-1].name != name:
            self._end_top()
        frame = self._stack.pop()
        text = text_of_words(frame.content)
        text = unescape(text) if formatting.is_code(name) else text
        if any(isinstance(item, Block) for item in frame.content):
            self._stack[-1].content.extend(frame.content)
        elif formatting.is_code(name) and "\n" in text.strip():
            self._write_block(formatting.fenced(text, frame.line))
        else:
            words = formatting.marked(name, text, frame.attributes)
            self._write(Words(words, frame.line, frame.starts_line))

    def _close_details(self, tag: Piece) -> None:
        if self._within("details") is None:
            self._faults.append((tag.line, "a </details> that closes nothing"))
            return
        while self._stack[-1].name != "details":
            if self._stack[-1].name == "summary":
                self._report_summary()
            self._end_top()
        self._end_top(is_closed=True)

    def _report_summary(self) -> None:
        message = "this <summary> is never closed: its first paragraph was taken for it"
        self._faults.append((self._stack[-1].line, message))

    # --- The stack --------------------------------------------------------------------------------

    def _push(self, tag: Piece) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise _TooDeepError(tag.line)
        self._stack.append(Frame(tag.text, tag.line, tag.starts_line, tag.attributes))

    def _open_marks(self) -> Iterator[Frame]:
        for frame in reversed(self._stack):
            if frame.name not in formatting.MARKING:
                return
            yield frame

    def _within(self, name: str) -> Frame | None:
        return next((frame for frame in reversed(self._stack) if frame.name == name), None)

    def _end_marks(self) -> None:
        while self._stack[-1].name in formatting.MARKING:
            self._end_top()

    def _end_paragraph(self) -> None:
        self._end_marks()
        if self._stack[-1].name in {*PARAGRAPHS, *HEADINGS}:
            self._end_top()

    def _end(self, names: Iterable[str], walls: Iterable[str]) -> bool:
        """End the frame of one of ``names``, and what is open in it; no wall may stand between."""
        for frame in reversed(self._stack):
            if frame.name in names:
                self._end_until(frame.name)
                self._end_top(is_closed=True)
                return True
            if frame.name in walls:
                return False
        return False

    def _end_until(self, name: str) -> None:
        while self._stack[-1].name != name:
            self._end_top()

    def _end_top(self, *, is_closed: bool = False) -> None:
        frame = self._stack.pop()
        hand_on(frame, self._stack[-1], is_closed=is_closed)


def _text_of_empty(tag: Piece) -> str:
    """The Markdown of an element that has no content."""
    if tag.text == "br":
        return BREAK
    if tag.text == "img":
        return formatting.picture(tag.attributes)
    if tag.text == "input" and tag.attributes.get("type", "").lower() == "checkbox":
        return "[x]" if "checked" in tag.attributes else "[ ]"
    return ""


def _sign(entity: re.Match[str]) -> str:
    """Resolve an entity, but for those that would then be read as HTML, or as a quotation."""
    sign = unescape(entity[0])
    if sign not in _HARMLESS:
        return sign.replace("\xa0", " ")
    starts_line = entity.string[max(0, entity.start() - 1) : entity.start()] in {"", "\n"}
    is_harmless = _HARMLESS[sign].match(entity.string, entity.end())
    return sign if is_harmless and not (sign == ">" and starts_line) else entity[0]
