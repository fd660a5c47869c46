"""Slips of the key: which of a draft's words are misspellings of words that the points use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

MOST_SUSPECTS = 2_000
"""Distinct unknown words of one draft that are looked at; past that it is not English prose."""

_ONE_SLIP_FROM, _TWO_SLIPS_FROM = 5, 9
"""Letters. In shorter words one slip makes another word: "cast", "cost", "most"."""

_LONGEST = 30


def corrections(suspects: Iterable[str], targets: Iterable[str]) -> dict[str, str]:
    """Suspect -> the target it misspells, for those that misspell one; all words are folded.

    Slips are letters left out, put in, changed or swapped with a neighbour, never in the first
    letter, which people get right. The nearest target wins, then the first in the alphabet.
    """
    by_initial: Mapping[str, list[str]] = _by_initial(targets)
    found = {}
    for suspect in sorted(set(suspects))[:MOST_SUSPECTS]:
        target = _nearest(suspect, by_initial.get(suspect[:1], ()))
        if target is not None:
            found[suspect] = target
    return found


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may hold; none for numbers and names with digits."""
    if not word.isalpha() or not _ONE_SLIP_FROM <= len(word) <= _LONGEST:
        return 0
    return 2 if len(word) >= _TWO_SLIPS_FROM else 1


def _by_initial(words: Iterable[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        if slips_allowed(word):
            grouped[word[0]].append(word)
    return grouped


def _nearest(suspect: str, targets: Iterable[str]) -> str | None:
    nearest, fewest = None, slips_allowed(suspect) + 1
    for target in targets:
        limit = min(fewest - 1, slips_allowed(target))
        slips = distance(suspect, target, limit)
        if slips <= limit:
            nearest, fewest = target, slips
    return nearest


def distance(left: str, right: str, limit: int) -> int:
    """The optimal string alignment distance, or ``limit + 1`` where it is more than ``limit``."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        current = [row]
        for column, other in enumerate(right, start=1):
            cost = min(
                previous[column] + 1, current[-1] + 1, previous[column - 1] + (letter != other)
            )
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return min(previous[-1], limit + 1)
