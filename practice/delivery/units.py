"""Units of figures, and the words that numbers are made of."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from practice.matching.words import word_set


class Unit(NamedTuple):
    """What a figure counts, and how many of it one of the unit as written is."""

    name: str
    factor: Fraction = Fraction(1)


def _table(*rows: tuple[str, str, Fraction | int]) -> dict[str, Unit]:
    return {word: Unit(name, Fraction(n)) for words, name, n in rows for word in words.split()}


UNITS = _table(
    ("ms msec msecs millisecond milliseconds", "s", Fraction(1, 1000)),
    ("s sec secs second seconds", "s", 1),
    ("min mins minute minutes", "s", 60),
    ("h hr hrs hour hours", "s", 3600),
    ("day days", "s", 86_400),
    ("week weeks", "s", 604_800),
    ("fortnight fortnights", "s", 2 * 604_800),
    ("month months", "month", 1),
    ("year years", "year", 1),
    ("percent pct", "%", 1),
    ("eur euro euros", "EUR", 1),
    ("usd dollar dollars bucks", "USD", 1),
    ("gbp pound pounds quid", "GBP", 1),
    ("chf franc francs", "CHF", 1),
    ("inr rupee rupees", "INR", 1),
    ("kb kilobyte kilobytes", "byte", 10**3),
    ("mb megabyte megabytes", "byte", 10**6),
    ("gb gig gigs gigabyte gigabytes", "byte", 10**9),
    ("tb terabyte terabytes", "byte", 10**12),
    ("x times fold", "x", 1),
)
"""Time up to weeks is in seconds, so that half an hour and 30 minutes are one figure."""

CURRENCY_SIGNS = {"\u20ac": "EUR", "$": "USD", "\u00a3": "GBP", "\u20b9": "INR"}
CURRENCIES = word_set("eur usd gbp chf inr")

SCALES = {
    **dict.fromkeys(("thousand", "k", "grand"), 10**3),
    **dict.fromkeys(("million", "millions", "mn", "mio"), 10**6),
    **dict.fromkeys(("billion", "bn"), 10**9),
    "lakh": 10**5,
    "crore": 10**7,
}

_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL_NUMBERS = {word: number for number, word in enumerate(_UNDER_TWENTY.split())}
TENS = {word: ten * 10 for ten, word in enumerate(_TENS.split(), start=2)}

PARTS = {
    "half": Fraction(1, 2),
    **dict.fromkeys(("third", "thirds"), Fraction(1, 3)),
    **dict.fromkeys(("quarter", "quarters"), Fraction(1, 4)),
    **dict.fromkeys(("fifth", "fifths"), Fraction(1, 5)),
    **dict.fromkeys(("tenth", "tenths"), Fraction(1, 10)),
}
