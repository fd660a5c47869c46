"""The deck: a note a question, with a name that lasts."""

import json
import sqlite3
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from practice.portable import anki
from questions.bankfile.datatypes import Bank
from questions.bankfile.writers import anki_deck
from tests.bankfile.samples import make_bank, make_question
from tests.bankfile.writers.written import written

Note = tuple[str, list[str], list[str]]


def notes_of(bank: Bank, folder: Path) -> list[Note]:
    (content,) = written(anki_deck.write, bank).values()
    with zipfile.ZipFile(BytesIO(content)) as package:
        package.extract("collection.anki2", folder)
    with closing(sqlite3.connect(folder / "collection.anki2")) as database:
        rows = database.execute("SELECT guid, flds, tags FROM notes ORDER BY id").fetchall()
        (decks,) = database.execute("SELECT decks FROM col").fetchone()
    assert str(anki_deck.DECK_ID) in json.loads(decks)
    return [(guid, fields.split("\x1f"), tags.split()) for guid, fields, tags in rows]


def test_the_prompt_in_front_and_the_answer_behind(tmp_path: Path) -> None:
    bank = make_bank(make_question("orders", source="A talk"))
    ((_, (prompt, title, points, answer), tags),) = notes_of(bank, tmp_path)
    assert prompt == "<p>A table of orders is gone. What do you do first?</p>"
    assert title == "Restoring orders"
    assert points.startswith("<h3>Key points</h3><ul><li>Asks first which data is gone")
    assert "We counted every row twice." in answer
    assert "Source: A talk" in answer
    assert tags == ["backups"]


def test_a_note_keeps_its_name_when_the_question_changes(tmp_path: Path) -> None:
    question = make_question("orders")
    changed = replace(question, title="Another", prompt="Another?", key_points=())
    ((first, *_),) = notes_of(make_bank(question), tmp_path)
    ((second, *_),) = notes_of(make_bank(changed), tmp_path)
    ((other, *_),) = notes_of(make_bank(make_question("carts")), tmp_path)
    assert first == second != other


def test_it_is_not_the_deck_that_candidates_take_along() -> None:
    assert anki_deck.DECK_ID != anki.DECK_ID
    assert anki_deck.MODEL_ID != anki.MODEL_ID


def test_markup_stays_harmless(tmp_path: Path) -> None:
    bank = make_bank(make_question("a", title="<script>x</script>", prompt="<img src=x>"))
    ((_, (prompt, title, *_), _),) = notes_of(bank, tmp_path)
    assert title == "&lt;script&gt;x&lt;/script&gt;"
    assert "<img" not in prompt


def test_without_its_package_it_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert anki_deck.is_available()
    monkeypatch.setitem(sys.modules, "genanki", None)
    monkeypatch.setattr(anki_deck, "find_spec", lambda name: None)
    assert not anki_deck.is_available()
