"""What the Preferences page sends: how a candidate practises."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from practice.schedule.zones import cities_by_area, server_zone, zone_of
from prepbank.accounts.models import Candidate

FURTHEST = 2 * 366
"""Days ahead in which a real interview lies."""


def zone_choices() -> list[Any]:
    """The server's own zone, which is what an empty name means, UTC, and then the cities by area."""
    return [("", f"As the server: {server_zone().key}"), ("UTC", "UTC"), *cities_by_area()]


class PreferencesForm(forms.ModelForm):
    """The four things that a candidate sets. Save with ``save_for``: reading makes no candidate."""

    daily_questions = forms.IntegerField(
        label="Questions a day",
        min_value=1,
        max_value=20,
        help_text="At most so many, due and new together. One takes two or three minutes to answer.",
    )
    interview_on = forms.DateField(
        label="Day of the interview",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Everything that fits comes up again before that day. Leave it empty if there is none.",
    )
    words_per_minute = forms.IntegerField(
        label="Words you say in a minute",
        min_value=80,
        max_value=240,
        help_text="Ordinary speech is 125 to 160. How long a draft takes to say follows from it.",
    )
    time_zone = forms.ChoiceField(
        label="Your time zone",
        required=False,
        choices=zone_choices,
        help_text="A day begins and ends by this clock.",
    )

    class Meta:
        model = Candidate
        fields = ("daily_questions", "interview_on", "words_per_minute", "time_zone")

    field_order = ("daily_questions", "time_zone", "interview_on", "words_per_minute")

    def clean_interview_on(self) -> date | None:
        """Refuse a day that has passed where the candidate lives, unless it stood there before."""
        day: date | None = self.cleaned_data["interview_on"]
        zone = zone_of(Candidate(time_zone=self.cleaned_data.get("time_zone", "")))
        has_passed = day is not None and day < timezone.localdate(timezone=zone)
        if has_passed and day != self.initial.get("interview_on"):
            raise forms.ValidationError("That day has passed. Choose today or a later day.")
        if day and (day - timezone.localdate(timezone=zone)).days > FURTHEST:
            raise forms.ValidationError("That is more than two years away. Is the year right?")
        return day

    def save_for(self, candidate: Candidate) -> None:
        """Keep what this valid form holds as the preferences of ``candidate``."""
        for name in self.Meta.fields:
            setattr(candidate, name, self.cleaned_data[name])
        candidate.save(update_fields=self.Meta.fields)
