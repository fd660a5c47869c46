"""``manage.py check_bank``: over files without a database, and over the database."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from pytest_django import Settings

from questions.bankfile.files import read_bank
from questions.bankfile.loading import load_bank
from questions.models import KeyPoint, Question
from tests.bankfile.samples import change_file, write_bank


def test_clean_files_need_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_bank(tmp_path, "orders", "carts")
    call_command("check_bank", tmp_path)
    assert capsys.readouterr().out == "2 questions, 0 faults\n"


def test_each_fault_has_its_file_line_question_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, orders = write_bank(tmp_path, "orders")
    change_file(orders, "Trusting a backup", "Skipping the postmortem of a backup")
    change_file(orders, "target_max_seconds: 60", "target_max_seconds: 25")
    with pytest.raises(CommandError, match=r"^1 question, 2 faults$"):
        call_command("check_bank", tmp_path)
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{orders}:14: orders: sample_answer: lasts 43 s")
    line = orders.read_text().split("postmortem")[0].count("\n") + 1
    assert second.startswith(f"{orders}:{line}: orders: mistakes.never-tested.text: a spelling")


def test_errors_and_editorial_faults_come_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, orders = write_bank(tmp_path, "orders")
    change_file(orders, "difficulty: easy", "difficulty: brutal")
    change_file(orders, "What do you do first?", "You\u2019re alone. What now?")
    with pytest.raises(CommandError, match="2 faults"):
        call_command("check_bank", tmp_path)
    assert [line.split(": ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "prompt",
        "difficulty",
    ]


def test_a_file_that_cannot_be_read_is_reported_and_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match=r"^0 questions, 1 fault$"):
        call_command("check_bank", tmp_path / "nowhere.yaml")
    assert capsys.readouterr().out.endswith("nowhere.yaml: No such file or directory\n")


def test_one_file_may_name_what_stands_in_the_rest_of_the_bank(
    tmp_path: Path, settings: Settings
) -> None:
    settings.BANK_DIR = tmp_path
    _, orders, carts = write_bank(tmp_path, "orders", "carts")
    change_file(carts, "related: []", "related: [[orders]]")
    call_command("check_bank", carts)
    orders.unlink()
    with pytest.raises(CommandError):
        call_command("check_bank", carts)


@pytest.mark.django_db
def test_without_paths_it_checks_the_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_bank(tmp_path, "orders")
    load_bank(read_bank([tmp_path]).bank)
    call_command("check_bank")
    assert capsys.readouterr().out == "1 question, 0 faults\n"
    Question.objects.update(title="Caf\u00c3\u00a9 down")
    KeyPoint.objects.filter(key="compares-counts").update(position=1, aliases="")
    with pytest.raises(CommandError, match="3 faults"):
        call_command("check_bank")
    assert capsys.readouterr().out.splitlines() == [
        "orders: key_points.compares-counts.aliases: there are no other ways of saying it",
        "orders: key_points.compares-counts.position: is the same as that of "
        "key_points.asks-what-is-lost",
        "orders: title: UTF-8 read in a wrong encoding, at 'Caf\\xc3\\xa9 down'",
    ]


@pytest.mark.django_db
def test_an_empty_database_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_bank")
    assert capsys.readouterr().out == "0 questions, 0 faults\n"


def test_the_projects_own_bank_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_bank", settings.BANK_DIR)
    assert capsys.readouterr().out == "43 questions, 0 faults\n"
    bank = read_bank([Path(settings.BANK_DIR)]).bank
    assert {question.status for question in bank.questions} == {"published"}
    assert {slug for question in bank.questions for slug in question.topics} == {
        topic.slug for topic in bank.topics
    }
