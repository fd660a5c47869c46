"""The question that stands above a folded answer: a heading, or a paragraph, and what is below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questions.bankfile.layouts.found import Passage
from questions.bankfile.layouts.markdown_blocks import (
    Block,
    marked_lead,
)
from questions.bankfile.layouts.markdown_pieces import blocks_of
from questions.bankfile.layouts.numbered.answer_labels import split_number, split_paragraph_number
from questions.bankfile.layouts.sectioned.section_names import Part
from questions.bankfile.layouts.sectioned.section_parts import without_rules
from questions.bankfile.layouts.sectioned.sections import Heading
from questions.bankfile.layouts.written_lines import Line, passage

_QUESTION_MARKS = ("?", "\uff1f", "\u061f")


@dataclass(frozen=True, slots=True)
class Prompt:
    """``heading`` is the place of the heading that asks; how many there are where none does."""

    passage: Passage
    heading: int


def is_asked(headings: Sequence[Heading]) -> bool:
    """Does the last of ``headings`` that is no 'Answer' ask?"""
    last = next((one for one in reversed(headings) if one.part in {None, Part.QUESTION}), None)
    return last is not None and (last.part is not None or last.text.endswith(_QUESTION_MARKS))


def prompt_in(lines: Sequence[Line], headings: Sequence[Heading]) -> Prompt | None:
    """Return the question at the end of ``lines``, without a heading such as 'Answer' below it."""
    end = len(lines)
    for place in reversed(range(len(headings))):
        heading = headings[place]
        if heading.part is Part.QUESTION:
            rest = [Line(heading.rest, heading.number)] if heading.rest else []
            found = passage(without_rules([*rest, *lines[heading.end : end]]))
            return Prompt(found, place) if found else None
        if heading.part is None:
            return _below(heading, place, lines, end)
        end = heading.place
    return _last_paragraphs(lines[:end], len(headings))


def _below(heading: Heading, place: int, lines: Sequence[Line], end: int) -> Prompt | None:
    below = passage(without_rules(lines[heading.end : end]))
    words = " ".join(heading.text.split())
    if below and split_number(words) == "":
        return Prompt(below, place)
    if below and not words.endswith(_QUESTION_MARKS) and split_number(words) is None:
        inner = _last_paragraphs(lines[heading.end : end], place + 1)
        if inner and (heading.level == 1 or split_paragraph_number(inner.passage.text)):
            return inner
    text = f"{words}\n\n{below.text}" if below else words
    return Prompt(Passage(text, heading.number), place)


def _last_paragraphs(lines: Sequence[Line], place: int) -> Prompt | None:
    """Where no heading asks: from the last paragraph that does, or that has a number, or is bold."""
    lines = without_rules(lines)
    blocks = list(blocks_of([line.text for line in lines]))
    rules = [at for at, block in enumerate(blocks) if block.kind == "hr"]
    blocks = blocks[rules[-1] + 1 :] if rules else blocks
    if not blocks:
        return None
    first = next((block for block in reversed(blocks) if _asks(block)), None)
    start = first or next((block for block in reversed(blocks) if block.text), blocks[-1])
    found = passage(lines[start.start :])
    return Prompt(found, place) if found else None


def _asks(block: Block) -> bool:
    if block.kind != "paragraph":
        return False
    if split_paragraph_number(block.text) or marked_lead(block.text):
        return True
    return block.text.split("\n")[0].rstrip("*_ ").endswith(_QUESTION_MARKS)
