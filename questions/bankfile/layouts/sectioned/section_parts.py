"""Sections -> the fields of a question that they state, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.found import Document, FoundPart, FoundQuestion, Passage
from questions.bankfile.layouts.html.html_left import without_html
from questions.bankfile.layouts.markdown_blocks import block_tokens, is_too_long
from questions.bankfile.layouts.markdown_pieces import TooLongError
from questions.bankfile.layouts.pages.page_lines import bullet_of, is_rule
from questions.bankfile.layouts.pages.page_parts import framework_of, joined
from questions.bankfile.layouts.sectioned.section_names import LISTS, Part, is_yet_to_come
from questions.bankfile.layouts.sectioned.sections import Section
from questions.bankfile.layouts.written_lines import Line, passage, text_of

_BOX = re.compile(r"\A\[[ xX]\][ \t]+")


@dataclass
class Parts:
    """Collects what the sections of one question state."""

    document: Document
    passages: dict[Part, list[Passage]] = field(default_factory=dict)
    lists: dict[Part, list[FoundPart]] = field(default_factory=dict)
    seconds: tuple[int | None, int | None, int] | None = None
    faults: list[Fault] = field(default_factory=list)

    def take(self, sections: Sequence[Section]) -> None:
        for section in sections:
            part = section.part or Part.NOTES
            if (
                section.heading
                and part in {Part.ANSWER, Part.STRUCTURE, *LISTS}
                and part in self._stated
            ):
                message = "this section is stated again: it was added"
                self._report(section.line, message, part)
            self._take(section, part)

    def add(self, part: Part, found: Passage | None) -> None:
        if found:
            self.passages.setdefault(part, []).append(found)

    def into(self, question: FoundQuestion) -> FoundQuestion:
        """Return ``question`` with what was collected beside what it states already."""
        structure = joined(self.passages.get(Part.STRUCTURE, []))
        question = replace(
            question,
            structure=structure,
            framework=question.framework or (framework_of(structure) if structure else None),
            sample_answer=joined(self.passages.get(Part.ANSWER, [])),
            notes=joined(sorted(self.passages.get(Part.NOTES, []), key=lambda note: note.line)),
            key_points=tuple(self.lists.get(Part.KEY_POINTS, ())),
            mistakes=tuple(self.lists.get(Part.MISTAKES, ())),
            follow_ups=tuple(self.lists.get(Part.FOLLOW_UPS, ())),
        )
        if self.seconds is None or question.seconds_line is not None:
            return question
        least, most, line = self.seconds
        return replace(question, min_seconds=least, max_seconds=most, seconds_line=line)

    def take_answer(self, section: Section) -> None:
        """Take a section that nothing names as the answer."""
        self._take(section, Part.ANSWER)

    @property
    def is_stated(self) -> bool:
        return bool(self._stated)

    @property
    def _stated(self) -> set[Part]:
        return {*self.passages, *self.lists}

    def _take(self, section: Section, part: Part) -> None:
        found = passage(without_rules(section.lines))
        if section.heading and section.heading.label.is_timed:
            label = section.heading.label
            self.seconds = (label.min_seconds, label.max_seconds, section.line)
        is_one = part not in LISTS or (found and "\n" not in found.text)
        if found is None or (is_one and is_yet_to_come(found.text)):
            self._report_empty(section, part, found)
        elif part in LISTS:
            self._take_list(section, part)
        elif part is Part.NOTES and section.heading:
            self.add(part, _with_heading(section, found, section.line))
        else:
            self.add(part, found)

    def _report_empty(self, section: Section, part: Part, found: Passage | None) -> None:
        if found:
            self._report(found.line, f"this section is yet to be written: {found.text[:60]}", part)
        elif section.heading:
            message = "the answer is empty" if part is Part.ANSWER else "this section has no text"
            self._report(section.line, message, part)

    def _take_list(self, section: Section, part: Part) -> None:
        items, others = items_in(without_rules(section.lines))
        is_listed = bool(items)
        if not is_listed:
            items, others = others, []
        if not is_listed and len(items) > 1:
            message = "this list has no bullets: each paragraph was taken as an item"
            self._report(items[0].line, message, part)
        for item in items:
            if is_yet_to_come(item.text):
                self._report(item.line, "this item has no text", part)
            else:
                self.lists.setdefault(part, []).append(FoundPart(item.text, item.line))
        for other in others:
            self.add(Part.NOTES, other)

    def _report(self, line: int, message: str, part: Part) -> None:
        self.faults.append(self.document.fault(line, message, part.value))


def without_rules(lines: Sequence[Line]) -> Sequence[Line]:
    """Return ``lines`` without the blank ones and the separators at both ends."""
    said = (place for place, line in enumerate(lines) if not (line.is_blank or is_rule(line.text)))
    first = next(said, None)
    if first is None:
        return ()
    last = next(
        place
        for place in reversed(range(len(lines)))
        if not (lines[place].is_blank or is_rule(lines[place].text))
    )
    return lines[first : last + 1]


def items_in(lines: Sequence[Line]) -> tuple[list[Passage], list[Passage]]:
    """Return the items of all lists on the top level, and the blocks that are no lists.

    Raise TooLongError, with the line of the document, where they are too long to be read.
    """
    items: list[Passage] = []
    others: list[Passage] = []
    text = text_of(lines)
    if is_too_long(text):
        raise TooLongError(lines[0].number)
    for token in block_tokens(text):
        if token.map is None or token.nesting < 0:
            continue
        start, end = token.map
        is_item = token.type == "list_item_open" and token.level == 1
        if is_item:
            items.append(_item(lines[start:end]))
        elif token.level == 0 and not token.type.endswith("list_open"):
            bulleted = [bullet_of(line.text) for line in lines[start:end]]
            if all(bulleted) and token.type == "paragraph_open":
                items.extend(map(_item, ([line] for line in lines[start:end])))
            else:
                others.extend(filter(None, [passage(lines[start:end])]))
    return items, others


def _item(lines: Sequence[Line]) -> Passage:
    """Return the text of an item without its marker, and what is nested in it as deep as it stands."""
    bullet = bullet_of(lines[0].text)
    text = bullet[1] if bullet else lines[0].text
    width = len(lines[0].text) - len(text)
    others = [_shifted(line.text, width) for line in lines[1:]]
    whole = "\n".join([_BOX.sub("", text, count=1), *others]).strip()
    return Passage(without_html(whole), lines[0].number)


def _shifted(text: str, width: int) -> str:
    margin = len(text) - len(text.lstrip(" "))
    return text[min(margin, width) :]


def _with_heading(section: Section, found: Passage, line: int) -> Passage:
    heading = section.heading
    if heading is None:
        return found
    mark = f"{'#' * heading.level} {heading.text}" if heading.level < 7 else f"**{heading.text}**"
    return Passage(f"{mark}\n\n{found.text}", line)
