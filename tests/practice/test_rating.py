"""Rating oneself before the verdicts are shown."""

import pytest
from django.urls import reverse

from practice.interviews.holding import begin_interview, settle
from practice.models import Attempt, Draft
from prepbank.accounts.models import Candidate
from tests.factories import ANSWER, POINTS, make_question
from tests.practice.conftest import HTMX

EITHER_WAY = pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])


@pytest.fixture
def compare(visitor, question):
    def compare(text=ANSWER, headers=None, **fields):
        count = Attempt.objects.count()
        editor = {"text": text, "version": count, "writer": "page", "sequence": count + 1}
        url = reverse("practice:compare", args=[question.slug])
        return visitor.post(url, editor | fields, headers=headers or {})

    return compare


@pytest.fixture
def sealed(compare):
    compare(rate_first="1")
    return Attempt.objects.get()


def rate_url(attempt):
    return reverse("practice:rate", args=[attempt.pk])


def body(response):
    return response.content.decode()


@EITHER_WAY
def test_it_asks_before_it_shows(visitor, compare, headers):
    response = compare(headers=headers, rate_first="1")
    attempt = Attempt.objects.get()
    where = response.headers.get("Location") or response.headers["HX-Redirect"]
    page = body(visitor.get(where, follow=True))
    assert "Which of these did you cover?" in page
    assert all(text in page for text, _ in POINTS.values())
    assert "verdict__word" not in page
    assert attempt.is_sealed


def test_both_are_shown_afterwards(visitor, sealed):
    response = visitor.post(rate_url(sealed), {"believed": ["1", "3"]}, follow=True)
    page = " ".join(body(response).split())
    assert "You believed 2 of 3 covered, and 1 of these is; you did not tick 1 that is." in page
    assert page.count("You believed that you covered it.") == 2
    assert page.count("You believed that you had not covered it.") == 1
    assert "2 of 3 covered" in page
    sealed.refresh_from_db()
    assert sealed.rated_at
    assert not sealed.is_sealed


def test_nothing_ticked_is_a_rating_too(visitor, sealed):
    page = body(visitor.post(rate_url(sealed), {}, follow=True))
    assert "You believed 0 of 3 covered" in page


def test_it_can_be_left_out(visitor, sealed):
    page = body(visitor.post(rate_url(sealed), {"skip": "1", "believed": ["1"]}, follow=True))
    assert "2 of 3 covered" in page
    assert "You believed" not in page
    sealed.refresh_from_db()
    assert sealed.rated_at is None


def test_who_has_seen_the_verdicts_cannot_rate(visitor, compare, sealed):
    visitor.post(rate_url(sealed), {"believed": ["1"]})
    assert visitor.get(rate_url(sealed)).status_code == 302
    visitor.post(rate_url(sealed), {"believed": ["1", "2", "3"]})
    believed = sealed.points.values_list("believed", flat=True)
    assert list(believed) == [True, False, False]
    # Nor by comparing the same text once more.
    compare(rate_first="1")
    assert Attempt.objects.count() == 1
    assert not Attempt.objects.get().is_sealed


@pytest.mark.parametrize("garbage", ["0", "4", "x", "9" * 5000, "\x00"])
def test_what_is_no_point_is_no_belief(visitor, sealed, garbage):
    visitor.post(rate_url(sealed), {"believed": [garbage, "2"]})
    believed = sealed.points.values_list("believed", flat=True)
    assert list(believed) == [False, True, False]


def test_a_sealed_attempt_gives_nothing_away(visitor, sealed, question):
    for address in (
        reverse("practice:home"),
        reverse("practice:progress"),
        reverse("practice:history", args=[question.slug]),
        question.get_absolute_url(),
    ):
        assert "2 covered" not in body(visitor.get(address))
    override = reverse("practice:override", args=[sealed.pk, 1])
    assert visitor.post(override, {"verdict": "missing"}).status_code == 404
    assert visitor.post(reverse("practice:mistakes", args=[sealed.pk]), {}).status_code == 404


def test_comparing_straight_away_asks_nothing(visitor, compare):
    compare()
    attempt = Attempt.objects.get()
    page = body(visitor.get(attempt.get_absolute_url()))
    assert "2 of 3 covered" in page
    assert "You believed" not in page


def test_what_is_anothers_is_not_there(client, sealed, user):
    client.cookies.clear()
    client.force_login(user)
    Candidate.objects.create(user=user)
    assert client.get(rate_url(sealed)).status_code == 404
    assert client.post(rate_url(sealed), {"believed": ["1"]}).status_code == 404
    sealed.refresh_from_db()
    assert sealed.is_sealed


def test_an_override_moves_the_rating_along(visitor, sealed):
    visitor.post(rate_url(sealed), {"believed": ["3"]})
    override = reverse("practice:override", args=[sealed.pk, 3])
    fragment = body(visitor.post(override, {"verdict": "covered"}, headers=HTMX))
    assert "You believed 1 of 3 covered, and 1 of these" in " ".join(fragment.split())


# --- Left without a rating ------------------------------------------------------------------------


def places(question):
    return [reverse("practice:home"), reverse("practice:history", args=[question.slug])]


def test_one_that_was_left_is_found_again(visitor, sealed, question):
    for address in places(question):
        page = body(visitor.get(address))
        assert "Rate yourself first" in page
        assert f'href="{rate_url(sealed)}"' in page
        assert "Nothing here yet" not in page
        assert "No attempt yet" not in page
        assert not any(
            word in page for word in ("Covered", "Missing", "2 covered", "verdict__word")
        )
    visitor.post(rate_url(sealed), {})
    for address in places(question):
        assert "Rate yourself first" not in body(visitor.get(address))


def test_a_mock_interviews_attempts_wait_for_its_end_instead(visitor, candidate, question):
    for _ in range(2):
        make_question()
    interview = begin_interview(candidate, 3)
    turn = interview.turns.first()
    Draft.objects.filter(turn=turn).update(text=ANSWER)
    settle(turn)
    assert Attempt.objects.get().is_sealed
    for address in places(turn.question):
        assert "Rate yourself first" not in body(visitor.get(address))


def test_of_very_many_the_latest_are_listed(visitor, candidate, question):
    for number in range(1, 26):
        Attempt.objects.create(
            candidate=candidate, question=question, number=number, is_sealed=True
        )
    page = body(visitor.get(reverse("practice:home")))
    assert page.count("Attempt ") == 20
    assert "The latest 20 of 25" in page


@EITHER_WAY
def test_it_can_be_deleted_unseen(visitor, sealed, question, headers):
    url = reverse("practice:delete-attempt", args=[sealed.pk])
    page = body(visitor.get(url))
    assert "Delete attempt 1?" in page
    assert "verdict__word" not in page
    assert f'href="{rate_url(sealed)}"' in body(
        visitor.get(reverse("practice:history", args=[question.slug]))
    )
    visitor.post(url, headers=headers)
    assert not Attempt.objects.exists()
