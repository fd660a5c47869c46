"""A telling read once: its words, sentences and passages, as every rule wants them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from practice.delivery.figures import Figure, figures_of
from practice.delivery.telling import Telling
from practice.matching.negation import negated
from practice.matching.report import Span
from practice.matching.sentences import split_sentences
from practice.matching.windows import windows
from practice.matching.words import Word, tokenise

_CLAUSE_MARKS = frozenset(',;:.!?\u2026\u2013\u2014()\u2022"\u201c\u201d[]{}/|=+<>')
_QUOTATION = re.compile(r'["\u201c](?:[^"\u201c\u201d\n]|\n(?!\s*\n)){1,400}["\u201d]')
"""What goes on for longer, or over the end of a paragraph, was never closed."""


class Stretch(NamedTuple):
    """A part of a telling: where it stands in the text, and its words, ``words[first:after]``."""

    span: Span
    first: int
    after: int

    @property
    def word_count(self) -> int:
        return self.after - self.first


@dataclass(frozen=True)
class ReadTelling:
    """``sentences`` are as split, ``passages`` the same with the over-long ones cut at clauses."""

    telling: Telling
    words: tuple[Word, ...]
    sentences: tuple[Stretch, ...]
    passages: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        return self.telling.text

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, by its folded text."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.words):
            places[word.text].append(place)
        return dict(places)

    @cached_property
    def passage_of(self) -> list[int]:
        """For each word the index of its passage, -1 for a word outside all."""
        return _owners(self.passages, len(self.words))

    @cached_property
    def joined(self) -> list[bool]:
        """For each word whether it goes on, in its sentence and clause, from the one before."""
        marks = list(map(self._goes_on, self.words, (Word("", 0, 0), *self.words)))
        for sentence in self.sentences:
            if sentence.word_count:
                marks[sentence.first] = False
        return marks

    @cached_property
    def following(self) -> list[str]:
        """For each word the one that goes on from it in its clause, "" where none does."""
        joined = self.joined[1:]
        texts = [
            word.text if goes_on else ""
            for word, goes_on in zip(self.words[1:], joined, strict=True)
        ]
        return [*texts, ""]

    def _goes_on(self, word: Word, before: Word) -> bool:
        gap = self.text[before.end : word.start]
        return gap == " " or (len(gap) < 80 and _CLAUSE_MARKS.isdisjoint(gap) and " - " not in gap)

    @cached_property
    def negated(self) -> list[bool]:
        """For each word whether it is told as not so, as far as its passage shows."""
        marks = [False] * len(self.words)
        for passage in self.passages:
            own = self.words[passage.first : passage.after]
            marks[passage.first : passage.after] = negated(self.text, own)
        return marks

    @cached_property
    def quoted(self) -> list[bool]:
        """For each word whether it stands between double quotation marks: somebody's speech."""
        marks = [False] * len(self.words)
        for start, end in _quotations(self.text, self.words):
            marks[start:end] = [True] * (end - start)
        return marks

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return figures_of(self.text, self.words)

    def span(self, first: int, after: int) -> Span:
        """The span of ``words[first:after]``, which is not empty."""
        return Span(self.words[first].start, self.words[after - 1].end)

    def passage_at(self, place: int) -> Span:
        """The passage that the word at ``place`` stands in, or that word alone."""
        index = self.passage_of[place]
        return self.passages[index].span if index >= 0 else self.span(place, place + 1)

    def word_at(self, place: int) -> str:
        """The folded word at ``place``, "" outside the text."""
        return self.words[place].text if 0 <= place < len(self.words) else ""


def read_telling(telling: Telling) -> ReadTelling:
    words = tuple(tokenise(telling.text))
    sentences = tuple(_stretches(split_sentences(telling.text), words))
    passages = tuple(_stretches(_passages(telling.text, sentences, words), words))
    return ReadTelling(telling, words, sentences, passages)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans`` sorted, with those that overlap joined into one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _stretches(spans: Iterable[Span], words: Sequence[Word]) -> Iterator[Stretch]:
    after = 0
    for span in spans:
        first = after
        while first < len(words) and words[first].start < span.start:
            first += 1
        after = first
        while after < len(words) and words[after].start < span.end:
            after += 1
        yield Stretch(span, first, after)


def _passages(text: str, sentences: Iterable[Stretch], words: Sequence[Word]) -> Iterator[Span]:
    for sentence in sentences:
        yield from windows(text, sentence.span, words[sentence.first : sentence.after])


def _owners(stretches: Iterable[Stretch], size: int) -> list[int]:
    owners = [-1] * size
    for index, (_, first, after) in enumerate(stretches):
        owners[first:after] = [index] * (after - first)
    return owners


def _quotations(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """The places of quoted words, from the first to the one after the last."""
    starts = [word.start for word in words]
    for quotation in _QUOTATION.finditer(text):
        yield bisect_left(starts, quotation.start()), bisect_left(starts, quotation.end())
