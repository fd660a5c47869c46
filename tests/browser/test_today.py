"""Today, grades and preferences in the page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.models import Attempt, Grade
from practice.schedule.grading import grade_attempt
from prepbank.accounts.candidates import SESSION_KEY
from prepbank.accounts.models import Candidate
from tests.factories import ANSWER, make_question

TITLES = ["A release that took the checkout down", "An alert that nobody owned", "A slow database"]


@pytest.fixture
def candidate(transactional_db):
    """Someone with three answers of last week, graded, and five questions that they never saw."""
    candidate = Candidate.objects.create(
        interview_on=timezone.localdate() + timedelta(days=12), daily_questions=4
    )
    for number in range(5):
        make_question(title=f"New question {number}", topics=("on-call",), difficulty="easy")
    for title, grade in zip(TITLES, (Grade.AGAIN, Grade.HARD, Grade.EASY), strict=True):
        question = make_question(title=title)
        draft, _ = save_edit(candidate, question, Edit(ANSWER, 0, "page", 1))
        attempt = compare_draft(draft)
        Attempt.objects.filter(pk=attempt.pk).update(created_at=timezone.now() - timedelta(days=6))
        grade_attempt(attempt, grade)
    return candidate


@pytest.fixture
def enter(candidate, client, live_server):
    """Take a page to an address, as the candidate."""
    session = client.session
    session[SESSION_KEY] = candidate.pk
    session.save()

    def enter(page: Page, address: str) -> None:
        cookie = {"name": "sessionid", "value": session.session_key, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(address)

    return enter


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_the_plan_is_shown(any_page: Page, enter, axe):
    page = any_page
    enter(page, "/today/")
    expect(page.get_by_role("heading", name=TITLES[0])).to_be_visible()
    expect(page.get_by_text("You could not answer it 6 days ago")).to_be_visible()
    expect(page.get_by_text("Interview in 12 days")).to_be_visible()
    # The days stay days: a moment would be rewritten into the browser's zone, clock and all.
    expect(page.locator("h1 time")).to_have_text(
        f"{timezone.localdate():%A} {timezone.localdate().day} {timezone.localdate():%B}"
    )
    assert fits(page)
    axe(page)


def test_a_grade_is_accepted_in_the_page(any_page: Page, enter, axe):
    page = any_page
    enter(page, Attempt.objects.order_by("pk").last().get_absolute_url())
    kept = page.locator("#grade-kept")
    page.get_by_role("radio", name="Hard").check()
    button = page.locator("#grade").get_by_role("button", name="Keep")
    button.click()
    expect(kept).to_contain_text("Comes back")
    expect(button).to_be_focused()
    page.get_by_role("radio", name="Leave it out").check()
    button.click()
    expect(kept).to_contain_text("Left out")
    assert fits(page)
    axe(page)


def test_disagreeing_changes_the_suggestion_and_not_what_was_picked(page: Page, enter, candidate):
    attempt = candidate.attempts.first()
    grade_attempt(attempt, None)
    enter(page, attempt.get_absolute_url())
    expect(page.locator("#grade-reason")).to_contain_text("Suggested: Good")
    page.get_by_role("radio", name="Hard").check()
    page.locator("#point-3").get_by_role("radio", name="Covered").check()
    expect(page.locator("#grade-reason")).to_contain_text("Suggested: Easy")
    expect(page.get_by_role("radio", name="Hard")).to_be_checked()


def test_preferences_are_kept_and_the_browsers_zone_is_offered(
    any_page: Page, enter, candidate, axe
):
    page = any_page
    enter(page, "/practice/preferences/")
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    page.get_by_role("button", name=f"Use {zone}").click()
    expect(page.get_by_label("Your time zone")).to_be_focused()
    page.get_by_label("Questions a day").fill("2")
    axe(page)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    expect(page.locator("#zone-offer")).to_be_hidden()
    assert fits(page)
    candidate.refresh_from_db()
    assert (candidate.time_zone, candidate.daily_questions) == (zone, 2)


def test_what_is_refused_is_told_beside_the_field(page: Page, enter, axe, troubles):
    troubles.allow("422")
    enter(page, "/practice/preferences/")
    page.get_by_label("Questions a day").fill("99")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("less than or equal to 20")).to_be_visible()
    axe(page)


def test_all_of_it_without_javascript(plain_page: Page, enter, candidate):
    page = plain_page
    attempt = candidate.attempts.first()
    enter(page, attempt.get_absolute_url())
    page.get_by_role("radio", name="Again").check()
    page.locator("#grade").get_by_role("button", name="Keep").click()
    expect(page.locator("#grade-kept")).to_contain_text("Comes back")
    page.goto("/practice/preferences/")
    page.get_by_label("Your time zone").select_option("Asia/Kathmandu")
    page.get_by_role("button", name="Keep").click()
    page.goto("/today/")
    expect(page.get_by_text("by the clock of Asia/Kathmandu")).to_be_visible()
