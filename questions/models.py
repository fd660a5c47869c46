"""The bank: questions with everything that a candidate may be shown about them.

Rows are edited in admin or loaded from ``fixtures/``. Each carries a natural key, so that a fixture
names no primary keys and loading it again changes nothing. Bank edits never rewrite history:
a question is retired, not deleted.
"""

from __future__ import annotations

from functools import reduce
from itertools import chain, count
from operator import and_
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.core.validators import MaxValueValidator, MinValueValidator, validate_slug
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.text import slugify
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from prepbank.accounts.models import Candidate

KEY_LENGTH = 60


class Category(models.TextChoices):
    BEHAVIOURAL = "behavioural", "Behavioural"
    SITUATIONAL = "situational", "Situational"
    TECHNICAL = "technical", "Technical"


class Difficulty(models.TextChoices):
    EASY = "easy", "Easy"
    MEDIUM = "medium", "Medium"
    HARD = "hard", "Hard"


class Round(models.TextChoices):
    PHONE_SCREEN = "phone-screen", "Phone screen"
    TECHNICAL = "technical", "Technical"
    ONSITE = "onsite", "Onsite"
    FINAL = "final", "Final"


class Length(models.TextChoices):
    """How long the answer is meant to be, by the upper end of its target."""

    SHORT = "short", "Up to 90 seconds"
    MEDIUM = "medium", "2 to 3 minutes"
    LONG = "long", "Over 3 minutes"


class PublicationStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class PracticeStatus(models.TextChoices):
    """Where a candidate stands with a question."""

    NEW = "new", "New"
    DRAFT = "draft", "Draft"
    PRACTISED = "practised", "Practised"


class TopicManager(models.Manager["Topic"]):
    def get_by_natural_key(self, slug: str) -> Topic:
        return self.get(slug=slug)


class Topic(models.Model):
    """One term of the small, controlled vocabulary that questions are filed under."""

    slug = models.SlugField(max_length=KEY_LENGTH, unique=True)
    name = models.CharField(max_length=60, unique=True)
    description = models.CharField(max_length=200, blank=True)

    objects = TopicManager()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


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
    in_points = KeyPoint.objects.filter(question=OuterRef("pk"), text__icontains=word)
    in_topics = Topic.objects.filter(questions=OuterRef("pk"), name__icontains=word)
    in_own_text = reduce(
        Q.__or__,
        (Q(**{f"{field}__icontains": word}) for field in Question.SEARCHED_FIELDS),
    )
    return in_own_text | Q(Exists(in_points)) | Q(Exists(in_topics))


class Question(models.Model):
    """One interview question. Its durations are seconds; its content fields hold Markdown."""

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
    category = models.CharField(max_length=20, choices=Category)
    difficulty = models.CharField(max_length=20, choices=Difficulty)
    round = models.CharField(max_length=20, choices=Round)
    target_min_seconds = models.PositiveIntegerField(
        "shortest answer, in seconds", validators=[MinValueValidator(10)]
    )
    target_max_seconds = models.PositiveIntegerField(
        "longest answer, in seconds", validators=[MaxValueValidator(3600)]
    )
    framework = models.CharField(
        max_length=60, blank=True, help_text="The structure's name where it has one, such as STAR."
    )
    sample_answer = models.TextField(
        help_text="First person, as spoken; its length at 140 words a minute fits the target."
    )
    notes = models.TextField(
        "go deeper", blank=True, help_text="Templates, tables, checklists. Markdown."
    )
    topics = models.ManyToManyField(Topic, related_name="questions")
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
                condition=Q(category__in=Category.values), name="question_category_known"
            ),
            models.CheckConstraint(
                condition=Q(difficulty__in=Difficulty.values), name="question_difficulty_known"
            ),
            models.CheckConstraint(
                condition=Q(round__in=Round.values), name="question_round_known"
            ),
            models.CheckConstraint(
                condition=Q(target_min_seconds__gte=10)
                & Q(target_max_seconds__gte=F("target_min_seconds"))
                & Q(target_max_seconds__lte=3600),
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
    def length(self) -> Length:
        return length_of(self.target_max_seconds)


def length_of(target_max_seconds: int) -> Length:
    """Return the ``Length`` that an answer of up to ``target_max_seconds`` has."""
    if target_max_seconds <= 90:
        return Length.SHORT
    return Length.MEDIUM if target_max_seconds <= 180 else Length.LONG


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
