"""Sentences too long to be evidence, as dictation without punctuation gives: windows of clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from practice.matching.report import Span
from practice.matching.words import Word, word_set

LONGEST_SENTENCE = 40
"""Words. A longer sentence is shown, and searched, in windows."""

SHORTEST_WINDOW, AIMED_WINDOW = 10, 24
"""Words. A window ends before the last clause that opens between the two, or, failing that, at
the first one after, and at ``LONGEST_SENTENCE`` whatever stands there."""

_OPENS_CLAUSE = word_set(
    """and but so then because since while although though after before when if until which who
    where or yet however meanwhile next finally eventually also first second third later"""
)
_CLOSES_CLAUSE = frozenset(",;:\u2013\u2014(")


def windows(text: str, sentence: Span, words: Sequence[Word]) -> Iterator[Span]:
    """``sentence`` itself, or the windows it falls into; ``words`` are the sentence's own words."""
    start, first = sentence.start, 0
    while len(words) - first > LONGEST_SENTENCE:
        first = _cut(text, words, first)
        yield Span(start, words[first - 1].end)
        start = words[first].start
    yield Span(start, sentence.end)


def _cut(text: str, words: Sequence[Word], first: int) -> int:
    """The index of the word that opens the next window."""
    early = range(first + AIMED_WINDOW, first + SHORTEST_WINDOW, -1)
    late = range(first + AIMED_WINDOW + 1, first + LONGEST_SENTENCE)
    for index in (*early, *late):
        if _is_clause_start(text, words, index):
            return index
    return first + LONGEST_SENTENCE


def _is_clause_start(text: str, words: Sequence[Word], index: int) -> bool:
    if words[index].text in _OPENS_CLAUSE:
        # "and then" opens one clause, not two.
        return words[index - 1].text not in _OPENS_CLAUSE
    return text[words[index - 1].end] in _CLOSES_CLAUSE
