"""The clock beside the editor: kept by the server, beside the text and never before it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practice.comparing import compare_draft
from practice.desk import Desk
from practice.drafting import Edit, save_edit, start_afresh
from practice.models import Attempt, Draft
from practice.timing import Clock, Zone, zone_of
from tests.factories import ANSWER
from tests.practice.conftest import HTMX

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])


@pytest.fixture
def draft(candidate, question):
    return save_edit(candidate, question, Edit(ANSWER, 0, "page", 1))[0]


@pytest.fixture
def tell(visitor, question):
    def tell(action, headers=None, **fields):
        editor = {"text": ANSWER, "version": 1, "writer": "page", "sequence": 2, "clock": action}
        url = reverse("practice:clock", args=[question.slug])
        return visitor.post(url, editor | fields, headers=headers or {})

    return tell


@pytest.fixture
def leave(visitor, question):
    def leave(writer):
        url = reverse("practice:time", args=[question.slug])
        return visitor.post(url, {"writer": writer, "clock": "leave"})

    return leave


def body(response):
    return response.content.decode()


def begun(draft, seconds, **fields):
    """Let the clock have run for so many seconds."""
    fields["timer_started_at"] = timezone.now() - timedelta(seconds=seconds)
    Draft.objects.filter(pk=draft.pk).update(**fields)
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize(
    ("seconds", "zone"),
    [
        (0, Zone.UNDER),
        (59, Zone.UNDER),
        (60, Zone.WITHIN),
        (120, Zone.WITHIN),
        (121, Zone.OVER),
        (90_000, Zone.OVER),
    ],
)
def test_the_zones_meet_at_the_target(seconds, zone):
    assert zone_of(seconds, 60, 120) == zone


def test_a_running_clock_goes_on_from_what_it_showed(draft):
    assert 40 <= begun(draft, 10, timed_seconds=30).clock_seconds <= 41


def test_starting_twice_or_stopping_twice_changes_nothing(draft):
    draft.tell_clock("start")
    first = draft.timer_started_at
    draft.tell_clock("start")
    assert draft.timer_started_at == first
    begun(draft, 50)
    draft.tell_clock("stop")
    draft.tell_clock("stop")
    assert 50 <= draft.timed_seconds <= 51


def test_a_page_left_open_over_night_counts_to_its_last_save(draft):
    saved_at = timezone.now() - timedelta(hours=8)
    begun(draft, 8 * 3600 + 90, saved_at=saved_at)
    assert 89 <= draft.clock_seconds <= 91


def test_a_forgotten_clock_counts_an_hour_at_most(draft):
    begun(draft, 3 * 86_400, saved_at=timezone.now())
    assert draft.clock_seconds == 3600


def test_a_page_left_open_without_a_save_counts_nothing(draft):
    begun(draft, 7200, saved_at=timezone.now() - timedelta(hours=9), timed_seconds=12)
    assert draft.clock_seconds == 12


@EITHER_WAY
def test_the_button_starts_and_pauses(tell, draft, headers):
    response = tell("start", headers)
    assert response.status_code == (200 if headers else 302)
    draft.refresh_from_db()
    assert draft.timer_started_at
    tell("stop", headers)
    draft.refresh_from_db()
    assert draft.timer_started_at is None


@EITHER_WAY
def test_the_text_is_saved_with_it(tell, draft, headers):
    tell("start", headers, text="Typed on")
    draft.refresh_from_db()
    assert draft.text == "Typed on"


def test_htmx_hears_what_the_clock_shows(tell, draft):
    begun(draft, 75)
    fragment = body(tell("stop", HTMX))
    assert "<html" not in fragment
    assert "1:15" in fragment
    assert "in the target, paused" in fragment
    assert "data-running" not in fragment
    assert 'name="version"' in fragment
    assert "data-running" in body(tell("start", HTMX))


def test_a_page_that_is_left_stops_its_own_clock_alone(tell, leave, draft):
    tell("start", writer="first")
    leave("first")
    draft.refresh_from_db()
    assert draft.timer_started_at is None
    # Reloaded: the new page is heard before the old one.
    tell("start", writer="first")
    tell("start", writer="second")
    leave("first")
    draft.refresh_from_db()
    assert draft.timer_started_at
    leave("second")
    draft.refresh_from_db()
    assert draft.timer_started_at is None


def test_reset_begins_at_nothing(tell, draft):
    begun(draft, 75)
    tell("reset")
    draft.refresh_from_db()
    assert (draft.timed_seconds, draft.timer_started_at) == (0, None)


@pytest.mark.parametrize("action", ["", "explode", "toggle", "\x00"])
def test_a_strange_word_to_the_clock_only_saves(tell, draft, action):
    assert tell(action, text="Typed on").status_code == 302
    draft.refresh_from_db()
    assert (draft.text, draft.timer_started_at) == ("Typed on", None)


def test_a_clock_needs_no_draft_before(tell, question):
    tell("start", version=0)
    assert Draft.objects.get().timer_started_at


def test_the_time_goes_with_the_attempt_and_the_clock_stops(draft):
    attempt = compare_draft(begun(draft, 100))
    assert 100 <= attempt.seconds <= 101
    draft.refresh_from_db()
    assert draft.timer_started_at is None


def test_each_attempt_has_a_time_of_its_own(draft):
    compare_draft(begun(draft, 200))
    draft.refresh_from_db()
    Draft.objects.update(text=f"{ANSWER} And more.")
    second = compare_draft(begun(draft, 60))
    assert 60 <= second.seconds <= 61


def test_an_answer_off_the_clock_has_no_time(draft, visitor):
    attempt = compare_draft(draft)
    assert attempt.seconds is None
    assert "by the clock" not in body(visitor.get(attempt.get_absolute_url()))


def test_the_attempt_says_its_time(draft, visitor):
    attempt = compare_draft(begun(draft, 100))
    assert "Took 1:40 by the clock" in body(visitor.get(attempt.get_absolute_url()))


def test_a_fresh_answer_has_a_fresh_clock(draft):
    assert start_afresh(begun(draft, 100)).clock_seconds == 0


def test_the_workspace_shows_it_without_a_script(draft, visitor, question):
    begun(draft, 130)
    page = body(visitor.get(reverse("practice:workspace", args=[question.slug])))
    assert "2:10" in page
    assert "over the target" in page


def test_reading_the_clock_writes_nothing(draft, question):
    begun(draft, 10)
    before = Draft.objects.values().get()
    assert Clock.of(draft, Desk(question)).is_running
    assert Draft.objects.values().get() == before
    assert not Attempt.objects.exists()


def test_leaving_saves_no_text(leave, draft):
    draft.tell_clock("start", "page")
    assert leave("page").status_code == 200
    draft.refresh_from_db()
    assert (draft.text, draft.timer_started_at) == (ANSWER, None)
    assert not draft.kept_texts.exists()


@pytest.mark.parametrize("writer", ["", "\x00", "x" * 5000])
def test_whoever_leaves_stops_nobody_elses_clock(leave, draft, writer):
    draft.tell_clock("start", "page")
    assert leave(writer).status_code == 200
    draft.refresh_from_db()
    assert draft.timer_started_at
