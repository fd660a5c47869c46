"""A question whose author stated no more than a prompt, an answer and a point, on every page of practice."""

from random import Random

import pytest
from django.urls import reverse

from practice.delivering import delivery_of
from practice.delivery import Tone
from practice.desk import Desk
from practice.interviews.drawing import draw
from practice.interviews.holding import begin_interview, finish
from practice.models import Attempt, Draft
from practice.pacing import Pace
from practice.schedule.choosing import new_questions
from practice.schedule.grading import suggested_grade
from practice.schedule.today import today_for
from practice.timing import Clock
from questions.models import KeyPoint
from tests.factories import ANSWER, UNSTATED, make_bare_question, make_question, make_topic
from tests.practice.conftest import HTMX

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
PAGE = reverse("practice:question", args=["bare"])
WORKSPACE = reverse("practice:workspace", args=["bare"])
NOT_GIVEN = "Not given: category, difficulty, round, length"
NO_LENGTH = "No length is given; the clock takes 1 to 3 minutes."
EDITOR = {"text": ANSWER, "version": 0, "writer": "page", "sequence": 1}


def body(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def bare(db):
    """No tag, no length, no structure, no mistake; one key point."""
    question = make_bare_question("bare", **UNSTATED)
    KeyPoint.objects.create(question=question, key="rolls-back", text="Rolls back first")
    return question


@pytest.fixture
def attempt(visitor, bare):
    visitor.post(reverse("practice:compare", args=["bare"]), EDITOR)
    return Attempt.objects.get()


# --- Tags and length ----------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PAGE, WORKSPACE])
def test_what_is_not_given_is_said_in_one_line(client, bare, address):
    page = body(client.get(address))
    assert page.count(NOT_GIVEN) == 1
    assert "badge--" not in page
    assert "None" not in page


@pytest.mark.parametrize("address", [PAGE, WORKSPACE])
def test_a_question_that_states_everything_has_no_such_line(client, question, address):
    page = body(client.get(address.replace("bare", "outage")))
    assert "Not given" not in page
    assert "No length" not in page


def test_a_question_that_states_something_shows_that(client, bare):
    bare.difficulty, bare.target_max_seconds = "hard", 120
    bare.save()
    page = body(client.get(WORKSPACE))
    assert "Not given: category, round<" in page
    assert "Hard" in page
    assert "up to 2 minutes" in page
    assert "No shortest length is given; the clock takes 80 to 120 seconds." in page


def test_the_editor_says_that_the_clock_s_times_are_its_own(client, bare):
    page = body(client.get(WORKSPACE))
    assert page.count(NO_LENGTH) == 1
    assert "1:00 to 3:00" not in page
    assert "Spoken length against the usual length" in page


def test_clock_and_meter_take_the_usual_length(bare):
    desk = Desk(bare)
    clock = Clock.of(None, desk)
    assert (clock.target_min, clock.target_max) == (60, 180)
    assert Pace.of("", desk).limit == 270


@EITHER_WAY
def test_the_clock_measures_by_no_target_that_nobody_set(visitor, bare, headers):
    fields = EDITOR | {"clock": "start"}
    response = visitor.post(reverse("practice:clock", args=["bare"]), fields, headers=headers)
    page = body(response) if headers else body(visitor.get(WORKSPACE))
    assert 'data-measure="the usual length"' in page
    assert "under the usual length" in page
    assert "the target" not in page


def test_the_landing_page_promises_no_length(client, bare):
    page = body(client.get(reverse("practice:landing")))
    assert "Today's question</span>" in page


# --- Remarks, grades and plans ------------------------------------------------------------------


def test_the_remark_on_length_does_not_say_that_the_question_asks_for_it(attempt, candidate):
    (remark,) = [
        each.remark for each in delivery_of(attempt, candidate, ()) if each.remark.rule == "length"
    ]
    assert remark.title.endswith("under the usual length")
    assert remark.explanation.startswith(NO_LENGTH)
    assert remark.tone is Tone.NOTE, "no warning of what nobody asked for"


def test_an_answer_far_over_the_usual_length_is_no_warning_either(attempt, candidate):
    Attempt.objects.update(text="word " * 1000)
    attempt.refresh_from_db()
    remark = delivery_of(attempt, candidate, ())[0].remark
    assert remark.title.endswith("over the usual length")
    assert remark.tone is Tone.NOTE


def test_time_lowers_no_grade_where_no_length_is_given(attempt):
    Attempt.objects.update(seconds=3000)
    attempt.refresh_from_db()
    assert "asked for" not in suggested_grade(attempt).reason
    attempt.question.target_max_seconds = 120
    assert "asked for" in suggested_grade(attempt).reason


@pytest.mark.parametrize(
    ("difficulty", "topic", "reason"),
    [
        ("", None, "New to you."),
        ("", "On-call", "New to you: On-call."),
        ("hard", None, "New to you: hard."),
        ("hard", "On-call", "New to you: hard, On-call."),
    ],
)
def test_today_gives_the_reasons_that_there_are(bare, difficulty, topic, reason):
    bare.difficulty = difficulty
    bare.save()
    bare.topics.set([make_topic()] if topic else [])
    assert [item.reason for item in today_for(None).new] == [reason]


def test_a_question_of_no_stated_difficulty_comes_after_the_others(bare):
    hard = make_bare_question(difficulty="hard")
    day = today_for(None).schedule.terms.today
    chosen = new_questions(None, day, set(), 2)
    assert [each.slug for each in chosen] == [hard.slug, "bare"]


# --- Mock interviews ----------------------------------------------------------------------------


@pytest.fixture
def interview(candidate, bare):
    for subject in ("queues", "backups"):
        make_question(subject, title=subject, prompt=f"What about {subject}?", **UNSTATED)
    return begin_interview(candidate, 3)


def test_an_interview_by_round_asks_no_question_without_one(candidate, bare, question):
    assert draw(candidate, Random(1), 3, "onsite") == [question]


def test_a_turn_takes_the_usual_length_and_says_so(visitor, interview):
    turn = interview.turns.filter(kind="question").first()
    assert (turn.target_min_seconds, turn.target_max_seconds) == (60, 180)
    page = body(visitor.get(turn.get_absolute_url()))
    assert NO_LENGTH in page
    assert "1:00 to 3:00" not in page


def test_an_interruption_keeps_the_seconds_that_the_interviewer_gives(interview):
    aside = interview.turns.filter(kind="interruption").first()
    assert aside.unstated_length == ""
    assert Desk(aside.question, aside).paced_seconds == (15, 30)


def test_the_report_measures_by_no_target_that_nobody_set(visitor, interview):
    turn = interview.turns.filter(kind="question").first()
    draft = Draft.objects.get_or_create(
        candidate=interview.candidate, question=turn.question, turn=turn
    )[0]
    Draft.objects.filter(pk=draft.pk).update(text=ANSWER, timed_seconds=75, timer_started_at=None)
    finish(interview)
    page = body(visitor.get(interview.get_absolute_url()))
    assert "1:15, no length is given" in page
    assert "1:15, in the target" not in page


# --- Sections that are not there ----------------------------------------------------------------


@pytest.mark.parametrize("address", [PAGE, WORKSPACE])
def test_the_ladder_shows_what_is_missing(client, bare, address):
    page = body(client.get(address))
    assert "This question has no structure yet." in page
    assert "This question has no list of common mistakes yet." in page
    assert "This question has no sample answer yet." not in page
    bare.sample_answer = ""
    bare.save()
    bare.key_points.all().delete()
    page = body(client.get(address))
    assert "This question has no sample answer yet." in page
    assert "This question has no key points yet" in page
    assert "/reveal/" not in page.split('id="ladder"')[1], "there is nothing to open"


@pytest.mark.parametrize("address", [PAGE, WORKSPACE])
def test_nothing_is_missing_where_everything_is_there(client, question, address):
    assert "This question has no" not in body(client.get(address.replace("bare", "outage")))


@EITHER_WAY
def test_notes_are_shown_where_there_is_no_sample_answer(client, bare, headers):
    bare.sample_answer, bare.notes = "", "Read the runbook."
    bare.save()
    assert "Show the notes" in body(client.get(PAGE))
    reveal = reverse("practice:reveal", args=["bare"])
    response = client.post(reveal, {"rung": "sample-answer"}, headers=headers)
    page = body(response) if headers else body(client.get(PAGE))
    assert "Read the runbook." in page
    assert "This question has no sample answer yet." in page


@EITHER_WAY
def test_comparing_says_that_it_is_the_question_that_lacks_points(visitor, bare, headers):
    bare.key_points.all().delete()
    compare = reverse("practice:compare", args=["bare"])
    response = visitor.post(compare, EDITOR, headers=headers)
    assert response.status_code == 422
    assert "no key points yet, so there is nothing to compare an answer with" in body(response)


def test_so_does_coverage_while_typing(visitor, bare):
    bare.key_points.all().delete()
    visitor.post(reverse("practice:save", args=["bare"]), EDITOR)
    response = visitor.post(reverse("practice:live", args=["bare"]), EDITOR, headers=HTMX)
    assert "no key points yet" in body(response)


# --- Where it is from ---------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PAGE, WORKSPACE])
def test_source_licence_and_author_stand_at_the_foot(client, bare, address):
    assert 'class="small muted source"' not in body(client.get(address))
    bare.source, bare.licence, bare.attribution = "https://example.org/q?a=1&b", "CC BY 4.0", "Ada"
    bare.save()
    page = body(client.get(address))
    link = (
        '<a href="https://example.org/q?a=1&amp;b" rel="noopener nofollow">'
        "https://example.org/q?a=1&amp;b</a>"
    )
    assert f"Source: {link}, licence CC BY 4.0, by Ada</p>" in page


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "java\tscript:alert(1)", "<b>A talk</b>", "http:// x"]
)
def test_what_is_no_web_address_becomes_no_link(client, bare, source):
    bare.source = source
    bare.save()
    page = body(client.get(PAGE))
    foot = page.split('class="small muted source">')[1].split("</p>")[0]
    assert foot.startswith("Source: ")
    assert "<" not in foot
