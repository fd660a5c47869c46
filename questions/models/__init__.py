"""The bank: questions with everything that a candidate may be shown about them.

Rows are edited in admin or loaded from ``fixtures/``. Each carries a natural key, so that a fixture
names no primary keys and loading it again changes nothing. Bank edits never rewrite history:
a question is retired, not deleted.
"""

from questions.models.choices import (
    Category,
    Difficulty,
    Length,
    PracticeStatus,
    PublicationStatus,
    Round,
)
from questions.models.imports import Decision, Import, ImportItem, ImportStatus, Outcome
from questions.models.parts import FollowUp, KeyPoint, Mistake, QuestionPart, StructureStep
from questions.models.questions import Question, QuestionQuerySet, length_of
from questions.models.topics import KEY_LENGTH, Topic

__all__ = [
    "KEY_LENGTH",
    "Category",
    "Decision",
    "Difficulty",
    "FollowUp",
    "Import",
    "ImportItem",
    "ImportStatus",
    "KeyPoint",
    "Length",
    "Mistake",
    "Outcome",
    "PracticeStatus",
    "PublicationStatus",
    "Question",
    "QuestionPart",
    "QuestionQuerySet",
    "Round",
    "StructureStep",
    "Topic",
    "length_of",
]
