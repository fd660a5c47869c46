"""Fixtures as the repository keeps them."""

from dataclasses import replace
from pathlib import Path

from django.conf import settings

from questions.bankfile.assembling import Rows, assemble
from questions.bankfile.datatypes import Bank, TopicEntry
from questions.bankfile.files import read_bank
from questions.bankfile.parsing import parse_fixture
from questions.bankfile.writers import fixtures
from tests.bankfile.samples import make_bank, make_question
from tests.bankfile.writers.written import written

BANK = Path(settings.BASE_DIR, "fixtures")


def read_again(files: dict[str, bytes]) -> Bank:
    rows = Rows()
    for name, content in files.items():
        rows.extend(parse_fixture(name, content.decode()))
    return assemble(rows).bank


def question_file(**changes: object) -> str:
    question = make_question("orders", **changes)
    return written(fixtures.write, make_bank(question))["questions/orders.yaml"].decode()


def test_the_bank_of_the_repository_stays_the_same() -> None:
    bank = read_bank([BANK / "topics.yaml", BANK / "questions"]).bank
    files = written(fixtures.write, bank)
    assert len(files) == 44
    assert written(fixtures.write, read_again(files)) == files
    assert set(read_again(files).questions) == set(bank.questions)
    assert read_again(files).topics == bank.topics


def test_the_files_of_the_repository_are_those_of_the_export() -> None:
    bank = read_bank([BANK / "topics.yaml", BANK / "questions"]).bank
    for name, content in written(fixtures.write, bank).items():
        assert (BANK / name).read_bytes() == content, name


def test_what_nobody_stated_is_left_out() -> None:
    text = question_file(
        category="",
        round="",
        target_min_seconds=None,
        sample_answer="",
        topics=(),
        key_points=(),
        mistakes=(),
        follow_ups=(),
        structure_steps=(),
    )
    assert text == (
        "- model: questions.question\n"
        "  fields:\n"
        "    slug: orders\n"
        "    position: 10\n"
        "    status: published\n"
        "    title: Restoring orders\n"
        "    prompt: >-\n"
        "      A table of orders is gone. What do you do first?\n"
        "    difficulty: easy\n"
        "    target_max_seconds: 60\n"
        '    framework: ""\n'
    )


def test_where_a_question_is_from_is_written() -> None:
    text = question_file(source="A talk", licence="CC BY 4.0", attribution="Jo: with thanks")
    assert "    source: A talk\n    licence: CC BY 4.0\n" in text
    assert '    attribution: "Jo: with thanks"\n' in text


def test_only_a_suggestion_says_so() -> None:
    question = make_question("orders")
    first, *others = question.key_points
    suggested = replace(question, key_points=(replace(first, is_suggestion=True), *others))
    text = written(fixtures.write, make_bank(suggested))["questions/orders.yaml"].decode()
    assert text.count("    is_suggestion: true\n") == 1
    assert "is_suggestion: false" not in text


def test_groups_stand_below_their_names() -> None:
    comments = [line for line in question_file().split("\n") if line.startswith("#")]
    assert comments == ["# Structure", "# Key points", "# Common mistakes", "# Follow-ups"]


def test_slugs_that_yaml_misreads_are_read_again() -> None:
    topic = TopicEntry(slug="no", name="No", description="")
    changes = {"sample_answer": "", "topics": ("no",)}
    question = make_question("-1e3", related=("0x1F",), **changes)
    bank = Bank((topic,), (question, make_question("0x1F", **changes)))
    assert set(read_again(written(fixtures.write, bank)).questions) == set(bank.questions)


def test_a_bank_without_topics_has_no_file_of_them() -> None:
    assert list(written(fixtures.write, Bank((), (make_question("a", topics=()),)))) == [
        "questions/a.yaml"
    ]
