"""Who may do what in admin: editors keep the bank and see nothing else."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.factories import make_question
from tests.questions.admin_pages import admin_url, change_url, client_of, make_editor, make_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return client_of(make_editor())


@pytest.fixture
def question():
    return make_question("outage")


def test_an_editor_sees_the_bank_and_nothing_else(editor):
    apps = editor.get("/admin/").context["app_list"]
    assert [(app["app_label"], [row["object_name"] for row in app["models"]]) for app in apps] == [
        ("questions", ["Import", "Question", "Topic"])
    ]


@pytest.mark.parametrize(
    "model",
    [
        *(f"practice_{name}" for name in ("draft", "attempt", "attemptpoint", "attemptmistake")),
        *(f"practice_{name}" for name in ("kepttext", "reveal")),
        *("accounts_user", "accounts_candidate", "auth_group", "account_emailaddress"),
    ],
)
def test_an_editor_sees_no_practice_and_no_users(editor, model):
    try:
        url = reverse(f"admin:{model}_changelist")
    except NoReverseMatch:
        url = f"/admin/{model.replace('_', '/')}/"
    assert editor.get(url).status_code in {403, 404}


def test_an_editor_holds_no_permission_outside_the_bank():
    permissions = make_editor().get_all_permissions()
    assert {name.partition(".")[0] for name in permissions} == {"questions"}
    assert "questions.delete_question" not in permissions


def test_an_editor_retires_questions_and_deletes_none(editor, question):
    assert editor.get(admin_url(question, "delete", question.pk)).status_code == 403


def test_who_may_only_view_sees_the_page_and_saves_nothing(question):
    viewer = client_of(make_viewer())
    assert viewer.get(change_url(question)).status_code == 200
    assert viewer.post(change_url(question), {"title": "Changed"}).status_code == 403


def test_a_candidate_is_kept_out(django_user_model, question):
    candidate = client_of(django_user_model.objects.create_user("ada", password="x"))
    assert candidate.get(change_url(question)).status_code in {302, 403}
