"""One page for the day of the interview: short lists of what is worth one more look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, prefetch_related_objects
from django.utils import timezone

from practice.models import Attempt, Certainty, Story
from practice.progress.counting import latest_of_each_question
from practice.progress.missed import MissedPoint, missed_most
from practice.schedule.zones import zone_of
from prepbank.accounts.models import Candidate
from questions.models import KeyPoint, PublicationStatus, Question

STORIES = 8
MISSED = 7
WEAKEST = 3


@dataclass(frozen=True)
class StoryLine:
    """A story by its name, and those of its figures that may be said: "14 minutes (estimated)"."""

    title: str
    figures: str


@dataclass(frozen=True)
class Sheet:
    """``days_left`` is 0 on the day itself; None where no interview is to come."""

    interview_on: date | None
    days_left: int | None
    stories: list[StoryLine]
    missed: list[MissedPoint]
    weakest: list[Question]

    @property
    def points(self) -> list[MissedPoint | KeyPoint]:
        return [*self.missed, *(point for each in self.weakest for point in each.key_points.all())]


def sheet_for(candidate: Candidate | None) -> Sheet:
    """Return the sheet of ``candidate``: six queries at most."""
    if candidate is None:
        return Sheet(None, None, [], [], [])
    days_left = _days_left(candidate)
    return Sheet(
        interview_on=candidate.interview_on if days_left is not None else None,
        days_left=days_left,
        stories=_stories(candidate),
        missed=missed_most(candidate)[:MISSED],
        weakest=_weakest(candidate),
    )


def _days_left(candidate: Candidate) -> int | None:
    if candidate.interview_on is None:
        return None
    days = (candidate.interview_on - timezone.localdate(timezone=zone_of(candidate))).days
    return days if days >= 0 else None


def _stories(candidate: Candidate) -> list[StoryLine]:
    """The stories told most often, for they are the ones to be told."""
    stories = candidate.stories.annotate(
        told=Count("attempts", distinct=True), linked=Count("questions", distinct=True)
    ).prefetch_related("figures")
    used = stories.order_by("-told", "-linked", "title", "pk")[:STORIES]
    return [StoryLine(story.title, _figures(story)) for story in used]


def _figures(story: Story) -> str:
    """What paper may show: a confidential figure is left out, whoever prints it."""
    return "; ".join(
        f"{figure.label or figure.get_kind_display()} {figure.value} "
        f"({figure.get_certainty_display().lower()})"
        for figure in story.figures.all()
        if figure.certainty != Certainty.CONFIDENTIAL
    )


def _weakest(candidate: Candidate) -> list[Question]:
    """The questions of whose key points the latest attempt covered the least."""
    latest = latest_of_each_question(candidate, 1).values("pk")
    published = Attempt.objects.filter(
        pk__in=latest, question__status=PublicationStatus.PUBLISHED
    ).with_coverage()
    attempts = list(published.select_related("question").defer("text", "prompt"))
    weak = sorted((each for each in attempts if _share(each) < 1), key=_share)[:WEAKEST]
    questions = [attempt.question for attempt in weak]
    prefetch_related_objects(questions, "key_points")
    return questions


def _share(attempt: Attempt) -> float:
    covered, partly, missing = attempt.covered, attempt.partly, attempt.missing  # type: ignore[attr-defined]
    return (covered + partly / 2) / ((covered + partly + missing) or 1)
