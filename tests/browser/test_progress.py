"""Progress in both colour schemes, narrow and wide, and on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_looks import check, speak_for
from tests.practice.conftest import candidate, question, visitor  # noqa: F401
from tests.practice.progress.conftest import HINTS, attempt  # noqa: F401

URL = "/practice/progress/"


@pytest.fixture
def practised(transactional_db, visitor, attempt, live_server):  # noqa: F811
    for _ in range(4):
        attempt("cpm", believed="yyn")
        attempt("mpm", hints=HINTS)

    def enter(page: Page) -> None:
        speak_for(page, visitor.session.session_key, live_server.url)

    return enter


def test_progress_is_accessible_and_fits(practised, any_page: Page, axe):
    practised(any_page)
    check(any_page, axe, URL)
    for details in any_page.locator("details").all():
        details.locator("summary").click()
    axe(any_page)
    assert any_page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_nothing_yet_is_accessible_and_fits(transactional_db, any_page: Page, axe):
    check(any_page, axe, URL)


def test_a_line_has_its_numbers_as_its_name(practised, plain_page: Page):
    practised(plain_page)
    plain_page.goto(URL)
    expect(plain_page.get_by_role("img", name="17% with hints")).to_be_visible()


def test_on_paper_the_numbers_are_open_and_the_charts_fit(practised, page: Page):
    practised(page)
    page.set_viewport_size({"width": 680, "height": 900})
    page.emulate_media(media="print")
    page.goto(URL)
    expect(page.get_by_role("table").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    ink = page.locator(".chart__dot").first.evaluate(
        "dot => getComputedStyle(dot).printColorAdjust"
    )
    assert ink == "exact"
