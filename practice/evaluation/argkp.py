"""Pairs of an argument and a key point that people labelled: the public set ArgKP-2021.

Bar-Haim, Eden, Friedman, Kantor, Lahav and Slonim, "From Arguments to Key Points: Towards Automatic
Argument Summarization", ACL 2020; Friedman and others, "Overview of the 2021 Key Point Analysis
Shared Task", 2021. The set is not part of the project: ``--argkp FOLDER`` says where its ``arguments_*.csv``,
``key_points_*.csv`` and ``labels_*.csv`` lie.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from practice.evaluation.judging import Judge
from practice.evaluation.tables import markdown, number
from practice.matching import Point


@dataclass(frozen=True)
class Pair:
    """``matches``: whether people found that the argument makes the key point; None if they do not say."""

    topic: str
    stance: str
    argument_id: str
    argument: str
    key_point: str
    matches: bool | None


@dataclass(frozen=True)
class MeanPrecision:
    """Mean average precision; what people did not say counts as no match, or as one."""

    strict: float
    relaxed: float


def read_pairs(folder: Path, part: str) -> list[Pair]:
    """Each argument of ``part``, "train" or "dev", with each key point of its topic and stance.

    Raises OSError where the files are not there.
    """
    labels = {
        (row["arg_id"], row["key_point_id"]): row["label"] == "1"
        for row in _rows(folder / f"labels_{part}.csv")
    }
    key_points = list(_rows(folder / f"key_points_{part}.csv"))
    return [
        Pair(
            argument["topic"],
            argument["stance"],
            argument["arg_id"],
            argument["argument"],
            key_point["key_point"],
            labels.get((argument["arg_id"], key_point["key_point_id"])),
        )
        for argument in _rows(folder / f"arguments_{part}.csv")
        for key_point in key_points
        if (key_point["topic"], key_point["stance"]) == (argument["topic"], argument["stance"])
    ]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def mean_precision(engine: Judge, pairs: Sequence[Pair]) -> MeanPrecision:
    """By the shared task's rule: each argument's best key point, the upper half of a topic's
    arguments by score, the mean over topics and stances."""
    strict, relaxed = [], []
    for _, of_topic in groupby(sorted(pairs, key=_topic_of), key=_topic_of):
        best = sorted(_best(engine, list(of_topic)), key=lambda each: -each[0])
        upper = [matches for _, matches in best[: len(best) // 2]]
        strict.append(_average_precision([matches is True for matches in upper]))
        relaxed.append(_average_precision([matches is not False for matches in upper]))
    return MeanPrecision(sum(strict) / len(strict), sum(relaxed) / len(relaxed))


def _topic_of(pair: Pair) -> tuple[str, str]:
    return pair.topic, pair.stance


def _best(engine: Judge, pairs: Sequence[Pair]) -> Iterator[tuple[float, bool | None]]:
    """For each argument the score of its best key point, and whether people say that it matches."""
    ordered = sorted(pairs, key=lambda pair: pair.argument_id)
    for _, of_argument in groupby(ordered, key=lambda pair: pair.argument_id):
        own = list(of_argument)
        points = [Point(pair.key_point) for pair in own]
        reports = engine(own[0].argument, points, None)
        best = max(range(len(own)), key=lambda index: reports[index].score)
        yield reports[best].score, own[best].matches


def _average_precision(matches: Sequence[bool]) -> float:
    """``matches`` are in the order of their scores, the highest first."""
    found = 0
    precisions = []
    for place, is_match in enumerate(matches, start=1):
        if is_match:
            found += 1
            precisions.append(found / place)
    return sum(precisions) / len(precisions) if precisions else 0.0


def argkp_table(measured: dict[str, MeanPrecision]) -> str:
    """Engine -> its mean average precisions, as a table."""
    rows = ((name, number(each.strict), number(each.relaxed)) for name, each in measured.items())
    return markdown(("Engine", "mAP strict", "mAP relaxed"), rows)
