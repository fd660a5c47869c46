"""The measures on cases that can be worked out by hand."""

from collections.abc import Sequence

import pytest

from practice.evaluation.agreement import agreement, agreement_table
from practice.evaluation.baselines import judge as overlap
from practice.evaluation.figures import Judgement, auc, figures, kappa, reliability
from practice.evaluation.judging import NOTHING, judge
from practice.matching import Point, PointReport, Question, Verdict
from tests.evaluation.samples import QUESTION, draft, stub

COVERED, PARTLY, MISSING = Verdict.COVERED, Verdict.PARTLY, Verdict.MISSING


def test_auc_counts_pairs_and_half_of_draws() -> None:
    assert auc([0.9, 0.8], [0.1]) == 1
    assert auc([0.1], [0.9]) == 0
    assert auc([0.5, 0.5], [0.5]) == 0.5
    assert auc([0.9, 0.2], [0.5, 0.2]) == (2 + 0.5) / 4
    assert auc([], [0.5]) is None


def test_kappa_is_one_for_full_agreement_and_nought_for_chance() -> None:
    assert kappa([(COVERED, COVERED), (MISSING, MISSING), (PARTLY, PARTLY)]) == 1
    every_pair = [(one, other) for one in Verdict for other in Verdict]
    assert kappa(every_pair) == pytest.approx(0)
    assert kappa([(COVERED, MISSING), (MISSING, COVERED)]) == -1
    assert kappa([(COVERED, COVERED)]) is None
    assert kappa([]) is None


def test_kappa_weighs_a_step_by_its_square() -> None:
    far = kappa([(COVERED, COVERED), (MISSING, MISSING), (COVERED, MISSING)])
    near = kappa([(COVERED, COVERED), (MISSING, MISSING), (COVERED, PARTLY)])
    # Observed 4/3 over expected 20/9; observed 1/3 over expected 15/9.
    assert far == pytest.approx(1 - (4 / 3) / (20 / 9))
    assert near == pytest.approx(1 - (1 / 3) / (15 / 9))


def test_precision_and_recall() -> None:
    measured = figures(
        [
            Judgement(COVERED, COVERED, 0.9, 0.9),
            Judgement(PARTLY, COVERED, 0.8, 0.9),
            Judgement(COVERED, MISSING, 0.1, 0.5),
            Judgement(MISSING, MISSING, 0.0, 0.5),
            Judgement(MISSING, MISSING, 0.0, 0.5),
        ]
    )
    assert measured.points == 5
    assert measured.covered_precision == 1 / 2
    assert measured.covered_recall == 1 / 2
    assert measured.missing_precision == 2 / 3
    assert measured.missing_recall == 1
    assert measured.auc == 1


def test_nothing_gives_no_figures() -> None:
    measured = figures([])
    assert measured.points == 0
    assert measured.covered_precision is None
    assert measured.calibration_error is None


def test_calibration_compares_confidence_with_the_hit_rate_bin_by_bin() -> None:
    sure = [Judgement(COVERED, COVERED, 1, 1.0), Judgement(MISSING, COVERED, 1, 1.0)]
    unsure = [Judgement(COVERED, MISSING, 0, 0.42), Judgement(COVERED, MISSING, 0, 0.48)]
    first, second = reliability([*sure, *unsure])
    assert (first.size, first.confidence, first.hit_rate) == (2, pytest.approx(0.45), 0)
    assert (second.size, second.confidence, second.hit_rate) == (2, 1.0, 0.5)
    error = figures([*sure, *unsure]).calibration_error
    assert error == pytest.approx((2 * 0.45 + 2 * 0.5) / 4)


def test_agreement_takes_the_drafts_read_twice() -> None:
    drafts = [
        draft("1", "natural", [COVERED, MISSING], [COVERED, MISSING]),
        draft("2", "natural", [COVERED, MISSING], [PARTLY, MISSING]),
        draft("3", "natural", [COVERED, MISSING]),
        draft("d1", "denied", [MISSING, MISSING], [COVERED, MISSING]),
    ]
    natural = agreement(drafts, ["natural"])
    assert natural.points == 4
    assert natural.exact == 3 / 4
    assert natural.kappa == pytest.approx(1 - (1 / 4) / (28 / 16))
    assert agreement(drafts, ["named"]).exact is None
    table = agreement_table({"test": drafts})
    assert "| natural | test | 4 | 0.86 | 75% |" in table
    assert "| all adversarial | test | 2 |" in table


def test_an_engine_is_told_only_what_is_asked() -> None:
    told = []

    def engine(
        text: str, points: Sequence[Point], question: Question | None
    ) -> tuple[PointReport, ...]:
        told.append(question)
        return stub(text, points, question)

    drafts = [draft("1", "natural", [COVERED, MISSING], text="She reverts it.")]
    everything = [each.judgement.verdict for each in judge(engine, drafts)]
    nothing = [each.judgement.verdict for each in judge(engine, drafts, NOTHING)]
    assert everything == [COVERED, MISSING]
    assert nothing == [MISSING, MISSING]
    assert told == [Question(QUESTION.sample_answer), Question()]


def test_word_overlap_takes_the_best_sentence_and_phrasing() -> None:
    text = "Nobody slept. We paged the database team. Then coffee."
    whole, half, none, wordless = overlap(
        text,
        [
            Point("Finds help", ("paged the team",)),
            Point("Paged vendors"),
            Point("Writes documentation"),
            Point("of the"),
        ],
    )
    assert (whole.score, whole.verdict) == (1, COVERED)
    assert whole.evidence_text == "We paged the database team."
    assert half.score == 0.5
    for empty in (none, wordless):
        assert (empty.score, empty.verdict, empty.evidence) == (0, MISSING, None)
    assert overlap("", [Point("Paged vendors")])[0].verdict is MISSING
