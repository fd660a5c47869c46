"""Which questions ``load_bank`` retires, and which it only names."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from questions.models import KeyPoint, Question
from tests.bankfile.samples import Load, change_file, orders_file

pytestmark = pytest.mark.django_db


def test_a_file_may_retire_its_question(bank: Path, load: Load) -> None:
    load()
    change_file(orders_file(bank), "status: published", "status: retired")
    report = load(verbosity=2)
    assert report.startswith("retired: orders\n")
    assert "0 created, 0 changed, 1 retired, 1 unchanged" in report
    assert Question.objects.get(slug="orders").is_retired


def test_a_question_without_a_file_is_reported_and_stays(bank: Path, load: Load) -> None:
    load()
    orders_file(bank).unlink()
    assert load().endswith(
        "In the database and not in these files: orders\nTo retire those: --retire-missing\n"
    )
    assert not Question.objects.get(slug="orders").is_retired


def test_retiring_what_is_missing(bank: Path, load: Load) -> None:
    load()
    orders_file(bank).unlink()
    assert "0 created, 0 changed, 1 retired, 1 unchanged" in load("--retire-missing")
    assert Question.objects.get(slug="orders").is_retired
    assert KeyPoint.objects.filter(question__slug="orders").count() == 5
    assert "orders" not in load()


def test_a_question_that_came_back_is_published_again(bank: Path, load: Load) -> None:
    load()
    text = orders_file(bank).read_text()
    orders_file(bank).unlink()
    load("--retire-missing")
    orders_file(bank).write_text(text)
    load()
    assert not Question.objects.get(slug="orders").is_retired


def test_one_file_is_never_the_whole_bank(bank: Path, load: Load) -> None:
    load()
    with pytest.raises(CommandError, match="--retire-missing needs directories"):
        load("--retire-missing", orders_file(bank))
    assert "not in these files" not in load(orders_file(bank))
