"""Which points candidates miss most, and how the question's page in admin shows it."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from practice.matching import Verdict
from practice.missing import missed_points
from practice.models import Attempt, AttemptPoint, Draft, MockInterview
from prepbank.accounts.models import Candidate, User
from questions.models import KeyPoint, Question
from tests.factories import make_question, make_story
from tests.questions.admin_pages import admin_url, change_url, client_of, make_editor, messages

pytestmark = pytest.mark.django_db

C, P, M = Verdict.COVERED, Verdict.PARTLY, Verdict.MISSING
SECRET = "Only between us: the finance team did it."


@pytest.fixture
def question():
    return make_question("outage")


@pytest.fixture
def root():
    return client_of(User.objects.create_superuser("root", password="x"))


def attempt(question, *verdicts, candidate=None, overrides=None) -> Attempt:
    candidate = candidate or Candidate.objects.create()
    number = Attempt.objects.filter(candidate=candidate, question=question).count() + 1
    made = Attempt.objects.create(
        candidate=candidate,
        question=question,
        number=number,
        prompt=question.prompt,
        text=SECRET,
        engine="test",
    )
    points = question.key_points.all()
    for place, (point, verdict) in enumerate(zip(points, verdicts, strict=False)):
        override = (overrides or {}).get(place, "")
        AttemptPoint.objects.create(
            attempt=made,
            position=point.position,
            key=point.key,
            text=point.text,
            verdict=verdict,
            override=override,
            score=0.5,
        )
    return made


def told(question) -> dict[str, tuple[int, int, int]]:
    points = {
        point.text: (point.missing, point.partly, point.attempts)
        for point in missed_points(question)
    }
    return {text.split()[0]: numbers for text, numbers in points.items()}


def test_points_are_told_the_most_missed_first(question):
    attempt(question, C, M, P)
    attempt(question, C, M, C)
    assert told(question) == {"Tells": (2, 0, 2), "Finds": (0, 1, 2), "Rolls": (0, 0, 2)}
    assert list(told(question)) == ["Tells", "Finds", "Rolls"]
    assert [point.percent for point in missed_points(question)] == [100, 50, 0]


def test_missing_weighs_more_than_partly_among_equals(question):
    attempt(question, P, M, C)
    assert list(told(question))[:2] == ["Tells", "Rolls"]


def test_only_a_candidate_s_latest_attempt_counts(question):
    candidate = Candidate.objects.create()
    attempt(question, M, M, M, candidate=candidate)
    attempt(question, C, M, C, candidate=candidate)
    attempt(question, M, C, C)
    assert told(question) == {"Rolls": (1, 0, 2), "Tells": (1, 0, 2), "Finds": (0, 0, 2)}


def test_a_candidate_s_own_verdict_counts(question):
    attempt(question, M, C, M, overrides={0: C, 1: P})
    assert told(question) == {"Finds": (1, 0, 1), "Tells": (0, 1, 1), "Rolls": (0, 0, 1)}


def test_points_go_by_the_bank_s_wording_of_today(question):
    attempt(question, M, M, M)
    KeyPoint.objects.filter(key="rolls-back").update(text="Reverts at once")
    question.key_points.get(key="tells-people").delete()
    assert told(question) == {"Finds": (1, 0, 1), "Reverts": (1, 0, 1)}


def test_a_point_added_later_counts_from_then_on(question):
    attempt(question, M, M)
    attempt(question, M, C, C)
    assert told(question)["Finds"] == (0, 0, 1)


def test_other_questions_attempts_do_not_count(question):
    other = make_question("other")
    candidate = Candidate.objects.create()
    attempt(question, C, C, C, candidate=candidate)
    attempt(other, M, M, M, candidate=candidate)
    attempt(other, M, M, M, candidate=candidate)
    assert told(question) == {"Rolls": (0, 0, 1), "Tells": (0, 0, 1), "Finds": (0, 0, 1)}


def test_a_question_nobody_practised_has_nothing_to_tell(question):
    assert missed_points(question) == []


def test_many_attempts_take_as_many_queries_as_one(question, django_assert_num_queries):
    for _ in range(5):
        attempt(question, M, P, C)
    with django_assert_num_queries(2):
        missed_points(question)


# --- In admin -----------------------------------------------------------------------------------


def test_an_editor_sees_the_shares_and_nothing_of_anyone_s(question):
    candidate = Candidate.objects.create(user=User.objects.create_user("ada-the-candidate"))
    attempt(question, M, C, C, candidate=candidate)
    content = client_of(make_editor()).get(change_url(question)).content.decode()
    assert "What candidates miss most" in content
    assert "100%" in content
    assert SECRET not in content
    assert "ada-the-candidate" not in content


def test_an_empty_state_says_what_will_stand_there(question):
    content = client_of(make_editor()).get(change_url(question)).content.decode()
    assert "Nobody has compared an answer with these key points yet." in content


def test_a_new_question_and_an_old_version_have_no_such_table(question):
    editor = client_of(make_editor())
    version = question.history.first()
    for url in (
        admin_url(Question, "add"),
        admin_url(question, "simple_history", question.pk, version.pk),
    ):
        assert "What candidates miss most" not in editor.get(url).content.decode()


def test_a_question_nobody_practised_may_be_deleted_by_who_may_delete(root, question):
    url = admin_url(question, "delete", question.pk)
    assert root.get(url).status_code == 200
    root.post(url, {"post": "yes"})
    assert not Question.objects.exists()


@pytest.mark.parametrize("practised", ["attempt", "draft", "turn", "story"])
def test_a_practised_question_is_not_deleted_and_the_page_says_why(root, question, practised):
    if practised == "attempt":
        attempt(question, M)
    elif practised == "turn":
        interview = MockInterview.objects.create(candidate=Candidate.objects.create(), seed=1)
        interview.turns.create(
            position=1, question=question, target_min_seconds=1, target_max_seconds=2
        )
    elif practised == "story":
        make_story(Candidate.objects.create(), question)
    else:
        Draft.objects.create(candidate=Candidate.objects.create(), question=question)
    page = root.get(change_url(question))
    assert "it cannot be deleted. Retire it instead." in page.content.decode()
    assert "deletelink" not in page.content.decode()
    for method in (root.get, root.post):
        answer = method(admin_url(question, "delete", question.pk), {"post": "yes"}, follow=True)
        assert messages(answer)[0].endswith("Retire it instead.")
    assert Question.objects.exists()


def test_the_reason_is_told_to_none_who_could_not_delete_anyway(question):
    attempt(question, M)
    page = client_of(make_editor()).get(change_url(question))
    assert "Retire it instead." not in page.content.decode()


def test_practice_is_not_in_admin_for_anyone(root):
    assert "practice" not in {app["app_label"] for app in root.get("/admin/").context["app_list"]}
    for model in ("draft", "attempt", "attemptpoint"):
        assert root.get(f"/admin/practice/{model}/").status_code == 404


def test_an_editor_holds_no_permission_on_practice():
    editor = make_editor()
    names = Permission.objects.filter(content_type__app_label="practice")
    assert names.exists()
    assert not any(editor.has_perm(f"practice.{name.codename}") for name in names)


def test_a_visitor_is_sent_to_the_login(question):
    assert Client().get(change_url(question)).status_code == 302
