"""How long the comparison takes on this machine, and what it takes up.

    python -m practice.evaluation.speed

The case: a draft of 800 words against 21 points, as many as a question has key points, mistakes and
steps of structure. On one core, where the system lets a process choose; the median of several drafts.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from statistics import median
from typing import TypeVar

from practice.evaluation import corpus
from practice.evaluation.tables import markdown
from practice.matching import Point, Question, compare, comparison, lexical

Result = TypeVar("Result")

WORDS, FULL_POINTS, BARE_POINTS, DRAFTS = 800, 8, 13, 5


def main() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    before = _peak_megabytes()
    loading, engine = _timed(comparison.trained_engine)
    name = engine.name if engine else lexical.NAME
    cold, changed = _comparing()
    rows = [
        ("the model is loaded", _milliseconds(loading)),
        (f"{WORDS} words, {FULL_POINTS + BARE_POINTS} points, for the first time", cold),
        ("the same after one sentence was changed", changed),
        ("more memory than before loading, at most", f"{_peak_megabytes() - before:.0f} MB"),
    ]
    sys.stdout.write(f"# Speed of {name}\n\n{markdown(('What', 'One core'), rows)}")


def _comparing() -> tuple[str, str]:
    """The time for drafts that are new, and for the same with one sentence changed."""
    question, points = _asked()
    first, second = [], []
    for draft in _drafts():
        changed = draft.replace(". ", ", and that was that. ", 1)
        first.append(_timed(partial(compare, draft, points, question))[0])
        second.append(_timed(partial(compare, changed, points, question))[0])
    return _milliseconds(median(first)), _milliseconds(median(second))


def _asked() -> tuple[Question, list[Point]]:
    full, *others = [
        each for each in corpus.questions().values() if len(each.points) >= FULL_POINTS
    ]
    bare = [Point(point.text) for other in others for point in other.points]
    points = [*full.points[:FULL_POINTS], *bare[:BARE_POINTS]]
    return Question(full.sample_answer), points


def _drafts() -> Iterator[str]:
    words = (word for draft in corpus.drafts("dev") for word in draft.text.split())
    for _ in range(DRAFTS):
        yield " ".join(islice(words, WORDS))


def _timed(call: Callable[[], Result]) -> tuple[float, Result]:
    started = time.perf_counter()
    result = call()
    return time.perf_counter() - started, result


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def _peak_megabytes() -> float:
    """The most memory that this process has held, where the system counts kibibytes, as Linux does."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
