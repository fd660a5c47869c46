"""A text with its words, as the readers of figures step through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from practice.matching.report import Span
from practice.matching.words import Word

_CLOSE_GAPS = frozenset({" ", "-", "\u00a0", "\u202f", "\u2011", "\n", "\r\n", "  "})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure where it stands, and what it says: an amount of ``unit``, "" for a plain count.

    ``value`` is the same for figures that say the same: "840 s" for "14 min" and "fourteen minutes".
    """

    span: Span
    amount: Fraction
    unit: str
    value: str

    @property
    def is_weighty(self) -> bool:
        """Whether it says more than that there were two or three of something."""
        return bool(self.unit) or self.amount >= 10 or not self.amount


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of figures found, and the place of the first word after it."""

    figure: Figure
    after: int


@dataclass(frozen=True, slots=True)
class Source:
    text: str
    words: Sequence[Word]

    def word(self, place: int) -> str:
        """The folded word at ``place``, "" outside the text."""
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def gap(self, place: int) -> str:
        """What stands between the word at ``place`` and the one before it."""
        if not 0 < place < len(self.words):
            return "\n\n"
        return self.text[self.words[place - 1].end : self.words[place].start]

    def next_word(self, place: int) -> str:
        """The word at ``place`` where it goes on from the one before, "" where it does not."""
        return self.word(place) if self.gap(place) in _CLOSE_GAPS else ""

    def run(self, place: int, longest: int) -> list[str]:
        """The words from ``place`` on, up to a break."""
        found = [self.word(place)]
        while len(found) < longest and (word := self.next_word(place + len(found))):
            found.append(word)
        return found

    def char_before(self, place: int) -> str:
        return self.text[max(self.words[place].start - 1, 0) : self.words[place].start]

    def char_after(self, place: int) -> str:
        return self.text[self.words[place].end : self.words[place].end + 1]

    def read(self, first: int, after: int, amount: Fraction, unit: str, value: str = "") -> Reading:
        """The figure ``words[first:after]``."""
        span = Span(self.words[first].start, self.words[after - 1].end)
        return Reading(self.figure(span, amount, unit, value), after)

    @staticmethod
    def figure(span: Span, amount: Fraction, unit: str, value: str = "") -> Figure:
        return Figure(span, amount, unit, value or f"{amount} {unit}".rstrip())
