"""A small bank of our own, as entries and as the YAML that stands for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from questions.bankfile.datatypes import (
    Bank,
    FollowUpEntry,
    KeyPointEntry,
    MistakeEntry,
    QuestionEntry,
    StructureStepEntry,
    TopicEntry,
)

Load = Callable[..., str]
"""Runs ``load_bank`` with command-line arguments and returns what it prints."""

TOPICS = """\
- model: questions.topic
  fields:
    slug: backups
    name: Backups
    description: >-
      Copies, and proof that they can be read again.
- model: questions.topic
  fields:
    slug: releases
    name: Releases
    description: ""
"""

POINTS = {
    "asks-what-is-lost": "Asks first which data is gone and since when",
    "stops-the-writers": "Stops whatever still writes to the damaged tables",
    "restores-beside": "Restores into a separate place before replacing anything",
    "compares-counts": "Compares row counts with an independent source",
    "tells-customers": "Tells customers plainly what they have to enter again",
}
MISTAKES = {
    "straight-over-it": "Restoring straight over the damaged copy.",
    "never-tested": "Trusting a backup that nobody ever read back.",
    "no-owner": "Leaving it open who decides.",
}
FOLLOW_UPS = {
    "how-old": "How old was the newest usable copy?",
    "next-time": "What would make it quicker next time?",
}
STEPS = {"extent": "Extent", "rescue": "Rescue"}


def question_yaml(slug: str, **changes: str) -> str:
    """One question with all its parts. ``changes`` replace values as they stand in the file."""
    values = {
        "position": "10",
        "status": "published",
        "title": f"Restoring {slug}",
        "prompt": f"A table of {slug} is gone. What do you do first?",
        "category": "technical",
        "difficulty": "easy",
        "round": "phone-screen",
        "target_min_seconds": "20",
        "target_max_seconds": "60",
        "framework": '""',
        "sample_answer": "|-\n      " + "We counted every row twice. " * 20,
        "notes": '""',
        "topics": "\n      - [backups]",
        "related": "[]",
    } | changes
    fields = "".join(f"    {name}: {value}\n" for name, value in values.items())
    return f"- model: questions.question\n  fields:\n    slug: {slug}\n{fields}" + _parts_yaml(slug)


def _parts_yaml(slug: str) -> str:
    rows = [
        _part_yaml(slug, "structurestep", number, key, f"label: {label}\n    guidance: Say it.")
        for number, (key, label) in enumerate(STEPS.items(), 1)
    ]
    rows += [
        _part_yaml(
            slug,
            "keypoint",
            number,
            key,
            f"text: {text}\n    aliases: |-\n      {key}\n      or so",
        )
        for number, (key, text) in enumerate(POINTS.items(), 1)
    ]
    rows += [
        _part_yaml(slug, "mistake", number, key, f"text: {text}")
        for number, (key, text) in enumerate(MISTAKES.items(), 1)
    ]
    rows += [
        _part_yaml(slug, "followup", number, key, f"text: {text}")
        for number, (key, text) in enumerate(FOLLOW_UPS.items(), 1)
    ]
    return "".join(rows)


def _part_yaml(slug: str, model: str, position: int, key: str, rest: str) -> str:
    return (
        f"- model: questions.{model}\n  fields:\n    question: [{slug}]\n    key: {key}\n"
        f"    position: {position}\n    {rest}\n"
    )


def write_bank(folder: Path, *slugs: str) -> list[Path]:
    """Write the topics and one file a question; return the files."""
    (folder / "questions").mkdir(parents=True)
    files = {folder / "topics.yaml": TOPICS}
    files |= {folder / "questions" / f"{slug}.yaml": question_yaml(slug) for slug in slugs}
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    return list(files)


def change_file(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def make_question(slug: str = "lost-orders", **changes: Any) -> QuestionEntry:
    """The same question as an entry, which no rule finds fault with."""
    question = QuestionEntry(
        slug=slug,
        position=10,
        status="published",
        title=f"Restoring {slug}",
        prompt=f"A table of {slug} is gone. What do you do first?",
        category="technical",
        difficulty="easy",
        round="phone-screen",
        target_min_seconds=20,
        target_max_seconds=60,
        sample_answer="We counted every row twice. " * 20,
        topics=("backups",),
        structure_steps=tuple(
            StructureStepEntry(
                question=slug, key=key, position=number, label=label, guidance="Say it."
            )
            for number, (key, label) in enumerate(STEPS.items(), 1)
        ),
        key_points=make_points(slug, *POINTS.values()),
        mistakes=tuple(
            MistakeEntry(question=slug, key=key, position=number, text=text)
            for number, (key, text) in enumerate(MISTAKES.items(), 1)
        ),
        follow_ups=tuple(
            FollowUpEntry(question=slug, key=key, position=number, text=text)
            for number, (key, text) in enumerate(FOLLOW_UPS.items(), 1)
        ),
    )
    return replace(question, **changes)


def make_points(slug: str, *texts: str) -> tuple[KeyPointEntry, ...]:
    return tuple(
        KeyPointEntry(
            question=slug, key=f"point-{number}", position=number, text=text, aliases=("so",)
        )
        for number, text in enumerate(texts, 1)
    )


def make_bank(*questions: QuestionEntry) -> Bank:
    topic = TopicEntry(slug="backups", name="Backups")
    return Bank((topic,), questions or (make_question(),))


def orders_file(bank: Path) -> Path:
    return bank / "questions" / "orders.yaml"


NOTHING_NEW = (
    "Topics: 0 created, 0 changed, 2 unchanged\n"
    "Questions: 0 created, 0 changed, 0 retired, 2 unchanged\n"
)
"""What ``load_bank`` prints when the two questions of the sample are there already."""
