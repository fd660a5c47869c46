"""Values that YAML takes for something else, each named by its field."""

import pytest

from questions.bankfile.datatypes import Fault
from questions.bankfile.parsing import parse_fixture
from tests.bankfile.samples import question_yaml


def faults_of(text: str) -> list[Fault]:
    return parse_fixture("bank.yaml", text).faults


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param("no", "YAML reads no as true or false: put it in quotes", id="no"),
        pytest.param("On", "YAML reads On as true or false: put it in quotes", id="On"),
        pytest.param("1:30", "YAML reads 1:30 as a number: put it in quotes", id="1:30"),
        pytest.param("42", "YAML reads 42 as a number: put it in quotes", id="42"),
        pytest.param("1.5", "YAML reads 1.5 as a number: put it in quotes", id="1.5"),
        pytest.param("2026-02-01", "YAML reads 2026-02-01 as a date: put it in quotes", id="date"),
        pytest.param(
            "", "YAML reads an empty value as nothing at all: put it in quotes", id="empty"
        ),
        pytest.param("~", "YAML reads ~ as nothing at all: put it in quotes", id="tilde"),
        pytest.param("[a, b]", "a text is wanted, and this is a list", id="list"),
        pytest.param("{a: b}", "a text is wanted, and this is a mapping", id="mapping"),
        pytest.param(
            "!!binary aGk=", "as a tag:yaml.org,2002:binary: put it in quotes", id="binary"
        ),
        pytest.param(
            "!!python/object/apply:os.getcwd []", "this is a list", id="an object that would run"
        ),
    ],
)
def test_what_yaml_takes_for_something_other_than_text(value: str, message: str) -> None:
    (fault,) = faults_of(question_yaml("orders", title=value))
    assert (fault.line, fault.question, fault.field) == (6, "orders", "title")
    assert message in fault.message


@pytest.mark.parametrize("value", ["'no'", '"1:30"', "|-\n      42", ">-\n      yes"])
def test_quoted_and_block_text_is_text(value: str) -> None:
    assert not faults_of(question_yaml("orders", title=value))


@pytest.mark.parametrize(
    "value",
    ["1:30", "'90'", "no", "1.5", "-3", "010", "0x10", "1_000", "ten", "9999999999", "[1]"],
)
def test_what_is_no_whole_number(value: str) -> None:
    (fault,) = faults_of(question_yaml("orders", target_max_seconds=value))
    assert (fault.question, fault.field) == ("orders", "target_max_seconds")
    assert fault.message.startswith("a whole number is wanted, and this is ")


@pytest.mark.parametrize("value", ["null", "~", ""])
def test_a_length_may_be_unknown(value: str) -> None:
    rows = parse_fixture("bank.yaml", question_yaml("orders", target_max_seconds=value))
    assert not rows.faults
    assert rows.entries[0].target_max_seconds is None


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param('"true"', "true or false is wanted, and this is a text", id="quoted"),
        pytest.param("yes", "true or false is wanted", id="yes"),
        pytest.param("1", "true or false is wanted, and this is a number", id="1"),
    ],
)
def test_what_is_neither_true_nor_false(value: str, message: str) -> None:
    text = question_yaml("orders").replace(
        "aliases: |-", f"is_suggestion: {value}\n    aliases: |-", 1
    )
    (fault,) = faults_of(text)
    assert fault.field == "key_points.asks-what-is-lost.is_suggestion"
    assert message in fault.message


def test_a_point_may_be_a_suggestion() -> None:
    text = question_yaml("orders").replace("aliases: |-", "is_suggestion: true\n    aliases: |-", 1)
    rows = parse_fixture("bank.yaml", text)
    assert not rows.faults
    assert [entry.path for entry in rows.entries if getattr(entry, "is_suggestion", False)] == [
        "key_points.asks-what-is-lost"
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param("backups", "a list is wanted, and this is a", id="bare"),
        pytest.param("[backups]", "a list of one slug is wanted", id="not nested"),
        pytest.param("[[backups, releases]]", "a list of one slug is wanted", id="two in one"),
        pytest.param("[[no]]", "YAML reads no as true or false", id="no"),
        pytest.param("[[1]]", "YAML reads 1 as a number", id="primary key"),
    ],
)
def test_what_is_no_list_of_topics(value: str, message: str) -> None:
    (fault,) = faults_of(question_yaml("orders", topics=value))
    assert fault.field == "topics"
    assert message in fault.message


def test_long_names_and_values_are_shortened() -> None:
    (fault,) = faults_of(question_yaml("orders", title="9" * 5000))
    assert len(str(fault)) < 200
