"""Questions on their way into the bank: what an import found, what is to become of it, and what did."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class ImportStatus(models.TextChoices):
    PREVIEWED = "previewed", "Waiting for you"
    CONFIRMED = "confirmed", "Imported"
    UNDONE = "undone", "Undone"


class Outcome(models.TextChoices):
    """What a found question is beside the bank."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"


class Decision(models.TextChoices):
    """What a person wants to become of a found question."""

    ADD = "add", "Add it as a new question"
    UPDATE = "update", "Change the question that is there"
    SKIP = "skip", "Leave it out"


class Import(models.Model):
    """One reading of documents. Its items become questions all together, or none of them does.

    ``sources`` names the documents with their layouts; ``faults`` and ``repairs`` hold objects of
    ``file``, ``line`` and ``message``; ``topics`` the topics to be written: ``is_described`` where a
    document says more of one than its name, ``there`` as it was in the bank when the preview was made.
    ``before`` holds, once confirmed, the topics that the import made or changed, as they were.
    """

    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    status = models.CharField(max_length=20, choices=ImportStatus, default=ImportStatus.PREVIEWED)
    sources = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    repairs = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    before = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=ImportStatus.values), name="import_status_known"
            )
        ]

    def __str__(self) -> str:
        return f"Import {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("admin:questions_import_change", args=[self.pk])

    @property
    def refused_count(self) -> int:
        """How many documents could not be read at all."""
        return sum(bool(fault.get("refuses")) for fault in self.faults)


class ImportItem(models.Model):
    """One question that an import found.

    ``found`` is the question as its document states it (``bankfile.importing.found_json``).
    ``slug`` is the address that it has or would get; ``target`` that of another question which a
    person wants it to change instead. ``duplicates`` are objects of ``slug``, ``title`` and ``reason``,
    ``errors`` say why it cannot be written. ``decision`` is empty while a person must choose.
    ``seen`` is the digest of the question in the bank as the preview showed it (empty: there was none).
    Once written, ``before`` is the question as it was (null: there was none), and ``written`` the
    digest of what it became, by which an undo sees whether somebody edited it since.
    """

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    found = models.JSONField()
    prompt = models.TextField()
    slug = models.CharField(max_length=80)
    target = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome)
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    duplicates = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    is_edited_here = models.BooleanField(default=False)
    is_retired = models.BooleanField(default=False)
    seen = models.CharField(max_length=64, blank=True)
    before = models.JSONField(null=True, blank=True)
    written = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["imported", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["imported", "number"], name="import_item_number_unique")
        ]

    def __str__(self) -> str:
        return self.prompt[:80]

    @property
    def question_slug(self) -> str:
        """The question that it becomes or changes."""
        return self.target or self.slug
