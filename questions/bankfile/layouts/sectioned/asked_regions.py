"""Which part of a Markdown file each question takes, and under which heading it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from questions.bankfile.layouts.sectioned.section_names import Part
from questions.bankfile.layouts.sectioned.sections import Heading
from questions.bankfile.layouts.written_lines import Line


@dataclass(frozen=True, slots=True)
class Region:
    """The lines below ``head``, the heading that asks (None without one), and the headings in them.

    The places of ``headings`` are counted within ``lines``; ``first`` and ``last`` are line numbers.
    """

    head: str
    first: int
    last: int
    lines: Sequence[Line]
    headings: Sequence[Heading]


def regions(lines: Sequence[Line], headings: Sequence[Heading]) -> list[Region]:
    """Return one region for each question; one for all of it where no more can be told apart."""
    asking = _asking(headings)
    if len(asking) > 1:
        return list(_several(lines, headings, asking))
    head = asking[0] if asking else _first_without_part(lines, headings)
    if head is None or head.part is Part.QUESTION:
        return [_region(lines, headings, None, 0, len(lines))]
    return [_region(lines, headings, head, head.end, len(lines))]


def _asking(headings: Sequence[Heading]) -> list[Heading]:
    """The headings called 'Question', or those right above the sections called 'Answer'."""
    stated = [heading for heading in headings if heading.part is Part.QUESTION]
    owners = [owner for owner in _owners(headings) if owner is not None]
    if len(stated) > 1 or not owners:
        return stated
    level = Counter(owner.level for owner in owners).most_common(1)[0][0]
    kept = {owner.place: owner for owner in owners if owner.level == level}
    return list(kept.values())


def _owners(headings: Sequence[Heading]) -> Iterator[Heading | None]:
    """Yield the nearest higher heading above each section that says something of a question."""
    above: list[Heading] = []
    for heading in headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        if heading.part is None:
            above.append(heading)
        elif heading.part is Part.ANSWER:
            yield above[-1] if above else None


def _first_without_part(lines: Sequence[Line], headings: Sequence[Heading]) -> Heading | None:
    """The first heading, if it names no part and nothing stands above it."""
    first = headings[0] if headings else None
    if first is None or first.part is not None:
        return None
    return first if all(line.is_blank for line in lines[: first.place]) else None


def _several(
    lines: Sequence[Line], headings: Sequence[Heading], asking: Sequence[Heading]
) -> Iterator[Region]:
    places = {heading.place for heading in asking}
    ends = {
        heading.place: end
        for heading, end in _ends(headings, len(lines))
        if heading.place in places
    }
    following = [*(heading.place for heading in asking[1:]), len(lines)]
    for heading, limit in zip(asking, following, strict=True):
        if heading.part is Part.QUESTION:
            yield _region(lines, headings, None, heading.place, limit)
        else:
            yield _region(lines, headings, heading, heading.end, min(limit, ends[heading.place]))


def _ends(headings: Sequence[Heading], end: int) -> Iterator[tuple[Heading, int]]:
    """Yield each heading with the place of the next that is as high and names no part."""
    open_: list[Heading] = []
    for heading in headings:
        while heading.part is None and open_ and open_[-1].level >= heading.level:
            yield open_.pop(), heading.place
        open_.append(heading)
    yield from ((heading, end) for heading in open_)


def _region(
    lines: Sequence[Line], headings: Sequence[Heading], head: Heading | None, start: int, end: int
) -> Region:
    places = [heading.place for heading in headings]
    within = [
        replace(heading, place=heading.place - start, end=heading.end - start)
        for heading in headings[bisect_left(places, start) : bisect_left(places, end)]
    ]
    first = head.number if head else (lines[start].number if lines else 0)
    last = max((line.number for line in lines[start:end]), default=first)
    return Region(head.text if head else "", first, last, lines[start:end], within)
