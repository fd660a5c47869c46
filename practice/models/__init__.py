"""What candidates write, what they asked to see, how it compared, and what they plan from it.

Nothing here is edited by the bank. ``stories`` and ``schedule`` stand alone; a draft may come from a
story; an attempt is a draft as it was compared; a mock interview makes attempts.
"""

from practice.models.attempts import (
    VERDICT_CHOICES,
    Attempt,
    AttemptMistake,
    AttemptPoint,
    AttemptQuerySet,
    ImmutableError,
)
from practice.models.drafts import MAX_DRAFT_LENGTH, ClockAction, Draft, KeptText, Reveal, Rung
from practice.models.interviews import MockInterview, Turn, TurnKind
from practice.models.opinions import SecondOpinion, SecondVerdict
from practice.models.schedule import Grade, ReviewCard
from practice.models.stories import Certainty, FigureKind, Story, StoryFigure

__all__ = [
    "MAX_DRAFT_LENGTH",
    "VERDICT_CHOICES",
    "Attempt",
    "AttemptMistake",
    "AttemptPoint",
    "AttemptQuerySet",
    "Certainty",
    "ClockAction",
    "Draft",
    "FigureKind",
    "Grade",
    "ImmutableError",
    "KeptText",
    "MockInterview",
    "Reveal",
    "ReviewCard",
    "Rung",
    "SecondOpinion",
    "SecondVerdict",
    "Story",
    "StoryFigure",
    "Turn",
    "TurnKind",
]
