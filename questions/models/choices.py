"""What a question may be filed under, and where it stands."""

from django.db import models


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
