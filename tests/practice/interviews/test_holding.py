"""An interview from its draw to its end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from practice.comparing import compare_draft
from practice.interviews import holding
from practice.interviews.holding import (
    TooFewQuestionsError,
    begin_interview,
    current_turn,
    finish,
    interruption_of,
    settle,
)
from practice.models import Attempt, Draft, MockInterview, Turn
from questions.models import KeyPoint
from tests.factories import ANSWER


def write(turn, text=ANSWER):
    draft = Draft.objects.get_or_create(
        candidate=turn.interview.candidate, question=turn.question, turn=turn
    )[0]
    Draft.objects.filter(pk=draft.pk).update(text=text)
    return draft


def asked(interview):
    return interview.turns.filter(kind="question")


def test_as_many_questions_as_asked_for_and_one_or_two_interruptions(bank, candidate):
    seen = set()
    for _ in range(12):
        interview = begin_interview(candidate, 5)
        assert asked(interview).count() == 5
        asides = interview.turns.filter(kind="interruption")
        seen.add(asides.count())
        for aside in asides:
            assert aside.question == aside.interrupts.question
            assert aside.prompt in aside.question.follow_ups.values_list("text", flat=True)
            assert aside.position == aside.interrupts.position + 1
            assert 0 < aside.interrupts_after < aside.interrupts.target_min_seconds
    assert seen <= {1, 2}


def test_questions_without_follow_ups_are_not_interrupted(candidate, bare, db):
    for number in range(3):
        question = bare(f"bare-{number}")
        KeyPoint.objects.create(question=question, text="Rolls back first", position=1)
    interview = begin_interview(candidate, 3)
    assert not interview.turns.filter(kind="interruption").exists()


def test_too_few_questions_are_refused_and_nothing_is_begun(bank, candidate):
    with pytest.raises(TooFewQuestionsError) as caught:
        begin_interview(candidate, 6, "final")
    assert caught.value.found == 2
    assert not MockInterview.objects.exists()


def test_the_first_clock_runs_from_the_start(interview):
    first = current_turn(interview)
    assert first.position == 1
    assert first.draft.timer_started_at


def test_the_bank_may_change_meanwhile(interview):
    turn = current_turn(interview)
    before = turn.prompt
    type(turn.question).objects.update(prompt="Something else", target_max_seconds=3600)
    turn.refresh_from_db()
    assert (turn.prompt, turn.target_max_seconds) == (before, 120)


def test_an_answer_becomes_an_attempt_that_stays_sealed(interview):
    turn = current_turn(interview)
    write(turn)
    settle(turn)
    turn.refresh_from_db()
    assert turn.done_at
    assert turn.attempt.text == ANSWER
    assert turn.attempt.is_sealed
    assert turn.attempt.is_unaided
    assert current_turn(interview).position > turn.position


def test_the_clocks_time_goes_with_the_attempt(interview):
    turn = current_turn(interview)
    draft = write(turn)
    begun = timezone.now() - timedelta(seconds=95)
    Draft.objects.filter(pk=draft.pk).update(timer_started_at=begun)
    settle(turn)
    assert 95 <= Turn.objects.get(pk=turn.pk).attempt.seconds <= 97


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing_to_say_is_passed(interview, text):
    turn = current_turn(interview)
    write(turn, text)
    settle(turn)
    turn.refresh_from_db()
    assert turn.done_at
    assert turn.attempt is None


def test_settling_twice_makes_one_attempt(interview):
    turn = current_turn(interview)
    write(turn)
    settle(turn)
    settle(turn)  # the object as it was before: the button was pressed twice
    settle(Turn.objects.get(pk=turn.pk))
    assert Attempt.objects.count() == 1


def test_the_same_answer_as_in_the_workspace_is_an_attempt_of_its_own(interview):
    turn = current_turn(interview)
    working = Draft.objects.create(
        candidate=interview.candidate, question=turn.question, text=ANSWER
    )
    outside = compare_draft(working)
    write(turn)
    settle(turn)
    turn.refresh_from_db()
    assert turn.attempt != outside
    assert (outside.number, turn.attempt.number) == (1, 2)
    assert not Attempt.objects.get(pk=outside.pk).is_sealed


def test_finishing_early_compares_what_was_written_and_opens_it_all(interview):
    first, second, *_ = asked(interview)
    write(first)
    settle(first)
    write(second, "I rolled the release back first.")
    finish(interview)
    assert Attempt.objects.count() == 2
    assert not Attempt.objects.filter(is_sealed=True).exists()
    finished = interview.finished_at
    finish(MockInterview.objects.get())
    assert MockInterview.objects.get().finished_at == finished


def test_an_interruption_makes_no_attempt(bank, candidate):
    interview = begin_interview(candidate, 6)
    aside = interview.turns.filter(kind="interruption").first()
    assert interruption_of(aside.interrupts) == aside
    write(aside, "Twenty minutes, I would say.")
    settle(aside)
    assert interruption_of(aside.interrupts) is None
    assert not Attempt.objects.exists()


# --- When two things happen at once, or something is left half done ---------------------------------


def test_an_end_while_an_answer_is_compared_leaves_nothing_sealed(interview, monkeypatch):
    turn = current_turn(interview)
    write(turn)
    compare = holding.compare_draft

    def compare_while_it_ends(draft, **options):
        attempt = compare(draft, **options)
        MockInterview.objects.update(finished_at=timezone.now())
        return attempt

    monkeypatch.setattr(holding, "compare_draft", compare_while_it_ends)
    settle(turn)
    assert not Attempt.objects.get().is_sealed


def test_no_clock_runs_on_after_the_end(interview):
    draft = current_turn(interview).draft
    Draft.objects.filter(pk=draft.pk).update(timer_started_at=timezone.now())
    finish(interview)
    assert not Draft.objects.exclude(timer_started_at=None).exists()


def test_an_attempt_keeps_the_prompt_that_was_asked(interview):
    turn = current_turn(interview)
    type(turn.question).objects.update(prompt="Something else")
    write(turn)
    settle(Turn.objects.get(pk=turn.pk))
    assert Attempt.objects.get().prompt == turn.prompt


def test_the_same_text_in_the_workspace_is_another_attempt(interview):
    turn = current_turn(interview)
    write(turn)
    settle(turn)
    working = Draft.objects.create(
        candidate=interview.candidate, question=turn.question, text=ANSWER
    )
    assert not compare_draft(working).is_sealed
    assert Attempt.objects.count() == 2


def test_a_question_without_key_points_is_not_asked(bank, candidate):
    KeyPoint.objects.exclude(question__in=bank[:3]).delete()
    interview = begin_interview(candidate, 3)
    assert {turn.question for turn in asked(interview)} == set(bank[:3])
