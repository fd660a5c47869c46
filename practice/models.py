"""What candidates write, what they asked to see, and how it compared. Nothing here is edited by the bank.

A draft is the one text that a candidate is working on for a question. Comparing it makes an attempt:
a snapshot of the draft, of the points as they stood and of the verdicts, which never changes again
but for what the candidate says of it (overrides, ticked mistakes).
"""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.urls import reverse

from practice.matching import Verdict, is_by_words
from prepbank.accounts.models import Candidate
from questions.models import KEY_LENGTH, Question

MAX_DRAFT_LENGTH = 50_000

UNSURE_BELOW = 0.6
"""A verdict with less confidence than this asks the candidate to check it."""

VERDICT_CHOICES = [(verdict.value, verdict.value.capitalize()) for verdict in Verdict]


class Draft(models.Model):
    """The text that a candidate is working on for one question.

    ``version`` counts the saves; ``writer`` and ``sequence`` name the editor (one open page) that saved
    last and that editor's own count, so that a page never conflicts with itself.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="drafts")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="drafts")
    text = models.TextField(blank=True, max_length=MAX_DRAFT_LENGTH)
    version = models.PositiveIntegerField(default=0)
    writer = models.CharField(max_length=36, blank=True)
    sequence = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["candidate", "question"], name="one_draft_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.question}"


class KeptText(models.Model):
    """A text that lost against another save of the same draft, kept until the candidate has chosen.

    ``writer`` is the editor it came from (see ``Draft``), which goes on updating this one row.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="kept_texts")
    writer = models.CharField(max_length=36)
    text = models.TextField()
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["kept_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "writer"], name="one_kept_text_a_writer")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Rung(models.TextChoices):
    """The steps of the reveal ladder, from the least help to the most."""

    STRUCTURE = "structure", "Structure"
    COVERAGE = "coverage", "Coverage while typing"
    KEY_POINT = "key-point", "Key point"
    MISTAKES = "mistakes", "Common mistakes"
    SAMPLE_ANSWER = "sample-answer", "Sample answer"
    COMPARISON = "comparison", "Comparison of an earlier version"


class Reveal(models.Model):
    """One rung that the candidate asked to see while working on a draft.

    ``key`` is the key point's own for a key point, else empty.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="reveals")
    rung = models.CharField(max_length=20, choices=Rung)
    key = models.CharField(max_length=KEY_LENGTH, blank=True)
    revealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "rung", "key"], name="a_rung_opens_once"),
            models.CheckConstraint(condition=Q(rung__in=Rung.values), name="reveal_rung_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} {self.key}".strip()


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
    def with_coverage(self) -> AttemptQuerySet:
        """Annotate ``covered``, ``partly`` and ``missing``: points by the verdict that counts."""
        return self.annotate(
            **{
                verdict.value: Count(
                    "points",
                    filter=Q(points__override=verdict)
                    | Q(points__override="", points__verdict=verdict),
                )
                for verdict in Verdict
            }
        )


class Attempt(Snapshot):
    """A draft as it was compared. ``number`` counts a candidate's attempts at a question from 1."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="attempts")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    prompt = models.TextField()
    text = models.TextField()
    engine = models.CharField(max_length=60)
    hints = models.JSONField(default=list, help_text='Rungs seen: [{"rung": str, "key": str}].')
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate", "question", "number"], name="attempt_number_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.question}, attempt {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("practice:attempt", args=[self.pk])

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

    def tick_mistakes(self, positions: list[int]) -> None:
        """Record that the candidate found the mistakes at ``positions``, and no others, here."""
        self.mistakes.update(
            ticked=Case(When(position__in=positions, then=Value(True)), default=Value(False))
        )


class AttemptPoint(Snapshot):
    """One key point as it stood, the engine's verdict, and the candidate's own where they differ.

    ``evidence_start`` and ``evidence_end`` are code-point offsets into the attempt's text.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=KEY_LENGTH)
    text = models.TextField()
    verdict = models.CharField(max_length=10, choices=VERDICT_CHOICES)
    score = models.FloatField()
    confidence = models.FloatField(null=True, blank=True)
    reason = models.TextField(blank=True)
    evidence_start = models.PositiveIntegerField(null=True, blank=True)
    evidence_end = models.PositiveIntegerField(null=True, blank=True)
    override = models.CharField(max_length=10, choices=VERDICT_CHOICES, blank=True)

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
