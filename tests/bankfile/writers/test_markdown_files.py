from dataclasses import replace

import pytest

from questions.bankfile.markdown_format import escaped, unescaped
from questions.bankfile.writers import markdown_files
from questions.bankfile.writers.markdown_files import question_markdown
from tests.bankfile.samples import make_bank, make_question
from tests.bankfile.writers.written import written


def bare(**changes: object) -> str:
    question = make_question(
        "orders", structure_steps=(), key_points=(), mistakes=(), follow_ups=(), sample_answer=""
    )
    return question_markdown(replace(question, **changes))


def test_a_file_a_question_and_one_of_the_topics() -> None:
    bank = make_bank(make_question("b"), make_question("a"))
    files = written(markdown_files.write, bank)
    assert list(files) == ["questions/a.md", "questions/b.md", "topics.md"]
    assert files["topics.md"].decode() == (
        "---\nformat: prepbank-topics/1\n---\n\n- Backups {#backups}\n"
    )


def test_what_it_lacks_stands_there_empty() -> None:
    assert bare() == (
        "---\n"
        "format: prepbank-question/1\n"
        "slug: orders\n"
        "title: Restoring orders\n"
        "position: 10\n"
        "status: published\n"
        "category: technical\n"
        "difficulty: easy\n"
        "round: phone-screen\n"
        "target_min_seconds: 20\n"
        "target_max_seconds: 60\n"
        'framework: ""\n'
        "topics: [backups]\n"
        "related: []\n"
        'source: ""\n'
        'licence: ""\n'
        'attribution: ""\n'
        "---\n"
        "\n"
        "## Prompt\n"
        "\n"
        "A table of orders is gone. What do you do first?\n"
        "\n## Structure\n"
        "\n## Sample answer\n"
        "\n## Key points\n"
        "\n## Mistakes\n"
        "\n## Follow-ups\n"
        "\n## Notes\n"
    )


def test_sections_stand_in_the_order_of_an_answer() -> None:
    text = question_markdown(make_question("orders", notes="## Aside\n\nMore."))
    headings = [line for line in text.split("\n") if line.startswith("## ")]
    assert headings == [
        "## Prompt",
        "## Structure",
        "## Sample answer",
        "## Key points",
        "## Mistakes",
        "## Follow-ups",
        "## Notes",
        "## Aside",
    ]


def test_a_text_that_yaml_misreads_is_quoted() -> None:
    assert 'title: "1:30"\n' in bare(title="1:30")


@pytest.mark.parametrize(
    ("text", "written_text"),
    [
        pytest.param("## Prompt", "\\## Prompt", id="a heading"),
        pytest.param("a\n## Notes\nb", "a\n\\## Notes\nb", id="amid a text"),
        pytest.param("## Notes  ", "\\## Notes  ", id="with space after it"),
        pytest.param("\\## Prompt", "\\\\## Prompt", id="escaped already"),
        pytest.param("## Prompts", "## Prompts", id="of another name"),
        pytest.param("### Prompt", "### Prompt", id="of another level"),
        pytest.param(" ## Prompt", " ## Prompt", id="further in"),
        pytest.param("## prompt", "## prompt", id="in small letters"),
    ],
)
def test_lines_like_headings_of_sections(text: str, written_text: str) -> None:
    assert escaped(text) == written_text
    assert unescaped(written_text) == text


def test_old_line_ends_are_made_plain() -> None:
    assert "one\ntwo\nthree" in bare(notes="one\r\ntwo\rthree")
