"""Numbers as people write and say them: "1,900", "2.3", "fourteen", "a hundred and forty"."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from practice.delivery.units import SCALES, SMALL_NUMBERS, TENS

_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?")
_PLAIN = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,6})?")
_WITH_LETTERS = re.compile(r"([0-9]{1,15})([a-z]{1,4})")
_LONGEST = 24
"""Code points. What is longer is a number to no speaker."""


class Numeral(NamedTuple):
    """A number, and the letters written on to it, such as the "ms" of "300ms"."""

    amount: Fraction
    suffix: str = ""


@lru_cache(maxsize=2_000)
def read_digits(word: str) -> Numeral | None:
    """The number that ``word`` is; ordinals, versions and addresses are none."""
    if len(word) > _LONGEST or not "0" <= word[:1] <= "9":
        return None
    if _GROUPED.fullmatch(word):
        return Numeral(Fraction(word.replace(",", "")))
    if _PLAIN.fullmatch(word):
        return Numeral(Fraction(word.replace(",", ".")))
    lettered = _WITH_LETTERS.fullmatch(word)
    if lettered and lettered[2] not in {"st", "nd", "rd", "th"}:
        return Numeral(Fraction(lettered[1]), lettered[2])
    return None


def read_words(words: list[str]) -> tuple[Fraction, int] | None:
    """The number that ``words`` open with, and how many of them it takes.

    ``words`` are a few and go on without a break. "A hundred" is a number, "a" alone is none.
    """
    total, part, used = 0, 0, 0
    last = "start"
    for index, word in enumerate(words):
        kind = _kind(word)
        if not _may_follow(last, kind, words, index):
            break
        total, part = _added(total, part, word, kind)
        last = kind
        if kind not in {"and", "a"}:
            used = index + 1
    return (Fraction(total + part), used) if used else None


def _kind(word: str) -> str:
    if word in SMALL_NUMBERS:
        return "unit" if 0 < SMALL_NUMBERS[word] < 10 else "teen"
    if word in TENS:
        return "ten"
    if word in {"hundred", "dozen"}:
        return word
    if word in SCALES and len(word) > 2:
        return "scale"
    return word if word in {"and", "a"} else ""


_FOLLOWS = {
    "start": {"unit", "teen", "ten", "a"},
    "a": {"hundred", "dozen", "scale"},
    "unit": {"hundred", "dozen", "scale"},
    "teen": {"hundred", "scale"},
    "ten": {"unit", "hundred", "scale"},
    "hundred": {"unit", "teen", "ten", "and", "scale"},
    "scale": {"unit", "teen", "ten", "and"},
    "and": {"unit", "teen", "ten"},
}


def _may_follow(last: str, kind: str, words: list[str], index: int) -> bool:
    if kind not in _FOLLOWS.get(last, set()):
        return False
    # "A hundred and they …": the "and" is the number's only where more of it comes.
    return kind not in {"and", "a"} or (
        index + 1 < len(words) and _kind(words[index + 1]) in _FOLLOWS[kind]
    )


def _added(total: int, part: int, word: str, kind: str) -> tuple[int, int]:
    """``total`` holds the thousands and millions done with, ``part`` what stands below."""
    match kind:
        case "unit" | "teen":
            return total, part + SMALL_NUMBERS[word]
        case "ten":
            return total, part + TENS[word]
        case "hundred":
            return total, max(part, 1) * 100
        case "dozen":
            return total, max(part, 1) * 12
        case "scale":
            return total + max(part, 1) * SCALES[word], 0
        case _:
            return total, part
