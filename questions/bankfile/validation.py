"""What keeps a bank from being loaded: the rules of ``checking``, and what the models refuse."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db.models import Model

from questions import models
from questions.bankfile.checking import find_errors, find_question_errors
from questions.bankfile.datatypes import (
    EMPTY,
    Bank,
    Entry,
    Fault,
    FollowUpEntry,
    KeyPointEntry,
    MistakeEntry,
    QuestionEntry,
    StructureStepEntry,
    TopicEntry,
)

MODELS: dict[type[Entry], type[Model]] = {
    TopicEntry: models.Topic,
    QuestionEntry: models.Question,
    StructureStepEntry: models.StructureStep,
    KeyPointEntry: models.KeyPoint,
    MistakeEntry: models.Mistake,
    FollowUpEntry: models.FollowUp,
}
SLUG_LISTS = ("topics", "related")


def find_all_errors(bank: Bank, known: Bank = EMPTY) -> list[Fault]:
    refused = (fault for entry in bank.entries for fault in _refusals(entry))
    return sorted([*find_errors(bank, known), *refused])


def find_all_question_errors(question: QuestionEntry) -> list[Fault]:
    refused = (fault for entry in (question, *question.parts) for fault in _refusals(entry))
    return sorted([*find_question_errors(question), *refused])


def _refusals(entry: Entry) -> Iterator[Fault]:
    """Whether a row is unique is for ``checking``: so nothing here asks the database."""
    try:
        row = MODELS[type(entry)](**column_values(entry))
        row.full_clean(exclude={"question"}, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield entry.fault(name, " ".join(messages))


def column_values(entry: Entry) -> dict[str, str | int | bool | None]:
    """Return the entry's own values as its model's columns hold them."""
    return {
        name: "\n".join(value) if isinstance(value, tuple) else value
        for name, value in entry.values.items()
        if name not in SLUG_LISTS
    }
