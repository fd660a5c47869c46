"""The page to print: everything of a question stands on it, and nothing in it does anything."""

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings

from questions.bankfile.datatypes import Bank
from questions.bankfile.writers import html_page
from questions.stating import SUGGESTED
from tests.bankfile.generated import banks
from tests.bankfile.samples import make_bank, make_question
from tests.bankfile.writers.written import one_file

VOID = {"meta", "br", "hr"}


class Page(HTMLParser):
    """The elements and the text of a page, of which every element must be closed."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]


def page(*questions: object, **changes: object) -> Page:
    return Page(one_file(html_page.write, make_bank(make_question("orders", **changes))))


def test_everything_of_a_question_stands_there() -> None:
    text = " ".join(page(framework="STAR", notes="More of it.", source="A talk").text.split())
    for part in (
        "Restoring orders",
        "Category: Technical · Difficulty: Easy · Round: Phone screen · Length: 20 to 60 seconds",
        "Topics: Backups",
        "A table of orders is gone. What do you do first?",
        "Structure: STAR",
        "Extent Say it.",
        "We counted every row twice.",
        "Asks first which data is gone and since when",
        "Trusting a backup that nobody ever read back.",
        "How old was the newest usable copy?",
        "More of it.",
        "Source: A talk",
    ):
        assert part in text


def test_what_is_not_there_has_no_heading() -> None:
    text = page(
        framework="",
        notes="",
        sample_answer="",
        structure_steps=(),
        key_points=(),
        mistakes=(),
        follow_ups=(),
    ).text
    for heading in ("Structure", "Sample answer", "Key points", "mistakes", "Follow-ups", "Notes"):
        assert heading not in text


def test_a_draft_says_so() -> None:
    assert "Draft · Category" in page(status="draft").text
    assert "Published" not in page().text


def test_markdown_is_rendered_and_the_rest_is_escaped() -> None:
    found = page(title="<b>Bold</b>", prompt="What **then**?\n\n<script>alert(1)</script>")
    assert "<b>Bold</b>" in found.text
    assert found.all("b") == found.all("script") == []
    assert len(found.all("strong")) == 1 + len(make_question().structure_steps)


def test_the_contents_lead_to_each_question() -> None:
    bank = make_bank(make_question("b"), make_question("a"))
    found = Page(one_file(html_page.write, bank))
    targets = [link["href"] for link in found.all("a")]
    assert targets == ["#question-b", "#question-a"]
    assert [article["id"] for article in found.all("article")] == ["question-b", "question-a"]
    assert "2 questions" in found.text


def test_suggestions_say_that_they_are_some() -> None:
    (first, *others) = make_question("orders").key_points
    assert SUGGESTED not in page().text
    assert page(key_points=(replace(first, is_suggestion=True), *others)).text.count(SUGGESTED) == 1


def test_where_a_question_is_from() -> None:
    found = page(source="https://example.org/a", licence="CC BY 4.0", attribution="Jo <jo@x.org>")
    assert "Source: https://example.org/a, licence CC BY 4.0, by Jo <jo@x.org>" in found.text
    assert found.all("a")[-1] == {"href": "https://example.org/a", "rel": "noopener nofollow"}


def test_no_address_runs_anything() -> None:
    found = page(source="javascript:alert(1)", notes="[x](javascript:alert(1))")
    assert [link["href"] for link in found.all("a") if "href" in link] == ["#question-orders"]


@settings(max_examples=25)
@given(banks())
def test_whatever_stands_in_a_bank_the_page_loads_and_runs_nothing(bank: Bank) -> None:
    found = Page(one_file(html_page.write, bank))
    assert not {tag for tag, _ in found.elements} & {"script", "link", "img", "iframe", "form"}
    assert not any(name.startswith("on") for _, has in found.elements for name in has)
    assert len(found.all("article")) == len(bank.questions)


def test_a_text_like_the_place_of_the_questions_is_none() -> None:
    found = page(title="<!-- questions -->")
    assert len(found.all("article")) == 1
    assert found.text.count("<!-- questions -->") == 2
