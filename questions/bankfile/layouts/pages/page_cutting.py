"""Where in a text one question's page ends and the next begins.

What can be told from a line itself (a heading, a round) is a *mark*. A prompt looks like any other
text: it is what stands before the first mark of its question, behind the end of the last part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import dropwhile, pairwise

from questions.bankfile.layouts.fences import Fences
from questions.bankfile.layouts.pages.page_lines import (
    LISTS,
    STRUCTURE,
    Heading,
    Timing,
    bullet_of,
    heading_of,
    is_banner,
    is_rule,
    tags_of,
    timing_of,
)

Mark = tuple[int, Heading | Timing]


@dataclass(slots=True)
class Block:
    """One question's lines, from ``start`` to before ``end`` (from 0), and the marks among them."""

    start: int
    end: int = 0
    marks: list[Mark] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)

    def add(self, at: int, mark: Heading | Timing) -> None:
        self.marks.append((at, mark))
        if isinstance(mark, Heading):
            self.parts.add(mark.part)

    def end_of(self, position: int) -> int:
        """Return where the text of the mark at ``position`` ends."""
        return self.marks[position + 1][0] if position + 1 < len(self.marks) else self.end


def marks_of(lines: list[str]) -> Iterator[Mark]:
    """Find the headings and rounds, outside code."""
    fences = Fences()
    for at, line in enumerate(lines):
        if not fences.takes(line) and (mark := heading_of(line) or timing_of(line)):
            yield at, mark


def cut(lines: list[str]) -> list[Block]:
    """Return a block for each question."""
    blocks: list[Block] = []
    for at, mark in marks_of(lines):
        start = _start_of_next(lines, blocks[-1], at, mark) if blocks else 0
        if start is not None:
            if blocks:
                blocks[-1].end = start
            blocks.append(Block(start))
        blocks[-1].add(at, mark)
    if blocks:
        blocks[-1].end = len(lines)
    return blocks


def _start_of_next(lines: list[str], block: Block, at: int, mark: Heading | Timing) -> int | None:
    """Return where the next question begins if ``mark`` is of it, None if it is of ``block``."""
    after, last = block.marks[-1]
    written = [line for line in range(after + 1, at) if lines[line].strip()]
    tagged = [line for line in written if tags_of(lines[line])]
    if not written or not (tagged or _is_of_next(block, mark)):
        return None
    if isinstance(last, Timing):
        return _after_paragraph(lines, written) if block.start < after else None
    return _start_behind_part(lines, written, tagged, last)


def _is_of_next(block: Block, mark: Heading | Timing) -> bool:
    if isinstance(mark, Timing):
        return True
    # Structure comes first on every page.
    return mark.part in block.parts or (mark.part == STRUCTURE and bool(block.parts))


def _start_behind_part(
    lines: list[str], written: list[int], tagged: list[int], last: Heading
) -> int | None:
    rules = [line for line in written[:-1] if is_rule(lines[line])]
    if rules:
        return rules[-1] + 1
    if tagged and tagged[-1] != written[-1]:
        return _with_banners(lines, written, tagged)
    if last.part in LISTS and any(bullet_of(lines[line]) for line in written):
        return _after_bullets(lines, written)
    return _last_paragraph(lines, written, has_rest=bool(last.rest))


def _with_banners(lines: list[str], written: list[int], tagged: list[int]) -> int:
    """Go back from the last group of tags over a site's own lines."""
    place = written.index(tagged[-1])
    while place and (tags_of(lines[written[place - 1]]) or is_banner(lines[written[place - 1]])):
        place -= 1
    return written[place]


def _after_bullets(lines: list[str], written: list[int]) -> int | None:
    last = max(place for place, line in enumerate(written) if bullet_of(lines[line]))
    behind = list(dropwhile(lambda line: lines[line][0] in " \t", written[last + 1 :]))
    if not behind:
        return None
    # A bullet that runs on without indentation ends at an empty line, if there is one.
    is_run_on = behind[0] == written[last] + 1
    gaps = [after for before, after in pairwise(behind) if after > before + 1]
    return gaps[0] if is_run_on and gaps else behind[0]


def _after_paragraph(lines: list[str], written: list[int]) -> int:
    return _last_paragraph(lines, written, has_rest=True) or written[0]


def _last_paragraph(lines: list[str], written: list[int], *, has_rest: bool) -> int | None:
    """Return the start of the last paragraph, or None if the part before would be left without text."""
    starts = [line for line in written if line == 0 or not lines[line - 1].strip()]
    if len(starts) > 1:
        return starts[-1]
    return written[-1] if len(written) > 1 or has_rest else None
