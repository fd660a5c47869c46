"""What a candidate fills in for a story: its texts, and its figures row by row."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory

from practice.forms import DraftTextField
from practice.models import Certainty, FigureKind, Story, StoryFigure
from practice.stories.questions import MAX_QUESTIONS, keys_in, may_be_linked
from questions.models import Question

MAX_STORIES = 200
MAX_FIGURES = 20
MAX_TEXT_LENGTH = 20_000
TIMES = (FigureKind.DETECT, FigureKind.MITIGATE, FigureKind.RESOLVE)
MAX_ROWS = MAX_FIGURES + len(TIMES)
"""Rows on a page: a story that was imported may be full without any of the times, which are offered too."""
TOO_MANY = f"A story may have up to {MAX_FIGURES} figures, the three times included."
TEXTS = ("title", "situation", "role", "severity", "affected", "actions", "result", "prevention")


class StoryTextField(DraftTextField):
    """Words as typed. What is too long is said to be, where the browser would have cut it off."""

    default_error_messages: ClassVar = {
        "max_length": "This may have up to %(limit_value)d characters, and it has "
        "%(show_value)d. Shorten it; what you typed is still here."
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs["max_length"] = kwargs.get("max_length") or MAX_TEXT_LENGTH
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().widget_attrs(widget).items()
            if name != "maxlength"
        }


class StoryForm(forms.ModelForm):
    """A story's texts and its questions.

    ``seen`` is the version that the page was opened with (see ``version_of``). A story that another
    page has saved since is not written over unseen.
    """

    questions = forms.Field(widget=forms.SelectMultiple, required=False)
    seen = forms.CharField(required=False)

    class Meta:
        model = Story
        fields = TEXTS
        field_classes: ClassVar = dict.fromkeys(TEXTS, StoryTextField)
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in TEXTS
            if name not in ("title", "severity")
        }
        error_messages: ClassVar = {
            "title": {"required": "Give the story a name, so that you find it again."}
        }

    def clean_questions(self) -> list[Question]:
        """Leave out what cannot be linked: a page may be older than the bank."""
        keys = keys_in(self.cleaned_data["questions"] or ())
        chosen = list(may_be_linked(self.instance).filter(pk__in=keys).only("pk"))
        if len(chosen) > MAX_QUESTIONS:
            raise ValidationError(
                f"A story may be linked to up to {MAX_QUESTIONS} questions, and "
                f"{len(chosen)} are ticked. Untick some; everything is still here."
            )
        return chosen

    def clean(self) -> None:
        super().clean()
        if self.instance.pk is None:
            _check_room(self.instance)
        elif self.cleaned_data.get("seen", "") not in ("", version_of(self.instance)):
            raise ValidationError(
                "Another page saved this story in the meantime, so it was not saved over. What you "
                "typed here is below: save again to keep it in place of the other."
            )


def version_of(story: Story) -> str:
    """Return what changes with every save of ``story``; nothing for one that is not saved."""
    return f"{story.updated_at.timestamp():f}" if story.pk else ""


def _check_room(story: Story) -> None:
    candidate = story.candidate if story.candidate_id else None
    if candidate and candidate.stories.count() >= MAX_STORIES:
        raise ValidationError(
            f"You have {MAX_STORIES} stories, which is as many as are kept. Delete one that you no "
            "longer tell, then save this; what you typed is still here."
        )


class FigureForm(forms.Form):
    """One row: a time, or another figure with a label that says what it counts. It may stay empty."""

    kind = forms.ChoiceField(choices=FigureKind.choices, widget=forms.HiddenInput)
    label = StoryTextField(label="What it counts", max_length=60, required=False)
    value = StoryTextField(label="Figure", max_length=80, required=False)
    certainty = forms.ChoiceField(
        label="How sure", choices=Certainty.choices, initial=Certainty.MEASURED
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_time:
            self.fields["label"].widget = forms.HiddenInput()
            self.fields["value"].label = self.name

    @property
    def is_time(self) -> bool:
        return self["kind"].value() in TIMES

    @property
    def name(self) -> str:
        """What the row is called, for whoever cannot see which fields stand together."""
        return FigureKind(self["kind"].value()).label if self.is_time else "Another figure"

    def clean(self) -> None:
        super().clean()
        is_other = self.cleaned_data.get("kind") == FigureKind.OTHER
        label, value = self.cleaned_data.get("label"), self.cleaned_data.get("value")
        if is_other and label == "" and value:
            self.add_error("label", "Say what this figure counts, such as orders lost.")
        if is_other and label and value == "":
            self.add_error("value", "Give the figure, or clear what it counts.")

    def figure(self) -> StoryFigure | None:
        """Return the figure that this valid row holds, or None for an empty row."""
        cleaned = {name: self.cleaned_data[name] for name in ("kind", "value", "certainty")}
        if not cleaned["value"]:
            return None
        return StoryFigure(label="" if self.is_time else self.cleaned_data["label"], **cleaned)


class BaseFigureFormSet(BaseFormSet):
    """The rows of a story's figures. What was one moment ago in the database plays no part."""

    default_error_messages: ClassVar = {"too_many_forms": TOO_MANY}

    def clean(self) -> None:
        """Count the figures; a row that is left empty takes no room."""
        if sum(bool(form.cleaned_data.get("value")) for form in self.forms) > MAX_FIGURES:
            raise ValidationError(TOO_MANY)

    def figures(self) -> list[StoryFigure]:
        return [figure for form in self.forms if (figure := form.figure())]


FigureFormSet = cast(
    "type[BaseFigureFormSet]",
    formset_factory(
        FigureForm,
        formset=BaseFigureFormSet,
        extra=0,
        max_num=MAX_ROWS,
        absolute_max=2 * MAX_FIGURES,
        validate_max=True,
    ),
)
BLANK_ROW = {"kind": FigureKind.OTHER.value}


def rows_of(figures: Iterable[StoryFigure], spare: int) -> list[dict[str, str]]:
    """Return the rows to fill in: the three times, the other figures, and ``spare`` empty ones.

    Every figure has a row: where there is no room for all, it is the empty ones that go.
    """
    kept = list(figures)
    times = [row for kind in TIMES for row in _of_kind(kept, kind) or [{"kind": kind.value}]]
    rows = times + _of_kind(kept, FigureKind.OTHER)
    return rows + min(spare, max(0, MAX_FIGURES - len(rows))) * [BLANK_ROW]


def _of_kind(figures: list[StoryFigure], kind: FigureKind) -> list[dict[str, str]]:
    return [_row(figure) for figure in figures if figure.kind == kind]


def _row(figure: StoryFigure) -> dict[str, str]:
    return {name: getattr(figure, name) for name in ("kind", "label", "value", "certainty")}
