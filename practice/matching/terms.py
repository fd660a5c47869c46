"""A text as the engine reads it: terms in order, each with its key, its place and its polarity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from practice.matching.negation import negated
from practice.matching.stopwords import STOP_WORDS
from practice.matching.synonyms import Concept, concepts
from practice.matching.words import Word, tokenise


class Term(NamedTuple):
    """A word or fixed phrase with a meaning of its own.

    Two terms mean the same exactly when their ``key`` is the same. ``surface`` is the first word as
    folded, for spelling. ``start`` and ``end`` are code points of the source.
    """

    key: str
    surface: str
    start: int
    end: int
    is_negated: bool


def read_terms(text: str, words: Sequence[Word] | None = None) -> list[Term]:
    """The terms of ``text``, stop words left out; ``words`` saves tokenising it once more."""
    words = tokenise(text) if words is None else words
    marks = negated(text, words)
    return [
        Term(
            concept.key,
            words[concept.first].text,
            words[concept.first].start,
            words[concept.last - 1].end,
            marks[concept.first],
        )
        for concept in concepts(words)
        if not _is_stop(concept, words)
    ]


def _is_stop(concept: Concept, words: Sequence[Word]) -> bool:
    return concept.last - concept.first == 1 and words[concept.first].text in STOP_WORDS
