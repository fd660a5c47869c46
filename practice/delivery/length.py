"""How long the answer takes to say, against what the question asks for."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.reading import ReadTelling
from practice.delivery.telling import Remark, Telling, Tone
from practice.delivery.wording import minutes
from practice.matching.report import Span
from questions.speaking import WORDS_PER_MINUTE, spoken_seconds

_FAR_OVER, _FAR_UNDER = 1.25, 0.6
"""Shares of the target beyond which the length is worth a warning."""

_SOURCE = (
    f"PrepBank counts {WORDS_PER_MINUTE} words a minute unless you set your own. Ordinary speech runs "
    "from 125 to 160; the National Center for Voice and Speech gives about 150."
)


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    asked = telling.telling
    shortest, longest = asked.target_min_seconds, asked.target_max_seconds
    rate = asked.words_per_minute
    if longest <= 0 or longest < shortest or rate <= 0:
        return
    seconds = spoken_seconds(asked.text, rate)
    if seconds > longest:
        yield _too_long(telling, seconds)
    elif seconds < shortest:
        yield _too_short(asked, seconds)
    else:
        yield Remark(
            "length",
            Tone.GOOD,
            f"About {minutes(seconds)} aloud, within {_measure(asked)}",
            f"{_asked_for(asked)} {_source(rate)}",
        )


def _too_long(telling: ReadTelling, seconds: int) -> Remark:
    asked = telling.telling
    over = seconds - asked.target_max_seconds
    return Remark(
        "length",
        _tone(asked, is_far=seconds > asked.target_max_seconds * _FAR_OVER),
        f"About {minutes(seconds)} aloud, {minutes(over)} over {_measure(asked)}",
        f"{_asked_for(asked)} Marked is what comes after that time: bring the end "
        f"forward, or cut background before it. {_source(asked.words_per_minute)}",
        _past(telling, asked.target_max_seconds * asked.words_per_minute // 60),
    )


def _too_short(asked: Telling, seconds: int) -> Remark:
    under = asked.target_min_seconds - seconds
    return Remark(
        "length",
        _tone(asked, is_far=seconds < asked.target_min_seconds * _FAR_UNDER),
        f"About {minutes(seconds)} aloud, {minutes(under)} under {_measure(asked)}",
        f"{_asked_for(asked)} There is room for what you saw, did and measured. "
        f"{_source(asked.words_per_minute)}",
    )


def _tone(asked: Telling, *, is_far: bool) -> Tone:
    """Warn of what is far off, where it is the question that asks for it."""
    return Tone.WARN if is_far and not asked.length_note else Tone.NOTE


def _measure(asked: Telling) -> str:
    return "the usual length" if asked.length_note else "the target"


def _asked_for(asked: Telling) -> str:
    target = f"{_clock(asked.target_min_seconds)} to {_clock(asked.target_max_seconds)}"
    return asked.length_note or f"The question asks for {target}."


def _past(telling: ReadTelling, spoken: int) -> tuple[Span, ...]:
    """From the passage in which the word number ``spoken`` falls to the end."""
    words = telling.words
    if spoken >= len(words):
        return ()
    return (Span(words[spoken].start, words[-1].end),)


def _source(rate: int) -> str:
    own = "" if rate == WORDS_PER_MINUTE else f"This is at your own {rate} words a minute. "
    return own + _SOURCE


def _clock(seconds: int) -> str:
    return f"{max(seconds, 0) // 60}:{max(seconds, 0) % 60:02}"
