"""Labelled snippets (``fixtures/coverage/snippets.jsonl``), alone and put together to drafts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from practice.evaluation.corpus import FOLDER, CorpusQuestion, questions
from practice.matching import Point, Verdict
from practice.training.examples import Example, sentences_of, shown

SAID = ((Verdict.COVERED, 0.32), (Verdict.PARTLY, 0.16), (Verdict.MISSING, 0.22), (None, 0.30))
"""How often an assembled draft makes a point, half makes it, only seems to, or is silent on it."""

APART = 2
"""Of a point's misleading snippets, how many make no other point of their question either."""

WORDS_IN_COMPANY = (12, 60)
"""How long a snippet is made by what else is said, at the least and at the most."""


@dataclass(frozen=True)
class SnippetPoint:
    point: Point
    snippets: dict[Verdict, tuple[str, ...]]


@dataclass(frozen=True)
class SnippetQuestion:
    """``asides`` are what a speaker says that makes none of the points."""

    question: CorpusQuestion
    points: tuple[SnippetPoint, ...]
    asides: tuple[str, ...]


def read_snippets() -> list[SnippetQuestion]:
    """The questions of the train part that have snippets."""
    with (FOLDER / "snippets.jsonl").open(encoding="utf-8") as lines:
        return [_question(json.loads(line)) for line in lines]


def _question(row: dict) -> SnippetQuestion:
    question = questions()[row["question"]]
    points = tuple(
        SnippetPoint(point, {verdict: tuple(told[verdict.value]) for verdict in Verdict})
        for point, told in zip(question.points, row["points"], strict=True)
    )
    return SnippetQuestion(question, points, tuple(row["asides"]))


def in_company(
    random: Random, question: SnippetQuestion, strangers: Sequence[str]
) -> Iterator[Example]:
    """Each snippet put to its own point, among enough asides that its length tells nothing."""
    company = [*question.asides, *strangers]
    for point in question.points:
        for verdict, snippets in point.snippets.items():
            for snippet in snippets:
                parts = [(snippet, verdict is not Verdict.MISSING)]
                words, wanted = len(snippet.split()), random.randint(*WORDS_IN_COMPANY)
                while words < wanted:
                    aside = random.choice(company)
                    parts.insert(random.randint(0, len(parts)), (aside, False))
                    words += len(aside.split())
                yield _example(random, question, point, verdict, parts)


def _example(
    random: Random,
    question: SnippetQuestion,
    point: SnippetPoint,
    verdict: Verdict,
    parts: Sequence[tuple[str, bool]],
) -> Example:
    """``parts`` are texts, each with whether it shows the point."""
    sentences = [(each, shows) for text, shows in parts for each in sentences_of(text)]
    evidence = frozenset(place for place, (_, shows) in enumerate(sentences) if shows)
    known = shown(random, question.question, point.point)
    return Example(*known, tuple(each for each, _ in sentences), verdict, evidence)


def assembled(
    random: Random, question: SnippetQuestion, strangers: Sequence[str]
) -> Iterator[Example]:
    """A draft put together from snippets, put to each point; ``strangers`` are of elsewhere."""
    parts: list[tuple[str, SnippetPoint | None]] = []
    labels: list[Verdict] = []
    for point in question.points:
        said = random.choices([each for each, _ in SAID], [share for _, share in SAID])[0]
        labels.append(said or Verdict.MISSING)
        if said:
            choice = point.snippets[said]
            snippet = random.choice(choice[:APART] if said == Verdict.MISSING else choice)
            parts.append((snippet, point if said != Verdict.MISSING else None))
    parts += [(aside, None) for aside in random.sample(question.asides, 2)]
    parts += [(stranger, None) for stranger in random.sample(strangers, random.randint(0, 2))]
    if random.random() < 0.5:
        random.shuffle(parts)
    for point, label in zip(question.points, labels, strict=True):
        told = [(text, shows is point) for text, shows in parts]
        yield _example(random, question, point, label, told)
