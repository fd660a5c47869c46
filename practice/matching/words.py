"""Tokenising: the words of a text, each with its place in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Hyphens part words ("on-call", "SEV-1"), for people write compounds in all three ways and
# practice.matching.synonyms joins the ones that matter. Combining accents belong to their letter.
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['\u2019\u02bc][^\W_]+)*")
_APOSTROPHES = str.maketrans("\u2019\u02bc", "''")


class Word(NamedTuple):
    """A word as compared (``text``: folded) and where it stands in the source (code points)."""

    text: str
    start: int
    end: int


def tokenise(text: str) -> list[Word]:
    """The words of ``text`` in order, with offsets into exactly that string."""
    return [Word(fold(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """Case, width, apostrophe and possessive folded away; accents stay, for they tell words apart.

    Folding a word, and never the whole text, is what keeps offsets exact: "ﬁ" becomes two letters.
    """
    folded = unicodedata.normalize("NFKC", word).casefold().translate(_APOSTROPHES)
    return folded.removesuffix("'s")


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as text, as the rules keep theirs."""
    return frozenset(text.split())
