"""Questions whose answers are folded away in ``<details>``: behind the question, or below it.

The summary is the question; or it says no more than 'Answer', and the question stands above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts.details.details_prompt import is_asked, prompt_in
from questions.bankfile.layouts.details.details_tree import Fold, Unfolding, asks, without_number
from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, Passage
from questions.bankfile.layouts.html.html_markdown import TOO_DEEP, Clean, clean
from questions.bankfile.layouts.markdown_blocks import TOO_LONG, plain
from questions.bankfile.layouts.markdown_pieces import TooLongError
from questions.bankfile.layouts.numbered.answer_labels import split_number
from questions.bankfile.layouts.numbered.answered import stated
from questions.bankfile.layouts.sectioned.front_matter import (
    FrontMatter,
    of_several,
    read_front_matter,
    take_comments,
)
from questions.bankfile.layouts.sectioned.metadata import describe
from questions.bankfile.layouts.sectioned.section_names import LISTS, Part, part_of
from questions.bankfile.layouts.sectioned.section_parts import Parts, without_rules
from questions.bankfile.layouts.sectioned.sections import (
    BOLD_LEVEL,
    Heading,
    Section,
    headings_in,
    may_have_sections,
    split,
)
from questions.bankfile.layouts.written_lines import Line, passage

SURE = 0.98
LONE = 0.8
# So many summaries that read the same are no questions.
LEAST_SAME = 3
_MARK = "<details"
_LINKED_ITEM = re.compile(
    r"(?:[-*+]|[0-9]{1,4}[.)])[ \t]+(?:[^\w\[]{0,20})\[[^\[\]]{1,300}\]\([^()\s]{1,500}\)"
)
_LINK = re.compile(r"!?\[[^\[\]]*\]\([^()]*\)|https?://\S+")
_WORDS = re.compile(r"[^\W\d_]{2}")

name = "details"
reads_as_written = False


@dataclass(slots=True)
class _Asked:
    """A question while the folds that answer it are collected."""

    prompt: Passage
    topic: Passage | None
    folds: list[tuple[Part, Fold]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    front: FrontMatter
    clean: Clean
    asked: tuple[_Asked, ...] = ()
    folds: int = 0
    faults: tuple[tuple[int, str], ...] = ()
    too_long: int = 0


def likelihood(document: Document) -> float:
    """Return how many of the summaries ask, or answer what stands above them."""
    if _MARK not in document.text.lower():
        return 0.0
    found = _read(document.text)
    if found.front.is_ours or not found.folds:
        return 0.0
    good = sum(
        len(asked.folds)
        for asked in found.asked
        if asks(asked.prompt.text) or asked.folds[0][1].summary != asked.prompt
    )
    share = min(1.0, good / found.folds)
    return (SURE if found.folds > 1 else LONE) if share >= 0.5 else share


def read(document: Document) -> Finding:
    """Return the questions with their answers as clean Markdown; no HTML is left but in code."""
    found = _read(document.text)
    if found.clean.too_deep:
        return Finding(faults=(document.refusal(found.clean.too_deep, TOO_DEEP),))
    try:
        return _finding(document, found)
    except TooLongError as error:
        return Finding(faults=(document.refusal(error.line, TOO_LONG),))


def _finding(document: Document, found: _Read) -> Finding:
    if found.too_long:
        raise TooLongError(found.too_long)
    faults = [document.fault(line, message) for line, message in found.faults]
    faults.extend(document.fault(*fault) for fault in found.front.metadata.faults)
    questions = []
    for asked, comments in _with_comments(found.asked, found.clean.comments):
        question, more = _question(document, found.front, asked, comments)
        questions.append(question)
        faults.extend(more)
    if not questions:
        faults.append(document.fault(1, "no question stands in this file", "prompt"))
    return Finding(tuple(questions), tuple(sorted(set(faults))))


@lru_cache(maxsize=2)
def _read(text: str) -> _Read:
    """Kept for a moment, because it is asked how likely it is before it reads."""
    front = read_front_matter(text)
    rest = text.split("\n", front.end)[front.end :]
    cleaned = clean("\n" * front.end + "".join(rest))
    unfolding = Unfolding()
    try:
        row = list(unfolding.unfold(cleaned.body))
        folds = [item for item in row if isinstance(item, Fold)]
        gathering = _Gathering(_labels(folds))
        gathering.gather(row)
    except TooLongError as error:
        return _Read(front, cleaned, too_long=error.line)
    faults = (*cleaned.faults, *unfolding.faults, *gathering.faults)
    return _Read(front, cleaned, tuple(gathering.asked), len(folds), faults)


def _labels(folds: Sequence[Fold]) -> frozenset[str]:
    """The summaries that most folds share: words for 'answer' in whatever language."""
    same = Counter(_key(fold) for fold in folds)
    least = max(LEAST_SAME, len(folds) / 2)
    return frozenset(words for words, count in same.items() if count >= least and not asks(words))


def _key(fold: Fold) -> str:
    return plain(fold.words).casefold()


class _Gathering:
    """Goes through lines and folds, and puts each fold to the question that it answers."""

    def __init__(self, labels: frozenset[str]) -> None:
        self._labels = labels
        self._above: list[tuple[int, Passage]] = []
        self.asked: list[_Asked] = []
        self.faults: list[tuple[int, str]] = []

    def gather(self, row: Iterable[Line | Fold]) -> None:
        lines: list[Line] = []
        for item in row:
            if isinstance(item, Line):
                lines.append(item)
                continue
            headings = headings_in(lines) if may_have_sections(lines) else []
            self._take(item, lines, headings)
            lines = []
        self._leave(lines, headings_in(lines) if may_have_sections(lines) else [])

    def _take(self, fold: Fold, lines: Sequence[Line], headings: Sequence[Heading]) -> None:
        part = self._part(fold)
        if part is None and is_asked(headings) and not asks(fold.words):
            part = Part.ANSWER
        if part is None:
            self._leave(lines, headings)
            if not self.asked and not asks(fold.words) and _is_contents(fold):
                self.faults.append((fold.line, "only links stand here: no question"))
                return
            prompt = fold.summary or Passage("", fold.line)
            self.asked.append(_Asked(prompt, fold.group or self._topic(), [(Part.ANSWER, fold)]))
        elif without_rules(lines) and (above := self._prompt_above(lines, headings)):
            topic = fold.group or self._topic(highest=2)
            self.asked.append(_Asked(above, topic, [(part, fold)]))
        elif self.asked and not without_rules(lines):
            self.asked[-1].folds.append((part, fold))
        else:
            self.faults.append((fold.line, "no question stands above this answer: it is left out"))

    def _part(self, fold: Fold) -> Part | None:
        """Which part of a question's answer a fold is; None if it is a question itself."""
        if fold.summary is None:
            return Part.ANSWER
        part = part_of(fold.words)
        return part or (Part.ANSWER if _key(fold) in self._labels else None)

    def _prompt_above(self, lines: Sequence[Line], headings: Sequence[Heading]) -> Passage | None:
        found = prompt_in(lines, headings)
        if found is None:
            return None
        self._leave((), headings[: found.heading])
        if found.heading < len(headings):
            level = headings[found.heading].level
            self._above = [(other, topic) for other, topic in self._above if other < level]
        return Passage(without_number(found.passage.text), found.passage.line)

    def _leave(self, lines: Sequence[Line], headings: Sequence[Heading]) -> None:
        """Take headings as topics, and report what else stands between questions."""
        if self.asked and (line := _said(lines, headings)):
            self.faults.append((line, "this text belongs to no question and is left out"))
        for heading in headings:
            is_words = heading.part is None and split_number(heading.text) != ""
            words = without_number(heading.text) if is_words else ""
            self._above = [(level, topic) for level, topic in self._above if level < heading.level]
            if words and heading.level < BOLD_LEVEL:
                self._above.append((heading.level, Passage(plain(words), heading.number)))

    def _topic(self, highest: int = 1) -> Passage | None:
        """The heading right above; one that only holds the questions' headings may be the title."""
        topics = [topic for level, topic in self._above if level >= highest]
        return topics[-1] if topics else None


def _is_contents(fold: Fold) -> bool:
    """Does a fold hold a list of links and nothing else, as tables of contents do?"""
    lines = without_rules(fold.lines)
    return (
        bool(lines)
        and not fold.parts
        and all(line.is_blank or _LINKED_ITEM.fullmatch(line.text.strip()) for line in lines)
    )


def _said(lines: Sequence[Line], headings: Sequence[Heading]) -> int:
    """The line of the first words that are neither a heading nor a link; 0 if there are none."""
    taken = {place for heading in headings for place in range(heading.place, heading.end)}
    rest = [line for place, line in enumerate(lines) if place not in taken]
    said = (line.number for line in without_rules(rest) if _WORDS.search(_LINK.sub("", line.text)))
    return next(said, 0)


def _with_comments(
    asked: Sequence[_Asked], comments: Sequence[tuple[int, str]]
) -> Iterator[tuple[_Asked, list[tuple[int, str]]]]:
    """Yield each question with the comments that stand between it and the next one."""
    pending = list(reversed(comments))
    for one, following in pairwise([*asked, None]):
        own: list[tuple[int, str]] = []
        while one and pending and (following is None or pending[-1][0] < following.prompt.line):
            line, comment = pending.pop()
            own.extend([(line, comment)] if line >= one.prompt.line else [])
        if one:
            yield one, own


def _question(
    document: Document, front: FrontMatter, asked: _Asked, comments: Iterable[tuple[int, str]]
) -> tuple[FoundQuestion, list[Fault]]:
    parts = Parts(document)
    for part, fold in asked.folds:
        _take_fold(parts, part, fold)
    question = FoundQuestion(file=document.name, line=asked.prompt.line, prompt=asked.prompt)
    metadata = of_several(front)
    take_comments(comments, metadata)
    question, faults = describe(document, question, metadata)
    topics = (asked.topic, *question.topics) if asked.topic else question.topics
    question = parts.into(replace(question, topics=topics))
    if question.sample_answer is None:
        line = asked.folds[0][1].line
        parts.faults.append(document.fault(line, "the answer is empty", "sample_answer"))
    return question, [*faults, *parts.faults]


def _take_fold(parts: Parts, part: Part, fold: Fold) -> None:
    if part is Part.ANSWER:
        _take_answer(parts, fold.lines)
    else:
        heading = Heading(0, 1, BOLD_LEVEL, plain(fold.words), part)
        parts.take([Section(heading, fold.line, list(fold.lines))])
    for inner in fold.parts:
        _take_fold(parts, part_of(inner.words) or Part.ANSWER, inner)


def _take_answer(parts: Parts, lines: Sequence[Line]) -> None:
    """An answer may end in lists of points and in notes, under headings that name them."""
    headings = headings_in(lines) if may_have_sections(lines) else []
    dividing = [heading for heading in headings if _divides(heading)]
    opening, *sections = split(lines, dividing, opens_with_answer=True)
    parts.add(Part.ANSWER, stated(passage(without_rules(opening.lines))))
    parts.take(sections)


def _divides(heading: Heading) -> bool:
    if heading.level == BOLD_LEVEL:
        return heading.part in LISTS
    return heading.part not in {Part.ANSWER, Part.QUESTION}
