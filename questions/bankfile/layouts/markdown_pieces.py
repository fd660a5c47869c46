"""Markdown of any length, parsed piece by piece: what one parse of the whole would say, bounded.

A block on the top level depends on no block before it, and one that another follows is complete. So of
each piece all blocks but the last are taken, and the next piece begins with the last. Where that is a
list or a table, its items or rows but the last are taken; a table's head is then put before the rest of
its rows. What is left is a single block or item: it gets longer pieces, up to what markdown-it may be
given at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from questions.bankfile.layouts.found import Progress, unseen
from questions.bankfile.layouts.markdown_blocks import (
    MAX_LENGTH,
    MAX_LINES,
    Block,
    block_tokens,
    read_blocks,
)

PIECE_LINES = 1_000
PIECE_LENGTH = 100_000
_HEAD_LINES = 2
_INNER = {
    "bullet_list_open": ("list_item_open", 1),
    "ordered_list_open": ("list_item_open", 1),
    "table_open": ("tr_open", 2),
}


class TooLongError(Exception):
    """What begins on ``line`` (from 1) is longer than markdown-it may be given at once."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Piece:
    """Complete tokens, with line numbers of the whole text.

    ``goes_on``: the first of them is more of the list, or of the table (with its head once more), with
    which the piece before ended.
    """

    tokens: list[Token]
    goes_on: bool


@dataclass(frozen=True, slots=True)
class _Cut:
    """How many tokens are complete, and on which line the rest begins; ``head`` is its table's first."""

    tokens: int
    line: int
    goes_on: bool = False
    head: int | None = None


def read_pieces(lines: Sequence[str], progress: Progress = unseen) -> Iterator[Piece]:
    """Yield the tokens of ``lines`` in pieces; raise TooLongError where one block is too long."""
    last, times = _Cut(0, 0), 1
    while last.line < len(lines):
        start, end = last.line, _end_of_piece(lines, last.line, times)
        tokens = _tokens(lines, start, end, last.head)
        cut = _cut(tokens, end) if end < len(lines) else _Cut(len(tokens), end)
        if cut.line > start:
            yield Piece(tokens[: cut.tokens], last.goes_on)
            progress(cut.line / len(lines))
            last, times = cut, 1
        elif _is_longest(lines, start, end):
            raise TooLongError((end if len(lines[end]) > MAX_LENGTH else start) + 1)
        else:
            times *= 2


def blocks_of(lines: Sequence[str], progress: Progress = unseen) -> Iterator[Block]:
    """Yield the blocks on the top level of ``lines``; raise TooLongError where one is too long."""
    last: Block | None = None
    for piece in read_pieces(lines, progress):
        goes_on = piece.goes_on
        for block in read_blocks(piece.tokens, lines):
            if goes_on and last:
                last, goes_on = replace(last, end=block.end), False
                continue
            if last:
                yield last
            last = block
    if last:
        yield last


def _end_of_piece(lines: Sequence[str], start: int, times: int) -> int:
    """Return where a piece ends that is ``times`` as long as usual; it has at least one line."""
    most = min(len(lines), start + min(PIECE_LINES * times, MAX_LINES))
    length, longest = 0, min(PIECE_LENGTH * times, MAX_LENGTH)
    if len(lines[start]) > MAX_LENGTH:
        raise TooLongError(start + 1)
    for at in range(start, most):
        length += len(lines[at]) + 1
        if length > longest:
            return max(at, start + 1)
    return most


def _is_longest(lines: Sequence[str], start: int, end: int) -> bool:
    """Would a longer piece from ``start`` be too long?"""
    length = sum(len(line) + 1 for line in lines[start : end + 1])
    return end - start >= MAX_LINES or length > MAX_LENGTH


def _tokens(lines: Sequence[str], start: int, end: int, head: int | None) -> list[Token]:
    """Parse the lines from ``start`` to ``end``, below the head of a table if they are its rows."""
    above = [] if head is None else lines[head : head + _HEAD_LINES]
    tokens = block_tokens("\n".join([*above, *lines[start:end]]))
    for token in tokens:
        if token.map:
            token.map = [_moved(line, start, head) for line in token.map]
    if head is not None and tokens[0].map:
        tokens[0].map[0] = start
    return tokens


def _moved(line: int, start: int, head: int | None) -> int:
    """Return the line of the text for a line of a piece."""
    if head is None:
        return line + start
    return line + head if line < _HEAD_LINES else line - _HEAD_LINES + start


def _cut(tokens: Sequence[Token], end: int) -> _Cut:
    """Return what of a piece is complete, although more may follow it."""
    last = next((at for at in reversed(range(len(tokens))) if _is_top(tokens[at])), None)
    if last is None:
        return _Cut(0, end)
    inner = _last_inner(tokens, last)
    if inner is None:
        return _Cut(last, _line(tokens[last]))
    tokens[last].map = [_line(tokens[last]), _line(tokens[inner])]
    is_table = tokens[last].type == "table_open"
    head = _line(tokens[last + 2]) if is_table else None
    return _Cut(inner, _line(tokens[inner]), goes_on=True, head=head)


def _is_top(token: Token) -> bool:
    return token.level == 0 and token.nesting >= 0


def _last_inner(tokens: Sequence[Token], block: int) -> int | None:
    """Return the last item of a list or the last row of a table, if it is not also the first."""
    kind, level = _INNER.get(tokens[block].type, ("", 0))
    inner = [
        at
        for at in range(block + 1, len(tokens))
        if tokens[at].type == kind and tokens[at].level == level
    ]
    # The first row is the head.
    least = 2 if kind == "tr_open" else 1
    return inner[-1] if len(inner) > least else None


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
