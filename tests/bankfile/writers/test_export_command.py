"""``manage.py export_questions``."""

import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from questions.bankfile.fromdatabase import stored_bank
from questions.bankfile.writers import anki_deck, markdown_files
from questions.bankfile.writers.formats import FORMATS
from questions.models import Question, Topic
from tests.bankfile.writers.written import written
from tests.factories import make_question, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stored() -> None:
    make_question("first", title="First", topics=("backups",))
    make_question("second", title="Second", topics=("on-call",), status="draft")
    make_topic("unused")


def export(*arguments: str | Path, **options: int) -> None:
    call_command("export_questions", *map(str, arguments), **options)


def slugs_in(path: Path) -> list[str]:
    return [question["slug"] for question in json.loads(path.read_text())["questions"]]


def refused(*arguments: str | Path) -> str:
    with pytest.raises(CommandError) as error:
        export(*arguments)
    return str(error.value)


# --- Where to -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reaches_its_place(name: str, tmp_path: Path) -> None:
    output = tmp_path / "bank"
    export("--format", name, "--output", output)
    assert output.is_dir() == FORMATS[name].is_many
    assert [path.name for path in tmp_path.iterdir()] == ["bank"]


def test_one_file_goes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export("--format", "json")
    captured = capfdbinary.readouterr()
    assert captured.out == b"".join(piece for _, piece in FORMATS["json"].write(stored_bank()))
    assert b"2 questions to standard output.\n" in captured.err


def test_many_files_go_into_a_folder(tmp_path: Path) -> None:
    export("--format", "markdown", "--output", tmp_path)
    for name, content in written(markdown_files.write, stored_bank()).items():
        assert (tmp_path / name).read_bytes() == content


def test_many_files_go_into_an_archive(tmp_path: Path) -> None:
    export("--format", "markdown", "--output", tmp_path / "bank.zip")
    with zipfile.ZipFile(tmp_path / "bank.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == written(
            markdown_files.write, stored_bank()
        )


def test_an_archive_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        export("--format", "fixtures", "--output", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


# --- What -----------------------------------------------------------------------------------------


def test_everything_is_written_with_unused_topics(tmp_path: Path) -> None:
    export("--format", "json", "--output", tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_text())
    assert {topic["slug"] for topic in document["topics"]} == {"backups", "on-call", "unused"}
    assert sorted(slugs_in(tmp_path / "a.json")) == ["first", "second"]


def test_a_part_is_written_with_its_topics(tmp_path: Path) -> None:
    export("first", "--format", "json", "--output", tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_text())
    assert [topic["slug"] for topic in document["topics"]] == ["backups"]
    assert slugs_in(tmp_path / "a.json") == ["first"]


@pytest.mark.parametrize(
    ("status", "slugs"), [("published", ["first"]), ("draft", ["second"]), ("retired", [])]
)
def test_questions_of_one_status(status: str, slugs: list[str], tmp_path: Path) -> None:
    export("--format", "json", "--status", status, "--output", tmp_path / "a.json")
    assert slugs_in(tmp_path / "a.json") == slugs


def test_what_a_format_cannot_hold_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Question.objects.filter(slug="first").update(notes="be\x07ll")
    export("--format", "moodle", "--output", tmp_path / "a.xml")
    assert "1 control character was left out" in capsys.readouterr().err


def test_it_keeps_quiet_where_asked_to(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    export("--format", "json", "--output", tmp_path / "a.json", verbosity=0)
    assert capfd.readouterr() == ("", "")


def test_the_bank_stays_as_it_is(tmp_path: Path) -> None:
    before = stored_bank()
    export("--format", "fixtures", "--output", tmp_path)
    assert stored_bank() == before
    assert Topic.objects.count() == 3


# --- What it refuses ------------------------------------------------------------------------------


def test_an_unknown_question(tmp_path: Path) -> None:
    message = refused("first", "third", "--format", "json", "--output", tmp_path / "a.json")
    assert message == "There is no such question: third."
    assert list(tmp_path.iterdir()) == []


def test_many_files_need_a_place() -> None:
    assert "--output is wanted: Markdown files are many files" in refused("--format", "markdown")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    message = refused("--format", "markdown", "--output", tmp_path / "a")
    assert "this is no folder" in message
    assert (tmp_path / "a").read_text() == "mine"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "this is a folder" in refused("--format", "json", "--output", tmp_path)


def test_a_place_that_is_nowhere(tmp_path: Path) -> None:
    message = refused("--format", "json", "--output", tmp_path / "no" / "a.json")
    assert "there is no folder" in message


def test_foreign_files_stay(tmp_path: Path) -> None:
    (tmp_path / "topics.md").write_text("# My topics")
    message = refused("--format", "markdown", "--output", tmp_path)
    assert message.endswith("topics.md was not written by this format: nothing was written.")
    assert [path.name for path in tmp_path.iterdir()] == ["topics.md"]


def test_a_format_without_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_deck, "find_spec", lambda name: None)
    assert refused("--format", "anki") == "The Anki deck needs a package more: make install-anki."
