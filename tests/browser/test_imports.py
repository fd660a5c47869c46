"""A bank brought in by an editor: upload, look, decide, confirm, see it, take it back."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from prepbank.accounts.models import User
from questions.editors import set_up_editors
from questions.models import Question
from tests.factories import make_question

DOCUMENT = """\
## 1. The disk of the primary is full. What do you do first?

Answer: I free the space that is safe to free, which is old logs, and only then look for what filled it. \
I tell the team before I touch anything. <script>alert("hostile")</script>

## 2. Tell me about an outage that you caused yourself.

Answer: I dropped an index in the wrong console. The checkout slowed down within a minute, so I built it \
again at once and wrote down what had misled me.

## 3. Who decides that an incident is over?

Answer: The person who leads it, once the graphs have been quiet for half an hour and support agrees.
"""
THERE = "Tell me about an outage that you caused."


@pytest.fixture
def editor(transactional_db):
    editor = User.objects.create_user("edith", password="correct-horse-battery", is_staff=True)
    editor.groups.add(set_up_editors())
    make_question("own-outage", title="Your own outage", prompt=THERE)
    return editor


@pytest.fixture
def signed_in(editor, client, live_server, troubles):
    client.force_login(editor)
    # The checker styles what it measures, which admin's policy refuses.
    troubles.allow("Applying inline style")

    def sign_in(page: Page) -> Page:
        value = client.session.session_key
        page.context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        return page

    return sign_in


@pytest.fixture
def bank_file(tmp_path):
    path = tmp_path / "incidents.md"
    path.write_text(DOCUMENT)
    return path


def send(page: Page, *paths) -> None:
    page.goto("/admin/questions/import/add/")
    page.get_by_label("Documents").set_input_files(list(paths))
    page.get_by_role("button", name="Read the documents").click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def check(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    found = [(one["id"], node["html"][:160]) for one in violations for node in one["nodes"][:3]]
    assert not found


def test_the_whole_way_in_and_back(signed_in, page: Page, bank_file):
    signed_in(page)
    page.goto("/admin/")
    page.get_by_role("link", name="Import questions from documents").click()
    send(page, bank_file)
    expect(page.get_by_role("heading", name=re.compile("waiting for you"))).to_be_visible()
    expect(page.get_by_role("link", name="New 3")).to_be_visible()
    expect(page.get_by_text("1 question waits for your decision")).to_be_visible()

    second = page.locator("#question-2")
    expect(second).to_contain_text("Your own outage")
    choice = second.get_by_label("Change “Your own outage”")
    choice.check()
    expect(second.get_by_role("status")).to_have_text("Saved: Change “Your own outage”")
    expect(choice).to_be_focused()
    second.locator("summary").click()
    expect(second.locator(".import-changes ins").first).to_be_visible()

    press(page, "Import 2 new questions and change 1")
    expect(page.locator(".messagelist")).to_contain_text("2 questions were added and 1 changed")
    page.get_by_role("link", name="See all drafts").click()
    expect(page.locator("#result_list")).to_contain_text("Who decides that an incident is over?")
    assert Question.objects.filter(status="draft").count() == 2

    send(page, bank_file)
    expect(page.get_by_role("link", name="Unchanged 3")).to_be_visible()
    page.goto("/admin/questions/import/")
    page.locator("#result_list tbody tr").last.get_by_role("link").click()
    page.get_by_role("link", name="Undo this import").click()
    press(page, "Undo this import")
    expect(page.locator(".messagelist")).to_contain_text("2 questions removed")
    assert Question.objects.get().prompt == THERE


def test_the_whole_way_without_scripts(signed_in, plain_page: Page, bank_file):
    page = signed_in(plain_page)
    send(page, bank_file)
    second = page.locator("#question-2")
    second.get_by_label("Add as a new question").check()
    second.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("#question-2$"))
    expect(second.get_by_label("Add as a new question")).to_be_checked()
    press(page, "Import 3 new questions")
    expect(page.locator(".messagelist")).to_contain_text("3 questions were added")
    page.get_by_role("link", name="Undo this import").click()
    press(page, "Undo this import")
    assert Question.objects.count() == 1


def test_markup_in_a_document_is_text(signed_in, page: Page, bank_file):
    send(signed_in(page), bank_file)
    first = page.locator("#question-1")
    first.locator("summary").click()
    expect(first.locator(".import-text").last).to_contain_text('<script>alert("hostile")</script>')
    assert page.locator("#content script").count() == 0


def test_what_is_refused_keeps_the_form_and_its_files(
    signed_in, page: Page, tmp_path, bank_file, troubles
):
    troubles.allow("422 (Unprocessable")
    (tmp_path / "photo.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x01")
    signed_in(page)
    page.goto("/admin/questions/import/add/")
    page.get_by_label("Licence").fill("CC BY 4.0")
    page.get_by_label("Documents").set_input_files(tmp_path / "photo.md")
    press(page, "Read the documents")
    expect(page.locator(".errornote")).to_be_focused()
    expect(page.locator("#upload")).to_contain_text("photo.md")
    expect(page.get_by_label("Licence")).to_have_value("CC BY 4.0")
    assert page.get_by_label("Documents").evaluate("field => field.files.length") == 1
    page.get_by_label("Documents").set_input_files(bank_file)
    press(page, "Read the documents")
    expect(page.get_by_role("link", name="New 3")).to_be_visible()


def test_too_many_files_are_refused_before_they_are_sent(signed_in, page: Page, tmp_path):
    paths = [tmp_path / f"{number}.md" for number in range(101)]
    for path in paths:
        path.write_text("x")
    send(signed_in(page), *paths)
    message = page.get_by_label("Documents").evaluate("field => field.validationMessage")
    assert "101 files" in message
    expect(page).to_have_url(re.compile("/add/$"))


def test_a_decision_is_made_by_keyboard_alone(signed_in, page: Page, bank_file):
    send(signed_in(page), bank_file)
    second = page.locator("#question-2")
    second.get_by_label("Add as a new question").focus()
    page.keyboard.press("Space")
    expect(second.get_by_role("status")).to_have_text("Saved: Add as a new question")
    page.keyboard.press("ArrowDown")
    expect(second.get_by_role("status")).to_have_text("Saved: Change “Your own outage”")
    expect(second.get_by_label("Change “Your own outage”")).to_be_focused()


def test_axe_finds_nothing_and_nothing_sticks_out(signed_in, any_page: Page, bank_file):
    page = signed_in(any_page)
    page.goto("/admin/questions/import/add/")
    check_look(page)
    send(page, bank_file)
    expect(page.locator("#question-2")).to_be_visible()
    page.locator("#question-2").get_by_label("Change “Your own outage”").check()
    page.locator("#question-2 summary").click()
    expect(page.locator("#question-2 .import-changes")).to_be_visible()
    page.locator("#question-1 summary").click()
    check_look(page)
    press(page, "Import 2 new questions and change 1")
    expect(page.locator(".messagelist")).to_contain_text("2 questions")
    check_look(page)
    page.get_by_role("link", name="Undo this import").click()
    expect(page.get_by_role("button", name="Undo this import")).to_be_visible()
    check_look(page)
    page.goto("/admin/questions/import/")
    check_look(page)


def check_look(page: Page) -> None:
    check(page)
    sticks_out = page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    assert not sticks_out
