import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.datatypes import (
    FollowUpEntry,
    KeyPointEntry,
    MistakeEntry,
    PartEntry,
    StructureStepEntry,
)
from questions.bankfile.layouts.found import FoundPart
from questions.bankfile.part_lists import read_list, read_steps, write_list
from tests.bankfile.generated import lines, parts, texts

SLUG = "a-question"


def mistake(text: str, key: str = "k", position: int = 1) -> MistakeEntry:
    return MistakeEntry(question=SLUG, key=key, position=position, text=text)


def step_of(found: FoundPart) -> StructureStepEntry:
    return StructureStepEntry(
        question=SLUG,
        key=found.key,
        position=found.position or 0,
        label=found.label,
        guidance=found.text,
    )


def point_of(found: FoundPart) -> KeyPointEntry:
    return KeyPointEntry(
        question=SLUG,
        key=found.key,
        position=found.position or 0,
        text=found.text,
        aliases=found.aliases,
        is_suggestion=found.is_suggestion,
    )


def mistake_of(found: FoundPart) -> MistakeEntry:
    return mistake(found.text, found.key, found.position or 0)


# --- What is written ------------------------------------------------------------------------------


def test_a_list_reads_as_markdown() -> None:
    points = [
        KeyPointEntry(
            question=SLUG,
            key="stops",
            position=1,
            text="Stops the writers\n\nand says so",
            aliases=("we froze it", "no more writes"),
        ),
        KeyPointEntry(question=SLUG, key="asks", position=4, text="Asks", is_suggestion=True),
    ]
    assert write_list(points) == (
        "- Stops the writers {#stops}\n"
        "\n"
        "  and says so\n"
        "  - also: we froze it\n"
        "  - also: no more writes\n"
        "- Asks {#asks position=4 .suggestion}"
    )


def test_a_step_has_its_label_first() -> None:
    step = StructureStepEntry(
        question=SLUG, key="extent", position=1, label="Extent", guidance="Say\nwhat broke."
    )
    assert write_list([step]) == "- Extent {#extent}\n  Say\n  what broke."


def test_no_parts_are_no_text() -> None:
    assert write_list([]) == ""
    assert read_list("", 1) == read_steps("\n \n", 1) == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("a\n- also: b", "- a {#k}\n  \\- also: b", id="reads as another way"),
        pytest.param("a\n\\- also: b", "- a {#k}\n  \\\\- also: b", id="escaped already"),
        pytest.param("a\n  - also: b", "- a {#k}\n    \\- also: b", id="further in"),
        pytest.param("a\nsee - also: b", "- a {#k}\n  see - also: b", id="not at the start"),
        pytest.param("- also: b", "- - also: b {#k}", id="on the first line"),
        pytest.param("a {#b}", "- a {#b} {#k}", id="ends like attributes"),
        pytest.param("", "- {#k}", id="nothing"),
        pytest.param("a\n \nb", "- a {#k}\n   \n  b", id="a line of one space"),
    ],
)
def test_what_is_hard_to_write(text: str, written: str) -> None:
    assert write_list([mistake(text)]) == written
    assert [found.text for found in read_list(written, 1)] == [text]


# --- And read again -------------------------------------------------------------------------------


ALIASES = st.lists(lines(1)).map(tuple)


@given(parts(KeyPointEntry, SLUG, text=texts(), aliases=ALIASES, is_suggestion=st.booleans()))
def test_key_points_survive(points: tuple[KeyPointEntry, ...]) -> None:
    assert tuple(map(point_of, read_list(write_list(points), 1))) == points


@given(parts(StructureStepEntry, SLUG, label=texts(), guidance=texts()))
def test_steps_survive(steps: tuple[StructureStepEntry, ...]) -> None:
    assert tuple(map(step_of, read_steps(write_list(steps), 1))) == steps


@given(st.lists(st.builds(mistake, texts(), st.sampled_from(["", "k"]), st.integers(0, 9))))
def test_mistakes_survive_without_keys_too(mistakes: list[PartEntry]) -> None:
    assert list(map(mistake_of, read_list(write_list(mistakes), 1))) == mistakes


def test_each_part_says_where_it_stands() -> None:
    written = write_list(
        [
            FollowUpEntry(question=SLUG, key="one", position=1, text="What\nnext?"),
            FollowUpEntry(question=SLUG, key="two", position=2, text="And then?"),
        ]
    )
    assert [part.line for part in read_list(written, 20)] == [20, 22]


# --- Lists that people make -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- Stay calm\n- Say so", id="dashes"),
        pytest.param("* Stay calm\n* Say so", id="stars"),
        pytest.param("1. Stay calm\n2. Say so", id="numbers"),
        pytest.param("1) Stay calm\n2) Say so", id="numbers in brackets"),
        pytest.param("\u2022 Stay calm\n\u2022 Say so", id="typed bullets"),
        pytest.param("- Stay calm\n\n- Say so\n", id="with space between"),
        pytest.param("  - Stay calm\n  - Say so", id="indented"),
        pytest.param("Stay calm\nSay so", id="bare lines"),
        pytest.param("Stay calm\n\nSay so", id="bare lines with space between"),
        pytest.param("-   Stay calm\n-\n-   Say so", id="one of them empty"),
    ],
)
def test_hand_made_lists(text: str) -> None:
    found = read_list(text, 1)
    assert [part.text for part in found] == ["Stay calm", "Say so"]
    assert all(part.key == "" and part.position is None for part in found)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("- Stay\n  calm\n- Say so", ["Stay\ncalm", "Say so"], id="indented"),
        pytest.param("- Stay\ncalm\n- Say so", ["Stay\ncalm", "Say so"], id="not indented"),
        pytest.param("1. Stay\n   calm", ["Stay\ncalm"], id="by the width of a number"),
        pytest.param("- Stay\n\tcalm", ["Stay\ncalm"], id="by a tab"),
        pytest.param("- Stay\n\ncalm", ["Stay", "calm"], id="a paragraph after it"),
        pytest.param("- Stay\n  - calm\n  - quiet", ["Stay\n- calm\n- quiet"], id="a list in it"),
        pytest.param("**Stay** calm", ["**Stay** calm"], id="emphasis is no marker"),
        pytest.param("-1 is no index", ["-1 is no index"], id="a number is no marker"),
        pytest.param("- Reads {name} {of: it}", ["Reads {name} {of: it}"], id="other braces"),
    ],
)
def test_further_lines_of_hand_made_lists(text: str, parts: list[str]) -> None:
    assert [part.text for part in read_list(text, 1)] == parts


def test_hand_made_lists_may_give_other_ways() -> None:
    (found,) = read_list("* Stops the writers\n    * Also: we froze\n      all of it", 3)
    assert found == FoundPart("Stops the writers", 3, aliases=("we froze all of it",))


@pytest.mark.parametrize(
    ("text", "label", "guidance"),
    [
        pytest.param("- **Extent**: what broke", "Extent", "what broke", id="bold"),
        pytest.param("- **Extent:** what broke", "Extent", "what broke", id="bold with its colon"),
        pytest.param("- __Extent__ what broke", "Extent", "what broke", id="bold without a colon"),
        pytest.param("1. Extent: what broke", "Extent", "what broke", id="a colon"),
        pytest.param("Extent - what broke", "Extent", "what broke", id="a hyphen"),
        pytest.param("Extent \u2013 what broke", "Extent", "what broke", id="a dash"),
        pytest.param("- Extent\n  what broke", "Extent", "what broke", id="two lines"),
        pytest.param("- Extent", "Extent", "", id="a label alone"),
        pytest.param("- Say it twice-over", "Say it twice-over", "", id="a hyphen in a word"),
        pytest.param("- " + "long " * 20, "", ("long " * 20).strip(), id="too long for a label"),
        pytest.param(
            "- Stop. Then: go", "Stop. Then: go", "", id="a colon after the first sentence"
        ),
    ],
)
def test_hand_made_steps(text: str, label: str, guidance: str) -> None:
    assert [(step.label, step.text) for step in read_steps(text, 1)] == [(label, guidance)]


def test_a_written_label_is_never_cut() -> None:
    step = StructureStepEntry(question=SLUG, key="", position=1, label="Say: what", guidance="")
    assert [step_of(found) for found in read_steps(write_list([step]), 1)] == [step]
