"""In which order an incident's story tells of its stages, and which of them it leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from practice.delivery.reading import ReadTelling, merged
from practice.delivery.stages import STAGES, Stage
from practice.delivery.telling import Remark, Tone
from practice.delivery.wording import listed, minutes
from practice.matching.report import Span

_SHORTEST = 15
"""Words of a telling that has room for an order."""
_LONG_SEARCH, _SEARCH_CUES = 55, 3
"""A long diagnosis: so many words from its first cue to the first mitigation, and so many cues."""

_ABSENT = {
    Stage.MITIGATE: (
        "mitigation",
        "what stopped the harm to users, and when",
    ),
    Stage.COMMUNICATE: (
        "telling anybody",
        "who was told, when and how",
    ),
    Stage.PREVENT: (
        "prevention",
        "what was changed so that it does not come back, or is noticed sooner",
    ),
}
"""What a story should not leave out: its name, and what to say of it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The places of the words that tell each stage, for the stages that are told."""

    places: dict[Stage, list[int]]

    @property
    def order(self) -> list[Stage]:
        return sorted(self.places, key=lambda stage: self.places[stage][0])

    def first(self, stage: Stage) -> int:
        """The place of the stage's first word, -1 where it is not told."""
        return self.places[stage][0] if stage in self.places else -1


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    if not telling.telling.is_incident or len(telling.words) < _SHORTEST:
        return
    told = _told(telling)
    absent = [stage for stage in _ABSENT if stage not in told.places]
    searched = _words_of_search(told)
    if searched:
        yield _late_mitigation(telling, told, searched)
    if absent:
        yield _left_out(telling, told, absent, found="" if searched else f"{_in_words(told)} ")
    elif not searched:
        yield _all_told(telling, told)


def _told(telling: ReadTelling) -> _Told:
    hits = {stage: phrases.told(telling) for stage, phrases in STAGES.items()}
    places = {stage: [hit.first for hit in found] for stage, found in hits.items() if found}
    # A word on prevention before anything is mended is seldom where its telling begins.
    relief = places.get(Stage.MITIGATE, [0])[0]
    later = [place for place in places.get(Stage.PREVENT, []) if place > relief]
    return _Told(places | {Stage.PREVENT: later} if later else places)


def _words_of_search(told: _Told) -> int:
    """How many words of diagnosis stand before the first mitigation, 0 where that is not long."""
    relief, search = told.first(Stage.MITIGATE), told.first(Stage.DIAGNOSE)
    if relief < 0 or search < 0 or relief - search < _LONG_SEARCH:
        return 0
    cues = sum(place < relief for place in told.places[Stage.DIAGNOSE])
    return relief - search if cues >= _SEARCH_CUES else 0


def _late_mitigation(telling: ReadTelling, told: _Told, searched: int) -> Remark:
    rate = max(telling.telling.words_per_minute, 1)
    return Remark(
        "order",
        Tone.WARN,
        "Mitigation comes after a long diagnosis",
        f"{_in_words(told)} About {minutes(round(searched * 60 / rate))} pass between the first "
        "words of diagnosis and the first of mitigation. If users were helped earlier, say so "
        "earlier; if not, say why you looked for the cause first.",
        _firsts(telling, told),
    )


def _left_out(telling: ReadTelling, told: _Told, absent: list[Stage], found: str) -> Remark:
    names, advice = zip(*(_ABSENT[stage] for stage in absent), strict=True)
    return Remark(
        "order",
        Tone.NOTE,
        f"Found no words of {listed(names, 'or')}",
        f"{found}Where your story has it, say {'; '.join(advice)}.",
        _firsts(telling, told),
    )


def _all_told(telling: ReadTelling, told: _Told) -> Remark:
    if told.order[0] is Stage.DIAGNOSE:
        return Remark(
            "order",
            Tone.NOTE,
            "All the stages are there, and diagnosis is told first",
            f"{_in_words(told)} If you stopped the harm before you looked for the cause, tell it in "
            "that order; if not, say why.",
            _firsts(telling, told),
        )
    if told.order[-1] is Stage.PREVENT:
        return Remark(
            "order",
            Tone.GOOD,
            "The stages come in an order that is easy to follow",
            f"{_in_words(told)} Listeners hear what helped users, who knew, what was wrong and "
            "what changed.",
            _firsts(telling, told),
        )
    return Remark(
        "order",
        Tone.NOTE,
        "All the stages are there, in an unusual order",
        f"{_in_words(told)} Prevention is usually told last, when the listener knows what "
        "happened.",
        _firsts(telling, told),
    )


def _firsts(telling: ReadTelling, told: _Told) -> tuple[Span, ...]:
    return merged(telling.passage_at(told.first(stage)) for stage in told.order)


def _in_words(told: _Told) -> str:
    """ "Told: diagnose, mitigate. No words found of: communicate."."""
    absent = [stage.value for stage in Stage if stage not in told.places]
    parts = [f"Told: {', '.join(told.order)}."] if told.places else []
    if absent:
        parts.append(f"No words found of: {', '.join(absent)}.")
    return " ".join(parts)
