"""A candidate's own page: what they can go on with, and what they have done."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q

from practice.models import Attempt, Draft, KeptText, MockInterview
from practice.models.drafts import DraftQuerySet
from prepbank.accounts.models import Candidate

RECENT = 20


@dataclass(frozen=True)
class Overview:
    """Drafts with text that no attempt holds yet, page by page, and the latest attempts with counts.

    A draft of which two texts are kept is one of them, whatever it says. ``unfinished`` is the latest
    mock interview that was not ended. ``unrated`` are attempts whose verdicts wait for the candidate's
    own rating. Of these and of the other attempts the latest 20 are listed.
    """

    drafts: Page[Draft]
    unfinished: MockInterview | None
    unrated: list[Attempt]
    unrated_count: int
    attempts: list[Attempt]
    attempt_count: int
    question_count: int

    @property
    def is_empty(self) -> bool:
        return not (self.drafts or self.unfinished or self.unrated or self.attempts)


def overview_of(candidate: Candidate | None, page: str | None = None) -> Overview:
    """Return the overview of ``candidate``, an empty one for someone who has not practised.

    A page of drafts that there is not is the nearest one that there is.
    """
    if candidate is None:
        nothing = Paginator(Draft.objects.none(), RECENT).get_page(1)
        return Overview(nothing, None, [], 0, [], 0, 0)
    drafts = _unfinished(candidate).select_related("question").order_by("-saved_at", "-pk")
    attempts = candidate.attempts.opened().with_coverage()
    unrated = candidate.attempts.unrated()
    return Overview(
        drafts=Paginator(drafts, RECENT).get_page(page),
        unfinished=candidate.mock_interviews.unfinished().first(),
        unrated=list(unrated.select_related("question").defer("text", "prompt")[:RECENT]),
        attempts=list(attempts.select_related("question").defer("text", "prompt")[:RECENT]),
        **_counts(candidate),
    )


def _unfinished(candidate: Candidate) -> DraftQuerySet:
    compared = Attempt.objects.filter(
        candidate=candidate, question=OuterRef("question"), text=OuterRef("text")
    )
    two_texts = KeptText.objects.filter(draft=OuterRef("pk"))
    is_new = ~Q(text="") & ~Exists(compared)
    return candidate.drafts.working().filter(is_new | Exists(two_texts))


def _counts(candidate: Candidate) -> dict[str, int]:
    opened = Q(is_sealed=False)
    return candidate.attempts.aggregate(
        attempt_count=Count("pk", filter=opened),
        question_count=Count("question", filter=opened, distinct=True),
        unrated_count=Count("pk", filter=Q(is_sealed=True, turn=None)),
    )
