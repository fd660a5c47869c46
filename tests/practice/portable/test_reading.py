"""Broken and hostile files: each is refused with a reason and a place, and none of them breaks us."""

import copy
import json

import pytest

from practice.portable import checking, reading
from practice.portable.errors import BrokenFileError
from practice.portable.reading import check_size, read

pytestmark = pytest.mark.django_db

EMPTY = {
    "format": "prepbank-practice",
    "version": 1,
    "began_at": "2025-01-02T03:04:05.000006Z",
    "preferences": {
        "shares_texts": False,
        "words_per_minute": 140,
        "time_zone": "",
        "daily_questions": 3,
        "interview_on": None,
    },
    "stories": [],
    "drafts": [],
    "attempts": [],
    "review_cards": [],
    "mock_interviews": [],
}


def refusal(content):
    if not isinstance(content, bytes):
        content = json.dumps(content).encode()
    with pytest.raises(BrokenFileError) as caught:
        read(content)
    return str(caught.value)


def changed(document, *path, to):
    document = copy.deepcopy(document)
    *way, last = path
    node = document
    for step in way:
        node = node[step]
    node[last] = to
    return document


# --- Not one of our files -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "This is not JSON: Expecting value, at line 1, column 1."),
        (b"\x00" * 100, "This is not JSON: Expecting value, at line 1, column 1."),
        (b'{"format": "prepbank-practice"', "This is not JSON: Expecting ',' delimiter"),
        (b"PK\x03\x04\xff\xfe", "This is not text in UTF-8, from byte 4 on."),
        ("{}".encode("utf-16"), "This is not text in UTF-8, from byte 0 on."),
        (b"[" * 200_000, "This file is nested too deep to be one of ours."),
        (b'{"a":' * 200_000, "This file is nested too deep to be one of ours."),
        (b"[]", "This is not a file of PrepBank"),
        (b"null", "This is not a file of PrepBank"),
        (b'"prepbank-practice"', "This is not a file of PrepBank"),
        (b'{"format": ["prepbank-practice"]}', "This is not a file of PrepBank"),
        (b'{"format": "prepbank-practice"}', "version: it must be a whole number such as 1."),
    ],
)
def test_what_is_no_file_of_ours(content, reason):
    assert refusal(content).startswith(reason)


def test_a_nest_that_json_takes_is_refused_by_the_format():
    document = changed(EMPTY, "stories", to=json.loads("[" * 400 + "]" * 400))
    assert refusal(document) == "This file is nested too deep to be one of ours."


@pytest.mark.parametrize("version", ["1", 1.0, 0, -1, True, None, [1]])
def test_a_version_is_a_whole_number(version):
    assert refusal(EMPTY | {"version": version}).startswith("version:")


def test_a_newer_version_is_said_to_be_newer_whatever_else_is_in_it():
    told = refusal({"format": "prepbank-practice", "version": 2, "novelties": []})
    assert told.startswith("This file was written by a newer PrepBank (format version 2;")


def test_a_byte_order_mark_does_no_harm():
    assert read(b"\xef\xbb\xbf" + json.dumps(EMPTY).encode()) == EMPTY


# --- Values that no database takes ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("NaN", "NaN is not a number that this format has."),
        ("Infinity", "Infinity is not a number that this format has."),
        ("-Infinity", "-Infinity is not a number that this format has."),
        ("1e999", "1e999 is not a number that this format has."),
        ("9" * 5000, f"{'9' * 40}… is not a number that this format has."),
        ("9" * 19, "preferences.words_per_minute: 9999999999999999999 is greater than"),
    ],
)
def test_numbers_that_are_none(written, reason):
    text = json.dumps(EMPTY).replace("140", written)
    assert refusal(text.encode()).startswith(reason)


@pytest.mark.parametrize(
    ("character", "reason"),
    [("\x00", "a NUL character"), ("\ud800", "half of a character"), ("\udfff", "half of a")],
)
def test_characters_that_are_none(everything, character, reason):
    spoiled = changed(everything, "attempts", 0, "points", 1, "text", to=f"a{character}b")
    told = refusal(spoiled)
    assert told.startswith("attempts[0].points[1].text: it holds")
    assert reason in told
    assert reason in refusal(EMPTY | {f"extra{character}": 1})


def test_a_whole_pair_of_surrogates_is_a_character(everything):
    spoiled = json.dumps(changed(everything, "stories", 0, "title", to="🙂"))
    assert "\\ud83d\\ude42" in spoiled
    assert read(spoiled.encode())["stories"][0]["title"] == "🙂"


# --- The schema's rules, and where they are broken ------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (
            ("attempts", 1, "points", 0, "verdict"),
            "brilliant",
            'attempts[1].points[0].verdict: "brilliant" is not one of "covered", "partly" or "missing"',
        ),
        (("attempts",), {}, 'attempts: {} is not of type "array"'),
        (("drafts", 0), None, 'drafts[0]: null is not of type "object"'),
        (("drafts", 0, "version"), -1, "drafts[0].version: -1 is less than"),
        (("drafts", 0, "version"), "1", 'drafts[0].version: "1" is not of type "integer"'),
        (("drafts", 0, "version"), 2**31, "drafts[0].version: 2147483648 is greater than"),
        (("attempts", 0, "number"), 0, "attempts[0].number: 0 is less than"),
        (("attempts", 0, "is_sealed"), 1, 'attempts[0].is_sealed: 1 is not of type "boolean"'),
        (("attempts", 0, "grade"), 5, "attempts[0].grade: 5 is not one of"),
        (("attempts", 0, "engine"), "e" * 61, "attempts[0].engine: "),
        (("attempts", 0, "hints"), [{"rung": "all", "key": ""}], "attempts[0].hints[0].rung: "),
        (("attempts", 0, "points", 0, "score"), 1.01, "attempts[0].points[0].score: 1.01 is"),
        (("stories", 0, "title"), "t" * 121, "stories[0].title: "),
        (("stories", 0, "title"), "t" * 10**6, "stories[0].title: "),
        (("stories", 0, "questions"), ["outage"] * 2, "stories[0].questions: "),
        (("stories", 0, "questions"), ["no slug"], "stories[0].questions[0]: "),
        (("review_cards", 0, "stability"), 0, "review_cards[0].stability: 0 is less than"),
        (("review_cards", 0, "due_at"), "tomorrow", "review_cards[0].due_at: "),
        (("review_cards", 0, "due_at"), "0001-01-01T00:00:00.000000Z", "review_cards[0].due_at: "),
        (("mock_interviews", 0, "round"), "tenth", "mock_interviews[0].round: "),
        (("preferences", "daily_questions"), 0, "preferences.daily_questions: "),
        (("surprise",), 1, "The file: Additional properties are not allowed"),
    ],
)
def test_a_broken_rule_is_told_with_its_place(everything, path, value, reason):
    told = refusal(changed(everything, *path, to=value))
    assert told.startswith(reason)
    assert len(told) < 500


def test_a_field_that_is_missing_is_named(everything):
    del everything["attempts"][0]["points"][0]["verdict"]
    assert refusal(everything) == 'attempts[0].points[0]: "verdict" is a required property'


# --- What refers to what --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("attempts", 1, "number"), 1, "attempts[1].number: question and number outage, 1 are"),
        (("attempts", 1, "id"), "a1", "attempts[1].id: id a1 are there already."),
        (("attempts", 0, "story"), "s9", 'attempts[0].story: "s9" is no story.'),
        (("attempts", 0, "points", 1, "key"), "rolls-back", "attempts[0].points[1].key: key rolls"),
        (("attempts", 0, "points", 1, "position"), 1, "attempts[0].points[1].position: position 1"),
        (
            ("attempts", 0, "points", 0, "evidence_end"),
            10**6,
            "attempts[0].points[0].evidence_end: 0 to 1000000 is no passage of a text of 71 char",
        ),
        (("attempts", 0, "points", 0, "evidence_start"), 26, "attempts[0].points[0].evidence_end"),
        (("attempts", 0, "points", 0, "evidence_start"), None, "attempts[0].points[0].evidence_st"),
        (
            ("attempts", 0, "second_opinions", 0, "verdicts", 0, "point"),
            "unheard-of",
            'attempts[0].second_opinions[0].verdicts[0].point: "unheard-of" is no point of this',
        ),
        (
            ("attempts", 0, "second_opinions", 0, "verdicts", 1, "point"),
            "rolls-back",
            'attempts[0].second_opinions[0].verdicts[1].point: "rolls-back" has a second verdict',
        ),
        (
            ("attempts", 0, "second_opinions", 0, "verdicts", 0, "quote_end"),
            79,
            "attempts[0].second_opinions[0].verdicts[0].quote_end: 3 to 79 is no passage",
        ),
        (("drafts", 1, "question"), "outage", "drafts[1].question: question outage are there"),
        (("drafts", 0, "story"), "s3", 'drafts[0].story: "s3" is no story.'),
        (("drafts", 0, "kept_texts", 1, "writer"), "page-b", "drafts[0].kept_texts[1].writer: "),
        (("drafts", 0, "reveals", 1), {}, "drafts[0].reveals[1]: "),
        (("stories", 1, "id"), "s1", "stories[1].id: id s1 are there already."),
        (("mock_interviews", 0, "turns", 1, "position"), 1, "mock_interviews[0].turns[1].position"),
        (("mock_interviews", 0, "turns", 1, "interrupts"), 2, "mock_interviews[0].turns[1].interr"),
        (
            ("mock_interviews", 0, "turns", 1, "interrupts"),
            None,
            "mock_interviews[0].turns[1].interrupts: an interruption has it, and nothing else has.",
        ),
        (("mock_interviews", 0, "turns", 0, "interrupts_after"), 3, "mock_interviews[0].turns[0]."),
        (
            ("mock_interviews", 0, "turns", 0, "target_max_seconds"),
            59,
            "mock_interviews[0].turns[0].target_max_seconds: it is less than target_min_seconds.",
        ),
        (
            ("mock_interviews", 0, "turns", 1, "draft", "question"),
            "outage",
            "mock_interviews[0].turns[1].draft.question: it is not the question of its turn.",
        ),
        (
            ("mock_interviews", 1, "turns", 0, "attempt"),
            "a3",
            'mock_interviews[1].turns[0].attempt: "a3" is no attempt that is free.',
        ),
        (("preferences", "time_zone"), "Mars/Base", "preferences.time_zone: this server knows no"),
        (("preferences", "interview_on"), "2025-02-30", "preferences.interview_on: there is no 20"),
        (("preferences", "interview_on"), "0000-01-01", "preferences.interview_on: there is no 00"),
        (
            ("drafts", 0, "reveals", 0, "revealed_at"),
            "2025-02-29T12:00:00.000000Z",
            "drafts[0].reveals[0].revealed_at: there is no 2025-02-29T12:00:00.000000Z.",
        ),
    ],
)
def test_what_leads_nowhere_is_told_with_its_place(everything, path, value, reason):
    assert refusal(changed(everything, *path, to=value)).startswith(reason)


def test_a_rung_seen_twice_is_refused(everything):
    reveals = everything["drafts"][0]["reveals"]
    reveals.append(reveals[0])
    assert refusal(everything).startswith("drafts[0].reveals[2].key: rung and key key-point, tells")


# --- Size -----------------------------------------------------------------------------------------


def test_a_hundred_thousand_entries_are_refused():
    reveal = {"rung": "structure", "key": "", "revealed_at": EMPTY["began_at"]}
    assert "has more than" in refusal(EMPTY | {"attempts": [1] * 100_000})
    told = refusal(EMPTY | {f"n{number}": 1 for number in range(100_000)})
    assert told.startswith("The file: Additional properties")
    assert len(told) < 500
    assert refusal(EMPTY | {"drafts": [reveal] * 20_000}).startswith("drafts[0]:")


def test_more_than_can_be_written_at_once_is_refused(everything, monkeypatch):
    monkeypatch.setattr(checking, "MOST_ROWS", 10)
    told = refusal(everything)
    assert told == "The file: it holds 21 things, and up to 10 can be imported."


def test_a_page_takes_files_up_to_a_size(monkeypatch):
    content = json.dumps(EMPTY).encode()
    check_size(content)
    for dense in (b"0," * 2_000_001, b"[" * 300_001, b"{" * 300_001):
        with pytest.raises(BrokenFileError, match="far more entries than a practice"):
            check_size(dense)
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    with pytest.raises(BrokenFileError, match="more than 10 bytes"):
        check_size(content)
