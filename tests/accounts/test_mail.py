"""What the pages say of mail: with a mail server, with a dead one, and with none."""

import pytest
from django.urls import reverse

from tests.accounts.conftest import ADDRESS

SENDS_NONE = "This server sends no mail."
FAILED = "The mail could not be sent. Please try again in a few minutes."
CLAIMS = ("on its way", "inbox", "Send the link", "gets a mail")
EITHER_ADDRESS = pytest.mark.parametrize(
    "address", [ADDRESS, "nobody@example.org"], ids=["known", "unknown"]
)

MAIL_PAGES = [
    "account_reset_password",
    "account_reset_password_done",
    "account_email",
    "account_email_verification_sent",
]


def body(response):
    return response.content.decode()


def reset(client, address):
    return client.post(reverse("account_reset_password"), {"email": address}, follow=True)


def change(client, action, address):
    return client.post(reverse("account_email"), {action: "", "email": address}, follow=True)


# --- With a mail server -------------------------------------------------------------------------


@EITHER_ADDRESS
def test_a_reset_sends_mail_and_says_so(client, user, mailoutbox, address):
    page = body(reset(client, address))
    assert "Look in your inbox" in page
    assert SENDS_NONE not in page
    assert [mail.to for mail in mailoutbox] == [[address]]


def test_a_new_address_gets_a_link_that_confirms_it(signed_in, mailoutbox):
    page = body(change(signed_in, "action_add", "lovelace@example.org"))
    assert "A link to confirm lovelace@example.org is on its way." in page
    assert "Not confirmed" in page
    link = next(word for word in mailoutbox[0].body.split() if "confirm-email" in word)
    assert "Is <strong>lovelace@example.org</strong> an address of" in body(signed_in.get(link))
    assert signed_in.post(link).status_code == 302
    assert "Confirmed</span>" in body(signed_in.get(reverse("account_email")))


def test_a_link_can_be_sent_again(signed_in, mailoutbox):
    assert "is on its way" in body(change(signed_in, "action_send", ADDRESS))
    assert [mail.to for mail in mailoutbox] == [[ADDRESS]]


# --- With a mail server that does not answer ----------------------------------------------------


@EITHER_ADDRESS
def test_a_reset_that_cannot_be_sent_says_so_and_is_logged_once(
    client, user, dead_mail, caplog, address
):
    response = reset(client, address)
    assert response.redirect_chain == [(reverse("account_reset_password"), 302)]
    assert FAILED in body(response)
    assert "inbox" not in body(response)
    assert [record.levelname for record in caplog.records] == ["ERROR"]


@pytest.mark.parametrize("action", ["action_add", "action_send"])
def test_a_link_that_cannot_be_sent_says_so_and_is_logged_once(
    signed_in, dead_mail, caplog, action
):
    address = {"action_add": "lovelace@example.org", "action_send": ADDRESS}[action]
    response = change(signed_in, action, address)
    assert FAILED in body(response)
    assert "on its way" not in body(response)
    assert address in body(response), "kept, so that the link can be sent again"
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_a_mail_server_that_is_silent_does_not_hold_a_page_for_ever(settings):
    assert settings.EMAIL_TIMEOUT <= 30


# --- With none ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MAIL_PAGES)
def test_no_page_promises_mail_that_nobody_gets(signed_in, no_mail, name):
    page = body(signed_in.get(reverse(name)))
    assert SENDS_NONE in page
    assert "manage.py changepassword NAME" in page
    assert not [claim for claim in CLAIMS if claim in page]


@pytest.mark.parametrize("name", MAIL_PAGES)
def test_every_page_speaks_of_mail_where_there_is_some(signed_in, name):
    page = body(signed_in.get(reverse(name)))
    assert SENDS_NONE not in page
    assert [claim for claim in CLAIMS if claim in page]


@EITHER_ADDRESS
def test_a_reset_without_mail_is_honest(client, user, no_mail, address):
    page = body(reset(client, address))
    assert "No mail was sent" in page
    assert SENDS_NONE in page


@pytest.mark.parametrize("action", ["action_add", "action_send"])
def test_an_address_without_mail_is_kept_and_needs_no_link(signed_in, no_mail, action):
    address = {"action_add": "lovelace@example.org", "action_send": ADDRESS}[action]
    page = body(change(signed_in, action, address))
    assert f"{address} is kept. This server sends no mail" in page
    assert "on its way" not in page
    assert "onfirmed</span>" not in page
