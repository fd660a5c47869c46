"""A mock interview in the browser: interrupted, left, read aloud, without a script, by keyboard."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from practice.interviews.holding import begin_interview, current_turn, finish
from practice.models import Draft, MockInterview, Turn
from prepbank.accounts.candidates import SESSION_KEY
from prepbank.accounts.models import Candidate
from tests.browser.test_looks import check, speak_for
from tests.factories import ANSWER, make_question

SPEAKER = """
window.spoken = [];
window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, "speechSynthesis", {
    value: { speak: (words) => window.spoken.push(words.text), cancel: () => window.spoken.push("—") },
});
"""


@pytest.fixture(autouse=True)
def bank(transactional_db):
    for subject in ("databases", "queues", "caches"):
        make_question(subject, title=subject.capitalize(), prompt=f"What about {subject}?")


@pytest.fixture
def interview():
    return begin_interview(Candidate.objects.create(), 3)


@pytest.fixture
def as_candidate(interview, client, live_server):
    session = client.session
    session[SESSION_KEY] = interview.candidate.pk
    session.save()
    return lambda page: speak_for(page, session.session_key, live_server.url)


def only_one_interrupted(interview: MockInterview, after: int) -> Turn:
    """Let the first question be the interrupted one."""
    aside = interview.turns.filter(kind="interruption").first()
    earlier = interview.turns.filter(position__lt=aside.interrupts.position)
    earlier.update(done_at=timezone.now())
    Turn.objects.filter(pk=aside.pk).update(interrupts_after=after)
    return aside


def test_the_interviewer_interrupts_while_one_types(interview, as_candidate, page: Page):
    aside = only_one_interrupted(interview, after=2)
    as_candidate(page)
    page.goto(interview.get_absolute_url())
    editor = page.get_by_label("Your answer")
    editor.press_sequentially("I was about to say", delay=30)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The interviewer interrupts you")
    # It takes neither the focus nor a word away.
    expect(editor).to_be_focused()
    page.keyboard.type(" that")
    page.get_by_role("button", name="Hear the question").click()
    expect(page.get_by_text(aside.prompt)).to_be_visible()
    expect(page.locator(".clock__time")).to_have_attribute("data-running", "")
    page.get_by_label("Your answer").fill("Twenty minutes.")
    page.get_by_role("button", name="Back to your answer").click()
    expect(page.get_by_label("Your answer")).to_have_value("I was about to say that")
    expect(alert).to_be_hidden()
    assert Draft.objects.get(turn=aside).text == "Twenty minutes."


def test_the_question_is_read_aloud_where_the_browser_can(interview, as_candidate, page: Page):
    page.add_init_script(SPEAKER)
    as_candidate(page)
    page.goto(interview.get_absolute_url())
    button = page.get_by_role("button", name="Read aloud")
    button.click()
    assert page.evaluate("spoken") == [current_turn(interview).prompt]
    page.get_by_role("button", name="Stop reading").click()
    expect(button).to_be_visible()
    assert page.evaluate("spoken")[-1] == "—"


def test_no_button_to_read_aloud_where_the_browser_cannot(interview, as_candidate, page: Page):
    page.add_init_script("delete window.speechSynthesis")
    as_candidate(page)
    page.goto(interview.get_absolute_url())
    expect(page.get_by_label("Your answer")).to_be_visible()
    expect(page.get_by_role("button", name="Read aloud")).to_be_hidden()


def test_the_same_without_a_script(plain_page: Page):
    page = plain_page
    page.goto("/mock/")
    page.get_by_role("button", name="Start the interview").click()
    for _ in range(9):
        if page.get_by_role("heading", name="How it went").is_visible():
            break
        page.get_by_label("Your answer").fill(ANSWER)
        name = "Back to your answer" if page.get_by_text("interrupts:").is_visible() else "Done"
        page.get_by_role("button", name=name).click()
        if page.get_by_label("Your answer").is_visible() and name != "Done":
            expect(page.get_by_label("Your answer")).to_have_value(ANSWER)
    expect(page.get_by_text("of 9 key points covered")).to_be_visible()


def test_what_was_typed_without_a_connection_comes_back(interview, as_candidate, page, troubles):
    troubles.allow("ERR_INTERNET_DISCONNECTED")
    troubles.allow("htmx:")
    as_candidate(page)
    page.goto(interview.get_absolute_url())
    page.context.set_offline(True)
    page.get_by_label("Your answer").press_sequentially("Said in a tunnel")
    expect(page.locator("#save-state")).to_contain_text("Not saved")
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_contain_text("Saved at")
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("Said in a tunnel")
    assert Draft.objects.get(turn=current_turn(interview)).text == "Said in a tunnel"


def test_its_pages_look_right(interview, as_candidate, any_page: Page, axe):
    aside = only_one_interrupted(interview, after=0)
    turn = aside.interrupts
    Draft.objects.update_or_create(
        candidate=interview.candidate, question=turn.question, turn=turn, defaults={"text": ANSWER}
    )
    as_candidate(any_page)
    for address in ("/mock/", turn.get_absolute_url(), aside.get_absolute_url()):
        check(any_page, axe, address)
    finish(interview)
    check(any_page, axe, "/mock/")
    check(any_page, axe, interview.get_absolute_url())
    check(any_page, axe, f"/mock/{interview.pk}/delete/")
