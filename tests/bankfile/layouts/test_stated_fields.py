"""Values as people write them: texts, lists of parts in every shape, topics."""

from typing import Any

import pytest

from questions.bankfile.layouts.data.field_names import Named
from questions.bankfile.layouts.data.located import Node, tops
from questions.bankfile.layouts.data.stated_fields import FieldReader
from questions.bankfile.layouts.found import Document, FoundPart, Passage


def named(value: str, name: str = "x") -> Named:
    """Return the only value of a YAML document."""
    found: list[Any] = []
    node = Node(0, "null", "")
    for top in tops(Document("a.yaml", ""), f"v: {value}"):
        node = top.node
        if top.is_item:
            found.append(top.node)
    return Named(name, Node(1, "list", found) if found else node)


@pytest.fixture
def reader() -> FieldReader:
    return FieldReader(Document("a.yaml", ""))


def texts(parts: tuple[FoundPart, ...]) -> list[Any]:
    return [(part.label, part.text) if part.label else part.text for part in parts]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a<br>b<BR />c", "a\nb\nc"),
        ('"  a  "', "a"),
        ('"a\\r\\nb"', "a\nb"),
        ('""', None),
        ("", None),
    ],
)
def test_texts(reader: FieldReader, value: str, expected: str | None) -> None:
    found = reader.text(named(value), "notes")
    assert (found.text if found else None) == expected
    assert reader.faults == []


@pytest.mark.parametrize("value", ["5", "true", "[a, b]", "{a: b}"])
def test_what_is_no_text_is_a_fault(reader: FieldReader, value: str) -> None:
    assert reader.text(named(value), "notes") is None
    assert len(reader.faults) == 1
    assert reader.faults[0].message.startswith("a text is wanted, and this is")


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        ("a; b ;; c", "points", ["a", "b", "c"]),
        ("a, b; c", "points", ["a, b", "c"]),
        ("a, b; c", "keywords", ["a", "b", "c"]),
        ('"- a; b\\n- c"', "points", ["a; b", "c"]),
        ('"a\\nb"', "points", ["a", "b"]),
        ('"1. a\\n2. b"', "points", ["a", "b"]),
        ("'- a<br>- b'", "points", ["a", "b"]),
        ("[a; b, c]", "points", ["a; b", "c"]),
        ("[{text: a, weight: 3}, {Point: b}, {c: d}]", "points", ["a", "b", "c: d"]),
        ("", "points", []),
    ],
)
def test_parts(reader: FieldReader, value: str, name: str, expected: list[str]) -> None:
    assert texts(reader.parts(named(value, name), "key_points")) == expected
    assert reader.faults == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("[{label: Look, guidance: At graphs}]", [("Look", "At graphs")]),
        ("[{step: Look, description: At graphs}]", [("Look", "At graphs")]),
        ("[{title: Look}]", [("Look", "")]),
        ('["Look: at graphs", Act]', [("Look", "at graphs"), ("Act", "")]),
        ("[{Look: at graphs}]", [("Look", "at graphs")]),
    ],
)
def test_steps(reader: FieldReader, value: str, expected: list[Any]) -> None:
    assert texts(reader.parts(named(value), "steps")) == expected


def test_a_part_without_a_text_is_a_fault(reader: FieldReader) -> None:
    assert reader.parts(named("[{a: 1, b: 2}, [c], 3, d]"), "mistakes") == (FoundPart("d", 1),)
    assert [fault.field for fault in reader.faults] == ["mistakes"] * 3


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a, b; c", ["a", "b", "c"]),
        ("[a, '#b', 'c, d']", ["a", "b", "c", "d"]),
        ("a<br>b", ["a", "b"]),
        ("'`a  b`, , --'", ["a b"]),
        ("", []),
    ],
)
def test_topics(reader: FieldReader, value: str, expected: list[str]) -> None:
    assert [topic.text for topic in reader.topics(named(value))] == expected


def test_lines_of_cells_that_go_over_several() -> None:
    cell = Named("points", Node(7, "text", "\n- a\n- b"))
    spanning = FieldReader(Document("a.csv", ""), spans=True)
    assert [part.line for part in spanning.parts(cell, "key_points")] == [8, 9]
    flat = FieldReader(Document("a.json", ""))
    assert [part.line for part in flat.parts(cell, "key_points")] == [7, 7]
    broken = Named("points", Node(7, "text", "- a<br>- b"))
    assert [part.line for part in spanning.parts(broken, "key_points")] == [7, 7]


def test_paragraphs_and_named_ones(reader: FieldReader) -> None:
    assert reader.prose(named("[a, [b, c]]"), "notes") == Passage("a\n\nb\n\nc", 1)
    found = reader.prose(named("{Short: a, Long: [b, c], None: }"), "notes")
    assert found
    assert found.text == "**Short:** a\n\n**Long:** b\n\nc"
    assert reader.faults == []
