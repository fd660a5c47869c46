"""A real Chromium for the tests in this folder, each of which carries the mark ``browser``.

``page``         a page of 1280 pixels, light, JavaScript on
``phone_page``   the same at 390 pixels
``plain_page``   the same with JavaScript off
``any_page``     runs the test twice: on a light phone and on a dark desktop
``new_page``     makes further pages, each a visitor of its own: ``new_page(width=390, scheme="dark")``
``axe``          ``axe(page)`` fails when axe-core finds a violation (not on ``plain_page``)
``troubles``     what went wrong in the pages so far; ``troubles.allow("422")`` lets a text pass

Addresses are relative to the live server: ``page.goto("/questions/")``. When the test ends, any
console error, script error, CSP violation or request to another host fails it.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.lanes import CHROMIUM_MISSING, find_chromium

HERE = Path(__file__).parent
DESKTOP, PHONE = 1280, 390
HEIGHT = 900
# Widths change the layout and schemes the colours, so two looks meet what four would, in half the time.
LOOKS = [(PHONE, "light"), (DESKTOP, "dark")]
TIMEOUT_MS = 10_000

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Troubles:
    """Everything that a page should not do, gathered while a test runs."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.found: list[str] = []
        self.allowed: list[str] = []

    def allow(self, text: str) -> None:
        """Expect a trouble whose description holds ``text``, such as "422 (Unprocessable"."""
        self.allowed.append(text)

    def unexpected(self) -> list[str]:
        return [line for line in self.found if not any(text in line for text in self.allowed)]

    def watch(self, page: Page) -> None:
        page.on("console", self.note_console)
        page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))
        page.on("request", self.note_request)

    def note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(f"console: {message.text} ({message.location['url']})")

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.found.append(f"request to another host: {request.url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if not path:
        pytest.skip(CHROMIUM_MISSING)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's synchronous interface keeps an event loop running in the test's own thread,
        # which Django would take for asynchronous code that must not touch the database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        sandbox = ["--no-sandbox"] if as_root else []
        browser = playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *sandbox])
        yield browser
        browser.close()


@pytest.fixture
def troubles(live_server: LiveServer) -> Iterator[Troubles]:
    troubles = Troubles(live_server.url)
    yield troubles
    if unexpected := troubles.unexpected():
        pytest.fail("The pages ran into trouble:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture
def new_page(browser: Browser, live_server: LiveServer, troubles: Troubles) -> Iterator[NewPage]:
    contexts = []

    def make(width: int = DESKTOP, scheme: str = "light", javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHT},
            color_scheme=scheme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(TIMEOUT_MS)
        contexts.append(context)
        page = context.new_page()
        troubles.watch(page)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.fixture
def phone_page(new_page: NewPage) -> Page:
    return new_page(width=PHONE)


@pytest.fixture
def plain_page(new_page: NewPage) -> Page:
    return new_page(javascript=False)


@pytest.fixture(
    params=LOOKS,
    ids=lambda look: "{}px-{}".format(*look),
)
def any_page(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    width, scheme = request.param
    return new_page(width=width, scheme=scheme)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    def check(page: Page) -> None:
        # axe waits for timers, which never fire where JavaScript is off.
        assert not page.evaluate("matchMedia('(scripting: none)').matches"), "use a scripted page"
        results = Axe().run(page)
        if results.violations_count:
            pytest.fail(results.generate_report(), pytrace=False)

    return check
