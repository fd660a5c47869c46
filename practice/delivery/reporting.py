"""The report: every rule, in the order in which its remarks are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from practice.delivery import (
    blame,
    borrowed,
    confidential,
    fillers,
    hedges,
    length,
    long_sentences,
    numbers,
    order,
    ownership,
    result,
    star,
)
from practice.delivery.reading import ReadTelling, read_telling
from practice.delivery.telling import Remark, Telling
from practice.matching.stopwords import STOP_WORDS

Rule = Callable[[ReadTelling], Iterator[Remark]]

RULES: tuple[Rule, ...] = (
    confidential.remarks,
    length.remarks,
    order.remarks,
    star.remarks,
    result.remarks,
    numbers.remarks,
    ownership.remarks,
    borrowed.remarks,
    blame.remarks,
    long_sentences.remarks,
    hedges.remarks,
    fillers.remarks,
)


IN_ANY_LANGUAGE: frozenset[Rule] = frozenset(
    {confidential.remarks, length.remarks, borrowed.remarks, long_sentences.remarks}
)
_ENGLISH_SHARE, _ENOUGH_WORDS = 0.18, 40
"""Of English words, more than so many are such as "the" and "we"; a few words show nothing."""


def _is_english(read: ReadTelling) -> bool:
    words = [word.text for word in read.words]
    common = sum(word in STOP_WORDS for word in words)
    return len(words) < _ENOUGH_WORDS or common >= _ENGLISH_SHARE * len(words)


def report_delivery(telling: Telling) -> tuple[Remark, ...]:
    """What the rules have to say of ``telling``; nothing of a text without words.

    Most of them look for English phrases, so they are silent about a text in another language.
    """
    read = read_telling(telling)
    if not read.words:
        return ()
    rules = RULES if _is_english(read) else [rule for rule in RULES if rule in IN_ANY_LANGUAGE]
    return tuple(remark for rule in rules for remark in rule(read))
