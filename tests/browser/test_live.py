"""Coverage while typing, as a candidate meets it; and the pages around overrides."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.models import Attempt, Draft, Reveal
from prepbank.accounts.models import Candidate, User
from tests.browser.test_looks import speak_for
from tests.factories import ANSWER, POINTS, make_question

WORKSPACE = "/questions/outage/practise/"
FIRST, SECOND, _ = (text for text, _ in POINTS.values())


@pytest.fixture(autouse=True)
def question(transactional_db):
    return make_question("outage")


@pytest.fixture
def workspace(page: Page) -> Page:
    page.goto(WORKSPACE)
    return page


def editor(page: Page):
    return page.get_by_label("Your answer")


def switch(page: Page):
    return page.get_by_label("Show coverage while I type")


def coverage(page: Page):
    return page.locator("#live-coverage")


def asked(page: Page) -> list[str]:
    """The list to which every request for coverage is added, by its text."""
    texts: list[str] = []
    page.on(
        "request",
        lambda request: request.url.endswith("/coverage/") and texts.append(request.post_data),
    )
    return texts


def hold(page: Page) -> list[Route]:
    """The list into which the next request for coverage goes, to be let on later or never."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route("**/coverage/", keep, times=1)
    return held


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_contain_text("Saved at")


def test_it_is_off_and_asks_nothing_until_it_is_switched_on(workspace: Page):
    texts = asked(workspace)
    expect(switch(workspace)).not_to_be_checked()
    editor(workspace).fill(ANSWER)
    saved(workspace)
    workspace.wait_for_timeout(1500)
    assert texts == []
    assert not Reveal.objects.exists()


def test_it_follows_after_a_pause_and_not_at_every_key(workspace: Page):
    texts = asked(workspace)
    switch(workspace).check()
    expect(coverage(workspace)).to_contain_text("nothing to compare yet")
    editor(workspace).press_sequentially(ANSWER[:79], delay=25)
    expect(coverage(workspace)).to_contain_text("1 of 3 covered")
    assert len(texts) == 2
    saved(workspace)
    assert Draft.objects.get().text == ANSWER[:79]
    assert Draft.objects.get().version == 1


@pytest.fixture(autouse=True)
def _refusals(troubles):
    """A refused request is a line in the console."""
    troubles.allow("422")


def test_it_names_what_is_opened_and_nothing_else(workspace: Page):
    editor(workspace).fill(ANSWER)
    saved(workspace)
    switch(workspace).check()
    expect(coverage(workspace)).to_contain_text("2 of 3 covered")
    live = workspace.locator("#live")
    expect(live).not_to_contain_text(FIRST)
    workspace.get_by_role("button", name="Show the first key point").click()
    expect(live).to_contain_text(FIRST)
    expect(live).not_to_contain_text(SECOND)


def test_it_is_noted_with_the_attempt(workspace: Page):
    switch(workspace).check()
    editor(workspace).fill(ANSWER)
    expect(coverage(workspace)).to_contain_text("2 of 3 covered")
    workspace.get_by_role("button", name="Compare with the key points").click()
    expect(workspace.locator("main")).to_contain_text(
        "Seen before comparing: Coverage while typing"
    )
    assert not Attempt.objects.get().is_unaided


def test_it_is_remembered_until_it_is_switched_off(workspace: Page):
    switch(workspace).check()
    workspace.reload()
    expect(switch(workspace)).to_be_checked()
    workspace.wait_for_timeout(1000)
    expect(coverage(workspace)).to_be_empty()
    editor(workspace).fill(ANSWER)
    expect(coverage(workspace)).to_contain_text("2 of 3 covered")
    workspace.reload()
    expect(coverage(workspace)).to_contain_text("2 of 3 covered")
    switch(workspace).uncheck()
    expect(coverage(workspace)).to_be_empty()
    expect(workspace.locator("#live-points")).to_be_empty()
    workspace.reload()
    expect(switch(workspace)).not_to_be_checked()
    assert workspace.evaluate("localStorage.length") == 0


def test_a_slow_answer_to_an_older_text_is_not_shown(workspace: Page, troubles):
    troubles.allow("htmx:")
    switch(workspace).check()
    held = hold(workspace)
    editor(workspace).fill(ANSWER)
    saved(workspace)
    workspace.wait_for_timeout(1000)
    assert held
    editor(workspace).fill("We had cake.")
    held[0].continue_()
    workspace.wait_for_timeout(400)
    expect(coverage(workspace)).not_to_contain_text("2 of 3 covered")
    expect(coverage(workspace)).to_contain_text("0 of 3 covered")


def test_a_save_does_not_wait_for_it(workspace: Page, troubles):
    """A save that finds it on its way goes first, and coverage is asked for again after it."""
    troubles.allow("htmx:")
    switch(workspace).check()
    held = hold(workspace)
    editor(workspace).fill("We had cake.")
    saved(workspace)
    workspace.wait_for_timeout(1000)
    assert held
    editor(workspace).fill(ANSWER)
    expect(workspace.locator("#save-state")).to_contain_text("Not saved yet")
    saved(workspace)
    assert Draft.objects.get().text == ANSWER
    expect(coverage(workspace)).to_contain_text("2 of 3 covered")


def test_it_never_says_that_a_save_is_on_its_way_or_done(workspace: Page):
    editor(workspace).fill(ANSWER)
    saved(workspace)
    state = workspace.locator("#save-state")
    before = state.inner_text()
    held = hold(workspace)
    switch(workspace).check()
    for _ in range(100):
        if held:
            break
        workspace.wait_for_timeout(50)
    expect(state).to_have_text(before, use_inner_text=True)
    held[0].continue_()
    expect(coverage(workspace)).to_contain_text("2 of 3 covered")
    expect(state).to_have_text(before, use_inner_text=True)


@pytest.mark.parametrize("failure", ["offline", "500"])
def test_a_failure_is_said_there_and_saving_goes_on(workspace: Page, troubles, failure):
    for text in ("htmx:", "net::ERR", "500"):
        troubles.allow(text)
    fail = {
        "offline": lambda route: route.abort("internetdisconnected"),
        "500": lambda route: route.fulfill(status=500),
    }
    switch(workspace).check()
    workspace.route("**/coverage/", fail[failure], times=1)
    editor(workspace).fill("We had cake.")
    expect(coverage(workspace)).to_contain_text("No coverage just now")
    expect(workspace.locator("#messages")).to_be_empty()
    saved(workspace)
    editor(workspace).fill(ANSWER)
    expect(coverage(workspace)).to_contain_text("2 of 3 covered")


def test_too_long_an_answer_is_said_in_both_places(workspace: Page):
    editor(workspace).fill(ANSWER)
    saved(workspace)
    editor(workspace).fill("x" * 50_001)
    expect(workspace.locator("#save-state")).to_contain_text("up to 50000 characters")
    switch(workspace).check()
    expect(coverage(workspace)).to_contain_text("up to 50000 characters")


def test_it_is_announced_politely_and_alone(workspace: Page):
    """The numbers are in a live region that stays; the points beside it are not read out."""
    expect(coverage(workspace)).to_have_attribute("role", "status")
    assert coverage(workspace).locator("#live-points").count() == 0


def test_without_javascript_there_is_no_switch(plain_page: Page):
    plain_page.goto(WORKSPACE)
    expect(switch(plain_page)).to_be_hidden()
    expect(plain_page.get_by_role("button", name="Compare with the key points")).to_be_visible()


def test_it_is_accessible_and_fits(any_page: Page, axe):
    any_page.goto(WORKSPACE)
    editor(any_page).fill(ANSWER)
    saved(any_page)
    any_page.get_by_role("button", name="Show the first key point").click()
    expect(any_page.locator("#rung-key-point")).to_contain_text(FIRST)
    switch(any_page).check()
    expect(any_page.locator("#live")).to_contain_text(FIRST)
    axe(any_page)
    assert any_page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


# --- Overrides ------------------------------------------------------------------------------------


def test_whether_answers_may_be_used_is_kept_at_once(page: Page, axe):
    page.goto("/practice/")
    box = page.get_by_label("My compared answers may be used to improve the comparison")
    expect(box).not_to_be_checked()
    box.check()
    expect(page.locator("#sharing-kept")).to_have_text("Your compared answers may be used")
    axe(page)
    page.reload()
    expect(box).to_be_checked()
    box.uncheck()
    expect(page.locator("#sharing-kept")).to_have_text("Your answers are not used")
    assert not Candidate.objects.get().shares_texts


def test_the_same_without_javascript(plain_page: Page):
    plain_page.goto("/practice/")
    box = plain_page.get_by_label("My compared answers may be used to improve the comparison")
    box.check()
    plain_page.locator("#sharing").get_by_role("button", name="Keep").click()
    expect(plain_page).to_have_url(re.compile("/practice/#sharing$"))
    expect(box).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_admin_page_of_disagreements(
    question, new_page, client, live_server, scheme, axe, troubles
):
    # The checker styles what it measures, which admin's policy refuses.
    troubles.allow("Applying inline style")
    draft, _ = save_edit(Candidate.objects.create(), question, Edit(ANSWER, 0, "page", 1))
    compare_draft(draft).points.get(key="finds-cause").override_with("covered")
    client.force_login(User.objects.create_superuser("root"))
    page = new_page(scheme=scheme)
    speak_for(page, client.session.session_key, live_server.url)
    page.goto("/admin/")
    axe(page)
    page.get_by_role("link", name="Disagreements").click()
    expect(page.locator("#content")).to_contain_text("1 of 1 (100%)")
    axe(page)
    page.get_by_label("Question:").select_option("outage")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"\?question=outage$"))
    page.get_by_role("link", name=question.title).click()
    page.get_by_role("link", name="Disagreements").click()
    expect(page).to_have_url(re.compile(r"\?question=outage$"))
