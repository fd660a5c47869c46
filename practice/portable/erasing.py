"""Delete what a candidate has: their practice alone, or the account with everything that is in it."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from practice.models import Turn
from prepbank.accounts.models import Candidate, User


class LastSuperuserError(Exception):
    """Without this account nobody could manage the others."""


def erase_practice(candidate: Candidate) -> None:
    """Delete all that ``candidate`` has; the candidate and the preferences stay."""
    Turn.objects.filter(interview__candidate=candidate).delete()
    candidate.mock_interviews.all().delete()
    candidate.drafts.all().delete()
    candidate.attempts.all().delete()
    candidate.review_cards.all().delete()
    candidate.stories.all().delete()


def check_erasable(user: User) -> None:
    """Raise LastSuperuserError where ``user`` is the only one left who can manage accounts."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise LastSuperuserError


@transaction.atomic
def erase_account(user: User) -> None:
    """Delete ``user``, all that they practised and every session that speaks for them.

    What they edited in the bank stays, with nobody's name.
    """
    # Two superusers who go at once must not both find the other one still there.
    list(User.objects.select_for_update().filter(is_superuser=True))
    check_erasable(user)
    _end_sessions(user)
    user.delete()


def _end_sessions(user: User) -> None:
    """Which session is whose stands only inside it."""
    sessions = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [
        session.pk
        for session in sessions.iterator(chunk_size=500)
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()
