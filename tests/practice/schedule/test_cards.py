"""Cards are the graded attempts replayed, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from practice.claiming import claim
from practice.models import Attempt, Grade, ReviewCard
from practice.schedule.cards import Review, rebuild_cards, replay, sittings
from prepbank.accounts.models import Candidate
from tests.factories import make_bare_question

MONDAY = datetime(2026, 11, 23, 20, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AGAIN, HARD, GOOD, EASY = Grade


def attempt(candidate, question, grade=None, at=MONDAY):
    number = candidate.attempts.filter(question=question).count() + 1
    made = Attempt.objects.create(
        candidate=candidate, question=question, number=number, text="Words", grade=grade
    )
    Attempt.objects.filter(pk=made.pk).update(created_at=at)
    return made


def interval(*reviews):
    card = replay(Review(MONDAY + after, grade) for after, grade in reviews)
    return (card.due - card.last_review) / DAY


# --- The replay ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("grade", "days"), [(AGAIN, 1), (HARD, 1), (GOOD, 2), (EASY, 8)])
def test_the_better_it_went_the_later_it_comes_back(grade, days):
    assert interval((0 * DAY, grade)) == days


def test_intervals_grow_while_it_goes_well_and_shrink_when_it_does_not():
    assert interval((0 * DAY, GOOD), (2 * DAY, GOOD)) > 7
    assert interval((0 * DAY, GOOD), (2 * DAY, GOOD), (13 * DAY, AGAIN)) < 4


def test_the_same_attempts_make_the_same_card():
    reviews = [Review(MONDAY + each * DAY, GOOD) for each in (0, 3, 20)]
    assert replay(reviews) == replay(reviews)


def test_one_sitting_counts_once_by_its_lowest_grade_and_when_it_ended():
    reviews = [Review(MONDAY + each * HOUR, grade) for each, grade in ((0, AGAIN), (1, EASY))]
    assert list(sittings(reviews)) == [Review(MONDAY + HOUR, AGAIN)]
    assert interval((0 * HOUR, GOOD), (1 * HOUR, GOOD)) == interval((0 * HOUR, GOOD))


def test_grading_easy_over_and_over_does_not_send_a_question_away():
    assert interval(*[(each * HOUR, EASY) for each in range(10)]) == interval((0 * HOUR, EASY))


@pytest.mark.parametrize("hours", [12, 13, 24, 35])
def test_a_night_between_is_a_day_however_many_hours_it_has(hours):
    assert interval((0 * HOUR, HARD), (hours * HOUR, GOOD)) == interval(
        (0 * DAY, HARD), (1 * DAY, GOOD)
    )


def test_a_card_is_due_from_when_it_was_practised_not_from_what_was_counted():
    card = replay([Review(MONDAY, GOOD), Review(MONDAY + 14 * HOUR, GOOD)])
    assert card.last_review == MONDAY + 14 * HOUR
    assert (card.due - card.last_review) % DAY == timedelta(0)


def test_any_time_zone_does():
    here = MONDAY.astimezone(timezone.get_fixed_timezone(345))
    assert replay([Review(here, GOOD)]) == replay([Review(MONDAY, GOOD)])


# --- The cards in the database --------------------------------------------------------------------


def test_only_graded_attempts_make_a_card(candidate, question):
    attempt(candidate, question)
    rebuild_cards(candidate)
    assert not ReviewCard.objects.exists()
    attempt(candidate, question, GOOD)
    rebuild_cards(candidate)
    card = ReviewCard.objects.get()
    assert (card.reviewed_at, card.due_at) == (MONDAY, MONDAY + 2 * DAY)


def test_attempts_count_in_the_order_they_were_made_not_graded(candidate, question):
    attempt(candidate, question, AGAIN, MONDAY + 9 * DAY)
    attempt(candidate, question, GOOD, MONDAY)
    rebuild_cards(candidate, [question.pk])
    assert ReviewCard.objects.get().reviewed_at == MONDAY + 9 * DAY


def test_a_card_is_changed_in_place_and_goes_with_the_last_grade(candidate, question):
    made = attempt(candidate, question, GOOD)
    rebuild_cards(candidate, [question.pk])
    before = ReviewCard.objects.get()
    Attempt.objects.filter(pk=made.pk).update(grade=EASY)
    rebuild_cards(candidate, [question.pk])
    after = ReviewCard.objects.get()
    assert after.pk == before.pk
    assert after.due_at > before.due_at
    Attempt.objects.filter(pk=made.pk).update(grade=None)
    rebuild_cards(candidate, [question.pk])
    assert not ReviewCard.objects.exists()


def test_only_the_named_questions_of_that_candidate_are_touched(candidate, question):
    other, stranger = make_bare_question(), Candidate.objects.create()
    for who, what in ((candidate, question), (candidate, other), (stranger, question)):
        attempt(who, what, GOOD)
        rebuild_cards(who)
    Attempt.objects.update(grade=None)
    rebuild_cards(candidate, [question.pk])
    assert set(ReviewCard.objects.values_list("candidate", "question")) == {
        (candidate.pk, other.pk),
        (stranger.pk, question.pk),
    }


def test_nothing_to_rebuild_is_fine(candidate):
    rebuild_cards(candidate, [])
    rebuild_cards(candidate)


@pytest.mark.parametrize("count", [2, 40])
def test_many_questions_cost_what_few_do(candidate, count, django_assert_num_queries):
    for _ in range(count):
        attempt(candidate, make_bare_question(), GOOD)
    with django_assert_num_queries(6):  # two are the transaction's own
        rebuild_cards(candidate)
    assert ReviewCard.objects.count() == count


def test_an_account_that_claims_a_visit_plans_from_both(candidate, question, user):
    holder = Candidate.objects.create(user=user)
    attempt(holder, question, GOOD, MONDAY)
    attempt(candidate, question, GOOD, MONDAY + 2 * DAY)
    other = make_bare_question()
    attempt(candidate, other, EASY)
    for each in (holder, candidate):
        rebuild_cards(each)
    claim(candidate, user)
    cards = {card.question: card for card in ReviewCard.objects.filter(candidate=holder)}
    assert cards[question].reviewed_at == MONDAY + 2 * DAY
    assert cards[question].due_at > MONDAY + 8 * DAY
    assert other in cards
