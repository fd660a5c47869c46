"""What front matter and comments say of a question, and what becomes a fault."""

import pytest

from questions.bankfile.layouts.found import Document, FoundQuestion, Passage
from questions.bankfile.layouts.sectioned.front_matter import (
    MAX_LINES,
    read_front_matter,
    take_comments,
)
from questions.bankfile.layouts.sectioned.metadata import Metadata, describe, listed


def described(text: str) -> tuple[FoundQuestion, list[tuple[int, str, str]]]:
    question = FoundQuestion(file="a.md", line=1, prompt=Passage("Why?", 1))
    metadata = read_front_matter(f"---\n{text}\n---\n").metadata
    question, faults = describe(Document("a.md", ""), question, metadata)
    return question, [(fault.line, fault.field, fault.message) for fault in faults]


def value(text: str, field: str) -> str | None:
    question, faults = described(text)
    assert faults == []
    passage: Passage | None = getattr(question, field)
    return passage.text if passage else None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("---\na: b\n---\nc", 3),
        ("---\na: b\n...\nc", 3),
        ("---  \na: b\n---  \nc", 3),
        ("---\n---\nc", 2),
        ("---\n# only a comment\n---\nc", 3),
        ("---\na: b\n", 0),
        ("\n---\na: b\n---\n", 0),
        ("a\n---\nb\n---\n", 0),
        ("---\n\nwords\n\n---\n", 0),
        ("---\n- a\n---\n", 0),
        ("---\n" + "a: b\n" * MAX_LINES + "---\n", 0),
        ("", 0),
    ],
)
def test_where_front_matter_ends(text: str, end: int) -> None:
    assert read_front_matter(text).end == end


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("format: prepbank-question/1", True),
        ("title: a\nformat: 'prepbank-topics/1'", True),
        ("format: html", False),
        ("title: prepbank-question/1", False),
    ],
)
def test_our_own_formats(text: str, *, ours: bool) -> None:
    assert read_front_matter(f"---\n{text}\n---\n").is_ours is ours


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("tags: [a, b c]", ["a", "b c"]),
        ("tags:\n  - a\n  - b", ["a", "b"]),
        ("tags: a, b", ["a", "b"]),
        ("topic: a", ["a"]),
        ("Topics: a\nkeywords: b", ["a", "b"]),
        ("tags: [a, A, b]", ["A", "b"]),
        ("tags: 'a, b'", ["a, b"]),
        ("tags:", []),
        ("tags: []", []),
        ("tags: [null, a]", ["a"]),
        ("category: Disks\ntags: a", ["Disks", "a"]),
    ],
)
def test_topics(text: str, topics: list[str]) -> None:
    question, faults = described(text)
    assert ([topic.text for topic in question.topics], faults) == (topics, [])


@pytest.mark.parametrize(
    ("written", "known"),
    [
        *((word, "easy") for word in ("easy", "Beginner", "JUNIOR", "1")),
        *((word, "medium") for word in ("medium", "Intermediate", "mid", "mid-level", "2")),
        *((word, "hard") for word in ("hard", "Advanced", "senior", "3")),
    ],
)
@pytest.mark.parametrize("name", ["difficulty", "level"])
def test_difficulties(name: str, written: str, known: str) -> None:
    assert value(f"{name}: {written}", "difficulty") == known


@pytest.mark.parametrize(
    ("written", "known"), [("0", "easy"), ("1", "medium"), ("2", "hard"), ("junior", "easy")]
)
def test_expertise_has_a_scale_of_its_own(written: str, known: str) -> None:
    assert value(f"expertise: {written}", "difficulty") == known


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("difficulty: spicy", "'spicy' is no value that PrepBank knows"),
        ("difficulty: 4", "'4' is no value that PrepBank knows"),
        ("level: 0", "'0' is no value that PrepBank knows"),
        ("expertise: 3", "'3' is no value that PrepBank knows"),
        ("difficulty: [easy, hard]", "several values: easy, hard"),
        ("difficulty: easy\nexpertise: 2", "several values: easy, hard"),
    ],
)
def test_a_difficulty_that_is_not_certain(text: str, fault: str) -> None:
    question, faults = described(text)
    assert question.difficulty is None
    assert faults == [(2, "difficulty", fault)]


def test_a_stated_difficulty_counts_more_than_a_level() -> None:
    for text in ("difficulty: Medium\nlevel: senior", "difficulty: Medium\nseniority: 3"):
        question, faults = described(text)
        assert question.difficulty == Passage("medium", 2)
        ((line, field, message),) = faults
        assert (line, field) == (3, "difficulty")
        assert "was not taken: a difficulty is stated, too" in message
    question, faults = described("difficulty: Medium\nlevel: intermediate")
    assert (question.difficulty, faults) == (Passage("medium", 2), [])
    question, faults = described("level: senior")
    assert (question.difficulty, faults) == (Passage("hard", 2), [])


@pytest.mark.parametrize(
    ("written", "known"),
    [("technical", "technical"), ("Behavioral", "behavioural"), ("Situational", "situational")],
)
def test_categories(written: str, known: str) -> None:
    assert value(f"category: {written}", "category") == known


@pytest.mark.parametrize(
    ("written", "known"),
    [("phone screen", "phone-screen"), ("Onsite", "onsite"), ("final round", "final")],
)
def test_rounds(written: str, known: str) -> None:
    assert value(f"round: {written}", "round") == known


def test_an_unknown_round() -> None:
    question, faults = described("round: 7")
    message = (
        "'7' is no value that PrepBank knows; the rounds are phone-screen, technical, onsite, final"
    )
    assert (question.round, faults) == (None, [(2, "round", message)])


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("2-3 min", (120, 180)),
        ("2 to 3 minutes", (120, 180)),
        ("90 seconds", (None, 90)),
        ("60-90s", (60, 90)),
        ("about 2 min", (None, 120)),
        ("1.5 minutes", (None, 90)),
    ],
)
@pytest.mark.parametrize("name", ["duration", "time"])
def test_seconds(name: str, written: str, seconds: tuple[int | None, int]) -> None:
    question, faults = described(f"{name}: {written}")
    assert (question.min_seconds, question.max_seconds) == seconds
    assert (question.seconds_line, faults) == (2, [])


@pytest.mark.parametrize("written", ["5", "long", "3-2 min", "0 min", "2024-01-01"])
def test_seconds_that_are_not_certain(written: str) -> None:
    question, faults = described(f"duration: {written}")
    assert (question.max_seconds, question.seconds_line) == (None, None)
    hint = ": write '2-3 min' or '90 seconds'"
    assert faults == [(2, "max_seconds", f"{written!r} is no value that PrepBank knows{hint}")]


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("source: https://a.example/b", "source", "https://a.example/b"),
        ("url: https://a.example/b", "source", "https://a.example/b"),
        ("licence: MIT", "licence", "MIT"),
        ("License: 'CC-BY 4.0'", "licence", "CC-BY 4.0"),
        ("author: Ann", "attribution", "Ann"),
        ("authors: [Ann, Bob]", "attribution", "Ann, Bob"),
        ("attribution: Ann and Bob, 2020", "attribution", "Ann and Bob, 2020"),
        ("framework: STAR", "framework", "STAR"),
        ("title: A title", "title", "A title"),
        ("title: Why?", "title", None),
        ("title: 'no'", "title", "no"),
        ("title: no", "title", "no"),
        ("title: null", "title", None),
        ("slug: a-slug", "slug", "a-slug"),
        ("layout: post\ndate: 2024-01-01\nid: 7", "source", None),
    ],
)
def test_other_values(text: str, field: str, expected: str | None) -> None:
    assert value(text, field) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("odd: 1\neven: 2", (2, "", "not read from the front matter: odd, even")),
        ("title: a\ntitle: b", (3, "", "title stands here twice")),
        ("tags:\n  a: b", (3, "topics", "a text or a list of texts is wanted")),
        ("source: [[a]]", (2, "source", "a text or a list of texts is wanted")),
        ("slug: A Slug", (2, "slug", "'A Slug' is no value that PrepBank knows")),
        ("title: a\x07", (2, "", "a control character in the front matter")),
        (
            "title: a\ntags: *x",
            (3, "", "the front matter is no YAML: aliases (*name) are not allowed"),
        ),
        ("a: " + "[" * 20, (2, "", "the front matter is no YAML: the nesting is too deep")),
    ],
)
def test_faults(text: str, fault: tuple[int, str, str]) -> None:
    assert fault in described(text)[1]


@pytest.mark.parametrize("text", ["title: a: b", "title: 'a", "{", "a\n  b: c", "\ttitle: a"])
def test_what_is_no_yaml_is_one_fault(text: str) -> None:
    (fault,) = described(text)[1]
    assert fault[2].startswith("the front matter is no YAML")
    assert 2 <= fault[0] <= 3 + text.count("\n")


@pytest.mark.parametrize(
    ("comment", "field", "expected"),
    [
        ("tags: (a, b)", "topics", ["a", "b"]),
        ("Tags: a", "topics", ["a"]),
        ("expertise: (1)", "expertise", ["1"]),
        ("license: MIT", "licence", ["MIT"]),
        ("Levels:\n\t0: easy\n", "expertise", []),
        ("Say more here: it helps", "topics", []),
        ("no name", "topics", []),
        ("tags: ()", "topics", []),
    ],
)
def test_comments(comment: str, field: str, expected: list[str]) -> None:
    metadata = Metadata()
    take_comments([(7, comment)], metadata)
    assert metadata.values.get(field, []) == [Passage(text, 7) for text in expected]


@pytest.mark.parametrize(
    ("text", "values"),
    [("a, b", ["a", "b"]), ("(a,b)", ["a", "b"]), ("['a', \"b\"]", ["a", "b"]), ("a", ["a"])],
)
def test_lists_in_a_line(text: str, values: list[str]) -> None:
    assert listed(text) == values
