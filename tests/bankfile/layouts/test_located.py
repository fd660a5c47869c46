"""JSON and YAML as nodes: values as written, with their lines, and what is refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.layouts.data import located, located_json, located_yaml
from questions.bankfile.layouts.data.located import (
    MAX_DEPTH,
    BrokenDocumentError,
    Node,
    Top,
    is_json,
    plain_value,
    tops,
)
from questions.bankfile.layouts.found import Document


def read(name: str, text: str) -> list[Top]:
    return list(tops(Document(name, text), text))


def whole(name: str, text: str) -> Any:
    """Put together again what came item by item."""
    found: dict[str, Any] = {}
    for top in read(name, text):
        if top.is_item:
            found[top.name].append(plain_value(top.node))
        else:
            found[top.name] = plain_value(top.node)
    return found.get("") if set(found) == {""} else found


def refusal(name: str, text: str) -> str:
    with pytest.raises(BrokenDocumentError) as caught:
        read(name, text)
    return f"{caught.value.line}: {caught.value}"


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**12), 10**12),
        st.floats(allow_nan=False, allow_infinity=False, width=32),
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])).map(str.strip),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc"), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.lists(VALUES, max_size=3) | st.dictionaries(st.text("abc", min_size=1), VALUES, max_size=3)
)
def test_json_is_read_as_python_reads_it(value: Any) -> None:
    for indent in (None, 1):
        assert whole("a.json", json.dumps(value, indent=indent)) == value
        assert whole("a.json", json.dumps(value, indent=indent, ensure_ascii=False)) == value


def test_values_know_their_lines() -> None:
    text = '{"a": 1,\r\n "b": [\r\n  {"c": "d\\ne"},\r\n\r\n  2], "f": null}'
    assert read("a.json", text) == [
        Top("a", Node(1, "number", "1")),
        Top("b", Node(2, "list", [])),
        Top("b", Node(3, "object", {"c": Node(3, "text", "d\ne")}), is_item=True),
        Top("b", Node(5, "number", "2"), is_item=True),
        Top("f", Node(5, "null", "null")),
    ]


def test_json_lines_are_the_items_of_one_list() -> None:
    text = '\ufeff{"a": "b\\nc"}\r\n\r\n {"d": [1]} \r{}\n'
    expected = [
        Top("", Node(1, "list", [])),
        Top("", Node(1, "object", {"a": Node(1, "text", "b\nc")}), is_item=True),
        Top("", Node(3, "object", {"d": Node(3, "list", [Node(3, "number", "1")])}), is_item=True),
        Top("", Node(4, "object", {}), is_item=True),
    ]
    assert read("a.jsonl", text) == read("a.NDJSON", text) == expected
    assert read("a.jsonl", text.strip()) == expected
    assert read("a.jsonl", "") == expected[:1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1}\n{"a": 2\n{"a": 3}', "2: is never closed: } is missing"),
        ('{"a": 1}\n\n{"a": }', "3: a value is wanted here, and this sign is none"),
        ('{"a": 1} {"a": 2}\n', "1: more stands here, after the end of the JSON"),
        ('{"a": 1},\n{"a": 2}', "1: more stands here, after the end of the JSON"),
        ('{}\n[{"a": 1}]', "2: an object in braces is wanted on each line"),
        ('{}\n"a', "2: an object in braces is wanted on each line"),
        ('{}\n{"a": "\\u0000"}', "2: a NUL, or half of a character, stands in this text"),
        ('{"a":' * 10_000, f"1: the nesting is deeper than {MAX_DEPTH} levels"),
    ],
)
def test_a_broken_line_of_json_lines_is_refused(text: str, message: str) -> None:
    assert refusal("a.jsonl", text) == message


def test_json_lines_hold_no_more_names_than_other_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(located_json, "MAX_NAMES", 3)
    text = "\n".join(f'{{"{letter}": 1}}' for letter in "abcd")
    assert refusal("a.jsonl", text) == f"4: {located.TOO_MANY_NAMES}"


@given(st.lists(st.dictionaries(st.text("abc"), VALUES, max_size=3), max_size=4))
def test_json_lines_are_read_as_python_reads_each(values: list[Any]) -> None:
    for ascii_only in (True, False):
        lines = [json.dumps(value, ensure_ascii=ascii_only) for value in values]
        assert whole("a.jsonl", "\n".join(lines)) == values


def test_lines_that_end_as_old_macs_end_them() -> None:
    assert [top.node.line for top in read("a.json", "[\r1,\r2]")] == [1, 2, 3]


def test_yaml_gives_the_same_nodes() -> None:
    text = "# first\na: 1\nb:\n  - c: |\n      d\n      e\n  - 2\nf:\n"
    assert read("a.yaml", text) == [
        Top("a", Node(2, "number", "1")),
        Top("b", Node(4, "list", [])),
        Top("b", Node(4, "object", {"c": Node(5, "text", "d\ne\n")}), is_item=True),
        Top("b", Node(7, "number", "2"), is_item=True),
        Top("f", Node(8, "null", "")),
    ]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("no", "text"),
        ("1:30", "text"),
        ("2024-01-01", "text"),
        ("1e3", "text"),
        ("007", "text"),
        ("12", "number"),
        ("-1.5", "number"),
        ("'12'", "text"),
        ("True", "boolean"),
        ("~", "null"),
        ("!!str 12", "text"),
    ],
)
def test_plain_yaml_is_what_it_is_in_json_or_the_text_that_stands_there(
    written: str, kind: str
) -> None:
    (_, top) = read("a.yaml", f"- {written}\n")
    assert top.node.kind == kind
    assert top.node.value in written


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1: a value is wanted here, and nothing is none"),
        ('{"a": 1,\n}', "2: a name in quotation marks is wanted after the comma"),
        ("{\n'a': 1}", "2: a name in quotation marks is wanted here"),
        ('{"a" 1}', "1: a colon is wanted after 'a'"),
        ('{"a": 1,\n "a": 2}', "2: the name 'a' stands here twice"),
        ("[1\n2]", "2: a comma or ] is wanted here"),
        ("[1,\n2\n", "1: is never closed: ] is missing"),
        ("[\nNaN]", "2: a value is wanted here, and 'NaN' is none"),
        ("[-Infinity]", "1: a value is wanted here, and '-Infinity' is none"),
        ("[01]", "1: a value is wanted here, and '01' is none"),
        ("[1]\n\n[2]", "3: more stands here, after the end of the JSON"),
        ('["a\nb"]', "1: the text in quotation marks is broken: Invalid control character"),
        ('["\\u0000"]', "1: a NUL, or half of a character, stands in this text"),
        ('[\n"\\ud83d"]', "2: a NUL, or half of a character, stands in this text"),
        ("[1e999]", "1: this number is too long"),
        (f"[{'9' * 5_000}]", "1: this number is too long"),
        ("[\n" * 10_000, f"{MAX_DEPTH + 1}: the nesting is deeper than {MAX_DEPTH} levels"),
    ],
)
def test_broken_json_is_refused_with_its_line(text: str, message: str) -> None:
    assert refusal("a.json", text) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &b c\nd: *b\n", "2: aliases (*name) are not allowed"),
        ("a: 1\na: 2\n", "2: the name 'a' stands here twice"),
        ("? [a]\n: b\n", "1: a name is wanted here, and not a list or an object"),
        ("- a\n---\n- b\n", "2: a second document begins here: one file holds one"),
        ("- !!python/name:os.system\n", "1: the tag 'tag:yaml.org,2002:python/name:os.system' is"),
        ('- "\\0"\n', "1: a NUL, or half of a character, stands in this text"),
        ("- a\n- \x07\n", "2: the control character '\\x07' may not stand in a file"),
        ("- a\n- b: c: d\n", "2: this is no YAML: mapping values are not allowed"),
        ("- " * 1_000 + "a\n", f"1: the nesting is deeper than {MAX_DEPTH} levels"),
    ],
)
def test_broken_yaml_is_refused_with_its_line(text: str, message: str) -> None:
    assert refusal("a.yaml", text).startswith(message)


@given(
    st.text()
    | st.lists(st.sampled_from([*'{}[]:,"1-\n \t', "a", "- ", "null", "\\u", "&a", "*a"])).map(
        "".join
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    lines: list[int] = []
    for name in ("a.json", "a.jsonl", "a.yaml"):
        try:
            read(name, text)
        except BrokenDocumentError as error:
            lines.append(error.line)
    assert all(0 <= line <= text.count("\n") + text.count("\r") + 2 for line in lines)


def test_items_come_one_by_one() -> None:
    """So a reader may stop, however long the rest is."""
    text = "[1, 2, broken"
    items = (top.node.value for top in tops(Document("a.json", text), text) if top.is_item)
    assert (next(items), next(items)) == ("1", "2")


def test_progress_is_told_and_never_falls() -> None:
    shares: list[float] = []
    entries = [{"a": number} for number in range(1_000)]
    whole_text, lines = json.dumps(entries, indent=1), "\n".join(map(json.dumps, entries))
    for name, text in (("a.json", whole_text), ("a.jsonl", lines), ("a.yaml", whole_text)):
        shares.clear()
        document = Document(name, text, progress=shares.append)
        assert sum(top.is_item for top in tops(document, text)) == 1_000
        assert shares == sorted(shares)
        assert len(shares) == 10
        assert 0 <= shares[0] < 0.1
        assert 0.8 < shares[-1] <= 1


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.json", "anything", True),
        ("a.jsonl", "anything", True),
        ("a.yaml", "[1]", False),
        ("a.txt", '\ufeff\n [{"a": 1}]', True),
        ("a.txt", '{"a": 1}', True),
        ("a.md", "[![badge](x)](y)", False),
        ("a.md", "[ ] a task", False),
        ("a.md", "{a: b}", False),
    ],
)
def test_json_is_known_by_its_name_or_its_beginning(name: str, text: str, expected: bool) -> None:
    assert is_json(name, text) is expected


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_no_more_is_held_at_once_than_an_entry_may_hold(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for reader in (located_json, located_yaml):
        monkeypatch.setattr(reader, "MAX_VALUES", 5)
        monkeypatch.setattr(reader, "MAX_NAMES", 5)
    assert len(read(name, "[[1, 2, 3, 4],\n[1, 2, 3, 4]]")) == 3
    assert refusal(name, "[[1],\n[1, 2, 3, 4, 5]]") == f"2: {located.TOO_MANY_VALUES}"
    names = ",\n".join(f'"{letter}": 1' for letter in "abcdef")
    assert refusal(name, f"{{{names}}}") == f"6: {located.TOO_MANY_NAMES}"
