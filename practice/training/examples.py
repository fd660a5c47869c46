"""What the network learns from: one point, one draft, and what a reader says of the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from practice.evaluation.corpus import CorpusQuestion, LabelledDraft
from practice.matching import Point, Verdict
from practice.matching.draft import read_draft

PHRASINGS_KEPT = 0.4
"""The share of examples in which a point is read with its other phrasings: editors may give none."""

SAME_FIELD = 0.7
"""The share of foreign points that are of the same field as the answer: the harder ones."""


@dataclass(frozen=True, slots=True)
class Example:
    """``evidence`` are numbers of ``sentences`` that show the point; None where nobody said."""

    point: str
    phrasings: tuple[str, ...]
    sample_answer: str
    sentences: tuple[str, ...]
    label: Verdict
    evidence: frozenset[int] | None


@cache
def sentences_of(text: str) -> tuple[str, ...]:
    return tuple(span.of(text) for span in read_draft(text).sentences)


def shown(
    random: Random, question: CorpusQuestion, point: Point
) -> tuple[str, tuple[str, ...], str]:
    """Point, phrasings and sample answer, the latter two left out as they may be in use."""
    if random.random() >= PHRASINGS_KEPT:
        return point.text, (), ""
    aliases = [alias for alias in point.aliases if random.random() < 0.8]
    return point.text, tuple(aliases), question.sample_answer


def of_draft(random: Random, draft: LabelledDraft) -> Iterator[Example]:
    """An example for each point of a labelled draft."""
    sentences = sentences_of(draft.text)
    for point, label in zip(draft.question.points, draft.labels, strict=True):
        evidence = frozenset(
            index for index, sentence in enumerate(sentences) if sentence in label.evidence
        )
        known = shown(random, draft.question, point)
        yield Example(*known, sentences, label.verdict, evidence)


def of_sample_answer(random: Random, question: CorpusQuestion) -> Iterator[Example]:
    """A sample answer makes its own points; where in it, nobody said."""
    sentences = sentences_of(question.sample_answer)
    for point in question.points:
        text, phrasings, _ = shown(random, question, point)
        yield Example(text, phrasings, "", sentences, Verdict.COVERED, None)


def foreign(
    random: Random, questions: Sequence[CorpusQuestion], texts: Sequence[str], number: int
) -> Iterator[Example]:
    """``number`` points put to texts that answer other questions, mostly of the same field.

    ``texts`` has one entry a question, in the questions' order.
    """
    fields: dict[str, list[int]] = {}
    for index, question in enumerate(questions):
        fields.setdefault(question.field, []).append(index)
    for _ in range(number):
        asked = random.randrange(len(questions))
        near = fields[questions[asked].field]
        told = asked
        while told == asked:
            is_near = len(near) > 1 and random.random() < SAME_FIELD
            told = random.choice(near) if is_near else random.randrange(len(questions))
        known = shown(random, questions[asked], random.choice(questions[asked].points))
        yield Example(*known, sentences_of(texts[told]), Verdict.MISSING, frozenset())
