"""Phrases: a rule's cues written as text, and where they stand in a telling.

One phrase a line, in words as :mod:`practice.matching.words` folds them:

    roll~ .. back       roll, rolls, rolled, rolling; then up to four words; then back
    told|tell the?      either word; an optional one
    person = he|she     a name for words, used as $person
    # a remark of the lexicon's author

A phrase never runs over the end of a clause, and of two that overlap the one that begins first
counts, then the longer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import NamedTuple

from practice.delivery.reading import ReadTelling
from practice.matching.report import Span
from practice.matching.words import word_set

_LEXICONS = Path(__file__).parent / "lexicons"
_NAME = re.compile(r"\$(\w+)")
_WIDEST_GAP = 4
"""Words that ".." stands for at most."""


class Hit(NamedTuple):
    """Where a phrase stands: ``words[first:after]``."""

    first: int
    after: int

    def span(self, read: ReadTelling) -> Span:
        return read.span(self.first, self.after)


class _Slot(NamedTuple):
    """A word of a phrase: any of ``words``, after at most ``gap`` others."""

    words: frozenset[str]
    gap: int


_Slots = tuple[_Slot, ...]


@dataclass(frozen=True, slots=True)
class _Sequel:
    """What may follow a word that opens phrases.

    ``directly`` holds, by the very next word, what is left after that, and ``later`` the same by a
    word that may come a gap later. ``is_whole`` says whether the opening is a phrase by itself.
    """

    directly: dict[str, list[_Slots]]
    later: dict[str, list[_Slots]]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Phrases:
    """A lexicon, by the words that open its phrases.

    What stands within, or overlaps, a phrase of ``but`` is not found.
    """

    by_opening: dict[str, _Sequel]
    but: Phrases | None = None

    def find(self, read: ReadTelling) -> list[Hit]:
        """Every phrase that ``read`` holds, in order, none overlapping another."""
        barred = {
            place
            for hit in (self.but.find(read) if self.but else ())
            for place in range(hit.first, hit.after)
        }
        hits = (hit for hit in self._all(read) if barred.isdisjoint(range(*hit)))
        return list(_apart(sorted(hits, key=lambda hit: (hit.first, -hit.after))))

    def told(self, read: ReadTelling) -> list[Hit]:
        """Those of :meth:`find` that are told as having happened, or as going to."""
        hits = self.find(read)
        return [hit for hit in hits if not _is_undone(read, hit)] if hits else []

    def _all(self, read: ReadTelling) -> Iterator[Hit]:
        for opening, sequel in self.by_opening.items():
            for place in read.places.get(opening, ()):
                if sequel.is_whole:
                    yield Hit(place, place + 1)
                rests = sequel.directly.get(read.following[place])
                if rests:
                    yield from (Hit(place, after) for after in _ends(read, rests, place + 2))
                if sequel.later:
                    yield from (Hit(place, after) for after in _later(read, sequel.later, place))


def _later(read: ReadTelling, later: dict[str, list[_Slots]], place: int) -> list[int]:
    """The places after the phrases that open at ``place`` and go on after a gap, or none."""
    for at in range(place, place + _WIDEST_GAP + 1):
        word = read.following[at]
        if not word:
            break
        rests = later.get(word)
        if rests and (ends := _ends(read, rests, at + 2)):
            return ends
    return []


def _ends(read: ReadTelling, rests: list[_Slots], place: int) -> list[int]:
    """The places after those of ``rests`` that stand at ``place``."""
    ends = (_end(read, slots, place) for slots in rests)
    return [after for after in ends if after is not None]


def phrases(text: str, but: str = "") -> Phrases:
    """Read a lexicon, and the phrases that are none of its own although they hold one."""
    by_opening: dict[str, _Sequel] = defaultdict(
        lambda: _Sequel(defaultdict(list), defaultdict(list), False)
    )
    for line in _phrase_lines(text):
        for opening, *rest in _readings(line):
            for word in opening.words:
                by_opening[word] = _with(by_opening[word], tuple(rest))
    return Phrases(dict(by_opening), phrases(but) if but else None)


def _with(sequel: _Sequel, rest: _Slots) -> _Sequel:
    if not rest:
        return replace(sequel, is_whole=True)
    by_word = sequel.later if rest[0].gap else sequel.directly
    for word in rest[0].words:
        by_word[word].append(rest[1:])
    return sequel


def lexicon(name: str) -> Phrases:
    """The lexicon of ``lexicons/<name>.txt``; what follows a line "but:" are none of its own."""
    text = (_LEXICONS / f"{name}.txt").read_text("utf-8")
    found, _, but = text.partition("\nbut:\n")
    definitions = "\n".join(line for line in found.splitlines() if " = " in line)
    return phrases(found, f"{definitions}\n{but}" if but else "")


def forms(verb: str) -> frozenset[str]:
    """The regular forms of ``verb``, and some that nobody writes."""
    stem = verb.removesuffix("e")
    endings = {verb, f"{verb}s", f"{verb}es", f"{stem}ed", f"{stem}ing"}
    doubled = {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    with_y = {f"{verb[:-1]}ied", f"{verb[:-1]}ies"} if verb.endswith("y") else set()
    return frozenset(endings | doubled | with_y)


def _phrase_lines(text: str) -> Iterator[str]:
    """The lines that hold phrases, with names replaced by what they stand for."""
    names: dict[str, str] = {}
    for line in (line.partition("#")[0].strip() for line in text.splitlines()):
        name, is_definition, words = line.partition(" = ")
        if is_definition:
            names[name] = _NAME.sub(lambda match: names[match[1]], words)
        elif line:
            yield _NAME.sub(lambda match: names[match[1]], line)


def _readings(line: str) -> Iterator[list[_Slot]]:
    """The line's phrases: one, and as many more as its optional words allow."""
    choices: list[tuple[list[_Slot], ...]] = []
    gap = 0
    for token in line.split():
        if token == "..":  # noqa: S105
            gap = _WIDEST_GAP
            continue
        slot = _Slot(_alternatives(token.removesuffix("?")), gap)
        choices.append(([slot], []) if token.endswith("?") else ([slot],))
        gap = 0
    for chosen in product(*choices):
        yield [slot for part in chosen for slot in part]


def _alternatives(token: str) -> frozenset[str]:
    words = token.split("|")
    whole = {word for word in words if not word.endswith("~")}
    return frozenset(whole).union(*(forms(word[:-1]) for word in words if word.endswith("~")))


def _end(read: ReadTelling, slots: _Slots, place: int) -> int | None:
    """The place after ``slots``, the first of which begins at ``place`` or a gap later."""
    if not slots:
        return place
    words, gap = slots[0]
    for at in range(place, place + gap + 1):
        word = read.following[at - 1]
        if not word:
            return None
        if word in words:
            after = _end(read, slots[1:], at + 1)
            if after is not None:
                return after
    return None


def _apart(hits: list[Hit]) -> Iterator[Hit]:
    after = 0
    for hit in hits:
        if hit.first >= after:
            yield hit
            after = hit.after


_UNREAL = word_set(
    """wanted want wants tempted considered considering wished hoping hoped planned refused
    suggested proposed asked argued"""
)
"""Words after which "to roll back" and "rolling back" are not yet done."""


_SAY_NO = word_set(
    """no not never nobody none nothing zero without hasn't haven't hadn't didn't don't doesn't can't
    cannot couldn't won't wouldn't"""
)
"""A phrase that opens with one of these tells that something did not happen, and means it."""


def _is_undone(read: ReadTelling, hit: Hit) -> bool:
    if read.words[hit.first].text in _SAY_NO:
        return False
    if read.negated[hit.first] or read.negated[hit.after - 1]:
        return True
    before = read.word_at(hit.first - 1)
    if before in {"to", "whether"}:
        return read.word_at(hit.first - 2) in _UNREAL
    return before in _UNREAL and read.words[hit.first].text.endswith("ing")
