"""The interview's pages, plain and by htmx."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practice.interviews.holding import begin_interview, current_turn, finish
from practice.models import Attempt, Draft, KeptText, MockInterview, Turn
from prepbank.accounts.models import Candidate
from tests.factories import ANSWER
from tests.practice.conftest import HTMX

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
MOCKS = "/mock/"


def body(response):
    return html.unescape(response.content.decode())


def where(response):
    return response.headers.get("Location") or response.headers["HX-Redirect"]


@pytest.fixture
def interrupted(bank, candidate):
    """The turn of a question that is interrupted, with nothing before it left to do."""
    interview = begin_interview(candidate, 3)
    aside = interview.turns.filter(kind="interruption").first()
    earlier = interview.turns.filter(position__lt=aside.interrupts.position)
    earlier.update(done_at=timezone.now())
    return aside.interrupts


def test_the_list_writes_nothing(client, bank):
    page = body(client.get(MOCKS))
    assert "Start the interview" in page
    assert not Candidate.objects.exists()


def test_a_visitor_begins_at_once(client, bank):
    response = client.post(MOCKS, {"count": 4, "round": "", "topics": ["on-call"]})
    interview = MockInterview.objects.get()
    assert where(response) == interview.get_absolute_url()
    assert [topic.slug for topic in interview.topics.all()] == ["on-call"]
    page = client.get(where(response), follow=True)
    assert "Question 1 of 4" in body(page)
    assert "What about" in body(page)
    assert "Help, a step at a time" not in body(page)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"count": 6, "round": "final"}, "Only 2 questions fit, and an interview has at least 3"),
        ({"count": 2}, "2 is not one of the available choices"),
        ({"count": 3, "round": "lunch"}, "lunch is not one of the available choices"),
        ({"count": 3, "topics": ["no-such"]}, "no-such is not one of the available choices"),
        ({"count": 3, "topics": ["\x00"]}, "Null characters are not allowed"),
    ],
)
def test_a_choice_that_cannot_be_is_told_and_kept(client, bank, choice, words):
    response = client.post(MOCKS, choice)
    assert response.status_code == 422
    assert words in body(response)
    assert not MockInterview.objects.exists()


@EITHER_WAY
def test_an_answer_is_saved_and_the_next_question_comes(visitor, interview, press, headers):
    first = current_turn(interview)
    Turn.objects.filter(kind="interruption").delete()
    response = press(first, "done", ANSWER, headers=headers)
    second = current_turn(interview)
    assert where(response) == second.get_absolute_url()
    assert Draft.objects.get(turn=first).text == ANSWER
    assert Draft.objects.get(turn=second).timer_started_at
    assert "Question 2 of 3" in body(visitor.get(where(response)))


def test_htmx_hears_that_the_text_is_stored(interview, press):
    response = press(current_turn(interview), "save", "So far", headers=HTMX)
    assert "Saved at" in body(response)
    assert "<html" not in body(response)
    assert "draft-stored" in response["HX-Trigger"]


def test_one_comes_back_to_the_text_and_the_place(visitor, interview, press):
    first = current_turn(interview)
    press(first, "save", "Half an answer")
    listed = body(visitor.get(MOCKS))
    assert "Not finished" in listed
    assert "0 of 3 questions" in listed
    page = body(visitor.get(interview.get_absolute_url(), follow=True))
    assert "Half an answer</textarea>" in page


def test_a_page_that_nobody_was_led_to_starts_its_clock(visitor, interview):
    turn = interview.turns.filter(kind="question")[1]
    url = reverse("practice:turn-time", args=[interview.pk, turn.position])
    response = visitor.post(url, {"clock": "start", "writer": "page"})
    assert "data-running" in body(response)
    assert Draft.objects.get(turn=turn).timer_started_at


@pytest.mark.parametrize("place", ["home", "today"])
def test_an_unfinished_one_is_not_forgotten(visitor, interview, place):
    address = f'href="{interview.get_absolute_url()}"'
    assert address in body(visitor.get(reverse(f"practice:{place}")))
    finish(interview)
    assert address not in body(visitor.get(reverse(f"practice:{place}")))


def test_the_workspace_keeps_its_own_text(visitor, interview, press):
    turn = current_turn(interview)
    press(turn, "save", "For the interview")
    url = reverse("practice:workspace", args=[turn.question.slug])
    assert "For the interview" not in body(visitor.get(url))
    editor = {"text": "For myself", "version": 0, "writer": "page", "sequence": 1}
    visitor.post(reverse("practice:save", args=[turn.question.slug]), editor)
    assert sorted(Draft.objects.exclude(text="").values_list("text", flat=True)) == [
        "For myself",
        "For the interview",
    ]
    assert "For the interview" not in body(visitor.get(reverse("practice:home")))


def test_two_pages_of_one_turn_keep_both_texts(visitor, interview, press):
    turn = current_turn(interview)
    press(turn, "save", "First page")
    response = press(turn, "save", "Second page", headers=HTMX, writer="other", version=0)
    assert "both are kept" in body(response)
    kept = KeptText.objects.get()
    url = reverse("practice:turn-choose", args=[interview.pk, turn.position, kept.pk, "both"])
    editor = {"text": "First page", "version": 1, "writer": "page", "sequence": 9}
    assert where(visitor.post(url, editor)) == turn.get_absolute_url()
    assert Draft.objects.get(turn=turn).text == "First page\n\nSecond page"


def test_a_conflict_does_not_end_a_turn(interview, press):
    turn = current_turn(interview)
    press(turn, "save", "First page")
    response = press(turn, "done", "Second page", headers=HTMX, writer="other", version=0)
    assert response.status_code == 409
    assert Turn.objects.get(pk=turn.pk).done_at is None


# --- Interruptions --------------------------------------------------------------------------------


def run_clock(turn, seconds):
    begun = timezone.now() - timedelta(seconds=seconds)
    Draft.objects.update_or_create(
        candidate=turn.interview.candidate,
        question=turn.question,
        turn=turn,
        defaults={"timer_started_at": begun},
    )


@pytest.mark.parametrize("late", [False, True])
def test_an_interruption_comes_when_its_time_has_come(interrupted, press, late):
    aside = interrupted.interruptions.get()
    run_clock(interrupted, aside.interrupts_after + (1 if late else -2))
    fragment = body(press(interrupted, "save", "So far", headers=HTMX))
    assert ("The interviewer interrupts you" in fragment) is late
    assert aside.prompt not in fragment


def test_an_interruption_that_the_page_shows_is_not_sent_again(interrupted, press):
    run_clock(interrupted, 200)
    first = body(press(interrupted, "save", "So", headers=HTMX))
    assert 'name="interrupted"' in first
    again = body(press(interrupted, "save", "So far", headers=HTMX, interrupted="1"))
    assert "interrupt" not in again


@EITHER_WAY
def test_it_is_answered_and_one_goes_on_where_one_was(visitor, interrupted, press, headers):
    aside = interrupted.interruptions.get()
    run_clock(interrupted, aside.interrupts_after)
    response = press(interrupted, "interrupted", "Half of it", headers=headers)
    assert where(response) == aside.get_absolute_url()
    assert Draft.objects.get(turn=interrupted).timer_started_at is None
    assert Draft.objects.get(turn=aside).timer_started_at
    page = body(visitor.get(where(response)))
    assert aside.prompt in page
    assert "you have 30 seconds" in page
    response = press(aside, "done", "Twenty minutes.", headers=headers)
    assert where(response) == interrupted.get_absolute_url()
    page = body(visitor.get(where(response)))
    assert "Half of it</textarea>" in page
    assert "The interviewer interrupts you" not in page
    assert Draft.objects.get(turn=interrupted).timer_started_at


def test_a_quick_answer_is_interrupted_at_its_end(visitor, interrupted, press):
    aside = interrupted.interruptions.get()
    response = press(interrupted, "done", ANSWER)
    assert where(response) == aside.get_absolute_url()
    assert Turn.objects.get(pk=interrupted.pk).done_at is None
    press(aside, "done", "")
    press(interrupted, "done", ANSWER)
    assert Turn.objects.get(pk=interrupted.pk).attempt


# --- The end --------------------------------------------------------------------------------------


def hold(interview, press, texts):
    """Answer with ``texts`` in turn; interruptions with a sentence."""
    for text in texts:
        turn = current_turn(interview)
        response = press(turn, "done", text)
        for aside in turn.interruptions.filter(done_at=None):
            press(aside, "done", "I say thirty minutes.")
            response = press(turn, "done", text)
    return response


def test_the_report_tells_it_all(visitor, interview, press):
    response = hold(interview, press, [ANSWER, "We had cake.", ""])
    assert where(response) == interview.get_absolute_url()
    page = body(visitor.get(where(response)))
    assert "2 of 6 key points covered" in page
    assert "Passed" in page
    assert "What to practise next" in page
    assert page.index("Passed") < page.index("What to practise next")
    for aside in interview.turns.filter(kind="interruption"):
        assert aside.prompt in page
    assert "I say thirty minutes." in page
    assert "By topic" in page
    weakest = page.split("What to practise next")[1]
    assert len(re.findall(r"/practise/", weakest)) == 3


def test_verdicts_are_hidden_until_the_end(visitor, interview, press):
    turn = current_turn(interview)
    Turn.objects.filter(kind="interruption").delete()
    press(turn, "done", ANSWER)
    attempt = Attempt.objects.get()
    response = visitor.get(attempt.get_absolute_url())
    assert where(response) == interview.get_absolute_url()
    for address in (
        reverse("practice:home"),
        reverse("practice:history", args=[turn.question.slug]),
        reverse("practice:question", args=[turn.question.slug]),
    ):
        assert "2 covered" not in body(visitor.get(address))
    override = reverse("practice:override", args=[attempt.pk, 1])
    assert visitor.post(override, {"verdict": "missing"}).status_code == 404
    rate = reverse("practice:rate", args=[attempt.pk])
    assert visitor.get(rate).status_code == 404
    assert visitor.post(rate, {"skip": "1"}).status_code == 404
    finish(interview)
    assert "2 of 3 covered" in body(visitor.get(attempt.get_absolute_url()))


@pytest.mark.parametrize("place", ["turn", "list"])
def test_it_can_be_ended_early(visitor, interview, press, place):
    turn = current_turn(interview)
    if place == "turn":
        response = press(turn, "end", ANSWER)
    else:
        press(turn, "save", ANSWER)
        response = visitor.post(reverse("practice:mock-end", args=[interview.pk]))
    page = body(visitor.get(where(response)))
    assert "2 of 3 key points covered" in page
    assert "Not reached" in page


@EITHER_WAY
@pytest.mark.parametrize("button", ["save", "done", "clock"])
def test_words_that_come_after_the_end_are_kept_in_the_workspace(
    visitor, interview, press, headers, button
):
    turn = current_turn(interview)
    press(turn, "save", ANSWER)
    finish(interview)
    response = press(turn, button, f"{ANSWER} In an old tab", headers=headers, clock="start")
    assert where(response) == reverse("practice:workspace", args=[turn.question.slug])
    page = body(visitor.get(where(response)))
    assert f"{ANSWER} In an old tab" in page
    assert "was already handed in" in page
    draft = Draft.objects.get(turn=turn)
    assert (draft.text, draft.timer_started_at) == (ANSWER, None)
    assert where(visitor.get(turn.get_absolute_url())) == interview.get_absolute_url()


def test_the_same_words_after_the_end_just_go_on(interview, press):
    turn = current_turn(interview)
    press(turn, "save", ANSWER)
    finish(interview)
    assert where(press(turn, "save", ANSWER)) == interview.get_absolute_url()
    assert not Draft.objects.filter(turn=None).exists()


def test_late_words_never_take_the_place_of_the_workspaces(visitor, interview, press):
    turn = current_turn(interview)
    Draft.objects.create(
        candidate=interview.candidate, question=turn.question, text="Mine", version=3
    )
    finish(interview)
    press(turn, "save", "In an old tab")
    assert Draft.objects.get(turn=None).text == "Mine"
    assert KeptText.objects.get().text == "In an old tab"


@EITHER_WAY
def test_an_interview_that_is_gone_loses_no_word(visitor, interview, press, headers):
    turn = current_turn(interview)
    interview.delete()
    response = press(turn, "save", "Typed on", headers=headers)
    assert where(response) == reverse("practice:workspace", args=[turn.question.slug])
    assert Draft.objects.get().text == "Typed on"


@pytest.mark.parametrize("button", ["done", "end", "interrupted"])
def test_two_texts_are_settled_before_one_goes_on(interview, press, button):
    turn = current_turn(interview)
    press(turn, "save", "First page")
    press(turn, "save", "Second page", writer="other", version=0)
    response = press(turn, button, "First page", headers=HTMX)
    assert response.status_code == 409
    assert "two texts" in body(response)
    assert response["HX-Retarget"] == "#save-state"
    assert not MockInterview.objects.exclude(finished_at=None).exists()


def test_the_list_does_not_end_it_over_two_texts_either(visitor, interview, press):
    turn = current_turn(interview)
    press(turn, "save", "First page")
    press(turn, "save", "Second page", writer="other", version=0)
    response = visitor.post(reverse("practice:mock-end", args=[interview.pk]))
    assert where(response) == turn.get_absolute_url()
    assert not MockInterview.objects.exclude(finished_at=None).exists()


def test_an_interview_that_stopped_before_its_end_can_be_ended(visitor, interview):
    interview.turns.update(done_at=timezone.now())
    page = body(visitor.get(interview.get_absolute_url()))
    assert "All questions are answered" in page
    response = visitor.post(reverse("practice:mock-end", args=[interview.pk]))
    assert visitor.get(where(response)).status_code == 200


def test_the_report_shows_what_was_not_compared(visitor, interview, press):
    turn = current_turn(interview)
    press(turn, "save", "My own words")
    turn.question.key_points.all().delete()
    finish(interview)
    page = body(visitor.get(interview.get_absolute_url()))
    assert "Not compared" in page
    assert "My own words" in page


@pytest.mark.parametrize("number", ["99999999999999999999", "0"])
def test_a_number_that_no_interview_has(visitor, interview, number):
    for address in (f"/mock/{number}/", f"/mock/{number}/1/", f"/mock/{interview.pk}/{number}/"):
        assert visitor.get(address).status_code == 404
    assert visitor.post(f"/mock/{number}/1/save/", {"text": "x"}).status_code == 404
    assert visitor.post(f"/mock/{number}/end/").status_code == 404


@pytest.mark.parametrize("slug", ["\x00", "no-such", "x" * 5000, ""])
def test_a_signed_out_page_that_names_no_question(client, interview, slug):
    turn = current_turn(interview)
    editor = {"text": "x", "version": 0, "writer": "p", "sequence": 1, "signed_in": "1"}
    url = reverse("practice:turn-save", args=[interview.pk, turn.position])
    assert client.post(url, editor | {"question": slug}).status_code == 404


def test_an_interview_without_a_word_says_so(visitor, interview):
    finish(interview)
    assert "No answer was compared" in body(visitor.get(interview.get_absolute_url()))


# --- Whose it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize("stranger", ["visitor", "user"])
def test_what_is_anothers_is_not_there(client, interview, user, stranger):
    turn = current_turn(interview)
    if stranger == "user":
        client.force_login(user)
    editor = {"text": "Mine", "version": 0, "writer": "page", "sequence": 1}
    place = [interview.pk, turn.position]
    assert client.get(interview.get_absolute_url()).status_code == 404
    assert client.get(turn.get_absolute_url()).status_code == 404
    for name in ("save", "clock", "done", "end", "interrupted"):
        url = reverse(f"practice:turn-{name}", args=place)
        assert client.post(url, editor).status_code == 404
    assert client.post(reverse("practice:mock-end", args=[interview.pk])).status_code == 404
    assert not Draft.objects.filter(text="Mine").exists()
    assert str(interview.pk) not in re.findall(r"/mock/(\d+)/", body(client.get(MOCKS)))


@EITHER_WAY
def test_a_session_that_ended_loses_no_word(client, bank, user, headers):
    client.force_login(user)
    client.post(MOCKS, {"count": 3})
    turn = current_turn(MockInterview.objects.get())
    client.logout()
    editor = {"text": "Long typed", "version": 0, "writer": "page", "sequence": 1}
    editor |= {"signed_in": "1", "question": turn.question.slug}
    url = reverse("practice:turn-save", args=[turn.interview_id, turn.position])
    response = client.post(url, editor, headers=headers)
    assert where(response).startswith("/accounts/login/?next=")
    assert Draft.objects.get(turn=None).text == "Long typed"


@pytest.mark.parametrize("questions", [3, 6])
def test_a_report_costs_the_same_at_every_size(
    visitor, bank, candidate, press, questions, django_assert_max_num_queries
):
    interview = begin_interview(candidate, questions)
    hold(interview, press, [ANSWER] * questions)
    with django_assert_max_num_queries(9):
        visitor.get(interview.get_absolute_url())


@pytest.mark.parametrize("interviews", [1, 5])
def test_the_list_costs_the_same_at_every_size(
    visitor, bank, candidate, interviews, django_assert_num_queries
):
    for _ in range(interviews):
        begin_interview(candidate, 3)
    with django_assert_num_queries(6):
        visitor.get(MOCKS)
