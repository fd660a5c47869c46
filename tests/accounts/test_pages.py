"""The account's pages: in the house's words, and found from where a candidate is."""

import pytest
from django.urls import reverse

from prepbank.accounts.models import User
from tests.accounts.conftest import ADDRESS, PASSWORD

HEADINGS = {
    "account_email": "Your email addresses",
    "account_email_verification_sent": "Confirm your email address",
    "account_reauthenticate": "Is it you?",
    "account_inactive": "This account is closed",
}


def body(response):
    return response.content.decode()


@pytest.mark.parametrize("name", HEADINGS)
def test_every_page_speaks_in_the_houses_words(signed_in, name):
    page = body(signed_in.get(reverse(name)))
    assert f"<h1>{HEADINGS[name]}</h1>" in page
    assert "page--account" in page


def test_a_link_that_is_no_link_leads_to_a_new_one(signed_in):
    page = body(signed_in.get(reverse("account_confirm_email", args=["bogus"])))
    assert "This link no longer works" in page
    assert reverse("account_email") in page


def test_an_address_that_somebody_else_has_confirmed_is_refused(signed_in, user, mailoutbox):
    signed_in.post(reverse("account_email"), {"action_add": "", "email": "both@example.org"})
    other = User.objects.create_user("grace", password=PASSWORD)
    other.emailaddress_set.create(email="both@example.org", verified=True)
    link = next(word for word in mailoutbox[0].body.split() if "confirm-email" in word)
    assert "This address is taken" in body(signed_in.get(link))


def test_an_address_can_be_removed(signed_in, user):
    page = signed_in.get(reverse("account_email"))
    assert f'value="{ADDRESS}"' in body(page)
    form = {"action_remove": "", "email": ADDRESS}
    page = body(signed_in.post(reverse("account_email"), form, follow=True))
    assert "There is none yet." in page
    assert not user.emailaddress_set.exists()


def test_an_added_address_serves_to_sign_in(client, user):
    user.emailaddress_set.create(email="lovelace@example.org")
    form = {"login": "lovelace@example.org", "password": PASSWORD}
    assert client.post(reverse("account_login"), form)["Location"] == reverse("practice:home")


def test_another_address_can_be_made_primary(signed_in, user):
    user.emailaddress_set.create(email=ADDRESS, primary=True)
    user.emailaddress_set.create(email="lovelace@example.org")
    form = {"action_primary": "", "email": "lovelace@example.org"}
    signed_in.post(reverse("account_email"), form)
    assert user.emailaddress_set.get(primary=True).email == "lovelace@example.org"


def test_a_password_asked_for_again_lets_its_owner_go_on(signed_in, user):
    address = reverse("account_reauthenticate") + "?next=/practice/"
    assert 'name="next"' in body(signed_in.get(address))
    form = {"password": PASSWORD, "next": "/practice/"}
    assert signed_in.post(reverse("account_reauthenticate"), form)["Location"] == "/practice/"


def test_an_account_without_a_password_chooses_one(client, db):
    user = User.objects.create_user("grace")
    client.force_login(user)
    page = client.get(reverse("account_change_password"), follow=True)
    assert "<h1>Choose a password</h1>" in body(page)
    form = {"password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_set_password"), form)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["account_change_password", "account_email"])
def test_who_is_signed_in_finds_the_account_from_their_practice(signed_in, name):
    assert f'href="{reverse(name)}"' in body(signed_in.get(reverse("practice:home")))


def test_a_visitor_is_offered_no_account_to_change(client, db):
    assert reverse("account_email") not in body(client.get(reverse("practice:home")))
