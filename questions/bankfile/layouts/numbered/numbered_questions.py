"""Numbered questions with marked answers, as ranges of blocks: where each begins and ends.

Which numbers are those of questions, the document itself shows: those of a level of heading (or of bold
and named paragraphs) after most of which an answer is marked. Others are part of an answer.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from questions.bankfile.intake import limits
from questions.bankfile.layouts.found import Progress, unseen
from questions.bankfile.layouts.markdown_blocks import Block, beginning, is_too_long
from questions.bankfile.layouts.markdown_pieces import TooLongError, blocks_of
from questions.bankfile.layouts.numbered.answer_labels import Label
from questions.bankfile.layouts.numbered.chat_filler import filler_among, without_filler
from questions.bankfile.layouts.numbered.listed_questions import unlist
from questions.bankfile.layouts.numbered.marked_parts import Part, read_parts
from questions.bankfile.layouts.unmarked.asking_words import without_signs

_USUAL_SECTION = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its own words, what stands before the mark of its answer, and what stands after it.

    ``more_labels`` are the lines (from 1) of further marks of an answer in ``answer``, ``said`` is what a
    chat said around it.
    """

    head: Block
    prompt: str
    is_numbered: bool
    context: tuple[Block, ...]
    label: Label | None
    label_line: int
    answer: tuple[Block, ...]
    more_labels: tuple[int, ...]
    said: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """What a document asks.

    ``strays`` is the text of no question, and ``chatter`` what of it a chat said. ``open_fence`` is the line
    (from 1) of a code fence that is never closed: whatever is asked below it is code. ``too_long`` is the
    line on which something begins that is too long to be read, ``too_many`` that of the first question
    beyond what an import may hold; then nothing else is told.
    """

    lines: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    strays: tuple[Block, ...] = ()
    chatter: tuple[Block, ...] = ()
    open_fence: int = 0
    too_long: int = 0
    too_many: int = 0


@dataclass(slots=True)
class _Gathering:
    """A question while its parts are collected; without a head, what stands between questions."""

    head: Part | None
    parts: list[Part] = field(default_factory=list)


def read_asking(text: str, progress: Progress = unseen) -> Asking:
    """Return the questions of ``text``."""
    if is_too_long(text):
        return _asking(text, progress, limits.MAX_QUESTIONS)
    return _kept_asking(text)


def sample_asking(text: str) -> Asking:
    """Return the questions of as much of ``text`` as says how it is laid out."""
    return _kept_asking(beginning(text))


def _asking(text: str, progress: Progress = unseen, most: int = sys.maxsize) -> Asking:
    try:
        lines, parts = _lines_and_parts(text.split("\n"), progress, most)
    except TooLongError as error:
        return Asking(too_long=error.line)
    except limits.TooManyError as error:
        return Asking(too_many=error.line)
    asked, left = _divide(parts, _levels(parts) or _asking_levels(parts))
    chatter = tuple(filler_among(left))
    strays = tuple(_others(left, chatter))
    return Asking(tuple(lines), asked, strays, chatter, _open_fence(lines, parts))


# Each layout asks how likely it is before one of them reads. Only short texts are kept.
_kept_asking = lru_cache(maxsize=2)(_asking)


def _open_fence(lines: Sequence[str], parts: Sequence[Part]) -> int:
    last = parts[-1].block if parts else None
    if last is None or last.kind != "fence":
        return 0
    is_closed = last.end - last.start > 1 and not lines[last.end - 1].strip().strip("`~")
    return 0 if is_closed and lines[last.end - 1].strip() else last.start + 1


def _lines_and_parts(
    lines: list[str], progress: Progress, most: int
) -> tuple[list[str], list[Part]]:
    """Where neither headings nor paragraphs have answers, items of lists may be the questions."""
    parts = list(_counted(read_parts(blocks_of(lines, progress)), most))
    if _levels(parts) or (listed := unlist(lines, most)) is None:
        return lines, parts
    del parts
    return listed, list(read_parts(blocks_of(listed, progress)))


def _counted(parts: Iterable[Part], most: int) -> Iterator[Part]:
    """Stop early: each question has one mark of an answer, so that more are too many questions."""
    count = 0
    for part in parts:
        count += part.label is not None
        if count > most:
            raise limits.TooManyError(part.block.start + 1)
        yield part


def _levels(parts: Sequence[Part]) -> frozenset[int]:
    """The levels of heading (0: paragraphs) whose numbers are mostly followed by the mark of an answer."""
    marked, heads = _marked(parts), Counter[int]()
    for place, part in enumerate(parts):
        heads[part.block.level] += part.prompt is not None or place in marked
    labelled = Counter(parts[place].block.level for place in marked)
    return frozenset(level for level, count in labelled.items() if 2 * count >= heads[level])


def _marked(parts: Sequence[Part]) -> set[int]:
    """The places of the questions and headings that the mark of an answer follows next."""
    places, last = set(), None
    for place, part in enumerate(parts):
        if part.label is not None and last is not None:
            places.add(last)
        if part.is_mark:
            last = place if part.label is None else None
    return places


def _asking_levels(parts: Sequence[Part]) -> frozenset[int]:
    """Where no answer is marked: a level of heading of whose numbered ones most end in a question mark."""
    prompts: dict[int, list[str]] = {}
    for part in parts:
        if part.is_heading and part.prompt:
            prompts.setdefault(part.block.level, []).append(part.prompt)
    return frozenset(
        level
        for level, asked in prompts.items()
        if len(asked) > 1 and 2 * sum(prompt.endswith("?") for prompt in asked) > len(asked)
    )


def _divide(
    parts: Sequence[Part], levels: frozenset[int]
) -> tuple[tuple[Asked, ...], tuple[Block, ...]]:
    """Return the questions, and the text that is in none of them."""
    gathered = list(_gather(parts, levels))
    separates = _separates(gathered)
    asked: list[Asked] = []
    outside: list[Block] = []
    for group in gathered:
        kept, left = _part_ways(group.parts, separates) if group.head else ([], group.parts)
        if group.head is not None:
            asked.append(_asked(group.head, kept))
        outside += _text(left)
    return tuple(asked), tuple(outside) if asked else ()


def _gather(parts: Sequence[Part], levels: frozenset[int]) -> Iterator[_Gathering]:
    """Yield each question with its parts, and what a section's heading begins."""
    marked, section_level = _marked(parts), _section_level(parts, levels)
    group = _Gathering(None)
    for place, part in enumerate(parts):
        is_head = part.prompt is not None or (part.is_heading and place in marked)
        if is_head and part.block.level in levels:
            yield group
            group = _Gathering(part)
        elif (
            part.is_heading
            and group.head
            and (
                part.block.level <= (group.head.block.level or section_level)
                or _begins_section(parts, place, levels)
            )
        ):
            yield group
            group = _Gathering(None)
        else:
            group.parts.append(part)
    yield group


def _section_level(parts: Sequence[Part], levels: frozenset[int]) -> int:
    """The level of the heading above the first question, by which those that are paragraphs end.

    The title of a document is above all questions, and says nothing of how its sections are marked.
    """
    level = 1
    for part in parts:
        if part.is_heading and part.block.level not in levels:
            level = part.block.level
        elif part.prompt is not None:
            break
    return level if level > 1 else _USUAL_SECTION


def _begins_section(parts: Sequence[Part], place: int, levels: frozenset[int]) -> bool:
    """Does a question that is a paragraph stand right below a heading?"""
    below = parts[place + 1] if place + 1 < len(parts) else None
    return below is not None and below.prompt is not None and levels == {0}


def _separates(gathered: Sequence[_Gathering]) -> bool:
    """Does the document put a line between its questions, rather than into its answers?"""
    questions = [group for group in gathered if group.head][:-1]
    ended = sum(any(part.block.kind == "hr" for part in group.parts) for group in questions)
    return bool(questions) and 2 * ended > len(questions)


def _part_ways(parts: Sequence[Part], separates: bool) -> tuple[list[Part], list[Part]]:
    """Return the parts of a question, and those that stand after the line below it."""
    said = (part.label is None and part.block.kind != "hr" for part in parts)
    first = next((place for place, says in enumerate(said) if says), len(parts))
    rules = [place for place, part in enumerate(parts) if part.block.kind == "hr" and place > first]
    if not separates:
        rules = _rules_before_nothing(parts, rules)
    end = rules[0] if rules else len(parts)
    return list(parts[:end]), list(parts[end:])


def _rules_before_nothing(parts: Sequence[Part], rules: Sequence[int]) -> list[int]:
    """Those of the lines after which no text comes any more."""
    last = len(parts)
    for place, rule in reversed(list(enumerate(rules))):
        said = _text(parts[rule:last])
        if len(list(filler_among(said))) < len(said):
            return list(rules[place + 1 :])
        last = rule
    return list(rules)


def _without_rules(parts: Iterable[Part]) -> Iterator[Part]:
    return (part for part in parts if part.block.kind != "hr")


def _text(parts: Iterable[Part]) -> list[Block]:
    return [part.block for part in _without_rules(parts) if not part.is_heading]


def _asked(head: Part, parts: Sequence[Part]) -> Asked:
    labels = [place for place, part in enumerate(parts) if part.label is not None]
    place = labels[0] if labels else len(parts)
    opening = [part.block for part in _without_rules(parts[:place])]
    before = list(opening if labels else without_filler(opening))
    below = [part.block for part in parts[place + 1 :]]
    answer = _answer(below)
    prompt = _prompt(head)
    if not prompt and before and before[0].kind == "paragraph":
        prompt_block, *before = before
        head_block, prompt = prompt_block, " ".join(prompt_block.text.split())
    else:
        head_block = head.block
    return Asked(
        head=head_block,
        prompt=prompt,
        is_numbered=head.prompt is not None,
        context=tuple(before),
        label=parts[place].label if labels else None,
        label_line=(parts[place].block if labels else head.block).start + 1,
        answer=answer,
        more_labels=tuple(parts[more].block.start + 1 for more in labels[1:]),
        said=tuple(_others([*opening, *below], [*before, *answer, head_block])),
    )


def _prompt(head: Part) -> str:
    words = head.block.text if head.prompt is None else head.prompt
    return without_signs(" ".join(words.split()))


def _answer(blocks: Sequence[Block]) -> tuple[Block, ...]:
    start = next((place for place, block in enumerate(blocks) if block.kind != "hr"), len(blocks))
    return without_filler(blocks[start:], is_apart=start > 0)


def _others(blocks: Sequence[Block], answer: Sequence[Block]) -> Iterator[Block]:
    kept = set(answer)
    return (block for block in blocks if block.kind != "hr" and block not in kept)
