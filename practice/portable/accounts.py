"""Whose practice an operator means by a user name."""

from __future__ import annotations

from django.core.management.base import CommandError

from prepbank.accounts.models import User


def account_named(name: str) -> User:
    """Return the account called ``name``; raise CommandError where there is none."""
    user = User.objects.filter(username=name).first()
    if user is None:
        raise CommandError(f'There is no account with the user name "{name}".')
    return user
