"""The public set's pairs of an argument and a key point as something to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from practice.evaluation.argkp import Pair
from practice.matching import Verdict
from practice.training.examples import Example, sentences_of


def balanced(random: Random, pairs: Sequence[Pair], number: int) -> list[Pair]:
    """``number`` pairs at most, as many that match as not."""
    matching = [pair for pair in pairs if pair.matches is True]
    others = [pair for pair in pairs if pair.matches is False]
    half = min(number // 2, len(matching), len(others))
    return random.sample(matching, half) + random.sample(others, half)


def example_of(pair: Pair) -> Example:
    sentences = sentences_of(pair.argument)
    label = Verdict.COVERED if pair.matches else Verdict.MISSING
    evidence = frozenset(range(len(sentences)) if pair.matches else ())
    return Example(pair.key_point, (), "", sentences, label, evidence)
