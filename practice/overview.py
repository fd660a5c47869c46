"""A candidate's own page: what they can go on with, and what they have done."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from practice.models import Attempt, Draft
from prepbank.accounts.models import Candidate

RECENT = 20


@dataclass(frozen=True)
class Overview:
    """Drafts with text that no attempt holds yet, and the latest attempts (at most 20) with counts."""

    drafts: list[Draft]
    attempts: list[Attempt]
    attempt_count: int
    question_count: int


def overview_of(candidate: Candidate | None) -> Overview:
    """Return the overview of ``candidate``, an empty one for someone who has not practised."""
    if candidate is None:
        return Overview([], [], 0, 0)
    compared = Attempt.objects.filter(
        candidate=candidate, question=OuterRef("question"), text=OuterRef("text")
    )
    drafts = candidate.drafts.exclude(text="").filter(~Exists(compared))
    attempts = candidate.attempts.all()
    totals = attempts.aggregate(attempts=Count("pk"), questions=Count("question", distinct=True))
    return Overview(
        drafts=list(drafts.select_related("question").order_by("-saved_at")),
        attempts=list(attempts.with_coverage().select_related("question")[:RECENT]),
        attempt_count=totals["attempts"],
        question_count=totals["questions"],
    )
