"""The clock beside the editor: what is seen, what is said aloud, and what becomes of it on leaving."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from practice.models import Attempt, Draft
from questions.models import Question
from tests.factories import ANSWER, make_question

WORKSPACE = "/questions/outage/practise/"
BUTTON = re.compile("(Start|Pause) the clock")


@pytest.fixture(autouse=True)
def question(transactional_db):
    return make_question("outage")


def start(page: Page) -> None:
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator(".clock__time")).to_have_attribute("data-running", "")


def set_back(seconds: int) -> None:
    """Let the running clock have begun so many seconds ago."""
    Draft.objects.update(timer_started_at=timezone.now() - timedelta(seconds=seconds))


def test_it_runs_and_pauses_and_keeps_the_focus(page: Page):
    page.goto(WORKSPACE)
    page.get_by_role("button", name=BUTTON).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".clock__time")).to_have_text("0:02")
    expect(page.locator(".clock__zone")).to_have_text("under the target")
    page.keyboard.press("Enter")
    expect(page.locator(".clock__zone")).to_have_text("under the target, paused")
    expect(page.get_by_role("button", name=BUTTON)).to_be_focused()
    assert Draft.objects.get().timer_started_at is None


def test_only_a_new_zone_is_said_aloud(page: Page):
    page.goto(WORKSPACE)
    start(page)
    spoken = page.locator("#clock-zone")
    expect(page.locator(".clock__time")).to_have_text("0:01")
    expect(spoken).to_be_empty()
    assert page.locator(".clock__time").get_attribute("aria-live") == "off"
    set_back(52)
    page.reload()
    expect(spoken).to_have_text("Now in the target", timeout=15_000)
    expect(page.locator(".clock__time")).to_have_text(re.compile("^1:0"))
    expect(spoken).to_have_text("Now in the target", timeout=15_000)


def test_a_length_that_nobody_gave_is_not_called_a_target(page: Page, axe):
    Question.objects.update(target_min_seconds=None, target_max_seconds=None)
    page.goto(WORKSPACE)
    expect(page.locator(".editor__bar")).to_contain_text("No length is given")
    axe(page)
    start(page)
    expect(page.locator(".clock__zone")).to_have_text("under the usual length")
    set_back(58)
    page.reload()
    expect(page.locator("#clock-zone")).to_have_text("Now in the usual length", timeout=15_000)


def test_nothing_is_cut_off_when_the_time_is_up(page: Page):
    page.goto(WORKSPACE)
    start(page)
    set_back(900)
    page.reload()
    expect(page.locator(".clock__zone")).to_have_text("over the target")
    page.get_by_label("Your answer").fill(ANSWER)
    expect(page.locator("#save-state")).to_contain_text("Saved at")
    page.get_by_role("button", name="Compare with the key points").click()
    expect(page.locator(".meta").first).to_contain_text("by the clock")
    assert Attempt.objects.get().text == ANSWER
    assert Attempt.objects.get().seconds >= 900


def test_it_stops_when_the_page_is_left_and_goes_on_after_a_reload(page: Page):
    page.goto(WORKSPACE)
    start(page)
    page.reload()
    expect(page.locator(".clock__time")).to_have_attribute("data-running", "")
    expect(page.locator(".clock__time")).to_have_text("0:03")
    page.goto("/questions/")
    expect_stopped()
    page.goto(WORKSPACE)
    expect(page.locator(".clock__zone")).to_contain_text("paused")
    expect(page.locator("#messages")).to_be_empty()


def expect_stopped() -> None:
    deadline = timezone.now() + timedelta(seconds=10)
    while Draft.objects.get().timer_started_at is not None:
        assert timezone.now() < deadline, "the clock runs on"


def test_without_a_script_the_server_counts(plain_page: Page):
    page = plain_page
    page.goto(WORKSPACE)
    page.get_by_label("Your answer").fill("So far")
    page.get_by_role("button", name=BUTTON).click()
    expect(page.get_by_label("Your answer")).to_have_value("So far")
    set_back(70)
    page.get_by_role("button", name=BUTTON).click()
    expect(page.locator(".clock__time")).to_have_text("1:10")
    expect(page.locator(".clock__zone")).to_have_text("in the target, paused")
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".clock__time")).to_have_text("0:00")


def test_a_reload_right_after_typing_is_no_conflict(page: Page):
    page.goto(WORKSPACE)
    start(page)
    for words in ("One", "One two", "One two three"):
        page.get_by_label("Your answer").fill(words)
        page.wait_for_timeout(250)
        page.reload()
        expect(page.get_by_label("Your answer")).to_have_value(words)
        expect(page.locator("#save-state")).to_contain_text("Saved at")
        expect(page.get_by_text("There are two texts")).to_have_count(0)
    assert Draft.objects.get().text == "One two three"
