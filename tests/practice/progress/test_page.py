import re

import pytest
from django.urls import reverse

from prepbank.accounts.models import Candidate
from tests.factories import make_question
from tests.practice.progress.conftest import HINTS

URL = "/practice/progress/"


def body(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def seen(visitor):
    return lambda query="": body(visitor.get(URL + query))


def test_it_has_its_address():
    assert reverse("practice:progress") == URL


def test_a_newcomer_sees_what_will_stand_there(client, db):
    page = body(client.get(URL))
    assert "Nothing to show yet" in page
    assert "<svg" not in page.split("<main")[1].split("</main>")[0]


def test_a_candidate_without_attempts_sees_the_same(seen):
    assert "Nothing to show yet" in seen()


def test_sealed_attempts_show_nothing(attempt, seen):
    attempt("ccc", is_sealed=True)
    assert "Nothing to show yet" in seen()


def test_one_attempt_is_told_for_what_it_is(attempt, seen):
    attempt("cpm")
    page = seen()
    assert "1 attempt at 1 question so far" in page
    assert "<strong>50%</strong>" in page
    assert "first</span>" not in page
    assert "chart__line" not in page
    assert "Too few to compare yet" in page
    assert "say which points you believe you covered" in page


def test_every_picture_is_there(attempt, seen, question):
    for _ in range(4):
        attempt("ccm", believed="yyn")
        attempt("ccp", hints=HINTS)
    page = seen()
    for title in (
        *("By question", "By topic", "Key points you miss most", "When you practised"),
        *("Unaided and with hints", "How well you judge your answers", "Belief and finding"),
    ):
        assert title in page
    assert "8 attempts at 1 question so far" in page
    assert reverse("practice:history", args=[question.slug]) in page
    assert "With hints you cover 16 percentage points more than without" in page
    assert "you are fairly well calibrated" in page
    assert "Missing 2, partly 3 of 5" in page


def test_the_dots_tell_hints_apart(attempt, seen):
    attempt("cpm")
    attempt("ccm", hints=HINTS)
    line = seen().split('class="chart chart--spark"')[1].split("</svg>")[0]
    assert line.count("chart__dot") == line.count("chart__ring") == 1
    assert "Coverage: 50%, 67% with hints" in line


@pytest.mark.parametrize(
    ("believed", "words"),
    [
        ("yyy", "You tend to believe you covered more than you said"),
        ("nnn", "You tend to cover more than you believe"),
    ],
)
def test_it_says_which_way_belief_leans(attempt, seen, believed, words):
    for _ in range(4):
        attempt("cpm", believed=believed)
    assert words in seen()


def test_few_rated_points_say_nothing(attempt, seen):
    attempt("ccc", believed="yyy")
    page = seen()
    assert "Too few to tell yet: you have rated 3 points" in page
    assert "Belief and finding" not in page


def test_older_questions_are_a_page_further(attempt, seen):
    for place in range(13):
        attempt("ccm", question=make_question(f"number-{place}"))
    assert "Questions 1 to 12 of 13" in seen()
    assert "?page=2#by-question" in seen()
    assert "number-0" in seen("?page=2").split('id="by-question"')[1].split("</section>")[0]
    assert "?page=1#by-question" in seen("?page=2")


def test_every_svg_has_a_name_and_ids_are_unique(attempt, seen):
    for _ in range(3):
        attempt("cpm", believed="yyn")
    page = seen()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for svg in re.findall(r"<svg[^>]*>", page.split("<main")[1].split("</main>")[0]):
        assert "aria-hidden" in svg or "aria-label" in svg
        for label in re.findall(r'aria-labelledby="([^"]+)"', svg):
            assert set(label.split()) <= set(ids)


def test_the_content_policy_holds(attempt, seen):
    attempt("cpm")
    assert not re.search(r"<style|\sstyle=|\son\w+=", seen())


def test_what_is_anothers_is_not_there(attempt, seen, candidate):
    other = Candidate.objects.create()
    attempt("ccc", candidate=other, question=make_question("secret", title="Another's question"))
    assert "Nothing to show yet" in seen()
    attempt("mmm")
    assert "1 attempt at 1 question" in seen()
    assert "Another&#x27;s question" not in seen()


def test_the_address_may_hold_anything(attempt, visitor):
    attempt("cpm")
    for page in ("x", "-5", "0", "99999999999", "%00", "1.5"):
        assert visitor.get(f"{URL}?page={page}").status_code == 200


def test_looking_only(visitor, attempt):
    attempt("cpm")
    assert visitor.post(URL).status_code == 405
    assert "no-store" in visitor.get(URL)["Cache-Control"]


@pytest.mark.parametrize("attempts", [3, 60])
def test_the_page_costs_the_same_at_every_size(
    visitor, attempt, attempts, django_assert_num_queries
):
    questions = [make_question() for _ in range(3 if attempts == 3 else 20)]
    for number in range(attempts):
        attempt("cpm", question=questions[number % len(questions)], believed="yyn")
    with django_assert_num_queries(9):  # the session, the candidate and seven pictures' worth
        visitor.get(URL)
