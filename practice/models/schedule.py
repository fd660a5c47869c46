"""When a question comes back: the state of its spaced repetition, one row a candidate and question."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from prepbank.accounts.models import Candidate
from questions.models import Question


class Grade(models.IntegerChoices):
    """How an attempt went, in the candidate's own judgement. The values are FSRS's ratings."""

    AGAIN = 1, "Again"
    HARD = 2, "Hard"
    GOOD = 3, "Good"
    EASY = 4, "Easy"


class ReviewCard(models.Model):
    """What FSRS knows of one question after its graded attempts, and when it asks for the next.

    Made anew from the attempts' grades whenever one of them changes, so it holds nothing of its own.
    ``stability`` is in days; ``difficulty`` runs from 1 to 10.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="review_cards")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="review_cards")
    stability = models.FloatField()
    difficulty = models.FloatField()
    reviewed_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["due_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "question"], name="one_card_a_question")
        ]
        indexes: ClassVar = [models.Index(fields=["candidate", "due_at"], name="cards_by_due")]

    def __str__(self) -> str:
        return f"{self.question}, due {self.due_at:%Y-%m-%d}"
