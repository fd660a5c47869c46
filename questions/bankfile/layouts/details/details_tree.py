"""``<details>`` as they are nested -> one after another: groups, answers in parts, what is never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from questions.bankfile.layouts.found import Passage
from questions.bankfile.layouts.html.html_sheet import Details
from questions.bankfile.layouts.markdown_blocks import plain
from questions.bankfile.layouts.numbered.answer_labels import split_number
from questions.bankfile.layouts.sectioned.section_names import part_of
from questions.bankfile.layouts.sectioned.sections import (
    BOLD_LEVEL,
    bold_words,
    headings_in,
    may_have_sections,
)
from questions.bankfile.layouts.unmarked.asking_words import without_signs
from questions.bankfile.layouts.written_lines import Line, passage

_ASKING = re.compile(
    r"(?:what|how|why|which|when|where|who|whose|in (?:what|which)|is|are|can|could|do|does|did|has|have"
    r"|should|would|will|true or|explain|describe|tell|name|list|give|given|define|compare|write|discuss"
    r"|design|walk|suppose|imagine|assume|implement|you|your|demonstrate|provide|identify|elaborate"
    r"|mention|share)\b",
    re.IGNORECASE,
)
_QUESTION_MARKS = re.compile("[?\uff1f\u061f\u037e]")
_HEADING = re.compile(r"#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class Fold:
    """What is folded away behind a summary. ``group`` is the summary of the details around it."""

    line: int
    summary: Passage | None
    lines: tuple[Line, ...]
    parts: tuple[Fold, ...] = ()
    group: Passage | None = None

    @property
    def words(self) -> str:
        return self.summary.text if self.summary else ""


@dataclass
class Unfolding:
    """Makes one row of lines and folds out of a tree; ``faults`` are complete after that."""

    faults: list[tuple[int, str]] = field(default_factory=list)

    def unfold(
        self, items: Sequence[Line | Details], group: Passage | None = None
    ) -> Iterator[Line | Fold]:
        for item in items:
            if isinstance(item, Line):
                yield item
            else:
                yield from self._unfold(item, group)

    def _unfold(self, details: Details, group: Passage | None) -> Iterator[Line | Fold]:
        summary = summary_of(details)
        nested = [place for place, item in enumerate(details.body) if isinstance(item, Details)]
        if not details.is_closed:
            message = "this <details> is never closed: it was taken to end at the next one, or at a heading"
            self.faults.append((details.line, message))
            end = _end_of_answer(details.body, nested[0] if nested else len(details.body))
            closed = replace(details, body=details.body[:end], is_closed=True)
            yield from self._unfold(closed, group)
            yield from self.unfold(details.body[end:], group)
        elif summary and nested and _is_group(details):
            yield from self.unfold(details.body, _topic(summary))
        else:
            yield from self._fold(details, summary, group)

    def _fold(
        self, details: Details, summary: Passage | None, group: Passage | None
    ) -> Iterator[Line | Fold]:
        lines: list[Line] = []
        parts: list[Fold] = []
        others: list[Line | Fold] = []
        for item in details.body:
            if isinstance(item, Line):
                lines.append(item)
                continue
            inner = summary_of(item)
            if inner and asks(inner.text):
                message = (
                    f"a question within the answer of line {details.line}: read as one of its own"
                )
                self.faults.append((item.line, message))
                others.extend(self._unfold(item, group))
            elif inner is None or part_of(inner.text) is not None:
                parts.extend(fold for fold in self._unfold(item, None) if isinstance(fold, Fold))
            else:
                lines.extend(_opened(item))
        yield Fold(details.line, summary, tuple(lines), tuple(parts), group)
        yield from others


def summary_of(details: Details) -> Passage | None:
    """Return the words of the summary without number, heading's mark and bold; None without words."""
    found = passage(details.summary or ())
    if found is None:
        return None
    first, *others = found.text.split("\n")
    text = "\n".join([_HEADING.sub("", first, count=1), *others])
    return Passage(without_number(text), found.line)


def without_number(text: str) -> str:
    """Return a question without its number and without bold around its first line."""
    first, line_end, others = text.partition("\n")
    first = bold_words(without_signs(first.strip()))
    number_free = split_number(first)
    first = bold_words(without_signs(number_free or first))
    return f"{first}{line_end}{others}".strip()


def asks(text: str) -> bool:
    """Is ``text`` a question, or does it ask for something?"""
    words = plain(text[:2_000])
    return bool(_QUESTION_MARKS.search(words) or _ASKING.match(words))


def _end_of_answer(body: Sequence[Line | Details], limit: int) -> int:
    lines = [item for item in body[:limit] if isinstance(item, Line)]
    headings = headings_in(lines) if may_have_sections(lines) else []
    return next((heading.place for heading in headings if heading.level < BOLD_LEVEL), limit)


def _is_group(details: Details) -> bool:
    """Do details hold nothing but details with questions?"""
    inner = [item for item in details.body if isinstance(item, Details)]
    is_bare = all(item.is_blank for item in details.body if isinstance(item, Line))
    summaries = [summary_of(item) for item in inner]
    return is_bare and not any(one is None or part_of(one.text) for one in summaries)


def _topic(summary: Passage) -> Passage:
    return Passage(plain(summary.text), summary.line)


def _opened(details: Details) -> Iterator[Line]:
    """Yield details within an answer as text: the summary as a bold line."""
    summary = summary_of(details)
    if summary:
        yield Line("", summary.line)
        yield Line(f"**{plain(summary.text)}**", summary.line)
        yield Line("", summary.line)
    for item in details.body:
        if isinstance(item, Line):
            yield item
        else:
            yield from _opened(item)
    yield Line("", details.line)
