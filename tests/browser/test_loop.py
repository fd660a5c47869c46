"""The whole loop of practice as one candidate goes round it, from a story to the deleted account."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from practice.models import Attempt, MockInterview, ReviewCard, Turn
from prepbank.accounts.models import Candidate, User
from tests.factories import make_question

PASSWORD = "correct-horse-battery"
ANSWER = (
    "\n\nThe checkout was failing for a thousand people. I rolled the release back first and asked why "
    "later. Every fifteen minutes I told customers and support what was going on. We lost 2,300 orders."
)


def test_story_draft_rating_compare_grade_mock_progress_export_delete(
    transactional_db, page: Page, troubles
):
    for subject in ("An outage", "Databases", "Certificates", "Backups"):
        make_question(
            subject.lower().replace(" ", "-"), title=subject, prompt=f"What about {subject}?"
        )
    sign_up(page)
    write_story(page)
    draft_from_it(page)
    rate_and_compare(page)
    grade(page)
    mock_interview(page)
    progress(page)
    export(page)
    delete_account(page)


def sign_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Create account").click()
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label(re.compile("Password.*again")).fill(PASSWORD)
    page.get_by_role("button", name=re.compile("Create|Sign up")).click()
    expect(page.locator(".site-header")).to_contain_text("ada")


def write_story(page: Page) -> None:
    page.get_by_role("link", name="Your practice").click()
    page.get_by_role("link", name="Stories", exact=True).click()
    page.get_by_role("link", name="Write your first story").click()
    page.get_by_label("Title").fill("The night of the rollback")
    page.get_by_label("Situation").fill("The checkout failed on a Friday.")
    page.get_by_role("textbox", name="Time to mitigate").fill("14 minutes")
    other = page.get_by_role("group", name=re.compile("Another figure")).first
    other.get_by_label("What it counts").fill("Orders lost")
    other.get_by_label("Figure", exact=True).fill("2,300 orders")
    other.get_by_role("combobox").select_option("confidential")
    page.get_by_label("An outage").check()
    page.get_by_role("button", name="Save the story").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The night of the rollback")


def draft_from_it(page: Page) -> None:
    page.get_by_role("button", name="Start a draft").click()
    editor = page.get_by_label("Your answer")
    expect(editor).to_have_value(re.compile("Situation: The checkout failed on a Friday."))
    expect(editor).not_to_have_value(re.compile("2,300"))
    page.get_by_role("button", name="Start the clock").click()
    expect(page.locator(".clock__time")).to_have_attribute("data-running", "")
    expect(page.locator(".clock__time")).not_to_have_text("0:00")
    editor.press("Control+End")
    page.keyboard.insert_text(ANSWER)
    expect(page.locator("#confidential")).to_contain_text("2,300")
    expect(page.locator("#save-state")).to_contain_text("Saved at")


def rate_and_compare(page: Page) -> None:
    page.get_by_role("button", name="Rate yourself first").click()
    page.get_by_role("checkbox", name="Rolls back first").check()
    page.get_by_role("checkbox", name="Finds the root cause").check()
    page.get_by_role("button", name="Show the verdicts").click()
    expect(page.get_by_role("heading", name=re.compile("Attempt 1"))).to_be_visible()
    expect(page.locator("#coverage")).to_contain_text(
        "You believed 2 of 3 covered, and 1 of these is"
    )
    expect(page.locator("#coverage")).to_contain_text("2 of 3 covered")
    expect(page.locator(".meta").first).to_contain_text("by the clock")
    delivery = page.locator("#delivery")
    expect(delivery.get_by_text("confidential").first).to_be_visible()
    expect(delivery.locator("mark").first).to_be_visible()


def grade(page: Page) -> None:
    page.locator("#grade").get_by_label("Again").check()
    page.locator("#grade").get_by_role("button", name="Keep").click()
    expect(page.locator("#grade-kept")).to_contain_text("Comes back")
    page.get_by_role("link", name="Today", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("1 done")
    tomorrow = page.locator("main").get_by_text("Tomorrow").first
    expect(tomorrow).to_be_visible()
    assert ReviewCard.objects.get().question.title == "An outage"


def mock_interview(page: Page) -> None:
    page.goto("/mock/")
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_role("heading", name="Question 1 of 3")).to_be_visible()
    expect(page.locator(".clock__time")).to_have_attribute("data-running", "")
    page.get_by_label("Your answer").press_sequentially("I rolled the release back first")
    page.goto("/questions/")
    page.goto("/mock/")
    page.get_by_role("link", name="Go on with it").click()
    expect(page.get_by_label("Your answer")).to_have_value("I rolled the release back first")

    interview = MockInterview.objects.get()
    # Its time comes with the first second of the clock.
    Turn.objects.filter(kind="interruption").update(interrupts_after=1)
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("I rolled the release back first")
    for _ in range(3):
        answer_turn(page)
    expect(page.get_by_role("heading", name="How it went")).to_be_visible()
    expect(page.get_by_text("We need twenty more minutes.").first).to_be_visible()
    expect(page.get_by_role("heading", name="What to practise next")).to_be_visible()
    interview.refresh_from_db()
    assert interview.finished_at
    assert interview.turns.filter(attempt__isnull=False).count() == 3


def answer_turn(page: Page) -> None:
    """Answer the question that the page shows, and first what interrupts it, if anything does."""
    number = page.get_by_role("heading", level=1).inner_text()
    turn = Turn.objects.get(
        interview=MockInterview.objects.get(), position=int(page.url.rstrip("/").split("/")[-1])
    )
    if turn.interruptions.filter(done_at=None).exists():
        page.get_by_role("button", name="Hear the question").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("interrupts")
        page.get_by_label("Your answer").fill("We need twenty more minutes.")
        page.get_by_role("button", name="Back to your answer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(number, re.IGNORECASE))
    page.get_by_label("Your answer").fill("I rolled the release back first and asked why later.")
    page.get_by_role("button", name=re.compile("^Done")).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile(number, re.IGNORECASE))


def progress(page: Page) -> None:
    page.goto("/practice/progress/")
    expect(page.locator("main")).to_contain_text("An outage")
    expect(page.locator("svg[role=img]").first).to_be_visible()


def export(page: Page) -> None:
    page.goto("/practice/data/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Everything, as JSON").click()
    taken = json.loads(Path(waiting.value.path()).read_text())
    assert taken["version"] == 1
    assert len(taken["attempts"]) == Attempt.objects.count() == 4
    assert taken["stories"][0]["title"] == "The night of the rollback"


def delete_account(page: Page) -> None:
    page.get_by_role("link", name="Delete account").click()
    page.get_by_role("textbox").fill("ada")
    page.get_by_role("button", name="Delete my account and everything in it").click()
    expect(page.locator(".site-header")).to_contain_text("Sign in")
    assert not User.objects.exists()
    assert not Candidate.objects.exists()
    assert not Attempt.objects.exists()
