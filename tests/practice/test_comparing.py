import pytest

from practice.comparing import NothingToCompareError, compare_draft
from practice.drafting import Edit, save_edit
from practice.matching import lexical
from practice.models import Attempt, ImmutableError, Rung
from practice.revealing import reveal
from tests.factories import ANSWER, POINTS, make_bare_question


@pytest.fixture
def write(candidate, question):
    def write(text, question=question):
        version = getattr(candidate.drafts.filter(question=question).first(), "version", 0)
        return save_edit(candidate, question, Edit(text, version, "page", version + 1))[0]

    return write


def test_an_attempt_is_a_snapshot(write, question):
    attempt = compare_draft(write(ANSWER))
    question.key_points.update(text="Changed since")
    question.prompt = "Changed since"
    question.save()
    attempt.refresh_from_db()
    assert attempt.text == ANSWER
    assert attempt.engine == lexical.NAME
    assert attempt.prompt == "Tell me about an outage. What did you do?"
    assert [point.text for point in attempt.points.all()] == [text for text, _ in POINTS.values()]
    assert attempt.mistakes.count() == 2


def test_verdicts_and_evidence_of_a_plain_case(write):
    rolls_back, tells_people, finds_cause = compare_draft(write(ANSWER)).points.all()
    assert rolls_back.verdict == "covered"
    assert "rolled the release back" in rolls_back.evidence
    assert tells_people.verdict == "covered"
    assert "customers and support" in tells_people.evidence
    assert finds_cause.verdict == "missing"
    assert finds_cause.evidence == ""


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_draft_is_not_compared(write, text):
    with pytest.raises(NothingToCompareError):
        compare_draft(write(text))
    assert not Attempt.objects.exists()


def test_a_question_without_points_is_not_compared(write):
    with pytest.raises(NothingToCompareError):
        compare_draft(write("Something", make_bare_question()))


def test_comparing_the_same_text_twice_is_one_attempt(write):
    draft = write(ANSWER)
    assert compare_draft(draft) == compare_draft(draft)


def test_changed_points_make_a_new_attempt_of_the_same_text(write, question):
    draft = write(ANSWER)
    first = compare_draft(draft)
    question.key_points.filter(key="finds-cause").update(text="Measures the damage")
    assert compare_draft(draft) != first


def test_attempts_are_numbered(write):
    assert [compare_draft(write(f"{ANSWER} {n}")).number for n in range(3)] == [1, 2, 3]


def test_unaided_means_that_nothing_was_seen(write):
    assert compare_draft(write(ANSWER)).is_unaided


def test_what_was_seen_is_recorded(write):
    draft = write(ANSWER)
    for rung in (Rung.STRUCTURE, Rung.KEY_POINT, Rung.KEY_POINT):
        reveal(draft, rung)
    attempt = compare_draft(draft)
    assert not attempt.is_unaided
    assert attempt.hint_labels() == ["2 key points", "Structure"]


def test_after_a_comparison_the_same_draft_is_not_unaided(write):
    compare_draft(write(ANSWER))
    second = compare_draft(write(ANSWER + " And more."))
    assert second.hint_labels() == ["Comparison of an earlier version"]


def test_an_attempt_and_its_points_cannot_be_changed(write):
    attempt = compare_draft(write(ANSWER))
    attempt.text = "Better"
    for row in (attempt, attempt.points.first(), attempt.mistakes.first()):
        with pytest.raises(ImmutableError):
            row.save()


def test_an_override_stands_beside_the_verdict_and_can_be_taken_back(write):
    point = compare_draft(write(ANSWER)).points.get(key="finds-cause")
    point.override_with("covered")
    point.refresh_from_db()
    assert (point.verdict, point.override, point.settled_verdict) == (
        "missing",
        "covered",
        "covered",
    )
    point.override_with("missing")
    point.refresh_from_db()
    assert (point.override, point.settled_verdict) == ("", "missing")


def test_ticks_replace_each_other(write):
    attempt = compare_draft(write(ANSWER))
    attempt.tick_mistakes([1])
    attempt.tick_mistakes([2])
    assert list(attempt.mistakes.filter(ticked=True).values_list("position", flat=True)) == [2]


def test_coverage_counts_the_verdict_that_counts(write, candidate):
    compare_draft(write(ANSWER)).points.get(key="finds-cause").override_with("partly")
    attempt = candidate.attempts.with_coverage().get()
    assert (attempt.covered, attempt.partly, attempt.missing) == (2, 1, 0)
