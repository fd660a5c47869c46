"""From the story bank into an answer: which story can tell it, its outline, and a draft begun with it."""

from django.db import transaction

from practice.drafting import BETWEEN_KEPT_TEXTS, append_text, lock_draft, new_writer
from practice.models import MAX_DRAFT_LENGTH, Certainty, Draft, Story, StoryFigure
from practice.models.stories import StoryQuerySet
from prepbank.accounts.models import Candidate
from questions.models import Question

LEFT_OUT = "(confidential: leave the figure out)"
BEFORE_THE_FIGURES = (
    ("Situation", "situation"),
    ("Severity", "severity"),
    ("What was affected", "affected"),
    ("My role", "role"),
    ("What I did", "actions"),
    ("Result", "result"),
)
AFTER_THE_FIGURES = (("What keeps it from coming back", "prevention"),)


class TooLongToAddError(Exception):
    """The draft has no room left for the outline."""


def stories_for(candidate: Candidate | None, question: Question) -> StoryQuerySet:
    """Return the candidate's stories that are linked to ``question``."""
    return Story.objects.filter(candidate=candidate, questions=question)


def outline_of(story: Story) -> str:
    """Return the story in the order in which it is told. A confidential figure is named, not stated."""
    figures = "\n".join(_stated(figure) for figure in story.figures.all())
    parts = [*_told(story, BEFORE_THE_FIGURES), figures, *_told(story, AFTER_THE_FIGURES)]
    return BETWEEN_KEPT_TEXTS.join(part for part in parts if part)


@transaction.atomic
def start_from(story: Story, question: Question) -> Draft:
    """Put the story's outline below the working draft, unless it stands there, and return the draft."""
    draft = lock_draft(story.candidate, question)
    outline = outline_of(story)
    if outline not in draft.text:
        if len(draft.text) + len(BETWEEN_KEPT_TEXTS) + len(outline) > MAX_DRAFT_LENGTH:
            raise TooLongToAddError
        # As another writer: an open editor that saved last must not save over what it has not seen.
        draft = append_text(draft, outline, new_writer())
    draft.story = story
    draft.save(update_fields=["story"])
    return draft


def _told(story: Story, parts: tuple[tuple[str, str], ...]) -> list[str]:
    texts = [(label, getattr(story, name).strip()) for label, name in parts]
    return [f"{label}:{_gap(text)}{text}" for label, text in texts if text]


def _gap(text: str) -> str:
    """What is short and one line goes beside its label."""
    return "\n" if "\n" in text or len(text) > 60 else " "


def _stated(figure: StoryFigure) -> str:
    name = figure.label or figure.get_kind_display()
    if figure.certainty == Certainty.CONFIDENTIAL:
        return f"{name}: {LEFT_OUT}"
    return f"{name}: {figure.value} ({figure.get_certainty_display().lower()})"
