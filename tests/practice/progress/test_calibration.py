import pytest

from practice.coverage import Coverage
from practice.progress import calibration as calibrating
from practice.progress.calibration import Calibration, calibration
from prepbank.accounts.models import Candidate


def test_belief_is_set_against_the_verdict_that_counts(attempt, candidate):
    attempt("cpm", believed="yyn")
    attempt("mmm", believed="ynn", overrides="c-p")
    attempt("ccc")
    found = calibration(candidate)
    assert found.believed == Coverage(2, 1, 0)
    assert found.doubted == Coverage(0, 1, 2)
    assert (found.attempts, found.points) == (2, 6)


def test_attempts_stand_in_order_with_their_shares(attempt, candidate):
    attempt("cpm", believed="yyn")
    attempt("ccc", believed="nnn")
    attempt("mmm", believed="yyy", is_sealed=True)
    shown = calibration(candidate).shown
    assert [(each.believed_percent, each.found_percent) for each in shown] == [(67, 50), (0, 100)]
    assert [each.number for each in shown] == [1, 2]


def test_only_the_latest_count_and_fewer_are_shown(attempt, candidate, monkeypatch):
    monkeypatch.setattr(calibrating, "LATEST", 3)
    monkeypatch.setattr(calibrating, "SHOWN", 2)
    for _ in range(4):
        attempt("ccc", believed="yyy")
    found = calibration(candidate)
    assert found.is_bounded
    assert (found.attempts, found.points) == (3, 9)
    assert [each.number for each in found.shown] == [3, 4]
    assert len(found.believed_line.dots) == len(found.found_line.dots) == 2


@pytest.mark.parametrize(
    ("believed", "doubted", "lean"),
    [
        ((0, 0, 0), (0, 0, 0), "few"),
        ((9, 0, 0), (0, 0, 0), "few"),
        ((8, 0, 0), (0, 0, 2), "fair"),
        ((5, 4, 3), (0, 1, 3), "over"),
        ((4, 0, 0), (4, 0, 4), "under"),
        ((2, 0, 4), (4, 0, 2), "mixed"),
    ],
)
def test_what_the_numbers_lean_to(believed, doubted, lean):
    found = Calibration(1, Coverage(*believed), Coverage(*doubted), ())
    assert found.lean == lean


def test_nobody_elses_beliefs_count(attempt, candidate):
    attempt("ccc", believed="yyy", candidate=Candidate.objects.create())
    assert calibration(candidate).points == 0
