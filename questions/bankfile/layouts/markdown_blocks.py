"""Markdown as its blocks with their source lines, and runs of inline Markdown as plain words.

markdown-it reads the blocks of a text, and inline marks only where somebody asks for them: over a whole
text these take time that grows with the square of some characters' number. Of blocks, some 10,000 short
lines take up to a second; hence ``MAX_LINES`` and ``MAX_LENGTH``, and ``markdown_pieces`` for longer texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from questions.bankfile.layouts.found import Passage

MAX_LINES = 8_000
BEGINNING_LINES = 2_000
MAX_LENGTH = 1_000_000
MAX_INLINE = 10_000
MAX_LEAD = 500
TOO_LONG = (
    f"too long to be read: what begins here has more than {MAX_LINES:,} lines"
    f" or {MAX_LENGTH:,} characters without a heading or another block; split it"
)
_KEPT_LENGTH = 1_000
_MARKERS = ("**", "__", "*", "_")

_INLINE = MarkdownIt("commonmark")
_BLOCKS = MarkdownIt("commonmark").enable("table")
_BLOCKS.core.ruler.disable(["inline", "text_join"])
# Otherwise the lines that say where links lead would be in no block.
_BLOCKS.block.ruler.disable("reference")


@dataclass(frozen=True, slots=True)
class Block:
    """A block that is in no other, from line ``start`` up to but not including ``end`` (from 0).

    ``kind`` is markdown-it's name: heading, paragraph, fence, hr, bullet_list. ``text`` is the source
    within a heading or a paragraph, ``level`` that of a heading, otherwise 0. ``first`` is its first
    line where it does not begin at the beginning of one.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    text: str = ""
    first: str | None = None


def is_too_long(text: str) -> bool:
    """Is ``text`` longer than markdown-it may be given at once?"""
    return len(text) > MAX_LENGTH or text.count("\n") > MAX_LINES


def beginning(text: str) -> str:
    """Return enough of ``text`` to say how it is laid out: all of it, unless it is too long."""
    if not is_too_long(text):
        return text
    lines = text[:MAX_LENGTH].split("\n", BEGINNING_LINES)
    return "\n".join(lines[:BEGINNING_LINES])


def block_tokens(text: str) -> list[Token]:
    """Return markdown-it's tokens of all blocks. Its line numbers are those of ``split("\\n")``."""
    return _BLOCKS.parse(text.replace("\r", " "))


def read_blocks(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks on the top level of a text, from its tokens and its lines."""
    for position, token in enumerate(tokens):
        if token.level or token.nesting < 0 or token.map is None:
            continue
        start, end = token.map
        kind = token.type.removesuffix("_open")
        is_words = kind in {"heading", "paragraph"}
        content = tokens[position + 1].content if is_words else ""
        level = int(token.tag[1:]) if kind == "heading" else 0
        block = Block(kind, start, end, level, content)
        yield from _underlined_end(block, lines) if level else [block]


def _underlined_end(block: Block, lines: Sequence[str]) -> list[Block]:
    """A sentence with ``---`` right below it is meant as a paragraph before a separator."""
    is_sentence = "\n" in block.text or block.text.endswith((".", "!", '"', "*", "\u201d"))
    if lines[block.end - 1].strip() != "---" or not is_sentence:
        return [block]
    last = block.end - 1
    return [
        Block("paragraph", block.start, last, text=block.text),
        Block("hr", last, block.end),
    ]


def cut(lines: Sequence[str], blocks: Sequence[Block]) -> Passage | None:
    """Return the source from the first of ``blocks`` to the last, as it stands; None if it is blank."""
    if not blocks:
        return None
    start = blocks[0].start
    taken = list(lines[start : blocks[-1].end])
    if blocks[0].first is not None:
        taken[0] = blocks[0].first
    while taken and not taken[0].strip():
        del taken[0]
        start += 1
    text = "\n".join(taken).rstrip()
    return Passage(text, start + 1) if text else None


def plain(text: str) -> str:
    """Return the words of inline Markdown, without its marks, on one line."""
    # What is kept must be small: a cache of long texts would hold on to all of them.
    return _kept_plain(text) if len(text) <= _KEPT_LENGTH else _plain(text)


def _plain(text: str) -> str:
    tokens = _inline_tokens(text)
    if not tokens:
        return " ".join(text.split())
    return " ".join("".join(token.content or " " * _is_break(token) for token in tokens).split())


_kept_plain = lru_cache(maxsize=1024)(_plain)


def _is_break(token: Token) -> bool:
    return token.type in {"softbreak", "hardbreak"}


def unwrapped(text: str, mark: str) -> str | None:
    """Return what ``text`` is all ``strong`` or all ``em`` of, or None where it is not."""
    if not text.startswith(("*", "_")):
        return None
    kept = len(text) <= _KEPT_LENGTH
    return _kept_unwrapped(text, mark) if kept else _unwrapped(text, mark)


def _unwrapped(text: str, mark: str) -> str | None:
    tokens = _inline_tokens(text)
    if not tokens or tokens[0].type != f"{mark}_open":
        return None
    first = tokens[0]
    closing = (token for token in tokens if token.nesting < 0 and token.level == first.level)
    if next(closing, None) is not tokens[-1]:
        return None
    width = len(first.markup)
    return text[width:-width].strip()


_kept_unwrapped = lru_cache(maxsize=1024)(_unwrapped)


def marked_lead(text: str) -> tuple[str, str] | None:
    """Return the strong or emphasised words with which ``text`` begins, and the source after them."""
    marker = next((marker for marker in _MARKERS if text.startswith(marker)), None)
    if marker is None:
        return None
    mark, width = ("strong" if len(marker) == 2 else "em"), len(marker)
    place = width
    for _ in range(4):
        place = text.find(marker, place, MAX_LEAD)
        if place < 0:
            return None
        place += width
        if (words := unwrapped(text[:place], mark)) is not None:
            return words, text[place:]
    return None


def _inline_tokens(text: str) -> list[Token]:
    if len(text) > MAX_INLINE:
        return []
    children = _INLINE.parseInline(text)[0].children or []
    return [token for token in children if token.content or token.type != "text"]
