"""What the practice pages send."""

from typing import Any

from django import forms

from practice.drafting import Edit
from practice.models import MAX_DRAFT_LENGTH, VERDICT_CHOICES, Rung


class DraftTextField(forms.CharField):
    """A draft as typed: its white space kept, line ends as ``\\n``, and no NUL (no database takes one)."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\x00", "").replace("\r\n", "\n")


class DraftForm(forms.Form):
    """The editor: the text and, hidden, what tells a conflict from a retry (see ``Edit``)."""

    text = DraftTextField(
        max_length=MAX_DRAFT_LENGTH,
        strip=False,
        required=False,
        error_messages={
            "max_length": "Not saved: an answer may have up to %(limit_value)d characters, "
            "and this one has %(show_value)d. Shorten it; what you typed is still here."
        },
    )
    version = forms.IntegerField(min_value=0, required=False)
    writer = forms.CharField(max_length=36)
    sequence = forms.IntegerField(min_value=0, max_value=2**53)
    signed_in = forms.BooleanField(required=False)
    leaving = forms.BooleanField(required=False)

    def edit(self) -> Edit:
        """Return the edit that this valid form holds."""
        return Edit(
            text=self.cleaned_data["text"],
            base_version=self.cleaned_data["version"] or 0,
            writer=self.cleaned_data["writer"],
            sequence=self.cleaned_data["sequence"],
        )


class RevealForm(forms.Form):
    """A rung that opens by a button of its own: the other two are noted where they happen."""

    rung = forms.ChoiceField(
        choices=[
            choice for choice in Rung.choices if choice[0] not in (Rung.COMPARISON, Rung.COVERAGE)
        ]
    )


class OverrideForm(forms.Form):
    verdict = forms.ChoiceField(choices=VERDICT_CHOICES)


class DifferenceForm(forms.Form):
    """Two attempts of one question, by their numbers."""

    before = forms.IntegerField(min_value=1)
    after = forms.IntegerField(min_value=1)
