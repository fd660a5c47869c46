"""What each part of the trained engine is worth: the figures without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from practice.evaluation.corpus import ADVERSARIAL, NATURAL, LabelledDraft
from practice.evaluation.figures import figures
from practice.evaluation.judging import EVERYTHING, Judge, Judged, Known, judge
from practice.evaluation.tables import markdown, number, of_kinds

if TYPE_CHECKING:
    from practice.matching.trained.engine import Engine


def ablation_table(engine: Engine, lexical: Judge, drafts: Sequence[LabelledDraft]) -> str:
    """A row for the whole engine and for each without a part of it."""
    rows = [
        (name, *_aucs(list(judge(judging, drafts, known))))
        for name, judging, known in _variants(engine, lexical)
    ]
    return markdown(("Engine", "AUC, natural", "AUC, adversarial"), rows)


def _aucs(judged: list[Judged]) -> tuple[str, str]:
    natural, adversarial = (
        figures(of_kinds(judged, kinds)).auc for kinds in ([NATURAL], ADVERSARIAL)
    )
    return number(natural), number(adversarial)


def _variants(engine: Engine, lexical: Judge) -> Iterator[tuple[str, Judge, Known]]:
    weights = engine.scoring.weights
    by_model = replace(engine.scoring, weights=replace(weights, wording=0.0, denied=0.0))
    without_rule = replace(engine.scoring, weights=replace(weights, denied=0.0))
    yield "all of it", engine.judge, EVERYTHING
    yield "without the other phrasings", engine.judge, Known(aliases=False)
    yield "without the sample answer", engine.judge, Known(sample_answer=False)
    yield "without the rule for denials", engine.scored_by(without_rule).judge, EVERYTHING
    yield "without words and rule: the model alone", engine.scored_by(by_model).judge, EVERYTHING
    yield "without the model: words and rules alone", lexical, EVERYTHING
