"""Where an answer is written: the workspace of a question, or one turn of a mock interview."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from practice.models import Draft, Turn
from prepbank.accounts.models import Candidate
from questions.models import Question
from questions.stating import unstated_length


@dataclass(frozen=True)
class Desk:
    """Which draft is written here, what for, and the addresses that its editor sends to.

    ``paced_seconds`` is how long the answer is meant to take at least and at most.
    """

    question: Question
    turn: Turn | None = None

    @property
    def prompt(self) -> str:
        return self.turn.prompt if self.turn else self.question.prompt

    @property
    def paced_seconds(self) -> tuple[int, int]:
        return self.turn.paced_seconds if self.turn else self.question.paced_seconds

    @property
    def unstated_length(self) -> str:
        """What the clock takes for a length that nobody gave, as a sentence; empty where it is given."""
        return self.turn.unstated_length if self.turn else unstated_length(self.question)

    @property
    def shelf(self) -> str:
        """What this device keeps unsaved text under."""
        if self.turn:
            return f"turn-{self.turn.interview_id}-{self.turn.position}"
        return self.question.slug

    def draft_of(self, candidate: Candidate | None) -> Draft | None:
        """Return what ``candidate`` has written here, or None."""
        if candidate is None:
            return None
        return Draft.objects.filter(
            candidate=candidate, question=self.question, turn=self.turn
        ).first()

    def url(self, name: str, *args: object) -> str:
        """Return the address of ``name`` here, such as "save"."""
        if self.turn:
            place = [self.turn.interview_id, self.turn.position]
            return reverse(f"practice:turn-{name}", args=[*place, *args])
        return reverse(f"practice:{name}", args=[self.question.slug, *args])

    def get_absolute_url(self) -> str:
        if self.turn:
            return self.turn.get_absolute_url()
        return reverse("practice:workspace", args=[self.question.slug])
