"""Asking for a second opinion in the page: nothing is sent before the person says so."""

import pytest
from playwright.sync_api import Page, expect

from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.models import SecondOpinion
from prepbank.accounts.candidates import SESSION_KEY
from prepbank.accounts.models import Candidate
from tests.factories import ANSWER, make_question
from tests.practice.second_opinion.model_server import model_server, sends, sleeps
from tests.practice.second_opinion.samples import GOOD


@pytest.fixture
def server(settings):
    with model_server() as server:
        settings.SECOND_OPINION_URL = server.url
        settings.SECOND_OPINION_MODEL = "small-model"
        settings.SECOND_OPINION_SECONDS = 1
        server.behaviour = GOOD
        yield server


@pytest.fixture
def open_attempt(transactional_db, client, live_server):
    """Take a page to an attempt, as the candidate whose it is."""
    candidate = Candidate.objects.create()
    draft, _ = save_edit(candidate, make_question("outage"), Edit(ANSWER, 0, "page", 1))
    attempt = compare_draft(draft)
    session = client.session
    session[SESSION_KEY] = candidate.pk
    session.save()

    def open_attempt(page: Page) -> None:
        cookie = {"name": "sessionid", "value": session.session_key, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(attempt.get_absolute_url())

    return open_attempt


def ask(page: Page) -> None:
    page.get_by_role("link", name="Ask for a second opinion").click()
    page.get_by_role("button", name="Send it and ask").click()


def test_it_is_asked_for_in_the_page(any_page: Page, server, open_attempt, axe):
    page = any_page
    open_attempt(page)
    page.get_by_role("link", name="Ask for a second opinion").click()
    expect(page.locator("#opinion-request")).to_contain_text(
        "Send your answer to the language model"
    )
    page.get_by_text("Read it word for word").click()
    axe(page)
    assert server.asked == []
    page.get_by_role("button", name="Send it and ask").click()
    expect(page.locator("#second-1")).to_contain_text("I rolled the release back first")
    expect(page.locator("#point-1 .verdict__word")).to_contain_text("Covered")
    expect(page.locator("#opinion-request")).to_be_empty()
    expect(page.locator("#opinion-kept p").first).to_be_focused()
    axe(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]


def test_the_same_without_javascript(plain_page: Page, server, open_attempt):
    open_attempt(plain_page)
    ask(plain_page)
    expect(plain_page.locator("#second-1")).to_contain_text("I rolled the release back first")


def test_a_failure_is_told_and_can_be_tried_again(page: Page, server, open_attempt, troubles, axe):
    troubles.allow("422")
    server.behaviour = sends(b"{}", status=500)
    open_attempt(page)
    ask(page)
    expect(page.get_by_role("alert")).to_contain_text("could not do it")
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    server.behaviour = GOOD
    page.get_by_role("button", name="Send it and ask").click()
    expect(page.locator("#second-1")).to_contain_text("I rolled the release back first")


def test_while_it_waits_the_page_says_so_and_asks_once(page: Page, server, open_attempt, troubles):
    troubles.allow("422")
    server.behaviour = sleeps(5)
    open_attempt(page)
    ask(page)
    expect(page.get_by_text("Asking: up to 1 seconds")).to_be_visible()
    button = page.get_by_role("button", name="Send it and ask")
    expect(button).to_be_focused()
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("did not answer within")
    assert SecondOpinion.objects.count() == 1
