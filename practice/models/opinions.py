"""What a language model said of an attempt, where the operator named one and the candidate asked."""

from __future__ import annotations

from django.db import models

from practice.models.attempts import VERDICT_CHOICES, Attempt, AttemptPoint


class SecondOpinion(models.Model):
    """One time that an attempt was sent to a language model, and what came back.

    The row is there before anything is sent, so that it counts whatever comes of it; ``answered_at`` is
    empty until an answer came that could be kept. ``dropped`` verdicts quoted what is not in the draft.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="second_opinions")
    model = models.CharField(max_length=200)
    host = models.CharField(max_length=300)
    asked_at = models.DateTimeField(auto_now_add=True, db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    dropped = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.model} at {self.host}"


class SecondVerdict(models.Model):
    """What the language model that was asked last says of one point: beside our verdict, never for it.

    ``quote_start`` and ``quote_end`` are code-point offsets into the attempt's text; empty for a missing
    point.
    """

    opinion = models.ForeignKey(SecondOpinion, on_delete=models.CASCADE, related_name="verdicts")
    point = models.OneToOneField(
        AttemptPoint, on_delete=models.CASCADE, related_name="second_verdict"
    )
    verdict = models.CharField(max_length=10, choices=VERDICT_CHOICES)
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    quote_end = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.point}: {self.verdict}"

    @property
    def quote(self) -> str:
        """The words of the attempt that the model rests its verdict on; none for a missing point."""
        if self.quote_start is None:
            return ""
        return self.point.attempt.text[self.quote_start : self.quote_end]
