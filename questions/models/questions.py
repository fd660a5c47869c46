"""The questions themselves, and how they are looked for."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from simple_history.models import HistoricalRecords

from questions.models.choices import (
    Category,
    Difficulty,
    Length,
    PracticeStatus,
    PublicationStatus,
    Round,
)
from questions.models.topics import Topic

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from prepbank.accounts.models import Candidate


UNSTATED_SECONDS = (60, 180)


class QuestionQuerySet(models.QuerySet["Question"]):
    def get_by_natural_key(self, slug: str) -> Question:
        return self.get(slug=slug)

    def published(self) -> QuestionQuerySet:
        return self.filter(status=PublicationStatus.PUBLISHED)

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> QuestionQuerySet:
        """Keep what ``user`` may open: retired questions too, and drafts for those who keep the bank."""
        if user.has_perm("questions.view_question"):  # type: ignore[union-attr]
            return self
        return self.exclude(status=PublicationStatus.DRAFT)

    def search(self, text: str) -> QuestionQuerySet:
        """Keep the questions in which every word of ``text`` occurs somewhere, in any case."""
        words = text.split()
        return self.filter(reduce(and_, map(_mentions, words))) if words else self

    def with_status_for(self, candidate: Candidate | None) -> QuestionQuerySet:
        """Annotate ``practice_status`` (a ``PracticeStatus``) as ``candidate`` stands with each."""
        if candidate is None:
            return self.annotate(practice_status=Value(PracticeStatus.NEW.value))
        itself = Question.objects.filter(pk=OuterRef("pk"))
        return self.annotate(
            practice_status=Case(
                When(
                    Exists(itself.filter(attempts__candidate=candidate)),
                    then=Value(PracticeStatus.PRACTISED.value),
                ),
                When(
                    Exists(
                        itself.filter(
                            drafts__in=candidate.drafts.filter(turn=None).exclude(text="")
                        )
                    ),
                    then=Value(PracticeStatus.DRAFT.value),
                ),
                default=Value(PracticeStatus.NEW.value),
            )
        )


def _mentions(word: str) -> Q:
    itself = Question.objects.filter(pk=OuterRef("pk"))
    in_points = itself.filter(key_points__text__icontains=word)
    in_topics = itself.filter(topics__name__icontains=word)
    in_own_text = reduce(
        Q.__or__,
        (Q(**{f"{field}__icontains": word}) for field in Question.SEARCHED_FIELDS),
    )
    return in_own_text | Q(Exists(in_points)) | Q(Exists(in_topics))


class Question(models.Model):
    """One interview question. Its durations are seconds; its content fields hold Markdown.

    What its author did not state is empty, or null for a duration, and is shown as missing.
    """

    SEARCHED_FIELDS: ClassVar = ("title", "prompt", "sample_answer", "notes")

    slug = models.SlugField(
        max_length=80, unique=True, help_text="The question's address. Keep it once published."
    )
    position = models.PositiveIntegerField(
        default=0, help_text="Where it stands in the bank's own order; the lowest comes first."
    )
    status = models.CharField(
        max_length=20, choices=PublicationStatus, default=PublicationStatus.DRAFT
    )
    title = models.CharField(max_length=120, help_text="Three to eight words, for lists.")
    prompt = models.TextField(help_text="The interviewer's words: one to three sentences.")
    category = models.CharField(max_length=20, choices=Category, blank=True)
    difficulty = models.CharField(max_length=20, choices=Difficulty, blank=True)
    round = models.CharField(max_length=20, choices=Round, blank=True)
    target_min_seconds = models.PositiveIntegerField(
        "shortest answer, in seconds",
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(3600)],
    )
    target_max_seconds = models.PositiveIntegerField(
        "longest answer, in seconds",
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(3600)],
    )
    framework = models.CharField(
        max_length=60, blank=True, help_text="The structure's name where it has one, such as STAR."
    )
    sample_answer = models.TextField(
        blank=True,
        help_text="First person, as spoken; its length at 140 words a minute fits the target.",
    )
    notes = models.TextField(
        "go deeper", blank=True, help_text="Templates, tables, checklists. Markdown."
    )
    source = models.CharField(
        max_length=300, blank=True, help_text="Where it is from: a title, or a web address."
    )
    licence = models.CharField(
        max_length=100, blank=True, help_text="Under which it may be shown, such as CC BY-SA 4.0."
    )
    attribution = models.CharField(
        max_length=300, blank=True, help_text="Whom its licence asks you to name."
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="questions")
    related = models.ManyToManyField("self", blank=True, symmetrical=False)

    objects = QuestionQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[topics, related])

    class Meta:
        ordering: ClassVar = ["position", "slug"]
        indexes: ClassVar = [
            models.Index(
                fields=["position", "slug"],
                condition=Q(status="published"),
                name="published_in_order",
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=PublicationStatus.values), name="question_status_known"
            ),
            models.CheckConstraint(
                condition=Q(category__in=["", *Category.values]), name="question_category_known"
            ),
            models.CheckConstraint(
                condition=Q(difficulty__in=["", *Difficulty.values]),
                name="question_difficulty_known",
            ),
            models.CheckConstraint(
                condition=Q(round__in=["", *Round.values]), name="question_round_known"
            ),
            models.CheckConstraint(
                condition=Q(target_min_seconds__range=(10, 3600), target_max_seconds=None)
                | Q(target_max_seconds__range=(10, 3600), target_min_seconds=None)
                | Q(target_min_seconds=None, target_max_seconds=None)
                | Q(
                    target_min_seconds__gte=10,
                    target_max_seconds__isnull=False,
                    target_max_seconds__gte=F("target_min_seconds"),
                    target_max_seconds__lte=3600,
                ),
                name="question_target_is_a_range",
                violation_error_message="The longest answer may not be shorter than the shortest.",
            ),
            models.CheckConstraint(
                condition=~Q(prompt="") & ~Q(title=""), name="question_has_a_prompt"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practice:question", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def is_retired(self) -> bool:
        return self.status == PublicationStatus.RETIRED

    @property
    def length(self) -> Length | None:
        return length_of(self.target_max_seconds)

    @property
    def paced_seconds(self) -> tuple[int, int]:
        """How long the answer is meant to take at least and at most; a usual length where unstated."""
        shortest, longest = self.target_min_seconds, self.target_max_seconds
        if longest is None:
            return UNSTATED_SECONDS if shortest is None else (shortest, min(3600, shortest * 2))
        return longest * 2 // 3 if shortest is None else shortest, longest


def length_of(target_max_seconds: int | None) -> Length | None:
    """Return the ``Length`` that an answer of up to ``target_max_seconds`` has; None where unstated."""
    if target_max_seconds is None:
        return None
    if target_max_seconds <= 90:
        return Length.SHORT
    return Length.MEDIUM if target_max_seconds <= 180 else Length.LONG
