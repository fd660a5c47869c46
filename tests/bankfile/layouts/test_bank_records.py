"""Our own JSON and YAML: everything that is stated, exactly, or a refusal that names the line."""

import json
import tracemalloc
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile import records
from questions.bankfile.datatypes import QuestionEntry
from questions.bankfile.intake import limits
from questions.bankfile.layouts.data import bank_records, bank_schema
from questions.bankfile.layouts.found import Document, FoundTopic, Passage
from tests.bankfile.layouts.reading import faults, read, stated
from tests.bankfile.samples import make_bank, make_question

HEAD = {"format": "prepbank-bank", "version": 1}
HAND_MADE = """\
version: 1
format: prepbank-bank
topics:
  - slug: backups
questions:
  - prompt: |
      A disk is full.
      What now?
    slug: full-disk
    difficulty: easy
    structure: First look, then delete.
    structure_steps:
      - Look around
      - label: Delete
    key_points:
      - Looks at what grew
      - text: Keeps the logs
        aliases: ["saves the logs", " "]
        is_suggestion: True
    mistakes: []
    notes: ""
    round:
    topics: [backups, no]
    target_max_seconds: 90
"""


def as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_yaml(document: dict[str, Any]) -> str:
    return str(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))


def bank_of(*questions: dict[str, Any]) -> dict[str, Any]:
    return {**HEAD, "questions": list(questions)}


def refusals(text: str, name: str = "a.json") -> list[str]:
    finding = read(bank_records, name, text)
    assert not finding.questions
    assert not finding.topics
    assert all(fault.refuses for fault in finding.faults)
    return faults(finding)


@pytest.mark.parametrize(("name", "write"), [("a.json", as_json), ("a.yaml", as_yaml)])
def test_records_are_read_as_they_are_written(
    name: str, write: Callable[[dict[str, Any]], str]
) -> None:
    entry = make_question(target_min_seconds=None, source="A book")
    text = write(bank_of(records.question_record(entry)))
    assert bank_records.likelihood(Document(name, text)) == 1.0
    finding = read(bank_records, name, text)
    assert finding.faults == ()
    (question,) = finding.questions
    assert question.prompt.text == entry.prompt
    assert question.min_seconds is None
    assert question.max_seconds == 60
    assert question.position == 10
    assert [(part.label, part.text, part.key, part.position) for part in question.steps] == [
        (step.label, step.guidance, step.key, step.position) for step in entry.structure_steps
    ]
    assert [(part.text, part.key, part.position, part.aliases) for part in question.key_points] == [
        (point.text, point.key, point.position, point.aliases) for point in entry.key_points
    ]
    assert question.states_empty == {
        *("min_seconds", "framework", "notes", "licence", "attribution", "related"),
    }


def test_topics_are_read() -> None:
    topics = [records.topic_record(topic) for topic in make_bank().topics]
    finding = read(bank_records, "a.json", json.dumps({**HEAD, "topics": [*topics, {"slug": "x"}]}))
    assert finding.topics == (
        FoundTopic("backups", 1, "Backups", ""),
        FoundTopic("x", 1, "", None),
    )


def test_a_file_written_by_hand() -> None:
    finding = read(bank_records, "a.yml", HAND_MADE)
    assert finding.faults == ()
    (question,) = finding.questions
    assert question.prompt == Passage("A disk is full.\nWhat now?", 7)
    assert (question.line, question.seconds_line) == (6, 24)
    assert stated(question) == {
        "prompt": "A disk is full.\nWhat now?",
        "slug": "full-disk",
        "difficulty": "easy",
        "structure": "First look, then delete.",
        "steps": ["Look around", ("Delete", "")],
        "key_points": ["Looks at what grew", "Keeps the logs"],
        "topics": ["backups", "no"],
        "max_seconds": 90,
        "states_empty": {"mistakes", "notes", "round"},
    }
    assert question.key_points[1].aliases == ("saves the logs",)
    assert [point.is_suggestion for point in question.key_points] == [False, True]
    assert [point.line for point in question.key_points] == [16, 17]


def test_what_was_repaired_is_read_as_it_was_written() -> None:
    text = as_json(bank_of({"prompt": "Why\u00a0now?"}))
    document = Document("a.json", text.replace("\u00a0", " "), written=text)
    (question,) = bank_records.read(document).questions
    assert question.prompt.text == "Why\u00a0now?"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"prompt": "  "}, "6: prompt: is empty"),
        ({"title": "x"}, "5: prompt is missing"),
        ({"prompt": 5}, "6: prompt: a text is wanted, and this is a number (5)"),
        ({"prompt": "x", "answer": 1}, "7: answer: unknown field"),
        ({"prompt": "x", "round": "tea"}, "7: round: must be one of phone-screen, technical,"),
        ({"prompt": "x", "slug": "a b"}, "7: slug: must be letters, digits, hyphens and"),
        ({"prompt": "x", "title": "y" * 121}, '7: title: "yyy'),
        ({"prompt": "x", "position": -1}, "7: position: -1 is less than the minimum of 0"),
        (
            {"prompt": "x", "position": True},
            "7: position: a whole number is wanted, and this is tr",
        ),
        (
            {"prompt": "x", "target_min_seconds": "60"},
            "7: target_min_seconds: a whole number or no",
        ),
        ({"prompt": "x", "mistakes": "y"}, "7: mistakes: a list or nothing is wanted, and this is"),
        ({"prompt": "x", "mistakes": ["y", {"text": ""}]}, "10: mistakes[1].text: is empty"),
        ({"prompt": "x", "key_points": [{"text": "y", "k": 1}]}, "10: key_points[0].k: unknown"),
        (
            {"prompt": "x", "structure_steps": [{"guidance": "y"}]},
            "8: structure_steps[0]: label is",
        ),
        ("only a text", "5: an object of names and values is wanted, and this is a text"),
    ],
)
def test_a_violation_names_its_line(record: Any, expected: str) -> None:
    text = as_json({**HEAD, "questions": [record]})
    (message,) = refusals(text)
    assert message.startswith(f"a.json:{expected}")
    assert len(message) < 300


def test_one_faulty_record_refuses_the_document_and_each_is_named() -> None:
    text = as_json({**HEAD, "questions": [{"prompt": "ok"}, {"prompt": ""}, {"prompt": None}]})
    assert [message.split(": ")[0] for message in refusals(text)] == ["a.json:9", "a.json:12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"format": "prepbank-bank", "version": 2}',
            "a.json:1: version: 2 is of a newer PrepBank",
        ),
        ('{"format": "prepbank-bank", "version": "1"}', "a.json:1: version: must be 1"),
        ('{"format": "prepbank-bank"}', "a.json:1: version is missing"),
        ('{"version": 1}', "a.json:1: format is missing"),
        ('{"format": "x", "version": 1}', "a.json:1: format: must be prepbank-bank"),
        ('{"format": "prepbank-bank", "version": 1,\n"more": 1}', "a.json:2: more: unknown field"),
        ('{"format": "prepbank-bank", "version": 1,\n"topics": 1}', "a.json:2: topics: a list is"),
        (
            '{"format": "prepbank-bank", "version": 1,\n"questions": [{"prompt": "x"}',
            "a.json:2: is never closed",
        ),
    ],
)
def test_what_is_not_of_this_format_is_refused(text: str, expected: str) -> None:
    (message,) = refusals(text)
    assert message.startswith(expected)


def test_a_newer_version_is_refused_for_that_alone() -> None:
    text = as_json({"questions": [{"unknown": 1}], "format": "prepbank-bank", "version": 7})
    assert refusals(text) == [
        "a.json:8: version: 7 is of a newer PrepBank: this one reads up to 1",
    ]


def test_too_many_entries_are_refused_and_not_read_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bank_records, "MAX_QUESTIONS", 3)
    text = json.dumps(bank_of(*[{"prompt": "x"}] * 4)).removesuffix("]}") + ", broken"
    assert refusals(text) == ["a.json:1: questions: more than 3 entries: split the file"]
    assert limits.MAX_QUESTIONS == 20_000


def test_reading_holds_one_record_at_a_time() -> None:
    """What is held beside the questions found is less than the text itself."""
    record = records.question_record(make_question())
    text = json.dumps(bank_of(*[record] * 300))
    tracemalloc.start()
    try:
        finding = read(bank_records, "a.json", text)
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(finding.questions) == 300
    assert peak - held < len(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '[{"question": "prepbank-bank?"}]'),
        ("a.yaml", "- note: |\n    format: prepbank-bank\n"),
        ("a.md", "The file says `format: prepbank-bank`.\n"),
        ("a.md", ""),
    ],
)
def test_other_documents_are_left_to_others(name: str, text: str) -> None:
    assert bank_records.likelihood(Document(name, text)) == 0.0


def test_the_schema_is_one_and_names_every_field_of_the_records() -> None:
    schema = bank_schema.schema()
    jsonschema_rs.meta.validate(schema)
    question = schema["$defs"]["question"]["properties"]
    record = records.question_record(make_question())
    assert set(record) | {"structure"} == set(question)
    assert set(record["key_points"][0]) == set(schema["$defs"]["key_point"]["properties"])
    assert set(record["structure_steps"][0]) == set(schema["$defs"]["step"]["properties"])
    assert set(record["mistakes"][0]) == set(schema["$defs"]["part"]["properties"])


def test_the_whole_schema_takes_what_is_read() -> None:
    validator = jsonschema_rs.validator_for(bank_schema.schema())
    assert validator.is_valid(bank_of(records.question_record(make_question())))
    assert validator.is_valid(yaml.safe_load(HAND_MADE) | {"questions": [{"prompt": "x"}]})
    assert not validator.is_valid(bank_of({"title": "x"}))
    assert not validator.is_valid({**HEAD, "version": 2})


JUNK = st.recursive(
    st.sampled_from(["", " ", "x", 1, -1.5, None, True, "prepbank-bank"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from([*QuestionEntry.__dataclass_fields__, "text", "label", "key"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["prompt", "key_points", "steps", "topics"]), JUNK))
def test_any_record_is_read_or_refused(record: dict[str, Any]) -> None:
    for write, name in ((as_json, "a.json"), (as_yaml, "a.yaml")):
        finding = read(bank_records, name, write(bank_of({"prompt": "Why?", **record})))
        assert bool(finding.questions) != bool(finding.faults)
