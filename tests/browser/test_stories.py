"""The story bank as a candidate meets it: written, searched, put into a draft."""

import re
import time

import pytest
from playwright.sync_api import Page, Route, expect

from practice.models import Story
from practice.stories.telling import start_from
from prepbank.accounts.candidates import SESSION_KEY
from prepbank.accounts.models import Candidate, User
from questions.models import Question
from tests.browser.test_looks import check, speak_for
from tests.factories import make_bare_question, make_question, make_story

NEW = "/stories/new/"


@pytest.fixture(autouse=True)
def question(transactional_db):
    return make_question("outage", title="An outage that you resolved")


@pytest.fixture
def candidate(transactional_db):
    return Candidate.objects.create()


@pytest.fixture
def as_candidate(candidate, client, live_server):
    """Lets a page speak for ``candidate``, whom the server must have met first."""
    session = client.session
    session[SESSION_KEY] = candidate.pk
    session.save()
    return lambda page: speak_for(page, session.session_key, live_server.url)


def rows(page: Page):
    return page.locator("#figure-rows").get_by_role("group")


def test_a_story_is_written_and_begins_a_draft(page: Page):
    page.goto(NEW)
    page.get_by_label("Title").fill("The night of the rollback")
    page.get_by_label("Situation").fill("The checkout failed.")
    page.get_by_role("textbox", name="Time to mitigate").fill("14 minutes")
    page.get_by_label("An outage that you resolved").check()
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The night of the rollback")
    expect(page.get_by_role("textbox", name="Time to mitigate")).to_have_value("14 minutes")
    page.get_by_role("button", name="Start a draft").click()
    expect(page.get_by_label("Your answer")).to_have_value(
        "Situation: The checkout failed.\n\nTime to mitigate: 14 minutes (measured)"
    )


def test_one_more_row_takes_the_keyboard(page: Page):
    page.goto(NEW)
    expect(rows(page)).to_have_count(5)
    page.get_by_role("button", name="Add another figure").click()
    expect(rows(page)).to_have_count(6)
    expect(rows(page).last.get_by_label("What it counts")).to_be_focused()
    page.keyboard.type("Orders lost")
    page.keyboard.press("Tab")
    page.keyboard.type("2,300")
    page.get_by_label("Title").fill("With a count")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("With a count")
    assert str(Story.objects.get().figures.get()) == "Orders lost: 2,300"


def test_what_was_typed_stays_when_the_server_says_no(page: Page, troubles):
    troubles.allow("422")
    page.goto(NEW)
    page.get_by_label("Title").fill("x" * 130)
    page.get_by_label("Situation").fill("Typed")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_text("up to 120 characters, and it has 130")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("x" * 130)
    expect(page.get_by_label("Situation")).to_have_value("Typed")


def test_a_slow_search_loses_no_tick(page: Page):
    """A second search goes out while the first is on its way and the boxes are disabled."""
    make_bare_question(title="Zebra crossing")
    page.goto(NEW)
    page.get_by_label("An outage that you resolved").check()

    def slowly(route: Route) -> None:
        time.sleep(0.6)
        route.continue_()

    page.route("**/stories/questions/**", slowly)
    field = page.get_by_label("Search the questions")
    field.press_sequentially("zeb", delay=20)
    page.wait_for_timeout(400)
    field.press_sequentially("ra", delay=20)
    expect(page.get_by_text("Found for “zebra”")).to_be_visible()
    expect(field).to_be_focused()
    expect(page.get_by_label("An outage that you resolved")).to_be_checked()
    page.get_by_label("Zebra crossing").check()
    page.get_by_label("Title").fill("Two of them")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two of them")
    assert Story.objects.get().questions.count() == 2


def test_without_javascript_all_of_it_works(plain_page: Page):
    page = plain_page
    make_bare_question(title="Zebra crossing")
    page.goto(NEW)
    page.get_by_label("Situation").fill("Typed")
    page.get_by_role("button", name="Add another figure").click()
    expect(rows(page)).to_have_count(6)
    page.get_by_label("Search the questions").fill("zebra")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_label("Situation")).to_have_value("Typed")
    expect(page.get_by_label("An outage that you resolved")).to_have_count(0)
    page.get_by_label("Zebra crossing").check()
    page.get_by_label("Title").fill("Plain")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plain")
    page.get_by_role("button", name="Start a draft").click()
    expect(page.get_by_label("Your answer")).to_have_value("Situation: Typed")


def test_a_figure_that_is_confidential_is_noticed_while_typing(
    page: Page, candidate, question, as_candidate
):
    as_candidate(page)
    start_from(make_story(candidate, question, title="The rollback"), question)
    page.goto("/questions/outage/practise/")
    notice = page.locator("#confidential")
    expect(notice).to_be_empty()
    page.get_by_label("Your answer").fill("We lost 2,300 orders that night.")
    expect(notice).to_contain_text("“2,300”, which your story “The rollback” marks confidential")
    page.get_by_label("Your answer").fill("We lost some orders that night.")
    expect(notice).to_be_empty()


def test_the_pages_are_accessible(any_page: Page, axe, candidate, question, as_candidate, troubles):
    story = make_story(
        candidate, question, title="The night that the checkout failed and nobody was paged"
    )
    make_story(candidate, *(make_bare_question() for _ in range(6)))
    make_question("gap", topics=("on-call",), title="A time that you disagreed with your manager")
    for address in ("/stories/", "/stories/table/", NEW):
        check(any_page, axe, address)
    as_candidate(any_page)
    own = story.get_absolute_url()
    for address in ("/stories/", "/stories/table/", own, f"{own}delete/"):
        check(any_page, axe, address)
    troubles.allow("422")
    any_page.goto(own)
    any_page.get_by_label("Title").fill("x" * 130)
    any_page.get_by_role("button", name="Add another figure").click()
    any_page.get_by_role("button", name="Save the story").click()
    expect(any_page.get_by_role("alert")).to_be_visible()
    axe(any_page)


def test_a_story_that_does_not_fit_takes_no_word_away(
    page: Page, candidate, as_candidate, troubles
):
    troubles.allow("422")
    story = make_story(candidate, Question.objects.get(), situation="word " * 1000)
    as_candidate(page)
    page.goto("/questions/outage/practise/")
    page.get_by_label("Your answer").fill("x" * 48_500)
    expect(page.locator("#save-state")).to_contain_text("Saved at")
    page.get_by_role("button", name=story.title).click()
    expect(page.locator("#save-state")).to_contain_text("does not fit any more")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#save-state")).to_contain_text("Saved at")
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("x" * 48_500)


# --- A net under the typing -----------------------------------------------------------------------


def kept(page: Page) -> int:
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.includes(':story:')).length"
    )


def notice(page: Page):
    return page.get_by_text("Brought back from this browser")


def test_what_was_typed_comes_back_after_the_page_is_gone(page: Page, troubles):
    make_bare_question(title="Zebra crossing")
    page.goto(NEW)
    page.get_by_label("Title").fill("The long night")
    page.get_by_label("Situation").fill("The checkout failed.\n\nFor an hour.")
    page.get_by_role("button", name="Add another figure").click()
    expect(rows(page)).to_have_count(6)
    rows(page).last.get_by_label("What it counts").fill("Orders lost")
    rows(page).last.get_by_label("Figure").fill("2,300")
    rows(page).last.get_by_label("How sure").select_option("confidential")
    page.get_by_label("An outage that you resolved").check()
    again = page.context.new_page()
    troubles.watch(again)
    page.close()
    again.goto(NEW)
    expect(notice(again)).to_be_visible()
    expect(again.get_by_label("Situation")).to_have_value("The checkout failed.\n\nFor an hour.")
    expect(rows(again)).to_have_count(6)
    expect(rows(again).last.get_by_label("Figure")).to_have_value("2,300")
    expect(again.get_by_label("An outage that you resolved")).to_be_checked()
    again.get_by_role("button", name="Save the story").click()
    expect(again.get_by_role("heading", level=1)).to_have_text("The long night")
    assert str(Story.objects.get().figures.get()) == "Orders lost: 2,300"
    assert kept(again) == 0
    again.goto(NEW)
    again.wait_for_timeout(1500)
    expect(again.get_by_label("Title")).to_have_value("")


def test_what_came_back_can_be_discarded(page: Page, candidate, as_candidate):
    as_candidate(page)
    story = make_story(candidate, title="As saved")
    page.goto(story.get_absolute_url())
    page.get_by_label("Situation").fill("Not what I wanted")
    page.get_by_role("link", name="Overview").click()
    page.goto(story.get_absolute_url())
    expect(page.get_by_label("Situation")).to_have_value("Not what I wanted")
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_label("Situation")).to_have_value(story.situation)
    expect(notice(page)).to_be_hidden()
    assert kept(page) == 0


def test_a_story_that_the_server_did_not_take_stays_in_the_browser(page: Page, troubles):
    troubles.allow("503")
    page.goto(NEW)
    page.get_by_label("Title").fill("On a train")
    page.route("**/stories/new/", lambda route: route.fulfill(status=503), times=1)
    page.get_by_role("button", name="Save the story").click()
    expect(page.locator("#messages")).to_contain_text("it answered 503")
    page.goto("/stories/")
    page.goto(NEW)
    expect(page.get_by_label("Title")).to_have_value("On a train")


def test_what_another_page_saved_meanwhile_is_not_written_over(
    page: Page, candidate, as_candidate, troubles
):
    troubles.allow("422")
    as_candidate(page)
    story = make_story(candidate, title="As saved")
    page.goto(story.get_absolute_url())
    page.get_by_label("Situation").fill("Typed here")
    page.goto("/stories/")
    Story.objects.get().save()
    page.goto(story.get_absolute_url())
    expect(page.get_by_label("Situation")).to_have_value("Typed here")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("alert")).to_contain_text("Another page saved this story")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    assert Story.objects.get().situation == "Typed here"


def test_words_for_a_story_that_was_deleted_become_a_new_one(
    page: Page, candidate, as_candidate, troubles
):
    troubles.allow("404")
    as_candidate(page)
    story = make_story(candidate, title="Deleted elsewhere")
    page.goto(story.get_absolute_url())
    page.get_by_label("Situation").fill("An hour of typing")
    Story.objects.all().delete()
    page.get_by_role("button", name="Save the story").click()
    page.get_by_role("link", name="write it as a new story").click()
    expect(page.get_by_label("Situation")).to_have_value("An hour of typing")
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deleted elsewhere")
    assert Story.objects.get().situation == "An hour of typing"


def test_another_open_page_keeps_its_words_to_itself(page: Page, troubles):
    page.goto(NEW)
    page.get_by_label("Title").fill("In the first tab")
    other = page.context.new_page()
    troubles.watch(other)
    other.goto(NEW)
    other.wait_for_timeout(1500)
    expect(other.get_by_label("Title")).to_have_value("")
    other.get_by_label("Title").fill("In the second tab")
    assert kept(other) == 2
    page.close()
    other.close()


def test_words_typed_before_signing_in_come_along(page: Page):
    User.objects.create_user("ada", password="correct-horse-battery")
    page.goto(NEW)
    page.get_by_label("Title").fill("Typed as a visitor")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Username or email").fill("ada")
    page.get_by_label("Password").fill("correct-horse-battery")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(NEW))
    expect(page.get_by_label("Title")).to_have_value("Typed as a visitor")
    page.get_by_role("button", name="Log out").click()
    page.goto(NEW)
    page.wait_for_timeout(1500)
    expect(page.get_by_label("Title")).to_have_value("")
