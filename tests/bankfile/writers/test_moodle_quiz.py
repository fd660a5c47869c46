"""Moodle XML: well-formed whatever the texts are, and of the structure that Moodle imports."""

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given, settings

from questions.bankfile.datatypes import Bank
from questions.bankfile.writers import moodle_quiz
from tests.bankfile.generated import banks
from tests.bankfile.samples import make_bank, make_question
from tests.bankfile.writers.written import one_file


def quiz(*questions: object) -> ET.Element:
    return ET.fromstring(one_file(moodle_quiz.write, make_bank(*questions)).encode())


def essay(**changes: object) -> ET.Element:
    (_, question) = quiz(make_question("orders", **changes))
    return question


def text(element: ET.Element, path: str) -> str:
    return element.findtext(f"{path}/text") or ""


def test_the_questions_stand_in_a_category() -> None:
    first, *others = quiz(make_question("a"), make_question("b"))
    assert first.get("type") == "category"
    assert text(first, "category") == "$course$/top/PrepBank"
    assert [(one.get("type"), one.findtext("idnumber")) for one in others] == [
        ("essay", "a"),
        ("essay", "b"),
    ]


def test_an_essay_asks_for_a_text() -> None:
    question = essay()
    assert text(question, "name") == "Restoring orders"
    assert text(question, "questiontext") == (
        "<p>A table of orders is gone. What do you do first?</p>"
    )
    assert question.findtext("responseformat") == "editor"
    assert question.findtext("attachments") == "0"
    assert question.findtext("defaultgrade") == "1"
    assert text(question, "responsetemplate") == ""


def test_graders_see_what_to_look_for() -> None:
    told = text(essay(notes="Aside.", source="A talk"), "graderinfo")
    titles = ["Key points", "Mistakes", "Structure", "Follow-ups", "Sample answer", "Notes"]
    places = [told.index(f"<h3>{title}</h3>") for title in titles]
    assert places == sorted(places)
    assert "<li>Restoring straight over the damaged copy.</li>" in told
    assert "<li><strong>Extent</strong> Say it.</li>" in told
    assert "Source: A talk" in told


def test_candidates_see_the_sample_answer_afterwards() -> None:
    assert "We counted every row twice." in text(essay(), "generalfeedback")
    assert text(essay(sample_answer=""), "generalfeedback") == ""


def test_suggestions_say_that_they_are_some() -> None:
    question = make_question("orders")
    suggested = tuple(replace(point, is_suggestion=True) for point in question.key_points[:1])
    assert "suggested by a tool" in text(essay(key_points=suggested), "graderinfo")


def test_topics_are_tags() -> None:
    tags = [tag.text for tag in essay(topics=("backups", "unnamed")).findall("tags/tag/text")]
    assert tags == ["Backups", "unnamed"]


def test_an_end_of_character_data_in_a_text_is_none() -> None:
    question = essay(prompt="`]]>` and ]]> again", title="a ]]> b & c")
    assert text(question, "questiontext") == "<p><code>]]&gt;</code> and ]]&gt; again</p>"
    assert text(question, "name") == "a ]]> b & c"


def test_raw_ends_of_character_data_are_cut_in_two() -> None:
    made = moodle_quiz._html("a", "]]>]]>")
    assert ET.fromstring(made).findtext("text") == "]]>]]>"


def test_what_xml_cannot_hold_is_left_out_and_counted() -> None:
    bank = make_bank(make_question("a", title="be\x07ll", notes="\x0b\ufffe"))
    assert list(moodle_quiz.losses(bank)) == [
        "3 control characters were left out: XML cannot hold them."
    ]
    root = ET.fromstring(one_file(moodle_quiz.write, bank).encode())
    assert text(root[1], "name") == "bell"


def test_one_lost_character_is_one() -> None:
    bank = make_bank(make_question("a", title="be\x07ll"))
    assert list(moodle_quiz.losses(bank)) == [
        "1 control character was left out: XML cannot hold them."
    ]
    assert list(moodle_quiz.losses(make_bank())) == []


@settings(max_examples=25)
@given(banks())
def test_any_bank_is_well_formed(bank: Bank) -> None:
    root = ET.fromstring(one_file(moodle_quiz.write, bank).encode())
    essays = root.findall("question[@type='essay']")
    assert [essay.findtext("idnumber") for essay in essays] == [
        question.slug for question in bank.questions
    ]
