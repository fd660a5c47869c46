"""Lists of points that stand at the end of an answer, under headings such as 'Good to hear'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.found import Document, FoundQuestion
from questions.bankfile.layouts.markdown_pieces import TooLongError
from questions.bankfile.layouts.pages.page_parts import joined
from questions.bankfile.layouts.sectioned.section_names import LISTS, Part
from questions.bankfile.layouts.sectioned.section_parts import Parts, without_rules
from questions.bankfile.layouts.sectioned.sections import (
    Heading,
    headings_in,
    may_have_sections,
    split,
)
from questions.bankfile.layouts.written_lines import Line, passage


def with_lists(document: Document, question: FoundQuestion) -> tuple[FoundQuestion, list[Fault]]:
    """Return ``question`` with the lists that its answer ends in as its own, and what is odd about them."""
    answer = question.sample_answer
    if answer is None:
        return question, []
    lines = [Line(text, answer.line + at) for at, text in enumerate(answer.text.split("\n"))]
    dividing = _dividing(lines)
    if not any(heading.part in LISTS for heading in dividing):
        return question, []
    opening, *sections = split(lines, dividing, opens_with_answer=True)
    parts = Parts(document)
    parts.add(Part.ANSWER, passage(without_rules(opening.lines)))
    parts.take(sections)
    found = parts.into(replace(question, sample_answer=None, notes=None))
    notes = [note for note in (question.notes, found.notes) if note]
    return replace(found, notes=joined(notes)), parts.faults


def _dividing(lines: Sequence[Line]) -> list[Heading]:
    """The headings that name lists; below one, whatever else is a heading ends it."""
    if not may_have_sections(lines):
        return []
    try:
        headings = headings_in(lines)
    except TooLongError:
        return []
    first = next((at for at, one in enumerate(headings) if one.part in LISTS), len(headings))
    return headings[first:]
