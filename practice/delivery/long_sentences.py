"""Sentences too long to say in one breath."""

from __future__ import annotations

from collections.abc import Iterator

from practice.delivery.reading import ReadTelling, Stretch
from practice.delivery.telling import Remark, Tone
from practice.delivery.wording import counted, opened
from questions.speaking import count_words

_LONGEST = 40
"""Words that are said in one breath at most, a pause at a comma included."""
_UNPUNCTUATED = 90
"""Words from which on it is likelier that the full stops are missing."""


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    # A word as spoken is at least one as split, so what is short as split needs no count.
    may_be_long = [found for found in telling.sentences if found.word_count > _LONGEST]
    found = [(sentence, _spoken(telling, sentence)) for sentence in may_be_long]
    long = [(sentence, spoken) for sentence, spoken in found if spoken > _LONGEST]
    if not long:
        return
    most = max(spoken for _, spoken in long)
    spans = tuple(sentence.span for sentence, _ in long)
    if most >= _UNPUNCTUATED:
        title = f"{most} words without a full stop"
        advice = (
            "If this was dictated, put the stops in: PrepBank cannot see where you pause, and "
            "other remarks may mark more than they should."
        )
    else:
        verb = "is" if len(long) == 1 else "are"
        title = f"{opened(counted(len(long), 'sentence'))} {verb} long to say"
        advice = (
            f"The longest has {most} words. Over {_LONGEST}, most people run out of breath before "
            "the end and listeners lose the start; split it where you would pause."
        )
    yield Remark("long-sentences", Tone.NOTE, title, advice, spans)


def _spoken(telling: ReadTelling, sentence: Stretch) -> int:
    return count_words(sentence.span.of(telling.text))
