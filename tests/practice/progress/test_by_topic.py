import pytest

from practice.progress.by_topic import by_topic
from prepbank.accounts.models import Candidate
from tests.factories import make_bare_question


@pytest.fixture
def filed(db):
    """Three questions: two on call, one of them about alerting too, and one about writing."""
    return [
        make_bare_question(topics=("on-call",)),
        make_bare_question(topics=("on-call", "alerting")),
        make_bare_question(topics=("writing",)),
    ]


def rows(candidate):
    return [
        (row.slug, row.percent, row.practised, row.questions) for row in by_topic(candidate).rows
    ]


def test_the_latest_attempts_are_averaged_by_topic(attempt, candidate, filed):
    attempt("mmm", question=filed[0])
    attempt("ccc", question=filed[0])
    attempt("pmm", question=filed[1], overrides="-p-")
    assert rows(candidate) == [("alerting", 33, 1, 1), ("on-call", 67, 2, 2)]
    assert [gap.slug for gap in by_topic(candidate).gaps] == ["writing"]


def test_a_sealed_attempt_leaves_a_gap(attempt, candidate, filed):
    attempt("ccc", question=filed[2], is_sealed=True)
    assert rows(candidate) == []
    assert len(by_topic(candidate).gaps) == 3


def test_a_sealed_attempt_leaves_the_one_before_as_the_latest(attempt, candidate, filed):
    attempt("cmm", question=filed[2])
    attempt("ccc", question=filed[2], is_sealed=True)
    assert rows(candidate) == [("writing", 33, 1, 1)]


def test_questions_that_are_not_published_leave_no_gap(candidate, db):
    make_bare_question(topics=("secret",), status="draft")
    make_bare_question(topics=("old",), status="retired")
    make_bare_question()
    assert by_topic(candidate).gaps == []


def test_nobody_elses_attempts_count(attempt, candidate, filed):
    attempt("ccc", question=filed[2], candidate=Candidate.objects.create())
    assert rows(candidate) == []
