"""``manage.py create_editor NAME``: an account that may keep the bank, and sees nothing else."""

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from questions.editors import set_up_editors

PASSWORD_VARIABLE = "PREPBANK_EDITOR_PASSWORD"  # noqa: S105 (the variable's name, not its value)


class Command(BaseCommand):
    help = (
        "Create an account in the Editors group, or put an existing one into it. The password is "
        f"asked for, or taken from {PASSWORD_VARIABLE}."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="", help="For resetting a forgotten password.")

    def handle(self, *args: Any, username: str, email: str, **options: Any) -> None:
        # Logging in takes a name in any case, so one that differs in case alone is the same.
        user = get_user_model()._default_manager.filter(username__iexact=username).first()
        try:
            message = self._promote(user, email) if user else self._create(username, email)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(self.style.SUCCESS(message))

    def _create(self, username: str, email: str) -> str:
        user = get_user_model()(username=username, email=email)
        user.full_clean(exclude=["password"])
        user.set_password(_ask_for_password(user))
        _make_editor(user)
        return f"{username} can now log in and edit the bank at /admin/."

    def _promote(self, user: AbstractUser, email: str) -> str:
        if not user.is_active:
            raise CommandError(f"The account {user} is not active, and cannot log in.")
        if email:
            user.email = email
            user.clean_fields(exclude=["password"])
        _make_editor(user)
        return (
            f"{user} had an account already. It may edit the bank now; its password is unchanged."
        )


@transaction.atomic
def _make_editor(user: AbstractUser) -> None:
    user.is_staff = True
    user.save()
    user.groups.add(set_up_editors())


def _ask_for_password(user: AbstractUser) -> str:
    password = os.environ.get(PASSWORD_VARIABLE) or _typed_twice()
    validate_password(password, user)  # type: ignore[arg-type]
    return password


def _typed_twice() -> str:
    try:
        password, again = getpass("Password: "), getpass("Password (again): ")
    except (EOFError, KeyboardInterrupt) as error:
        raise CommandError(f"No password was given. Scripts set {PASSWORD_VARIABLE}.") from error
    if password != again:
        raise CommandError("The two passwords differ.")
    return password
