"""The figures as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from practice.evaluation.corpus import ADVERSARIAL, NATURAL
from practice.evaluation.figures import Figures, Judgement, figures
from practice.evaluation.judging import Judged

GROUPS: dict[str, tuple[str, ...]] = {
    NATURAL: (NATURAL,),
    "all adversarial": ADVERSARIAL,
    **{kind: (kind,) for kind in ADVERSARIAL},
}
"""A table's kinds of drafts: what a row calls them -> the corpus's names for them."""

HEADINGS = (
    "Drafts",
    "Engine",
    "Points",
    "AUC",
    "Kappa",
    "Covered is right",
    "Covered found",
    "Missing is right",
    "Missing found",
    "Calibration error",
)

NOTHING = "-"


def figures_table(judged: Mapping[str, Sequence[Judged]]) -> str:
    """Engine -> its judgements: a table with a row for each group of drafts and engine."""
    return markdown(HEADINGS, _rows(judged), left=2)


def _rows(judged: Mapping[str, Sequence[Judged]]) -> Iterator[tuple[str, ...]]:
    for group, kinds in GROUPS.items():
        for engine, each in judged.items():
            chosen = of_kinds(each, kinds)
            if chosen:
                yield (group, engine, *_cells(figures(chosen)))


def of_kinds(judged: Iterable[Judged], kinds: Sequence[str]) -> list[Judgement]:
    return [each.judgement for each in judged if each.draft.kind in kinds]


def _cells(measured: Figures) -> tuple[str, ...]:
    return (
        f"{measured.points:,}",
        number(measured.auc),
        number(measured.kappa),
        share(measured.covered_precision),
        share(measured.covered_recall),
        share(measured.missing_precision),
        share(measured.missing_recall),
        number(measured.calibration_error),
    )


def number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:z.2f}"


def share(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.0%}"


def markdown(headings: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> str:
    """A Markdown table, its first ``left`` columns flush left and the others right."""
    rules = ["---" if column < left else "---:" for column in range(len(headings))]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (headings, rules, *rows))
