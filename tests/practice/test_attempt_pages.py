import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practice.models import Attempt, Draft, KeptText
from tests.factories import ANSWER, make_bare_question
from tests.practice.conftest import HTMX

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])


def body(response):
    return response.content.decode()


@pytest.fixture
def compare(visitor, question):
    def compare(text=ANSWER):
        count = Attempt.objects.count()
        editor = {"text": text, "version": count, "writer": "page", "sequence": count + 1}
        visitor.post(reverse("practice:compare", args=[question.slug]), editor)
        return Attempt.objects.latest("pk")

    return compare


def test_evidence_and_points_are_linked_both_ways(visitor, compare):
    page = body(visitor.get(compare().get_absolute_url()))
    assert 'id="evidence-1"' in page
    assert 'href="#evidence-1"' in page
    assert 'id="point-1"' in page
    assert 'href="#point-1"' in page
    assert 'href="#evidence-3"' not in page
    assert "Unaided" in page


def test_a_hostile_draft_is_shown_as_text(visitor, compare):
    attempt = compare(f"{ANSWER} <img src=x onerror=alert(1)>")
    assert "<img src=x" not in body(visitor.get(attempt.get_absolute_url()))


@EITHER_WAY
def test_the_candidate_may_disagree(visitor, compare, headers):
    attempt = compare()
    response = visitor.post(
        reverse("practice:override", args=[attempt.pk, 3]), {"verdict": "covered"}, headers=headers
    )
    if headers:
        assert "the comparison said missing" in body(response)
        assert "3 of 3 covered" in body(response)
        assert "<html" not in body(response)
    else:
        assert response["Location"] == f"{attempt.get_absolute_url()}#point-3"
    assert "3 of 3 covered" in body(visitor.get(attempt.get_absolute_url()))


@pytest.mark.parametrize("verdict", ["", "brilliant"])
def test_an_unknown_verdict_changes_nothing(visitor, compare, verdict):
    attempt = compare()
    visitor.post(reverse("practice:override", args=[attempt.pk, 3]), {"verdict": verdict})
    assert attempt.points.get(position=3).override == ""


@EITHER_WAY
def test_mistakes_are_ticked(visitor, compare, headers):
    attempt = compare()
    url = reverse("practice:mistakes", args=[attempt.pk])
    response = visitor.post(url, {"mistake": ["2", "x", "99"]}, headers=headers)
    assert response.status_code == (200 if headers else 302)
    assert [mistake.ticked for mistake in attempt.mistakes.all()] == [False, True]


@pytest.mark.parametrize("garbage", ["99999999999999999999", "9" * 5000, "zz", "-1", "77"])
def test_a_mistake_that_is_not_listed_is_not_counted(visitor, compare, garbage):
    attempt = compare()
    url = reverse("practice:mistakes", args=[attempt.pk])
    response = visitor.post(url, {"mistake": ["1", "1", garbage]}, headers={"HX-Request": "true"})
    assert "Kept: 1 ticked" in body(response)


def test_ticked_mistakes_are_said_to_be_kept_without_javascript(visitor, compare):
    attempt = compare()
    assert "Kept:" not in body(visitor.get(attempt.get_absolute_url()))
    url = reverse("practice:mistakes", args=[attempt.pk])
    assert "Kept: 2 ticked" in body(visitor.post(url, {"mistake": ["1", "2"]}, follow=True))


def test_an_override_moves_the_marks_and_takes_the_engines_reason_away(visitor, compare):
    attempt = compare()
    point = attempt.points.get(key="rolls-back")
    url = reverse("practice:override", args=[attempt.pk, point.position])
    fragment = body(visitor.post(url, {"verdict": "missing"}, headers={"HX-Request": "true"}))
    assert "marked-answer" in fragment
    assert f"evidence-{point.position}" not in fragment
    assert "You said it with" not in fragment


def test_the_history_shows_how_coverage_moved(visitor, compare, question):
    compare("I rolled the release back first and asked why later.")
    compare()
    page = body(visitor.get(reverse("practice:history", args=[question.slug])))
    assert "1 covered, 0 partly, 2 missing" in page
    assert "2 covered, 0 partly, 1 missing" in page
    assert "?before=1&amp;after=2" in page


def test_the_difference_marks_what_changed(visitor, compare, question):
    compare("I rolled the release back. We had cake.")
    compare("I rolled the release back at once. We had cake.")
    url = reverse("practice:difference", args=[question.slug])
    page = body(visitor.get(url, {"before": 1, "after": 2}))
    assert "<ins> at once</ins>" in page
    assert "<del>" not in page.split('class="answer')[1]


@pytest.mark.parametrize(
    "query", [{}, {"before": 1}, {"before": "x", "after": 1}, {"before": 1, "after": 9}]
)
def test_a_difference_of_nothing_is_not_found(visitor, compare, question, query):
    compare()
    url = reverse("practice:difference", args=[question.slug])
    assert visitor.get(url, query).status_code == 404


def test_an_empty_history_says_what_will_stand_there(client, question):
    page = body(client.get(reverse("practice:history", args=[question.slug])))
    assert "No attempt yet" in page


@pytest.mark.parametrize("stranger", ["visitor", "user"])
def test_what_is_anothers_is_not_there(client, visitor, compare, question, user, stranger):
    attempt = compare()
    client.cookies.clear()
    if stranger == "user":
        client.force_login(user)
    difference = reverse("practice:difference", args=[question.slug])
    assert client.get(attempt.get_absolute_url()).status_code == 404
    assert client.get(difference, {"before": 1, "after": 1}).status_code == 404
    for url in (
        reverse("practice:override", args=[attempt.pk, 1]),
        reverse("practice:mistakes", args=[attempt.pk]),
    ):
        assert client.post(url, {"verdict": "missing", "mistake": "1"}).status_code == 404
    assert attempt.points.get(position=1).override == ""
    assert not attempt.mistakes.filter(ticked=True).exists()


def test_the_own_page_lists_drafts_and_attempts(visitor, compare, question):
    home = reverse("practice:home")
    assert "Nothing here yet" in body(visitor.get(home))
    compare()
    assert "Latest attempts" in body(visitor.get(home))
    assert "Go on with" not in body(visitor.get(home))
    editor = {"text": "More to come", "version": 1, "writer": "page", "sequence": 9}
    visitor.post(reverse("practice:save", args=[question.slug]), editor)
    assert "More to come" in body(visitor.get(home))


@pytest.mark.parametrize("attempts", [1, 4])
def test_history_costs_the_same_at_every_size(
    visitor, compare, question, attempts, django_assert_num_queries
):
    for number in range(attempts):
        compare(f"{ANSWER} {number}")
    with django_assert_num_queries(8):
        visitor.get(reverse("practice:history", args=[question.slug]))


def test_a_long_history_comes_in_pages(visitor, compare, question):
    for number in range(22):
        compare(f"{ANSWER} {number}")
    url = reverse("practice:history", args=[question.slug])
    latest = body(visitor.get(url))
    assert "Attempt 22<" in latest
    assert "Attempt 3<" in latest
    assert "Attempt 2<" not in latest
    assert "From attempt 2<" in latest
    earlier = body(visitor.get(url, {"page": 2}))
    assert "Attempt 2<" in earlier
    assert "Attempt 3<" not in earlier
    for odd in ("0", "99", "x", "9" * 5000, "\x00"):
        assert visitor.get(url, {"page": odd}).status_code == 200


@pytest.mark.parametrize("attempts", [1, 4])
def test_the_own_page_costs_the_same_at_every_size(
    visitor, compare, attempts, django_assert_num_queries
):
    for number in range(attempts):
        compare(f"{ANSWER} {number}")
    with django_assert_num_queries(7):
        visitor.get(reverse("practice:home"))


def test_many_drafts_come_in_pages(visitor, candidate):
    for number in range(22):
        Draft.objects.create(
            candidate=candidate,
            question=make_bare_question(),
            text=f"Draft {number}.",
            saved_at=timezone.now() + timedelta(minutes=number),
        )
    home = reverse("practice:home")
    latest = body(visitor.get(home))
    assert latest.count("Draft ") == 20
    assert "Draft 21." in latest
    assert "?page=2#drafts" in latest
    earlier = body(visitor.get(home, {"page": 2}))
    assert "Draft 1." in earlier
    assert "Draft 2." not in earlier
    for odd in ("0", "99", "x", "\x00"):
        assert visitor.get(home, {"page": odd}).status_code == 200


def test_the_answer_is_shown_as_it_was_written(visitor, compare):
    """Its white space is kept on the page, so the markup may add none of its own."""
    page = body(visitor.get(compare().get_absolute_url()))
    shown = page.split('<div class="answer" id="marked-answer">')[1].split("</div>")[0]
    text = re.sub(r"<sup>.*?</sup>|<[^>]*>", "", shown)
    assert html.unescape(text) == ANSWER


def test_what_the_comparison_is_not_sure_of_asks_to_be_checked(visitor, compare):
    attempt = compare()
    point = attempt.points.get(key="rolls-back")
    assert point.verdict == "covered"
    for confidence, is_asked in ((0.4, True), (0.9, False)):
        type(point).objects.filter(attempt=attempt).update(confidence=confidence)
        page = body(visitor.get(attempt.get_absolute_url()))
        assert ("Check this one" in page) is is_asked
    type(point).objects.filter(attempt=attempt).update(confidence=0.4, override="missing")
    assert "Check this one" not in body(visitor.get(attempt.get_absolute_url()))


def test_a_verdict_keeps_its_confidence(compare):
    confidences = compare().points.values_list("confidence", flat=True)
    assert all(0 < confidence <= 1 for confidence in confidences)


def test_two_texts_of_an_empty_answer_stand_on_the_own_page(visitor, candidate, question):
    draft = Draft.objects.create(candidate=candidate, question=question)
    KeptText.objects.create(draft=draft, writer="page", text="Mine")
    assert "Two texts are kept" in body(visitor.get(reverse("practice:home")))
