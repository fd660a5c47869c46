"""The rows that belong to one question: its steps, key points, mistakes and follow-ups."""

from __future__ import annotations

from itertools import chain, count
from typing import Any, ClassVar, TypeVar

from django.core.validators import MinValueValidator, validate_slug
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from simple_history.models import HistoricalRecords

from questions.models.questions import Question
from questions.models.topics import KEY_LENGTH

PartT = TypeVar("PartT", bound="QuestionPart")


class PartManager(models.Manager[PartT]):
    def get_by_natural_key(self, question: str, key: str) -> PartT:
        return self.get(question__slug=question, key=key)


class QuestionPart(models.Model):
    """A row that belongs to one question and stands at a place of its own in it.

    ``key`` is its lasting identity: texts are reworded and rows reordered, and what candidates did
    with the row still finds it. Positions are not unique in the database, so that two rows can swap
    places one save at a time; ``check_bank`` reports ties.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE)
    key = models.CharField(
        max_length=KEY_LENGTH,
        blank=True,
        validators=[validate_slug],
        help_text="A lasting short name; made from the text when left empty.",
    )
    position = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])

    class Meta:
        abstract = True
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "key"], name="%(class)s_key_unique"),
            models.CheckConstraint(
                condition=Q(position__gte=1) & ~Q(key=""), name="%(class)s_has_place_and_key"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = self.key or self._unused_key()
        super().save(*args, **kwargs)

    def natural_key(self) -> tuple[str, str]:
        return (*self.question.natural_key(), self.key)

    natural_key.dependencies = ("questions.question",)  # type: ignore[attr-defined]

    def _unused_key(self) -> str:
        stem = slugify(str(self))[: KEY_LENGTH - 4].strip("-") or "part"
        siblings = type(self)._default_manager.filter(question=self.question)
        taken = set(siblings.values_list("key", flat=True))
        numbered = (f"{stem}-{number}" for number in count(2))
        return next(key for key in chain([stem], numbered) if key not in taken)


class StructureStep(QuestionPart):
    """One step of the framework as this question wants it told."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="structure_steps")
    label = models.CharField(max_length=60)
    guidance = models.TextField(help_text="What to say there, in this very question.")

    objects = PartManager["StructureStep"]()
    history = HistoricalRecords()

    class Meta(QuestionPart.Meta):
        pass

    def __str__(self) -> str:
        return self.label


class KeyPoint(QuestionPart):
    """One idea that an interviewer ticks, and other ways in which people say it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="key_points")
    text = models.TextField(help_text="One idea, as the answer should show it.")
    aliases = models.TextField(
        "other ways of saying it", blank=True, help_text="One a line, as a candidate would say it."
    )
    is_suggestion = models.BooleanField(
        "suggested by a tool",
        default=False,
        help_text="Taken from the sample answer by a tool. Untick it to approve the point.",
    )

    objects = PartManager["KeyPoint"]()
    history = HistoricalRecords()

    class Meta(QuestionPart.Meta):
        pass

    def __str__(self) -> str:
        return self.text

    @property
    def alias_list(self) -> list[str]:
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]


class Mistake(QuestionPart):
    """Something that candidates commonly get wrong in this answer."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="mistakes")
    text = models.TextField()

    objects = PartManager["Mistake"]()
    history = HistoricalRecords()

    class Meta(QuestionPart.Meta):
        pass

    def __str__(self) -> str:
        return self.text


class FollowUp(QuestionPart):
    """A question that the interviewer asks next."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="follow_ups")
    text = models.TextField()

    objects = PartManager["FollowUp"]()
    history = HistoricalRecords()

    class Meta(QuestionPart.Meta):
        verbose_name = "follow-up"

    def __str__(self) -> str:
        return self.text
