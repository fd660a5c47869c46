"""What a candidate types is kept, and the page is honest about where."""

import re

import pytest
from playwright.sync_api import Page, expect

from practice.drafting import Edit, save_edit
from practice.models import Draft, KeptText
from prepbank.accounts.models import Candidate, User
from questions.models import Question
from tests.factories import make_question

WORKSPACE = "/questions/outage/practise/"
OFFLINE = "net::ERR"


@pytest.fixture(autouse=True)
def question(transactional_db):
    return make_question("outage")


@pytest.fixture
def workspace(page: Page) -> Page:
    page.goto(WORKSPACE)
    return page


def state(page: Page):
    return page.locator("#save-state")


def editor(page: Page):
    return page.get_by_label("Your answer")


def test_typing_is_unsaved_then_saved(workspace: Page):
    expect(state(workspace)).to_contain_text("Nothing written yet")
    editor(workspace).press_sequentially("First")
    expect(state(workspace)).to_contain_text("Not saved yet")
    expect(state(workspace)).to_contain_text("Saved at")
    assert Draft.objects.get().text == "First"
    expect_nothing_kept(workspace)


def test_a_save_on_its_way_says_saving(workspace: Page):
    workspace.route("**/save/", lambda route: (workspace.wait_for_timeout(600), route.continue_()))
    editor(workspace).fill("Slowly")
    expect(state(workspace)).to_contain_text("Saving")
    expect(state(workspace)).to_contain_text("Saved at")


def test_offline_is_said_and_mends_itself(workspace: Page, troubles):
    troubles.allow(OFFLINE)
    troubles.allow("htmx:")
    workspace.context.set_offline(True)
    editor(workspace).fill("Written on a train")
    expect(state(workspace)).to_contain_text("Not saved: no connection. Kept on this device")
    workspace.context.set_offline(False)
    expect(state(workspace)).to_contain_text("Saved at")
    assert Draft.objects.get().text == "Written on a train"


@pytest.mark.parametrize("status", [500, 503, 403])
def test_a_failing_server_is_said_and_tried_again(workspace: Page, troubles, status):
    troubles.allow(str(status))
    workspace.route("**/save/", lambda route: route.fulfill(status=status), times=1)
    editor(workspace).fill("Still here")
    expect(state(workspace)).to_contain_text(f"Not saved: the server answered {status}")
    expect(state(workspace)).to_contain_text("Saved at")
    assert Draft.objects.get().text == "Still here"


def expect_nothing_kept(page: Page) -> None:
    """What the server holds is not kept on the device, once the page has made sure of it."""
    for _ in range(50):
        if page.evaluate("localStorage.length") == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the device still keeps a text that the server holds")


def test_text_typed_offline_survives_the_page(workspace: Page, troubles):
    troubles.allow(OFFLINE)
    troubles.allow("htmx:")
    editor(workspace).fill("Saved. ")
    expect(state(workspace)).to_contain_text("Saved at")
    context = workspace.context
    context.set_offline(True)
    editor(workspace).fill("Saved. And then the network went.")
    expect(state(workspace)).to_contain_text("Not saved")
    workspace.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(WORKSPACE)
    expect(editor(again)).to_have_value("Saved. And then the network went.")
    expect(state(again)).to_contain_text("Saved at")
    assert again.locator(".conflict").count() == 0
    expect_nothing_kept(again)


def test_two_tabs_keep_both_texts_and_the_person_chooses(workspace: Page, troubles):
    other = workspace.context.new_page()
    troubles.watch(other)
    other.goto(WORKSPACE)
    editor(workspace).fill("From the first tab")
    expect(state(workspace)).to_contain_text("Saved at")
    editor(other).fill("From the second tab")
    expect(state(other)).to_contain_text("both are kept")
    expect(other.locator(".conflict")).to_contain_text("From the first tab")
    expect(other.locator(".conflict")).to_contain_text("From the second tab")
    other.get_by_role("button", name="Put both in one").click()
    expect(editor(other)).to_have_value("From the first tab\n\nFrom the second tab")
    expect(other.locator(".conflict")).to_have_count(0)


def test_a_second_open_tab_leaves_the_first_tabs_unsaved_text_alone(workspace: Page, troubles):
    troubles.allow("503")
    workspace.route("**/save/", lambda route: route.fulfill(status=503))
    editor(workspace).fill("Only in the first tab")
    expect(state(workspace)).to_contain_text("Not saved")
    other = workspace.context.new_page()
    other.goto(WORKSPACE)
    other.wait_for_timeout(500)
    expect(editor(other)).to_have_value("")


def test_a_session_that_ends_while_typing_loses_nothing(workspace: Page, troubles):
    User.objects.create_user("ada", password="correct-horse-battery")
    sign_in(workspace)
    workspace.goto(WORKSPACE)
    editor(workspace).fill("Typed while signed in. ")
    expect(state(workspace)).to_contain_text("Saved at")
    workspace.context.clear_cookies(name="sessionid")
    editor(workspace).fill("Typed while signed in. And after.")
    expect(workspace).to_have_url(re.compile("/accounts/login/"))
    expect(workspace.locator("#messages")).to_contain_text("What you typed is kept")
    fill_login(workspace)
    expect(workspace).to_have_url(re.compile(WORKSPACE))
    expect(workspace.locator("main")).to_contain_text("And after.")


def test_signing_in_elsewhere_does_not_stop_saving(workspace: Page):
    """Logging in changes the CSRF token that the open page was made with."""
    User.objects.create_user("ada", password="correct-horse-battery")
    editor(workspace).fill("Before. ")
    expect(state(workspace)).to_contain_text("Saved at")
    other = workspace.context.new_page()
    sign_in(other)
    editor(workspace).fill("Before. After.")
    expect(state(workspace)).to_contain_text("Saved at")
    other.goto(WORKSPACE)
    expect(editor(other)).to_have_value("Before. After.")


def sign_in(page: Page) -> None:
    page.goto("/accounts/login/")
    fill_login(page)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def fill_login(page: Page) -> None:
    page.get_by_label("Username or email").fill("ada")
    page.get_by_label("Password").fill("correct-horse-battery")
    page.locator("main").get_by_role("button", name="Sign in").click()


def test_two_rungs_asked_for_at_once_both_open(workspace: Page):
    workspace.route(
        "**/reveal/", lambda route: (workspace.wait_for_timeout(400), route.continue_())
    )
    workspace.get_by_role("button", name="Show the structure").click()
    workspace.get_by_role("button", name="Show common mistakes").click()
    expect(workspace.locator("#rung-structure")).to_contain_text("Tell the situation.")
    expect(workspace.locator("#rung-mistakes")).to_contain_text("Blaming a colleague.")


def sign_up(page: Page) -> None:
    page.get_by_role("link", name="Create account").click()
    page.get_by_label("Username").fill("grace")
    page.get_by_label("Password", exact=True).fill("correct-horse-battery")
    page.get_by_label("Password (again)").fill("correct-horse-battery")
    page.get_by_role("button", name=re.compile("Sign up|Create")).click()


def test_words_typed_just_before_signing_up_join_the_account_and_nobody_elses(workspace: Page):
    editor(workspace).fill("Typed in a hurry")
    sign_up(workspace)
    expect(workspace).to_have_url(re.compile(WORKSPACE))
    expect(editor(workspace)).to_have_value("Typed in a hurry")
    expect(state(workspace)).to_contain_text("Saved at")
    assert Draft.objects.get().candidate.user.username == "grace"
    workspace.get_by_role("button", name="Log out").click()
    workspace.goto(WORKSPACE)
    workspace.wait_for_timeout(1500)
    expect(editor(workspace)).to_have_value("")


def test_words_typed_before_signing_in_never_replace_the_accounts(workspace: Page):
    """Both drafts have been saved as often, which says nothing of one beginning from the other."""
    ada = User.objects.create_user("ada", password="correct-horse-battery")
    save_edit(
        Candidate.objects.create(user=ada),
        Question.objects.get(),
        Edit("Of the account", 0, "elsewhere", 1),
    )
    editor(workspace).fill("Of the visit")
    expect(state(workspace)).to_contain_text("Saved at")
    editor(workspace).fill("Of the visit, and on")
    sign_in(workspace)
    workspace.goto(WORKSPACE)
    expect(workspace.locator("#conflict")).to_contain_text("Of the visit")
    workspace.wait_for_timeout(2500)
    texts = {Draft.objects.get().text, *KeptText.objects.values_list("text", flat=True)}
    assert {"Of the account", "Of the visit, and on"} <= texts


def test_words_typed_just_before_logging_out_stay_the_accounts(workspace: Page):
    User.objects.create_user("ada", password="correct-horse-battery")
    sign_in(workspace)
    workspace.goto(WORKSPACE)
    editor(workspace).fill("Mine alone")
    workspace.get_by_role("button", name="Log out").click()
    expect(workspace.get_by_role("link", name="Sign in")).to_be_visible()
    assert Draft.objects.get().candidate.user.username == "ada"
    assert Draft.objects.get().text == "Mine alone"
    expect_nothing_kept(workspace)
    workspace.goto(WORKSPACE)
    workspace.wait_for_timeout(1500)
    expect(editor(workspace)).to_have_value("")


def test_what_another_device_wrote_on_from_is_no_conflict(workspace: Page):
    editor(workspace).fill("On the laptop")
    expect(state(workspace)).to_contain_text("Saved at")
    editor(workspace).fill("On the laptop, to the last word")
    workspace.goto("/questions/")
    last_words = Draft.objects.filter(text="On the laptop, to the last word")
    # They go out as the page is left, and nobody in the browser hears that they have arrived.
    for _ in range(100):
        if last_words.exists():
            break
        workspace.wait_for_timeout(50)
    draft = last_words.get()
    later = Edit(f"{draft.text}. And on the phone", draft.version, "phone", 1)
    save_edit(draft.candidate, draft.question, later)
    workspace.goto(WORKSPACE)
    workspace.wait_for_timeout(1500)
    expect(editor(workspace)).to_have_value("On the laptop, to the last word. And on the phone")
    expect(workspace.locator(".conflict")).to_have_count(0)


def test_a_fresh_start_from_the_attempts_page_leaves_the_editor_empty(workspace: Page):
    editor(workspace).fill("I rolled the release back first and asked why later.")
    workspace.get_by_role("button", name="Compare with the key points").click()
    expect(workspace).to_have_url(re.compile("/attempts/"))
    attempt = workspace.url
    workspace.goto(WORKSPACE)
    editor(workspace).fill("Another tail")
    workspace.goto(attempt)
    workspace.get_by_role("button", name="Start a fresh answer").click()
    expect(workspace.locator(".conflict")).to_have_count(1)
    workspace.wait_for_timeout(1500)
    expect(editor(workspace)).to_have_value("")


@pytest.mark.parametrize("button", ["Show the first key point", "Compare with the key points"])
def test_a_click_that_found_no_server_is_not_repeated_but_the_text_is_saved(
    workspace: Page, troubles, button
):
    troubles.allow(OFFLINE)
    troubles.allow("htmx:")
    editor(workspace).fill("On a train")
    expect(state(workspace)).to_contain_text("Saved at")
    editor(workspace).fill("On a train, in a tunnel")
    workspace.context.set_offline(True)
    workspace.get_by_role("button", name=button).click()
    expect(state(workspace)).to_contain_text("Not saved: no connection")
    workspace.context.set_offline(False)
    expect(state(workspace)).to_contain_text("Saved at")
    expect(workspace).to_have_url(re.compile(WORKSPACE))
    expect(workspace.get_by_role("button", name="Show the first key point")).to_have_count(1)
    draft = Draft.objects.get()
    assert draft.text == "On a train, in a tunnel"
    assert not draft.reveals.exists()


def test_a_fresh_start_within_the_pause_keeps_the_text_and_empties_the_editor(workspace: Page):
    editor(workspace).fill("Not yet compared")
    workspace.get_by_role("button", name="Start a fresh answer").click()
    expect(workspace.locator(".conflict")).to_contain_text("Not yet compared")
    expect(workspace.locator(".conflict")).to_have_count(1)
    workspace.wait_for_timeout(1500)
    expect(editor(workspace)).to_have_value("")


def test_what_the_attempts_page_could_not_keep_is_said(workspace: Page, troubles):
    troubles.allow(OFFLINE)
    troubles.allow("htmx:")
    editor(workspace).fill("I rolled the release back first and asked why later.")
    workspace.get_by_role("button", name="Compare with the key points").click()
    mistakes = workspace.get_by_role("group", name="Tick what you find").get_by_role("checkbox")
    mistakes.first.check()
    expect(workspace.locator("#mistakes-kept")).to_contain_text("Kept: 1 ticked")
    workspace.context.set_offline(True)
    mistakes.last.check()
    expect(workspace.locator("#mistakes-kept")).to_contain_text("Not kept")
    expect(workspace.locator("#messages")).to_contain_text("did not reach the server")
    workspace.context.set_offline(False)
    mistakes.last.uncheck()
    expect(workspace.locator("#messages")).not_to_contain_text("did not reach the server")


def test_typing_a_search_leaves_one_step_back(page: Page):
    page.goto("/")
    page.goto("/questions/")
    page.get_by_label("Search").press_sequentially("outage", delay=300)
    expect(page).to_have_url(re.compile("q=outage"))
    page.go_back()
    expect(page).to_have_url(re.compile("/$"))
