"""Tables of questions in Markdown, CSV, TSV and spreadsheets: rows, their lines, and what breaks them."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.layouts.data import collecting, tables
from questions.bankfile.layouts.data.table_rows import delimited_rows, delimiter_of
from questions.bankfile.layouts.found import Document
from questions.bankfile.layouts.recognising import choose
from tests.bankfile.layouts.reading import faults, read, stated

MARKDOWN = """\
# Questions for operators

Some words.

## 2. Disks

| # | Question | Answer | Level | Tags |
|---|:--------:|--------|-------|------|
| 1 | What does `a \\| b` do? | Pipes.<br>Then<br/>more. | Junior | shells, pipes |
| 2 | **Who noticed?** |  | 2 |  |
|   |   |   |   |   |

| Tool | Use |
|------|-----|
| fsck | disks |

### Questions

Question | Key points
--- | ---
Why did it break? | Looks first; frees space
"""
CSV = """\
Nr;Owner;Question;Answer;Difficulty;Key Points\r
1;;"Why

so?";"Because ""it""
broke.";easy;"- Looks
- Acts
  at once"\r
\r
2;;Who?;Grace;hard;one; \r
"""


def found(name: str, text: str) -> list[dict[str, Any]]:
    finding = read(tables, name, text)
    assert finding.faults == ()
    return [stated(question) for question in finding.questions]


def test_markdown_tables_with_their_headings() -> None:
    finding = read(tables, "a.md", MARKDOWN)
    assert [stated(question) for question in finding.questions] == [
        {
            "prompt": "What does `a | b` do?",
            "sample_answer": "Pipes.\nThen\nmore.",
            "difficulty": "easy",
            "topics": ["Disks", "shells", "pipes"],
        },
        {"prompt": "Who noticed?", "difficulty": "medium", "topics": ["Disks"]},
        {"prompt": "Why did it break?", "key_points": ["Looks first", "frees space"]},
    ]
    lines = MARKDOWN.split("\n")
    assert [lines[question.line - 1][:12] for question in finding.questions] == [
        "| 1 | What d",
        "| 2 | **Who ",
        "Why did it b",
    ]
    assert faults(finding) == [
        "a.md:3: this text belongs to no question and is left out: Some words.",
        "a.md:10: sample_answer: the answer is empty",
    ]


def test_a_bar_that_is_not_escaped_costs_the_row() -> None:
    text = "| Question | Answer |\n|---|---|\n| Why? | a || b |\n| Who? | c |\n"
    finding = read(tables, "a.md", text)
    assert [question.prompt.text for question in finding.questions] == ["Who?"]
    assert faults(finding) == [
        "a.md:3: 4 cells under 2 headings: does a sign between cells stand in a text? "
        "The row is left out"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| No. | Questions |\n|--|--|\n| 1 | [Why?](#why) |\n| 2 | [Who?](#who) |\n",
        "| Question | Answer |\n|--|--|\n| 1 | B |\n| 2 | C |\n",
        "| Tool | Use |\n|--|--|\n| fsck | disks |\n",
        "| Questions answered | Score |\n|--|--|\n| ten | 3 |\n",
        "```\n| Question | Answer |\n|--|--|\n| Why? | B |\n```\n",
        "Which | question?\n",
        "",
    ],
)
def test_what_is_no_table_of_questions(text: str) -> None:
    assert tables.likelihood(Document("a.md", text)) == 0.0
    assert read(tables, "a.md", text).questions == ()


def test_a_table_within_a_document_of_another_layout_is_left_to_it() -> None:
    table = "| Question | Asked by |\n|--|--|\n| Why? | Ada |\n"
    text = "".join(
        f"### {number}. What broke?\n\n**Answer:**\n\nIt did.\n\n{table}\n---\n\n"
        for number in range(1, 4)
    )
    assert getattr(choose(Document("a.md", text)), "name", "") == "numbered answers"
    assert getattr(choose(Document("a.md", MARKDOWN)), "name", "") == "table"


def test_long_tables_are_read_to_the_end() -> None:
    rows = "".join(f"| Why {number}? | So. |\n" for number in range(10_000))
    finding = read(tables, "a.md", "| Question | Answer |\n|--|--|\n" + rows)
    assert finding.questions[-1].prompt.text == "Why 9999?"
    assert finding.questions[-1].line == 10_002


def test_csv_with_cells_of_several_lines() -> None:
    finding = read(tables, "a.csv", CSV)
    first, second = finding.questions
    assert stated(first) == {
        "prompt": "Why\n\nso?",
        "sample_answer": 'Because "it"\nbroke.',
        "difficulty": "easy",
        "key_points": ["Looks", "Acts\nat once"],
    }
    assert first.sample_answer
    assert (first.line, first.sample_answer.line) == (2, 4)
    assert [part.line for part in first.key_points] == [5, 6]
    assert second.line == 9
    assert finding.faults == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "Question,Answer\nWhy?,So\n"),
        ("a.csv", "\ufeffQuestion,Answer\r\nWhy?,So\r\n"),
        ("a.csv", "Question;Answer\nWhy?;So\n"),
        ("a.csv", "sep=;\nQuestion;Answer\nWhy?;So\n"),
        ("a.csv", "My bank,\n\nquestion,ANSWER\nWhy?,So"),
        ("a.tsv", "Question\tAnswer\nWhy?\tSo\n"),
        ("a.csv", "Question|Answer\rWhy?|So\r"),
    ],
)
def test_signs_between_cells_and_line_ends(name: str, text: str) -> None:
    assert tables.likelihood(Document(name, text)) > 0.9
    assert found(name, text) == [{"prompt": "Why?", "sample_answer": "So"}]


def test_quotation_marks_within_cells_of_tabs() -> None:
    text = 'Question\tAnswer\nWhy "now", and not then?\tThe 3" disk; it was full\n'
    assert found("a.tsv", text) == [
        {"prompt": 'Why "now", and not then?', "sample_answer": 'The 3" disk; it was full'}
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Question,Answer\nWhy?,a\nWho?,"b\nWhat?,c\n', "a.csv:3: a quotation mark in this row is"),
        (
            'Question,Answer\n"Why?"x,a\n',
            "a.csv:2: a cell begins with a quotation mark and goes on",
        ),
        (f'Question,Answer\nWhy?,a\nWho?,"{"b" * 140_000}"', "a.csv:3: a cell here is longer than"),
        ("Why?,So\nWho?,They\n", "a.csv:1: no row at the top names a column of questions"),
        ("", "a.csv:1: no row at the top names"),
    ],
)
def test_broken_tables_are_refused(text: str, expected: str) -> None:
    assert tables.likelihood(Document("a.csv", text)) >= 0.5
    finding = read(tables, "a.csv", text)
    assert finding.questions == ()
    (fault,) = finding.faults
    assert fault.refuses
    assert str(fault).startswith(expected)


def test_rows_of_odd_lengths() -> None:
    text = "Question,Answer,Tags\nWhy?\nWho?,a,b,c\nWhat?,d,e,,\n,,\n"
    finding = read(tables, "a.csv", text)
    assert [question.prompt.text for question in finding.questions] == ["Why?", "What?"]
    assert [str(fault)[:28] for fault in finding.faults] == ["a.csv:3: 4 cells under 3 hea"]


def test_a_row_without_a_question_is_named() -> None:
    text = "Question,Answer\n,So\nWhy?,TBD\n"
    assert faults(read(tables, "a.csv", text)) == [
        "a.csv:2: prompt: no question stands in this entry: left out",
        "a.csv:3: sample_answer: the answer is empty",
    ]


def test_two_columns_of_one_name() -> None:
    (one,) = found("a.csv", "Question,Tags,Tags\nWhy?,a,b\n")
    assert one["topics"] == ["a", "b"]


def test_rows_of_a_spreadsheet() -> None:
    rows = (("My bank",), (), ("Question", "Minutes", "Answer"), ("Why?", "3", "It\nbroke."))
    document = Document("a.xlsx", "", rows=rows)
    assert tables.likelihood(document) > 0.9
    (question,) = tables.read(document).questions
    assert stated(question) == {"prompt": "Why?", "sample_answer": "It\nbroke.", "max_seconds": 180}
    assert {question.line, question.prompt.line, question.seconds_line} == {4}


def test_too_many_rows_are_refused_before_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(collecting, "MAX_QUESTIONS", 2)
    text = "Question\n" + "Why?\n" * 3 + '"broken'
    assert faults(read(tables, "a.csv", text)) == ["a.csv:4: more than 2 questions: split the file"]


def test_a_row_of_too_many_cells_is_refused() -> None:
    text = "Question,Answer\nWhy?,So\n" + '",' * 20_000
    assert faults(read(tables, "a.csv", text)) == ["a.csv:3: more than 10,000 cells in one row"]


def test_progress_is_told() -> None:
    shares: list[float] = []
    text = "Question\n" + "Why?\n" * 1_000
    tables.read(Document("a.csv", text, progress=shares.append))
    assert shares
    assert max(shares) <= 1


CELLS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")),
    min_size=2,
    max_size=4,
)


@given(st.lists(CELLS, min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_rows_are_those_that_were_written_and_stand_on_their_lines(
    rows: list[list[str]], sign: str
) -> None:
    text = io.StringIO(newline="")
    lines = []
    for row in rows:
        lines.append(text.getvalue().count("\n") + 1)
        csv.writer(text, delimiter=sign, lineterminator="\n").writerow(row)
    read_rows = [row for row in delimited_rows(text.getvalue(), sign) if row.line in lines]
    if not text.getvalue().casefold().startswith("sep=") and "\ufeff" not in text.getvalue():
        assert [(row.line, list(row.cells)) for row in read_rows] == list(
            zip(lines, rows, strict=True)
        )


PIECES = st.sampled_from(
    [
        *(
            "Question",
            "Answer",
            ",",
            ";",
            "\t",
            "|",
            "\n",
            "\r",
            '"',
            "'",
            "a",
            "\n|--|--|\n",
            "# b\n",
            "1",
        ),
        *(
            "| Question | Answer |\n|--|--|\n",
            "| Why? | So |\n",
            "<br>",
            "\\|",
            "> ",
            "- ",
            "[a](#a)",
        ),
    ]
)


@given(st.text() | st.lists(PIECES, max_size=25).map("".join))
def test_any_text_is_read(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    for name in ("a.md", "a.csv", "a.tsv", "a.txt"):
        document = Document(name, text)
        assert 0 <= tables.likelihood(document) <= 1
        finding = tables.read(document)
        assert all(1 <= question.line <= lines for question in finding.questions)
        assert all(0 <= fault.line <= lines for fault in finding.faults)
        assert delimiter_of(name, text) in ",;\t|"


def test_too_many_cells_of_which_the_last_is_blank_cost_the_row_of_markdown() -> None:
    text = "| Question | Answer |\n|---|---|\n| What is a | b? | |\n| Who? | c |\n"
    finding = read(tables, "a.md", text)
    assert [question.prompt.text for question in finding.questions] == ["Who?"]
    assert [fault.partition(" under")[0] for fault in faults(finding)] == ["a.md:3: 3 cells"]
    finding = read(tables, "a.csv", "Question,Answer\nWhy?,So,\n")
    assert [question.prompt.text for question in finding.questions] == ["Why?"]
    assert faults(finding) == []


def test_a_question_of_digits_and_signs() -> None:
    finding = read(tables, "a.csv", "Question,Answer\n2+2=?,4\n7.,a\n?,b\n")
    assert [question.prompt.text for question in finding.questions] == ["2+2=?"]
    assert [fault.line for fault in finding.faults] == [3, 4]


def test_an_unknown_column_is_named_where_its_heading_stands() -> None:
    message = "the field 'Zeal' is none that PrepBank knows: left out throughout"
    text = "Zeal,Question\n,How?\nmuch,Why?\n"
    assert faults(read(tables, "a.csv", text)) == [f"a.csv:1: {message}"]
    text = "## Why\n\n| Question | Zeal |\n|---|---|\n| Why? | much |\n"
    assert faults(read(tables, "a.md", text)) == [f"a.md:3: {message}"]


def test_quotation_marks_that_do_not_pair_are_signs_between_tabs() -> None:
    text = 'Question\tAnswer\n"Off" or on?\tA 3" disk\n"Open?\tYes\n'
    finding = read(tables, "a.tsv", text)
    assert [
        (q.prompt.text, q.sample_answer and q.sample_answer.text) for q in finding.questions
    ] == [
        ('"Off" or on?', 'A 3" disk'),
        ('"Open?', "Yes"),
    ]
    (question,) = read(tables, "a.tsv", 'Question\tAnswer\n"Why\tso?"\t"a ""b"""\n').questions
    assert (question.prompt.text, question.sample_answer and question.sample_answer.text) == (
        "Why\tso?",
        'a "b"',
    )


def test_text_around_tables_is_named() -> None:
    table = "| Question | Answer |\n|---|---|\n| Why? | So. |\n"
    finding = read(
        tables, "a.md", f"# All\n\nHello.\n\n<!-- no -->\n\n{table}\n---\n\n- Bye\n- now\n"
    )
    stray = "this text belongs to no question and is left out"
    assert faults(finding) == [f"a.md:3: {stray}: Hello.", f"a.md:13: {stray}: - Bye"]
