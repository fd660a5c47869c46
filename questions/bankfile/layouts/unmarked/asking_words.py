"""Words that ask, and the marks that people put around them: numbers, stars, emoji, links to themselves."""

from __future__ import annotations

import re
import unicodedata

from questions.bankfile.layouts.markdown_blocks import unwrapped
from questions.bankfile.layouts.numbered.answer_labels import split_number

_END = ("?", "\uff1f", "\u061f", "\u037e")
_ASKING = re.compile(
    r"(?:how|what|what's|whats|why|when|where|which|who|whom|whose|can|could|do|does|did|is|are|was|were|will"
    r"|would|should|have|has|if|in what|explain|describe|discuss|tell|give|walk|compare|define|talk|share"
    r"|differentiate|imagine|suppose|mention|difference between|true or false)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"(?:explain|describe|discuss|compare|define|differentiate)\b", re.IGNORECASE)
_MARKED = re.compile(r"q(?:uestion)?[ \t]*(?:[0-9]{1,4})?[ \t]*[.:)][ \t]+(.*)", re.IGNORECASE)
_NUMBERED = re.compile(r"#?[0-9]{1,4}[ \t]*[-\u2013\u2014][ \t]+(.*)")
_KEYCAPS = re.compile(r"(?:[0-9]\ufe0f?\u20e3|\U0001f51f)+[ \t]*")
_ANCHOR = re.compile(r"<a\b[^<>]{0,200}>|</a>", re.IGNORECASE)
_TO_ITSELF = re.compile(r"\[([^\[\]]{1,500})\]\(#[^()\s]{0,500}\)")
_STARS = re.compile(r"(?<=[?.!])[ \t]+\*{1,5}\Z")
_LONG = 600


def asks(text: str) -> bool:
    """Does ``text``, one line, ask something? Without a question mark it takes three words."""
    words = text.rstrip("*_` )\"\u201d'.")
    if words.endswith(_END):
        return True
    start = text.lstrip("\"'\u201c*_")
    least = 2 if _TOLD.match(start) else 3
    return bool(_ASKING.match(start)) and len(text.split()) >= least


def is_told(text: str) -> bool:
    """Does ``text`` begin by telling somebody to explain something?"""
    return bool(_TOLD.match(text))


def split_mark(text: str) -> str | None:
    """Return the question after a number or a ``Q``; None where it begins with neither."""
    bare = unwrapped(text, "strong") or text
    if (match := _MARKED.fullmatch(bare)) or (match := _NUMBERED.fullmatch(bare)):
        return match[1].strip()
    if match := _KEYCAPS.match(bare):
        return bare[match.end() :].strip()
    return split_number(text)


def is_q(text: str) -> bool:
    """Is ``text`` marked as a question by the letter or the word?"""
    return bool(_MARKED.fullmatch(unwrapped(text, "strong") or text))


def clean_prompt(text: str) -> str:
    """Return a question of one line without its number, its stars and emoji, and links to itself."""
    if "\n" in text or len(text) > _LONG:
        return text
    words = " ".join(_TO_ITSELF.sub(r"\1", _ANCHOR.sub("", text)).split())
    words = without_signs(words)
    marked = split_mark(words)
    words = without_signs(words if marked is None else marked)
    words = unwrapped(words, "strong") or words
    return words if any(map(str.isalnum, words)) else text


def without_signs(text: str) -> str:
    """Take off pictures and stars at both ends of a line, but not marks that belong to words."""
    keycaps = _KEYCAPS.match(text)
    start, end = keycaps.end() if keycaps else 0, len(text)
    while start < end and _is_sign(text[start]):
        start += 1
    while end > start and _is_sign(text[end - 1]):
        end -= 1
    words = text[start:end]
    if (stars := _STARS.search(words)) and any(map(str.isalnum, words[: stars.start()])):
        words = words[: stars.start()]
    return words if any(map(str.isalnum, words)) else text


def _is_sign(sign: str) -> bool:
    is_picture = unicodedata.category(sign) in {"So", "Sk"} and sign not in "`^"
    return is_picture or sign.isspace() or sign in "\u200d\ufe0f"
