"""Found questions of our own, and what imports of them come to."""

from typing import Any

from django.contrib.auth import get_user_model

from questions.bankfile.importing.confirming import Written, confirm
from questions.bankfile.importing.previewing import Wishes, preview
from questions.bankfile.intake.gathering import Found, ReadDocument
from questions.bankfile.layouts.found import FoundPart, FoundQuestion, FoundTopic, Passage
from questions.models import Import, ImportItem, Question

ANSWER = (
    "First I stopped the writers so that nothing more was lost. Then I restored the newest copy "
    "beside the damaged table. I compared the row counts with the ledger before swapping the two. "
    "Customers heard from us within the hour. Afterwards we rehearsed the restore every month."
)


LOST = "A table of lost-orders is gone. What do you do first?"
"""What the one question of the fixture ``bank`` asks."""
LOST_ORDERS = "A table of orders is gone. What now?"


def ask(prompt: str = LOST_ORDERS, **changes: Any) -> FoundQuestion:
    """A question as a document states it: with an answer of its own, unless told otherwise."""
    answer = ANSWER if prompt == LOST_ORDERS else f"{ANSWER} So much for: {prompt}"
    values: dict[str, Any] = {"sample_answer": Passage(answer, 5)} | changes
    return FoundQuestion(file="bank.md", line=3, prompt=Passage(prompt, 3), **values)


def point(text: str, **changes: Any) -> FoundPart:
    return FoundPart(text, 9, **changes)


def found(*questions: FoundQuestion, topics: tuple[FoundTopic, ...] = ()) -> Found:
    document = ReadDocument("bank.md", "numbered-answers", len(questions))
    return Found(questions=questions, documents=(document,), topics=topics)


def previewed(*questions: FoundQuestion, **wishes: Any) -> Import:
    return preview(found(*questions), Wishes(**wishes))


def import_all(*questions: FoundQuestion, **wishes: Any) -> Written:
    """Import what needs no decision, and add what does."""
    imported = previewed(*questions, **wishes)
    imported.items.filter(decision="").update(decision="add")
    return confirm(imported)


def edit(question: Question) -> None:
    """Save ``question`` as an editor does in admin."""
    question._history_user = get_user_model().objects.create_user("ada", password="x")
    question.save()


def only_item(imported: Import) -> ImportItem:
    (item,) = imported.items.all()
    return item
