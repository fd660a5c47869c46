"""Key points as an Anki deck, where the optional package genanki is installed (``make install-anki``)."""

from __future__ import annotations

import html
import io
from collections.abc import Iterable
from importlib.util import find_spec

from django.db.models import Exists, OuterRef

from practice.models import Attempt
from prepbank.accounts.models import Candidate
from questions.models import KeyPoint, Question, QuestionQuerySet
from questions.rendering import render_inline, render_markdown
from questions.stating import SUGGESTED

# Chosen once, at random, and never to change: Anki knows deck and note type by them.
DECK_ID = 1_840_627_391
MODEL_ID = 1_390_254_817
STYLE = ".card { font: 20px/1.5 system-ui, sans-serif; margin: 1em auto; max-width: 40em; text-align: left; }"


def is_available() -> bool:
    return find_spec("genanki") is not None


def practised_questions(candidate: Candidate | None) -> QuestionQuerySet:
    """Return the questions whose key points the candidate has seen: of an attempt that is opened."""
    opened = Attempt.objects.opened().filter(candidate=candidate, question=OuterRef("pk"))
    return Question.objects.exclude(status="draft").filter(Exists(opened))


def deck(questions: QuestionQuerySet) -> bytes:
    """Return an .apkg with a note a question: the prompt, and its key points behind it. Three queries.

    A note keeps its identity by the question's slug: what Anki knows of it outlives a new import.
    """
    import genanki

    made = genanki.Deck(DECK_ID, "PrepBank: key points")
    model = genanki.Model(
        MODEL_ID,
        "PrepBank question",
        fields=[{"name": "Prompt"}, {"name": "Title"}, {"name": "Key points"}],
        templates=[
            {
                "name": "Key points",
                "qfmt": "{{Prompt}}",
                "afmt": '{{FrontSide}}<hr id="answer"><p><b>{{Title}}</b></p>{{Key points}}',
            }
        ],
        css=STYLE,
    )
    for question in questions.prefetch_related("key_points", "topics"):
        made.add_note(
            genanki.Note(
                model=model,
                fields=[
                    render_markdown(question.prompt),
                    html.escape(question.title),
                    _list(question.key_points.all()),
                ],
                guid=genanki.guid_for("prepbank", question.slug),
                tags=[topic.slug for topic in question.topics.all()],
            )
        )
    file = io.BytesIO()
    genanki.Package(made).write_to_file(file)
    return file.getvalue()


def _list(points: Iterable[KeyPoint]) -> str:
    return f"<ul>{''.join(f'<li>{_item(point)}</li>' for point in points)}</ul>"


def _item(point: KeyPoint) -> str:
    suggested = f" <i>({SUGGESTED})</i>" if point.is_suggestion else ""
    return f"{render_inline(point.text)}{suggested}"
