"""Sentence splitting with exact offsets, for prose, notes and dictation.

A text falls into blocks first (paragraphs, list items, headings), each block into sentences at
full stops and their like, and sentences too long to be evidence into windows
(:mod:`practice.matching.windows`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from practice.matching.report import Span
from practice.matching.words import word_set

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

_MARKER = re.compile(
    r"""\s*(?:
        (?: [-*+>\u00b7\u2013\u2014\u2022\u2023\u2192\u25aa\u25cb\u25cf\u25e6] | \#{1,6} )\s+
      | [\u2610-\u2612\u2713\u2714\u2717]\s+
      | \(?(?:\d{1,3}|[a-zA-Z])[.)]\s+
      | \[[ xX]?\]\s*
    )+""",
    re.VERBOSE,
)
"""List bullets and numbers, Markdown headings and quotes, tick boxes."""

_LABEL = re.compile(r"[A-Z][\w/&-]*(?:[ ][\w/&-]+)?[*_]{0,2}:[*_]{0,2}(?=\s)")
"""A heading within its line, such as "Situation:" or "Root cause:"."""

_WRAPPED_AT = 50
"""Code points: a line at least this long may go on in the next one, a shorter one ended there."""

_STOP = re.compile(
    r"""(?<![.!?\u2026])(?P<mark>[.!?\u2026]++)["'\u2019\u201d)\]]*+(?=\s|$)  # the usual end
      | [\u3002\uff01\uff1f]+                                # full-width ends need no space
      | (?<=[a-z]{2})\.(?=[A-Z][a-z])                        # a space forgotten after the stop
    """,
    re.VERBOSE,
)

_NEVER_LAST = word_set("e.g eg i.e ie vs cf approx mr mrs ms dr prof")
_MAYBE_LAST = word_set("etc inc ltd corp dept a.m p.m min mins sec secs hr hrs")
_LAST_UNLESS_NUMBERED = word_set("no nos fig vol jan feb mar apr aug sept oct nov dec")
_LAST_WORD = re.compile(r"[^\W_](?:[^\W_]|\.)*$")


def split_sentences(text: str) -> list[Span]:
    """The sentences of ``text`` in order, without surrounding space, bullets or list numbers.

    Spans never overlap and are never empty; what lies between them is space and markers only.
    """
    spans = [span for block in _blocks(text) for span in _sentences_of(text, block)]
    return [span for span in spans if span.start < span.end]


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs, list items and headings: lines, joined where a long line was merely wrapped."""
    open_block: Span | None = None
    for line in _LINE.finditer(text):
        start, is_item = _content_start(text, line.start(), line.end())
        if open_block and not is_item and _continues(text, open_block, start, line.end()):
            open_block = Span(open_block.start, line.end())
            continue
        if open_block:
            yield open_block
        open_block = Span(start, line.end())
    if open_block:
        yield open_block


def _content_start(text: str, start: int, end: int) -> tuple[int, bool]:
    marker = _MARKER.match(text, start, end)
    return (marker.end(), True) if marker else (start, False)


def _continues(text: str, block: Span, start: int, end: int) -> bool:
    """Whether the line ``start:end`` goes on with the block's last sentence."""
    gap = text[block.end : start]
    last_line = text[max(block.start, block.end - _WRAPPED_AT) : block.end]
    line = text[start:end].lstrip()
    return (
        len(gap.splitlines()) <= 1
        and len(last_line) == _WRAPPED_AT
        and not re.search(r"[\n\r]", last_line)
        and bool(line)
        and not _LABEL.match(line)
        and (line[0].islower() or line[0].isdigit() or _is_unfinished(last_line))
    )


def _is_unfinished(line: str) -> bool:
    return not line.rstrip().endswith((".", "!", "?", ":", "\u2026", '"', "\u201d", ")"))


def _sentences_of(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    label = _LABEL.match(text, start, block.end)
    if label:
        yield Span(start, label.end())
        start = label.end()
    for stop in _STOP.finditer(text, start, block.end):
        if _ends_sentence(text, stop, start, block.end):
            yield _trimmed(text, start, stop.end())
            start = stop.end()
    yield _trimmed(text, start, block.end)


def _ends_sentence(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    mark = stop["mark"]
    if mark is None or mark not in {".", "...", "\u2026", ".."}:
        return True
    following = text[stop.end() : min(end, stop.end() + 40)].lstrip()[:1]
    if mark != ".":
        return not following.islower()
    word = _LAST_WORD.search(text, max(start, stop.start() - 12), stop.start())
    return word is None or _may_close(word[0], following)


def _may_close(word: str, following: str) -> bool:
    """Whether a full stop after ``word`` can end a sentence that ``following`` comes after."""
    folded = word.casefold()
    if folded in _NEVER_LAST:
        return not following
    if folded in _MAYBE_LAST:
        return not following.islower()
    if folded in _LAST_UNLESS_NUMBERED:
        return not following.isdigit()
    is_initial = len(word) == 1 and word.isalpha() and word != "I"
    return not is_initial or not following


def _trimmed(text: str, start: int, end: int) -> Span:
    stripped = text[start:end].strip()
    if not stripped:
        return Span(start, start)
    begin = text.index(stripped[0], start)
    return Span(begin, begin + len(stripped))
