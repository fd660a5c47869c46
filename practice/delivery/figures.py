"""Figures stated in a text, each with a key that is the same however it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from practice.delivery.clock import read_clock
from practice.delivery.identifiers import is_identifier
from practice.delivery.numerals import read_digits, read_words
from practice.delivery.source import Figure, Reading, Source
from practice.delivery.units import (
    CURRENCIES,
    CURRENCY_SIGNS,
    PARTS,
    SCALES,
    SMALL_NUMBERS,
    TENS,
    UNITS,
    Unit,
)
from practice.matching.report import Span
from practice.matching.words import Word, tokenise, word_set

_OPENERS = frozenset(SMALL_NUMBERS) | frozenset(TENS) | {"a", "an", "half", "quarter"}
_LONGEST_NUMBER = 10
"""Words."""
_BEFORE_AN_HOUR = word_set(
    "within in inside about after for than over under nearly almost took lost last only just to"
)
_DAYLIKE = word_set("day week month year second fortnight hour minute")
_NO_LENGTHS = word_set("day week month year")
"""After "one": "one day I noticed" tells no length."""
_WHOLES = word_set("of the our my all their its these those")
_ARTICLES = frozenset({"a", "an"})
_AFTER_ARTICLE = _DAYLIKE | {"hundred", "dozen"} | frozenset(SCALES) | frozenset(PARTS)
_NO_UNIT = Unit("")

__all__ = ["Figure", "figures_of", "find_figures"]


def find_figures(text: str) -> tuple[Figure, ...]:
    """The figures that ``text`` states, in order; those that say the same have equal values."""
    return figures_of(text, tokenise(text))


def figures_of(text: str, words: Sequence[Word]) -> tuple[Figure, ...]:
    """The same for a text whose words are at hand."""
    return tuple(_figures(Source(text, words)))


def _figures(source: Source) -> Iterator[Figure]:
    after = 0
    for place, word in enumerate(source.words):
        if place < after or not (word.text in _OPENERS or "0" <= word.text[0] <= "9"):
            continue
        if word.text in _ARTICLES and source.word(place + 1) not in _AFTER_ARTICLE:
            continue
        reading = _read(source, place)
        if reading:
            yield reading.figure
            after = reading.after


def _read(source: Source, place: int) -> Reading | None:
    readers = _DIGIT_READERS if "0" <= source.words[place].text[0] <= "9" else _WORD_READERS
    return next((reading for read in readers if (reading := read(source, place))), None)


def _read_part(source: Source, place: int) -> Reading | None:
    """ "A third of", "two thirds", "half an hour", "three quarters of an hour"."""
    times, at = Fraction(1), place
    if source.word(place) in {"a", "an"}:
        at += 1
    elif 1 <= SMALL_NUMBERS.get(source.word(place), 0) <= 9:
        times, at = Fraction(SMALL_NUMBERS[source.word(place)]), place + 1
    part = source.word(at) if at == place else source.next_word(at)
    if part not in PARTS:
        return None
    amount, after = times * PARTS[part], at + 1
    return _of_unit(source, place, after, amount) or _of_whole(source, place, after, amount)


def _of_unit(source: Source, place: int, after: int, amount: Fraction) -> Reading | None:
    if source.next_word(after) == "of":
        after += 1
    if source.next_word(after) in {"a", "an"}:
        after += 1
    elif source.word(after - 1) != "half" or source.word(place) not in {"a", "half"}:
        return None
    word = source.next_word(after)
    if word == "dozen":
        return source.read(place, after + 1, amount * 12, "")
    unit = UNITS.get(word)
    return unit and source.read(place, after + 1, amount * unit.factor, unit.name)


def _of_whole(source: Source, place: int, after: int, amount: Fraction) -> Reading | None:
    """A share, where it is said of what: "a third of", "half the"; "two thirds" stands alone."""
    is_plural = source.word(after - 1).endswith(("thirds", "fifths", "tenths"))
    if not is_plural and source.next_word(after) not in _WHOLES:
        return None
    return source.read(place, after, amount, "part")


def _read_ratio(source: Source, place: int) -> Reading | None:
    """ "Seven out of ten", "one in five"."""
    count, after = _small(source.word(place)), place + 1
    if source.next_word(after) == "out" and source.next_word(after + 1) == "of":
        after += 2
    elif source.next_word(after) == "in" and count == 1:
        after += 1
    else:
        return None
    whole = _small(source.next_word(after))
    if not 0 < count <= whole:
        return None
    return source.read(place, after + 1, Fraction(count, whole), "part")


def _small(word: str) -> int:
    """The number up to twenty, or whole ten, that ``word`` is, 0 for anything else."""
    digits = read_digits(word)
    spelt = SMALL_NUMBERS.get(word) or TENS.get(word, 0)
    return int(digits.amount) if digits and not digits.suffix else spelt


def _read_lone_unit(source: Source, place: int) -> Reading | None:
    """ "Within an hour", but not the rate "alerts an hour"."""
    if source.word(place) not in {"a", "an", "one"}:
        return None
    unit = source.next_word(place + 1)
    if unit not in _DAYLIKE or (unit == "second" and source.word(place) == "a"):
        return None
    after, amount = _and_a_half(source, place + 2, Fraction(1))
    is_length = amount > 1 or source.word(place - 1) in _BEFORE_AN_HOUR
    if not is_length and not (source.word(place) == "one" and unit in {"hour", "minute"}):
        return None
    return source.read(place, after, UNITS[unit].factor * amount, UNITS[unit].name)


def _read_count(source: Source, place: int) -> Reading | None:
    digits = read_digits(source.word(place))
    if digits and is_identifier(source, place):
        return None
    if digits:
        amount, after, suffix = digits.amount, place + 1, digits.suffix
        after, amount = _grouped_by_space(source, place, after, amount)
    else:
        spelt = read_words(source.run(place, _LONGEST_NUMBER))
        if not spelt or (source.word(place) == "one" and source.word(place + 1) in _NO_LENGTHS):
            return None
        amount, after, suffix = spelt[0], place + spelt[1], ""
    return _with_unit(source, place, after, amount, suffix)


def _grouped_by_space(
    source: Source, place: int, after: int, amount: Fraction
) -> tuple[int, Fraction]:
    """ "5 000", as much of Europe writes it."""
    is_short = len(source.word(place)) <= 3
    while is_short and after < place + 4 and source.gap(after) in {" ", "\u00a0", "\u202f"}:
        word = source.word(after)
        if not (len(word) == 3 and word.isascii() and word.isdigit()):
            break
        amount, after = amount * 1000 + int(word), after + 1
    return after, amount


def _with_unit(
    source: Source, place: int, after: int, amount: Fraction, suffix: str
) -> Reading | None:
    money, start = _money_before(source, place)
    if not suffix and source.gap(after) == "" and source.word(after)[:1].isalpha():
        suffix, after = source.word(after), after + 1
    unit, end = _NO_UNIT, 0
    if suffix:
        written_on = _suffix_unit(source, after, amount, suffix, bool(money))
        if written_on is None:
            return None
        unit, amount = written_on, amount * written_on.factor
    else:
        after, amount = _and_a_half(source, after, amount)
    if not unit.name:
        amount, after = _scaled(source, amount, after)
        unit, after, end = _unit_after(source, place, after)
        amount = amount if unit.factor == 1 else amount * unit.factor
    if not (money or unit.name) and amount == 1 and source.word(place) == "one":
        return None
    # The signs of a currency and of a per cent stand outside the words.
    span = Span(start, max(end, source.words[after - 1].end))
    return Reading(source.figure(span, amount, money or unit.name), after)


def _money_before(source: Source, place: int) -> tuple[str, int]:
    """The currency in front of the number, and where it begins."""
    start = source.words[place].start
    before = source.text[max(start - 2, 0) : start].rstrip(" \u00a0")
    if before and before[-1] in CURRENCY_SIGNS:
        return CURRENCY_SIGNS[before[-1]], source.text.rindex(before[-1], 0, start)
    if source.word(place - 1) in CURRENCIES and source.gap(place) in {" ", "\u00a0"}:
        return UNITS[source.word(place - 1)].name, source.words[place - 1].start
    return "", start


def _suffix_unit(
    source: Source, after: int, amount: Fraction, suffix: str, is_money: bool
) -> Unit | None:
    """What letters written on to digits mean; None where they make something else of them."""
    if suffix == "m" and not is_money and amount.denominator == 1:
        is_capital = source.text[source.words[after - 1].end - 1] == "M"
        return Unit("", Fraction(10**6)) if is_capital else UNITS["min"]
    if suffix == "m":
        return Unit("", Fraction(10**6))
    if suffix == "s" and amount >= 100:
        return None
    return UNITS.get(suffix) or (Unit("", Fraction(SCALES[suffix])) if suffix in SCALES else None)


def _scaled(source: Source, amount: Fraction, after: int) -> tuple[Fraction, int]:
    word = source.next_word(after)
    if word in SCALES and len(word) > 1:
        return amount * SCALES[word], after + 1
    return amount, after


def _unit_after(source: Source, place: int, after: int) -> tuple[Unit, int, int]:
    """The unit at ``after``, the place after it, and where its sign ends (0 without one)."""
    end = source.words[after - 1].end
    if (tail := source.text[end : end + 2].lstrip(" \u00a0")).startswith("%"):
        return UNITS["percent"], after, source.text.index(tail[0], end) + 1
    word = source.next_word(after)
    if (word, source.next_word(after + 1)) in {("per", "cent"), ("percentage", "points")}:
        return UNITS["percent"], after + 2, 0
    is_spelt = source.word(place)[0].isalpha()
    if word in UNITS and not (is_spelt and len(word) == 1):
        return UNITS[word], after + 1, 0
    return _NO_UNIT, after, 0


def _and_a_half(source: Source, after: int, amount: Fraction) -> tuple[int, Fraction]:
    """ "Two and a half": the place after it, and the amount with the half."""
    if source.next_word(after) != "and":
        return after, amount
    if (source.next_word(after + 1), source.next_word(after + 2)) == ("a", "half"):
        return after + 3, amount + PARTS["half"]
    return after, amount


_DIGIT_READERS = (read_clock, _read_ratio, _read_count)
_WORD_READERS = (read_clock, _read_part, _read_ratio, _read_lone_unit, _read_count)
