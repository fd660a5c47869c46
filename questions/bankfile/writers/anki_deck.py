"""The bank as an Anki deck, where the optional package genanki is installed: a note a question."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from questions.bankfile.datatypes import Bank, QuestionEntry
from questions.bankfile.writers.answer_html import credits_of, key_points, prose, titled

FILE = "questions.apkg"
# Chosen once, at random, and never to change: Anki knows deck and note type by them.
DECK_ID = 1_602_948_173
MODEL_ID = 1_287_560_419
STYLE = ".card { font: 20px/1.5 system-ui, sans-serif; margin: 1em auto; max-width: 40em; text-align: left; }"
_PIECE_BYTES = 1 << 16


def is_available() -> bool:
    return find_spec("genanki") is not None


def write(bank: Bank) -> Iterator[tuple[str, bytes]]:
    """Yield an .apkg: the prompt in front, behind it the key points and the sample answer.

    A note keeps its identity by the question's slug: what Anki knows of it outlives a new import.
    """
    import genanki

    deck = genanki.Deck(DECK_ID, "PrepBank: questions")
    model = _model()
    for question in bank.questions:
        deck.add_note(_note(model, question))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FILE)
        genanki.Package(deck).write_to_file(path)
        with path.open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                yield FILE, piece


def _model() -> Any:
    import genanki

    behind = '{{FrontSide}}<hr id="answer"><p><b>{{Title}}</b></p>{{Key points}}{{Answer}}'
    return genanki.Model(
        MODEL_ID,
        "PrepBank question with answer",
        fields=[{"name": name} for name in ("Prompt", "Title", "Key points", "Answer")],
        templates=[{"name": "Answer", "qfmt": "{{Prompt}}", "afmt": behind}],
        css=STYLE,
    )


def _note(model: Any, question: QuestionEntry) -> Any:
    import genanki

    answer = titled("Sample answer", prose(question.sample_answer)) + credits_of(question)
    return genanki.Note(
        model=model,
        fields=[
            prose(question.prompt),
            html.escape(question.title),
            titled("Key points", key_points(question.key_points)),
            answer,
        ],
        guid=genanki.guid_for("prepbank", "question", question.slug),
        tags=list(question.topics),
    )
