"""What hand-made documents write for a difficulty, a round, a length: the bank's value, where certain.

Each function returns None for what it does not know for certain, so that its caller can say so.
"""

from __future__ import annotations

import re

from questions.bankfile.layouts.pages.page_lines import CATEGORIES, round_value

LEAST_SECONDS, MOST_SECONDS = 10, 3600
SECONDS, MINUTES = 1, 60

_LONGEST = 60
_NO_WORD = re.compile(r"[\W_]+")
_EASY = ("easy", "beginner", "beginners", "junior", "jr", "entry", "entry level", "basic", "basics")
_MEDIUM = ("medium", "intermediate", "mid", "middle", "mid level", "moderate", "normal")
_HARD = ("hard", "advanced", "difficult", "expert", "senior", "sr", "senior level", "challenging")
_DIFFICULTIES = {
    **dict.fromkeys((*_EASY, "simple", "low", "novice", "fundamental", "fundamentals"), "easy"),
    **dict.fromkeys(_MEDIUM, "medium"),
    **dict.fromkeys((*_HARD, "high"), "hard"),
}
_NUMBERED = ("easy", "medium", "hard")
_NUMBER = re.compile(r"(?:level |l)?([0-9]{1,3})(?: (?:of|out of) ([0-9]{1,3}))?")
_ASIDES = re.compile(r" (?:difficulty|level|questions?|interview)$")
_CATEGORIES = {word: word for word in CATEGORIES} | {
    "behavioral": "behavioural",
    "behaviour": "behavioural",
    "behavior": "behavioural",
}
_ROUNDS = {"phone screening": "phone-screen", "phone interview": "phone-screen"}
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_TIME = re.compile(
    r"(?:(?:about|around|approx\.?|approximately|up to|~)\s*)?(\d{1,4}(?:\.\d)?)"
    r"(?:\s*(?:-|\u2013|\u2014|to)\s*(\d{1,4}(?:\.\d)?))?[\s-]*"
    r"(?P<unit>seconds?|secs?|s|minutes?|mins?|m)?\.?",
    re.IGNORECASE,
)


def difficulty_of(written: str, highest: int = 3) -> str | None:
    """Return easy, medium or hard. ``highest`` is the highest number by which the document grades.

    Numbers are certain only on a scale of three.
    """
    words = _words(written)
    number = _NUMBER.fullmatch(words)
    if number is None:
        return _DIFFICULTIES.get(words) or _DIFFICULTIES.get(_ASIDES.sub("", words))
    grade, most = int(number[1]), int(number[2] or highest)
    return _NUMBERED[grade - 1] if most == 3 and 1 <= grade <= 3 else None


def grade_of(written: str) -> int:
    """Return the number by which ``written`` grades a difficulty, 0 where it uses none."""
    number = _NUMBER.fullmatch(_words(written))
    return int(number[1]) if number and not number[2] else 0


def category_of(written: str) -> str | None:
    words = _words(written)
    return _CATEGORIES.get(words) or _CATEGORIES.get(_ASIDES.sub("", words))


def round_of(written: str) -> str | None:
    words = _words(written)
    return _ROUNDS.get(words) or round_value(words)


def seconds_of(written: str, unit: int | None = None) -> tuple[int | None, int] | None:
    """Return the shortest and longest length, in seconds; the shortest is None where one is stated.

    ``unit`` is what a bare number counts, as far as the field's name tells: SECONDS or MINUTES.
    """
    text = written.strip().strip("()[]")
    if clock := _CLOCK.fullmatch(text):
        return _range([int(clock[1]) * 60 + int(clock[2])])
    match = _TIME.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    if match["unit"]:
        unit = MINUTES if match["unit"][0] in "mM" else SECONDS
    if unit is None:
        return None
    return _range([round(float(number) * unit) for number in match.groups()[:2] if number])


def _range(seconds: list[int]) -> tuple[int | None, int] | None:
    if not LEAST_SECONDS <= seconds[0] <= seconds[-1] <= MOST_SECONDS:
        return None
    return (seconds[0] if len(seconds) > 1 else None), seconds[-1]


def _words(written: str) -> str:
    """The words of a short text in lower case, without signs such as stars and coloured dots."""
    return _NO_WORD.sub(" ", written[: _LONGEST + 1]).strip().casefold()
