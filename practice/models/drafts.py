"""The text that a candidate is working on, what it lost against, and the help that was asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from practice.models.stories import Story
from prepbank.accounts.models import Candidate
from questions.models import KEY_LENGTH, Question

MAX_DRAFT_LENGTH = 50_000
LONGEST_STRETCH = timedelta(hours=1)


class ClockAction(models.TextChoices):
    """What the clock beside an editor is told: ``LEAVE`` by a page that is left, the rest by a person."""

    START = "start"
    STOP = "stop"
    LEAVE = "leave"
    RESET = "reset"


class DraftQuerySet(models.QuerySet["Draft"]):
    def working(self) -> DraftQuerySet:
        """Keep the drafts of the workspace: one a question, none of a mock interview."""
        return self.filter(turn=None)


class Draft(models.Model):
    """The text that a candidate is working on for one question, or for one turn of a mock interview.

    ``version`` counts the saves; ``writer`` and ``sequence`` name the editor (one open page) that saved
    last and that editor's own count, so that a page never conflicts with itself. ``timed_seconds`` is
    what the clock showed when it last stopped; it has been running since ``timer_started_at`` in the
    page ``timed_by``. ``story`` is the one that the draft was started from.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="drafts")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="drafts")
    text = models.TextField(blank=True, max_length=MAX_DRAFT_LENGTH)
    version = models.PositiveIntegerField(default=0)
    writer = models.CharField(max_length=36, blank=True)
    sequence = models.PositiveBigIntegerField(default=0)
    turn = models.OneToOneField(
        "practice.Turn", on_delete=models.CASCADE, null=True, blank=True, related_name="draft"
    )
    story = models.ForeignKey(
        Story, on_delete=models.SET_NULL, null=True, blank=True, related_name="drafts"
    )
    timed_seconds = models.PositiveIntegerField(default=0)
    timer_started_at = models.DateTimeField(null=True, blank=True)
    timed_by = models.CharField(max_length=36, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["candidate", "question"],
                condition=Q(turn=None),
                name="one_draft_a_question",
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.question}"

    @property
    def clock_seconds(self) -> int:
        """What the clock shows now, in whole seconds.

        A page that was left without its script cannot stop the clock. So a stretch of more than an hour
        counts up to the last save in it, and as an hour at most.
        """
        if self.timer_started_at is None:
            return self.timed_seconds
        stretch = timezone.now() - self.timer_started_at
        if stretch > LONGEST_STRETCH:
            last = max(self.saved_at or self.timer_started_at, self.timer_started_at)
            stretch = min(last - self.timer_started_at, LONGEST_STRETCH)
        return self.timed_seconds + max(0, int(stretch.total_seconds()))

    def tell_clock(self, action: str, page: str = "") -> None:
        """Do a ``ClockAction`` for ``page``. To start a running clock just makes it that page's.

        A page that is left can be heard after the one that took its place: it stops no clock but its own.
        """
        if action == ClockAction.LEAVE and page != self.timed_by:
            return
        if action == ClockAction.START:
            self.timer_started_at = self.timer_started_at or timezone.now()
            self.timed_by = page
        else:
            self.timed_seconds = 0 if action == ClockAction.RESET else self.clock_seconds
            self.timer_started_at = None
        self.save(update_fields=["timed_seconds", "timer_started_at", "timed_by"])


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
