"""Whatever the text, YAML reads it back as that text; where it can, it is laid out to be read."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.writers.yaml_scalars import folded, literal, quoted, scalar, words
from questions.bankfile.yaml_nodes import UNPRINTABLE
from tests.bankfile.generated import slugs, texts

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"])).map(str.strip)


def read_back(written: str) -> str:
    assert UNPRINTABLE.search(written) is None
    return yaml.safe_load(f"- a:\n    b: {written}\n    c: 1\n")[0]["a"]["b"]


@given(texts() | ANY_TEXT)
def test_on_one_line(text: str) -> None:
    assert read_back(scalar(text)) == text
    assert "\n" not in scalar(text)


@given(texts() | ANY_TEXT)
def test_in_quotes(text: str) -> None:
    assert read_back(quoted(text)) == text


@given(texts() | ANY_TEXT)
def test_as_a_folded_block(text: str) -> None:
    assert read_back(folded(text, 6)) == text


@given(texts() | ANY_TEXT)
def test_as_a_literal_block(text: str) -> None:
    assert read_back(literal(text, 6)) == text


@given(st.lists(slugs()))
def test_as_a_list(found: list[str]) -> None:
    assert yaml.safe_load(words(found)) == found


@pytest.mark.parametrize("slug", ["-", "--", "-a", "no", "1e3", "0x1F", "y", "12", "_"])
def test_slugs_that_yaml_misreads_are_quoted(slug: str) -> None:
    assert words([slug, "on-call"]) == f'["{slug}", on-call]'


@pytest.mark.parametrize(
    "text",
    [
        "Alerting habits that backfire",
        "The team's runbook, and who reads it (if anyone)?",
        "Sev 1 - who decides",
        "https://example.org/a?b=c",
        "Caf\u00e9",
    ],
)
def test_plain_texts_stay_bare(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no",
        "Yes",
        "null",
        "~",
        "1:30",
        "0o17",
        "2024-01-01",
        "1_000",
        "1e3",
        "n",
        "Action: decide",
        "a #1",
        "ends with:",
        "- a",
        "@home",
        "'quoted'",
        "[a]",
        "{a}",
        "*a",
        "&a",
        "!a",
        "%a",
        "|",
        ">",
        "`a`",
    ],
)
def test_texts_that_yaml_misreads_are_quoted(text: str) -> None:
    assert scalar(text) == f'"{text}"'


def test_a_paragraph_is_folded_at_the_width_of_a_page() -> None:
    lines = folded("word " * 40 + "end", 6).split("\n")
    assert lines[0] == ">-"
    assert all(line.startswith("      word") for line in lines[1:])
    assert 96 <= max(map(len, lines)) <= 100


def test_a_long_word_is_not_cut() -> None:
    assert folded("a " + "x" * 200, 2) == ">-\n  a\n  " + "x" * 200


@pytest.mark.parametrize("text", ["one\ntwo", "two  spaces", "a\ttab", "no\N{NO-BREAK SPACE}break"])
def test_what_folding_would_change_is_a_literal_block(text: str) -> None:
    assert folded(text, 2).startswith("|-\n  ")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("a\x07b", r'"a\ab"', id="a bell"),
        pytest.param("a\x00b", r'"a\0b"', id="nothing at all"),
        pytest.param("a\x85b", r'"a\Nb"', id="a next line"),
        pytest.param("a\N{LINE SEPARATOR}b", r'"a\Lb"', id="a line separator"),
        pytest.param("a\rb", r'"a\rb"', id="a carriage return"),
        pytest.param("", '""', id="nothing"),
    ],
)
def test_what_no_block_can_hold_is_escaped(text: str, written: str) -> None:
    assert literal(text, 2) == folded(text, 2) == written
