"""Taking single things out for good."""

import pytest
from django.urls import reverse

from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.interviews.holding import begin_interview, finish, settle
from practice.models import Attempt, Draft, KeptText, MockInterview
from practice.schedule.cards import rebuild_cards
from tests.factories import ANSWER, make_question


@pytest.fixture
def attempt(candidate, question):
    draft = save_edit(candidate, question, Edit(ANSWER, 0, "page", 1))[0]
    attempt = compare_draft(draft)
    Attempt.objects.update(grade=3)
    rebuild_cards(candidate)
    return attempt


@pytest.fixture
def interview(candidate, question):
    make_question("second", prompt="And the second?")
    make_question("third", prompt="What of a third?")
    interview = begin_interview(candidate, 3)
    turn = interview.turns.first()
    Draft.objects.filter(turn=turn).update(text=ANSWER)
    settle(turn)
    return interview


def delete_url(kind, thing):
    return reverse(f"practice:delete-{kind}", args=[thing.pk])


def test_asking_deletes_nothing(visitor, attempt):
    page = visitor.get(delete_url("attempt", attempt)).content.decode()
    assert "Delete attempt 1?" in page
    assert Attempt.objects.exists()


def test_an_attempt_goes_and_its_card_with_it(visitor, candidate, attempt):
    response = visitor.post(delete_url("attempt", attempt), follow=True)
    assert "is deleted" in response.content.decode()
    assert not Attempt.objects.exists()
    assert not candidate.review_cards.exists()
    assert Draft.objects.get().text == ANSWER


def test_a_mock_interview_goes_and_its_attempts_stay(visitor, interview):
    assert visitor.get(delete_url("mock", interview)).status_code == 200
    visitor.post(delete_url("mock", interview))
    assert not MockInterview.objects.exists()
    assert Attempt.objects.get().is_sealed is False


def test_a_sealed_attempt_waits_for_its_end(visitor, interview):
    assert visitor.post(delete_url("attempt", Attempt.objects.get())).status_code == 404


@pytest.mark.parametrize("kind", ["attempt", "mock"])
def test_what_is_anothers_is_not_there(client, attempt, interview, kind):
    url = delete_url(kind, attempt if kind == "attempt" else interview)
    client.cookies.clear()
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    assert Attempt.objects.count() == 2
    assert MockInterview.objects.exists()


def test_of_a_mock_interviews_attempt_nothing_is_left(visitor, interview):
    """The turn had its words in an editor of its own, and what a second page wrote beside them."""
    finish(interview)
    attempt = Attempt.objects.get()
    turn = attempt.turn
    KeptText.objects.create(draft=turn.draft, writer="other", text=ANSWER)
    visitor.post(delete_url("attempt", attempt))
    texts = [*Draft.objects.values_list("text", flat=True), *KeptText.objects.values_list("text")]
    assert not any(texts)
    assert not Draft.objects.filter(turn=turn).exists()
    report = visitor.get(interview.get_absolute_url())
    assert report.status_code == 200
    assert "On Friday we had cake" not in report.content.decode()
    turn.refresh_from_db()
    assert (turn.attempt, turn.done_at is None) == (None, False)


def test_only_the_turn_of_the_attempt_is_emptied(visitor, interview, attempt):
    turns = list(Draft.objects.exclude(turn=None).values_list("pk", flat=True))
    visitor.post(delete_url("attempt", attempt))
    assert list(Draft.objects.exclude(turn=None).values_list("pk", flat=True)) == turns
