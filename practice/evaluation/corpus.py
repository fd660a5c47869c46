"""The labelled corpus of ``fixtures/coverage``, which its README describes.

``questions.jsonl`` holds each question with its points, their other phrasings and a sample answer;
``train.jsonl``, ``dev.jsonl`` and ``test.jsonl`` hold the drafts, no question in two of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from practice.matching import Point, Verdict

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "coverage"
PARTS = ("train", "dev", "test")
NATURAL = "natural"
ADVERSARIAL = ("other-words", "named", "denied")
KINDS = (NATURAL, *ADVERSARIAL)


@dataclass(frozen=True)
class CorpusQuestion:
    """A question as it stood when its drafts were labelled."""

    slug: str
    field: str
    part: str
    prompt: str
    sample_answer: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Label:
    """What a reader says of one point: ``evidence`` are sentences of the draft, word for word.

    ``second`` is another reader's verdict where there was one.
    """

    verdict: Verdict
    evidence: tuple[str, ...]
    second: Verdict | None


@dataclass(frozen=True)
class LabelledDraft:
    """One draft, with a label for each point of its question, in their order."""

    id: str
    question: CorpusQuestion
    kind: str
    text: str
    labels: tuple[Label, ...]


@cache
def questions() -> dict[str, CorpusQuestion]:
    """Slug -> question."""
    return {row["question"]: _question(row) for row in _rows("questions")}


@cache
def drafts(part: str) -> tuple[LabelledDraft, ...]:
    """The drafts of ``part``, one of ``PARTS``."""
    return tuple(_draft(row) for row in _rows(part))


def _rows(name: str) -> Iterator[dict]:
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _question(row: dict) -> CorpusQuestion:
    points = tuple(Point(point["text"], point["aliases"]) for point in row["points"])
    return CorpusQuestion(
        row["question"], row["field"], row["split"], row["prompt"], row["sample_answer"], points
    )


def _draft(row: dict) -> LabelledDraft:
    labels = tuple(
        Label(
            Verdict(point["label"]),
            tuple(point["evidence"]),
            Verdict(point["second_label"]) if "second_label" in point else None,
        )
        for point in row["points"]
    )
    return LabelledDraft(row["id"], questions()[row["question"]], row["kind"], row["draft"], labels)
