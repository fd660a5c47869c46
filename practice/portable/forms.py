"""What the pages about one's own data send: a file to import, and the word that all is to go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from practice.portable.reading import MOST_BYTES
from prepbank.accounts.models import User

MEBIBYTE = 1024 * 1024


class ImportForm(forms.Form):
    file = forms.FileField(
        label="The file",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        help_text="The JSON file of an export, from this server or another one.",
        error_messages={
            "required": "Choose the file first.",
            "empty": "This file is empty.",
        },
    )
    replace = forms.BooleanField(
        required=False, label="Replace everything that is here with what is in the file"
    )
    skip_missing = forms.BooleanField(
        required=False, label="Leave out what belongs to questions that this server does not have"
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                f"This file has {(file.size or 0) / MEBIBYTE:.0f} MiB; up to {MOST_BYTES // MEBIBYTE} can be "
                "imported here. Whoever runs this server can import a larger one: "
                "manage.py import_user NAME FILE."
            )
        return file


class DeletionForm(forms.Form):
    """Confirms by the username, or by a tick where there is no account."""

    username = forms.CharField(label="Your username")
    sure = forms.BooleanField(
        label="Yes, delete all of it",
        error_messages={"required": "Nothing was deleted: tick the box if you mean it."},
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user is None:
            del self.fields["username"]
        else:
            del self.fields["sure"]
            self.fields["username"].label = f"Type your username, {user.get_username()}, to confirm"
            self.fields["username"].widget.attrs |= {
                "autocomplete": "off",
                "autocapitalize": "none",
            }

    def clean_username(self) -> str:
        typed: str = self.cleaned_data["username"]
        if self.user and typed != self.user.get_username():
            raise forms.ValidationError("Nothing was deleted: that is not your username.")
        return typed
