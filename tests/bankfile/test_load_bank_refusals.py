"""What ``load_bank`` refuses, and that nothing is loaded then."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError

from questions.models import Question, Topic
from tests.bankfile.samples import Load, change_file, orders_file

Refuse = Callable[[], list[str]]
"""Runs ``load_bank``, which has to refuse, and returns what it says."""

pytestmark = pytest.mark.django_db


@pytest.fixture
def refuse(load: Load, capsys: pytest.CaptureFixture[str]) -> Refuse:
    def refuse() -> list[str]:
        with pytest.raises(CommandError, match="nothing was loaded"):
            load()
        return capsys.readouterr().err.splitlines()

    return refuse


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("difficulty: easy", "difficulty: brutal", "orders: difficulty: ", id="model"),
        pytest.param("[backups]", "[bakcups]", "orders: topics: there is no topic", id="rule"),
        pytest.param("status: published", "status: no", "orders: status: YAML reads no", id="YAML"),
        pytest.param(
            "key: no-owner", "key: never-tested", "orders: mistakes.never-tested.key: ", id="part"
        ),
    ],
)
def test_an_error_names_its_place(
    bank: Path, refuse: Refuse, old: str, new: str, message: str
) -> None:
    change_file(orders_file(bank), old, new)
    (line,) = refuse()
    assert line.startswith(f"{orders_file(bank)}:")
    assert message in line


def test_one_error_anywhere_and_nothing_is_loaded(bank: Path, refuse: Refuse) -> None:
    change_file(orders_file(bank), "key: no-owner", "key: never-tested")
    refuse()
    assert not Question.objects.exists()
    assert not Topic.objects.exists()


def test_every_error_is_named_at_once(bank: Path, refuse: Refuse) -> None:
    change_file(orders_file(bank), "difficulty: easy", "difficulty: brutal")
    change_file(bank / "questions" / "carts.yaml", "related: []", "related: [[nowhere]]")
    assert [line.split(": ")[1] for line in refuse()] == ["carts", "orders"]


def test_a_topic_may_not_take_the_name_of_one_in_the_database(bank: Path, refuse: Refuse) -> None:
    Topic.objects.create(slug="copies", name="Backups")
    (line,) = refuse()
    assert "topics.backups.name: is the same as that of topics.copies" in line


def test_a_failure_while_writing_leaves_nothing_behind(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("questions.bankfile.storing.bulk_create_with_history", fail)
    with pytest.raises(RuntimeError):
        load()
    assert not Question.objects.exists()
    assert not Topic.objects.exists()


def test_editorial_faults_do_not_keep_a_bank_from_loading(bank: Path, load: Load) -> None:
    change_file(orders_file(bank), "[backups]", "[releases]")
    change_file(orders_file(bank), "Trusting a backup", "No postmortem of a backup")
    assert "2 created" in load()
