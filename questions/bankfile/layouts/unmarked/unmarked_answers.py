"""Questions as headings, bold lines or items of lists, with answers below that nothing marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake.limits import MAX_QUESTIONS, TOO_MANY, TooManyError
from questions.bankfile.layouts.found import Document, Finding, FoundPart, FoundQuestion, Passage
from questions.bankfile.layouts.html.html_markdown import TOO_DEEP, clean
from questions.bankfile.layouts.html.html_sheet import Details
from questions.bankfile.layouts.markdown_blocks import TOO_LONG, beginning, is_too_long, plain
from questions.bankfile.layouts.markdown_pieces import TooLongError
from questions.bankfile.layouts.sectioned.section_names import LISTS, Part, is_yet_to_come
from questions.bankfile.layouts.sectioned.section_parts import Parts, items_in, without_rules
from questions.bankfile.layouts.sectioned.sections import (
    BOLD_LEVEL,
    Heading,
    headings_in,
    may_have_sections,
    split,
)
from questions.bankfile.layouts.unmarked.asking_words import clean_prompt
from questions.bankfile.layouts.unmarked.unmarked_questions import Unmarked, read_unmarked
from questions.bankfile.layouts.written_lines import Line, passage

# Less than any layout that is marked as what it is.
LIKELY = 0.51
NOT_ASKED = "this asks nothing, although it looks like the questions: no question of its own"
NO_QUESTIONS = "no questions were recognised"
_ANSWER = re.compile(
    r"(?:\*\*|__)?(?:ans(?:wer)?[ \t]*(?:[:)-]|\.(?=[ \t]))|a[ \t]*:)(?:\*\*|__)?[ \t]*",
    re.IGNORECASE,
)
_BACK = re.compile(r"\W*\[(?:[^\[\]]|\[[^\[\]]{0,9}\]){0,80}\]\(#[^()\s]{0,200}\)\W*")

name = "unmarked answers"
reads_as_written = False


@dataclass(frozen=True, slots=True)
class _Read:
    questions: Sequence[Unmarked] = ()
    faults: Sequence[tuple[int, str]] = ()
    refused: tuple[int, str] | None = None


def likelihood(document: Document) -> float:
    """Say whether there are questions; never more sure than a layout with marks of its own."""
    return LIKELY if _read(beginning(document.text)).questions else 0.0


def read(document: Document) -> Finding:
    """Return the questions; the text below each is its answer, lists of points apart."""
    text = document.text
    found = _read.__wrapped__(text) if is_too_long(text) else _read(text)
    if found.refused:
        return Finding(faults=(document.refusal(*found.refused),))
    questions, faults = [], [document.fault(*fault) for fault in found.faults]
    for one in found.questions:
        question, more = _question(document, one)
        questions.append(question)
        faults.extend(more)
    if not questions:
        faults.append(document.fault(0, NO_QUESTIONS))
    return Finding(tuple(questions), tuple(sorted({*faults, *_doubled(document, questions)})))


@lru_cache(maxsize=2)
def _read(text: str) -> _Read:
    cleaned = clean(text)
    if cleaned.too_deep:
        return _Read(refused=(cleaned.too_deep, TOO_DEEP))
    if any(isinstance(item, Details) for item in cleaned.body):
        return _Read()
    lines = [item for item in cleaned.body if isinstance(item, Line)]
    try:
        questions, left = read_unmarked(lines, MAX_QUESTIONS)
    except TooLongError as error:
        return _Read(refused=(lines[error.line - 1].number, TOO_LONG))
    except TooManyError as error:
        return _Read(refused=(error.line, TOO_MANY))
    return _Read(questions, (*cleaned.faults, *((line, NOT_ASKED) for line in left)))


def _question(document: Document, asked: Unmarked) -> tuple[FoundQuestion, list[Fault]]:
    question = FoundQuestion(
        file=document.name,
        line=asked.number,
        prompt=Passage(clean_prompt(asked.words), asked.number),
        title=asked.title,
        topics=(asked.topic,) if asked.topic else (),
    )
    lines = _without_label(without_rules(_without_ways_back(asked.lines)))
    if follow_ups := _follow_ups(lines):
        question, parts = replace(question, follow_ups=follow_ups), Parts(document)
        return question, [_empty(document, asked.number)]
    parts = _parts(document, lines)
    question, faults = parts.into(question), parts.faults
    if question.sample_answer is None and not parts.faults:
        faults = [_empty(document, asked.number)]
    return question, faults


def _parts(document: Document, lines: Sequence[Line]) -> Parts:
    parts = Parts(document)
    headings = headings_in(lines) if may_have_sections(lines) else []
    dividing = [heading for heading in headings if _divides(heading)]
    opening, *sections = split(lines, dividing, opens_with_answer=True)
    answer = passage(without_rules(opening.lines))
    if answer and not is_yet_to_come(answer.text):
        parts.add(Part.ANSWER, answer)
    parts.take(sections)
    return parts


def _divides(heading: Heading) -> bool:
    """Only where an answer begins it may be named, or come after notes in bold."""
    if heading.part in LISTS or heading.place == 0:
        return True
    return heading.level < BOLD_LEVEL and heading.part not in {Part.ANSWER, Part.QUESTION}


def _follow_ups(lines: Sequence[Line]) -> tuple[FoundPart, ...]:
    """Nothing but a list of further questions below a question."""
    if not lines or not lines[0].text.lstrip().startswith(("-", "*", "+", "1")):
        return ()
    try:
        items, others = items_in(lines)
    except TooLongError:
        return ()
    if others or not items or not all(item.text.rstrip().endswith("?") for item in items):
        return ()
    return tuple(FoundPart(item.text, item.line) for item in items)


def _without_label(lines: Sequence[Line]) -> Sequence[Line]:
    """Take ``A:`` or ``Ans.`` off the beginning."""
    match = _ANSWER.match(lines[0].text) if lines else None
    if match is None:
        return lines
    first = replace(lines[0], text=lines[0].text[match.end() :])
    return without_rules([first, *lines[1:]])


def _without_ways_back(lines: Sequence[Line]) -> Sequence[Line]:
    """Take the links to a table of contents off the end."""
    lines = without_rules(lines)
    while lines and _BACK.fullmatch(lines[-1].text):
        lines = without_rules(lines[:-1])
    return lines


def _empty(document: Document, line: int) -> Fault:
    return document.fault(line, "the answer is empty", "sample_answer")


def _doubled(document: Document, questions: Sequence[FoundQuestion]) -> list[Fault]:
    lines: dict[str, int] = {}
    faults = []
    for question in questions:
        line = lines.setdefault(plain(question.prompt.text).casefold(), question.line)
        if line != question.line:
            message = f"the same question as on line {line}"
            faults.append(document.fault(question.line, message, "prompt"))
    return faults
