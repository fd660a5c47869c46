"""A draft as it was compared: the text, the points as they stood and the verdicts, for good.

What the candidate says of it afterwards is all that changes: overrides, ticked mistakes, what they
believed they covered, how they grade it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from practice.matching import Verdict, is_by_words
from practice.models.drafts import Rung
from practice.models.schedule import Grade
from practice.models.stories import Story
from prepbank.accounts.models import Candidate
from questions.models import KEY_LENGTH, Question

UNSURE_BELOW = 0.6
"""A verdict with less confidence than this asks the candidate to check it."""

VERDICT_CHOICES = [(verdict.value, verdict.value.capitalize()) for verdict in Verdict]


class ImmutableError(Exception):
    """Something tried to change what was recorded for good."""


class Snapshot(models.Model):
    """A row that is written once. What the candidate says of it later goes through ``update()``."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ImmutableError(
                f"{self._meta.verbose_name} {self.pk} is a record and stays as it is"
            )
        super().save(*args, **kwargs)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def opened(self) -> AttemptQuerySet:
        """Keep the attempts whose verdicts the candidate may see (see ``Attempt.is_sealed``)."""
        return self.filter(is_sealed=False)

    def unrated(self) -> AttemptQuerySet:
        """Keep those that wait for their candidate to rate themselves; a mock interview's do not."""
        return self.filter(is_sealed=True, turn=None)

    def last_of_each(self) -> AttemptQuerySet:
        """Keep each candidate's latest opened attempt at each question."""
        later = Attempt.objects.opened().filter(
            candidate=OuterRef("candidate"),
            question=OuterRef("question"),
            number__gt=OuterRef("number"),
        )
        return self.opened().filter(~Exists(later))

    def with_coverage(self) -> AttemptQuerySet:
        """Annotate ``covered``, ``partly`` and ``missing``: points by the verdict that counts.

        Counted attempt by attempt, so that a page of twenty costs the same however many there are.
        """
        return self.annotate(**{verdict.value: _points_with(verdict) for verdict in Verdict})


def _points_with(verdict: Verdict) -> Coalesce:
    points = AttemptPoint.objects.filter(attempt=OuterRef("pk")).order_by()
    settled = points.filter(Q(override=verdict) | Q(override="", verdict=verdict))
    counts = settled.values("attempt").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts), Value(0))


class Attempt(Snapshot):
    """A draft as it was compared. ``number`` counts a candidate's attempts at a question from 1.

    ``seconds`` is how long the answer took, empty where it was not timed. While an attempt ``is_sealed``
    nobody sees its verdicts: the candidate is still to say what they believe they covered
    (``rated_at`` is when they did), or to finish the mock interview that it belongs to.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="attempts")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    prompt = models.TextField()
    text = models.TextField()
    engine = models.CharField(max_length=60)
    hints = models.JSONField(default=list, help_text='Rungs seen: [{"rung": str, "key": str}].')
    story = models.ForeignKey(
        Story, on_delete=models.SET_NULL, null=True, blank=True, related_name="attempts"
    )
    seconds = models.PositiveIntegerField(null=True, blank=True)
    is_sealed = models.BooleanField(default=False)
    rated_at = models.DateTimeField(null=True, blank=True)
    grade = models.PositiveSmallIntegerField(choices=Grade, null=True, blank=True)
    graded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate", "question", "number"], name="attempt_number_unique"
            ),
            models.CheckConstraint(
                condition=Q(grade=None) | Q(grade__in=Grade.values), name="attempt_grade_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["candidate", "-created_at"], name="attempts_latest_first")
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.question}, attempt {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("practice:attempt", args=[self.pk])

    @property
    def unsealing_url(self) -> str:
        """Where a sealed attempt is opened: at the end of its mock interview, or by rating oneself."""
        turn = getattr(self, "turn", None)
        if turn:
            return turn.interview.get_absolute_url()
        return reverse("practice:rate", args=[self.pk])

    @property
    def is_unaided(self) -> bool:
        return not self.hints

    @property
    def is_by_words(self) -> bool:
        """Whether words alone were compared, as where the trained engine's runtime is missing."""
        return is_by_words(self.engine)

    def hint_labels(self) -> list[str]:
        """Return what was seen before comparing, key points counted: ``["Structure", "2 key points"]``."""
        seen = Counter(hint["rung"] for hint in self.hints)
        points = seen.pop(Rung.KEY_POINT.value, 0)
        labels = [str(Rung(rung).label) for rung in Rung.values if rung in seen]
        return [f"{points} key point{'s' if points > 1 else ''}", *labels] if points else labels

    @transaction.atomic
    def rate(self, positions: list[int]) -> None:
        """Keep that the candidate believes to have covered the points at ``positions``, then unseal."""
        believed = Case(When(position__in=positions, then=Value(True)), default=Value(False))
        self.points.update(believed=believed)
        type(self).objects.filter(pk=self.pk).update(rated_at=timezone.now(), is_sealed=False)

    def unseal(self) -> None:
        """Show the verdicts without a rating."""
        type(self).objects.filter(pk=self.pk).update(is_sealed=False)

    def tick_mistakes(self, positions: list[int]) -> None:
        """Record that the candidate found the mistakes at ``positions``, and no others, here."""
        self.mistakes.update(
            ticked=Case(When(position__in=positions, then=Value(True)), default=Value(False))
        )


class AttemptPoint(Snapshot):
    """One key point as it stood, the engine's verdict, and the candidate's own where they differ.

    ``is_suggestion``: a tool had suggested the point, and no editor had checked it by then.

    ``evidence_start`` and ``evidence_end`` are code-point offsets into the attempt's text. ``believed``
    is whether the candidate thought, before they saw a verdict, that they had covered the point; empty
    where they were not asked.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=KEY_LENGTH)
    text = models.TextField()
    is_suggestion = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=VERDICT_CHOICES)
    score = models.FloatField()
    confidence = models.FloatField(null=True, blank=True)
    reason = models.TextField(blank=True)
    evidence_start = models.PositiveIntegerField(null=True, blank=True)
    evidence_end = models.PositiveIntegerField(null=True, blank=True)
    override = models.CharField(max_length=10, choices=VERDICT_CHOICES, blank=True)
    believed = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attempt", "key"], name="attempt_point_once"),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=1), name="attempt_point_score_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def settled_verdict(self) -> str:
        """The verdict that counts: the candidate's own where they gave one."""
        return self.override or self.verdict

    @property
    def is_unsure(self) -> bool:
        """Whether the verdict is the engine's alone, and more of a guess than it should be.

        "Partly" is never sure, and says so itself.
        """
        is_doubtful = self.confidence is not None and self.confidence < UNSURE_BELOW
        return is_doubtful and not self.override and self.verdict != Verdict.PARTLY

    def override_with(self, verdict: str) -> None:
        """Keep the candidate's own verdict; agreeing with the engine takes an earlier one back."""
        self.override = "" if verdict == self.verdict else verdict
        type(self).objects.filter(pk=self.pk).update(override=self.override)

    @property
    def evidence(self) -> str:
        """The words of the attempt that show this point; none where engine or person misses it."""
        if self.evidence_start is None or Verdict.MISSING in (self.verdict, self.settled_verdict):
            return ""
        return self.attempt.text[self.evidence_start : self.evidence_end]


class AttemptMistake(Snapshot):
    """One common mistake as it stood, ticked when the candidate finds it in their answer."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="mistakes")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=KEY_LENGTH)
    text = models.TextField()
    ticked = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
