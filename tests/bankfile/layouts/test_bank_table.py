"""Our own table: what its writer makes of any bank comes back, and what was broken since is refused."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.bankfile.datatypes import Bank
from questions.bankfile.layouts.data import bank_table
from questions.bankfile.layouts.found import Document, FoundTopic
from questions.bankfile.layouts.recognising import choose
from questions.bankfile.writers import csv_table
from tests.bankfile.generated import banks
from tests.bankfile.layouts.reading import faults, read, stated
from tests.bankfile.samples import make_bank, make_question
from tests.bankfile.writers.reading import question_entry, topic_entry

HEADER = "record,slug,title,prompt,topics,key_points,target_max_seconds,notes\n"


def written(bank: Bank) -> str:
    return b"".join(piece for _, piece in csv_table.write(bank)).decode("utf-8-sig")


def rows_of(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, csv.reader(io.StringIO(text, newline=""))))


def refusals(text: str) -> list[str]:
    finding = read(bank_table, "a.csv", text)
    assert not finding.questions
    assert all(fault.refuses for fault in finding.faults)
    return faults(finding)


@settings(max_examples=60)
@given(banks())
def test_any_bank_comes_back(bank: Bank) -> None:
    text = written(bank)
    for document in (Document("a.csv", text), Document("a.xlsx", "", rows=rows_of(text))):
        assert bank_table.likelihood(document) == 1.0
        finding = bank_table.read(document)
        assert finding.faults == ()
        assert tuple(map(question_entry, finding.questions)) == bank.questions
        assert tuple(map(topic_entry, finding.topics)) == bank.topics


def test_empty_cells_say_that_there_is_nothing() -> None:
    bank = make_bank(make_question(sample_answer="", target_min_seconds=None, key_points=()))
    (question,) = read(bank_table, "a.csv", written(bank)).questions
    assert question.states_empty == {
        *("sample_answer", "min_seconds", "key_points", "framework", "notes", "related"),
        *("source", "licence", "attribution"),
    }


def test_columns_that_somebody_took_away_say_nothing() -> None:
    text = HEADER + "question,full-disk,Full disk,Why?,,- Looks {#looks},90,\n"
    (question,) = read(bank_table, "a.csv", text).questions
    assert stated(question) == {
        "slug": "full-disk",
        "title": "Full disk",
        "prompt": "Why?",
        "key_points": ["Looks"],
        "max_seconds": 90,
        "states_empty": {"topics", "notes"},
    }


def test_cells_know_their_lines() -> None:
    text = HEADER + '\nquestion,a,A,"Why\n\nso?","b, c","- One\n- Two",,\n'
    (question,) = read(bank_table, "a.csv", text).questions
    assert (question.line, question.prompt.line) == (3, 3)
    assert [topic.line for topic in question.topics] == [5, 5]
    assert [part.line for part in question.key_points] == [5, 6]


def test_only_one_apostrophe_and_only_ours_is_taken_off() -> None:
    cells = ("'=1", "''x", "'tis", "'-1", "'", "''=1")
    text = HEADER + "".join(f'question,,,Why?,,,,"{cell}"\n' for cell in cells)
    notes = [question.notes for question in read(bank_table, "a.csv", text).questions]
    assert [note.text for note in notes if note] == ["=1", "'x", "'tis", "-1", "'", "'=1"]


def test_topics_stand_in_rows_of_their_own() -> None:
    text = HEADER + "topic,disks,Disks,,,,,All that spins\ntopic,nets,Nets,,,,,\n"
    assert read(bank_table, "a.csv", text).topics == (
        FoundTopic("disks", 2, "Disks", "All that spins"),
        FoundTopic("nets", 3, "Nets", ""),
    )


def test_slugs_with_any_signs_between() -> None:
    text = HEADER + 'question,,,Why?,"a; b\n- c, d",,,\n'
    (question,) = read(bank_table, "a.csv", text).questions
    assert [topic.text for topic in question.topics] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("question,a b,A,Why?,,,,\n", "a.csv:2: slug: must be letters, digits, hyphens"),
        ("question,a,A,,,,,\n", "a.csv:2: prompt: is empty"),
        ("question,a,A,Why?,,,soon,\n", "a.csv:2: target_max_seconds: a whole number or nothing"),
        ("question,a,A,Why?,,,7,\n", "a.csv:2: target_max_seconds: 7 is less than the minimum"),
        ("questions,a,A,Why?,,,,\n", "a.csv:2: record: must be question or topic, and not 'quest"),
        ("topic,a,A,Why?,,,,\n", "a.csv:2: prompt: unknown field"),
        ("topic,a,A,,,,,b\n\n,,,x,,,,\n", "a.csv:4: record: must be question or topic, and not ''"),
        ("question,a,A,Why?,,,,b,c\n", "a.csv:2: the row has more cells than the first one"),
        ('question,a,A,"Why?,,,,\n', "a.csv:2: a quotation mark in this row is never closed"),
        (
            'question,a,A,Why?,,"- B\n- C {#c d}\n- {#e}",,\n',
            "a.csv:4: key_points[2].text: is empty",
        ),
    ],
)
def test_a_broken_row_refuses_the_table(rows: str, expected: str) -> None:
    assert bank_table.likelihood(Document("a.csv", HEADER + rows)) == 1.0
    assert refusals(HEADER + rows)[0].startswith(expected)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("record,slug,title\n", "a.csv:1: the column prompt is missing"),
        ("record,slug,prompt,notes,notes\n", "a.csv:1: two columns have the same name"),
        ("", "a.csv:1: the column prompt is missing"),
    ],
)
def test_a_broken_header_refuses_the_table(header: str, expected: str) -> None:
    assert refusals(header) == [expected]


def test_an_unknown_column_is_named() -> None:
    text = "record,slug,prompt,colour\nquestion,a,Why?,red\n"
    assert refusals(text) == ["a.csv:2: colour: unknown field"]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank_table, "MAX_QUESTIONS", 2)
    text = HEADER + "question,,,Why?,,,,\n" * 3
    assert refusals(text) == ["a.csv:4: more than 2 rows: split the file"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Question,Answer\nWhy?,So\n"),
        ("a.csv", ""),
        ("a.csv", '"record'),
        ("a.md", "record, slug, prompt are columns\n"),
    ],
)
def test_other_tables_are_left_to_others(name: str, text: str) -> None:
    assert bank_table.likelihood(Document(name, text)) == 0.0


def test_it_is_told_from_other_tables() -> None:
    assert getattr(choose(Document("a.csv", written(make_bank()))), "name", "") == "bank table"
    assert getattr(choose(Document("a.csv", "Question\nWhy?\n")), "name", "") == "table"


CELLS = st.sampled_from(
    ["", "question", "topic", "a", "Why?", "- b {#c}", "- also: d", "{#}", "90", "'=", ";", "x\ny"]
)


@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=4))
def test_any_cells_are_read_or_refused(rows: Sequence[Sequence[str]]) -> None:
    text = io.StringIO(newline="")
    text.write(HEADER)
    csv.writer(text, lineterminator="\n").writerows(rows)
    finding = read(bank_table, "a.csv", text.getvalue())
    assert not (finding.faults and (finding.questions or finding.topics))
