"""Whether a candidate's texts may be used: no by default, said in one place, taken back at any time."""

import pytest
from django.urls import reverse

from practice.claiming import claim
from prepbank.accounts.models import Candidate
from tests.practice.conftest import HTMX

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
YES = {"shares_texts": "on"}


@pytest.fixture
def url(db):
    return reverse("practice:sharing")


@pytest.fixture
def home():
    return reverse("practice:home")


def body(response):
    return response.content.decode()


def test_nobody_shares_unless_they_say_so(client, candidate, home):
    assert candidate.shares_texts is False
    page = body(client.get(home))
    assert "Not unless you say so here." in page
    assert "whoever runs this server can write the answers" in page
    assert "sends nothing anywhere" in page
    assert "Your answers are not used" in page
    assert "checked" not in page


@EITHER_WAY
def test_a_candidate_says_yes_and_takes_it_back(visitor, candidate, url, home, headers):
    for fields, shares, words in (
        (YES, True, "Your compared answers may be used"),
        ({}, False, "Your answers are not used"),
    ):
        response = visitor.post(url, fields, headers=headers)
        candidate.refresh_from_db()
        assert candidate.shares_texts is shares
        if headers:
            assert body(response).strip() == words
        else:
            assert response["Location"] == f"{home}#sharing"
        page = body(visitor.get(home))
        assert words in page
        assert ("checked" in page) is shares


def test_an_account_decides_for_itself(client, user, url):
    client.force_login(user)
    client.post(url, YES)
    assert Candidate.objects.get().user == user
    assert Candidate.objects.get().shares_texts


def test_a_visitor_may_say_yes_before_the_first_answer_and_again_after(client, url):
    client.post(url, {})
    assert not Candidate.objects.exists()
    client.post(url, YES)
    client.post(url, {})
    client.post(url, YES)
    assert Candidate.objects.get().shares_texts


def test_it_wants_a_post(client, url):
    assert client.get(url).status_code == 405


def test_the_choice_comes_along_to_a_new_account(candidate, user):
    candidate.share_texts(True)
    assert claim(candidate, user).shares_texts


@pytest.mark.parametrize(("of_visit", "of_account"), [(True, False), (False, True)])
def test_the_choice_of_an_account_that_there_is_holds(candidate, user, of_visit, of_account):
    candidate.share_texts(of_visit)
    Candidate.objects.create(user=user, shares_texts=of_account)
    claim(candidate, user)
    assert Candidate.objects.get().shares_texts is of_account


def test_the_attempt_leads_to_the_choice(visitor, question, home):
    editor = {"text": "We had cake.", "version": 0, "writer": "page", "sequence": 1}
    url = reverse("practice:compare", args=[question.slug])
    page = body(visitor.post(url, editor, follow=True))
    assert f'href="{home}#sharing"' in page
