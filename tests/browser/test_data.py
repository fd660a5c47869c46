"""One's own data in a browser: take it along, bring it back, delete it, print the sheet."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from prepbank.accounts.models import Candidate, User
from tests.browser.test_looks import check, speak_for
from tests.factories import make_question
from tests.practice.portable.conftest import at, fill, make_attempt

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def questions(transactional_db):
    topics = ("on-call", "alerting")
    return make_question("outage", topics=topics), make_question("rollback")


@pytest.fixture
def ada(questions):
    user = User.objects.create_user("ada", password="correct-horse-battery")
    return fill(Candidate.objects.create(user=user), *questions)


@pytest.fixture
def sign_in(ada, client, live_server):
    def as_ada(page: Page) -> None:
        client.force_login(ada.user)
        speak_for(page, client.session.session_key, live_server.url)

    return as_ada


def test_the_pages_are_accessible(sign_in, any_page: Page, axe):
    for address in ("/practice/data/", "/practice/data/delete/", "/practice/sheet/"):
        check(any_page, axe, address)
    sign_in(any_page)
    for address in ("/practice/data/", "/practice/data/delete/", "/practice/sheet/"):
        check(any_page, axe, address)


def test_a_refused_file_is_told_where_it_was_chosen(sign_in, any_page: Page, axe, troubles):
    troubles.allow("422")
    sign_in(any_page)
    any_page.goto("/practice/data/")
    file = {"name": "notes.json", "mimeType": "application/json", "buffer": b"{}"}
    any_page.get_by_label("The file", exact=True).set_input_files(file)
    any_page.get_by_role("button", name="Import").click()
    expect(
        any_page.get_by_text("Nothing was imported. This is not a file of PrepBank")
    ).to_be_visible()
    axe(any_page)


def test_down_and_up_again_without_javascript(sign_in, plain_page: Page, tmp_path):
    sign_in(plain_page)
    plain_page.goto("/practice/data/")
    with plain_page.expect_download() as download:
        plain_page.get_by_role("link", name="Everything, as JSON").click()
    assert re.fullmatch(r"prepbank-practice-[\d-]+\.json", download.value.suggested_filename)
    path = tmp_path / "practice.json"
    download.value.save_as(path)
    assert len(json.loads(path.read_text("utf-8"))["attempts"]) == 3
    plain_page.get_by_label("The file", exact=True).set_input_files(path)
    plain_page.get_by_label("Replace everything that is here").check()
    plain_page.get_by_role("button", name="Import").click()
    expect(plain_page.get_by_text("Imported: 2 drafts, 3 attempts")).to_be_visible()


def test_an_account_is_deleted_after_its_name_is_typed(sign_in, ada, page: Page, troubles):
    troubles.allow("422")
    sign_in(page)
    page.goto("/practice/data/")
    page.get_by_role("link", name="Delete account").click()
    delete = page.get_by_role("button", name="Delete my account and everything in it")
    page.get_by_label("Type your username").fill("somebody")
    delete.click()
    expect(page.get_by_text("Nothing was deleted: that is not your username.")).to_be_visible()
    page.get_by_label("Type your username").fill("ada")
    delete.click()
    expect(page.get_by_text("Your account and everything in it is deleted")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert not Candidate.objects.filter(pk=ada.pk).exists()


LONG = "Says in so many words what was done, when, by whom, and what came of it " * 3


def give_too_much(ada):
    """As much of everything as the sheet could show, and longer than any of it."""
    for number in range(8):
        question = make_question(title="A question with quite a long title about an outage " * 2)
        question.key_points.update(text=LONG)
        for place in range(4, 9):
            question.key_points.create(key=f"key-{place}", position=place, text=LONG)
        make_attempt(ada, question, 1, at(30 + number))
        story = ada.stories.create(title=f"{number}: {'a long name for an incident ' * 3}")
        story.figures.create(position=1, kind="other", label="Requests lost", value="12,000 " * 10)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_sheet_is_one_page_however_much_there_is(sign_in, ada, page: Page, paper):
    give_too_much(ada)
    sign_in(page)
    page.goto("/practice/sheet/")
    pdf = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
