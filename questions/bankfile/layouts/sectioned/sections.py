"""Markdown below a question -> its sections: answer, key points, mistakes, whatever else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from questions.bankfile.layouts.markdown_blocks import (
    Block,
    marked_lead,
    plain,
    unwrapped,
)
from questions.bankfile.layouts.markdown_pieces import TooLongError, blocks_of
from questions.bankfile.layouts.numbered.answer_labels import Label, label_of_heading, split_label
from questions.bankfile.layouts.sectioned.section_names import LISTS, Part, part_of
from questions.bankfile.layouts.written_lines import Line

# A bold line ranks below every heading.
BOLD_LEVEL = 7
_MAY_NAME = re.compile(r"[ \t>]*(?:#|[*_]{2}|[A-Za-z][A-Za-z -]{1,50}:|={2,}|-{2,})")
_PLAIN_NAME = re.compile(r"([A-Za-z][A-Za-z '\u2019-]{1,50}):[ \t]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, or a bold line that is one, at the place (from 0) of its line.

    ``end`` is where the text below it begins; ``rest`` is what stands beside it on its line, which is
    line ``number`` of the document.
    """

    place: int
    end: int
    level: int
    text: str
    part: Part | None
    rest: str = ""
    number: int = 0

    @property
    def label(self) -> Label:
        return label_of_heading(self.text)


@dataclass(slots=True)
class Section:
    """``heading`` is None for what stands before the first one."""

    heading: Heading | None
    line: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def part(self) -> Part | None:
        return self.heading.part if self.heading else None

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0


def may_have_sections(lines: Sequence[Line]) -> bool:
    """Look whether it can be worth while to read the blocks of ``lines``."""
    return any(_MAY_NAME.match(line.text) for line in lines)


def headings_in(lines: Sequence[Line]) -> list[Heading]:
    """Return the headings on the top level, and the bold or plain lines that name a part.

    Raise TooLongError, with the line of the document, where a block is too long to be read.
    """
    try:
        blocks = blocks_of([line.text for line in lines])
        found = [heading for block in blocks for heading in _of_block(block)]
    except TooLongError as error:
        raise TooLongError(lines[error.line - 1].number) from error
    return [replace(heading, number=lines[heading.place].number) for heading in found]


def _of_block(block: Block) -> Iterator[Heading]:
    if block.kind == "heading":
        words = block.text.strip()
        yield Heading(block.start, block.end, block.level, words, part_of(words))
    elif block.kind == "paragraph":
        for offset, line in enumerate(block.text.split("\n")):
            if heading := _of_line(block.start + offset, line.strip()):
                yield heading


def _of_line(place: int, line: str) -> Heading | None:
    if not _MAY_NAME.match(line):
        return None
    if lead := marked_lead(line):
        words, rest = lead
        is_apart = not rest.strip() or words.endswith(":") or rest.lstrip().startswith(":")
        part = part_of(words) if is_apart else None
        rest = rest.strip().removeprefix(":").strip()
    elif labelled := split_label(line):
        words, rest, part = line.partition(":")[0], labelled[1], Part.ANSWER
    else:
        match = _PLAIN_NAME.match(line)
        words, rest = (match[1], line[match.end() :]) if match else ("", "")
        part = part_of(words) if words and not rest else None
    return Heading(place, place + 1, BOLD_LEVEL, words, part, rest.strip()) if part else None


def split(
    lines: Sequence[Line], headings: Sequence[Heading], *, opens_with_answer: bool = False
) -> list[Section]:
    """Cut ``lines`` into sections. A heading within an answer that names no part belongs to it."""
    sections, at = [Section(None)], 0
    for heading in headings:
        is_in_answer = opens_with_answer and len(sections) == 1
        if (heading.part is None and is_in_answer) or not _begins_section(heading, sections[-1]):
            continue
        sections[-1].lines.extend(lines[at : heading.place])
        section = Section(heading, heading.number)
        if heading.rest:
            section.lines.append(Line(heading.rest, heading.number))
        sections.append(section)
        at = heading.end
    sections[-1].lines.extend(lines[at:])
    return sections


def _begins_section(heading: Heading, section: Section) -> bool:
    if heading.part is not None:
        return True
    return section.part in LISTS or section.heading is None or heading.level <= section.level


def bold_words(text: str) -> str:
    """Return ``text`` without the bold around all of it."""
    return unwrapped(text, "strong") or text


def same_words(one: str, other: str) -> bool:
    return plain(one).casefold().rstrip("?.!: ") == plain(other).casefold().rstrip("?.!: ")
