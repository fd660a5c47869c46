"""Which layout a document is taken to have, and what is said where that is open."""

import pytest

from questions.bankfile.datatypes import Fault
from questions.bankfile.layouts import recognising
from questions.bankfile.layouts.found import Document, Finding
from questions.bankfile.layouts.recognising import (
    LAYOUTS,
    choose,
    name_of,
)

PAGE = "Why did it break?\nonsite \u00b7 1-2 minutes\nHow to structure your answer\nBegin with users.\n"
NUMBERED = (
    "### 1. Why did it break?\n\n**Answer:**\n\nA disk was full.\n\n---\n\n"
    "### 2. Who noticed?\n\n**Answer:**\n\nA customer did.\n"
)
SPOKEN = (
    '## 1. Why did it break?\n\n**ANSWER (60 seconds):**\n\n*"A disk was full."*\n\n---\n\n'
    '## 2. Who noticed?\n\n**ANSWER (45 seconds):**\n\n*"A customer did."*\n'
)


class Guess:
    """A layout that is as sure as it is told to be."""

    def __init__(self, name: str, likelihood: float) -> None:
        self.name, self._likelihood = name, likelihood

    def likelihood(self, document: Document) -> float:
        return self._likelihood

    def read(self, document: Document) -> Finding:
        return Finding()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(PAGE, "page-sections", id="page"),
        pytest.param(NUMBERED, "numbered-answers", id="numbered"),
        pytest.param(SPOKEN, "spoken-answers", id="spoken"),
    ],
)
def test_each_layout_is_told_from_the_others(text: str, name: str) -> None:
    layout = choose(Document("a.txt", text))
    assert not isinstance(layout, Fault)
    assert name_of(layout) == name


def test_a_document_of_no_layout_is_told_what_it_takes() -> None:
    document = Document("a.txt", "Bread, milk, a new pager.\n")
    fault = choose(document)
    assert isinstance(fault, Fault)
    assert str(fault).startswith("a.txt: no layout was recognised. page-sections takes headings")
    assert all(name in fault.message for name in LAYOUTS)


def test_an_empty_document() -> None:
    assert str(choose(Document("a.txt", " \n\n"))) == "a.txt: the document is empty"


@pytest.mark.parametrize(
    ("likelihoods", "chosen"),
    [
        ((0.9, 0.6), "one"),
        ((0.5, 0.6), "two"),
        ((0.5, 0.2), "one"),
        ((0.49, 0.2), ""),
        ((0.7, 0.7), ""),
    ],
)
def test_the_likeliest_is_chosen_and_none_where_two_are(
    likelihoods: tuple[float, float], chosen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    guesses = map(Guess, ("one", "two"), likelihoods)
    monkeypatch.setattr(recognising, "LAYOUTS", {guess.name: guess for guess in guesses})
    layout = choose(Document("a.txt", "text"))
    assert getattr(layout, "name", "") == chosen
    if likelihoods == (0.7, 0.7):
        assert isinstance(layout, Fault)
        assert layout.message == "one and two are equally likely: name the layout"


def test_a_layout_that_is_named_is_not_guessed() -> None:
    text = "Why did it break?\nCommon mistakes\n- No owner\n"
    document = Document("a.txt", text)
    assert isinstance(choose(document), Fault)
    layout = choose(document, "page-sections")
    assert not isinstance(layout, Fault)
    (question,) = layout.read(document).questions
    assert question.mistakes[0].text == "No owner"


@pytest.mark.parametrize("front", ["title: Why: so", "title: Why?\ntags: [x"])
def test_broken_front_matter_is_named_where_no_layout_is_recognised(front: str) -> None:
    fault = choose(Document("a.md", f"---\n{front}\n---\n\nSome words.\n"))
    assert isinstance(fault, Fault)
    assert fault.line > 1
    assert fault.message.startswith("the front matter is no YAML: ")
