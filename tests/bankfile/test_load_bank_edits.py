"""What editors changed in admin, and what becomes of it when the bank is loaded again."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from questions.bankfile.files import read_bank
from questions.bankfile.fromdatabase import stored_bank
from questions.models import KeyPoint, Mistake, Question, Topic
from tests.bankfile.samples import NOTHING_NEW, Load, change_file, orders_file

pytestmark = pytest.mark.django_db


def edit_in_admin(row: Question | KeyPoint | Mistake | Topic, **changes: str) -> None:
    """Change a row as admin does: its history names the user."""
    row._history_user = get_user_model().objects.get_or_create(username="editor")[0]
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def remove_in_admin(row: Question | KeyPoint | Mistake) -> None:
    row._history_user = get_user_model().objects.get_or_create(username="editor")[0]
    row.delete()


def orders_point() -> KeyPoint:
    return KeyPoint.objects.get_by_natural_key("orders", "compares-counts")


def test_an_editors_change_is_kept_and_reported(bank: Path, load: Load) -> None:
    load()
    edit_in_admin(orders_point(), text="Counts by hand")
    change_file(orders_file(bank), "title: Restoring orders", "title: Orders are gone")
    report = load()
    assert "Edited here, kept: orders key_points.compares-counts\n" in report
    assert "0 created, 1 changed, 0 retired, 1 unchanged" in report
    assert orders_point().text == "Counts by hand"
    assert Question.objects.get(slug="orders").title == "Orders are gone"


def test_an_editors_change_may_be_overwritten(load: Load) -> None:
    load()
    edit_in_admin(orders_point(), text="Counts by hand")
    assert "Edited here" not in load("--overwrite-edits")
    assert orders_point().text == "Compares row counts with an independent source"
    assert load() == NOTHING_NEW


def test_after_overwriting_the_next_load_writes_again(bank: Path, load: Load) -> None:
    load()
    edit_in_admin(orders_point(), text="Counts by hand")
    load("--overwrite-edits")
    change_file(orders_file(bank), "Compares row counts", "Compares sums")
    assert "Edited here" not in load()
    assert orders_point().text.startswith("Compares sums")


def test_saving_a_form_turns_line_ends_and_changes_nothing(load: Load) -> None:
    load()
    edit_in_admin(orders_point(), aliases="compares-counts\r\nor so\r\n")
    assert load() == NOTHING_NEW


def test_a_question_and_a_topic_edited_here(bank: Path, load: Load) -> None:
    load()
    edit_in_admin(Question.objects.get(slug="orders"), title="My title")
    edit_in_admin(Topic.objects.get(slug="releases"), name="My topic")
    report = load()
    assert "Edited here, kept: topics.releases\nEdited here, kept: orders\n" in report
    assert report.endswith("To load those too: --overwrite-edits\n")
    assert Question.objects.get(slug="orders").title == "My title"


def test_a_part_that_an_editor_added_is_kept(load: Load) -> None:
    load()
    question = Question.objects.get(slug="orders")
    edit_in_admin(Mistake(question=question, position=4, text="Panics"))
    assert "Edited here, kept: orders mistakes.panics\n" in load()
    assert Mistake.objects.filter(key="panics").exists()
    load("--overwrite-edits")
    assert not Mistake.objects.filter(key="panics").exists()


def test_a_part_that_an_editor_removed_stays_removed(load: Load) -> None:
    load()
    remove_in_admin(Mistake.objects.get_by_natural_key("orders", "no-owner"))
    assert "Edited here, kept: orders mistakes.no-owner\n" in load()
    assert not Mistake.objects.filter(question__slug="orders", key="no-owner").exists()
    load("--overwrite-edits")
    assert Mistake.objects.filter(question__slug="orders", key="no-owner").exists()


def test_a_question_that_was_deleted_here_comes_back_whole(bank: Path, load: Load) -> None:
    load()
    remove_in_admin(Question.objects.get(slug="orders"))
    load("--overwrite-edits")
    assert stored_bank() == read_bank([bank]).bank


def test_an_editors_own_question_is_not_retired(load: Load) -> None:
    load()
    own = Question(
        slug="own",
        title="Own",
        prompt="Why?",
        category="technical",
        difficulty="easy",
        round="final",
        target_min_seconds=60,
        target_max_seconds=90,
        sample_answer="So.",
    )
    edit_in_admin(own)
    assert "In the database and not in these files: own\n" in load()
    assert "Edited here, kept: own\n" in load("--retire-missing")
    assert Question.objects.get(slug="own").status == "draft"


def test_once_the_file_says_the_same_its_next_change_is_loaded(bank: Path, load: Load) -> None:
    load()
    edit_in_admin(orders_point(), text="Counts by hand")
    change_file(
        orders_file(bank), "Compares row counts with an independent source", "Counts by hand"
    )
    assert load() == NOTHING_NEW
    history = orders_point().history.count()
    assert load() == NOTHING_NEW
    assert orders_point().history.count() == history
    change_file(orders_file(bank), "Counts by hand", "Counts by machine")
    assert "Edited here" not in load()
    assert orders_point().text == "Counts by machine"
