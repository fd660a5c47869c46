"""The engine on natural drafts that a reader labelled: floors under docs/comparison.md's figures."""

import pytest

from practice.matching import Verdict
from tests.matching.measures import figures, judged


@pytest.mark.parametrize("part", ["tune", "check"])
def test_covered_can_be_believed(part: str) -> None:
    measured = figures(judged(part))
    assert measured.covered_precision >= 0.8
    assert measured.auc >= 0.75
    assert measured.kappa >= 0.25


@pytest.mark.parametrize("part", ["tune", "check"])
def test_what_a_reader_misses_is_hardly_ever_called_covered(part: str) -> None:
    missing = [each.found for each in judged(part) if each.label is Verdict.MISSING]
    assert sum(found.verdict is Verdict.COVERED for found in missing) <= len(missing) / 20


def test_the_parts_share_no_draft_and_are_large_enough() -> None:
    tune, check = (
        {(each.question, each.key) for each in judged(part)} for part in ("tune", "check")
    )
    assert len(judged("tune")) >= 150
    assert len(judged("check")) >= 75
    assert not tune & check
