"""Elements of HTML that are open, and what each leaves to the one around it when it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from questions.bankfile.layouts.html import html_formatting as formatting
from questions.bankfile.layouts.html.html_elements import CELLS, HEADINGS, LISTS, PARAGRAPHS
from questions.bankfile.layouts.html.html_formatting import BREAK
from questions.bankfile.layouts.html.html_sheet import (
    Block,
    Details,
    Item,
    Words,
    body_of,
    collapsed_lines_of,
    lines_of,
)
from questions.bankfile.layouts.written_lines import Line, trimmed


@dataclass(slots=True)
class Frame:
    """An element that is open, and what was written in it so far. The document is one without name."""

    name: str
    line: int
    starts_line: bool = True
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Item] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    items: int = 0
    summary: tuple[Line, ...] | None = None


def hand_on(frame: Frame, below: Frame, *, is_closed: bool) -> None:
    """Give what ``frame`` holds to the one below; ``is_closed``: its own tag ends it."""
    name = frame.name
    if name == "details":
        body = tuple(body_of(frame.content))
        below.content.append(Details(frame.line, frame.summary, body, is_closed))
    elif name == "summary":
        _take_summary(below, frame, is_closed=is_closed)
    elif name in CELLS:
        below.rows = below.rows or [[]]
        below.rows[-1].append(formatting.cell_text(lines_of(frame.content)))
    elif name == "tr":
        below.rows.extend(frame.rows)
    elif name in formatting.MARKING:
        below.content.extend(frame.content)
    else:
        lines = tuple(_framed_lines(frame, below))
        is_apart = below.name not in {"li", *LISTS} or name in PARAGRAPHS
        below.content.append(Block(lines, is_apart))


def _take_summary(details: Frame, frame: Frame, *, is_closed: bool) -> None:
    lines = collapsed_lines_of(frame.content)
    if is_closed:
        details.summary = tuple(formatting.with_breaks(lines))
        return
    lines = formatting.with_breaks(lines_of(frame.content))
    lines = list(trimmed(lines))
    end = next((place for place, line in enumerate(lines) if line.is_blank), len(lines))
    details.summary = tuple(lines[:end])
    details.content.append(Block(tuple(lines[end:])))


def _framed_lines(frame: Frame, below: Frame) -> Iterator[Line]:
    """Yield what a block is in Markdown."""
    if frame.name == "li":
        below.items += 1
        marker = f"{below.items + _first_number(below) - 1}." if below.name == "ol" else "-"
        lines = formatting.with_breaks(_as_item(collapsed_lines_of(frame.content)))
        yield from formatting.item_lines(lines, marker)
    elif frame.name in HEADINGS:
        words = formatting.cell_text(lines_of(frame.content))
        yield from [Line(f"{'#' * int(frame.name[1])} {words}", frame.line)] if words else []
    elif frame.name == "table":
        yield from formatting.table_lines([row for row in frame.rows if row], frame.line)
        yield from lines_of(frame.content)
    elif frame.name == "blockquote":
        yield from formatting.quoted(formatting.with_breaks(lines_of(frame.content)))
    elif frame.name in PARAGRAPHS:
        yield from collapsed_lines_of(frame.content)
    else:
        items = (one for one in frame.content if not isinstance(one, Words) or one.text.strip())
        yield from trimmed(lines_of(items))


def _as_item(lines: list[Line]) -> list[Line]:
    """A line break in an item goes on within the item."""
    return [replace(line, text=line.text.replace(BREAK, " ")) for line in lines]


def _first_number(ordered: Frame) -> int:
    stated = ordered.attributes.get("start", "").strip()
    return int(stated) if re.fullmatch("[0-9]{1,2}", stated) else 1
