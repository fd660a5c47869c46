"""Questions that are items of numbered lists, rewritten as headings on the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from markdown_it.token import Token

from questions.bankfile.intake.limits import TooManyError
from questions.bankfile.layouts.markdown_pieces import read_pieces
from questions.bankfile.layouts.numbered.answer_labels import split_label

_HEADING = "######"


@dataclass(slots=True)
class _Item:
    """An item of a numbered list, its paragraphs, and those between it and the next item or heading."""

    token: Token
    is_open: bool
    first: str | None = None
    answers_later: bool = False

    def meet(self, token: Token, after: Token | None) -> None:
        """Go on to the next token; a heading ends what may belong to the item."""
        if token.type == "heading_open" and token.level == 0:
            self.is_open = False
        elif token.type == "paragraph_open" and token.level in {0, 2} and after:
            self._add(after.content)

    def _add(self, paragraph: str) -> None:
        if self.first is None:
            self.first = paragraph
        elif not self.answers_later:
            self.answers_later = split_label(paragraph) is not None

    def question_lines(self) -> int:
        """How many lines the question takes; 0 if it has no answer."""
        if self.first is None:
            return 0
        lines = self.first.split("\n")
        label = next((place for place, line in enumerate(lines) if split_label(line)), 0)
        return label or (len(lines) if self.answers_later else 0)


def unlist(lines: Sequence[str], most: int) -> list[str] | None:
    """Return ``lines`` with each numbered item that has a marked answer as a heading; None without any.

    No line moves: what is found afterwards is on the lines on which it was written. Raises TooManyError
    where there are more than ``most``.
    """
    rewritten, count = list(lines), 0
    for item in _items(lines):
        if question_lines := item.question_lines():
            _rewrite(rewritten, item.token, question_lines)
            count += 1
            if count > most:
                raise TooManyError((item.token.map or [0])[0] + 1)
    return rewritten if count else None


def _items(lines: Sequence[str]) -> Iterator[_Item]:
    """Yield the items of numbered lists on the top level, each when all of it is known."""
    item: _Item | None = None
    for token, after in _tokens(lines):
        if token.type == "list_item_open" and token.level == 1 and token.info:
            if item:
                yield item
            item = _Item(token, is_open=after is not None and after.type == "paragraph_open")
        elif item and item.is_open:
            item.meet(token, after)
    if item:
        yield item


def _tokens(lines: Sequence[str]) -> Iterator[tuple[Token, Token | None]]:
    """Yield every token with the one after it: a paragraph and its words are never in two pieces."""
    for piece in read_pieces(lines):
        yield from zip_longest(piece.tokens, piece.tokens[1:])


def _rewrite(lines: list[str], item: Token, question_lines: int) -> None:
    start, end = item.map or [0, 0]
    marker = item.info + item.markup
    before, _, rest = lines[start].partition(marker)
    indent = len(before) + len(marker) + len(rest) - len(rest.lstrip())
    for place in range(start + 1, end):
        margin = len(lines[place]) - len(lines[place].lstrip(" "))
        lines[place] = lines[place][min(margin, indent) :]
    words = " ".join([rest, *lines[start + 1 : start + question_lines]]).split()
    lines[start] = " ".join([_HEADING, marker, *words])
    lines[start + 1 : start + question_lines] = [""] * (question_lines - 1)
