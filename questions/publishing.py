"""Moving questions between draft, published and retired, and what they need to be published."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from questions.models import PublicationStatus, Question


@dataclass
class Moved:
    """What moving several questions did. ``refused`` pairs a question with what it lacks."""

    changed: list[Question] = field(default_factory=list)
    unchanged: list[Question] = field(default_factory=list)
    refused: list[tuple[Question, list[str]]] = field(default_factory=list)


def lacks(question: Question) -> list[str]:
    """Name what ``question`` lacks to be published; an empty list means that it is ready."""
    parts = {
        "prompt": bool(question.prompt.strip()),
        "sample answer": bool(question.sample_answer.strip()),
        "key points": bool(question.key_points.all()),
        "structure steps": bool(question.structure_steps.all()),
    }
    return [name for name, present in parts.items() if not present]


@transaction.atomic
def move(questions: Iterable[Question], status: PublicationStatus) -> Moved:
    """Give each question ``status``, one save each so that its history shows it.

    Publishing refuses, and leaves as it is, each question that ``lacks`` something.
    """
    moved = Moved()
    for question in questions:
        lacking = lacks(question) if status == PublicationStatus.PUBLISHED else []
        if question.status == status:
            moved.unchanged.append(question)
        elif lacking:
            moved.refused.append((question, lacking))
        else:
            question.status = status
            question.save(update_fields=["status"])
            moved.changed.append(question)
    return moved
