"""Plain ``loaddata`` takes the bank's files, and taking them again changes nothing."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from questions.bankfile.comparing import compare
from questions.bankfile.files import read_bank
from questions.bankfile.fromdatabase import stored_bank
from questions.models import FollowUp, KeyPoint, Mistake, Question, StructureStep, Topic
from tests.bankfile.samples import change_file, write_bank

pytestmark = pytest.mark.django_db

MODELS = (Topic, Question, StructureStep, KeyPoint, Mistake, FollowUp)


def counts() -> dict[str, int]:
    links = {
        "topics": Question.topics.through.objects.count(),
        "related": Question.related.through.objects.count(),
    }
    return links | {model.__name__: model.objects.count() for model in MODELS}


def load(paths: list[Path]) -> None:
    call_command("loaddata", *map(str, paths), verbosity=0)


def test_loading_twice_gives_equal_counts(tmp_path: Path) -> None:
    files = write_bank(tmp_path, "orders", "carts")
    load(files)
    first, bank = counts(), stored_bank()
    load(files)
    assert counts() == first
    assert first == {
        "topics": 2, "related": 0, "Topic": 2, "Question": 2,
        "StructureStep": 4, "KeyPoint": 10, "Mistake": 6, "FollowUp": 4,
    }  # fmt: skip
    assert stored_bank() == bank == read_bank([tmp_path]).bank


def test_a_relation_may_point_to_a_question_in_a_later_file(tmp_path: Path) -> None:
    files = write_bank(tmp_path, "carts", "orders")
    change_file(files[1], "related: []", "related: [[orders]]")
    load(files)
    assert list(Question.objects.get(slug="carts").related.all()) == [
        Question.objects.get(slug="orders")
    ]


def test_loading_again_changes_a_row_in_place(tmp_path: Path) -> None:
    files = write_bank(tmp_path, "orders")
    load(files)
    before = KeyPoint.objects.get_by_natural_key("orders", "compares-counts").pk
    change_file(files[1], "Compares row counts", "Compares sums")
    load(files)
    point = KeyPoint.objects.get(pk=before)
    assert point.text == "Compares sums with an independent source"
    assert counts()["KeyPoint"] == 5


def test_the_projects_own_bank_loads_twice_with_equal_counts() -> None:
    folder = Path(settings.BANK_DIR)
    files = [folder / "topics.yaml", *sorted((folder / "questions").glob("*.yaml"))]
    load(files)
    first = counts()
    load(files)
    assert counts() == first
    assert first["Question"] == 43
    assert compare(stored_bank(), read_bank([folder]).bank) == []
