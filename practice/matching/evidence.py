"""Where in a draft a point is said best: one sentence, or up to three in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from practice.matching.draft import Posting
from practice.matching.phrasing import Phrasing
from practice.matching.terms import Term
from practice.matching.theme import Theme
from practice.matching.thresholds import LONE_WORD_CAP

SHARES = (1.0, 0.9, 0.8)
"""What a score is worth that takes one sentence, two in a row, or three."""

FEWEST_TERMS_TO_SPLIT = 3
"""A phrasing of two terms ("status page") has to stand in one sentence: apart they are chance."""

WORDING_SHARE = 0.5
"""What one phrasing said in full adds to what the theme's words say."""

AMPLE = 1.5
"""Theme and wording together, where the score is 1."""

SO_SHARE = 0.5
"""The share of a place's weight that must stand outside negations for the place to speak for the
point: "nobody had needed to act" is what the history shows, where "I pulled the history" is said
beside it."""


class Place(NamedTuple):
    """The sentences ``first`` to ``last``, and which of a theme's terms stand there, as bits.

    ``so`` are the terms whose polarity is the point's, ``said`` all of them.
    """

    first: int
    last: int
    said: int
    so: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """The best place for a theme.

    ``score`` is between 0 and 1. ``sentence`` is the index of the sentence that says most of it.
    ``terms`` are the draft's terms that speak for it, there and in its neighbours, one for each
    key, in the draft's order; ``telling`` are the same, the weightiest first. ``phrasing`` is the
    one that comes closest. ``is_opposite`` is whether what the terms speak of is denied.
    """

    score: float
    sentence: int
    terms: tuple[Term, ...]
    telling: tuple[Term, ...]
    phrasing: Phrasing
    is_opposite: bool


class Search:
    """One theme in one draft's postings."""

    def __init__(self, theme: Theme, postings: Mapping[str, Sequence[Posting]]) -> None:
        self.theme = theme
        self._found = [postings.get(term.key, ()) for term in theme.terms]
        self._bit_of = {term.key: 1 << bit for bit, term in enumerate(theme.terms)}
        self._said: dict[int, int] = defaultdict(int)
        self._so: dict[int, int] = defaultdict(int)
        for bit, (term, found) in enumerate(zip(theme.terms, self._found, strict=True)):
            for sentence, said in found:
                self._said[sentence] |= 1 << bit
                if term.polarity in (None, not said.is_negated):
                    self._so[sentence] |= 1 << bit
        self.weigh = cache(self._weigh)
        self._wording = cache(self._closest)

    def places(self) -> Iterator[Place]:
        """Every run of sentences with a hit at each end, at most three for each sentence."""
        for first in sorted(self._said):
            said = so = 0
            for last in range(first, first + len(SHARES)):
                if last in self._said:
                    said |= self._said[last]
                    so |= self._so.get(last, 0)
                    yield Place(first, last, said, so)

    def best(self) -> tuple[Evidence | None, Evidence | None]:
        """The best place that speaks for the point, and the best that speaks of its opposite."""
        best: list[tuple[float, Place] | None] = [None, None]
        for place in self.places():
            is_opposite = self.weigh(place.so) < SO_SHARE * self.weigh(place.said)
            score = self._score(place)
            held = best[is_opposite]
            if held is None or score > held[0]:
                best[is_opposite] = score, place
        straight, opposite = best
        return (
            straight and self._evidence(*straight, is_opposite=False),
            opposite and self._evidence(*opposite, is_opposite=True),
        )

    def _score(self, place: Place) -> float:
        length = place.last - place.first
        wording, _ = self._wording(place.said, length > 0)
        theme = self.weigh(place.said) / self.theme.scale
        is_lone_word = place.said.bit_count() == 1 < len(self.theme.terms)
        most = LONE_WORD_CAP if is_lone_word else 1.0
        return min(most, SHARES[length] * (theme + WORDING_SHARE * wording) / AMPLE)

    def _weigh(self, mask: int) -> float:
        terms = self.theme.terms
        return sum(term.weight for bit, term in enumerate(terms) if mask >> bit & 1)

    def _closest(self, mask: int, is_split: bool) -> tuple[float, int]:
        """How much of one phrasing the terms of ``mask`` make, and which; the first of equals."""
        shares = [self._share(phrasing, mask, is_split) for phrasing in self.theme.phrasings]
        best = max(range(len(shares)), key=shares.__getitem__)
        return shares[best], best

    def _share(self, phrasing: Phrasing, mask: int, is_split: bool) -> float:
        if is_split and len(phrasing.terms) < FEWEST_TERMS_TO_SPLIT:
            return 0.0
        heard = sum(term.weight for term in phrasing.terms if mask & self._bit_of[term.key])
        return min(1.0, heard / phrasing.mass)

    def _evidence(self, score: float, place: Place, *, is_opposite: bool) -> Evidence:
        sentences = range(place.first, place.last + 1)
        main = max(sentences, key=lambda each: self.weigh(self._said.get(each, 0)))
        telling = tuple(self._terms(sentences, main))
        ordered = tuple(sorted(telling, key=lambda term: term.start))
        _, closest = self._wording(place.said, place.last > place.first)
        phrasing = self.theme.phrasings[closest]
        return Evidence(score, main, ordered, telling, phrasing, is_opposite)

    def _terms(self, sentences: range, main: int) -> Iterator[Term]:
        """One term for each key found, from the sentence ``main`` if it is there; weighty first."""
        by_weight = zip(self.theme.terms, self._found, strict=True)
        for _, found in sorted(by_weight, key=lambda pair: -pair[0].weight):
            near = [posting for posting in found if posting.sentence in sentences]
            if near:
                yield min(near, key=lambda posting: posting.sentence != main).term
