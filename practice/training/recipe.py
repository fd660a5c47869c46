"""What the network is shown, in what proportion: chosen on the corpus's dev part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from practice.evaluation import corpus
from practice.evaluation.argkp import Pair
from practice.evaluation.corpus import LabelledDraft
from practice.training import arguments, examples, snippets
from practice.training.examples import Example
from practice.training.snippets import SnippetQuestion

SHORT_EPOCHS, LONG_EPOCHS = 1, 3

ARGUMENTS = 8_000
"""Pairs of the public set in an epoch of short texts."""

ASSEMBLED = 2
"""Drafts put together from each question's snippets, in an epoch of drafts."""

FOREIGN = 2_500
"""Points put to what answers another question, in an epoch of drafts."""

STRANGERS = 10
"""How many other questions' snippets may stand among a question's own."""


class Recipe:
    """Everything to learn from. ``pairs`` are those of the public set; none without it."""

    def __init__(self, snippet_questions: list[SnippetQuestion], pairs: list[Pair]) -> None:
        self._snippets = snippet_questions
        self._pairs = pairs
        self._drafts = corpus.drafts("train")
        self._questions = [
            question for question in corpus.questions().values() if question.part == "train"
        ]

    def texts(self) -> list[str]:
        """What says which pieces are rare: every draft and snippet by itself."""
        told = [draft.text for draft in self._drafts]
        return told + [text for question in self._snippets for text in _said(question)]

    def short(self, random: Random) -> Iterator[Example]:
        """One epoch of single snippets and arguments: what makes a point, and what only seems to."""
        for question in self._snippets:
            yield from snippets.in_company(random, question, self._strangers(random, question))
        for pair in arguments.balanced(random, self._pairs, ARGUMENTS):
            yield arguments.example_of(pair)

    def long(self, random: Random) -> Iterator[Example]:
        """One epoch of drafts: real ones, assembled ones, and ones that answer something else."""
        for draft in self._drafts:
            yield from examples.of_draft(random, draft)
        for question in self._questions:
            if question.sample_answer:
                yield from examples.of_sample_answer(random, question)
        for snippet_question in self._snippets:
            strangers = self._strangers(random, snippet_question)
            for _ in range(ASSEMBLED):
                yield from snippets.assembled(random, snippet_question, strangers)
        yield from examples.foreign(random, self._questions, self._told(random), FOREIGN)

    def _strangers(self, random: Random, question: SnippetQuestion) -> list[str]:
        """What is said in answer to a few other questions."""
        others = random.sample(self._snippets, min(STRANGERS + 1, len(self._snippets)))
        return [
            text for other in others[:STRANGERS] if other is not question for text in _said(other)
        ]

    def _told(self, random: Random) -> list[str]:
        """A text for each question: its sample answer, or one of its drafts."""
        drafts = {draft.question.slug: draft.text for draft in _shuffled(random, self._drafts)}
        answers = {question.slug: question.sample_answer for question in self._questions}
        return [
            random.choice([each[slug] for each in (answers, drafts) if each.get(slug)] or [""])
            for slug in answers
        ]


def _shuffled(random: Random, drafts: Sequence[LabelledDraft]) -> list[LabelledDraft]:
    return random.sample(drafts, len(drafts))


def _said(question: SnippetQuestion) -> Iterator[str]:
    for point in question.points:
        for told in point.snippets.values():
            yield from told
    yield from question.asides
