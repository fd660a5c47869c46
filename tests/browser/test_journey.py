"""The whole main job, as a candidate does it, on the real bank."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests.factories import ANSWER, make_question

# A card's ring is drawn by the pseudo-element that its link spreads over it.
SHOWS_RING = """control => [null, "::after"].some(
    (part) => getComputedStyle(control, part).outlineStyle !== "none"
)"""
PASSWORD = "correct-horse-battery"


@pytest.fixture
def bank(transactional_db):
    call_command("load_bank", verbosity=0)


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_contain_text("Saved at")


def test_browse_practise_reveal_compare_and_sign_up(bank, page: Page):
    page.goto("/")
    page.get_by_role("link", name="Browse all 43 questions").click()
    expect(page.get_by_role("status").filter(has_text="questions")).to_contain_text("43 questions")

    page.get_by_label("Search", exact=True).fill("false alarm")
    page.get_by_role("checkbox", name=re.compile("Easy")).check()
    expect(page).to_have_url(re.compile(r"\?q=false\+alarm&difficulty=easy$"))
    page.get_by_role("link", name="Handling a false alarm").click()

    expect(page.get_by_role("heading", name="Handling a false alarm")).to_be_visible()
    page.get_by_role("link", name="Practise this question").click()

    editor = page.get_by_label("Your answer")
    editor.press_sequentially("Our CPU alert paged us every night while the batch job ran. ")
    editor.press_sequentially("I looked at the error rate first and no customer was affected. ")
    expect(page.locator("#pace-words")).to_have_text("24 words")
    saved(page)

    page.get_by_role("button", name="Show the structure").click()
    expect(page.locator("#rung-structure")).to_contain_text("Situation")
    page.get_by_role("button", name="Show the first key point").click()
    expect(page.locator("#rung-key-point")).to_contain_text("1 of")
    page.get_by_role("button", name="Show common mistakes").click()
    page.get_by_role("button", name="Show the sample answer").click()
    expect(page.locator("#rung-sample-answer .prose").first).to_be_visible()
    page.get_by_role("button", name="Insert the structure").click()
    expect(editor).to_have_value(re.compile("Situation:"))

    page.reload()
    expect(editor).to_have_value(re.compile(r"no customer was affected\..*Situation:", re.DOTALL))

    page.get_by_role("button", name="Compare with the key points").click()
    expect(page.get_by_role("heading", name=re.compile("Attempt 1"))).to_be_visible()
    expect(page.locator("main")).to_contain_text("Seen before comparing: 1 key point, Structure")
    page.locator("#point-1").get_by_label("Covered").check()
    expect(page.locator("#settled-1")).to_contain_text("Covered")
    page.locator("#mistakes").get_by_role("checkbox").first.check()
    expect(page.locator("#mistakes-kept")).to_contain_text("Kept")

    page.get_by_role("link", name="Create account").click()
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label(re.compile("Password.*again")).fill(PASSWORD)
    page.get_by_role("button", name=re.compile("Create|Sign up")).click()
    expect(page.get_by_role("heading", name=re.compile("Attempt 1"))).to_be_visible()
    expect(page.locator(".site-header")).to_contain_text("ada")

    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="Practise again").click()
    editor.fill(ANSWER)
    page.get_by_role("button", name="Compare with the key points").click()
    expect(page.get_by_role("heading", name=re.compile("Attempt 2"))).to_be_visible()
    page.get_by_role("link", name="History").click()
    page.get_by_role("link", name="From attempt 1").click()
    expect(page.locator("ins").nth(1)).to_be_visible()
    expect(page.locator("del").nth(1)).to_be_visible()


def test_the_same_without_javascript(bank, plain_page: Page):
    page = plain_page
    page.goto("/")
    page.get_by_role("link", name="Browse all 43 questions").click()
    page.get_by_label("Search", exact=True).fill("false alarm")
    page.get_by_role("checkbox", name=re.compile("Easy")).check()
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Handling a false alarm").click()
    page.get_by_role("button", name="Show common mistakes").click()
    expect(page.locator("#rung-mistakes li").first).to_be_visible()
    page.get_by_role("link", name="Practise this question").click()

    editor = page.get_by_label("Your answer")
    editor.fill("I looked at the error rate first.")
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page)
    editor.fill("I looked at the error rate first, on the dashboard.")
    page.get_by_role("button", name="Show the first key point").click()
    expect(page.locator("#rung-key-point li").first).to_be_visible()
    expect(editor).to_have_value("I looked at the error rate first, on the dashboard.")
    page.get_by_role("button", name="Insert the structure").click()
    expect(editor).to_have_value(re.compile("dashboard.*Situation:", re.DOTALL))
    page.get_by_role("button", name="Compare with the key points").click()

    page.locator("#point-2").get_by_label("Partly").check()
    page.locator("#point-2").get_by_role("button", name="Keep").click()
    expect(page.locator("#settled-2")).to_contain_text("Partly")
    page.locator("#mistakes").get_by_role("checkbox").first.check()
    page.locator("#mistakes").get_by_role("button", name="Keep").click()
    expect(page.locator("#mistakes").get_by_role("checkbox").first).to_be_checked()
    page.get_by_role("button", name="Start a fresh answer").click()
    expect(editor).to_have_value("")
    page.get_by_role("link", name="Your practice").click()
    expect(page.locator("main")).to_contain_text("1 attempt at 1 question")

    page.locator(".site-header").get_by_role("link", name="Create account").click()
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label(re.compile("Password.*again")).fill(PASSWORD)
    page.get_by_role("button", name=re.compile("Create|Sign up")).click()
    expect(page.locator("main")).to_contain_text("1 attempt at 1 question")
    page.get_by_role("button", name="Log out").click()
    page.goto("/practice/")
    expect(page.locator("main")).to_contain_text("Nothing here yet")


def test_the_main_job_by_keyboard_alone(transactional_db, page: Page):
    make_question("outage", title="The outage")
    page.goto("/questions/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "link", "The outage")
    page.keyboard.press("Enter")
    tab_to(page, "link", "Practise this question")
    page.keyboard.press("Enter")
    tab_to(page, "textbox", "Your answer")
    page.keyboard.type("I rolled the release back first and asked why later.")
    tab_to(page, "button", "Show the structure")
    page.keyboard.press("Enter")
    expect(page.locator("#rung-structure")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    for _ in range(6):
        if page.get_by_role("button", name="Compare with the key points").evaluate(
            "button => button === document.activeElement"
        ):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Attempt 1"))).to_be_visible()


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until the control has the focus, and see its focus ring."""
    wanted = page.get_by_role(role, name=name)
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("control => control === document.activeElement"):
            assert wanted.evaluate(SHOWS_RING), f"the {role} {name!r} shows no focus ring"
            return
    raise AssertionError(f"Tab never reached the {role} {name!r}")
