"""How a story came out: the words for it, for the rules that ask."""

from __future__ import annotations

from practice.delivery.phrases import Hit, lexicon
from practice.delivery.reading import ReadTelling

_OUTCOME = lexicon("result")


def outcomes(read: ReadTelling) -> list[Hit]:
    """Where the speaker says how it came out; what somebody is quoted as saying is left aside."""
    return [hit for hit in _OUTCOME.told(read) if not read.quoted[hit.first]]
