"""Numbered questions with an answer to be spoken in so many seconds, in quotes, and material below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from questions.bankfile.layouts.found import Document, Finding, FoundQuestion, Passage
from questions.bankfile.layouts.markdown_blocks import Block, cut, marked_lead, unwrapped
from questions.bankfile.layouts.numbered.answer_labels import Label
from questions.bankfile.layouts.numbered.answered import find, stated
from questions.bankfile.layouts.numbered.numbered_questions import Asked, Asking, sample_asking

LONE = 0.9
MAX_TRIES = 8
_QUOTES = {'"': '"', "\N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK}"}

name = "spoken answers"
reads_as_written = False


def likelihood(document: Document) -> float:
    """Return the share of the document's questions whose answers say how long they take to speak."""
    asked = sample_asking(document.text).asked
    timed = sum(one.label is not None and one.label.is_timed for one in asked)
    return timed / len(asked) * (1.0 if len(asked) > 1 else LONE) if timed else 0.0


def read(document: Document) -> Finding:
    """Return the questions with the words of their answers; the sections below become notes."""
    return find(document, _question)


def _question(document: Document, asking: Asking, asked: Asked) -> FoundQuestion:
    said, notes = _answer_and_notes(asked)
    label, line = asked.label or Label(), asked.head.start + 1
    return FoundQuestion(
        file=document.name,
        line=line,
        prompt=Passage(asked.prompt, line),
        sample_answer=stated(_spoken(asking.lines, said)),
        notes=_joined([cut(asking.lines, blocks) for blocks in notes]),
        min_seconds=label.min_seconds,
        max_seconds=label.max_seconds,
        seconds_line=asked.label_line if label.is_timed else None,
    )


def _answer_and_notes(asked: Asked) -> tuple[Sequence[Block], Sequence[Sequence[Block]]]:
    """An answer that nothing marks is one only if it is in italics or quotes."""
    blocks = [
        piece
        for block in (asked.context if asked.label is None else asked.answer)
        for piece in _pieces(block)
    ]
    end = _end_of_answer(blocks)
    if asked.label is not None:
        return blocks[:end], [asked.context, blocks[end:]]
    is_spoken = bool(blocks) and _is_speech(blocks[0])
    return (blocks[:end], [blocks[end:]]) if is_spoken else ([], [blocks])


def _pieces(block: Block) -> Iterator[Block]:
    """Divide a paragraph after lines that are all italic, where another mark begins the next line."""
    lines, start, tries = block.text.split("\n"), 0, MAX_TRIES
    is_marked = block.kind == "paragraph" and block.text.startswith(("*", "_"))
    for end in range(1, len(lines) if is_marked else 0):
        if tries and lines[end - 1].rstrip().endswith(("*", "_")) and lines[end][:1] in {"*", "_"}:
            if unwrapped("\n".join(lines[start:end]).rstrip(), "em") is None:
                tries -= 1
            else:
                yield _piece(block, lines, start, end)
                start = end
    yield _piece(block, lines, start, len(lines)) if start else block


def _piece(block: Block, lines: Sequence[str], start: int, end: int) -> Block:
    first = block.first if start == 0 else None
    text = "\n".join(lines[start:end]).rstrip()
    return replace(block, start=block.start + start, end=block.start + end, text=text, first=first)


def _end_of_answer(blocks: Sequence[Block]) -> int:
    """How many blocks are the answer: up to its closing quote, its last italics, or the first title."""
    if not blocks or not _is_speech(blocks[0]):
        return sum(1 for _ in takewhile(lambda block: not _is_title(block), blocks))
    speech = list(takewhile(lambda block: not _is_title(block) and not _is_lead(block), blocks))
    quotes = 0
    for place, block in enumerate(speech, start=1):
        words = _without_italics(block)
        quotes += sum(map(words.count, '"\u201c\u201d'))
        if words.endswith(tuple(_QUOTES.values())) and quotes % 2 == 0:
            return place
    return max(
        place for place, block in enumerate(speech, start=1) if place == 1 or _is_italic(block)
    )


def _is_title(block: Block) -> bool:
    is_bold = block.kind == "paragraph" and unwrapped(block.text, "strong") is not None
    return is_bold or block.kind == "heading"


def _is_lead(block: Block) -> bool:
    """Does a paragraph begin with a bold title?"""
    lead = marked_lead(block.text) if block.text.startswith(("**", "__")) else None
    return lead is not None and (lead[0].endswith(":") or lead[1].startswith(":"))


def _is_italic(block: Block) -> bool:
    return block.kind == "paragraph" and unwrapped(block.text, "em") is not None


def _is_speech(block: Block) -> bool:
    return _is_italic(block) or (
        block.kind == "paragraph" and block.text.startswith(tuple(_QUOTES))
    )


def _without_italics(block: Block) -> str:
    return unwrapped(block.text, "em") or block.text.strip()


def _spoken(lines: Sequence[str], blocks: Sequence[Block]) -> Passage | None:
    """The words to be spoken: paragraphs without italics and quotes, everything else as it stands."""
    if not any(block.kind == "paragraph" for block in blocks):
        return cut(lines, blocks)
    texts = [_words(lines, block) for block in blocks]
    text = _unquoted("\n\n".join(texts))
    text = unwrapped(text, "em") or text
    return Passage(text, blocks[0].start + 1) if text else None


def _words(lines: Sequence[str], block: Block) -> str:
    if block.kind == "paragraph":
        return _without_italics(block)
    passage = cut(lines, [block])
    return passage.text if passage else ""


def _unquoted(text: str) -> str:
    """Return ``text`` without the quotes around all of it, or without one that has no other."""
    opening, closing = text[:1], text[-1:]
    inner = text[1:].lstrip()
    if closing and closing == _QUOTES.get(opening) and _is_pair(inner[:-1]):
        return inner[:-1].rstrip()
    if opening == '"' == closing or text.count('"') % 2 == 0:
        return text
    return inner if opening == '"' else text.removesuffix('"').rstrip()


def _is_pair(inner: str) -> bool:
    """Do the quotes around ``inner`` belong together? Then the first within it opens a quotation."""
    before, quote, _ = inner.partition('"')
    return not quote or not before or before[-1] in " \n([*_-"


def _joined(passages: Sequence[Passage | None]) -> Passage | None:
    there = [passage for passage in passages if passage is not None]
    if not there:
        return None
    return Passage("\n\n".join(passage.text for passage in there), there[0].line)
