"""The admin page on which editors see where people and the comparison disagree."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from practice.disagreeing import counted_points, disagreements
from practice.matching import Verdict
from prepbank.accounts.models import Candidate, User
from tests.factories import make_question
from tests.practice.test_missing import SECRET, attempt
from tests.questions.admin_pages import change_url, client_of, make_editor, make_viewer

pytestmark = pytest.mark.django_db

C, P, M = Verdict.COVERED, Verdict.PARTLY, Verdict.MISSING
PAGE = "/admin/questions/question/disagreements/"


@pytest.fixture
def question():
    return make_question("outage", title="The outage")


@pytest.fixture
def root():
    return client_of(User.objects.create_superuser("root", password="x"))


def told(question=None):
    return disagreements(list(counted_points(question)))


def first_words(points):
    return [point.text.split()[0] for point in points]


def body(response):
    return response.content.decode()


# --- What is counted ------------------------------------------------------------------------------


def test_overrides_are_counted_out_of_all_comparisons(question):
    attempt(question, M, C, C, overrides={0: C})
    attempt(question, M, C, C, overrides={0: P})
    attempt(question, M, C, C, overrides={0: C})
    attempt(question, C, C, C)
    (point,) = told()
    assert point.text == "Rolls back first and asks why later"
    assert (point.overrides, point.comparisons, point.percent, point.people) == (3, 4, 75, 3)
    found = [(each.engine, each.person, each.times) for each in point.directions]
    assert found == [(M, C, 2), (M, P, 1)]


def test_one_person_who_disagrees_often_is_one_person(question):
    candidate = Candidate.objects.create()
    for _ in range(3):
        attempt(question, M, candidate=candidate, overrides={0: C})
    (point,) = told()
    assert (point.overrides, point.people) == (3, 1)


def test_the_most_disputed_comes_first_and_one_of_one_does_not_win(question):
    other = make_question("other")
    attempt(other, C, overrides={0: M})
    for number in range(8):
        attempt(question, M, M, overrides={0: C, 1: C} if number < 6 else {0: C})
    points = told()
    assert [(point.overrides, point.comparisons) for point in points] == [(8, 8), (6, 8), (1, 1)]
    assert first_words(points) == ["Rolls", "Tells", "Rolls"]


def test_one_key_in_two_questions_is_two_points(question):
    other = make_question("other")
    attempt(question, M, overrides={0: C})
    attempt(other, M, overrides={0: C})
    assert {point.question for point in told()} == {question, other}
    assert [point.question for point in told(other)] == [other]


def test_a_point_reworded_since_goes_by_its_words_of_today(question):
    attempt(question, M, overrides={0: C})
    question.key_points.filter(key="rolls-back").update(text="Reverts at once")
    attempt(question, M, overrides={0: C})
    (point,) = told()
    assert (point.text, point.wordings, point.overrides) == ("Reverts at once", 2, 2)
    assert point.is_in_bank


def test_a_point_that_left_the_bank_keeps_its_last_words(question):
    attempt(question, M, overrides={0: C})
    question.key_points.filter(key="rolls-back").update(text="Reverts at once")
    attempt(question, M, overrides={0: C})
    question.key_points.get(key="rolls-back").delete()
    (point,) = told()
    assert (point.text, point.is_in_bank) == ("Reverts at once", False)


def test_where_nobody_disagrees_there_is_nothing(question):
    attempt(question, C, M, P)
    assert told() == []


@pytest.mark.parametrize("attempts", [1, 4])
def test_many_attempts_take_as_many_queries_as_one(question, attempts, django_assert_num_queries):
    for _ in range(attempts):
        attempt(question, M, P, C, overrides={0: C, 1: C, 2: P})
    with django_assert_num_queries(4):
        assert len(told()) == 3


# --- The page -------------------------------------------------------------------------------------


def test_the_page_shows_how_often_and_which_way(root, question):
    attempt(question, M, C, C, overrides={0: C})
    page = body(root.get(PAGE))
    assert "Rolls back first" in page
    assert "1 of 1 (100%)" in page
    assert "missing became covered: 1" in page
    assert f'href="{change_url(question)}"' in page


@pytest.mark.parametrize("shares", [False, True])
def test_nothing_that_anyone_wrote_is_on_it_nor_who(root, question, shares):
    ada = User.objects.create_user("ada-the-candidate")
    candidate = Candidate.objects.create(user=ada, shares_texts=shares)
    attempt(question, M, candidate=candidate, overrides={0: C})
    page = body(root.get(PAGE))
    assert "Rolls back first" in page
    assert SECRET not in page
    assert "ada-the-candidate" not in page


def test_it_can_be_kept_to_one_question(root, question):
    other = make_question("other", title="The other")
    attempt(question, M, overrides={0: C})
    attempt(other, C, C, overrides={1: M})
    page = body(root.get(PAGE, {"question": "other"}))
    assert "Tells customers" in page
    assert "Rolls back first" not in page
    assert '<option value="other" selected>The other</option>' in page


def test_a_question_of_which_nobody_disagreed_says_so(root, question):
    assert "Nobody has overridden" in body(root.get(PAGE, {"question": "outage"}))
    assert "Nobody has overridden" in body(root.get(PAGE))


@pytest.mark.parametrize("slug", ["no-such", "\x00", "x" * 5000])
def test_a_question_that_is_not_there_is_not_found(root, question, slug):
    assert root.get(PAGE, {"question": slug}).status_code == 404


def test_points_of_retired_questions_and_of_many_wordings_say_so(root, question):
    attempt(question, M, M, overrides={0: C, 1: C})
    question.key_points.filter(key="rolls-back").update(text="Reverts at once")
    attempt(question, M, overrides={0: C})
    question.key_points.get(key="tells-people").delete()
    question.status = "retired"
    question.save()
    page = body(root.get(PAGE))
    assert "2 wordings" in page
    assert "no longer in the bank" in page


def test_it_comes_in_pages_that_keep_the_question(root, question, monkeypatch):
    monkeypatch.setattr("practice.admin.PractisedQuestionAdmin.list_per_page", 2)
    attempt(question, M, M, M, overrides={0: C, 1: C, 2: C})
    first = body(root.get(PAGE, {"question": "outage"}))
    assert "Page 1 of 2: 3 key points" in first
    assert "?question=outage&amp;page=2" in first
    assert "Tells customers" not in first
    assert "Tells customers" in body(root.get(PAGE, {"question": "outage", "page": "2"}))
    assert "Page 2 of 2" in body(root.get(PAGE, {"page": "99"}))
    assert "Page 1 of 2" in body(root.get(PAGE, {"page": "x"}))


@pytest.mark.parametrize("attempts", [1, 4])
def test_the_page_costs_the_same_at_every_size(root, question, attempts, django_assert_num_queries):
    for _ in range(attempts):
        attempt(question, M, P, C, overrides={0: C, 1: C, 2: P})
    # Session, user, count, rows, their questions, points and wordings, the choice of questions.
    with django_assert_num_queries(8):
        root.get(PAGE)


# --- Who may see it, and the way there ------------------------------------------------------------


def test_editors_do_not_see_it_unless_they_may_view_attempts(question):
    attempt(question, M, overrides={0: C})
    editor = make_editor()
    assert client_of(editor).get(PAGE).status_code == 403
    assert "Disagreements" not in body(client_of(editor).get("/admin/"))
    assert "Disagreements" not in body(client_of(editor).get(change_url(question)))
    editor.user_permissions.add(Permission.objects.get(codename="view_attempt"))
    assert client_of(editor).get(PAGE).status_code == 200


def test_who_may_view_attempts_alone_is_not_led_to_the_bank(question):
    attempt(question, M, overrides={0: C})
    coach = User.objects.create_user("coach", is_staff=True)
    coach.user_permissions.add(Permission.objects.get(codename="view_attempt"))
    page = body(client_of(coach).get(PAGE))
    assert "The outage" in page
    assert change_url(question) not in page


def test_others_are_kept_out(question):
    assert client_of(make_viewer()).get(PAGE).status_code == 403
    assert client_of(User.objects.create_user("ada")).get(PAGE).status_code == 302
    assert Client().get(PAGE).status_code == 302


def test_it_is_only_looked_at(root):
    assert root.post(PAGE).status_code == 405


def test_the_ways_there(root, question):
    assert reverse("admin:practice_disagreements") == PAGE
    assert f'href="{PAGE}"' in body(root.get("/admin/"))
    assert f'href="{PAGE}?question=outage"' in body(root.get(change_url(question)))
