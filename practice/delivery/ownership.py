"""Whose doing it was: how often "I" is said, and how often "we"."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.actions import PLURAL, deeds
from practice.delivery.people import OTHERS
from practice.delivery.reading import ReadTelling, merged
from practice.delivery.telling import Remark, Tone
from practice.matching.words import word_set

_I = word_set("i me my mine myself i'm i'd i've i'll im ive")
_WE = word_set("we us our ours ourselves we're we'd we've we'll weve")

_SHORTEST, _FEWEST = 40, 5
"""Words of a telling, and words for oneself or one's group in it, that show a share at all."""
_HIDDEN, _PLAIN = 0.2, 0.35
"""The share of "I" below which one's own part is hidden, and from which it is plain."""
_SHOWN = 8
"""Passages marked."""


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    singular, plural = _count(telling, _I), _count(telling, _WE)
    if len(telling.words) < _SHORTEST or singular + plural < _FEWEST:
        return
    counts = (
        f"Counted here: \u201cI\u201d, \u201cme\u201d and \u201cmy\u201d {_times(singular)}; "
        f"\u201cwe\u201d, \u201cus\u201d and \u201cour\u201d {_times(plural)}."
    )
    share = singular / (singular + plural)
    if share < _HIDDEN:
        yield _hidden(telling, counts, singular)
    elif not plural and not OTHERS.find(telling):
        advice = "If others helped or decided, name their part too; it takes nothing from yours."
        yield Remark("ownership", Tone.NOTE, "Nobody but you appears", f"{counts} {advice}")
    elif share >= _PLAIN:
        title = "Your own part can be told from the group's"
        advice = "An interviewer asks what you did yourself; here it can be heard."
        yield Remark("ownership", Tone.GOOD, title, f"{counts} {advice}")


def _hidden(telling: ReadTelling, counts: str, singular: int) -> Remark:
    places = [hit.first for hit in deeds(telling, PLURAL)][:_SHOWN]
    return Remark(
        "ownership",
        Tone.NOTE if singular else Tone.WARN,
        "Your own part is hard to see behind \u201cwe\u201d",
        f"{counts} An interviewer asks what you did yourself: where it was you, say \u201cI\u201d, "
        "and keep \u201cwe\u201d for what you did together.",
        merged({telling.passage_at(place) for place in places}),
    )


def _count(telling: ReadTelling, words: frozenset[str]) -> int:
    """How often one of ``words`` is said, quotations and the country aside."""
    return sum(
        not telling.quoted[place] and (word != "us" or not _is_country(telling, place))
        for word in words
        for place in telling.places.get(word, ())
    )


def _is_country(telling: ReadTelling, place: int) -> bool:
    return telling.span(place, place + 1).of(telling.text) == "US"


def _times(count: int) -> str:
    return {0: "not at all", 1: "once", 2: "twice"}.get(count, f"{count} times")
