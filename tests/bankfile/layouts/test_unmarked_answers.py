"""Questions whose answers nothing marks: headings, bold lines, items of lists."""

import pytest

from questions.bankfile.intake import limits
from questions.bankfile.layouts import recognising
from questions.bankfile.layouts.found import Document, FoundQuestion, Layout
from questions.bankfile.layouts.recognising import choose
from questions.bankfile.layouts.unmarked import unmarked_answers
from tests.bankfile.layouts.reading import faults, read, stated

CONTENTS = "- [Why page?](#why-page)\n- [Explain rotas](#explain-rotas)\n"
HEADINGS = f"""# Night shift

{CONTENTS}
## Basics

### Why page?

A bell that nobody hears is none.

```sh
# 1. no heading
### Why not?
```

**[\u2b06 Back to top](#night-shift)**

### Explain rotas

1. Who is first
2. Who is second

## Licence

Free for all.
"""


def questions(text: str) -> list[FoundQuestion]:
    return list(read(unmarked_answers, "doc.md", text).questions)


def answers(text: str) -> list[tuple[str, str | None]]:
    return [
        (one.prompt.text, one.sample_answer and one.sample_answer.text) for one in questions(text)
    ]


def test_it_is_a_layout_that_is_recognised() -> None:
    layout: Layout = unmarked_answers
    assert choose(Document("doc.md", HEADINGS)) is layout
    assert recognising.name_of(layout) == "unmarked-answers"


def test_headings_that_ask_with_all_that_stands_below_them() -> None:
    code = "```sh\n# 1. no heading\n### Why not?\n```"
    assert answers(HEADINGS) == [
        ("Why page?", f"A bell that nobody hears is none.\n\n{code}"),
        ("Explain rotas", "1. Who is first\n2. Who is second"),
    ]
    assert [one.line for one in questions(HEADINGS)] == [8, 19]


WAYS = {
    "numbers": (
        "## 1. Why page?\n\nTo wake.\n\n## 2. The word *rota* explained\n\nA list.\n\n"
        "## 3. Who pages?\n\nAll.\n"
    ),
    "letters": (
        "## Q. Why page?\n\nTo wake.\n\n#### Q. The word *rota* explained\n\nA list.\n\n"
        "## Q. Who pages?\nAll.\n"
    ),
    "headings in a list": (
        "1. ### Why page?\n\n    To wake.\n\n2. ### The word *rota* explained\n\n    A list.\n\n"
        "## More\n\n3. ### Who pages?\n\n    All.\n"
    ),
    "bold items": (
        "1. **Why page?**\n\n   To wake.\n2. **The word *rota* explained**  \n   A list.\n"
        "3. **Who pages?**\n   All.\n"
    ),
    "letters before lines": (
        "Q: Why page?\nA: To wake.\n\nQ: The word *rota* explained\nA: A list.\n\nQ: Who pages?\n\nA: All.\n"
    ),
    "bold letters": (
        "**Q1.** Why page?\nAns. To wake.\n\n**Q2.** The word *rota* explained\nAns: A list.\n\n"
        "**Q3.** Who pages?\n\nAns- All.\n"
    ),
    "HTML": (
        "<h3>1. Why page?</h3>\n<p>To wake.</p>\n<h3>2. The word <i>rota</i> explained</h3>\n<p>A list.</p>\n"
        "<h3>3. Who pages?</h3><p>All.</p>\n"
    ),
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS)
def test_many_ways_to_mark_a_question(text: str) -> None:
    assert answers(text) == [
        ("Why page?", "To wake."),
        ("The word *rota* explained", "A list."),
        ("Who pages?", "All."),
    ]


def test_bold_lines_ask_and_other_bold_lines_do_not() -> None:
    text = "**Why page? \U0001f680**\n\nTo wake.\n\n**Note:** loud.\n\n<br/>\n\n**Who pages?**\n\nAll.\n"
    assert answers(text) == [("Why page?", "To wake.\n\n**Note:** loud."), ("Who pages?", "All.")]


def test_items_without_answers_are_questions_that_lack_one() -> None:
    text = "# Lists\n\n* Why page?\n* Describe a rota.\n  * Who is first?\n\n## Thanks\n\n* [A friend](https://a.example)\n"
    found = read(unmarked_answers, "doc.md", text)
    assert [stated(one) for one in found.questions] == [
        {"prompt": "Why page?"},
        {"prompt": "Describe a rota.", "follow_ups": ["Who is first?"]},
    ]
    assert [fault.message for fault in found.faults] == ["the answer is empty"] * 2


def test_lists_of_points_are_no_answer() -> None:
    part = "**Why we ask:** To hear care.\n\n**What to look for:**\n\n- Calm\n\n**Red flags:**\n\n- Blame\n\n"
    found = read(unmarked_answers, "doc.md", f"## Why page?\n\n{part}## Who pages?\n\n{part}")
    assert stated(found.questions[1]) == {
        "prompt": "Who pages?",
        "key_points": ["Calm"],
        "mistakes": ["Blame"],
        "notes": "**Why we ask:**\n\nTo hear care.",
    }


def test_a_file_that_begins_with_its_one_question() -> None:
    text = "# Why page?\n\nTo wake.\n\n## How\n\nLoudly.\n\n# Links\n\n[Bells](https://b.example)\n"
    (question,) = questions(text)
    assert stated(question) == {
        "prompt": "Why page?",
        "sample_answer": "To wake.\n\n## How\n\nLoudly.",
        "notes": "# Links\n\n[Bells](https://b.example)",
    }


def topics(text: str) -> list[tuple[str, list[str]]]:
    return [
        (one.prompt.text, [f"{topic.line}: {topic.text}" for topic in one.topics])
        for one in questions(text)
    ]


def test_the_heading_above_questions_is_their_topic() -> None:
    assert topics(HEADINGS) == [
        ("Why page?", ["6: Basics"]),
        ("Explain rotas", ["6: Basics"]),
    ]
    text = (
        "# Night shift\n\n### Who sleeps?\n\nAll.\n\n## **2. Bells**:\n\n### Loud\n\n"
        "### Why ring?\n\n#### Bad\n\nTo wake.\n\n### Who rings?\n\nI do.\n\n# Day\n\n### Why day?\n\nSun.\n"
    )
    assert topics(text) == [
        ("Who sleeps?", ["1: Night shift"]),
        ("Why ring?", ["7: Bells"]),
        ("Who rings?", ["7: Bells"]),
        ("Why day?", ["21: Day"]),
    ]


def test_a_title_a_sentence_and_a_part_are_no_topics() -> None:
    asked = "### Why page?\n\nTo wake.\n\n### Who pages?\n\nAll.\n"
    for above in ("# Night shift", f"## {'very ' * 15}long", "## Answer", "#### Bells", "## ⭐"):
        assert topics(f"{above}\n\n{asked}") == [("Why page?", []), ("Who pages?", [])]
    assert topics(f"# Night shift\n\n## Bells\n\n{asked}")[1] == ("Who pages?", ["3: Bells"])


@pytest.mark.parametrize("mark", ["**{}**", "* {}", "Q: {}", "1. **{}**"])
def test_any_heading_is_above_questions_that_are_none(mark: str) -> None:
    why, who, when = (mark.format(words) for words in ("Why page?", "Who pages?", "When is it?"))
    text = f"# Shift\n\n{who}\n\n## Bells\n\n{why}\n\n#### Loud\n\n{when}\n"
    assert topics(text) == [
        ("Who pages?", []),
        ("Why page?", ["5: Bells"]),
        ("When is it?", ["9: Loud"]),
    ]


def test_headings_in_an_answer_are_no_topics() -> None:
    text = "## Q. Why page?\n\n### Bells\n\nLoud.\n\n#### Q. Who pages?\n\nAll.\n"
    assert topics(text) == [("Why page?", []), ("Who pages?", [])]


TITLED = """# Shift

## Bells

### 1. Loudness
Why must a bell be loud?
Name one that is not.

### Rotas

Explain who is first.

I am, by the list.

#### Lists

They rot.

### Sleep

You need it.

## Days

### Sun
Tell me about the sun. Does it wake you?

[[\u2191] Back to top](#shift)
"""


def test_titles_with_the_question_right_below() -> None:
    found = read(unmarked_answers, "doc.md", TITLED)
    assert [stated(one) for one in found.questions] == [
        {
            "prompt": "Why must a bell be loud? Name one that is not.",
            "title": "Loudness",
            "topics": ["Bells"],
        },
        {
            "prompt": "Explain who is first.",
            "title": "Rotas",
            "topics": ["Bells"],
            "sample_answer": "I am, by the list.\n\n#### Lists\n\nThey rot.",
        },
        {
            "prompt": "Tell me about the sun. Does it wake you?",
            "title": "Sun",
            "topics": ["Days"],
        },
    ]
    places = [(one.title.line, one.prompt.line) for one in found.questions if one.title]
    assert places == [(5, 6), (9, 11), (25, 26)]
    assert faults(found) == [
        "doc.md:6: sample_answer: the answer is empty",
        f"doc.md:19: {unmarked_answers.NOT_ASKED}",
        "doc.md:26: sample_answer: the answer is empty",
    ]


@pytest.mark.parametrize(
    "below",
    [
        ("Why ring?", "Loud.", "Late."),
        ("If it rings, you wake.", "Can be loud.", "When late, it rings."),
        ("```\nWhy ring?\n```", "> Who rings?", "| Why ring? |"),
        ("Loud. Why? It must.", "Late. Who knows why? Nobody.", "Far."),
        (f"Why ring {'on ' * 300}?", f"Who rings {'on ' * 300}?", f"Is it {'on ' * 300}?"),
    ],
)
def test_texts_below_titles_are_no_questions(below: tuple[str, ...]) -> None:
    assert not questions("".join(f"## Title {at}\n\n{text}\n\n" for at, text in enumerate(below)))


def test_headings_that_ask_are_no_titles_and_lists_may_ask_more() -> None:
    asking = "## Why page?\n\nWho would wake?\n\n## Who pages?\n\nDo you know who?\n"
    assert answers(asking) == [("Why page?", "Who would wake?"), ("Who pages?", "Do you know who?")]
    lists = "".join(
        f"## {one}\n\nAsk of {one}: why?\n\n* Why {one}?\n* Who {one}?\n\n" for one in "AB"
    )
    assert [words for words, _ in answers(lists)] == ["Why A?", "Who A?", "Why B?", "Who B?"]


def test_what_looks_like_a_question_and_asks_nothing_is_named() -> None:
    text = "## Why page?\n\nTo wake.\n\n## Rota\n\nA list.\n\n## Who pages?\n\nAll.\n"
    found = read(unmarked_answers, "doc.md", text)
    assert [one.prompt.text for one in found.questions] == ["Why page?", "Who pages?"]
    assert faults(found) == [f"doc.md:5: {unmarked_answers.NOT_ASKED}"]


def test_the_beginning_of_an_answer_is_not_taken_for_its_mark() -> None:
    text = "## Why page?\n\nA-teams wake.\n\n## Who pages?\n\nA) all\n"
    assert [answer for _, answer in answers(text)] == ["A-teams wake.", "A) all"]


def test_the_same_question_twice_is_a_fault() -> None:
    found = read(unmarked_answers, "doc.md", "## Why page?\n\nOne.\n\n## Why page?\n\nTwo.\n")
    assert len(found.questions) == 2
    assert [fault.message for fault in found.faults] == ["the same question as on line 1"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Rota\n\nA list.\n",
        "# Set up\n\n1. Fork it\n2. Change it\n",
        CONTENTS,
        "**Note:** loud\n",
        "Why?\n",
    ],
)
def test_other_texts_ask_nothing(text: str) -> None:
    assert unmarked_answers.likelihood(Document("doc.md", text)) == 0
    assert not questions(text)


def test_too_many_questions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unmarked_answers, "MAX_QUESTIONS", 2)
    (fault,) = read(unmarked_answers, "doc.md", "## Why?\n\n" * 3).faults
    assert (fault.line, fault.message, fault.refuses) == (5, limits.TOO_MANY, True)
