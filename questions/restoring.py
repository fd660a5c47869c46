"""What happened to the parts of a question, and bringing back one that was deleted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model

from questions.models import FollowUp, KeyPoint, Mistake, Question, QuestionPart, StructureStep

PART_MODELS: tuple[type[QuestionPart], ...] = (StructureStep, KeyPoint, Mistake, FollowUp)
MOST_CHANGES = 100


class KeyTakenError(Exception):
    """Another part of the question has taken the key of the one to be restored."""


@dataclass(frozen=True)
class PartChange:
    """One record in the history of a part. ``fields`` names what differs from the one before."""

    model: type[QuestionPart]
    record: Any
    fields: list[str]
    can_restore: bool

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def model_name(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def url_name(self) -> str:
        return f"admin:questions_{self.model_name}_history"


def part_changes(question: Question) -> list[PartChange]:
    """Return the latest changes to the question's parts, newest first, deleted parts included.

    Two queries a kind of part, however many parts and changes there are.
    """
    changes = [change for model in PART_MODELS for change in _changes_of(model, question)]
    changes.sort(key=lambda change: change.record.history_date, reverse=True)
    return changes


def _changes_of(model: type[QuestionPart], question: Question) -> Iterator[PartChange]:
    records = (
        model.history.filter(question_id=question.pk)  # type: ignore[attr-defined]
        .select_related("history_user")
        .order_by("-history_date", "-history_id")[:MOST_CHANGES]
    )
    living = set(model._default_manager.filter(question=question).values_list("pk", flat=True))
    latest: dict[int, Any] = {}
    steps = []
    for record in reversed(records):
        steps.append((latest.get(record.id), record))
        latest[record.id] = record
    for older, record in steps:
        yield PartChange(
            model=model,
            record=record,
            fields=_differing_fields(model, older, record) if older else [],
            can_restore=record.id not in living and record is latest[record.id],
        )


def _differing_fields(model: type[Model], older: Any, newer: Any) -> list[str]:
    return [
        str(field.verbose_name)
        for field in model._meta.concrete_fields
        if getattr(older, field.attname) != getattr(newer, field.attname)
    ]


def deleted_part(question: Question, model_name: str, history_id: int) -> Any:
    """Return the record of a deletion of one of the question's parts; raise ``ObjectDoesNotExist``
    where there is none, or where the part exists again.
    """
    for model in PART_MODELS:
        if model._meta.model_name == model_name:
            living = model._default_manager.filter(question=question).values("pk")
            return model.history.exclude(id__in=living).get(  # type: ignore[attr-defined]
                question_id=question.pk, history_id=history_id, history_type="-"
            )
    raise ObjectDoesNotExist(model_name)


@transaction.atomic
def restore_part(record: Any) -> QuestionPart:
    """Make the part that a deletion's history ``record`` describes once more, as it last was.

    Where its place has been taken, that part and those after it make room.
    """
    part: QuestionPart = record.instance
    others = type(part)._default_manager.filter(question=part.question_id)
    if others.filter(key=part.key).exists():
        raise KeyTakenError(part.key)
    if others.filter(position=part.position).exists():
        for other in others.filter(position__gte=part.position):
            other.position += 1
            other.save(update_fields=["position"])
    part.save(force_insert=True)
    return part
