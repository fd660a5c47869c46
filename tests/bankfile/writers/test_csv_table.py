import csv
import io

import pytest

from questions.bankfile.datatypes import Bank, TopicEntry
from questions.bankfile.writers import csv_table
from questions.bankfile.writers.csv_table import safe
from tests.bankfile.samples import make_question
from tests.bankfile.writers.written import one_file

TOPIC = TopicEntry(slug="backups", name="Backups", description="=Copies")


def rows(*questions: object, **changes: object) -> list[dict[str, str]]:
    bank = Bank((TOPIC,), (make_question("orders", **changes),))
    text = one_file(csv_table.write, bank).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_a_topic_and_a_row_a_question() -> None:
    topic, question = rows()
    assert topic == dict.fromkeys(csv_table.COLUMNS, "") | {
        "record": "topic",
        "slug": "backups",
        "title": "Backups",
        "notes": "'=Copies",
    }
    assert question["record"] == "question"
    assert (question["slug"], question["position"], question["status"]) == (
        "orders",
        "10",
        "published",
    )


def test_lists_stand_in_cells() -> None:
    (_, question) = rows(topics=("a", "b"), related=())
    assert question["topics"] == "a, b"
    assert question["related"] == ""
    assert question["mistakes"].split("\n")[0] == (
        "'- Restoring straight over the damaged copy. {#straight-over-it}"
    )


def test_what_is_not_known_is_an_empty_cell() -> None:
    (_, question) = rows(target_min_seconds=None)
    assert (question["target_min_seconds"], question["target_max_seconds"]) == ("", "60")


def test_it_opens_in_spreadsheets() -> None:
    text = one_file(csv_table.write, Bank((TOPIC,), ()))
    assert text.startswith("\ufeffrecord,slug,")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n") == 2


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\ta", "\ra", "'a", "'=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    assert rows(title=cell.strip() or "a")[1]["title"] == safe(cell.strip())


@pytest.mark.parametrize("cell", ["", "a=1", "1", " =1", '"=1"'])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell
