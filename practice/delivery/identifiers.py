"""Digits that count nothing: SEV-1, HTTP 503, version 2.1, 2024-05-01, and the numbers of a list."""

from __future__ import annotations

from practice.delivery.source import Source
from practice.matching.words import word_set

_LABELS = word_set(
    """sev severity p rfc version v step point http error code port level tier phase priority line page
    section chapter ticket pr issue incident jira day week quarter q question part layer act case
    option number no nr room gate platform flight windows python java ubuntu postgres mysql"""
)
_YEARS = frozenset(map(str, range(1990, 2040)))
_STATUS_CODES = word_set("400 401 403 404 409 429 500 502 503 504 200 201 301 302")
_AFTER_STATUS = word_set("error errors response responses status s")
_BEFORE_YEARS = word_set("in since during until from early late around")
_MONTHS = word_set(
    """january february march april june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec"""
)


def is_identifier(source: Source, place: int) -> bool:
    """Whether the digits at ``place`` name something instead of counting it."""
    return (
        _is_glued(source, place)
        or _is_list_number(source, place)
        or _is_year(source, place)
        or _is_named(source, place)
        or _is_status(source, place)
    )


def _is_glued(source: Source, place: int) -> bool:
    """Whether the digits are part of an address, a name, a date or a fraction: "SEV-1", "24/7"."""
    before, after = source.char_before(place), source.char_after(place)
    if before in {"/", "_", "#", "@", "\\", "=", ":"} or after in {"/", "_", "\\", "@"}:
        return True
    gap, last = source.gap(place), source.word(place - 1)
    if (gap == "." and place) or (gap == "-" == source.gap(place - 1)):
        return True
    return gap == "-" and (last.isalpha() or len(last) == 4) and not _is_compound(source, place)


def _is_compound(source: Source, place: int) -> bool:
    """ "Sub-200", "mid-30s": a word before the hyphen that leaves the number a number."""
    return source.word(place - 1) in {"sub", "mid", "pre", "post", "circa"}


def _is_list_number(source: Source, place: int) -> bool:
    start = source.words[place].start
    indent = source.text[max(start - 8, 0) : start].rpartition("\n")
    opens_line = not indent[2].strip(" \t(") and (bool(indent[1]) or start <= 8)
    return opens_line and source.char_after(place) in {".", ")"}


def _is_year(source: Source, place: int) -> bool:
    word = source.word(place)
    if word.removesuffix("s") in _YEARS:
        counted = source.next_word(place + 1)
        return source.word(place - 1) in _BEFORE_YEARS or not _is_plural(counted)
    return len(word) <= 2 and (_is_month(source, place - 1) or _is_month(source, place + 1))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and word not in {"this", "was", "is", "has", "its", "his", "as", "us"}


def _is_month(source: Source, place: int) -> bool:
    """Whether the word is a month's name; "may" is one with a capital only."""
    word = source.word(place)
    if word == "may":
        return source.text[source.words[place].start] == "M"
    return word in _MONTHS


def _is_named(source: Source, place: int) -> bool:
    return source.next_word(place) != "" and source.word(place - 1) in _LABELS


def _is_status(source: Source, place: int) -> bool:
    word = source.word(place)
    if word.removesuffix("s") not in _STATUS_CODES:
        return False
    return word.endswith("s") or source.next_word(place + 1) in _AFTER_STATUS
