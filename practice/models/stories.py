"""The story bank: an incident or experience written down once, to answer several questions with."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from prepbank.accounts.models import Candidate
from questions.models import Question


class StoryQuerySet(models.QuerySet["Story"]):
    def with_use(self) -> StoryQuerySet:
        """Annotate ``question_count``, the questions it is linked to, and ``attempt_count``.

        Counted story by story: joined, a story's questions and attempts would multiply each other.
        """
        links = Story.questions.through.objects.filter(story=OuterRef("pk"))
        attempts = apps.get_model("practice", "Attempt").objects.filter(story=OuterRef("pk"))
        return self.annotate(question_count=_count_of(links), attempt_count=_count_of(attempts))


def _count_of(rows: models.QuerySet[Any]) -> Coalesce:
    counts = rows.order_by().values("story").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts), Value(0))


class Story(models.Model):
    """One incident or experience of the candidate's own, and the questions that it can answer."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="stories")
    title = models.CharField(max_length=120, help_text="How you call it to yourself.")
    situation = models.TextField(blank=True, help_text="Where, when, what was going wrong.")
    role = models.TextField("your own role", blank=True, help_text="What was yours to do.")
    severity = models.CharField(max_length=60, blank=True, help_text="Such as SEV-1.")
    affected = models.TextField(
        "what was affected", blank=True, help_text="Systems, customers, money, trust."
    )
    actions = models.TextField(blank=True, help_text="What you did, in the order you did it.")
    result = models.TextField(blank=True, help_text="How it ended, and how you knew.")
    prevention = models.TextField(blank=True, help_text="What keeps it from coming back.")
    questions = models.ManyToManyField(Question, blank=True, related_name="stories")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practice:story", args=[self.pk])


class FigureKind(models.TextChoices):
    DETECT = "detect", "Time to detect"
    MITIGATE = "mitigate", "Time to mitigate"
    RESOLVE = "resolve", "Time to resolve"
    OTHER = "other", "Another figure"


class Certainty(models.TextChoices):
    """How far a figure can be stated in an interview."""

    MEASURED = "measured", "Measured"
    ESTIMATED = "estimated", "Estimated"
    CONFIDENTIAL = "confidential", "Confidential"


class StoryFigure(models.Model):
    """A figure of a story as its candidate would say it ("14 minutes"), and how far it can be said.

    ``label`` says what another figure counts; a time needs none.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="figures")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=FigureKind)
    label = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=80)
    certainty = models.CharField(max_length=20, choices=Certainty, default=Certainty.MEASURED)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=FigureKind.values), name="figure_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=Certainty.values), name="figure_certainty_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label or self.get_kind_display()}: {self.value}"
