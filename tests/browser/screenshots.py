"""Takes the screenshots in docs/ of the product as it is: ``make screenshots``.

Not collected with the tests, whose fixtures it uses.
"""

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from prepbank.accounts.models import User

pytestmark = pytest.mark.trained

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
QUESTION = "false-positive-alert"
ANSWER = """\
Our queue alert paged me most nights at half past two, while the nightly import ran. The first thing I \
checked was the error rate on the website and the age of the oldest order, and no customer was affected, \
so I knew the page was false.

I silenced just that one rule until the morning and left everything else on. The next day I pulled the \
history: eleven pages in a month, and nobody had needed to do anything for any of them. The rule measured \
how long the queue was, which is normal while the import runs.

Our pages went from eleven a month to one, and my manager was happy."""


DOCUMENT = """\
## 1. Tell me about a page that turned out to be a false alarm. What did you do that night and after?

Answer: I looked at the error rate first, saw that no customer was affected, and silenced that one rule. \
The next day I changed it to measure what customers feel.

## 2. How do you hand over at the end of an on-call week?

Answer: I write down what broke, what I silenced and what I would watch, and walk the next person through it.
"""


@pytest.fixture(autouse=True)
def bank(transactional_db):
    call_command("load_bank", verbosity=0)
    User.objects.create_superuser("editor")
    FOLDER.mkdir(parents=True, exist_ok=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "name"), [(1280, ""), (390, "-phone")])
def test_screenshots(new_page, scheme, width, name):
    page = new_page(width=width, scheme=scheme)

    def shoot(what: str, full: bool = False) -> None:
        page.screenshot(path=FOLDER / f"{what}{name}-{scheme}.png", full_page=full)

    page.goto("/")
    shoot("landing")
    page.goto("/questions/")
    shoot("questions")
    page.goto(f"/questions/{QUESTION}/")
    shoot("question")
    answer(page)
    shoot("workspace")
    page.get_by_role("button", name="Compare with the key points").click()
    expect(page.locator(".verdicts")).to_be_visible()
    shoot("attempt", full=width == 390)
    page.locator("#delivery").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('delivery').scrollIntoView()")
    shoot("delivery")
    page.locator("#grade").get_by_label("Hard").check()
    page.locator("#grade").get_by_role("button", name="Keep").click()
    expect(page.locator("#grade-kept")).to_contain_text("Comes back")
    page.goto("/today/")
    shoot("today")
    mock_interview(page)
    shoot("mock")
    page.get_by_role("button", name="End the interview here").click()
    expect(page.get_by_role("heading", name="How it went")).to_be_visible()
    page.goto("/practice/progress/")
    shoot("progress")


def mock_interview(page: Page) -> None:
    page.goto("/mock/")
    page.get_by_role("button", name="Start the interview").click()
    page.get_by_label("Your answer").fill("First I would ask who is hurt, and how badly.")
    expect(page.locator("#save-state")).to_contain_text("Saved at")


def answer(page: Page) -> None:
    page.goto(f"/questions/{QUESTION}/practise/")
    page.get_by_label("Your answer").fill(ANSWER)
    page.get_by_role("button", name="Show the first key point").click()
    expect(page.locator("#rung-key-point li")).to_be_visible()
    expect(page.locator("#save-state")).to_contain_text("Saved at")


@pytest.fixture
def admin(new_page, client, live_server) -> Page:
    client.force_login(User.objects.get(username="editor"))
    page = new_page()
    cookie = {"name": "sessionid", "value": client.session.session_key, "url": live_server.url}
    page.context.add_cookies([cookie])
    return page


def test_admin(admin):
    page = admin
    page.goto("/admin/questions/question/")
    page.get_by_role("link", name="Handling a false alarm").click()
    expect(page.get_by_label("Sample answer:")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / "admin.png")


def test_import(admin, tmp_path):
    document = tmp_path / "on-call.md"
    document.write_text(DOCUMENT)
    admin.goto("/admin/questions/import/add/")
    admin.get_by_label("Documents").set_input_files(document)
    admin.get_by_role("button", name="Read the documents").click()
    admin.get_by_label("Change “Handling a false alarm”").check()
    expect(admin.locator("#decided-1")).to_contain_text("Saved")
    admin.screenshot(path=FOLDER / "import.png")
