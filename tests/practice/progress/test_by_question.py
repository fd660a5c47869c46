import pytest

from practice.progress.by_question import by_question
from prepbank.accounts.models import Candidate
from tests.factories import make_bare_question, make_question


def percents(row):
    return [each.percent for each in row.shown]


def test_partly_counts_a_half_and_the_own_verdict_first(attempt, candidate):
    attempt("cpm")
    attempt("mmm", overrides="-c-")
    attempt("ccc", overrides="--m")
    (row,) = by_question(candidate).rows
    assert percents(row) == [50, 33, 67]
    assert (row.first, row.latest, row.attempts) == (50, 67, 3)


def test_what_is_sealed_is_not_there(attempt, candidate):
    attempt("ccm", is_sealed=True)
    assert by_question(candidate).rows == []
    assert by_question(candidate).attempts == 0
    attempt("mmm")
    attempt("ccc", is_sealed=True)
    found = by_question(candidate)
    assert percents(found.rows[0]) == [0]
    assert found.attempts == 1


def test_hints_are_told_apart(attempt, candidate):
    attempt("mmm")
    attempt("ccc", hints=[{"rung": "structure", "key": ""}])
    (row,) = by_question(candidate).rows
    assert [each.is_unaided for each in row.shown] == [True, False]


def test_the_last_twenty_are_shown_and_the_very_first_is_said(attempt, candidate):
    attempt("ccc")
    for _ in range(24):
        attempt("mmm")
    (row,) = by_question(candidate).rows
    assert [each.number for each in row.shown] == list(range(6, 26))
    assert (row.first, row.latest, row.attempts) == (100, 0, 25)
    assert len(row.line.dots) == len(row.marks) == 20


def test_the_question_practised_last_comes_first_twelve_to_a_page(attempt, candidate):
    questions = [make_bare_question() for _ in range(14)]
    for each in questions:
        attempt("ccm", question=each)
    first, second = by_question(candidate), by_question(candidate, "2")
    titles = [row.title for row in [*first.rows, *second.rows]]
    assert titles == [each.title for each in reversed(questions)]
    assert len(first.rows) == 12
    assert first.questions == first.attempts == 14


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "99999999999999999999", None])
def test_a_page_that_is_not_there_is_the_nearest_one(attempt, candidate, page):
    attempt("ccm")
    assert len(by_question(candidate, page).rows) == 1


def test_an_attempt_without_points_draws_nothing(attempt, candidate):
    attempt("")
    found = by_question(candidate)
    assert found.rows == []
    assert found.attempts == 1


def test_nobody_elses_attempts_count(attempt, candidate):
    attempt("ccc", candidate=Candidate.objects.create())
    attempt("mmm", question=make_question())
    (row,) = by_question(candidate).rows
    assert percents(row) == [0]


def test_rows_share_one_step(attempt, candidate):
    for _ in range(8):
        attempt("ccm")
    other = make_question()
    attempt("ccm", question=other)
    attempt("ccm", question=other)
    short, long = by_question(candidate).rows
    assert [dot.x for dot in short.line.dots] == [dot.x for dot in long.line.dots[:2]]
