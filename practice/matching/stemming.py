"""From the forms of a word to one stem: British or American spelling, irregular verbs, endings."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

_LONGEST_WORD = 40
"""Letters. Anything longer is an identifier, a hash or noise, and is compared as it stands."""

_FORMS_OF = {
    "become": "became",
    "begin": "began begun",
    "break": "broke broken",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "catch": "caught",
    "choose": "chose chosen",
    "come": "came",
    "deal": "dealt",
    "die": "dying",
    "do": "did done does doing",
    "draw": "drew drawn",
    "drive": "drove driven",
    "fall": "fell fallen",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "forget": "forgot forgotten",
    "freeze": "froze frozen",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone",
    "grow": "grew grown",
    "hear": "heard",
    "hide": "hid hidden",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lead": "led",
    "learn": "learnt",
    "leave": "left",
    "lose": "lost",
    "make": "made",
    "mean": "meant",
    "meet": "met",
    "overwrite": "overwrote overwritten",
    "pay": "paid",
    "rise": "rose risen",
    "run": "ran",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "show": "shown",
    "sleep": "slept",
    "slow": "slowly slower",
    "speak": "spoke spoken",
    "spend": "spent",
    "stand": "stood",
    "take": "took taken",
    "teach": "taught",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "understand": "understood",
    "wake": "woke woken",
    "write": "wrote written",
}
_BASE_FORM = {form: base for base, forms in _FORMS_OF.items() for form in forms.split()}

_AMERICAN = (
    # Wrong for "raise" and "promise" as English, harmless here: both sides are spelt the same way.
    (re.compile(r"(?<=\w{3})is(e|ed|er|ers|es|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})ys(e|ed|er|ers|es|ing)$"), r"yz\1"),
    (re.compile(r"(?<=\w{3})our(s|ed|ing|al|ally|able|ite)?$"), r"or\1"),
    (re.compile(r"(?<=\w{3})([ae])ll(ed|ing)$"), r"\1l\2"),
)


class _Stemmer(threading.local):
    """Snowball's stemmer keeps the word it works on in itself, so each thread has its own."""

    def __init__(self) -> None:
        self.stem = EnglishStemmer().stemWord


_stemmer = _Stemmer()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word; words with digits, or past 40 letters, come back unchanged."""
    if len(word) > _LONGEST_WORD or not word.isalpha():
        return word
    return str(_stemmer.stem(_american(_BASE_FORM.get(word, word))))


def _american(word: str) -> str:
    for pattern, replacement in _AMERICAN:
        word = pattern.sub(replacement, word)
    return word
