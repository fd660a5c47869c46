"""Times of day: "20:52", "5pm", "five o'clock", "a quarter past two"."""

from __future__ import annotations

from fractions import Fraction

from practice.delivery.source import Reading, Source
from practice.delivery.units import SMALL_NUMBERS

_HOURS = {word: number for word, number in SMALL_NUMBERS.items() if 1 <= number <= 12}
_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "half": 30}
_BEFORE_TIMES = frozenset({"at", "by", "until", "till", "around", "about", "to", "after", "before"})


def read_clock(source: Source, place: int) -> Reading | None:
    """The time of day that opens at ``place``."""
    word = source.word(place)
    if word[:1].isascii() and word[:1].isdigit():
        return _read_digital(source, place)
    return _read_past_or_to(source, place) or _read_o_clock(source, place, _HOURS.get(word, -1))


def _read_digital(source: Source, place: int) -> Reading | None:
    after = place + 1
    hour = _hour_with_letters(source.word(place))
    if hour >= 0:
        return source.read(place, after, Fraction(hour), "clock", f"{hour}:00")
    number = _small(source.word(place), 24)
    if number < 0:
        return None
    if source.gap(after) == ":" and len(source.word(after)) in {2, 4}:
        return _read_minutes(source, place, number)
    shifted, after = _with_meridiem(source, number, after)
    if after > place + 1:
        return source.read(place, after, Fraction(shifted), "clock", f"{shifted}:00")
    return _read_o_clock(source, place, number)


def _read_minutes(source: Source, place: int, hour: int) -> Reading | None:
    word = source.word(place + 1)
    minutes = _small(word[:2], 60)
    if minutes < 0 or word[2:] not in {"", "am", "pm"}:
        return None
    after = place + 2
    if word[2:]:
        hour = _shifted(hour, word[2:])
    else:
        hour, after = _with_meridiem(source, hour, after)
    return source.read(place, after, Fraction(hour), "clock", f"{hour}:{minutes:02}")


def _read_past_or_to(source: Source, place: int) -> Reading | None:
    """ "Half past two"; "ten to five" only after such as "at", for five may be no hour."""
    minutes = _MINUTES.get(source.word(place))
    way, hour = source.next_word(place + 1), _hour(source.next_word(place + 2))
    if minutes is None or hour < 0 or way not in {"past", "to"}:
        return None
    if way == "to":
        if minutes != 15 and source.word(place - 1) not in _BEFORE_TIMES:
            return None
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return source.read(place, place + 3, Fraction(hour), "clock", f"{hour}:{minutes:02}")


def _read_o_clock(source: Source, place: int, hour: int) -> Reading | None:
    if hour < 0 or source.next_word(place + 1) not in {"o'clock", "oclock"}:
        return None
    return source.read(place, place + 2, Fraction(hour), "clock", f"{hour}:00")


def _hour(word: str) -> int:
    return _HOURS.get(word, _small(word, 13))


def _hour_with_letters(word: str) -> int:
    """The hour of "5pm", counted from midnight; -1 for anything else."""
    half = word[-2:]
    hour = _small(word[:-2], 13) if half in {"am", "pm"} else -1
    return _shifted(hour, half) if hour >= 0 else -1


def _with_meridiem(source: Source, hour: int, place: int) -> tuple[int, int]:
    """``hour`` with an "am" or "pm" at ``place`` counted in, and the place after it."""
    if (word := source.next_word(place)) in {"am", "pm"}:
        return _shifted(hour, word), place + 1
    if word in {"a", "p"} and source.gap(place + 1) == "." and source.word(place + 1) == "m":
        return _shifted(hour, f"{word}m"), place + 2
    return hour, place


def _shifted(hour: int, half: str) -> int:
    return hour % 12 + (12 if half == "pm" else 0) if hour <= 12 else hour


def _small(word: str, limit: int) -> int:
    """The whole number that ``word`` is, below ``limit``; -1 for anything else."""
    if 1 <= len(word) <= 2 and word.isascii() and word.isdigit() and int(word) < limit:
        return int(word)
    return -1
