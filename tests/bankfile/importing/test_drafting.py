"""What a document states, laid over what the bank has."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bankfile.datatypes import QuestionEntry
from questions.bankfile.importing.drafting import (
    Vocabulary,
    draft,
    numbered,
    shortened,
    slug_of,
    with_suggestions,
)
from questions.bankfile.layouts.found import FoundPart, FoundQuestion, Passage
from tests.bankfile.importing.samples import ANSWER, ask, point
from tests.bankfile.samples import make_question

KNOWN = Vocabulary({"backups", "releases"}, {"lost-orders", "carts"})


def drafted(found: FoundQuestion, stored: QuestionEntry | None = None) -> QuestionEntry:
    return draft(found, stored.slug if stored else "orders", stored, KNOWN)


def test_a_new_question_holds_what_is_stated_and_nothing_else() -> None:
    assert drafted(ask()) == QuestionEntry(
        slug="orders",
        position=0,
        status="draft",
        title="A table of orders is gone. What now?",
        prompt="A table of orders is gone. What now?",
        sample_answer=ANSWER,
    )


def test_what_is_not_stated_stays_as_it_is() -> None:
    stored = make_question()
    found = FoundQuestion(file="x", line=1, prompt=Passage(stored.prompt, 1))
    assert drafted(found, stored) == stored


@pytest.mark.parametrize(
    ("field", "stated", "expected"),
    [
        ("category", Passage("behavioural", 1), "behavioural"),
        ("difficulty", Passage("hard", 1), "hard"),
        ("round", Passage("final", 1), "final"),
        ("status", Passage("published", 1), "published"),
        ("framework", Passage(" STAR ", 1), "STAR"),
        ("notes", Passage("See *there*.", 1), "See *there*."),
        ("source", Passage("A book", 1), "A book"),
        ("licence", Passage("MIT", 1), "MIT"),
        ("attribution", Passage("Ada", 1), "Ada"),
        ("title", Passage("Lost rows", 1), "Lost rows"),
        ("position", 70, 70),
    ],
)
def test_stated_fields(field: str, stated: Any, expected: Any) -> None:
    question = drafted(ask(**{field: stated}), make_question())
    assert getattr(question, field) == expected


@pytest.mark.parametrize("field", ["notes", "framework", "category", "sample_answer", "source"])
def test_a_field_that_is_stated_to_be_empty_is_emptied(field: str) -> None:
    stored = replace(make_question(), notes="n", framework="STAR", source="s")
    found = ask(sample_answer=None, states_empty=frozenset({field}))
    assert getattr(drafted(found, stored), field) == ""


def test_an_end_of_the_length_that_is_not_stated_stays_where_it_can() -> None:
    stored = make_question()
    question = drafted(ask(max_seconds=75), stored)
    assert (question.target_min_seconds, question.target_max_seconds) == (20, 75)
    question = drafted(ask(max_seconds=15), stored)
    assert (question.target_min_seconds, question.target_max_seconds) == (None, 15)
    emptied = drafted(ask(states_empty=frozenset({"min_seconds", "max_seconds"})), stored)
    assert (emptied.target_min_seconds, emptied.target_max_seconds) == (None, None)


def test_references_to_nothing_are_left_out() -> None:
    topics = (Passage("releases", 1), Passage("no such", 1), Passage("backups", 1))
    question = drafted(ask(topics=topics, related=(Passage("carts", 1), Passage("gone", 1))))
    assert (question.topics, question.related) == (("backups", "releases"), ("carts",))


def test_points_get_keys_of_their_words_each_another() -> None:
    points = (point("Stops the *writers*"), point("Stops the writers!"), point("!"))
    question = drafted(ask(key_points=points))
    assert [(one.key, one.position) for one in question.key_points] == [
        ("stops-the-writers", 1),
        ("stops-the-writers-2", 2),
        ("part", 3),
    ]


def test_a_point_in_the_same_words_keeps_its_key_and_aliases() -> None:
    stored = make_question()
    first, second, *_ = stored.key_points
    question = drafted(ask(key_points=(point("Something new"), point(first.text))), stored)
    assert [one.key for one in question.key_points] == ["something-new", first.key]
    assert question.key_points[1].aliases == first.aliases
    assert second.key not in {one.key for one in question.key_points}


def test_a_new_point_does_not_take_the_key_of_one_that_stays() -> None:
    stored = make_question(key_points=())
    stays = drafted(ask(key_points=(point("Look first"),)), stored).key_points[0]
    stored = replace(stored, key_points=(replace(stays, text="Looks before leaping"),))
    question = drafted(ask(key_points=(point("Look first"), point("Looks before leaping"))), stored)
    assert [one.key for one in question.key_points] == ["look-first-2", "look-first"]


def test_stated_keys_positions_and_aliases_are_taken() -> None:
    parts = (
        point("B", key="b_B", position=7, aliases=("so",), is_suggestion=True),
        point("A", key="a", position=2),
    )
    question = drafted(ask(key_points=parts))
    assert [
        (one.key, one.position, one.aliases, one.is_suggestion) for one in question.key_points
    ] == [
        ("a", 2, (), False),
        ("b_B", 7, ("so",), True),
    ]


def test_stated_places_leave_the_others_to_the_rest() -> None:
    parts = (point("A", key="a", position=2), point("B"), point("C"))
    question = drafted(ask(key_points=parts))
    assert [(one.text, one.position) for one in question.key_points] == [
        ("B", 1),
        ("A", 2),
        ("C", 3),
    ]


def test_a_key_is_another_in_any_case() -> None:
    stored = make_question(key_points=())
    stored = replace(
        stored, key_points=drafted(ask(key_points=(point("x", key="Zips"),))).key_points
    )
    question = drafted(ask(key_points=(point("x"), point("zips"))), stored)
    assert [one.key for one in question.key_points] == ["Zips", "zips-2"]


def test_texts_are_as_the_bank_keeps_them() -> None:
    parts = (point("one\r\ntwo ", aliases=("a\nb", "c\u2028d", " ")),)
    question = drafted(ask(key_points=parts, notes=Passage("a\r\nb\n", 1)))
    assert question.notes == "a\nb"
    assert question.key_points[0].text == "one\ntwo"
    assert question.key_points[0].aliases == ("a", "b", "c", "d")


def test_structure_as_prose_is_one_step() -> None:
    question = drafted(ask(structure=Passage("STAR: say what, then why.", 4)))
    assert [(step.label, step.guidance) for step in question.structure_steps] == [
        ("How to answer", "STAR: say what, then why.")
    ]


def test_structure_as_a_list_is_a_step_an_item() -> None:
    text = "- **Situation**: what was lost\n- Rescue: what you did\n- and then all that came of it in the end"
    question = drafted(ask(structure=Passage(text, 4)))
    assert [(step.label, step.guidance) for step in question.structure_steps] == [
        ("Situation", "what was lost"),
        ("Rescue", "what you did"),
        ("and then all that came of it in the end",) * 2,
    ]


def test_steps_are_taken_as_they_are() -> None:
    steps = (FoundPart("Say it.", 4, label="First", key="one", position=1),)
    (step,) = drafted(ask(steps=steps)).structure_steps
    assert (step.key, step.label, step.guidance) == ("one", "First", "Say it.")


def test_parts_that_are_stated_to_be_none_go() -> None:
    empty = frozenset({"key_points", "steps", "mistakes", "follow_ups"})
    assert drafted(ask(states_empty=empty), make_question()).parts == ()


def test_drafting_again_changes_nothing() -> None:
    found = with_suggestions(
        ask(structure=Passage("- A: b\n- C: d", 4), mistakes=(point("Haste"), point("Haste")))
    )
    once = drafted(found)
    assert drafted(found, once) == once


def test_suggestions_stand_in_only_where_no_points_are_stated() -> None:
    suggested = with_suggestions(ask()).key_points
    assert suggested
    assert all(one.is_suggestion for one in suggested)
    stated = ask(key_points=(point("Mine"),))
    assert with_suggestions(stated) == stated
    nothing = ask(states_empty=frozenset({"key_points"}))
    assert with_suggestions(nothing) == nothing
    unanswered = ask(sample_answer=None)
    assert with_suggestions(unanswered) == unanswered


@given(st.text(), st.integers(10, 80))
def test_slugs_are_addresses_of_no_more_than_a_length(text: str, length: int) -> None:
    slug = slug_of(text, length)
    assert len(slug) <= length
    assert slug == "" or slug.replace("-", "").replace("_", "").isalnum()
    assert slug_of(slug, length) == slug


def test_slugs_are_cut_between_words() -> None:
    assert slug_of("How would you go about it?", 12) == "how-would"
    assert slug_of("Über Café", 60) == "uber-cafe"
    assert slug_of("Kept_As-It-Is") == "Kept_As-It-Is"


def test_numbers_follow_where_a_name_is_taken() -> None:
    assert numbered("a", set()) == "a"
    assert numbered("a", {"a", "a-2"}) == "a-3"
    assert len(numbered("a" * 80, {"a" * 80})) <= 80


@given(st.text(), st.integers(10, 120))
def test_shortened_text_fits(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length


def test_shortened_text_ends_between_words() -> None:
    assert shortened("one two three four", 12) == "one two..."
    assert shortened(" as\nit is ", 12) == "as\nit is"
