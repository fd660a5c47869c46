"""A draft ready to be searched: its sentences, and where each term stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from practice.matching.report import Span
from practice.matching.sentences import split_sentences
from practice.matching.terms import Term, read_terms
from practice.matching.windows import windows
from practice.matching.words import Word, tokenise


class Posting(NamedTuple):
    """One occurrence of a term: the index of its sentence, and the term itself."""

    sentence: int
    term: Term


@dataclass(frozen=True, slots=True)
class Draft:
    """``postings`` holds, for each term's key, its occurrences in the order of the text."""

    text: str
    sentences: tuple[Span, ...]
    postings: dict[str, list[Posting]]


def read_draft(text: str) -> Draft:
    """Split and index ``text``, in time linear in its length."""
    sentences: list[Span] = []
    postings: dict[str, list[Posting]] = defaultdict(list)
    for sentence, words in _sentences(text):
        index = len(sentences)
        sentences.extend(windows(text, sentence, words))
        # Sentence by sentence, because neither a phrase nor a negation reaches into the next.
        for term in read_terms(text, words):
            while term.start >= sentences[index].end:
                index += 1
            postings[term.key].append(Posting(index, term))
    return Draft(text, tuple(sentences), dict(postings))


def _sentences(text: str) -> Iterator[tuple[Span, list[Word]]]:
    """Each sentence with its words."""
    words = tokenise(text)
    last = 0
    for sentence in split_sentences(text):
        first = last
        while first < len(words) and words[first].start < sentence.start:
            first += 1
        last = first
        while last < len(words) and words[last].start < sentence.end:
            last += 1
        yield sentence, words[first:last]
