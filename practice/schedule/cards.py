"""Review cards: the graded attempts of a candidate, replayed through FSRS.

A card holds nothing that the attempts do not, so it is always made anew from all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

from django.db import transaction
from fsrs import Card, Rating, Scheduler

from practice.models import ReviewCard
from prepbank.accounts.models import Candidate

# No steps of minutes: a question comes back on another day. No chance either: the same attempts make
# the same card.
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
ONE_SITTING = timedelta(hours=12)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Review:
    """One time that a question was practised, and its grade (1 to 4)."""

    at: datetime
    grade: int


def rebuild_cards(candidate: Candidate, questions: Iterable[int] | None = None) -> None:
    """Make the cards of ``candidate`` anew: of ``questions`` (their keys), or of all.

    A question without a graded attempt has no card.
    """
    attempts = candidate.attempts.exclude(grade=None)
    cards = candidate.review_cards.all()
    if questions is not None:
        wanted = list(questions)
        attempts, cards = attempts.filter(question__in=wanted), cards.filter(question__in=wanted)
    with transaction.atomic():
        # Two grades at once would each replay without the other's.
        Candidate.objects.select_for_update().get(pk=candidate.pk)
        rows = attempts.order_by("question", "created_at", "pk")
        graded = rows.values_list("question", "created_at", "grade").iterator()
        made = [
            _card(candidate, question, [Review(at, grade) for _, at, grade in group if grade])
            for question, group in groupby(graded, key=lambda row: row[0])
        ]
        cards.exclude(question__in=attempts.order_by().values("question")).delete()
        ReviewCard.objects.bulk_create(
            made,
            update_conflicts=True,
            unique_fields=["candidate", "question"],
            update_fields=["stability", "difficulty", "reviewed_at", "due_at"],
        )


def _card(candidate: Candidate, question: int, reviews: list[Review]) -> ReviewCard:
    card = replay(reviews)
    # The first review sets all three.
    assert card.stability is not None
    assert card.difficulty is not None
    assert card.last_review is not None
    return ReviewCard(
        candidate=candidate,
        question_id=question,
        stability=card.stability,
        difficulty=card.difficulty,
        reviewed_at=card.last_review,
        due_at=card.due,
    )


def replay(reviews: Iterable[Review]) -> Card:
    """Return FSRS's card after ``reviews``, which are in order of time and at least one."""
    card = Card(card_id=0)
    for sitting in sittings(reviews):
        card = _review(card, sitting)
    return card


def sittings(reviews: Iterable[Review]) -> Iterator[Review]:
    """Join reviews of one sitting, each less than 12 hours after the one before, into one.

    It took place when its last one did, and its lowest grade is what was known without having just
    read the answer.
    """
    current: Review | None = None
    for review in reviews:
        if current and review.at - current.at < ONE_SITTING:
            current = Review(review.at, min(current.grade, review.grade))
            continue
        if current:
            yield current
        current = review
    if current:
        yield current


def _review(card: Card, review: Review) -> Card:
    """Replay one sitting. FSRS counts whole days, so a night between two sittings is a day to it."""
    at = review.at.astimezone(UTC)
    counted = at
    if card.last_review:
        counted = card.last_review + max(1, round((at - card.last_review) / DAY)) * DAY
    card, _ = SCHEDULER.review_card(card, Rating(review.grade), counted)
    card.due, card.last_review = at + (card.due - counted), at
    return card
