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
    }
    return [name for name, present in parts.items() if not present]


def shortcomings(question: Question) -> list[str]:
    """Say what of a ``question`` that may be published candidates will see to be unfinished."""
    found = [] if question.structure_steps.all() else ["without a structure"]
    suggested = sum(point.is_suggestion for point in question.key_points.all())
    if suggested:
        points = "key point" if suggested == 1 else "key points"
        found.append(f"with {suggested} suggested {points}: candidates are told so")
    return found


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


@transaction.atomic
def approve_suggestions(questions: Iterable[Question]) -> dict[Question, int]:
    """Approve every suggested key point, one save each so that its history shows it.

    Return how many there were, for each of ``questions`` that had any.
    """
    approved: dict[Question, int] = {}
    for question in questions:
        suggested = question.key_points.filter(is_suggestion=True)
        for point in suggested:
            point.is_suggestion = False
            point.save(update_fields=["is_suggestion"])
            approved[question] = approved.get(question, 0) + 1
    return approved
