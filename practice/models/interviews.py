"""A mock interview: its questions and interruptions, one turn each, in the order they are asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse

from practice.models.attempts import Attempt
from prepbank.accounts.models import Candidate
from questions.models import Question, Round, Topic
from questions.stating import unstated_length


class MockInterviewQuerySet(models.QuerySet["MockInterview"]):
    def unfinished(self) -> MockInterviewQuerySet:
        return self.filter(finished_at=None)

    def with_counts(self) -> MockInterviewQuerySet:
        """Annotate ``question_count``, and ``done_count``: the questions that were gone on from."""
        questions = Q(turns__kind=TurnKind.QUESTION)
        return self.annotate(
            question_count=Count("turns", filter=questions),
            done_count=Count("turns", filter=questions & Q(turns__done_at__isnull=False)),
        )


class MockInterview(models.Model):
    """Several questions in a row, timed and without hints. ``seed`` is what the draw was made with.

    An empty ``round`` and no ``topics`` mean any.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="mock_interviews"
    )
    round = models.CharField(max_length=20, choices=Round, blank=True)
    topics = models.ManyToManyField(Topic, blank=True)
    seed = models.PositiveBigIntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = MockInterviewQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.candidate}: mock interview of {self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("practice:mock", args=[self.pk])


class TurnKind(models.TextChoices):
    QUESTION = "question", "Question"
    INTERRUPTION = "interruption", "Interruption"


class Turn(models.Model):
    """One thing that the interviewer says and the candidate answers, in a draft of its own.

    ``prompt`` and the targets (seconds) are as they stood when the interview was drawn. An interruption
    names the question's turn that it ``interrupts``, ``interrupts_after`` so many seconds of its clock.
    ``done_at`` is when the candidate went on; a question's turn without an ``attempt`` was passed then.
    """

    interview = models.ForeignKey(MockInterview, on_delete=models.CASCADE, related_name="turns")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=TurnKind, default=TurnKind.QUESTION)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="turns")
    prompt = models.TextField()
    target_min_seconds = models.PositiveIntegerField()
    target_max_seconds = models.PositiveIntegerField()
    interrupts = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="interruptions"
    )
    interrupts_after = models.PositiveIntegerField(null=True, blank=True)
    attempt = models.OneToOneField(
        Attempt, on_delete=models.SET_NULL, null=True, blank=True, related_name="turn"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interview", "position"], name="turns_in_order"),
            models.CheckConstraint(condition=Q(kind__in=TurnKind.values), name="turn_kind_known"),
            models.CheckConstraint(
                condition=Q(target_max_seconds__gte=F("target_min_seconds")),
                name="turn_target_is_a_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.prompt[:60]}"

    def get_absolute_url(self) -> str:
        return reverse("practice:turn", args=[self.interview_id, self.position])

    @property
    def is_over(self) -> bool:
        return bool(self.done_at or self.interview.finished_at)

    @property
    def is_interruption(self) -> bool:
        return self.kind == TurnKind.INTERRUPTION

    @property
    def paced_seconds(self) -> tuple[int, int]:
        return self.target_min_seconds, self.target_max_seconds

    @property
    def unstated_length(self) -> str:
        """What the clock takes for a length that the question does not give, as a sentence, or nothing."""
        return "" if self.is_interruption else unstated_length(self.question, self.paced_seconds)
