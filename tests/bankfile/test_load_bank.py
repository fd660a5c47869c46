"""``manage.py load_bank``: what it writes, and what it leaves alone."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practice.models import Attempt, Draft, Reveal
from prepbank.accounts.models import Candidate
from questions.bankfile.files import read_bank
from questions.bankfile.fromdatabase import stored_bank
from questions.models import KeyPoint, Mistake, Question, Topic
from tests.bankfile.samples import NOTHING_NEW, Load, change_file, orders_file, question_yaml

pytestmark = pytest.mark.django_db


def test_a_first_load_creates_everything(bank: Path, load: Load) -> None:
    assert load() == (
        "Topics: 2 created, 0 changed, 0 unchanged\n"
        "Questions: 2 created, 0 changed, 0 retired, 0 unchanged\n"
    )
    assert stored_bank() == read_bank([bank]).bank
    assert KeyPoint.history.filter(history_type="+").count() == 10
    assert Question.history.filter(history_user=None).exists()


def test_a_second_load_writes_nothing(load: Load) -> None:
    load()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert load() == NOTHING_NEW
    assert {query["sql"].split()[0] for query in queries} <= {
        "DECLARE",
        "SELECT",
        "SAVEPOINT",
        "RELEASE",
    }
    assert len(queries) == 17


def test_reading_takes_as_many_queries_however_many_questions(bank: Path, load: Load) -> None:
    for number in range(10):
        path = bank / "questions" / f"more-{number}.yaml"
        path.write_text(question_yaml(f"more-{number}"))
    load()
    with CaptureQueriesContext(connection) as queries:
        load()
    assert len(queries) == 17


def test_what_loaddata_loaded_is_not_loaded_again(bank: Path, load: Load) -> None:
    files = [bank / "topics.yaml", *sorted((bank / "questions").iterdir())]
    call_command("loaddata", *map(str, files), verbosity=0)
    assert load() == NOTHING_NEW


def test_only_what_changed_is_written(bank: Path, load: Load) -> None:
    load()
    before = {row.pk: row.history.count() for row in KeyPoint.objects.all()}
    point = KeyPoint.objects.get_by_natural_key("orders", "compares-counts")
    change_file(orders_file(bank), "Compares row counts", "Compares sums")
    assert "0 created, 1 changed, 0 retired, 1 unchanged" in load()
    assert KeyPoint.objects.get_by_natural_key("orders", "compares-counts").pk == point.pk
    assert (
        KeyPoint.objects.get_by_natural_key("orders", "compares-counts").text
        == "Compares sums with an independent source"
    )
    after = {row.pk: row.history.count() for row in KeyPoint.objects.all()}
    assert after == before | {point.pk: 2}
    (version,) = Question.history.filter(slug="carts")
    assert [link.topic.slug for link in version.topics.all()] == ["backups"]


def test_a_changed_field_is_shown_at_verbosity_2(bank: Path, load: Load) -> None:
    load()
    change_file(orders_file(bank), "title: Restoring orders", "title: Orders are gone")
    change_file(orders_file(bank), "[backups]", "[releases]")
    assert load(verbosity=2).splitlines()[:7] == [
        "changed: orders",
        "  title",
        "    -Restoring orders",
        "    +Orders are gone",
        "  topics",
        "    -backups",
        "    +releases",
    ]
    question = Question.objects.get(slug="orders")
    assert [topic.slug for topic in question.topics.all()] == ["releases"]


def test_a_part_that_left_the_file_is_deleted_and_a_new_one_made(bank: Path, load: Load) -> None:
    load()
    change_file(orders_file(bank), "key: no-owner", "key: nobody-decides")
    lines = load(verbosity=2).splitlines()
    assert lines[:2] == [
        "created: orders mistakes.nobody-decides",
        "removed: orders mistakes.no-owner",
    ]
    keys = Mistake.objects.filter(question__slug="orders").values_list("key", flat=True)
    assert list(keys) == ["straight-over-it", "never-tested", "nobody-decides"]
    assert Mistake.history.filter(key="no-owner", history_type="-").count() == 1


def test_two_points_may_swap_places(bank: Path, load: Load) -> None:
    load()
    path = orders_file(bank)
    change_file(
        path, "key: asks-what-is-lost\n    position: 1", "key: asks-what-is-lost\n    position: 2"
    )
    change_file(
        path, "key: stops-the-writers\n    position: 2", "key: stops-the-writers\n    position: 1"
    )
    load()
    keys = KeyPoint.objects.filter(question__slug="orders").values_list("key", flat=True)
    assert list(keys)[:2] == ["stops-the-writers", "asks-what-is-lost"]


def test_a_topic_is_renamed_in_place(bank: Path, load: Load) -> None:
    load()
    change_file(bank / "topics.yaml", "name: Releases", "name: Rollouts")
    assert load().startswith("Topics: 0 created, 1 changed, 1 unchanged\n")
    assert Topic.objects.get(slug="releases").name == "Rollouts"


def test_relations_in_a_circle(bank: Path, load: Load) -> None:
    change_file(orders_file(bank), "related: []", "related: [[carts]]")
    change_file(bank / "questions" / "carts.yaml", "related: []", "related: [[orders]]")
    load()
    orders, carts = Question.objects.get(slug="orders"), Question.objects.get(slug="carts")
    assert list(orders.related.all()) == [carts]
    assert list(carts.related.all()) == [orders]
    assert load() == NOTHING_NEW


def test_one_file_alone_leaves_the_rest_as_it_is(bank: Path, load: Load) -> None:
    load()
    change_file(orders_file(bank), "title: Restoring orders", "title: Orders are gone")
    assert load(orders_file(bank)) == (
        "Topics: 0 created, 0 changed, 0 unchanged\n"
        "Questions: 0 created, 1 changed, 0 retired, 0 unchanged\n"
    )


def test_it_can_be_quiet(load: Load) -> None:
    assert load(verbosity=0) == ""
    assert Question.objects.count() == 2


def test_a_dry_run_reports_and_writes_nothing(bank: Path, load: Load) -> None:
    report = load("--dry-run")
    assert "Questions: 2 created" in report
    assert report.endswith("Dry run: nothing was written.\n")
    assert not Question.objects.exists()
    assert not Topic.objects.exists()
    assert not Question.history.exists()


def test_what_candidates_wrote_is_not_touched(bank: Path, load: Load) -> None:
    load()
    question, candidate = Question.objects.get(slug="orders"), Candidate.objects.create()
    draft = Draft.objects.create(candidate=candidate, question=question, text="I counted.")
    reveal = Reveal.objects.create(draft=draft, rung="key-point", key="compares-counts")
    Attempt.objects.create(
        candidate=candidate, question=question, number=1, prompt="Old?", text="So."
    )
    change_file(orders_file(bank), "key: compares-counts", "key: compares-sums")
    change_file(orders_file(bank), "status: published", "status: retired")
    with CaptureQueriesContext(connection) as queries:
        load()
    assert not [query["sql"] for query in queries if "practice_" in query["sql"]]
    draft.refresh_from_db()
    assert (draft.text, draft.question) == ("I counted.", question)
    assert list(draft.reveals.all()) == [reveal]
    assert Attempt.objects.get().prompt == "Old?"


def test_the_projects_own_bank_loads_and_a_second_time_changes_nothing() -> None:
    folder = str(Path(django_settings.BASE_DIR) / "fixtures")
    out = StringIO()
    call_command("load_bank", folder, stdout=out)
    assert "Questions: 43 created, 0 changed, 0 retired, 0 unchanged" in out.getvalue()
    assert Question.objects.published().count() == 43
    call_command("load_bank", folder, stdout=out)
    assert out.getvalue().endswith("Questions: 0 created, 0 changed, 0 retired, 43 unchanged\n")
