"""Numbered questions with marked answers, as ranges of blocks: where each begins and ends.

Which numbers are those of questions, the document itself shows: those of a level of heading (or of bold
and named paragraphs) after most of which an answer is marked. Others are part of an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from questions.bankfile.layouts.answer_labels import Label
from questions.bankfile.layouts.chat_filler import is_filler, without_filler
from questions.bankfile.layouts.listed_questions import unlist
from questions.bankfile.layouts.markdown_blocks import Block, beginning, block_tokens, is_too_long
from questions.bankfile.layouts.marked_parts import Part, read_parts


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: its own words, what stands before the mark of its answer, and what stands after it.

    ``more_labels`` are the lines (from 1) of further marks of an answer in ``answer``.
    """

    head: Block
    prompt: str
    is_numbered: bool
    context: tuple[Block, ...]
    label: Label | None
    label_line: int
    answer: tuple[Block, ...]
    more_labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a document asks.

    ``strays`` are the lines (from 1) at which text of no question begins, ``open_fence`` is that of a
    code fence that is never closed: whatever is asked below it is code.
    """

    lines: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    strays: tuple[int, ...] = ()
    open_fence: int = 0
    is_whole: bool = True


@dataclass(slots=True)
class _Gathering:
    """A question while its parts are collected; without a head, what stands between questions."""

    head: Part | None
    parts: list[Part] = field(default_factory=list)


@lru_cache(maxsize=4)
def read_asking(text: str) -> Asking:
    """Return the questions of ``text``, or of its beginning where it is too long.

    Kept for a moment, because each layout asks how likely it is before one of them reads.
    """
    is_whole = not is_too_long(text)
    lines = (text if is_whole else beginning(text)).split("\n")
    lines, parts = _lines_and_parts(lines)
    asked, strays = _divide(parts, _levels(parts) or _asking_levels(parts))
    return Asking(tuple(lines), asked, strays, _open_fence(lines, parts), is_whole)


def _open_fence(lines: Sequence[str], parts: Sequence[Part]) -> int:
    last = parts[-1].block if parts else None
    if last is None or last.kind != "fence":
        return 0
    is_closed = last.end - last.start > 1 and not lines[last.end - 1].strip().strip("`~")
    return 0 if is_closed and lines[last.end - 1].strip() else last.start + 1


def _lines_and_parts(lines: list[str]) -> tuple[list[str], list[Part]]:
    """Where neither headings nor paragraphs have answers, items of lists may be the questions."""
    tokens = block_tokens("\n".join(lines))
    parts = list(read_parts(tokens, lines))
    if _levels(parts) or (listed := unlist(tokens, lines)) is None:
        return lines, parts
    return listed, list(read_parts(block_tokens("\n".join(listed)), listed))


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
) -> tuple[tuple[Asked, ...], tuple[int, ...]]:
    gathered = list(_gather(parts, levels))
    separates = _separates(gathered)
    asked, strays = [], []
    for group in gathered:
        kept, left = _part_ways(group.parts, separates) if group.head else ([], group.parts)
        if group.head is not None:
            asked.append(_asked(group.head, kept))
        if asked and (line := _first_words(left)):
            strays.append(line)
    return tuple(asked), tuple(strays)


def _gather(parts: Sequence[Part], levels: frozenset[int]) -> Iterator[_Gathering]:
    """Yield each question with its parts, and what a section's heading begins."""
    marked = _marked(parts)
    group = _Gathering(None)
    for place, part in enumerate(parts):
        is_head = part.prompt is not None or (part.is_heading and place in marked)
        if is_head and part.block.level in levels:
            yield group
            group = _Gathering(part)
        elif part.is_heading and group.head and _ends(part.block.level, group.head.block.level):
            yield group
            group = _Gathering(None)
        else:
            group.parts.append(part)
    yield group


def _ends(level: int, level_of_question: int) -> bool:
    return not level_of_question or level <= level_of_question


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
        if _first_words(parts[rule:last]):
            return list(rules[place + 1 :])
        last = rule
    return list(rules)


def _without_rules(parts: Iterable[Part]) -> Iterator[Part]:
    return (part for part in parts if part.block.kind != "hr")


def _first_words(parts: Iterable[Part]) -> int:
    """The line (from 1) of the first text that is neither a heading nor filler; 0 if there is none."""
    blocks = [part.block for part in _without_rules(parts) if not part.is_heading]
    said = next((block for block in without_filler(blocks) if not _is_filler(block)), None)
    return said.start + 1 if said else 0


def _is_filler(block: Block) -> bool:
    return block.kind == "paragraph" and is_filler(block.text)


def _asked(head: Part, parts: Sequence[Part]) -> Asked:
    labels = [place for place, part in enumerate(parts) if part.label is not None]
    place = labels[0] if labels else len(parts)
    before = [part.block for part in _without_rules(parts[:place]) if not _is_filler(part.block)]
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
        answer=_answer([part.block for part in parts[place + 1 :]]),
        more_labels=tuple(parts[more].block.start + 1 for more in labels[1:]),
    )


def _prompt(head: Part) -> str:
    words = head.block.text if head.prompt is None else head.prompt
    return " ".join(words.split())


def _answer(blocks: Sequence[Block]) -> tuple[Block, ...]:
    start = next((place for place, block in enumerate(blocks) if block.kind != "hr"), len(blocks))
    return without_filler(blocks[start:])
