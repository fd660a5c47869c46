"""How well verdicts agree with labels: the figures that the tests and docs/comparison.md quote.

    python -m tests.matching.measures

prints them for both parts of ``natural.jsonl``.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from practice.matching import PointReport, Verdict, compare
from tests.matching.bank import questions

DRAFTS = Path(__file__).parent / "natural.jsonl"
RANKS = {Verdict.MISSING: 0, Verdict.PARTLY: 1, Verdict.COVERED: 2}


class Judged(NamedTuple):
    """One point of one natural draft: the reader's label and the engine's report."""

    question: str
    key: str
    label: Verdict
    found: PointReport


@dataclass(frozen=True)
class Figures:
    """The measures over many judged points; precision is 1 where nothing got the verdict."""

    points: int
    covered_precision: float
    covered_recall: float
    missing_precision: float
    missing_recall: float
    kappa: float
    auc: float


@cache
def judged(part: str) -> tuple[Judged, ...]:
    """Every point of the drafts of ``part``, "tune" or "check"."""
    rows = [json.loads(line) for line in DRAFTS.read_text("utf-8").splitlines()]
    return tuple(each for row in rows if row["part"] == part for each in _judged_row(row))


def _judged_row(row: dict) -> Iterator[Judged]:
    question = questions()[row["question"]]
    report = compare(row["draft"], question.points)
    for key, found in zip(question.keys, report.points, strict=True):
        yield Judged(row["question"], key, Verdict(row["labels"][key]), found)


def figures(points: Sequence[Judged]) -> Figures:
    covered, missing = Verdict.COVERED, Verdict.MISSING
    return Figures(
        len(points),
        _precision(points, covered),
        _recall(points, covered),
        _precision(points, missing),
        _recall(points, missing),
        _kappa([(RANKS[each.label], RANKS[each.found.verdict]) for each in points]),
        _auc(points),
    )


def _precision(points: Sequence[Judged], verdict: Verdict) -> float:
    return _share(points, lambda each: each.found.verdict is verdict, verdict)


def _recall(points: Sequence[Judged], verdict: Verdict) -> float:
    hits = [each.found.verdict is verdict for each in points if each.label is verdict]
    return sum(hits) / len(hits) if hits else 1.0


def _share(points: Sequence[Judged], chosen: Callable[[Judged], bool], verdict: Verdict) -> float:
    labels = [each.label is verdict for each in points if chosen(each)]
    return sum(labels) / len(labels) if labels else 1.0


def _kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Cohen's kappa with quadratic weights: 1 is full agreement, 0 is chance."""
    observed = sum((one - other) ** 2 for one, other in pairs) / len(pairs)
    expected = sum((one - other) ** 2 for one, _ in pairs for _, other in pairs) / len(pairs) ** 2
    return 1 - observed / expected if expected else 1.0


def _auc(points: Sequence[Judged]) -> float:
    """How often a covered point outscores a missing one; a draw counts half."""
    made = [each.found.score for each in points if each.label is Verdict.COVERED]
    not_made = [each.found.score for each in points if each.label is Verdict.MISSING]
    wins = sum((one > other) + (one == other) / 2 for one in made for other in not_made)
    return wins / (len(made) * len(not_made))


def main() -> None:
    for part in ("tune", "check"):
        sys.stdout.write(f"{part}: {figures(judged(part))}\n")


if __name__ == "__main__":
    main()
