from practice.progress.missed import missed_most
from prepbank.accounts.models import Candidate
from tests.factories import POINTS, make_question

FIRST, SECOND, THIRD = (text for text, _ in POINTS.values())


def found(candidate):
    return [
        (point.text, point.coverage.missing, point.coverage.partly, point.coverage.total)
        for point in missed_most(candidate)
    ]


def test_missing_weighs_more_than_partly(attempt, candidate):
    attempt("cpm")
    attempt("cpm")
    assert found(candidate) == [(THIRD, 2, 0, 2), (SECOND, 0, 2, 2)]


def test_the_own_verdict_counts(attempt, candidate):
    attempt("mmm", overrides="ccp")
    assert found(candidate) == [(THIRD, 0, 1, 1)]


def test_only_the_latest_five_attempts_at_a_question_count(attempt, candidate):
    for _ in range(3):
        attempt("mcc")
    attempt("ccc", is_sealed=True)
    for _ in range(4):
        attempt("cmc")
    assert found(candidate) == [(SECOND, 4, 0, 5), (FIRST, 1, 0, 5)]


def test_at_most_ten_points_each_with_its_question(attempt, candidate):
    for place in range(5):
        attempt("mmm", question=make_question(f"number-{place}"))
    points = missed_most(candidate)
    assert len(points) == 10
    assert points[0].slug == "number-0"


def test_a_point_reads_as_the_bank_words_it_now(attempt, candidate, question):
    attempt("mcc")
    question.key_points.filter(key="rolls-back").update(text="Reverts at once")
    assert found(candidate) == [("Reverts at once", 1, 0, 1)]


def test_what_has_left_the_bank_is_left_out(attempt, candidate, question):
    attempt("mmc")
    question.key_points.filter(key="rolls-back").delete()
    assert found(candidate) == [(SECOND, 1, 0, 1)]
    question.status = "retired"
    question.save()
    assert found(candidate) == []


def test_nobody_elses_misses_count(attempt, candidate):
    attempt("mmm", candidate=Candidate.objects.create())
    assert found(candidate) == []
