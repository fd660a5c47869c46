"""The operator's two commands."""

import io
import json
import os
import stat
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from practice.portable.collecting import collect
from prepbank.accounts.models import Candidate, User
from questions.models import Topic

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    output = io.StringIO()
    call_command(*arguments, stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "ada.json"


def test_there_and_back(ada, bob, file):
    written = run("export_user", "ada", "--output", str(file))
    what = "2 drafts, 3 attempts, 2 stories, 2 mock interviews and 1 planned review"
    assert written == f"Wrote {file}: {what}.\n"
    assert json.loads(file.read_text("utf-8")) == collect(ada)
    assert run("import_user", "bob", str(file)) == f"Imported: {what}.\n"
    bob.refresh_from_db()
    assert collect(bob) == collect(ada)


def test_only_its_owner_may_read_the_file(ada, file):
    run("export_user", "ada", output=file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_an_older_file_is_replaced_and_its_mode_too(ada, file):
    file.write_text("old")
    file.chmod(0o644)
    run("export_user", "ada", output=file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text("utf-8").startswith("{")


def test_markdown_is_another_format(ada, tmp_path):
    run("export_user", "ada", output=tmp_path / "ada.md", format="markdown")
    assert (tmp_path / "ada.md").read_text("utf-8").startswith("# My practice\n")


def test_an_account_that_never_practised_can_be_imported_to(ada, file):
    run("export_user", "ada", output=file)
    User.objects.create_user("new")
    run("import_user", "new", str(file))
    assert collect(Candidate.objects.get(user__username="new")) == collect(ada)


@pytest.mark.parametrize("command", ["export_user", "import_user"])
def test_an_unknown_name_is_said_to_be_unknown(ada, file, command):
    options = {"output": file} if command == "export_user" else {}
    arguments = [] if command == "export_user" else [str(file)]
    with pytest.raises(CommandError, match='no account with the user name "Ada"'):
        run(command, "Ada", *arguments, **options)


def test_nothing_practised_is_nothing_to_export(db, file):
    User.objects.create_user("new")
    with pytest.raises(CommandError, match="new has not practised yet"):
        run("export_user", "new", output=file)
    assert not file.exists()


def test_a_missing_folder_is_named(ada, tmp_path):
    with pytest.raises(CommandError, match=r"Nothing was written: there is no folder .*nowhere\."):
        run("export_user", "ada", output=tmp_path / "nowhere" / "ada.json")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", [os.devnull, "."])
def test_what_is_no_file_is_not_replaced(ada, place):
    with pytest.raises(CommandError, match="is not a file"):
        run("export_user", "ada", output=Path(place))


def test_a_failure_leaves_the_older_file(ada, file, monkeypatch):
    file.write_text("old")

    def fail(self, target):
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(CommandError, match="Nothing was written: No space left"):
        run("export_user", "ada", output=file)
    assert file.read_text() == "old"
    assert list(file.parent.iterdir()) == [file]


def test_what_is_there_is_replaced_only_with_the_option(ada, file):
    run("export_user", "ada", output=file)
    before = collect(ada)
    ada.stories.all().delete()
    with pytest.raises(CommandError, match=r"only if you say so\. Say so with --replace"):
        run("import_user", "ada", str(file))
    run("import_user", "ada", str(file), replace=True)
    assert collect(ada) == before


def test_missing_questions_are_left_out_only_with_the_option(ada, bob, rollback, file):
    run("export_user", "ada", output=file)
    ada.user.delete()
    rollback.delete()
    Topic.objects.filter(slug="alerting").delete()
    with pytest.raises(CommandError, match=r"rollback, topic alerting\. --skip-missing leaves"):
        run("import_user", "bob", str(file))
    told = run("import_user", "bob", str(file), skip_missing=True)
    assert told.splitlines()[1] == (
        "Left out: 1 draft, 1 attempt and 2 mock interviews, and the links of stories, for want of "
        "rollback, topic alerting."
    )


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]"])
def test_a_broken_file_is_refused_and_makes_nobody_a_candidate(db, file, content):
    User.objects.create_user("new")
    file.write_bytes(content)
    with pytest.raises(CommandError, match=r"Nothing was imported\. This "):
        run("import_user", "new", str(file))
    assert not Candidate.objects.exists()


def test_a_file_that_is_not_there_is_named(db, file):
    User.objects.create_user("new")
    with pytest.raises(CommandError, match=r"Nothing was imported: .*ada\.json"):
        run("import_user", "new", str(file))
