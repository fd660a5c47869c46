"""What may be wrong about a fixture, and where the fault says it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.assembling import Rows, assemble
from questions.bankfile.datatypes import Fault, KeyPointEntry, QuestionEntry, TopicEntry
from questions.bankfile.parsing import parse_fixture
from tests.bankfile.samples import FOLLOW_UPS, MISTAKES, POINTS, STEPS, TOPICS, question_yaml


def parse(text: str) -> Rows:
    return parse_fixture("bank.yaml", text)


def only_fault(text: str) -> Fault:
    (fault,) = parse(text).faults
    return fault


def test_topics_become_entries() -> None:
    backups, releases = parse(TOPICS).entries
    assert backups == TopicEntry(
        slug="backups", name="Backups", description="Copies, and proof that they can be read again."
    )
    assert releases == TopicEntry(slug="releases", name="Releases")


def test_a_question_gets_its_own_parts_in_order() -> None:
    text = question_yaml("orders") + question_yaml("carts")
    orders, carts = assemble(parse(text)).bank.questions
    for question in (orders, carts):
        assert {part.question for part in question.parts} == {question.slug}
        assert [step.key for step in question.structure_steps] == list(STEPS)
        assert [point.text for point in question.key_points] == list(POINTS.values())
        assert [mistake.text for mistake in question.mistakes] == list(MISTAKES.values())
        assert [follow_up.text for follow_up in question.follow_ups] == list(FOLLOW_UPS.values())


def test_aliases_are_lines_and_topics_are_in_alphabetical_order() -> None:
    text = question_yaml("orders", topics="[[releases], [backups]]")
    (question,) = assemble(parse(text)).bank.questions
    assert question.topics == ("backups", "releases")
    assert question.key_points[0].aliases == ("asks-what-is-lost", "or so")


def test_parts_are_ordered_by_position_and_may_stand_anywhere() -> None:
    question, *parts = question_yaml("orders").split("- model: ")[1:]
    text = "".join(f"- model: {row}" for row in [*reversed(parts), question])
    reading = assemble(parse(text))
    assert not reading.faults
    assert [point.key for point in reading.bank.questions[0].key_points] == list(POINTS)


def test_an_entry_knows_its_line_and_those_of_its_fields() -> None:
    question = next(
        row
        for row in parse(TOPICS + question_yaml("orders")).entries
        if isinstance(row, QuestionEntry)
    )
    first = TOPICS.count("\n") + 1
    assert question.place.line == first
    assert question.fault("title", "is odd") == Fault(
        "bank.yaml", first + 5, "orders", "title", "is odd"
    )


def test_a_missing_optional_field_is_empty() -> None:
    text = question_yaml("orders").replace('    notes: ""\n', "").replace("    related: []\n", "")
    (question,) = assemble(parse(text)).bank.questions
    assert (question.notes, question.related) == ("", ())


def test_empty_files_and_files_of_something_else() -> None:
    for text in ("", "# nothing yet\n", "key: value\n", "just words\n"):
        assert only_fault(text) == Fault("bank.yaml", 1, "", "", "a list of rows is wanted")


def test_a_fault_in_a_part_names_the_question_and_the_part() -> None:
    text = question_yaml("orders").replace("text: Leaving it open who decides.", "text: yes")
    fault = only_fault(text)
    assert (fault.question, fault.field) == ("orders", "mistakes.no-owner.text")
    assert text.splitlines()[fault.line - 1].strip() == "text: yes"


def test_a_fault_in_a_topic_names_the_topic() -> None:
    assert only_fault(TOPICS.replace("name: Releases", "name: 7")).field == "topics.releases.name"


def test_every_fault_is_collected() -> None:
    text = question_yaml("orders", title="no", position="x") + question_yaml("carts", prompt="1")
    assert [(fault.question, fault.field) for fault in parse(text).faults] == [
        ("orders", "position"),
        ("orders", "title"),
        ("carts", "prompt"),
    ]


def test_parts_of_a_question_with_a_fault_are_not_strays() -> None:
    reading = assemble(parse(question_yaml("orders", title="no")))
    assert [fault.field for fault in reading.faults] == ["title"]


def test_a_part_of_an_unknown_question() -> None:
    text = question_yaml("orders").replace("question: [orders]", "question: [ordres]", 1)
    (fault,) = assemble(parse(text)).faults
    assert (fault.question, fault.field) == ("ordres", "structure_steps.extent.question")


@pytest.mark.parametrize(
    ("old", "new", "field", "message"),
    [
        pytest.param(
            "    name: Backups",
            "    nmae: Backups",
            "topics.backups.name",
            "is missing",
            id="misspelt: missing",
        ),
        pytest.param(
            "    name: Backups",
            "    nmae: Backups",
            "topics.backups.nmae",
            "unknown field",
            id="misspelt: unknown",
        ),
        pytest.param(
            "    name: Backups",
            "    name: Backups\n    name: Copies",
            "topics.backups.name",
            "stands here twice",
            id="twice",
        ),
        pytest.param(
            "questions.topic",
            "questions.tpoic",
            "model",
            "'questions.tpoic' is no model of the bank",
            id="unknown model",
        ),
        pytest.param(
            "questions.topic",
            "auth.user",
            "model",
            "'auth.user' is no model of the bank",
            id="a model of another app",
        ),
        pytest.param(
            "  fields:", "  pk: 1\n  fields:", "pk", "rows carry no primary keys", id="pk"
        ),
        pytest.param(
            "    name: Backups",
            "    id: 4\n    name: Backups",
            "topics.backups.id",
            "rows carry no primary keys",
            id="id",
        ),
        pytest.param(
            "    name: Backups",
            "    <<: {a: b}\n    name: Backups",
            "topics.backups.<<",
            "unknown field",
            id="merge key",
        ),
        pytest.param(
            "    name: Backups",
            "    ? [name]\n    : Backups",
            "topics.backups.a list",
            "unknown field",
            id="a list as a name",
        ),
        pytest.param(
            "  model: questions.topic",
            "  modle: questions.topic",
            "model",
            "is missing",
            id="no model",
        ),
    ],
)
def test_what_may_be_wrong_about_a_row(old: str, new: str, field: str, message: str) -> None:
    text = TOPICS.replace("- model", "-\n  model").replace(old, new, 1)
    faults = parse(text).faults
    assert (field, message) in [(fault.field, fault.message) for fault in faults]


@pytest.mark.parametrize("text", ["- just words\n", "- [a]\n", "- 3\n"])
def test_a_row_that_is_no_mapping(text: str) -> None:
    assert only_fault(text).message == "a row must be a mapping of names to values"


def test_fields_that_are_no_mapping() -> None:
    fault = only_fault("- model: questions.topic\n  fields: [a]\n")
    assert (fault.line, fault.message) == (2, "fields must be a mapping of names to values")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("- a: b: c\n", 1, "mapping values are not allowed here", id="bare colon"),
        pytest.param(
            "- model: x\n  fields: 'open\n", 3, "unexpected end of stream", id="open quote"
        ),
        pytest.param("- a: 1\n   b: 2\n", 2, "mapping values are not allowed here", id="indent"),
        pytest.param("- a\n---\n- b\n", 2, "but found another document", id="two documents"),
        pytest.param("- &a x\n- *a\n", 2, "aliases (*name) are not allowed", id="alias"),
        pytest.param("[" * 5000, 1, "the nesting is too deep", id="5,000 brackets"),
        pytest.param("- " * 5000, 1, "the nesting is too deep", id="5,000 bullets"),
        pytest.param("- a\n- b\0c\n", 2, "the control character '\\x00'", id="NUL"),
        pytest.param("- a\n\n- \x9d\n", 3, "the control character '\\x9d'", id="C1 control"),
        pytest.param("- a\n-\t\tb: 1\n\tc: 2", 2, "cannot start any token", id="tab"),
    ],
)
def test_what_is_no_yaml_has_a_line(text: str, line: int, message: str) -> None:
    fault = only_fault(text)
    assert (fault.file, fault.line) == ("bank.yaml", line)
    assert message in fault.message


def test_a_bomb_of_aliases_stays_small() -> None:
    lines = ["- &a0 [x]"] + [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert "aliases" in only_fault("\n".join(lines)).message


def test_parsing_a_key_point_alone() -> None:
    row = next(
        row for row in parse(question_yaml("orders")).entries if isinstance(row, KeyPointEntry)
    )
    assert row == KeyPointEntry(
        question="orders",
        key="asks-what-is-lost",
        position=1,
        text="Asks first which data is gone and since when",
        aliases=("asks-what-is-lost", "or so"),
    )


SAMPLE = TOPICS + question_yaml("orders")
SCRAPS = st.sampled_from(
    [
        "\n",
        "- ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "#",
        "&a ",
        "*a",
        "!!x ",
        "? ",
        "|-",
        "%",
        "no",
        "\t",
    ]
)


@given(st.integers(0, len(SAMPLE)), st.integers(0, 20), st.text(max_size=10) | SCRAPS)
def test_whatever_is_done_to_a_file_gives_rows_or_faults(start: int, cut: int, put: str) -> None:
    rows = parse(SAMPLE[:start] + put + SAMPLE[start + cut :])
    assert rows.entries or rows.faults
    assert all(fault.line >= 1 and fault.message for fault in rows.faults)
