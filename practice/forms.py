"""What the practice pages send."""

from typing import Any

from django import forms

from practice.drafting import Edit
from practice.interviews.holding import FEWEST, MOST
from practice.models import MAX_DRAFT_LENGTH, VERDICT_CHOICES, ClockAction, Grade, Rung
from questions.models import Round, Topic


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

    def clean_text(self) -> str:
        """Refuse a form without an editor in it: that is a broken page, never an emptied answer."""
        if "text" not in self.data:
            raise forms.ValidationError(
                "Not saved: this page lost its editor. Reload it; what you typed is kept on this device."
            )
        text: str = self.cleaned_data["text"]
        return text

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


class ClockForm(forms.Form):
    """What the clock beside the editor is told."""

    clock = forms.ChoiceField(choices=ClockAction.choices)


class MockInterviewForm(forms.Form):
    """What a mock interview is drawn from."""

    count = forms.TypedChoiceField(
        label="Questions",
        choices=[(number, str(number)) for number in range(FEWEST, MOST + 1)],
        coerce=int,
        initial=FEWEST,
    )
    round = forms.ChoiceField(choices=[("", "Any round"), *Round.choices], required=False)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def choice(self) -> dict[str, Any]:
        """Return what this valid form chose, as ``begin_interview`` takes it."""
        chosen = self.cleaned_data
        return {
            "count": chosen["count"],
            "round_": chosen["round"],
            "topics": list(chosen["topics"]),
        }


class OverrideForm(forms.Form):
    verdict = forms.ChoiceField(choices=VERDICT_CHOICES)


class GradeForm(forms.Form):
    """How an attempt went; 0 leaves it out of the schedule."""

    grade = forms.TypedChoiceField(choices=[*Grade.choices, (0, "Leave it out")], coerce=int)

    def chosen(self) -> Grade | None:
        """Return the grade that this valid form holds."""
        return Grade(value) if (value := self.cleaned_data["grade"]) else None


class DifferenceForm(forms.Form):
    """Two attempts of one question, by their numbers."""

    before = forms.IntegerField(min_value=1)
    after = forms.IntegerField(min_value=1)
