"""Polarity: which words of a text speak of something that did not happen.

"We never wrote a post-mortem", "I didn't tell anyone" and "we should have rolled back" hold all
the words of a key point and make none. The rule marks the words such a cue reaches; the engine
lets marked words count only for phrasings that are negative in the same place ("no jargon").

The rule is shallow: it knows cues, the ends of clauses and two orders of words, not grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from practice.matching.words import Word, word_set

_REACH = 8
"""Words after a cue that it can negate; clauses are seldom longer, dictation has no commas."""

_CUES = word_set(
    """not never no nobody none nothing neither nor cannot without hardly dont didnt doesnt wasnt
    werent isnt arent hasnt havent hadnt cant couldnt wouldnt wont shouldnt skipped skipping
    neglected lacked lacking"""
)
_CUE_PAIRS = frozenset(
    {
        ("failed", "to"),
        ("forgot", "to"),
        ("instead", "of"),
        ("rather", "than"),
        ("lack", "of"),
        ("refused", "to"),
        ("no", "one"),
        ("meant", "to"),
        ("intended", "to"),
        ("i", "wish"),
        ("we", "wish"),
        ("if", "only"),
    }
)
_NOT_CUES = word_set(
    # "not only", "no doubt", "didn't hesitate", "without delay": said with a cue, meant as a yes.
    """only just merely simply doubt matter hesitate delay wait exception later problem question
    forget stop until"""
)
_MODALS = frozenset({"should", "could", "would", "might"})
_MODALS_WITH_HAVE = frozenset({f"{modal}'ve" for modal in _MODALS})

_CLAUSE_ENDS = word_set(
    """but before until because so since while although though unless when if which instead however
    then"""
)
_SUBJECTS = word_set("i we they he she it you then instead just")
_CLAUSE_MARK = re.compile(r"[,;:.!?\u2026\u2013\u2014()]")

_AUXILIARIES = word_set("was were is are been be got had has have")
_HAPPENING = word_set("happen happened exist existed occur occurred take took")
_PARTICIPLES = word_set(
    """been begun broken brought built caught chosen come cut dealt done drawn driven fallen felt
    found forgotten frozen given gone got had heard held hidden hit kept known led left lost made
    meant met paid put read run said seen sent set shown shut slept sought spent split spoken
    stood taken taught thought thrown told understood woken written"""
)


def negated(text: str, words: Sequence[Word]) -> list[bool]:
    """For each of ``words``, the words of ``text`` in order, whether it is said not to be so."""
    marks = [False] * len(words)
    undone = -1
    for index in range(len(words)):
        after = _after_cue(words, index)
        if after is None or index == undone:
            continue
        reached = list(_reached(text, words, index, after))
        undone = _place_of_without(words, reached)
        for place in reached if undone < 0 else ():
            marks[place] = True
    return marks


def _reached(text: str, words: Sequence[Word], index: int, after: int) -> Iterator[int]:
    """The places of the words that the cue ``words[index:after]`` negates."""
    yield from _forward(text, words, after)
    if _is_passive(words, index, after):
        yield from _backward(text, words, index)


def _place_of_without(words: Sequence[Word], places: Sequence[int]) -> int:
    """ "No step without a checklist" is a yes to both: where the second cue stands, or -1."""
    return next((place for place in places if words[place].text == "without"), -1)


def _after_cue(words: Sequence[Word], index: int) -> int | None:
    """The place after the cue that starts at ``index``, or None where there is none."""
    word, following = words[index].text, _text_at(words, index + 1)
    if (word, following) in _CUE_PAIRS:
        return index + 2
    if word in _CUES or word.endswith("n't"):
        return None if following in _NOT_CUES else index + 1
    return _after_unfulfilled(words, index)


def _after_unfulfilled(words: Sequence[Word], index: int) -> int | None:
    """ "should have rolled back": the place of the participle; "should have an owner": None."""
    word = words[index].text
    if word in _MODALS_WITH_HAVE:
        after = index + 1
    elif word in _MODALS and _text_at(words, index + 1) == "have":
        after = index + 2
    else:
        return None
    # One adverb may stand between: "should have immediately rolled back".
    return after if any(_is_participle(_text_at(words, after + i)) for i in (0, 1)) else None


def _forward(text: str, words: Sequence[Word], after: int) -> Iterator[int]:
    for place in range(after, min(after + _REACH, len(words))):
        if _clause_ends_before(text, words, place):
            return
        yield place


def _clause_ends_before(text: str, words: Sequence[Word], place: int) -> bool:
    word = words[place].text
    if word in _CLAUSE_ENDS or _CLAUSE_MARK.search(text, words[place - 1].end, words[place].start):
        return True
    return word == "and" and _text_at(words, place + 1) in _SUBJECTS


def _is_passive(words: Sequence[Word], index: int, after: int) -> bool:
    """ "The post-mortem was never written", "… didn't happen": the cue negates what came before."""
    verb = _text_at(words, after)
    if verb in _HAPPENING:
        return True
    auxiliary = words[index].text.removesuffix("n't")
    is_auxiliary = auxiliary in _AUXILIARIES or _text_at(words, index - 1) in _AUXILIARIES
    return is_auxiliary and _is_participle(verb)


def _backward(text: str, words: Sequence[Word], index: int) -> Iterator[int]:
    for place in range(index - 1, max(index - 1 - _REACH, -1), -1):
        yield place
        if place and _clause_ends_before(text, words, place):
            return


def _is_participle(word: str) -> bool:
    return word in _PARTICIPLES or (len(word) > 4 and word.endswith("ed"))


def _text_at(words: Sequence[Word], index: int) -> str:
    return words[index].text if 0 <= index < len(words) else ""
