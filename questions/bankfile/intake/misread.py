"""UTF-8 that was read in a one-byte encoding: what it was, where only one answer is possible.

A run of characters outside ASCII is taken back as a whole or not at all. Capital letters and
quotation marks can spell UTF-8 by chance (the Polish for company in capitals does), so the outcome must be
a character that documents hold, and the run must be none that a language writes.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_EXPECTED = re.compile(
    "[\u00a0-\u017f\u2000-\u203a\u20ac\u2100-\u2bff\ufe0f\ufeff\U0001f000-\U0001faff]+"
)
_LETTER_LEADS = frozenset("\u00c2\u00c3\u00c4\u00c5\u0102\u0139")
_MARKS = r"\u2013\u2014\u2018-\u201e\u2026\u2039\u203a\u00ab\u00bb\xa0"
_LETTER_AND_MARK = re.compile(
    "[\u00c3\u00c4\u00c5\u0102\u0139][\u2013\u2014\u2018-\u201e\u2026\xa0]"
)
_WORD_END_AND_MARKS = re.compile(f"[\u00e2\u00ef][{_MARKS}]+")
# A Romanian word may begin with these two.
_ROMANIAN = "\u0102\u015f"


def _bytes_by_character(encoding: str) -> dict[str, int]:
    """Map as browsers do: a byte that means nothing in ``encoding`` is the control character."""
    return {bytes([byte]).decode(encoding, "ignore") or chr(byte): byte for byte in range(128, 256)}


_ENCODINGS = tuple(_bytes_by_character(name) for name in ("cp1252", "cp1250", "latin-1"))


def restore(line: str) -> str:
    """Return ``line`` with every run that is certainly misread as it was written."""
    return _RUN.sub(_restored, line)


def _restored(run: re.Match[str]) -> str:
    before = run.string[run.start() - 1 : run.start()]
    readings = {text for table in _ENCODINGS if (text := _read_as(table, run[0]))}
    if len(readings) != 1 or _may_be_meant(run[0], before):
        return run[0]
    return readings.pop()


def _read_as(table: dict[str, int], run: str) -> str | None:
    try:
        text = bytes(map(table.__getitem__, run)).decode()
    except (KeyError, UnicodeDecodeError):
        return None
    return text if _EXPECTED.fullmatch(text) else None


def _may_be_meant(run: str, before: str) -> bool:
    """May a careful writer have typed ``run`` after the character ``before``?"""
    if run[0] in _LETTER_LEADS and before.isupper():
        return True
    if _LETTER_AND_MARK.fullmatch(run):
        return not before.islower()
    return run == _ROMANIAN or bool(before.isalpha() and _WORD_END_AND_MARKS.fullmatch(run))
