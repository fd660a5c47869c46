"""How many sentences a text has, and whether two texts say nearly the same."""

from __future__ import annotations

import re
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

NEARLY_THE_SAME = 0.5
"""The share of two texts' stems that both have, over which they say nearly the same."""

_SENTENCE_END = re.compile(r"[.!?]+[\"')]*(?=\s+[\"'(]?[A-Z0-9]|\s*$)")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_FUNCTION_WORDS = frozenset(
    """
    a about after all an and any are as at be been before but by can did do does each every for
    from had has have he her his how i if in into is it its just me my no not of on one only or
    our out over she so such than that the their them then there these they this those to under
    up us was we were what when where which while who whom whose why will with without would you
    your
    """.split()  # noqa: SIM905
)


def count_sentences(text: str) -> int:
    """Count sentence ends; words after the last one are a sentence too."""
    text = text.strip()
    ends = list(_SENTENCE_END.finditer(text))
    has_tail = bool(text) and (not ends or ends[-1].end() < len(text))
    return len(ends) + has_tail


def same_words(text: str) -> str:
    """Return what two prompts share that ask the very same, whatever their case and spacing, the marks
    around them and the stop at their end; "" for one that says nothing.

    Signs within stay: C# and C++ are two things to ask about, and so are ``*`` and ``**``.
    """
    return " ".join(text.split()).casefold().strip("*_").rstrip(" .?!:").strip("*_")


def is_near_duplicate(one: str, other: str) -> bool:
    """Do the content words of the two overlap for the most part, whatever their endings?"""
    stems, other_stems = content_stems(one), content_stems(other)
    either = len(stems | other_stems)
    return bool(either) and len(stems & other_stems) / either > NEARLY_THE_SAME


def content_stems(text: str) -> set[str]:
    words = (match[0] for match in _WORD.finditer(text.casefold()))
    return {_stem(word) for word in words if word not in _FUNCTION_WORDS}


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # A stemmer keeps the word it works on in itself, so threads may not share one.
    return EnglishStemmer().stemWord(word)
