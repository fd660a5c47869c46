"""Which questions a story is offered to be linked to: what is ticked, and a few of all there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from practice.models import Story
from questions.models import PublicationStatus, Question, QuestionQuerySet

MAX_QUESTIONS = 100
MOST_OFFERED = 50
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class QuestionChoices:
    """The checkboxes of a page: never more than what is ticked and ``MOST_OFFERED`` others."""

    ticked: list[Question]
    offered: list[Question]
    has_more: bool
    search: str


def may_be_linked(story: Story) -> QuestionQuerySet:
    """Return what has been published, and whatever ``story`` is linked to already."""
    wanted = ~Q(status=PublicationStatus.DRAFT)
    if story.pk:
        wanted |= Q(pk__in=story.questions.values("pk"))
    return Question.objects.filter(wanted)


def choices_for(story: Story, ticked: Iterable[int], search: str = "") -> QuestionChoices:
    """Return what to offer ``story`` where ``ticked`` are chosen and the page asks for ``search``."""
    search = search.replace("\x00", "").strip()[:LONGEST_SEARCH]
    keys = set(ticked)
    found = Question.objects.published().search(search).exclude(pk__in=keys)
    offered = list(_for_a_list(found)[: MOST_OFFERED + 1])
    return QuestionChoices(
        ticked=list(_for_a_list(may_be_linked(story).filter(pk__in=keys))) if keys else [],
        offered=offered[:MOST_OFFERED],
        has_more=len(offered) > MOST_OFFERED,
        search=search,
    )


def keys_in(values: Iterable[str]) -> list[int]:
    """Return the primary keys among ``values``, which anybody may have written."""
    return [
        int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19
    ]


def _for_a_list(questions: QuestionQuerySet) -> QuestionQuerySet:
    return questions.only("slug", "title", "category", "status")
