"""One way of saying a point, ready to be looked for: its terms and what each is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from practice.matching.frequencies import weight
from practice.matching.stemming import stem
from practice.matching.terms import Term, read_terms
from practice.matching.words import tokenise, word_set

LEAST_MASS = 0.9
"""Weight below which a phrasing is too slight to be made in full: one everyday word ("team") never
covers a point, one telling word ("PagerDuty") does."""

LEAST_MASS_A_WORD = 0.25
"""The same for each of its words, light ones and stop words too: of "they knew what to look at and
when to come back" not much is left to compare, so finding "look" and "back" proves little."""

MOST_STRETCH = 1.5
"""How far that goes beyond what the phrasing holds, so that all of it still covers the point."""

NUMBER_SHARE = 0.5
"""What a number counts: a point's fifteen minutes may well be ten in a good answer."""

RUBRIC_SHARE = 0.25
"""What an opening "Names" or "Explains" counts: it says what the candidate does, not what about."""

SUBJECT_SHARE = 0.25
"""What a word counts that many points of one question share; see :func:`subject_of`."""

_FEWEST_FOR_SUBJECT = 3

_RUBRIC_VERBS = frozenset(
    stem(verb)
    for verb in word_set(
        """acknowledge add admit ask bring call choose cite compare declare decide define
    demonstrate describe discuss distinguish end explain express find focus give highlight hold
    identify illustrate include keep know link list look make mention name note offer own pick
    point present provide put quantify recognise refer report say see separate set show start state
    stress suggest take talk tell treat turn understand use want work"""
    )
)


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term of a phrasing, ``wording`` as it stands there; ``weight`` is between 0 and 1.

    ``polarity`` is whether a draft has to speak of it as so (True) or as not so (False); None
    where either does.
    """

    key: str
    surface: str
    wording: str
    weight: float
    polarity: bool | None = True


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A point's text or one alias: no two of ``terms`` have the same key.

    ``words`` is the number of all its words, less those that say nothing of the matter itself.
    """

    text: str
    words: int
    terms: tuple[WeightedTerm, ...]

    @property
    def mass(self) -> float:
        """The weight that a draft has to bring for a score of 1."""
        own = sum(term.weight for term in self.terms)
        chatty = min(LEAST_MASS_A_WORD * self.words, MOST_STRETCH * own)
        return max(own, LEAST_MASS, chatty)

    def without_subject(self, subject: frozenset[str]) -> Phrasing:
        """The phrasing with the subject's words counting little."""
        shared = sum(term.key in subject for term in self.terms)
        if not shared:
            return self
        terms = tuple(_lightened(term, subject) for term in self.terms)
        return Phrasing(self.text, self.words - shared, terms)


def subject_of(texts: Iterable[str]) -> frozenset[str]:
    """The keys that at least half of a question's points, and three of them, have in common.

    Such words name what the question is about. Every answer to it uses them, so they tell nothing
    about whether one point was made; no background frequency can know that.
    """
    phrasings = [read_phrasing(text) for text in set(texts)]
    counts = Counter(term.key for phrasing in phrasings for term in phrasing.terms)
    fewest = max(_FEWEST_FOR_SUBJECT, len(phrasings) / 2)
    return frozenset(key for key, count in counts.items() if count >= fewest)


@lru_cache(maxsize=5_000)
def read_phrasing(text: str) -> Phrasing:
    """``text`` as a phrasing; without terms where it is empty or holds stop words only."""
    words = tokenise(text)
    read = read_terms(text, words)
    opens_with_rubric = len(read) > 2 and _is_rubric(read[0])
    terms: dict[str, WeightedTerm] = {}
    for index, term in enumerate(read):
        share = RUBRIC_SHARE if opens_with_rubric and index == 0 else 1.0
        weighted = _weighted(text, term, share)
        terms[term.key] = max(terms.get(term.key, weighted), weighted, key=_weight)
    return Phrasing(text, len(words) - opens_with_rubric, _with_polarity(tuple(terms.values())))


def _weighted(text: str, term: Term, share: float) -> WeightedTerm:
    if term.key.isdigit():
        share *= NUMBER_SHARE
    wording = text[term.start : term.end]
    return WeightedTerm(
        term.key, term.surface, wording, share * weight(term.key), not term.is_negated
    )


def _weight(term: WeightedTerm) -> float:
    return term.weight


def _is_rubric(term: Term) -> bool:
    # "Owns", "Names": rubrics are in the third person, aliases in the first ("owned it").
    return term.surface.endswith("s") and stem(term.surface) in _RUBRIC_VERBS


def _with_polarity(terms: tuple[WeightedTerm, ...]) -> tuple[WeightedTerm, ...]:
    """The terms, with negated ones free of polarity unless the phrasing is negative as a whole.

    "Never blames a person" must not be met by blaming one. But "an owner, not a shared channel"
    is met by a draft that tells how the shared channel failed.
    """
    negated = sum(term.weight for term in terms if not term.polarity)
    if 2 * negated >= sum(term.weight for term in terms):
        return terms
    return tuple(replace(term, polarity=term.polarity or None) for term in terms)


def _lightened(term: WeightedTerm, subject: frozenset[str]) -> WeightedTerm:
    return replace(term, weight=SUBJECT_SHARE * term.weight) if term.key in subject else term
