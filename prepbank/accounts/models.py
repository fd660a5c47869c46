"""Who uses PrepBank: users, who have an account, and candidates, who practise with or without one."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models


class User(AbstractUser):
    """An account. Ours from the first migration, so that it can grow without a rebuild."""


class Candidate(models.Model):
    """Someone who practises. What they write belongs to this row, never to a session.

    A visitor without an account has a candidate whose ``user`` is empty; their session holds its key.
    An account has exactly one candidate, made when it first practises or claims a visitor's work.
    ``shares_texts``: the answers that they compared may leave the database to improve the comparison.
    The rest is how they practise: how fast they speak, their time zone (empty: the server's), how many
    questions a day they ask for, and the day of the interview.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="candidate",
    )
    shares_texts = models.BooleanField(default=False)
    words_per_minute = models.PositiveSmallIntegerField(
        default=140, validators=[MinValueValidator(80), MaxValueValidator(240)]
    )
    time_zone = models.CharField(max_length=64, blank=True)
    daily_questions = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    interview_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.user.get_username() if self.user else f"Visitor {self.pk}"

    def share_texts(self, shares: bool) -> None:
        """Keep what the candidate says of their answers, earlier and later ones alike."""
        self.shares_texts = shares
        self.save(update_fields=["shares_texts"])
