"""A Markdown file of one question: metadata, the question, sections such as 'Answer' and 'Good to hear'.

Several questions with such sections, one after another, are read as well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, Passage
from questions.bankfile.layouts.html.html_markdown import TOO_DEEP, Clean, clean
from questions.bankfile.layouts.html.html_sheet import Details
from questions.bankfile.layouts.markdown_blocks import TOO_LONG
from questions.bankfile.layouts.markdown_pieces import TooLongError
from questions.bankfile.layouts.numbered.answer_labels import split_number
from questions.bankfile.layouts.sectioned.asked_regions import Region, regions
from questions.bankfile.layouts.sectioned.front_matter import (
    FrontMatter,
    of_several,
    read_front_matter,
    take_comments,
)
from questions.bankfile.layouts.sectioned.metadata import Metadata, describe
from questions.bankfile.layouts.sectioned.section_names import Part
from questions.bankfile.layouts.sectioned.section_parts import Parts, without_rules
from questions.bankfile.layouts.sectioned.sections import (
    Heading,
    Section,
    bold_words,
    headings_in,
    same_words,
    split,
)
from questions.bankfile.layouts.unmarked.asking_words import without_signs
from questions.bankfile.layouts.written_lines import Line, passage

ASKED_IN_FRONT_MATTER = 0.97
ASKED_WITHOUT_SECTIONS = 0.7
TITLE_ASKS = 0.6
WITH_COMMENTS = 0.85
SEVERAL_SECTIONS = 0.65
ANSWER_ALONE = 0.55
UNLIKELY = 0.1
STRAY = "this text belongs to no question and is left out"
_QUESTION_MARKS = ("?", "\uff1f", "\u061f", "\u037e")

name = "question-files"
reads_as_written = False


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as its clean lines, the headings in them, and what else was found."""

    front: FrontMatter
    clean: Clean
    lines: tuple[Line, ...] = ()
    headings: tuple[Heading, ...] = ()
    too_long: int = 0

    @property
    def parts(self) -> set[Part]:
        named = {heading.part for heading in self.headings if heading.part is not None}
        return named - {Part.NOTES, Part.QUESTION}


def likelihood(document: Document) -> float:
    """Say how sure it is, by the sections that are there and by what asks."""
    found = _read(document.text)
    if found.too_long or found.front.is_ours or found.clean.too_deep:
        return 0.0
    return _with_front_matter(found) if found.front.end else _without_front_matter(found)


def _with_front_matter(found: _Read) -> float:
    metadata, parts = found.front.metadata, found.parts
    if metadata.first("prompt"):
        return ASKED_IN_FRONT_MATTER if parts else ASKED_WITHOUT_SECTIONS
    title = metadata.first("title")
    heading = next((one.text for one in found.headings if one.part is None), "")
    if Part.ANSWER in parts or len(parts) > 1:
        return ASKED_IN_FRONT_MATTER if title or heading else UNLIKELY
    return TITLE_ASKS if (title and asks(title.text)) or (parts and asks(heading)) else UNLIKELY


def _without_front_matter(found: _Read) -> float:
    if Part.ANSWER not in found.parts or any(isinstance(one, Details) for one in found.clean.body):
        return UNLIKELY if found.parts else 0.0
    if not any(region.head for region in regions(found.lines, found.headings)):
        return UNLIKELY
    comments = Metadata()
    take_comments(found.clean.comments, comments)
    if comments.values:
        return WITH_COMMENTS
    return SEVERAL_SECTIONS if len(found.parts) > 1 else ANSWER_ALONE


def asks(text: str) -> bool:
    return text.rstrip("*_` ").endswith(_QUESTION_MARKS)


def read(document: Document) -> Finding:
    """Return the question, or the questions, that ``document`` holds."""
    found = _read(document.text)
    if found.too_long:
        return Finding(faults=(document.refusal(found.too_long, TOO_LONG),))
    if found.clean.too_deep:
        return Finding(faults=(document.refusal(found.clean.too_deep, TOO_DEEP),))
    faults = [document.fault(line, message) for line, message in found.clean.faults]
    try:
        questions, more = _questions(document, found)
    except TooLongError as error:
        return Finding(faults=(document.refusal(error.line, TOO_LONG),))
    faults.extend(more)
    if not questions:
        faults.extend(document.fault(*fault) for fault in found.front.metadata.faults)
        faults.append(document.fault(1, "no question stands in this file", "prompt"))
    return Finding(tuple(questions), tuple(sorted(set(faults))))


def _questions(document: Document, found: _Read) -> tuple[list[FoundQuestion], list[Fault]]:
    faults: list[Fault] = []
    questions: list[FoundQuestion] = []
    asked = regions(found.lines, found.headings)
    if len(asked) > 1:
        faults.extend(document.fault(*fault) for fault in found.front.metadata.faults)
        faults.extend(document.fault(line, STRAY) for line in _strays(asked, found.lines))
    for region in asked:
        question, more = _Asked(region, _metadata(found, region, is_only=len(asked) == 1)).read(
            document
        )
        faults.extend(more)
        questions.extend([question] if question else [])
    return questions, faults


@lru_cache(maxsize=4)
def _read(text: str) -> _Read:
    """Kept for a moment, because it is asked how likely it is before it reads."""
    front = read_front_matter(text)
    rest = text.split("\n", front.end)[front.end :]
    cleaned = clean("\n" * front.end + "".join(rest))
    lines = tuple(_flat(cleaned.body))
    try:
        return _Read(front, cleaned, lines, tuple(headings_in(lines)))
    except TooLongError as error:
        return _Read(front, cleaned, too_long=error.line)


def _flat(items: Sequence[Line | Details]) -> list[Line]:
    """Lay out details as text: the summary is a bold line, the rest stands below it."""
    lines: list[Line] = []
    pending = list(reversed(items))
    while pending:
        item = pending.pop()
        if isinstance(item, Line):
            lines.append(item)
            continue
        summary = passage(item.summary or ())
        words = bold_words(" ".join(summary.text.split())) if summary else ""
        apart = Line("", item.line)
        lines.extend([apart, Line(f"**{words}**", item.line), apart] if words else [apart])
        pending.extend(reversed([*item.body, apart]))
    return lines


def _metadata(found: _Read, region: Region, *, is_only: bool) -> Metadata:
    """Return what the front matter and the comments between its lines say of one question."""
    comments = found.clean.comments
    if is_only:
        front = found.front.metadata
        values = {name: list(passages) for name, passages in front.values.items()}
        metadata = Metadata(values, list(front.faults))
    else:
        metadata = of_several(found.front)
        comments = tuple(one for one in comments if region.first <= one[0] <= region.last)
    take_comments(comments, metadata)
    return metadata


def _strays(asked: Sequence[Region], lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines on which text begins that is below a question and in none."""
    ends = [region.last for region in asked]
    starts = [*(region.first for region in asked[1:]), lines[-1].number + 1 if lines else 0]
    for end, start in zip(ends, starts, strict=True):
        gap = lines[bisect_right(lines, end, key=_number) : bisect_left(lines, start, key=_number)]
        said = without_rules([line for line in gap if not line.text.startswith("#")])
        if said:
            yield said[0].number


def _number(line: Line) -> int:
    return line.number


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question and where it stands."""

    region: Region
    metadata: Metadata

    def read(self, document: Document) -> tuple[FoundQuestion | None, list[Fault]]:
        headings = self.region.headings
        is_divided = any(heading.part is not None for heading in headings)
        sections = split(self.region.lines, headings if is_divided else ())
        stated = next((one for one in sections if one.part is Part.QUESTION), None)
        prompt = self._prompt(sections[0], stated)
        if prompt is None:
            return None, []
        parts = Parts(document)
        rest = [section for section in sections[1:] if section is not stated]
        prompt = self._with_opening(prompt, sections[0], rest, parts, is_asked=stated is None)
        parts.take(rest)
        line = self.region.first if self.region.head else prompt.line
        question = FoundQuestion(file=document.name, line=line, prompt=prompt)
        question = replace(question, title=self._title(prompt))
        question, faults = describe(document, question, self.metadata)
        if not (parts.is_stated or parts.faults):
            message = "nothing stands below the question"
            faults.append(document.fault(question.line, message, "sample_answer"))
        return parts.into(question), [*faults, *parts.faults]

    def _prompt(self, opening: Section, stated: Section | None) -> Passage | None:
        if prompt := self.metadata.first("prompt"):
            return prompt
        if stated and (prompt := passage(without_rules(stated.lines))):
            return prompt
        title = self.metadata.first("title")
        head = _without_number(self.region.head)
        if head and (title is None or asks(head) or not asks(title.text)):
            return Passage(head, self.region.first)
        return title

    def _with_opening(
        self,
        prompt: Passage,
        opening: Section,
        rest: Sequence[Section],
        parts: Parts,
        *,
        is_asked: bool,
    ) -> Passage:
        """What stands right below a question belongs to it, if its answer is marked further down."""
        found = passage(without_rules(opening.lines))
        if found is None:
            return prompt
        if all(section.part is not Part.ANSWER for section in rest):
            parts.take_answer(opening)
        elif is_asked and prompt.line == self.region.first and self.region.head:
            return Passage(f"{prompt.text}\n\n{found.text}", prompt.line)
        else:
            parts.add(Part.NOTES, found)
        return prompt

    def _title(self, prompt: Passage) -> Passage | None:
        """A heading above the question is its title, unless it says the same."""
        head = _without_number(self.region.head)
        if not head or self.metadata.first("title"):
            return None
        is_same = prompt.text.startswith(head) or same_words(head, prompt.text)
        return None if is_same else Passage(head, self.region.first)


def _without_number(heading: str) -> str:
    words = without_signs(" ".join(heading.split()))
    return bold_words(without_signs(split_number(words) or words))
