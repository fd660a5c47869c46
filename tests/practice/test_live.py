"""Coverage while typing: what it shows, what it keeps to itself, and that it saves nothing."""

import pytest
from django.urls import reverse

from practice.comparing import NothingToCompareError, compare_draft
from practice.drafting import Edit, save_edit
from practice.live import live_coverage
from practice.matching import Verdict
from practice.models import MAX_DRAFT_LENGTH, Attempt, Draft, Reveal, Rung
from practice.revealing import reveal
from practice.views import live as live_view
from prepbank.accounts.models import Candidate
from tests.factories import ANSWER, POINTS, make_bare_question
from tests.practice.conftest import HTMX


@pytest.fixture
def draft(candidate, question):
    return save_edit(candidate, question, Edit("Saved before", 0, "page", 1))[0]


@pytest.fixture
def url(question):
    return reverse("practice:live", args=[question.slug])


@pytest.fixture
def ask(visitor, url):
    def ask(text=ANSWER, headers=HTMX, **fields):
        editor = {"text": text, "version": 1, "writer": "page", "sequence": 2}
        return visitor.post(url, {**editor, **fields}, headers=headers)

    return ask


def body(response):
    return response.content.decode()


# --- What is counted ------------------------------------------------------------------------------


def test_all_points_count_and_only_the_opened_are_told(draft):
    reveal(draft, Rung.KEY_POINT)
    live = live_coverage(draft, ANSWER)
    assert (live.coverage.covered, live.coverage.partly, live.coverage.missing) == (2, 0, 1)
    (opened,) = live.opened
    assert (opened.text, opened.verdict) == (POINTS["rolls-back"][0], Verdict.COVERED)


def test_it_finds_what_comparing_finds(draft):
    for _ in POINTS:
        reveal(draft, Rung.KEY_POINT)
    live = live_coverage(draft, ANSWER)
    draft.text = ANSWER
    attempt = compare_draft(draft)
    found = [(point.text, point.verdict) for point in attempt.points.all()]
    assert [(point.text, point.verdict) for point in live.opened] == found


def test_it_counts_as_help_once(draft):
    live_coverage(draft, ANSWER)
    live_coverage(draft, ANSWER)
    attempt = compare_draft(draft)
    assert attempt.hints == [{"rung": "coverage", "key": ""}]
    assert not attempt.is_unaided
    assert attempt.hint_labels() == ["Coverage while typing"]


def test_having_looked_at_nothing_is_no_help(draft):
    with pytest.raises(NothingToCompareError):
        live_coverage(draft, " \n")
    assert not draft.reveals.exists()


def test_a_question_without_points_has_no_coverage(candidate):
    draft = Draft.objects.create(candidate=candidate, question=make_bare_question())
    with pytest.raises(NothingToCompareError):
        live_coverage(draft, ANSWER)


# --- What the page is told ------------------------------------------------------------------------


def test_the_numbers_come_without_a_closed_point(draft, ask):
    fragment = body(ask())
    assert "2 of 3 covered" in fragment
    assert "0 partly" in fragment
    assert "<html" not in fragment
    assert not any(text in fragment for text, _ in POINTS.values())
    assert "rolled the release back" not in fragment


def test_an_opened_point_is_named_with_its_verdict(draft, ask):
    reveal(draft, Rung.KEY_POINT)
    fragment = body(ask())
    first, *closed = (text for text, _ in POINTS.values())
    assert first in fragment
    assert "verdict__word--covered" in fragment
    assert not any(text in fragment for text in closed)


def test_an_earlier_comparison_opens_no_point_here(draft, ask):
    draft.text = ANSWER
    compare_draft(draft)
    assert not any(text in body(ask()) for text, _ in POINTS.values())


def test_the_text_typed_counts_and_not_the_one_saved(draft, ask):
    assert "0 of 3 covered" in body(ask("We had cake."))
    assert "2 of 3 covered" in body(ask())


def test_nothing_is_saved_but_that_help_was_seen(draft, ask):
    before = Draft.objects.values().get()
    ask()
    assert Draft.objects.values().get() == before
    assert not Attempt.objects.exists()
    assert list(Reveal.objects.values_list("rung", flat=True)) == ["coverage"]


def test_a_save_beside_it_is_no_conflict(draft, ask, candidate, question):
    ask()
    saved, kept = save_edit(candidate, question, Edit("More", draft.version, "other page", 1))
    assert (saved.text, kept) == ("More", None)


def test_before_the_first_save_there_is_nothing_yet(ask, client, url, question):
    assert ask().status_code == 204
    client.cookies.clear()
    candidates = Candidate.objects.count()
    response = client.post(url, {"text": ANSWER, "writer": "page", "sequence": 1}, headers=HTMX)
    assert response.status_code == 204
    assert Candidate.objects.count() == candidates
    assert not Draft.objects.exists()
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  ", "There is nothing to compare yet: write an answer first."),
        ("x" * (MAX_DRAFT_LENGTH + 1), f"an answer may have up to {MAX_DRAFT_LENGTH} characters"),
    ],
)
def test_it_refuses_what_compare_refuses_in_the_same_words(visitor, draft, ask, text, words):
    refused = ask(text)
    compared = visitor.post(
        reverse("practice:compare", args=["outage"]),
        {"text": text, "version": 1, "writer": "page", "sequence": 2},
        headers=HTMX,
    )
    assert refused.status_code == compared.status_code == 422
    assert words in body(refused)
    assert words in body(compared)
    assert not Reveal.objects.exists()


@pytest.mark.parametrize("fields", [{"writer": ""}, {"sequence": "x"}, {"version": "-3"}])
def test_a_broken_form_is_refused(draft, ask, fields):
    assert ask(**fields).status_code == 422


def test_after_a_session_ended_it_says_nothing_of_anyone(draft, ask):
    """Whoever is here now is somebody else, with a draft of their own."""
    response = ask(signed_in="1")
    assert response.status_code == 204
    assert not Reveal.objects.exists()


def test_a_strangers_draft_is_not_helped(client, url, draft, user):
    client.cookies.clear()
    client.force_login(user)
    response = client.post(url, {"text": ANSWER, "writer": "p", "sequence": 1}, headers=HTMX)
    assert response.status_code == 204
    assert not Reveal.objects.exists()


def test_a_browser_is_sent_to_the_workspace(draft, ask):
    response = ask(headers={})
    assert response["Location"] == reverse("practice:workspace", args=["outage"])
    assert not Reveal.objects.exists()


def test_it_wants_a_post_and_a_question_that_is_there(client, url):
    assert client.get(url).status_code == 405
    make_bare_question("hidden", status="draft")
    assert client.post(reverse("practice:live", args=["hidden"])).status_code == 404


def test_one_text_is_compared_at_a_time_and_the_others_keep_what_they_show(draft, ask):
    assert live_view.places.acquire(blocking=False)
    try:
        assert ask().status_code == 204
        assert not Reveal.objects.exists()
    finally:
        live_view.places.release()
    assert ask(" ").status_code == 422
    assert "2 of 3 covered" in body(ask()), "a refusal gives its place back"


@pytest.mark.parametrize("name", ["reveal", "save-and-reveal"])
def test_no_button_of_the_ladder_opens_it(visitor, question, name):
    editor = {"text": "", "version": 0, "writer": "page", "sequence": 1, "rung": "coverage"}
    visitor.post(reverse(f"practice:{name}", args=[question.slug]), editor)
    assert not Reveal.objects.exists()


def test_a_fresh_start_is_unaided_again(visitor, draft, ask, question):
    ask()
    visitor.post(reverse("practice:afresh", args=[question.slug]))
    assert not draft.reveals.exists()


def test_it_costs_a_fixed_number_of_queries(draft, ask, django_assert_num_queries):
    ask()
    for _ in POINTS:
        reveal(draft, Rung.KEY_POINT)
    # Session, candidate, question, draft, points, whether it is noted, what is open.
    with django_assert_num_queries(9):
        ask()


# --- The switch -----------------------------------------------------------------------------------


def test_the_switch_is_there_hidden_and_off(client, question):
    page = body(client.get(reverse("practice:workspace", args=[question.slug])))
    switch = page.split('id="live"')[1].split("</label>")[0]
    assert switch.startswith(" hidden>")
    assert "Show coverage while I type" in switch
    assert "checked" not in switch


def test_a_question_without_points_has_no_switch(client, db):
    bare = make_bare_question()
    page = body(client.get(reverse("practice:workspace", args=[bare.slug])))
    assert "Show coverage while I type" not in page


def test_it_gives_no_sealed_verdict_away(draft, ask):
    draft.text = ANSWER
    compare_draft(draft, seals=True)
    for _ in POINTS:
        reveal(draft, Rung.KEY_POINT)
    response = ask()
    assert response.status_code == 422
    assert "before you see coverage here" in body(response)
    assert "verdict__word" not in body(response)
    assert not draft.reveals.filter(rung=Rung.COVERAGE).exists()
