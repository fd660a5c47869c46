"""JSON and YAML of other people: what their names tell, and what is odd, with its line."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.layouts.data import collecting, other_records
from questions.bankfile.layouts.found import Document
from questions.bankfile.layouts.recognising import choose
from tests.bankfile.layouts.reading import faults, read, stated

ENTRIES = [
    {
        "id": 7,
        "Question": "1. Why did it break?",
        "sampleAnswer": "A disk was full.",
        "Difficulty": "Beginner",
        "tags": ["disks", "alerts, logs"],
        "category": "Behavioral",
        "key_points": ["Looks first", {"text": "Frees space"}],
        "Red Flags": "Deletes blindly; tells nobody",
        "steps": ["Detect: look at graphs", {"name": "Fix", "description": "Free space"}],
        "duration_minutes": "2-3",
        "stage": "Phone screen",
        "url": "https://example.org/1",
        "authors": ["Ada", "Grace"],
        "license": "CC BY 4.0",
        "follow-ups": ["What next?"],
        "explanation": "Disks fill up.",
    },
    {"question": "**Who noticed?**", "answer": ["A customer.", "Then we did."], "level": 3},
]
UNKNOWN = "is none that PrepBank knows for certain: left out"
WANTED = "a text is wanted, and this is a number"


def found(document: Any) -> list[dict[str, Any]]:
    finding = read(other_records, "a.json", json.dumps(document, indent=1))
    assert finding.faults == ()
    return [stated(question) for question in finding.questions]


def faults_of(document: Any) -> list[str]:
    return faults(read(other_records, "a.json", json.dumps(document, indent=1)))


def prompts_and_topics(document: Any) -> list[tuple[str, list[str]]]:
    return [(one["prompt"], one.get("topics", [])) for one in found(document)]


def test_names_tell_what_values_are() -> None:
    first, second = found(ENTRIES)
    assert first == {
        "prompt": "Why did it break?",
        "sample_answer": "A disk was full.",
        "difficulty": "easy",
        "topics": ["disks", "alerts", "logs"],
        "category": "behavioural",
        "key_points": ["Looks first", "Frees space"],
        "mistakes": ["Deletes blindly", "tells nobody"],
        "steps": [("Detect", "look at graphs"), ("Fix", "Free space")],
        "min_seconds": 120,
        "max_seconds": 180,
        "round": "phone-screen",
        "source": "https://example.org/1",
        "attribution": "Ada, Grace",
        "licence": "CC BY 4.0",
        "follow_ups": ["What next?"],
        "notes": "Disks fill up.",
    }
    assert second == {
        "prompt": "Who noticed?",
        "sample_answer": "A customer.\n\nThen we did.",
        "difficulty": "hard",
    }


def test_values_know_their_lines() -> None:
    text = json.dumps(ENTRIES, indent=1)
    lines = text.split("\n")
    first = read(other_records, "a.json", text).questions[0]
    assert lines[first.line - 1] == " {"
    for passage, words in (
        (first.prompt, "Why did"),
        (first.sample_answer, "A disk"),
        (first.topics[2], "alerts, logs"),
        (first.key_points[1], "Frees space"),
        (first.mistakes[1], "tells nobody"),
        (first.steps[1], "Free space"),
    ):
        assert passage
        assert words in lines[passage.line - 1]


def test_yaml_keeps_the_words_that_stand_there() -> None:
    text = (
        "question: Is it on?\nanswer: no\nlevel: 1\ntags: [yes, 2024-01-01]\n"
        "key_points:\n- Cause: a full disk\n- Plain\n"
    )
    finding = read(other_records, "a.yaml", text)
    assert finding.faults == ()
    assert stated(finding.questions[0]) == {
        "prompt": "Is it on?",
        "sample_answer": "no",
        "difficulty": "easy",
        "topics": ["yes", "2024-01-01"],
        "key_points": ["Cause: a full disk", "Plain"],
    }


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"questions": [{"q": "Why?"}]}, [("Why?", [])]),
        ({"questions": ["Why?", "Who?"]}, [("Why?", []), ("Who?", [])]),
        ({"topic": "Disks", "items": [{"q": "Why?"}]}, [("Why?", ["Disks"])]),
        (
            {"Disks": [{"q": "Why?"}], "Nets": [{"q": "Who?"}]},
            [("Why?", ["Disks"]), ("Who?", ["Nets"])],
        ),
        ({"Disks": {"basics": [{"q": "Why?"}]}}, [("Why?", ["Disks", "basics"])]),
        (
            {"categories": [{"name": "Disks", "questions": [{"q": "Why?"}, {"q": "Who?"}]}]},
            [("Why?", ["Disks"]), ("Who?", ["Disks"])],
        ),
        ([{"section": "Disks", "questions": [{"q": "Why?"}]}], [("Why?", ["Disks"])]),
        (
            {"questions": {"q1": {"question": "Why?"}, "2": {"question": "Who?"}}},
            [("Why?", []), ("Who?", [])],
        ),
        ({"prompt": "Why?", "tags": ["disks"]}, [("Why?", ["disks"])]),
        ([{"q": "Why?", "category": "Disks"}], [("Why?", ["Disks"])]),
        ([{"q": "Why?", "category": ["Disks", "technical"]}], [("Why?", ["Disks"])]),
        ([{"title": "Full disk", "text": "Why?", "difficulty": "easy"}], [("Why?", [])]),
    ],
)
def test_lists_groups_and_lone_questions(document: Any, expected: list[Any]) -> None:
    assert prompts_and_topics(document) == expected


def test_what_the_document_says_of_all_its_questions() -> None:
    document = {
        "questions": [{"q": "Why?"}, {"q": "Who?", "author": "Ada"}],
        "license": "CC0",
        "author": "Grace",
    }
    assert [(one["licence"], one["attribution"]) for one in found(document)] == [
        ("CC0", "Grace"),
        ("CC0", "Ada"),
    ]


def test_a_title_beside_the_question_is_one_and_alone_it_asks() -> None:
    beside, alone, same = found(
        [
            {"title": "Full disk", "question": "Why?"},
            {"title": "Why did it break?", "answer": "So."},
            {"title": "Why?", "question": "Why?"},
        ]
    )
    assert (beside["title"], beside["prompt"]) == ("Full disk", "Why?")
    assert alone == {"prompt": "Why did it break?", "sample_answer": "So."}
    assert same == {"prompt": "Why?"}


def test_further_texts_become_notes_under_their_names() -> None:
    (one,) = found(
        [
            {
                "question": "Why?",
                "scenario": "A disk is full.",
                "answer": "a",
                "solution": "b",
                "hint": "c",
            }
        ]
    )
    assert one["sample_answer"] == "a"
    assert one["notes"] == "**scenario:** A disk is full.\n\n**solution:** b\n\n**hint:** c"


def test_an_answer_in_parts_keeps_their_names() -> None:
    (one,) = found([{"q": "Why?", "answer": {"Situation": "Night.", "Task": {"a": "b"}}}])
    assert one["sample_answer"] == "**Situation:** Night.\n\n**Task:** **a:** b"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"q": "Why?", "answer": " "}, "a.json:4: sample_answer: the answer is empty"),
        (
            {"q": "Why?", "answer": "To be completed"},
            "a.json:4: sample_answer: the answer is empty",
        ),
        ({"q": "Why?", "answer": 5}, f"a.json:4: sample_answer: {WANTED} (5): left out"),
        ({"q": "Why?", "level": "fiendish"}, f"a.json:4: difficulty: 'fiendish' {UNKNOWN}"),
        ({"q": "Why?", "level": 7}, f"a.json:4: difficulty: '7' {UNKNOWN}"),
        ({"q": "Why?", "round": "lunch"}, f"a.json:4: round: 'lunch' {UNKNOWN}"),
        ({"q": "Why?", "time": 5}, f"a.json:4: seconds: '5' {UNKNOWN}"),
        ({"q": "Why?", "type": "open"}, f"a.json:4: category: 'open' {UNKNOWN}"),
        (
            {"q": "Why?", "tags": ["t" * 61]},
            "a.json:5: topics: too long for the name of a topic, and left out",
        ),
        ({"q": "Why?", "points": [3]}, f"a.json:5: key_points: {WANTED} (3): left out"),
        (
            {"q": "Why?", "companies": ["A"]},
            "a.json:4: the field 'companies' is none that PrepBank knows: left out throughout",
        ),
    ],
)
def test_what_is_odd_is_left_out_and_said(entry: dict[str, Any], expected: str) -> None:
    text = json.dumps([entry], indent=1)
    finding = read(other_records, "a.json", text)
    assert stated(finding.questions[0]) == {"prompt": "Why?"}
    assert faults(finding) == [expected]


def test_numbers_grade_on_a_scale_of_three_and_on_no_other() -> None:
    three = [{"q": f"Why {level}?", "level": level} for level in (1, 2, 3)]
    assert [one["difficulty"] for one in found(three)] == ["easy", "medium", "hard"]
    finding = read(other_records, "a.json", json.dumps([*three, {"q": "Why?", "level": "5"}]))
    assert [question.difficulty for question in finding.questions] == [None] * 4
    assert len(finding.faults) == 4


def test_entries_without_a_question_are_named_and_the_others_taken() -> None:
    document = [{"q": "Why?"}, {"name": "x"}, {"q": ""}, {"question": 3}, {"q": "17"}, 5]
    messages = faults_of(document)
    lines = json.dumps(document, indent=1).split("\n")
    named = [message for message in messages if "no question stands in this entry" in message]
    assert len(named) == 5
    assert [lines[int(message.split(":")[1]) - 1].strip() for message in named] == [*"{{{{5"]


def test_lists_of_other_things_are_none_of_our_business() -> None:
    document = {
        "questions": [{"q": "Why?"}],
        "menu": [{"title": "Home", "url": "/"}],
        "n": [1, "a"],
    }
    assert prompts_and_topics(document) == [("Why?", [])]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("package.json", '{"name": "x", "version": "1"}', "package.json: no questions stand here"),
        ("a.yaml", "a: b\n", "a.yaml: no questions stand here"),
        (
            "a.yaml",
            "- title: Home\n  url: /\n",
            "a.yaml:1: prompt: no question stands in this entry",
        ),
        ("a.json", '[{"q": "Why?"},\n', "a.json:2: a value is wanted here"),
    ],
)
def test_documents_without_questions(name: str, text: str, expected: str) -> None:
    finding = read(other_records, name, text)
    assert finding.questions == ()
    assert faults(finding)[0].startswith(expected)
    assert finding.faults[0].refuses is text.startswith("[")


def test_too_many_questions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MAX_QUESTIONS", 2)
    finding = read(other_records, "a.json", json.dumps([{"q": f"Why {n}?"} for n in range(9)]))
    assert finding.questions == ()
    assert finding.faults[0].refuses


def test_each_line_of_json_lines_is_a_record() -> None:
    text = '{"q": "Why page?", "answer": "To wake."}\n\n{"q": "Who pages?", "level": "odd"}\n'
    finding = read(other_records, "a.jsonl", text)
    assert [(one.line, stated(one)) for one in finding.questions] == [
        (1, {"prompt": "Why page?", "sample_answer": "To wake."}),
        (3, {"prompt": "Who pages?"}),
    ]
    assert faults(finding) == [f"a.jsonl:3: difficulty: 'odd' {UNKNOWN}"]
    assert choose(Document("a.ndjson", text)) is other_records


def test_one_broken_line_refuses_json_lines() -> None:
    text = '{"q": "Why page?"}\n{"q": "Who pages?"\n{"q": "When?"}\n'
    finding = read(other_records, "a.jsonl", text)
    assert finding.questions == ()
    assert faults(finding) == ["a.jsonl:2: is never closed: } is missing"]
    assert finding.faults[0].refuses


PAIRS = {"Why page?": "To wake.", "Who pages?": "All."}


@pytest.mark.parametrize(
    ("document", "topics"),
    [
        (PAIRS, []),
        ({"topic": "Nights", **PAIRS}, ["Nights"]),
        ({"Nights": PAIRS}, ["Nights"]),
        ({"Nights": {"Bells": PAIRS}}, ["Nights", "Bells"]),
        ({"questions": PAIRS}, []),
        ([{f"{number}. {words}": text for number, (words, text) in enumerate(PAIRS.items())}], []),
    ],
)
def test_names_that_ask_are_questions_and_hold_answers(document: Any, topics: list[str]) -> None:
    asked = [
        (one["prompt"], one["sample_answer"], one.get("topics", [])) for one in found(document)
    ]
    assert asked == [(words, text, topics) for words, text in PAIRS.items()]


def test_what_is_odd_among_names_that_ask() -> None:
    text = "licence: CC0\nWhy page?: To wake.\nDescribe a rota: A list.\nRotas: x\nWho pages?:\n"
    finding = read(other_records, "a.yaml", text)
    assert [(one.line, stated(one)) for one in finding.questions] == [
        (2, {"prompt": "Why page?", "sample_answer": "To wake.", "licence": "CC0"}),
        (3, {"prompt": "Describe a rota", "sample_answer": "A list.", "licence": "CC0"}),
        (5, {"prompt": "Who pages?", "licence": "CC0"}),
    ]
    assert faults(finding) == [
        "a.yaml:4: prompt: this asks nothing, although it stands among questions: left out",
        "a.yaml:5: sample_answer: the answer is empty",
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"Why page?": "To wake."},
        {"Why page?": "x", "Who pages?": "x", "Save": "x", "Close": "x"},
        {"Why page?": 1, "Who pages?": ["x"]},
        {"What is new here": "x", "How to set up": "x"},
    ],
)
def test_names_of_other_things_do_not_ask(document: Any) -> None:
    finding = read(other_records, "a.json", json.dumps(document))
    assert finding.questions == ()
    assert "a.json: no questions stand here" in faults(finding)


def test_too_many_entries_are_refused_before_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(other_records, "MAX_ENTRIES", 3)
    for name, text in (
        ("a.json", "[{},\n{},\n{},\n{}, broken"),
        ("a.json", '{"notes": [1,\n1,\n1,\n1, broken'),
        ("a.jsonl", "{}\n{}\n{}\n{}\nbroken"),
    ):
        finding = read(other_records, name, text)
        assert faults(finding) == [f"{name}:4: more than 3 entries: split the file"]
        assert finding.faults[0].refuses


def test_no_more_faults_than_somebody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MAX_FAULTS", 3)
    messages = faults_of([{"q": "Why?", "answer": ""} for _ in range(9)])
    assert len(messages) == 4
    assert messages[-1] == "a.json: 6 more faults are not listed"


@pytest.mark.parametrize(
    ("name", "text", "least", "most"),
    [
        ("a.json", json.dumps(ENTRIES), 0.9, 0.9),
        ("a.txt", json.dumps(ENTRIES), 0.9, 0.9),
        ("a.yaml", "- question: Why?\n", 0.9, 0.9),
        ("a.json", "[broken", 0.5, 0.5),
        ("a.jsonl", "[broken", 0.5, 0.5),
        ("a.yaml", "a: b\n", 0.5, 0.5),
        ("a.md", "question: Why?\n", 0.0, 0.0),
        ("a.md", "---\ntitle: Why?\n---\n\n# Why?\n", 0.0, 0.0),
        ("a.txt", '["a", "b"]', 0.0, 0.0),
    ],
)
def test_how_sure_it_is(name: str, text: str, least: float, most: float) -> None:
    assert least <= other_records.likelihood(Document(name, text)) <= most


NAMES = (
    "q",
    "question",
    "questions",
    "title",
    "text",
    "answer",
    "tags",
    "level",
    "key_points",
    "x",
)
VALUES = st.recursive(
    st.sampled_from([None, True, 3, 2.5, "", "Why?", "a; b", "- a\n- b", "easy", "<br>", "[](#)"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=12,
)


@given(VALUES)
def test_any_values_are_read(value: Any) -> None:
    finding = read(other_records, "a.json", json.dumps(value, indent=1))
    lines = json.dumps(value, indent=1).count("\n") + 1
    for question in finding.questions:
        assert question.prompt.text.strip()
        assert 1 <= question.prompt.line <= lines
        assert all(1 <= part.line <= lines for part in question.key_points)
    assert all(0 <= fault.line <= lines for fault in finding.faults)


@given(
    st.text()
    | st.lists(
        st.sampled_from(['{"q":', "[", "]", "}", ",", '"a"', "- ", "q: ", "\n", " ", "|"])
    ).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    for name in ("a.json", "a.yaml", "a.md"):
        assert 0 <= other_records.likelihood(Document(name, text)) <= 1
        other_records.read(Document(name, text))


def test_groups_of_questions_that_are_only_texts() -> None:
    text = "sections:\n  - name: Nights\n    questions:\n      - Why page?\n      - Who pages?\n"
    found = read(other_records, "a.yaml", text)
    assert [stated(one) for one in found.questions] == [
        {"prompt": "Why page?", "topics": ["Nights"]},
        {"prompt": "Who pages?", "topics": ["Nights"]},
    ]
    assert [one.line for one in found.questions] == [4, 5]
