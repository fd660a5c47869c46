"""An editor's job, in admin: write, preview, publish, look back and revert."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from prepbank.accounts.models import User
from questions.editors import set_up_editors
from questions.models import Question
from tests.factories import make_question, make_topic


@pytest.fixture
def editor(transactional_db):
    editor = User.objects.create_user("edith", password="correct-horse-battery", is_staff=True)
    editor.groups.add(set_up_editors())
    return editor


@pytest.fixture
def question(editor):
    return make_question("outage", title="The outage", topics=("on-call",), status="draft")


@pytest.fixture
def admin(editor, question, page: Page, client, live_server) -> Page:
    client.force_login(editor)
    cookie = {"name": "sessionid", "value": client.session.session_key, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page


def test_signing_in_to_admin_goes_through_the_same_door(editor, page: Page):
    page.goto("/admin/")
    page.get_by_label("Username or email").fill("edith")
    page.get_by_label("Password").fill("correct-horse-battery")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/admin/$"))
    expect(page.locator("#content")).to_contain_text("Questions")
    expect(page.locator("#content")).not_to_contain_text("Users")


def test_an_editor_writes_previews_and_publishes(admin: Page):
    admin.goto("/admin/questions/question/")
    admin.get_by_role("link", name="The outage").click()
    admin.get_by_label("Sample answer:").fill("I **rolled** it back. <script>alert(1)</script>")
    expect(admin.locator("strong", has_text="rolled")).to_be_visible()
    admin.get_by_role("button", name="Save", exact=True).first.click()
    admin.get_by_role("checkbox", name=re.compile("Select this object")).first.check()
    admin.get_by_label("Action:").select_option(label="Publish")
    admin.get_by_role("button", name=re.compile("Run|Go")).click()
    expect(admin.locator(".messagelist")).to_contain_text("1 question")
    assert Question.objects.get().status == "published"
    admin.goto("/questions/")
    expect(admin.get_by_role("link", name="The outage")).to_be_visible()


def test_an_editor_takes_a_change_back(admin: Page, question: Question):
    point = question.key_points.first()
    old = point.text
    admin.goto(f"/admin/questions/keypoint/{point.pk}/change/")
    admin.get_by_label("Text:").fill("Reworded for the worse")
    admin.get_by_role("button", name="Save", exact=True).first.click()
    expect(admin.locator(".messagelist")).to_contain_text("Reworded for the worse")
    admin.goto(f"/admin/questions/keypoint/{point.pk}/history/")
    admin.locator("#change-history tbody tr").last.get_by_role("link").first.click()
    expect(admin.get_by_label("Text:")).to_have_value(old)
    admin.get_by_role("button", name=re.compile("Revert")).first.click()
    expect(admin.locator(".messagelist")).to_contain_text(old)
    point.refresh_from_db()
    assert point.text == old


def test_an_editor_approves_what_a_tool_suggested(admin: Page, question: Question):
    question.key_points.update(is_suggestion=True)
    admin.goto("/admin/questions/question/?suggested=yes")
    admin.get_by_role("link", name="The outage").click()
    expect(admin.locator(".suggestions-note")).to_contain_text("A tool suggested 3")
    admin.get_by_label("Suggested by a tool").first.uncheck()
    admin.get_by_role("button", name="Save and continue editing").first.click()
    expect(admin.locator(".suggestions-note")).to_contain_text("A tool suggested 2")
    admin.get_by_role("button", name="Save and approve all 2 suggested key points").click()
    expect(admin.locator(".messagelist")).to_contain_text("2 suggested key points of 1 question")
    expect(admin.locator(".suggestions-note")).to_have_count(0)
    assert not question.key_points.filter(is_suggestion=True).exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_admin(
    editor, question, new_page, client, live_server, scheme, troubles
):
    make_topic("alerting")
    question.key_points.filter(position=1).update(is_suggestion=True)
    client.force_login(editor)
    page = new_page(scheme=scheme)
    cookie = {"name": "sessionid", "value": client.session.session_key, "url": live_server.url}
    page.context.add_cookies([cookie])
    # The checker styles what it measures, which admin's policy refuses.
    troubles.allow("Applying inline style")
    found = {}
    for address in (
        "/admin/",
        "/admin/questions/question/",
        f"/admin/questions/question/{question.pk}/change/",
        f"/admin/questions/question/{question.pk}/history/",
        "/admin/questions/topic/",
    ):
        page.goto(address)
        results = Axe().run(page)
        for violation in results.response["violations"]:
            found.setdefault(violation["id"], []).extend(
                (address, node["html"][:160]) for node in violation["nodes"][:3]
            )
    assert not found
