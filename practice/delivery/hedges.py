"""Hedges: words that take back a little of what is said, where there are many of them."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.phrases import lexicon
from practice.delivery.reading import ReadTelling
from practice.delivery.telling import Remark, Tone
from practice.delivery.wording import counted, opened

_HEDGES = lexicon("hedges")
_TOO_MANY = ((3, 25), (4, 45))
"""So many hedges, and one in so many words, are too many; either pair is enough."""


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    hits = [hit for hit in _HEDGES.find(telling) if not telling.quoted[hit.first]]
    count, words = len(hits), len(telling.words)
    if not any(count >= fewest and count * every >= words for fewest, every in _TOO_MANY):
        return
    yield Remark(
        "hedges",
        Tone.NOTE,
        f"{opened(counted(count, 'hedge'))} in {words} words",
        "Each makes a listener a little less sure of you. Keep those that say how certain you "
        "really are, and drop the rest.",
        tuple(hit.span(telling) for hit in hits),
    )
