"""Where an answer is written: the workspace of a question, or one turn of a mock interview."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from practice.models import Draft, Turn
from prepbank.accounts.models import Candidate
from questions.models import Question


@dataclass(frozen=True)
class Desk:
    """Which draft is written here, what for, and the addresses that its editor sends to.

    ``target_min_seconds`` and ``target_max_seconds`` are how long the answer is meant to be.
    """

    question: Question
    turn: Turn | None = None

    @property
    def prompt(self) -> str:
        return self.turn.prompt if self.turn else self.question.prompt

    @property
    def target_min_seconds(self) -> int:
        return (self.turn or self.question).target_min_seconds

    @property
    def target_max_seconds(self) -> int:
        return (self.turn or self.question).target_max_seconds

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
