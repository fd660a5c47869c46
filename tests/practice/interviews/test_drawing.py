"""Which questions an interview asks."""

from random import Random

import pytest

from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.interviews.drawing import are_alike, draw
from questions.models import Topic
from tests.factories import ANSWER, make_question

ALL_POINTS = f"{ANSWER} I found the root cause from logs and traces."


def attempt(candidate, question, text):
    draft = save_edit(candidate, question, Edit(text, 0, "page", 1))[0]
    return compare_draft(draft)


def drawn(candidate, count, seed=1, **choice):
    return draw(candidate, Random(seed), count, **choice)


def test_as_many_different_ones_as_were_asked_for(bank, candidate):
    questions = drawn(candidate, 5)
    assert len(set(questions)) == 5


def test_the_seed_decides_and_nothing_else(bank, candidate):
    assert drawn(candidate, 4, seed=3) == drawn(candidate, 4, seed=3)
    assert len({tuple(drawn(candidate, 4, seed=seed)) for seed in range(10)}) > 1


def test_what_was_practised_least_comes_first(bank, candidate):
    for question in bank[:4]:
        attempt(candidate, question, ANSWER)
    for seed in range(5):
        assert set(drawn(candidate, 3, seed)) == set(bank[4:])


def test_what_went_worst_comes_first_where_all_were_practised_alike(bank, candidate):
    for question in bank[:4]:
        attempt(candidate, question, ALL_POINTS)
    for question in bank[4:]:
        attempt(candidate, question, "We had cake.")
    for seed in range(5):
        assert set(drawn(candidate, 3, seed)) == set(bank[4:])


def test_the_practice_of_others_does_not_count(bank, candidate, user):
    from prepbank.accounts.models import Candidate

    other = Candidate.objects.create(user=user)
    for question in bank[:6]:
        attempt(other, question, ANSWER)
    assert any(bank[6] not in drawn(candidate, 3, seed) for seed in range(10))


def test_only_the_round_and_topics_that_were_chosen(bank, candidate):
    topic = Topic.objects.get(slug="alerting")
    assert {q.round for q in drawn(candidate, 2, round_="final")} == {"final"}
    assert set(drawn(candidate, 6, topics=[topic])) == set(bank[4:])
    assert set(drawn(candidate, 6, topics=[topic], round_="onsite")) == {bank[4]}


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_only_published_questions(bank, candidate, status):
    make_question("not-now", status=status)
    assert "not-now" not in {question.slug for question in drawn(candidate, 8)}


def test_near_duplicates_stay_apart(bank, candidate):
    twin = make_question("twin", title="Databases", prompt="And databases?")
    assert are_alike(bank[0], twin)
    bank[1].related.add(bank[2])
    for seed in range(20):
        slugs = {question.slug for question in drawn(candidate, 4, seed)}
        assert not {"databases", "twin"} <= slugs
        assert not {"queues", "caches"} <= slugs


def test_a_near_duplicate_is_better_than_too_few(candidate, db):
    for number in range(3):
        make_question(f"same-{number}")
    assert len(drawn(candidate, 3)) == 3


def test_drawing_costs_the_same_at_every_size(bank, candidate, django_assert_max_num_queries):
    for question in bank:
        for number in range(3):
            attempt(candidate, question, f"{ANSWER} {number}")
    with django_assert_max_num_queries(6):
        drawn(candidate, 6)
