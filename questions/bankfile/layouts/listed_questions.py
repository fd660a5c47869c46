"""Questions that are items of numbered lists, rewritten as headings on the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from questions.bankfile.layouts.answer_labels import split_label

_HEADING = "######"


def unlist(tokens: Sequence[Token], lines: Sequence[str]) -> list[str] | None:
    """Return ``lines`` with each numbered item that has a marked answer as a heading; None without any.

    No line moves: what is found afterwards is on the lines on which it was written.
    """
    rewritten, items = list(lines), list(_asking_items(tokens))
    for token, question_lines in items:
        _rewrite(rewritten, token, question_lines)
    return rewritten if items else None


def _asking_items(tokens: Sequence[Token]) -> Iterator[tuple[Token, int]]:
    """Yield the items of top-level lists that have an answer, and how many lines each question takes."""
    starts = [
        place
        for place, token in enumerate(tokens)
        if token.type == "list_item_open" and token.level == 1 and token.info
    ]
    for start, end in pairwise([*starts, len(tokens)]):
        paragraphs = list(_paragraphs(tokens, start, end))
        if tokens[start + 1].type == "paragraph_open":
            lines = paragraphs[0].split("\n")
            label = next((place for place, line in enumerate(lines) if split_label(line)), None)
            if label or any(split_label(paragraph) for paragraph in paragraphs[1:]):
                yield tokens[start], label or len(lines)


def _paragraphs(tokens: Sequence[Token], start: int, end: int) -> Iterator[str]:
    """The paragraphs of an item, and those between it and the next item."""
    for place in range(start + 1, end):
        if tokens[place].type == "heading_open" and tokens[place].level == 0:
            return
        if tokens[place].type == "paragraph_open" and tokens[place].level in {0, 2}:
            yield tokens[place + 1].content


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
