"""Whether an incident's story says how it came out, and whether it says so near its end."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.outcome import outcomes
from practice.delivery.reading import ReadTelling, merged
from practice.delivery.telling import Remark, Tone
from practice.matching.report import Span

_SHORTEST = 15
"""Words of a telling that has room for a result."""
_LAST_PART = 0.6
"""The share of the words after which the end of a telling begins."""
_SHOWN = 3
"""Passages marked."""
_LAST_STAYS = "What is told last is what stays with the listener."


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    if not telling.telling.is_incident or len(telling.words) < _SHORTEST:
        return
    hits = outcomes(telling)
    late = [hit for hit in hits if hit.first >= len(telling.words) * _LAST_PART]
    shown = merged({telling.passage_at(hit.first) for hit in (late or hits)[-_SHOWN:]})
    if not hits:
        yield _remark(
            Tone.WARN,
            "Found no words of a result",
            "Say how it came out: when users were back, what it cost, and what has been different "
            "since. A figure makes it easier to believe.",
        )
    elif late:
        yield _remark(Tone.GOOD, "A result is stated near the end", _LAST_STAYS, shown)
    else:
        advice = f"{_LAST_STAYS} Come back to how it turned out in your last sentences."
        yield _remark(Tone.NOTE, "A result is stated, but not near the end", advice, shown)


def _remark(tone: Tone, title: str, explanation: str, spans: tuple[Span, ...] = ()) -> Remark:
    return Remark("result", tone, title, explanation, spans)
