"""Key points that a tool suggested say so wherever a candidate meets them, and an attempt remembers."""

import pytest
from django.urls import reverse

from practice.comparing import compare_draft
from practice.drafting import Edit, save_edit
from practice.history import history_of
from practice.interviews.holding import begin_interview, finish
from practice.live import live_coverage
from practice.models import AttemptPoint, Draft, Rung
from practice.portable.sheet import sheet_for
from practice.progress.missed import missed_most
from practice.revealing import ladder_for, reveal
from questions.stating import SUGGESTED
from tests.factories import ANSWER, make_question
from tests.practice.conftest import HTMX

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
EXPLAINED = "a program took the point from the sample answer"
TEXT = "Finds the root cause from logs and traces"


def body(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def question(db):
    """A question of whose three points a tool suggested the last, which ANSWER misses."""
    question = make_question("outage")
    question.key_points.filter(key="finds-cause").update(is_suggestion=True)
    return question


@pytest.fixture
def draft(candidate, question):
    return save_edit(candidate, question, Edit(ANSWER, 0, "page", 1))[0]


@pytest.fixture
def attempt(draft):
    return compare_draft(draft)


def approve(question):
    question.key_points.update(is_suggestion=False)


def says_once(page):
    """Whether the page marks one point, by words right behind its text, and explains them once."""
    badge = f'<span class="suggested">{SUGGESTED}</span>'
    return (
        page.count(SUGGESTED) == 1
        and badge in page.split(TEXT)[-1][:120]
        and page.count(EXPLAINED) == 1
    )


# --- The attempt --------------------------------------------------------------------------------


def test_an_attempt_remembers_what_was_suggested(attempt, question):
    approve(question)
    kept = dict(AttemptPoint.objects.values_list("key", "is_suggestion"))
    assert kept == {"rolls-back": False, "tells-people": False, "finds-cause": True}


def test_comparing_again_after_an_approval_is_another_attempt(draft, attempt, question):
    assert compare_draft(draft) == attempt
    approve(question)
    later = compare_draft(draft)
    assert later != attempt
    assert not later.points.filter(is_suggestion=True).exists()


def test_the_attempt_s_page_says_so(visitor, attempt, question):
    assert says_once(body(visitor.get(attempt.get_absolute_url())))


def test_where_nothing_is_suggested_nothing_is_explained(visitor, draft, question):
    approve(question)
    page = body(visitor.get(compare_draft(draft).get_absolute_url()))
    assert SUGGESTED not in page
    assert EXPLAINED not in page


def test_the_page_that_asks_for_a_rating_says_so(visitor, draft):
    sealed = compare_draft(draft, seals=True)
    assert says_once(body(visitor.get(reverse("practice:rate", args=[sealed.pk]))))


def test_the_history_says_so(visitor, candidate, attempt, question):
    rows = history_of(candidate, question).rows
    assert [row.is_suggestion for row in rows] == [False, False, True]
    assert says_once(body(visitor.get(reverse("practice:history", args=["outage"]))))


def test_the_history_goes_by_the_latest_attempt(draft, candidate, attempt, question):
    approve(question)
    compare_draft(draft)
    assert not any(row.is_suggestion for row in history_of(candidate, question).rows)


# --- Help ---------------------------------------------------------------------------------------


def test_the_ladder_counts_what_nobody_has_checked(draft, question):
    assert ladder_for(question, None).suggestion_count == 1


@pytest.mark.parametrize("name", ["question", "workspace"])
def test_the_ladder_says_so_before_a_point_is_opened(visitor, question, name):
    page = body(visitor.get(reverse(f"practice:{name}", args=["outage"])))
    assert "1 of 3 was suggested by a tool." in page
    assert page.count(EXPLAINED) == 1
    assert SUGGESTED not in page, "no point is open yet"


@EITHER_WAY
@pytest.mark.parametrize("name", ["reveal", "save-and-reveal"])
def test_an_opened_point_says_so(visitor, draft, question, headers, name):
    for _ in range(2):
        reveal(draft, Rung.KEY_POINT)
    url = reverse(f"practice:{name}", args=["outage"])
    editor = {"text": ANSWER, "version": 1, "writer": "page", "sequence": 2}
    response = visitor.post(url, {"rung": "key-point", **editor}, headers=headers)
    page = body(response if headers else visitor.get(response["Location"]))
    assert says_once(page)


def test_coverage_while_typing_says_so(visitor, draft):
    for _ in range(3):
        reveal(draft, Rung.KEY_POINT)
    live = live_coverage(draft, ANSWER)
    assert [point.is_suggestion for point in live.opened] == [False, False, True]
    editor = {"text": ANSWER, "version": 1, "writer": "page", "sequence": 2}
    url = reverse("practice:live", args=["outage"])
    page = body(visitor.post(url, editor, headers=HTMX))
    assert page.count(SUGGESTED) == 1


# --- What is made of attempts -------------------------------------------------------------------


def test_the_points_missed_most_go_by_the_bank_of_today(visitor, candidate, attempt, question):
    (missed,) = missed_most(candidate)
    assert missed.is_suggestion
    assert says_once(body(visitor.get(reverse("practice:progress"))))
    approve(question)
    assert not missed_most(candidate)[0].is_suggestion


def test_the_sheet_says_so_in_short(visitor, candidate, attempt):
    sheet = sheet_for(candidate)
    assert any(point.is_suggestion for point in sheet.points)
    page = body(visitor.get(reverse("practice:sheet")))
    assert page.count('<span class="suggested">suggested by a tool</span>') == 2
    assert page.count(EXPLAINED) == 1


def test_the_report_of_an_interview_says_so(visitor, candidate, question):
    for subject in ("queues", "backups"):
        make_question(subject, title=subject, prompt=f"What about {subject}?")
    interview = begin_interview(candidate, 3)
    turn = interview.turns.get(kind="question", question=question)
    draft = Draft.objects.get_or_create(candidate=candidate, question=question, turn=turn)[0]
    Draft.objects.filter(pk=draft.pk).update(text=ANSWER)
    finish(interview)
    page = body(visitor.get(interview.get_absolute_url()))
    assert page.count(SUGGESTED) == 2, "under the answer, and where it is what to start with"
    assert page.count(EXPLAINED) == 1
