"""Who did something: "I" or "we" with the verb of a deed, or a note that opens with one."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.phrases import Hit
from practice.delivery.reading import ReadTelling
from practice.matching.words import word_set

SINGULAR = word_set("i i'd i've ive")
PLURAL = word_set("we we'd we've we'll weve")

_NO_DEED = word_set(
    """am was were is are be been being had have has having did do does didn't don't doesn't did'nt
    didnt dont can can't cant cannot could couldn't couldnt would wouldn't wouldnt will won't wont
    should shouldn't must mustn't might may shall need needed want wanted think thought know knew
    known believe believed feel felt guess guessed hope hoped wish wished like liked love loved hate
    hated see saw seen hear heard remember remembered forget forgot mean meant understand
    understood learn learned learnt lose lost live lived work worked joined became become get got
    seem seemed suppose supposed expect expected care cared sat slept stay stayed regret regretted
    enjoy enjoyed struggled failed happened used and or but who whom that which in on at of for with
    to the a an it this there here my our me us not never no so as if when because too both all each
    personally myself ourselves normally usually generally mostly probably maybe perhaps guys two
    three four five notice noticed realise realised realize realized admit trust trusted wasn't
    weren't hadn't haven't isn't aren't ain't prefer preferred agree find found remain remained"""
)
_BETWEEN = word_set(
    """then also first next just only even still now again once soon later always ever finally immediately
    quickly straightaway myself both all together started began decided tried chose to had have"""
)
_SAID_NOW = word_set("say pick go call take describe tell give start")
"""After "I'd": what one does in the interview, and not in the story."""
_PAST = word_set(
    """ran took told wrote built went made put sent rang gave set brought drew kept led met spoke cut
    shut rebuilt reset rolled found spent split held hid chose"""
)
_NOT_PAST = word_set(
    """need needed indeed speed feed based affected related used failed happened worked started
    noticed wanted learned learnt united limited bed red shed unneeded unfinished expected supposed
    planned scheduled delayed degraded"""
)


def deeds(read: ReadTelling, subjects: frozenset[str]) -> Iterator[Hit]:
    """The places of such a subject with its verb, in order of the subject's words."""
    places = sorted(place for word in subjects for place in read.places.get(word, ()))
    for place in places:
        verb = _verb_after(read, place)
        if verb and read.words[verb].text in _SAID_NOW and read.words[place].text == "i'd":
            continue
        if verb and not read.negated[verb] and not read.quoted[place]:
            yield Hit(place, verb + 1)


def noted_deeds(read: ReadTelling) -> Iterator[Hit]:
    """Verbs of a deed that open a sentence, as notes have them: "- rolled back"."""
    for sentence in read.sentences:
        if sentence.word_count > 1:
            word = read.words[sentence.first].text
            if word in _PAST or (len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST):
                yield Hit(sentence.first, sentence.first + 1)


def _verb_after(read: ReadTelling, place: int) -> int:
    """The place of the verb that the subject at ``place`` does, 0 where it does none."""
    for at in range(place + 1, min(place + 4, len(read.words))):
        word = read.words[at].text
        if not read.joined[at]:
            return 0
        if word in _BETWEEN or word.endswith("ly"):
            continue
        return at if word.isalpha() and word not in _NO_DEED and len(word) > 1 else 0
    return 0
