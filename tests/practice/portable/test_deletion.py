"""Deleting: all of one's own, after a clear word, and nobody else's."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from practice.portable.collecting import collect
from practice.portable.erasing import LastSuperuserError, erase_account
from prepbank.accounts.candidates import SESSION_KEY
from prepbank.accounts.models import Candidate, User
from questions.models import Question
from tests.practice.portable.conftest import fill

pytestmark = pytest.mark.django_db
PAGE = reverse("practice:delete-all")
LANDING = reverse("practice:landing")


@pytest.fixture
def signed_in(client, ada):
    client.force_login(ada.user)
    return client


@pytest.fixture
def visitor(client, outage, rollback):
    candidate = fill(Candidate.objects.create(), outage, rollback)
    session = client.session
    session[SESSION_KEY] = candidate.pk
    session.save()
    return client


def test_the_page_says_with_numbers_what_goes_and_offers_the_file_first(signed_in):
    page = signed_in.get(PAGE).content.decode()
    assert "2 drafts, 3 attempts, 2 stories, 2 mock interviews and 1 planned review" in page
    assert reverse("practice:download", args=["json"]) in page
    assert "Type your username, ada, to confirm" in page


def test_the_page_deletes_nothing_by_itself(signed_in, ada):
    before = collect(ada)
    signed_in.get(PAGE)
    signed_in.head(PAGE)
    assert collect(ada) == before


@pytest.mark.parametrize("typed", ["", "Ada", "bob", "ada2", "\x00"])
def test_another_word_than_the_user_name_deletes_nothing(signed_in, ada, typed):
    before = collect(ada)
    response = signed_in.post(PAGE, {"username": typed, "sure": "on"})
    assert response.status_code == 422
    assert response.context["form"].errors
    assert collect(ada) == before


def test_an_account_goes_with_everything_and_is_logged_out(signed_in, ada, bob, everything):
    theirs = fill(bob, *Question.objects.order_by("slug"))
    before = collect(theirs)
    response = signed_in.post(PAGE, {"username": "ada"})
    assert response["Location"] == LANDING
    assert not User.objects.filter(username="ada").exists()
    assert not Candidate.objects.filter(pk=ada.pk).exists()
    assert collect(bob) == before
    page = signed_in.get(LANDING).content.decode()
    assert "Your account and everything in it is deleted: 2 drafts, 3 attempts" in page
    assert "Create account" in page


def test_no_session_speaks_for_it_any_more(signed_in, ada, bob, client_class):
    elsewhere, someone_else = client_class(), client_class()
    elsewhere.force_login(ada.user)
    someone_else.force_login(bob.user)
    signed_in.post(PAGE, {"username": "ada"})
    kept = {session.get_decoded().get("_auth_user_id") for session in Session.objects.all()}
    assert kept == {str(bob.user.pk)}
    assert elsewhere.get(reverse("practice:home")).wsgi_request.user.is_anonymous
    assert someone_else.get(reverse("practice:home")).wsgi_request.user == bob.user


@pytest.fixture
def client_class():
    from django.test import Client

    return Client


def test_the_name_is_free_again(signed_in):
    signed_in.post(PAGE, {"username": "ada"})
    assert User.objects.create_user("ada")


def test_a_visitors_practice_goes_after_a_tick(visitor, outage):
    page = visitor.get(PAGE).content.decode()
    assert "Everything that this browser practised goes" in page
    response = visitor.post(PAGE, {})
    assert response.status_code == 422
    assert Candidate.objects.count() == 1
    response = visitor.post(PAGE, {"sure": "on"})
    assert response["Location"] == LANDING
    assert not Candidate.objects.exists()
    assert SESSION_KEY not in visitor.session
    assert "Your practice is deleted: 2 drafts" in visitor.get(LANDING).content.decode()


def test_who_has_nothing_is_told_so(client, db):
    assert "There is nothing of yours here to delete" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"sure": "on"}).status_code == 302


def test_an_account_that_never_practised_may_go_too(client, db):
    client.force_login(User.objects.create_user("new"))
    client.post(PAGE, {"username": "new"})
    assert not User.objects.exists()


# --- Those who keep the bank ----------------------------------------------------------------------


def test_the_last_superuser_stays(client, db):
    client.force_login(User.objects.create_superuser("root"))
    User.objects.create_superuser("asleep", is_active=False)
    assert "cannot be deleted" in client.get(PAGE).content.decode()
    response = client.post(PAGE, {"username": "root"})
    assert response.status_code == 409
    assert "the last one that may" in response.content.decode()
    assert User.objects.filter(username="root").exists()
    with pytest.raises(LastSuperuserError):
        erase_account(User.objects.get(username="root"))


def test_one_superuser_of_two_may_go(client, db):
    client.force_login(User.objects.create_superuser("root"))
    User.objects.create_superuser("other")
    client.post(PAGE, {"username": "root"})
    assert list(User.objects.values_list("username", flat=True)) == ["other"]


def test_what_an_editor_changed_in_the_bank_stays_without_a_name(client, outage):
    editor = User.objects.create_user("ed", is_staff=True)
    client.force_login(editor)
    version = outage.history.first()
    version.history_user = editor
    version.save()
    page = client.get(PAGE).content.decode()
    assert "What you edited in the question bank stays, without your name" in page
    client.post(PAGE, {"username": "ed"})
    version.refresh_from_db()
    assert version.history_user is None
    assert outage.history.exists()
