"""What a point is about: the words of its text and all its aliases together, and what each tells.

People seldom say a point as it is put, but the words of several phrasings come together where they
do say it. A word found in many phrasings tells more, one that many points of the same question use
tells less: every answer to that question has it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from practice.matching.phrasing import LEAST_MASS, Phrasing, WeightedTerm

OWN_TEXT_FACTOR = 1.3
"""What a word of the point's own text counts more than one of an alias."""

REPEAT_EXPONENT, SHARED_EXPONENT = 0.25, 0.4
"""How fast a word gains with the phrasings of its point, and loses with the points it stands in."""

UNSHARED_POINTS = 2
"""Points that may use a word before it loses: below three there is no telling what is common."""


@dataclass(frozen=True, slots=True)
class Theme:
    """``terms`` has each key once, ``scale`` is the weight that says the point amply."""

    phrasings: tuple[Phrasing, ...]
    terms: tuple[WeightedTerm, ...]
    scale: float


def sharing(points: Iterable[Sequence[Phrasing]]) -> Counter[str]:
    """For each key, in how many of the points it stands."""
    return Counter(
        key
        for phrasings in points
        for key in {term.key for phrasing in phrasings for term in phrasing.terms}
    )


def read_theme(phrasings: Sequence[Phrasing], shared: Mapping[str, int]) -> Theme:
    """The theme of ``phrasings``, the point's own text first."""
    uses: dict[str, list[WeightedTerm]] = defaultdict(list)
    for index, phrasing in enumerate(phrasings):
        factor = OWN_TEXT_FACTOR if index == 0 else 1.0
        for term in phrasing.terms:
            uses[term.key].append(replace(term, weight=factor * term.weight))
    terms = tuple(_merged(each, shared.get(key, 1)) for key, each in uses.items())
    return Theme(tuple(phrasings), terms, _scale(terms))


def _merged(uses: Sequence[WeightedTerm], points: int) -> WeightedTerm:
    """One term for all its uses, worded and meant as in the first."""
    gain = len(uses) ** REPEAT_EXPONENT
    loss = max(1, points + 1 - UNSHARED_POINTS) ** SHARED_EXPONENT
    return replace(uses[0], weight=max(term.weight for term in uses) * gain / loss)


def _scale(terms: Sequence[WeightedTerm]) -> float:
    # Of a point with many aliases nobody says all, so the demand grows more slowly than the theme.
    total = sum(term.weight for term in terms)
    return max(LEAST_MASS, math.sqrt(total))
