"""What copying, pasting and generating do to a text: a table of signs, and how to say each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Sign(NamedTuple):
    pattern: re.Pattern[str]
    message: str


IN_ANY_TEXT = (
    Sign(re.compile("\N{REPLACEMENT CHARACTER}"), "a character was lost (U+FFFD)"),
    Sign(re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"), "a control character"),
    Sign(re.compile(r"[\xa0\xad\u200b-\u200f\u2028-\u202f\u2060\ufeff]"), "an invisible character"),
    Sign(re.compile(r"[\u2010-\u2015]"), "a typographic hyphen or dash: write a plain -"),
    Sign(re.compile(r"[\u2018-\u201f]"), "a curly quotation mark: write a straight one"),
)
# In code, these may be names or syntax.
OUTSIDE_CODE = (
    Sign(
        re.compile(r"^[ \t>]*(?:[-*+\u2022][ \t]+){2,}[^\s*+\u2022-]", re.MULTILINE),
        "a doubled bullet",
    ),
    Sign(re.compile(r"\bpost[ _]?mortem", re.IGNORECASE), "a spelling other than post-mortem"),
    Sign(
        re.compile(
            r"^(?:sure|certainly|absolutely|of course)[!,.]\s+(?:here|below|let me|i'd be happy)\b"
            r"|^here (?:are|is) (?:a|an|the|some|your|\d+)\b[^.\n]*:$"
            r"|\b(?:as an ai|language model)\b"
            r"|\b(?:let me know if you|feel free to ask|hope this helps)\b"
            r"|\bwould you like (?:me to|more)\b"
            r"|\b\d+ ?- ?\d+ words, no\b",
            re.IGNORECASE | re.MULTILINE,
        ),
        "chat filler",
    ),
)
# The encodings in which UTF-8 is read by mistake.
WRONG_ENCODINGS = ("cp1252", "cp1250", "latin-1")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]{2,}")
_LOST_QUOTE = re.compile("\u00e2\u20ac")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*(.*)$")
_INLINE_CODE = re.compile(r"`[^`\n]+`")


def blemishes(text: str) -> Iterator[str]:
    """Say what is spoiled about ``text``, each kind once, with the place where it first stands."""
    prose, is_closed = _without_code(text)
    for signs, where in ((IN_ANY_TEXT, text), (OUTSIDE_CODE, prose)):
        for sign in signs:
            if match := sign.pattern.search(where):
                yield f"{sign.message}, at {_excerpt(where, match.start())}"
    if (broken := _find_mojibake(text)) is not None:
        yield f"UTF-8 read in a wrong encoding, at {_excerpt(text, broken)}"
    if not is_closed:
        yield "a code fence that is never closed"


def _excerpt(text: str, start: int) -> str:
    return ascii(text[max(start - 15, 0) : start + 25])


def _find_mojibake(text: str) -> int | None:
    for run in _NOT_ASCII.finditer(text):
        for length in (2, 3, 4):
            for start in range(run.start(), run.end() - length + 1):
                if _is_misread(text[start : start + length]):
                    return start
    lost = _LOST_QUOTE.search(text)
    return lost.start() if lost else None


def _is_misread(characters: str) -> bool:
    """Would these, written back in a wrong encoding, be exactly one character of UTF-8?"""
    for encoding in WRONG_ENCODINGS:
        try:
            if len(characters.encode(encoding).decode()) == 1:
                return True
        except UnicodeError:
            continue
    return False


def _without_code(text: str) -> tuple[str, bool]:
    """Return the text with its code blanked out, and whether every fence is closed."""
    prose, fence = [], ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if fence:
            closes = match and match[1].startswith(fence) and not match[2]
            fence = "" if closes else fence
        elif match:
            fence = match[1]
        else:
            prose.append(_INLINE_CODE.sub("`code`", line))
    return "\n".join(prose), not fence
