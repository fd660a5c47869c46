"""The layout of a question's page as copied from a site: tags, prompt, round, four parts.

    behavioralmedium
    Tell me about a release that went wrong.
    onsite · 3-5 minutes
    How to structure your answer
    ...

Its lines are recognised in ``page_lines``, cut into questions in ``page_cutting`` and read here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from questions.bankfile.datatypes import Fault
from questions.bankfile.intake import limits
from questions.bankfile.layouts.found import Document, Finding, FoundPart, FoundQuestion, Passage
from questions.bankfile.layouts.markdown_blocks import beginning
from questions.bankfile.layouts.pages.page_cutting import Block, cut, marks_of
from questions.bankfile.layouts.pages.page_lines import (
    FOLLOW_UPS,
    KEY_POINTS,
    MISTAKES,
    SAMPLE_ANSWER,
    STRUCTURE,
    Heading,
    Timing,
    round_value,
)
from questions.bankfile.layouts.pages.page_opening import Opening, read_opening
from questions.bankfile.layouts.pages.page_parts import Part, framework_of, joined, read_part

_TELLS = {STRUCTURE: 0.5, SAMPLE_ANSWER: 0.3, KEY_POINTS: 0.2, MISTAKES: 0.2, FOLLOW_UPS: 0.0}
_TIMING_TELLS = 0.3


class PageSections:
    """Reads text that was copied from the page of a question, or of several after one another."""

    name = "page-sections"
    reads_as_written = False

    def likelihood(self, document: Document) -> float:
        """Add up what each kind of line says, however often it stands there."""
        marks = [mark for _, mark in marks_of(beginning(document.text).split("\n"))]
        parts = {mark.part for mark in marks if isinstance(mark, Heading)}
        has_timing = any(isinstance(mark, Timing) for mark in marks)
        return min(0.95, sum(_TELLS[part] for part in parts) + has_timing * _TIMING_TELLS)

    def read(self, document: Document) -> Finding:
        """Return the questions of ``document`` in its order, and what of it is in none."""
        lines = document.text.split("\n")
        questions, faults = [], []
        blocks = cut(lines)
        if len(blocks) > limits.MAX_QUESTIONS:
            line = blocks[limits.MAX_QUESTIONS].start + 1
            return Finding(faults=(document.refusal(line, limits.TOO_MANY),))
        for block in blocks:
            reader = _BlockReader(document, lines, block)
            if question := reader.read():
                questions.append(question)
            faults.extend(reader.faults)
        return Finding(tuple(questions), tuple(sorted(faults)))


class _BlockReader:
    """Reads the lines of one question."""

    def __init__(self, document: Document, lines: list[str], block: Block) -> None:
        self._document, self._lines, self._block = document, lines, block
        self._notes: list[Passage] = []
        self.faults: list[Fault] = []

    def read(self) -> FoundQuestion | None:
        opening = self._read_opening()
        parts = self._read_parts()
        if opening.prompt is None:
            message = "no prompt stands before these parts, so they make no question"
            self._report(self._block.marks[0][0] + 1, message)
            return None
        line = min(opening.line, opening.prompt.line)
        question = FoundQuestion(file=self._document.name, line=line, prompt=opening.prompt)
        return self._with_timing(self._with_parts(self._with_tags(question, opening), parts))

    def _report(self, line: int, message: str, field: str = "") -> None:
        self.faults.append(self._document.fault(line, message, field))

    def _read_opening(self) -> Opening:
        """Read what stands before the first part; the prompt may come after the round, too."""
        block = self._block
        opening = read_opening(self._lines, block.start, block.marks[0][0])
        if isinstance(block.marks[0][1], Timing):
            after = read_opening(self._lines, block.marks[0][0] + 1, block.end_of(0))
            if opening.prompt is None:
                opening = replace(after, line=min(opening.line, after.line))
            elif after.prompt:
                self._notes.append(after.prompt)
        for line, message in opening.faults:
            self._report(line, message)
        return opening

    def _read_parts(self) -> dict[str, list[Part]]:
        parts: dict[str, list[Part]] = {}
        for position, (at, mark) in enumerate(self._block.marks):
            if isinstance(mark, Heading):
                part = read_part(self._lines, at, self._block.end_of(position), mark)
                self._notes.extend(part.notes)
                for line, message in part.faults:
                    self._report(line, message, mark.part)
                if mark.part in parts:
                    self._report(at + 1, "this part is stated again: it was added", mark.part)
                parts.setdefault(mark.part, []).append(part)
        return parts

    def _with_tags(self, question: FoundQuestion, opening: Opening) -> FoundQuestion:
        return replace(question, category=opening.category, difficulty=opening.difficulty)

    def _with_parts(self, question: FoundQuestion, parts: dict[str, list[Part]]) -> FoundQuestion:
        stated = {
            name: tuple(passage for part in same for passage in part.passages)
            for name, same in parts.items()
        }
        prose = {name: joined(passages) for name, passages in stated.items()}
        structure = prose.get(STRUCTURE)
        return replace(
            question,
            structure=structure,
            framework=framework_of(structure) if structure else None,
            sample_answer=prose.get(SAMPLE_ANSWER),
            key_points=_parts(stated.get(KEY_POINTS, ())),
            mistakes=_parts(stated.get(MISTAKES, ())),
            follow_ups=_parts(stated.get(FOLLOW_UPS, ())),
            notes=joined(sorted(self._notes, key=lambda note: note.line)),
        )

    def _with_timing(self, question: FoundQuestion) -> FoundQuestion:
        at, timing = self._block.marks[0]
        if not isinstance(timing, Timing):
            return question
        value = round_value(timing.round)
        if timing.round and not value:
            self._report(at + 1, f"the round {timing.round!r} is none that PrepBank knows", "round")
        if timing.min_seconds is None:
            self._report(at + 1, "these numbers make no length of an answer", "min_seconds")
        return replace(
            question,
            round=Passage(value, at + 1) if value else None,
            min_seconds=timing.min_seconds,
            max_seconds=timing.max_seconds,
            seconds_line=at + 1,
        )


def _parts(passages: Iterable[Passage]) -> tuple[FoundPart, ...]:
    return tuple(FoundPart(passage.text, passage.line) for passage in passages)
