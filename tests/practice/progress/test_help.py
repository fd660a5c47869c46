from practice.progress import help as helped
from practice.progress.help import help_compared
from tests.practice.progress.conftest import HINTS


def test_points_are_counted_by_whether_hints_were_seen(attempt, candidate):
    attempt("cpm")
    attempt("mmm", overrides="c--")
    attempt("ccm", hints=HINTS)
    attempt("ccc", hints=HINTS, is_sealed=True)
    compared = help_compared(candidate)
    assert compared.unaided.attempts == 2
    assert compared.unaided.percent == 42
    assert compared.aided.attempts == 1
    assert compared.aided.percent == 67
    assert compared.gap == 25


def test_three_of_each_are_enough(attempt, candidate):
    for _ in range(3):
        attempt("cpm")
    assert not help_compared(candidate).is_enough
    for _ in range(3):
        attempt("ccm", hints=HINTS)
    assert help_compared(candidate).is_enough


def test_no_attempt_is_nothing(candidate):
    compared = help_compared(candidate)
    assert (compared.unaided.attempts, compared.unaided.percent) == (0, 0)
    assert not compared.is_bounded


def test_only_the_latest_count(attempt, candidate, monkeypatch):
    monkeypatch.setattr(helped, "LATEST", 2)
    for verdicts in ("mmm", "ccc", "ccc"):
        attempt(verdicts)
    compared = help_compared(candidate)
    assert compared.is_bounded
    assert (compared.unaided.attempts, compared.unaided.percent) == (2, 100)
