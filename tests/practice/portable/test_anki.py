"""The deck: a note a question, with a name that lasts."""

import io
import json
import sqlite3
import zipfile

import pytest

from practice.portable import anki
from questions.models import Question
from questions.stating import SUGGESTED
from tests.practice.portable.conftest import make_attempt

pytestmark = pytest.mark.django_db


def notes_of(content, folder):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        package.extract("collection.anki2", folder)
    with sqlite3.connect(folder / "collection.anki2") as database:
        rows = database.execute("SELECT guid, flds, tags FROM notes ORDER BY flds").fetchall()
        (decks,) = database.execute("SELECT decks FROM col").fetchone()
    database.close()
    assert str(anki.DECK_ID) in json.loads(decks)
    return [(guid, *fields.split("\x1f"), tags) for guid, fields, tags in rows]


def test_a_note_has_the_prompt_and_behind_it_the_key_points(outage, tmp_path):
    ((_, prompt, title, points, tags),) = notes_of(anki.deck(Question.objects.all()), tmp_path)
    assert prompt == "<p>Tell me about an outage. What did you do?</p>"
    assert title == "The =outage= of *Friday*"
    assert points.startswith("<ul><li>Rolls back first and asks why later</li><li>Tells")
    assert tags.split() == ["alerting", "on-call"]


def test_a_point_that_a_tool_suggested_says_so(outage, tmp_path):
    outage.key_points.filter(position=2).update(is_suggestion=True)
    ((_, _, _, points, _),) = notes_of(anki.deck(Question.objects.all()), tmp_path)
    assert points.count(SUGGESTED) == 1
    assert f"what is going on <i>({SUGGESTED})</i></li>" in points


def test_markup_in_the_bank_stays_harmless(outage, tmp_path):
    outage.title = "<script>alert(1)</script> & more"
    outage.save()
    outage.key_points.filter(position=1).update(text="Runs `rm` <img src=x onerror=alert(1)>")
    ((_, _, title, points, _),) = notes_of(anki.deck(Question.objects.all()), tmp_path)
    assert title == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"
    assert "<code>rm</code>" in points
    assert "<img" not in points


def test_a_note_keeps_its_name_when_the_question_changes(outage, tmp_path):
    first = notes_of(anki.deck(Question.objects.all()), tmp_path)[0][0]
    Question.objects.update(title="Another title", prompt="Another prompt")
    assert notes_of(anki.deck(Question.objects.all()), tmp_path)[0][0] == first


def test_only_what_was_opened_is_practised(ada, bob, outage, rollback):
    make_attempt(bob, outage, 1, ada.created_at, is_sealed=True)
    assert not anki.practised_questions(bob).exists()
    assert not anki.practised_questions(None).exists()
    assert set(anki.practised_questions(ada)) == {outage, rollback}
    ada.attempts.filter(question=rollback).update(is_sealed=True)
    assert set(anki.practised_questions(ada)) == {outage}


def test_many_questions_take_as_many_queries_as_one(outage, rollback, django_assert_num_queries):
    with django_assert_num_queries(3):
        anki.deck(Question.objects.all())


def test_whether_the_package_is_there_is_known_without_loading_it(monkeypatch):
    assert anki.is_available()
    monkeypatch.setattr(anki, "find_spec", lambda name: None)
    assert not anki.is_available()
