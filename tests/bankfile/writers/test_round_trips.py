"""Any bank -> the files of a format -> its reader -> the same bank."""

from collections.abc import Iterable

from hypothesis import given, settings

from questions.bankfile.assembling import Rows, assemble
from questions.bankfile.datatypes import Bank, QuestionEntry, TopicEntry
from questions.bankfile.layouts.data import bank_records, bank_table, django_fixtures
from questions.bankfile.layouts.found import Layout
from questions.bankfile.layouts.sectioned import own_markdown
from questions.bankfile.parsing import parse_fixture
from questions.bankfile.writers import csv_table, fixtures, json_file, markdown_files
from questions.bankfile.writers.packing import files_of
from tests.bankfile.generated import banks
from tests.bankfile.writers.reading import document, question_entry, topic_entry, whole


def by_slug(bank: Bank) -> Bank:
    """Files stand in the order of their names, and say what each question's place is."""
    questions = sorted(bank.questions, key=lambda question: (question.position, question.slug))
    return Bank(tuple(sorted(bank.topics, key=lambda topic: topic.slug)), tuple(questions))


def read_fixtures(bank: Bank) -> Bank:
    rows = Rows()
    for name, content in fixtures.write(bank):
        rows.extend(parse_fixture(name, content.decode()))
    reading = assemble(rows)
    assert reading.faults == ()
    return reading.bank


def read_with(layout: Layout, pieces: Iterable[tuple[str, bytes]]) -> Bank:
    """Read all files with a layout that must know them as its own."""
    topics: list[TopicEntry] = []
    questions: list[QuestionEntry] = []
    for name, content in files_of(pieces):
        made = document(name, b"".join(content))
        assert layout.likelihood(made) > 0.9
        finding = whole(layout.read(made))
        topics += map(topic_entry, finding.topics)
        questions += map(question_entry, finding.questions)
    return by_slug(Bank(tuple(topics), tuple(questions)))


@settings(max_examples=50)
@given(banks())
def test_fixtures_for_load_bank(bank: Bank) -> None:
    assert by_slug(read_fixtures(bank)) == by_slug(bank)


@settings(max_examples=50)
@given(banks())
def test_fixtures(bank: Bank) -> None:
    assert read_with(django_fixtures, fixtures.write(bank)) == by_slug(bank)


@settings(max_examples=50)
@given(banks())
def test_markdown(bank: Bank) -> None:
    assert read_with(own_markdown, markdown_files.write(bank)) == by_slug(bank)


@settings(max_examples=50)
@given(banks())
def test_json(bank: Bank) -> None:
    assert read_with(bank_records, json_file.write(bank)) == by_slug(bank)


@settings(max_examples=50)
@given(banks())
def test_csv(bank: Bank) -> None:
    assert read_with(bank_table, csv_table.write(bank)) == by_slug(bank)
