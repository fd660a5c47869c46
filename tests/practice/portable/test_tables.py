"""CSV that a spreadsheet shows and never runs."""

import csv
import io

import pytest

from practice.portable.collecting import collect
from practice.portable.labels import labels_for
from practice.portable.tables import attempts_csv, due_csv, harmless
from questions.models import Question

pytestmark = pytest.mark.django_db


def rows_of(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_attempts_are_a_line_each(ada, everything):
    first, _, other = rows_of(attempts_csv(everything, labels_for(ada)))
    assert first == {
        "when": "2025-03-03 18:30",
        "question": "outage",
        "title": "The =outage= of *Friday*",
        "number": "1",
        "covered": "1",
        "partly": "1",
        "missing": "1",
        "coverage_percent": "50",
        "seconds": "95",
        "hints_seen": "2",
        "grade": "Good",
        "story": "The day of the *full* disk",
        "words": "13",
    }
    assert (other["grade"], other["seconds"], other["words"]) == ("Again", "", "0")


def test_a_sealed_attempt_gives_nothing_away(ada, everything):
    sealed = rows_of(attempts_csv(everything, labels_for(ada)))[1]
    assert [sealed[name] for name in ("covered", "partly", "missing", "coverage_percent")] == [
        ""
    ] * 4


def test_due_dates_are_a_line_each(ada, everything):
    (due,) = rows_of(due_csv(everything, labels_for(ada)))
    assert (due["question"], due["due_on"], due["last_on"]) == (
        "outage",
        "2025-03-10",
        "2025-03-04",
    )
    assert (due["stability_days"], due["difficulty"]) == ("3.1", "5.3")
    assert due["planned_on"] >= "2025-03-10"


def test_a_retired_question_is_due_and_not_planned(ada):
    Question.objects.filter(slug="outage").update(status="retired")
    (due,) = rows_of(due_csv(collect(ada), labels_for(ada)))
    assert (due["planned_on"], due["due_on"]) == ("", "2025-03-10")


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "-"],  # noqa: RUF001
)
def test_no_cell_begins_as_a_formula_does(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", " =1", "'=1", 7, 1.5, "Ünïcode"])
def test_other_cells_stay_as_they_are(cell):
    assert harmless(cell) == str(cell)


def test_titles_are_made_harmless_and_quoted(ada):
    Question.objects.filter(slug="outage").update(title='=HYPERLINK("x"),\r\n"y"')
    content = attempts_csv(collect(ada), labels_for(ada))
    assert rows_of(content)[0]["title"] == '\'=HYPERLINK("x"),\r\n"y"'
    assert b'"\'=HYPERLINK(""x""),\r\n""y"""' in content
    assert b"\n" not in content.replace(b"\r\n", b"")
