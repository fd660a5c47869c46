"""``manage.py create_editor``: new accounts, promoted ones, and what is refused."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from prepbank.accounts.models import User
from questions.editors import GROUP_NAME
from questions.management.commands import create_editor
from questions.management.commands.create_editor import PASSWORD_VARIABLE

pytestmark = pytest.mark.django_db

PASSWORD = "clouds-and-rain-9"


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("create_editor", *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def by_script(monkeypatch):
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)


@pytest.fixture
def typed(monkeypatch):
    """Answer the prompts for a password with what the test puts into this list."""
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    answers: list[str] = []

    def answer(prompt: str) -> str:
        if not answers:
            raise EOFError
        return answers.pop(0)

    monkeypatch.setattr(create_editor, "getpass", answer)
    return answers


def test_a_script_makes_an_editor(by_script, client):
    assert "ed can now log in" in run("ed", "--email", "ed@example.org")
    editor = User.objects.get()
    assert (editor.email, editor.is_staff, editor.is_superuser) == ("ed@example.org", True, False)
    assert [group.name for group in editor.groups.all()] == [GROUP_NAME]
    assert client.login(username="ed", password=PASSWORD)
    assert client.get("/admin/questions/question/").status_code == 200


def test_a_person_types_the_password_twice(typed, client):
    typed += [PASSWORD, PASSWORD]
    run("ed")
    assert client.login(username="ed", password=PASSWORD)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([PASSWORD, "another"], "The two passwords differ."),
        ([], f"Scripts set {PASSWORD_VARIABLE}."),
        ([PASSWORD], f"Scripts set {PASSWORD_VARIABLE}."),
        (["short", "short"], "too short"),
        (["12345678901", "12345678901"], "entirely numeric"),
        (["edwina-the-editor", "edwina-the-editor"], "too similar to the username"),
    ],
)
def test_a_password_that_will_not_do_makes_nobody(typed, answers, said):
    typed += answers
    with pytest.raises(CommandError, match=said):
        run("edwina-the-editor")
    assert not User.objects.exists()


def test_a_weak_password_of_a_script_is_refused_too(monkeypatch):
    monkeypatch.setenv(PASSWORD_VARIABLE, "123")
    with pytest.raises(CommandError, match="too short"):
        run("ed")


@pytest.mark.parametrize(
    "arguments", [["e d"], [""], ["e" * 151], ["ed", "--email", "nowhere"]], ids=repr
)
def test_bad_input_makes_nobody(by_script, arguments):
    with pytest.raises(CommandError):
        run(*arguments)
    assert not User.objects.exists()


def test_a_name_that_differs_in_case_alone_is_the_same_account(by_script):
    User.objects.create_user("Ed")
    assert "Ed had an account already." in run("ed")
    assert User.objects.get().is_staff


def test_who_has_an_account_is_promoted_and_keeps_the_password(typed, client):
    User.objects.create_user("ada", email="ada@example.org", password="her-own-password")
    assert "ada had an account already. It may edit the bank now" in run("ada")
    ada = User.objects.get()
    assert (ada.is_staff, ada.email) == (True, "ada@example.org")
    assert client.login(username="ada", password="her-own-password")
    assert client.get("/admin/questions/question/").status_code == 200


def test_promoting_can_set_the_address_and_refuses_a_bad_one(typed):
    User.objects.create_user("ada", email="old@example.org")
    run("ada", "--email", "new@example.org")
    with pytest.raises(CommandError, match="valid email"):
        run("ada", "--email", "nowhere")
    assert User.objects.get().email == "new@example.org"


def test_promoting_twice_changes_nothing(typed):
    User.objects.create_user("ada")
    run("ada")
    run("ada")
    assert User.objects.get().groups.count() == 1


def test_an_account_that_was_closed_stays_closed_and_is_named(typed):
    User.objects.create_user("ada", is_active=False)
    with pytest.raises(CommandError, match="is not active"):
        run("ada")
    assert not User.objects.get().is_staff
