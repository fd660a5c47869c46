"""The blocks of a document, with what each is to a list of questions and answers.

A paragraph is divided where one of its lines begins a question, an answer or an offer of more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from questions.bankfile.layouts.markdown_blocks import Block
from questions.bankfile.layouts.numbered.answer_labels import (
    Label,
    is_label,
    label_of_heading,
    split_label,
    split_number,
    split_paragraph_number,
)
from questions.bankfile.layouts.numbered.chat_filler import is_filler

# Whether a line may begin a part, before anything costly is asked about it.
_MAY_BEGIN = re.compile(
    r"[*_]{0,3}(?:q|#?[0-9]|a[0-9]*:|(?:[a-z]+ )?answer|would you|want me|do you want|let me know|feel free)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A block, with the question that it asks under a number, or the mark of an answer that it is."""

    block: Block
    prompt: str | None = None
    label: Label | None = None

    @property
    def is_heading(self) -> bool:
        return self.block.kind == "heading" and self.label is None

    @property
    def is_mark(self) -> bool:
        return self.prompt is not None or self.label is not None or self.is_heading


def read_parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """Yield the parts of a text, from the blocks on its top level."""
    for block in blocks:
        if block.kind == "heading":
            yield _of_heading(block)
        elif block.kind == "paragraph":
            for piece in _pieces(block):
                yield from _of_paragraph(piece)
        else:
            yield Part(block)


def _of_heading(block: Block) -> Part:
    if is_label(block.text):
        return Part(block, label=label_of_heading(block.text))
    return Part(block, prompt=split_number(block.text))


def _pieces(block: Block) -> Iterator[Block]:
    lines = block.text.split("\n")
    starts = [0, *(place for place, line in enumerate(lines) if place and _begins(line))]
    for start, end in pairwise([*starts, len(lines)]):
        piece = "\n".join(lines[start:end])
        yield replace(block, start=block.start + start, end=block.start + end, text=piece)


def _begins(line: str) -> bool:
    if not _MAY_BEGIN.match(line):
        return False
    return bool(split_label(line) or split_paragraph_number(line) or is_filler(line))


def _of_paragraph(block: Block) -> Iterator[Part]:
    if not _MAY_BEGIN.match(block.text):
        yield Part(block)
    elif (labelled := split_label(block.text)) is not None:
        label, rest = labelled
        yield Part(replace(block, kind="label", end=block.start + 1, text=""), label=label)
        yield from map(Part, _rest(block, rest))
    elif (numbered := split_paragraph_number(block.text)) is not None:
        prompt, rest = numbered
        lines = block.text.count("\n") - rest.count("\n") if rest else block.end - block.start
        yield Part(replace(block, end=block.start + lines), prompt=prompt)
        yield from map(Part, _rest(replace(block, start=block.start + lines), rest))
    else:
        yield Part(block)


def _rest(block: Block, text: str) -> Iterator[Block]:
    """The paragraph after a mark in ``block``: on the mark's line, or on the next."""
    line, _, others = text.partition("\n")
    if not line.strip() and others.strip():
        yield replace(block, start=block.end - others.count("\n") - 1, text=others)
    elif text.strip():
        yield replace(block, start=block.end - text.count("\n") - 1, text=text, first=line)
