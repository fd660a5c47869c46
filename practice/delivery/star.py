"""Which parts of a story are there: situation, task, action, result."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from practice.delivery.actions import PLURAL, SINGULAR, deeds, noted_deeds
from practice.delivery.outcome import outcomes
from practice.delivery.phrases import Hit, lexicon
from practice.delivery.reading import ReadTelling, Stretch, merged
from practice.delivery.telling import Remark, Tone
from practice.delivery.wording import listed, opened, quoted
from practice.matching.words import word_set

_SITUATION, _TASK = lexicon("situation"), lexicon("task")
_SHORTEST = 15
"""Words of a telling that has room for four parts."""

_LABELS = {
    "situation": word_set("situation context background"),
    "task": word_set("task"),
    "action": word_set("action actions"),
    "result": word_set("result results outcome"),
}
"""Headings within the text, such as "Task:"."""
_ADVICE = {
    "situation": "where and when it was, and what was going wrong",
    "task": "what your part was",
    "action": "what you did, with \u201cI\u201d and a verb",
    "result": "how it came out",
}


def remarks(telling: ReadTelling) -> Iterator[Remark]:
    if not telling.telling.is_incident or len(telling.words) < _SHORTEST:
        return
    found = {part: hit for part, hit in _parts(telling).items() if hit}
    absent = [part for part in _ADVICE if part not in found]
    shown = [f"{part}: {quoted(hit.span(telling).of(telling.text))}" for part, hit in found.items()]
    seen = opened(f"{'; '.join(shown)}. ") if shown else ""
    if absent:
        tone, title = Tone.NOTE, f"Found no words of the {listed(absent, 'or')}"
        advice = "; ".join(_ADVICE[part] for part in absent)
        explanation = f"{seen}If it is not there in other words, say {advice}."
    else:
        tone, title = Tone.GOOD, "There are words of all four parts of a story"
        explanation = (
            f"{seen}Listeners can follow what happened, who did what, and what came of it."
        )
    yield Remark(
        "star", tone, title, explanation, merged(hit.span(telling) for hit in found.values())
    )


def _parts(telling: ReadTelling) -> dict[str, Hit | None]:
    """The words that show each part best: the first, but for the result the last."""
    deed = next(deeds(telling, SINGULAR), None) or next(deeds(telling, PLURAL), None)
    found = {
        "situation": next(iter(_SITUATION.find(telling)), None),
        "task": next(iter(_TASK.told(telling)), None),
        "action": deed or next(noted_deeds(telling), None),
        "result": next(reversed(outcomes(telling)), None),
    }
    headings = dict(_headings(telling))
    return {part: headings.get(part) or hit for part, hit in found.items()}


def _headings(telling: ReadTelling) -> Iterator[tuple[str, Hit]]:
    """The parts named by a heading that something follows."""
    for heading, following in pairwise(telling.sentences):
        if heading.word_count == 1 and not _is_heading(telling, following):
            word = telling.words[heading.first].text
            if _is_heading(telling, heading):
                part = next((part for part, words in _LABELS.items() if word in words), "")
                yield part, Hit(heading.first, heading.after)


def _is_heading(telling: ReadTelling, sentence: Stretch) -> bool:
    return telling.text[sentence.span.end - 1] == ":"
