"""A story's page as one thing to fill in: its form, its rows of figures and its questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.http import QueryDict

from practice.models import Story, StoryFigure
from practice.stories.forms import (
    BLANK_ROW,
    MAX_FIGURES,
    MAX_ROWS,
    TEXTS,
    BaseFigureFormSet,
    FigureForm,
    FigureFormSet,
    StoryForm,
    rows_of,
    version_of,
)
from practice.stories.questions import QuestionChoices, choices_for, keys_in
from prepbank.accounts.models import Candidate

PREFIX = "figures"
SPARE_ROWS = 2


@dataclass(frozen=True)
class StorySheet:
    """``name`` is the story's title as it is saved, whatever the form says by now.

    ``seen`` is the version that the page shows, or that it has told the candidate about.
    """

    story: Story
    name: str
    seen: str
    form: StoryForm
    figures: BaseFigureFormSet
    choices: QuestionChoices

    @classmethod
    def of(cls, story: Story, ticked: Iterable[int] = (), search: str = "") -> StorySheet:
        """The sheet of ``story`` as it is saved; a new one's has ``ticked`` questions."""
        linked = story.questions.values_list("pk", flat=True) if story.pk else ticked
        return cls(
            story=story,
            name=story.title,
            seen=version_of(story),
            form=StoryForm(instance=story),
            figures=_rows(rows_of(story.figures.all() if story.pk else (), SPARE_ROWS)),
            choices=choices_for(story, linked, search),
        )

    @classmethod
    def typed(cls, story: Story, data: QueryDict, *, with_row: bool) -> StorySheet:
        """What was typed, not judged yet, and one more row for a figure where it was asked for."""
        values = {name: data.get(name, "") for name in TEXTS}
        return cls(
            story=story,
            name=story.title,
            seen=data.get("seen", ""),
            form=StoryForm(initial=values, instance=story),
            figures=_rows(_typed_rows(data) + [BLANK_ROW] * with_row),
            choices=_chosen(story, data),
        )

    @classmethod
    def sent(cls, story: Story, data: QueryDict) -> StorySheet:
        """What was typed, to be judged and saved."""
        return cls(
            story=story,
            name=story.title,
            seen=version_of(story),
            form=StoryForm(data, instance=story),
            figures=FigureFormSet(data, prefix=PREFIX),
            choices=_chosen(story, data),
        )

    @property
    def has_room(self) -> bool:
        """Whether there may be another row for a figure."""
        return self.figures.total_form_count() < MAX_FIGURES

    def is_valid(self) -> bool:
        # Both, so that everything that is wrong is said at once.
        return all([self.form.is_valid(), self.figures.is_valid()])

    @transaction.atomic
    def save(self, candidate: Candidate) -> Story:
        """Save this valid sheet as a story of ``candidate``'s."""
        self.story.candidate = candidate
        self.form.save()
        self.story.questions.set(self.form.cleaned_data["questions"])
        self.story.figures.all().delete()
        figures = self.figures.figures()
        for place, figure in enumerate(figures, start=1):
            figure.story, figure.position = self.story, place
        StoryFigure.objects.bulk_create(figures)
        return self.story


def row_count(data: QueryDict) -> int:
    """Return how many rows for figures the page says it has, within what there may be."""
    counts = keys_in([data.get(f"{PREFIX}-TOTAL_FORMS", "")])
    return min(counts[0], MAX_ROWS) if counts else 0


def row_at(place: int) -> FigureForm:
    """Return an empty row for a page that has ``place`` of them. It takes the keyboard."""
    row = FigureForm(prefix=f"{PREFIX}-{place}", initial=BLANK_ROW)
    row.fields["label"].widget.attrs["autofocus"] = True
    return row


def _rows(values: list[dict[str, str]]) -> BaseFigureFormSet:
    return FigureFormSet(initial=values[:MAX_ROWS], prefix=PREFIX)


def _typed_rows(data: QueryDict) -> list[dict[str, str]]:
    names = ("kind", "label", "value", "certainty")
    return [
        {name: data.get(f"{PREFIX}-{place}-{name}", "") for name in names}
        for place in range(row_count(data))
    ]


def _chosen(story: Story, data: QueryDict) -> QuestionChoices:
    return choices_for(story, keys_in(data.getlist("questions")), data.get("q", ""))
