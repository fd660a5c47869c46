"""What becomes of an opinion: kept, replaced, refused, counted, and gone with its attempt."""

import logging
from datetime import timedelta
from threading import BoundedSemaphore, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from practice import asking
from practice.claiming import claim
from practice.models import Attempt, SecondOpinion, SecondVerdict
from prepbank.accounts.models import Candidate
from tests.factories import ANSWER
from tests.practice.conftest import HTMX
from tests.practice.second_opinion.conftest import agreed, body, page_of
from tests.practice.second_opinion.model_server import entry, says, sends, sleeps, writes
from tests.practice.second_opinion.samples import GOOD

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
NEWER = says([entry(3, "partly", "On Friday we had cake.")])


# --- Asking again, and failures -----------------------------------------------------------------


def test_asking_again_replaces_what_was_kept(visitor, server, attempt, ask):
    ask()
    server.behaviour = NEWER
    ask()
    assert [verdict.quote for verdict in SecondVerdict.objects.all()] == ["On Friday we had cake."]
    page = page_of(visitor, attempt)
    assert "dropped" not in page
    assert page.count("said nothing of this point") == 2


@EITHER_WAY
@pytest.mark.parametrize(
    ("behaviour", "problem"),
    [
        (sleeps(3), "did not answer within 1 seconds"),
        (sends(b"nonsense"), "did not answer as a language model's would"),
        (writes("Sorry, I cannot."), "did not answer in the form"),
        (says([entry(1, "covered", "Entirely made up.")]), "not in your answer"),
        (sends(b"{}", status=500), "could not do it (status 500)"),
        (sends(b"{}", status=401), "does not accept PrepBank's key"),
    ],
)
def test_a_failure_is_told_and_keeps_the_earlier_opinion(
    visitor, server, attempt, ask, headers, behaviour, problem
):
    ask()
    server.behaviour = behaviour
    response = ask(headers=headers)
    assert response.status_code == 422
    assert problem in body(response)
    assert "Send it and ask" in body(response), "so that it can be tried again"
    assert ("<html" in body(response)) is not bool(headers)
    assert "may be wrong: <strong>partly</strong>" in page_of(visitor, attempt)


def test_a_server_that_is_down_costs_nothing(visitor, configured, url, settings):
    settings.SECOND_OPINION_URL = "http://127.0.0.1:1/v1"
    response = visitor.post(url, agreed())
    assert "cannot be reached, so nothing was sent" in body(response)
    assert not SecondOpinion.objects.exists()


def test_an_answer_too_long_to_send_is_not_offered_to_be(visitor, server, ask, compare):
    long = reverse("practice:opinion", args=[compare(f"{ANSWER} {'x' * 20_000}").pk])
    page = body(visitor.get(long))
    assert "at most 20,000 are sent" in page
    assert "Send it and ask" not in page
    assert ask(long).status_code == 422
    assert server.asked == []
    assert not SecondOpinion.objects.exists()


@pytest.mark.parametrize("behaviour", [GOOD, sends(b"nonsense"), sends(b"{}", status=500)])
def test_no_log_holds_a_word_of_the_draft(server, ask, caplog, behaviour):
    caplog.set_level(logging.DEBUG)
    server.behaviour = behaviour
    ask()
    assert "rolled" not in caplog.text
    assert "cake" not in caplog.text


def test_the_operator_reads_why_there_was_none(server, ask, caplog):
    server.behaviour = sends(b"{}", status=401)
    ask()
    assert "does not accept PrepBank's key" in caplog.text


# --- Caps ---------------------------------------------------------------------------------------


def test_a_person_has_a_daily_cap(server, ask, settings, attempt):
    settings.SECOND_OPINION_DAILY = 2
    ask()
    server.behaviour = sends(b"nonsense")
    ask()
    response = ask()
    assert response.status_code == 422
    assert "You have asked 2 times within a day" in body(response)
    assert len(server.asked) == 2, "a failure was sent, and counts"
    yesterday = timezone.now() - timedelta(days=1, seconds=1)
    SecondOpinion.objects.filter(answered_at=None).update(asked_at=yesterday)
    ask()
    assert len(server.asked) == 3


def test_everybody_together_has_one_too(server, ask, settings, attempt, question):
    settings.SECOND_OPINION_DAILY = 1
    for number in range(asking.EVERYBODY):
        other = Attempt.objects.create(
            candidate=Candidate.objects.create(), question=question, number=number + 1
        )
        SecondOpinion.objects.create(attempt=other, model="m", host="h")
    assert "This PrepBank has asked all it may" in body(ask())
    assert server.asked == []


def test_one_thread_of_a_process_waits_for_a_model_at_most(server, ask):
    assert asking.places.acquire(blocking=False)
    try:
        assert "Try again in a minute" in body(ask())
    finally:
        asking.places.release()
    assert server.asked == []
    assert not SecondOpinion.objects.exists()
    assert ask().status_code == 302


@pytest.mark.django_db(transaction=True)
def test_one_persons_requests_at_once_count_each_other(
    configured, server, attempt, settings, monkeypatch
):
    # As in two processes, which have a place each.
    monkeypatch.setattr(asking, "places", BoundedSemaphore(2))
    settings.SECOND_OPINION_DAILY = 1
    server.behaviour = sleeps(0.3)
    problems = []

    def ask_once():
        try:
            asking.ask(attempt, asking.configured_endpoint())
        except asking.OpinionError as error:
            problems.append(str(error))
        finally:
            connection.close()

    threads = [Thread(target=ask_once) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.asked) == 1
    assert sum("You have asked 1 time within a day" in problem for problem in problems) == 1


# --- What becomes of it -------------------------------------------------------------------------


def test_it_goes_with_its_attempt(attempt, ask):
    ask()
    attempt.delete()
    assert not SecondOpinion.objects.exists()
    assert not SecondVerdict.objects.exists()


def test_signing_up_takes_it_along(client, server, attempt, ask, candidate, user):
    ask()
    Candidate.objects.create(user=user)
    claim(candidate, user)
    client.force_login(user)
    assert "may be wrong: <strong>partly</strong>" in page_of(client, attempt)
    assert SecondOpinion.objects.filter(attempt__candidate__user=user).count() == 1
