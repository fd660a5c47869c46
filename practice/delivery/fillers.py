"""Fillers: sounds and words that hold the place of a pause, where there are many of them."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.phrases import Hit, lexicon
from practice.delivery.reading import ReadTelling, merged
from practice.delivery.telling import Remark, Tone
from practice.delivery.wording import counted, opened

_PLAIN, _DOUBTFUL = lexicon("fillers"), lexicon("fillers_weak")
"""What is nothing but a filler, and words that also mean something."""
_FEWEST_PLAIN, _PLAIN_EVERY = 2, 75
_FEWEST, _EVERY = 3, 50
"""So many, and one in so many words, are worth a remark."""


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    plain = [*_heard(telling, _PLAIN.find(telling)), *_lone_likes(telling)]
    doubtful = list(_heard(telling, _DOUBTFUL.find(telling)))
    both, words = len(plain) + len(doubtful), len(telling.words)
    if not (
        (len(plain) >= _FEWEST_PLAIN and len(plain) * _PLAIN_EVERY >= words)
        or (both >= _FEWEST and both * _EVERY >= words)
    ):
        return
    spans = merged(hit.span(telling) for hit in (*plain, *doubtful))
    yield Remark(
        "fillers",
        Tone.NOTE,
        f"{opened(counted(len(spans), 'filler'))} in {words} words",
        "They hold the place of a pause. A short silence does the same, and sounds surer.",
        spans,
    )


def _heard(telling: ReadTelling, hits: list[Hit]) -> Iterator[Hit]:
    """Those that the speaker says, and not somebody quoted."""
    for hit in hits:
        if not telling.quoted[hit.first] and telling.span(*hit).of(telling.text) != "ER":
            yield _without_neighbours(telling, hit)


def _without_neighbours(telling: ReadTelling, hit: Hit) -> Hit:
    """ "For like two hours": of the phrase that shows a "like" to be one, that word alone."""
    for place in range(*hit):
        if telling.words[place].text == "like":
            return Hit(place, place + 1)
    return hit


def _lone_likes(telling: ReadTelling) -> Iterator[Hit]:
    """ "Like" between two commas, or between one and the end."""
    for place in telling.places.get("like", ()):
        after = place + 1
        is_last = after == len(telling.words) or not telling.joined[after]
        if not telling.joined[place] and is_last and _has_comma_before(telling, place):
            yield Hit(place, after)


def _has_comma_before(telling: ReadTelling, place: int) -> bool:
    """A "like" that opens a line, or comes after a colon, opens a list instead."""
    return (
        place > 0 and "," in telling.text[telling.words[place - 1].end : telling.words[place].start]
    )
