"""Pages of questions, copied as text: what each states, on which line, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import models
from questions.bankfile.layouts.found import Document, Finding, FoundQuestion
from questions.bankfile.layouts.pages import page_lines
from questions.bankfile.layouts.pages.page_sections import PageSections

PAGE = """\
\U0001f389 Our new course on queues starts soon - subscribe to hear of it

technicalhard

A queue has grown for an hour and nobody was paged. What do you look at first?

phone screen \u00b7 2-3 minutes

How to structure your answer

STAR method: name the queue, then its readers.

- first the readers
- then the writers

Sample answer

I looked at the readers first.

Two of them were stuck on one message.

Key points to mention

  \u2022 Looks at the readers
  \u2022 Asks why no alert fired,
    and who owns it

Common mistakes to avoid

  \u2022 \u2717 Restarting everything at once
  \u2022 \u2717 Emptying the queue
"""
TIGHT = """\
Walk me through a rollback that you led.
final round \u00b7 4-6 minutes
How to structure your answer
Begin with who was hurt.
Sample answer
We rolled back within ten minutes.
Key points to mention
- Says who was hurt
- Says who decided
Common mistakes to avoid
- \u2717 Blaming the author
"""


def read(text: str) -> Finding:
    return PageSections().read(Document("page.txt", text))


def only(text: str) -> FoundQuestion:
    (question,) = read(text).questions
    return question


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read(text).faults]


def stated(question: FoundQuestion) -> dict[str, object]:
    """Show passages as 'line: text'."""
    shown: dict[str, object] = {}
    for name in ("prompt", "structure", "framework", "sample_answer", "notes"):
        passage = getattr(question, name)
        shown[name] = passage and f"{passage.line}: {passage.text}"
    for name in ("category", "difficulty", "round"):
        passage = getattr(question, name)
        shown[name] = passage and f"{passage.line}: {passage.text}"
    for name in ("key_points", "mistakes"):
        shown[name] = [f"{passage.line}: {passage.text}" for passage in getattr(question, name)]
    return shown | {"seconds": (question.min_seconds, question.max_seconds)}


def test_every_part_of_a_page_has_its_line() -> None:
    assert stated(only(PAGE)) == {
        "prompt": "5: A queue has grown for an hour and nobody was paged. What do you look at first?",
        "category": "3: technical",
        "difficulty": "3: hard",
        "round": "7: phone-screen",
        "seconds": (120, 180),
        "framework": "11: STAR",
        "structure": "11: STAR method: name the queue, then its readers.\n\n"
        "- first the readers\n- then the writers",
        "sample_answer": "18: I looked at the readers first.\n\nTwo of them were stuck on one message.",
        "key_points": ["24: Looks at the readers", "25: Asks why no alert fired, and who owns it"],
        "mistakes": ["30: Restarting everything at once", "31: Emptying the queue"],
        "notes": None,
    }
    assert only(PAGE).line == 3
    assert faults(PAGE) == [
        "page.txt:1: is no part of a question: "
        "\U0001f389 Our new course on queues starts soon - subscribe to hear o..."
    ]


def test_a_page_without_empty_lines() -> None:
    question = only(TIGHT)
    assert question.prompt.text == "Walk me through a rollback that you led."
    assert (question.framework, question.category, question.notes) == (None, None, None)
    assert [point.text for point in question.key_points] == [
        "Says who was hurt",
        "Says who decided",
    ]
    assert faults(TIGHT) == []


@pytest.mark.parametrize("separator", ["", "\n", "\n---\n", "\n\n***\n\n"])
@pytest.mark.parametrize(
    "pages", [(TIGHT, TIGHT), (PAGE, TIGHT), (TIGHT, PAGE), (PAGE, PAGE, PAGE)]
)
def test_several_pages_one_after_another(pages: tuple[str, ...], separator: str) -> None:
    found = read(separator.join(pages)).questions
    assert [question.prompt.text for question in found] == [
        only(page).prompt.text for page in pages
    ]
    for question, page in zip(found, pages, strict=True):
        assert question.mistakes[-1].text == only(page).mistakes[-1].text


def test_the_lines_of_a_second_page_are_of_the_whole_document() -> None:
    first, second = read(PAGE + TIGHT).questions
    assert first.mistakes[-1].line == 31
    assert (second.prompt.line, second.mistakes[0].line) == (32, 42)


@pytest.mark.parametrize(
    "heading",
    [
        "SAMPLE ANSWER",
        "Sample answer:",
        "## Sample answer",
        "### Sample Answer ###",
        "**Sample answer**",
        "**Sample answer:**",
        "## **Example response**:",
        "\U0001f4ac Model answer",
        "  The sample answer  ",
    ],
)
def test_how_a_heading_may_be_written(heading: str) -> None:
    question = only(TIGHT.replace("Sample answer", heading))
    assert question.sample_answer
    assert question.sample_answer.text == "We rolled back within ten minutes."


def test_text_on_the_line_of_its_heading() -> None:
    question = only(TIGHT.replace("Sample answer\n", "**Sample answer:** "))
    assert question.sample_answer
    assert (question.sample_answer.text, question.sample_answer.line) == (
        "We rolled back within ten minutes.",
        5,
    )


@pytest.mark.parametrize(
    "sentence",
    ["Key points to mention were few.", "Sample answers vary", "- Sample answer", "Mistakes"],
)
def test_a_sentence_is_no_heading(sentence: str) -> None:
    assert page_lines.heading_of(sentence) is None


@pytest.mark.parametrize(
    ("line", "categories", "difficulties"),
    [
        ("behavioralmedium", ("behavioural",), ("medium",)),
        ("BehaviouralEasy", ("behavioural",), ("easy",)),
        ("situational \u00b7 hard", ("situational",), ("hard",)),
        ("hard, technical", ("technical",), ("hard",)),
        ("Technical", ("technical",), ()),
        ("easy", (), ("easy",)),
    ],
)
def test_tags(line: str, categories: tuple[str, ...], difficulties: tuple[str, ...]) -> None:
    assert page_lines.tags_of(line) == page_lines.Tags(categories, difficulties)


@pytest.mark.parametrize("line", ["", "A hard question", "mediumish", "it was easy", "easygoing"])
def test_no_tags(line: str) -> None:
    assert page_lines.tags_of(line) is None


def test_a_tag_that_nobody_knows_is_reported_and_not_taken() -> None:
    text = "leadershiphard\n\n" + TIGHT
    question = only(text)
    assert question.category is None
    assert question.difficulty
    assert question.difficulty.text == "hard"
    assert faults(text) == ["page.txt:1: the tag 'leadership' is none that PrepBank knows"]


@pytest.mark.parametrize(
    ("line", "round_", "seconds"),
    [
        ("final round \u00b7 5-7 minutes", "final", (300, 420)),
        ("Onsite \u00b7 3 \u2013 5 min", "onsite", (180, 300)),
        ("phone screen | 90 seconds", "phone-screen", (90, 90)),
        ("Technical interview \u00b7 1.5-2 minutes", "technical", (90, 120)),
        ("**on-site: 2 to 3 mins**", "onsite", (120, 180)),
    ],
)
def test_round_and_length(line: str, round_: str, seconds: tuple[int, int]) -> None:
    question = only(TIGHT.replace("final round \u00b7 4-6 minutes", line))
    assert question.round
    assert question.round.text == round_
    assert (question.min_seconds, question.max_seconds) == seconds


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "bar raiser \u00b7 4-6 minutes",
            "round: the round 'bar raiser' is none that PrepBank knows",
        ),
        ("onsite \u00b7 6-4 minutes", "min_seconds: these numbers make no length of an answer"),
        ("onsite \u00b7 0 minutes", "min_seconds: these numbers make no length of an answer"),
    ],
)
def test_a_round_or_length_that_cannot_be_taken(line: str, message: str) -> None:
    text = TIGHT.replace("final round \u00b7 4-6 minutes", line)
    assert faults(text) == [f"page.txt:2: {message}"]
    question = only(text)
    assert (question.round is None) is ("bar" in line)
    assert (question.min_seconds is None) is ("bar" not in line)


@pytest.mark.parametrize(
    ("structure", "name"),
    [
        ("CIRCLES Method for outages: 1. Look", "CIRCLES"),
        ("I would use the RICE framework to rank what hurts.", "RICE"),
        ("Using STAR: what, who, how.", "STAR"),
        ("**STAR** - what, who, how.", "STAR"),
        ("STAR format. Be short.", "STAR"),
        ("Apply the Five Whys technique.", "Five Whys"),
        ("Apply the Feynman technique.", "Feynman"),
        ("Begin with who was hurt. Then use the STAR method.", None),
        ("Structured method: begin with who was hurt.", None),
        ("Explain the method.", None),
        ("USE what you know", None),
        ("Use a method of your own.", None),
        ("This framework helps.", None),
    ],
)
def test_a_framework_only_where_the_structure_begins_with_it(
    structure: str, name: str | None
) -> None:
    question = only(TIGHT.replace("Begin with who was hurt.", structure))
    assert (question.framework and question.framework.text) == name


@pytest.mark.parametrize(
    "bullet", ["- ", "* ", "\u2022 ", "- \u2022 ", "\u2717 ", "- \u2717 ", "1. ", "\u2022"]
)
def test_bullets(bullet: str) -> None:
    question = only(TIGHT.replace("- \u2717 ", bullet))
    assert [mistake.text for mistake in question.mistakes] == ["Blaming the author"]


def test_a_list_that_lost_its_bullets() -> None:
    text = TIGHT.replace("- S", "S")
    assert len(only(text).key_points) == 2
    assert faults(text) == [
        "page.txt:8: key points: this list has no bullets: every line was taken as an item"
    ]


def test_bullets_below_a_bullet_belong_to_it() -> None:
    text = TIGHT.replace("- Says who decided", "  - in numbers\n- Says who decided")
    assert [point.text for point in only(text).key_points] == [
        "Says who was hurt\n  - in numbers",
        "Says who decided",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(TIGHT.replace("We rolled back within ten minutes.\n", ""), 5, id="nothing"),
        pytest.param(
            TIGHT.replace("We rolled back within ten minutes.", "To be completed."), 6, id="later"
        ),
        pytest.param(TIGHT.replace("We rolled back within ten minutes.", "*TBD*"), 6, id="TBD"),
    ],
)
def test_a_part_without_text_is_a_fault_and_stays_missing(text: str, line: int) -> None:
    assert only(text).sample_answer is None
    (fault,) = faults(text)
    assert fault.startswith(f"page.txt:{line}: sample answer: this part ")


def test_an_item_without_text() -> None:
    text = TIGHT.replace("- Says who decided", "-")
    assert len(only(text).key_points) == 1
    assert faults(text) == ["page.txt:9: key points: this item has no text"]


def test_what_is_missing_stays_missing() -> None:
    question = only("Why did it break?\n\nSample answer\n\nA full disk.\n")
    assert stated(question) == {
        "prompt": "1: Why did it break?",
        "sample_answer": "5: A full disk.",
        "seconds": (None, None),
        "key_points": [],
        "mistakes": [],
    } | dict.fromkeys(("structure", "framework", "notes", "category", "difficulty", "round"))


def test_what_follows_under_a_heading_of_its_own_is_a_note() -> None:
    text = (
        "# Why?\n## Sample answer\nA disk.\n### More\nIt was full.\n## Further reading\nThe manual."
    )
    question = only(text)
    assert question.prompt.text == "Why?"
    assert question.sample_answer
    assert question.sample_answer.text == "A disk.\n### More\nIt was full."
    assert question.notes
    assert (question.notes.text, question.notes.line) == ("## Further reading\nThe manual.", 6)


def test_a_part_stated_twice_is_joined_and_reported() -> None:
    text = TIGHT + "Key points to mention\n- Says what changed\n"
    assert [point.text for point in only(text).key_points][-1] == "Says what changed"
    assert faults(text) == ["page.txt:12: key points: this part is stated again: it was added"]


def test_parts_without_a_prompt_are_a_fault() -> None:
    finding = read("Sample answer\nA full disk.\n")
    assert finding.questions == ()
    assert [fault.line for fault in finding.faults] == [1]


def test_headings_in_code_are_code() -> None:
    text = TIGHT.replace("within ten minutes.", "so:\n```\nKey points to mention\n- x\n```")
    question = only(text)
    assert question.sample_answer
    assert question.sample_answer.text.endswith("```\nKey points to mention\n- x\n```")


def test_a_prompt_of_two_paragraphs_behind_a_title() -> None:
    text = "# Questions of March\n\nA disk is full.\n\nWhat now?\n\nonsite \u00b7 1-2 minutes\n"
    finding = read(text)
    (question,) = finding.questions
    assert question.prompt.text == "A disk is full.\n\nWhat now?"
    assert [str(fault) for fault in finding.faults] == [
        "page.txt:1: is no part of a question: # Questions of March"
    ]


def test_how_likely_a_text_is_a_page() -> None:
    likelihood = PageSections().likelihood
    assert likelihood(Document("a", PAGE)) > 0.9
    assert likelihood(Document("a", "Just a note about disks.\n")) == 0
    assert likelihood(Document("a", "```\n" + PAGE)) == 0


def test_values_are_those_of_the_models() -> None:
    assert list(page_lines.CATEGORIES) == models.Category.values
    assert list(page_lines.DIFFICULTIES) == models.Difficulty.values
    assert list(page_lines.ROUNDS) == models.Round.values


LINES = st.lists(
    st.sampled_from([*PAGE.split("\n"), *TIGHT.split("\n"), "---", "```", "TBD", "- ", "    - x"])
    | st.text(max_size=20).filter(lambda line: "\n" not in line),
    max_size=40,
)


@given(LINES)
def test_any_text_is_read(lines: list[str]) -> None:
    finding = read("\n".join(lines))
    for question in finding.questions:
        assert question.prompt.text.strip()
        for point in (*question.key_points, *question.mistakes):
            assert 1 <= point.line <= len(lines)
            assert point.text.split("\n")[0].split()[0] in lines[point.line - 1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sample answer\n" * 100_000, id="headings"),
        pytest.param("Sample answer: x\n" * 100_000, id="headings with text"),
        pytest.param(TIGHT + "- \u2022 x\n" * 100_000, id="bullets"),
        pytest.param(TIGHT + "  - x\n" * 100_000, id="deep bullets"),
        pytest.param(TIGHT + "- x\n" + " y\n" * 100_000 + TIGHT, id="a bullet that runs on"),
        pytest.param("easy\n" * 100_000 + TIGHT, id="tags"),
        pytest.param("onsite \u00b7 1-2 minutes\n" * 50_000, id="rounds"),
        pytest.param(TIGHT * 2_000, id="pages"),
        pytest.param("x" * 8_000_000, id="one line"),
        pytest.param(TIGHT + "\u2022 " * 2_000_000, id="one line of bullets"),
        pytest.param(" " * 8_000_000 + "x", id="one line of spaces"),
    ],
)
def test_hostile_texts_are_read(text: str) -> None:
    PageSections().likelihood(Document("a", text))
    read(text)


@pytest.mark.parametrize(
    "heading", ["Follow-up questions", "## Follow-ups:", "Possible follow ups"]
)
def test_follow_ups_below_the_mistakes(heading: str) -> None:
    finding = read(f"{TIGHT}{heading}\n- Who else knew?\n- What now?\n\n{TIGHT}")
    first, second = finding.questions
    assert [part.text for part in first.mistakes] == ["Blaming the author"]
    assert [part.text for part in first.follow_ups] == ["Who else knew?", "What now?"]
    assert (second.follow_ups, finding.faults) == ((), ())


@pytest.mark.parametrize(
    "below",
    [
        "(c) 2031 The Queue Company",
        "\u00a9 Queues",
        "All rights reserved.",
        "**Elsewhere**\n- a",
        "Elsewhere:\n- a",
        "Resources\n- a",
        "#### Elsewhere\n- a",
    ],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_what_stands_below_a_list_is_told_from_it(below: str, gap: str) -> None:
    finding = read(f"{TIGHT}{gap}{below}\n")
    (question,) = finding.questions
    assert [part.text for part in question.mistakes] == ["Blaming the author"]
    assert question.notes
    assert question.notes.text == below
    line, first = question.notes.line, below.split("\n", maxsplit=1)[0]
    message = f"this is no item of the list and was put among the notes: {first}"
    assert [(fault.line, fault.message) for fault in finding.faults] == [(line, message)]


def test_an_item_that_runs_on_is_one() -> None:
    (question,) = read(
        TIGHT.replace("who decided", "who\ndecided on the copy,\nand when")
    ).questions
    assert [part.text for part in question.key_points][1:] == [
        "Says who decided on the copy, and when"
    ]
