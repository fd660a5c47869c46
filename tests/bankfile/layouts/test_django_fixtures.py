"""Django's fixtures, YAML and JSON: everything that rows state, or a refusal with model and line."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.layouts.data import django_fixtures
from questions.bankfile.layouts.found import Document, FoundTopic, Passage
from tests.bankfile.layouts.reading import faults, read, stated
from tests.bankfile.samples import FOLLOW_UPS, MISTAKES, POINTS, TOPICS, question_yaml

YAML = TOPICS + question_yaml("orders", notes="Mind the clock.", target_min_seconds="null")
ROWS: list[dict[str, Any]] = yaml.safe_load(YAML)
PROMPT = "A table of orders is gone. What do you do first?"


def refusals(text: str, name: str = "a.json") -> list[str]:
    finding = read(django_fixtures, name, text)
    assert not finding.questions
    assert not finding.topics
    assert all(fault.refuses for fault in finding.faults)
    return faults(finding)


def row(model: str, **fields: Any) -> dict[str, Any]:
    return {"model": model, "fields": fields}


@pytest.mark.parametrize(
    ("name", "text"), [("a.yaml", YAML), ("a.json", json.dumps(ROWS, indent=1))]
)
def test_everything_that_rows_state_is_read(name: str, text: str) -> None:
    assert django_fixtures.likelihood(Document(name, text)) > 0.9
    finding = read(django_fixtures, name, text)
    assert finding.faults == ()
    (question,) = finding.questions
    assert stated(question) == {
        "prompt": PROMPT,
        "slug": "orders",
        "title": "Restoring orders",
        "position": 10,
        "status": "published",
        "category": "technical",
        "difficulty": "easy",
        "round": "phone-screen",
        "sample_answer": ("We counted every row twice. " * 20).strip(),
        "notes": "Mind the clock.",
        "max_seconds": 60,
        "topics": ["backups"],
        "steps": [("Extent", "Say it."), ("Rescue", "Say it.")],
        "key_points": [*POINTS.values()],
        "mistakes": [*MISTAKES.values()],
        "follow_ups": [*FOLLOW_UPS.values()],
        "states_empty": {"min_seconds", "framework", "related"},
    }
    point = question.key_points[0]
    assert (point.key, point.position, point.aliases) == (
        "asks-what-is-lost",
        1,
        ("asks-what-is-lost", "or so"),
    )


def test_topics_state_what_stands_there() -> None:
    text = yaml.safe_dump([row("questions.topic", slug="a", name="A"), ROWS[1]])
    assert read(django_fixtures, "a.yaml", text).topics == (
        FoundTopic("a", 1, "A", None),
        FoundTopic("releases", 5, "Releases", ""),
    )


def test_lines_are_those_of_the_file() -> None:
    (question,) = read(django_fixtures, "a.yaml", YAML).questions
    lines = YAML.split("\n")
    assert question.prompt == Passage(PROMPT, 1 + lines.index(f"    prompt: {PROMPT}"))
    texts = [part.text for part in (*question.key_points, *question.mistakes)]
    at = [part.line for part in (*question.key_points, *question.mistakes)]
    assert at == [1 + lines.index(f"    text: {text}") for text in texts]


def test_parts_may_stand_before_their_question_and_in_any_order() -> None:
    rows = [*ROWS[:2], *reversed(ROWS[2:])]
    assert read(django_fixtures, "a.json", json.dumps(rows)).questions[0].key_points[0].key == (
        "asks-what-is-lost"
    )


def test_a_question_without_parts_states_that_it_has_none() -> None:
    (question,) = read(django_fixtures, "a.json", json.dumps([ROWS[2]])).questions
    assert {"steps", "key_points", "mistakes", "follow_ups"} <= question.states_empty


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("auth.user", name="x")], ["a.json:3: model: 'auth.user' is no model of the bank"]),
        (
            [row("questions.topic", slug="a", name="A") | {"pk": 3}],
            ["a.json:8: pk: rows carry no primary keys"],
        ),
        ([5], ["a.json:2: a row must be a mapping of names to values"]),
        ([row("questions.topic", slug="a")], ["a.json:2: topics.a.name: is missing"]),
        (
            [ROWS[4]],
            [
                "a.json:5: orders: structure_steps.rescue.question: "
                "no question of this document has this slug"
            ],
        ),
        (
            [ROWS[2], ROWS[2]],
            ["a.json:29: orders: slug: stands on line 2 too"],
        ),
    ],
)
def test_a_faulty_row_refuses_the_document(rows: list[Any], expected: list[str]) -> None:
    assert refusals(json.dumps(rows, indent=1)) == expected


def test_the_line_of_another_apps_row_is_named() -> None:
    text = YAML + "- model: shop.order\n  fields:\n    total: 3\n"
    line = 1 + text.split("\n").index("- model: shop.order")
    assert refusals(text, "a.yaml") == [
        f"a.yaml:{line}: model: 'shop.order' is no model of the bank"
    ]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.json", '{"model": "questions.topic"}', "a.json:1: a list of rows is wanted"),
        ("a.yaml", "model: questions.topic\n", "a.yaml:1: a list of rows is wanted"),
        ("a.yaml", "- model: questions.topic\n  fields: &x\n- *x\n", "a.yaml:3: aliases"),
        ("a.json", '[{"model": "a.b"', "a.json:1: is never closed"),
    ],
)
def test_what_is_no_fixture_is_refused(name: str, text: str, expected: str) -> None:
    assert any(message.startswith(expected) for message in refusals(text, name))


def test_too_many_questions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django_fixtures, "MAX_QUESTIONS", 2)
    text = "".join(question_yaml(f"q-{number}") for number in range(3))
    assert refusals(text, "a.yaml")[-1].endswith("more than 2 questions: split the file")


def test_no_more_faults_than_somebody_reads() -> None:
    rows = [row("auth.user", number=number) for number in range(100)]
    assert len(refusals(json.dumps(rows))) == django_fixtures.MAX_FAULTS


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '[{"model": "T-34", "fields": "of wheat"}]'),
        ("a.yaml", "- question: Which fields has the model?\n"),
        ("a.md", "A row names its model: questions.topic, and its fields.\n"),
        ("a.yaml", ""),
    ],
)
def test_other_documents_are_left_to_others(name: str, text: str) -> None:
    assert django_fixtures.likelihood(Document(name, text)) == 0.0


VALUES = st.recursive(
    st.sampled_from([None, True, 1, -2.5, "", "x", "questions.topic", "questions.keypoint"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["model", "fields", "slug", "question"]), inner)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("write", [json.dumps, yaml.safe_dump])
@given(rows=st.lists(VALUES, max_size=3))
def test_any_rows_are_read_or_refused(write: Callable[[Any], str], rows: list[Any]) -> None:
    finding = read(django_fixtures, "a.json" if write is json.dumps else "a.yaml", write(rows))
    assert not (finding.questions and finding.faults)
