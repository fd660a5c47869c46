"""Answers that are folded away in ``<details>``: behind the question, or below it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts import markdown_blocks
from questions.bankfile.layouts.details import details_questions
from questions.bankfile.layouts.found import Document, Finding, FoundPart, FoundQuestion, Passage
from questions.bankfile.layouts.html import html_tags
from questions.bankfile.layouts.html.html_markdown import TOO_DEEP
from questions.bankfile.layouts.recognising import choose, name_of
from tests.bankfile.layouts.markdown_samples import HOSTILE, OTHERS

BANK = """\
# Queues

<a name="top"></a> Read [the rules](rules.md) first.

## Moving

<details>
<summary>What is drained before a move, and <b>why</b>?</summary><br><b>

The queue:

  * its <code>mails</code><br>
  * its timers

```html
<details><summary>no question</summary></details>
```
</b></details>

<details>

<summary>Name the tool</code></summary><br><b>
<ul>
  <li>It is <a href="https://a.example" onclick="x()">drain</a></li>
  <li>or <strong>drainctl</strong></li>
</ul>
</b></details>

### After the move

<details>
<summary>Which lines would you delete?

```yaml
keep: true
```
</summary><br><b>
</b></details>
"""

BELOW = """\
# A quiz

Good luck <b>there</b>.

---

###### 1. What does it print?

```js
drain();
```

- A: `1`
- B: `2`

<details><summary><b>Answer</b></summary>
<p>

#### Answer: B

It is <i>empty</i>.

</p>
</details>

---

###### 2. All queues drain.

<details><summary><b>Answer</b></summary>
<p>

#### Answer: A

</p>
</details>
"""


def read(text: str) -> Finding:
    return details_questions.read(Document("bank.md", text))


def likelihood(text: str) -> float:
    return details_questions.likelihood(Document("bank.md", text))


def only(text: str) -> FoundQuestion:
    finding = read(text)
    assert finding.faults == ()
    (question,) = finding.questions
    return question


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in read(text).faults]


def prompts(text: str) -> list[str]:
    return [question.prompt.text for question in read(text).questions]


def answer(question: FoundQuestion) -> str:
    return question.sample_answer.text if question.sample_answer else ""


def folded(body: str, summary: str = "Why?") -> str:
    return f"<details>\n<summary>{summary}</summary>\n{body}\n</details>\n"


def test_questions_in_summaries() -> None:
    code = "```html\n<details><summary>no question</summary></details>\n```"
    assert read(BANK) == Finding(
        (
            FoundQuestion(
                file="bank.md",
                line=8,
                prompt=Passage("What is drained before a move, and **why**?", 8),
                sample_answer=Passage(
                    f"The queue:\n\n  * its `mails`\n  * its timers\n\n{code}", 10
                ),
                topics=(Passage("Moving", 5),),
            ),
            FoundQuestion(
                file="bank.md",
                line=22,
                prompt=Passage("Name the tool", 22),
                sample_answer=Passage("- It is [drain](https://a.example)\n- or **drainctl**", 24),
                topics=(Passage("Moving", 5),),
            ),
            FoundQuestion(
                file="bank.md",
                line=32,
                prompt=Passage("Which lines would you delete?\n\n```yaml\nkeep: true\n```", 32),
                topics=(Passage("After the move", 29),),
            ),
        ),
        (Fault("bank.md", 31, "", "sample_answer", "the answer is empty"),),
    )


def test_questions_above_their_answers() -> None:
    prompt = "What does it print?\n\n```js\ndrain();\n```\n\n- A: `1`\n- B: `2`"
    first, second = read(BELOW).questions
    assert first.prompt == Passage(prompt, 7)
    assert first.sample_answer == Passage("#### Answer: B\n\nIt is *empty*.", 19)
    assert second.prompt == Passage("All queues drain.", 28)
    assert answer(second) == "#### Answer: A"
    assert first.topics == second.topics == ()
    assert read(BELOW).faults == ()


@pytest.mark.parametrize("text", [BANK, BELOW])
def test_as_many_questions_as_summaries(text: str) -> None:
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    assert len(read(text).questions) == prose.count("<summary>")
    assert likelihood(text) > 0.9


@pytest.mark.parametrize(
    ("summary", "prompt"),
    [
        ("Why?", "Why?"),
        ("<b>Why?</b>", "Why?"),
        ("<strong>Q1.</strong> Why?", "Why?"),
        ("<b>12. Why?</b>", "Why?"),
        ("Q3: Why <code>a</code>?", "Why `a`?"),
        ("<h3>Why?</h3>", "Why?"),
        ("### Why?", "Why?"),
        ("Why\n   not?", "Why not?"),
        ("Why <i>not</i> &amp; how?", "Why *not* & how?"),
        ("Why <pod>?", "Why ?"),
        ("Why?<br>", "Why?"),
        ("Why?<br><img src='a.png'/>\n", "Why?\n\n![image](a.png)"),
        ("Which of these?\n\n  * a\n  * b", "Which of these?\n\n  * a\n  * b"),
        ("1.5 or 2?", "1.5 or 2?"),
    ],
)
def test_a_prompt_is_clean(summary: str, prompt: str) -> None:
    assert prompts(folded("So.", summary)) == [prompt]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("So.", "So."),
        ("<br><b>\n\nSo.\n</b>", "So."),
        ("<p>So.</p>", "So."),
        ("\n    <p>So.</p>\n    <p>And so.</p>", "So.\n\nAnd so."),
        ("  So.\n  And so.", "So.\nAnd so."),
        ("<br>So.\n\n---\n", "So."),
        ("**Correct answer:** B\n**Why:**\nSo.", "**Correct answer:** B\n**Why:**\nSo."),
        ("## Deeper\n\nSo.", "## Deeper\n\nSo."),
        ("<script>alert(1)</script>So<style>b{}</style>.", "So."),
        ("<div onclick='x()' style='color: red'>So.</div>", "So."),
        (
            "So.<details><summary>An example</summary>a</details>b",
            "So.\n\n**An example**\n\na\n\nb",
        ),
        ("`</details>` ends it.", "`</details>` ends it."),
    ],
)
def test_an_answer_is_clean(body: str, text: str) -> None:
    assert answer(only(folded(body))) == text


@pytest.mark.parametrize(
    "body", ["", "<br><b>\n</b>", "TBD", "<p>To be completed</p>", "...", "<!-- so -->"]
)
def test_an_empty_answer_is_missing_and_a_fault(body: str) -> None:
    finding = read("\n" + folded(body))
    (question,) = finding.questions
    assert question.sample_answer is None
    assert finding.faults == (Fault("bank.md", 2, "", "sample_answer", "the answer is empty"),)


@pytest.mark.parametrize(
    "label",
    [
        *("Answer", "<b>Answer</b>", "View answer", "Show Answer", "Solution", "Sample answer"),
        *("Solution &amp; step-by-step breakdown", "Reveal", "So it goes"),
        *("Click to reveal the answer", "\U0001f449 Answer", "Answer:"),
    ],
)
def test_words_for_an_answer(label: str) -> None:
    question = only("### Why?\n\n" + folded("So.", label))
    assert (question.prompt, answer(question)) == (Passage("Why?", 1), "So.")


@pytest.mark.parametrize("label", ["Antwort", "R\u00e9ponse", "\u7b54\u6848", "Click me"])
def test_words_that_stand_everywhere_are_no_questions(label: str) -> None:
    asked = "".join(
        f"### {number}. Why {number}?\n\n{folded('So.', label)}\n" for number in range(3)
    )
    assert prompts(asked) == ["Why 0?", "Why 1?", "Why 2?"]


@pytest.mark.parametrize(
    ("above", "prompt"),
    [
        ("### Why?", "Why?"),
        ("### 3. Why?\n\nOn a Friday.", "Why?\n\nOn a Friday."),
        ("### Question 3\n\nWhy?", "Why?"),
        ("### Why?\n\n#### Answer", "Why?"),
        ("### Why?\n\n```\na\n```\n\n**Answer:**", "Why?\n\n```\na\n```"),
        ("**Q3:** Why?  ", "Why?"),
        ("**Why?**", "Why?"),
        ("Words.\n\nWhy?\n\n- A\n- B", "Why?\n\n- A\n- B"),
        ("3. Why?", "Why?"),
        ("# Title\n\nWords.\n\nWhy?", "Why?"),
        ("Words.\n\n---\n\nWhy not", "Why not"),
        ("**Question:** Why?", "Why?"),
        ("### Title\n\n**Question:**\n\nWhy?", "Why?"),
    ],
)
def test_the_question_above_an_answer(above: str, prompt: str) -> None:
    question = only(f"{above}\n\n{folded('So.', 'Answer')}")
    assert (question.prompt.text, answer(question)) == (prompt, "So.")


def test_a_heading_above_numbered_paragraphs_is_their_topic() -> None:
    asked = "".join(f"**Q{n}:** Why {n}?  \n{folded('So.', 'Answer')}\n" for n in (1, 2))
    for question in read(f"## Top\n\n### Tier 1: juniors\n{asked}").questions:
        assert question.prompt.text.startswith("Why ")
        assert [topic.text for topic in question.topics] == ["Tier 1: juniors"]


def test_a_summary_that_asks_is_a_question_below_one_that_does() -> None:
    assert prompts("### Why disks?\n\n" + folded("a", "How?")) == ["How?"]


def test_an_answer_in_several_parts() -> None:
    text = "### Why?\n\n" + folded("Think of disks.", "Hint") + folded("So.", "Answer")
    question = only(text + folded("- And then?", "Follow-up questions"))
    assert answer(question) == "So."
    assert question.notes == Passage("**Hint**\n\nThink of disks.", 3)
    assert question.follow_ups == (FoundPart("And then?", 13),)


def test_parts_in_the_details_of_a_question() -> None:
    question = only(folded(folded("Think.", "Hint") + folded("So.", "Answer")))
    assert (answer(question), question.notes and question.notes.text) == (
        "So.",
        "**Hint**\n\nThink.",
    )


def test_sections_below_a_folded_answer() -> None:
    body = (
        "\nSo.\n\n#### Good to hear\n\n* Disks\n* Users\n\n**Red flags:**\n\n- Blame\n\n"
        "##### Additional links\n\n* [a](https://b.example)\n\n"
        "<!-- tags: (disks) -->\n<!-- expertise: (2) -->\n"
    )
    question = only(f"### Why?\n\n#### Answer\n\n{folded(body, 'View answer')}")
    assert answer(question) == "So."
    assert question.key_points == (FoundPart("Disks", 12), FoundPart("Users", 13))
    assert question.mistakes == (FoundPart("Blame", 17),)
    assert question.notes == Passage("##### Additional links\n\n* [a](https://b.example)", 19)
    assert question.topics == (Passage("disks", 23),)
    assert question.difficulty == Passage("hard", 24)


def test_comments_belong_to_the_question_above() -> None:
    comment = "<!-- tags: (b) -->\n"
    first, second = read(f"{folded('So.')}{comment}{folded('So.', 'How?')}").questions
    assert [topic.text for topic in first.topics] == ["b"]
    assert second.topics == ()


def test_topics_are_the_headings_right_above() -> None:
    one, two, three = (folded("a", summary) for summary in ("Why?", "How?", "Who?"))
    text = f"# Bank\n\n## One\n\n{one}\n### Two\n{two}\n## 3. Three\n{three}"
    assert [question.topics[0].text for question in read(text).questions] == ["One", "Two", "Three"]


def test_a_title_above_questions_below_it_is_a_topic() -> None:
    (question,) = read(f"# Disks\n\n{folded('a')}").questions
    assert question.topics == (Passage("Disks", 1),)


@pytest.mark.parametrize("heading", ["### Question 4", "### 4.", "### **4)**"])
def test_a_number_is_no_topic(heading: str) -> None:
    assert only(f"{heading}\n\n{folded('a')}").topics == ()


def test_topics_of_questions_with_headings_of_their_own() -> None:
    asked = "".join(f"### {n}. Why {n}?\n\n{folded('a', 'Answer')}\n" for n in range(2))
    for question in read(f"# Bank\n\n## Disks\n\n{asked}").questions:
        assert [topic.text for topic in question.topics] == ["Disks"]
    assert read(f"# Bank\n\n{asked}").questions[1].topics == ()


def test_a_group_of_questions_gives_their_topic() -> None:
    group = (
        f"<details><summary><b>Disks</b></summary>\n{folded('a')}{folded('b', 'How?')}</details>\n"
    )
    finding = read(f"## Top\n\n{group}{folded('c', 'Who?')}")
    topics = [question.topics[0].text for question in finding.questions]
    assert (topics, finding.faults) == (["Disks", "Disks", "Top"], ())


def test_front_matter_is_said_of_every_question() -> None:
    front = "---\ntitle: A bank\nlicense: MIT\ntags: [disks]\n---\n"
    for question in read(f"{front}{folded('a')}{folded('b', 'How?')}").questions:
        assert question.licence == Passage("MIT", 3)
        assert [topic.text for topic in question.topics] == ["disks"]
        assert question.title is None


def test_details_that_are_never_closed_end_at_the_next_ones() -> None:
    text = f"<details>\n<summary>Why?</summary>\nSo.\n\n{folded('Thus.', 'How?')}\n{folded('They.', 'Who?')}"
    finding = read(text)
    assert [answer(question) for question in finding.questions] == ["So.", "Thus.", "They."]
    message = "this <details> is never closed: it was taken to end at the next one, or at a heading"
    assert faults(text) == [(1, message)]


def test_details_that_are_never_closed_end_at_a_heading() -> None:
    text = f"<details>\n<summary>Why?</summary>\nSo.\n\n## Next\n\n{folded('Thus.', 'How?')}"
    first, second = read(text).questions
    assert answer(first) == "So."
    assert second.topics == (Passage("Next", 5),)


def test_a_question_within_an_answer_is_one_of_its_own() -> None:
    text = folded(f"So.\n{folded('Thus.', 'How?')}And so.")
    finding = read(text)
    assert [answer(question) for question in finding.questions] == ["So.\n\nAnd so.", "Thus."]
    message = "a question within the answer of line 1: read as one of its own"
    assert faults(text) == [(4, message)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (folded("a", "Answer"), (1, "no question stands above this answer: it is left out")),
        ("<details>\na\n</details>", (1, "no question stands above this answer: it is left out")),
        (folded("a") + "</details>\n", (5, "a </details> that closes nothing")),
        (
            f"{folded('a')}\nWords here.\n",
            (6, "this text belongs to no question and is left out"),
        ),
        (
            f"{folded('a')}\n| Name | Tool |\n|---|---|\n{folded('b', 'How?')}",
            (6, "this text belongs to no question and is left out"),
        ),
        ("<details><summary>Why?", (1, "the answer is empty")),
    ],
)
def test_faults(text: str, fault: tuple[int, str]) -> None:
    assert fault in faults(text)


@pytest.mark.parametrize(
    "between",
    ["", "---\n", "## How\n", "[Back to top](#top)\n", "![a](b.png)\n", "<br>\n", "<!-- so -->\n"],
)
def test_what_may_stand_between_questions(between: str) -> None:
    assert faults(f"{folded('a')}\n{between}\n{folded('b', 'How?')}") == []


def test_prompts_without_details_give_no_question() -> None:
    finding = read("## Why?\n\nSo.\n")
    assert finding.questions == ()
    assert faults("## Why?\n\nSo.\n") == [(1, "no question stands in this file")]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (BANK, True),
        (BELOW, True),
        (folded("a"), True),
        (folded("a", "Explain disks") + folded("b", "Describe queues"), True),
        (folded("a", "Answer"), False),
        (folded("a", "Installation") + folded("b", "Configuration"), False),
        (
            folded("a", "Click to expand") + folded("b", "Changes in 1.2") + folded("c", "Why?"),
            False,
        ),
        ("```html\n" + BANK.replace("```", "~~~") + "```\n", False),
        ("`<details><summary>Why?</summary>`", False),
        ("---\nformat: prepbank-question/1\n---\n" + BANK, False),
        ("", False),
    ],
)
def test_how_likely_it_is(text: str, *, sure: bool) -> None:
    assert (likelihood(text) >= 0.5) is sure


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_texts_are_not_laid_out_so(text: str) -> None:
    assert likelihood(text) == 0


@pytest.mark.parametrize("text", [BANK, BELOW])
def test_it_is_told_from_the_other_layouts(text: str) -> None:
    layout = choose(Document("a.md", text))
    assert not isinstance(layout, Fault)
    assert name_of(layout) == "details"


def test_deep_nesting_is_refused() -> None:
    text = "\n" + "<details><summary>a</summary>" * 100_000
    assert read(text) == Finding(faults=(Document("bank.md", "").refusal(2, TOO_DEEP),))
    assert likelihood(text) == 0


def test_text_that_markdown_cannot_be_read_from_is_refused() -> None:
    text = (
        "\n"
        + folded("a", "Answer")
        + "# a\n"
        + "b\n" * (markdown_blocks.MAX_LINES + 1)
        + folded("c")
    )
    (fault,) = read(text).faults
    assert fault.refuses
    assert fault.line > 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_read(text: str) -> None:
    assert likelihood(text) == 0
    read(text)
    read(f"{folded('a')}{text}{folded('b')}")


def work(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the characters that the parsers of tags and of Markdown are given."""
    count = 0
    feed, parse = html_tags.HTMLParser.feed, markdown_blocks._BLOCKS.parse

    def counting_feed(parser: html_tags.HTMLParser, data: str) -> None:
        nonlocal count
        count += len(data)
        feed(parser, data)

    def counting_parse(source: str) -> object:
        nonlocal count
        count += len(source)
        return parse(source)

    monkeypatch.setattr(html_tags.HTMLParser, "feed", counting_feed)
    monkeypatch.setattr(markdown_blocks._BLOCKS, "parse", counting_parse)
    read(text)
    monkeypatch.undo()
    return count


def test_ten_times_as_many_questions_are_ten_times_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, many = BANK * 20, BANK * 200
    assert len(read(many).questions) == 600
    assert work(many, monkeypatch) <= 11 * work(few, monkeypatch)


PIECES = st.sampled_from(
    [
        *(
            "<details>\n",
            "</details>\n",
            "<summary>Why?</summary>\n",
            "<summary>Answer</summary>\n",
        ),
        *(
            "<summary>",
            "</summary>",
            "## A\n\n",
            "### 1. How?\n\n",
            "a\n\n",
            "```\n",
            "---\n\n",
            "- b\n",
        ),
        *(
            "<ul><li>c</li></ul>",
            "<b>",
            "</b>",
            "#### Good to hear\n\n",
            "TBD\n",
            "<!-- tags: d -->\n",
        ),
        *("**Answer:** e\n", "# F\n", "<p>", "</p>", "`", "<pre>", "</pre>"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read(text: str) -> None:
    assert 0 <= likelihood(text) <= 1
    finding = read(text)
    last = text.count("\n") + 1
    for question in finding.questions:
        for passage in filter(None, (question.prompt, question.sample_answer, question.notes)):
            assert passage.text.strip()
            assert 1 <= passage.line <= last
    assert all(0 <= fault.line <= last for fault in finding.faults)


@given(st.lists(st.tuples(st.integers(0, 99), st.sampled_from(["a", "- b", "<p>c</p>", "`d`"]))))
def test_every_summary_is_found_once(asked: list[tuple[int, str]]) -> None:
    text = "\n".join(folded(body, f"Why {number}?") for number, body in asked)
    assert prompts(text) == [f"Why {number}?" for number, _ in asked]


def test_a_table_of_contents_that_unfolds_is_no_question() -> None:
    contents = (
        "<details><summary>In 2 tongues</summary>\n\n- [A](./a.md)\n- [B](./b.md)\n\n</details>\n\n"
    )
    asked = "<details><summary>Why page? ***</summary>\n\n- [To wake](https://a.example)\n\n</details>\n"
    finding = read(contents + asked)
    assert [question.prompt.text for question in finding.questions] == ["Why page?"]
    assert [(fault.line, fault.message) for fault in finding.faults] == [
        (1, "only links stand here: no question")
    ]
