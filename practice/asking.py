"""Where the database and a language model meet: an attempt gets a second opinion, within a daily cap."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import BoundedSemaphore

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from practice.models import Attempt, SecondOpinion, SecondVerdict
from practice.opinion import Answer, Endpoint, Material, NothingSentError, OpinionError, judge
from prepbank.accounts.models import Candidate

EVERYBODY = 10
"""Everybody together may ask as many times as so many people: a visitor is a new person for the asking."""

# A model may take a minute, and a worker process has few threads (four with `make run`): one of them at
# most waits for a model.
places = BoundedSemaphore(1)

logger = logging.getLogger(__name__)


def configured_endpoint() -> Endpoint | None:
    """Return where second opinions come from on this installation, or None where there are none."""
    if not settings.SECOND_OPINION_URL:
        return None
    return Endpoint(
        url=settings.SECOND_OPINION_URL,
        model=settings.SECOND_OPINION_MODEL,
        key=settings.SECOND_OPINION_KEY,
        seconds=settings.SECOND_OPINION_SECONDS,
    )


def material_of(attempt: Attempt) -> Material:
    """Return what of ``attempt`` a model gets to see: its snapshot, and nothing of whose it is."""
    points = tuple(point.text for point in attempt.points.all())
    return Material(question=attempt.prompt, points=points, draft=attempt.text)


def latest_opinion(attempt: Attempt) -> SecondOpinion | None:
    return attempt.second_opinions.exclude(answered_at=None).order_by("answered_at").last()


def ask(attempt: Attempt, endpoint: Endpoint) -> None:
    """Send ``attempt`` to ``endpoint`` and keep the verdicts in place of earlier ones.

    Raises OpinionError, with what was kept before untouched.
    """
    with _place():
        opinion = _count_in(attempt, endpoint)
        # Outside any transaction: nobody waits for a model to save a word.
        try:
            answer = judge(endpoint, material_of(attempt))
        except OpinionError as error:
            logger.warning("No second opinion: %s", error)
            if isinstance(error, NothingSentError):
                opinion.delete()
            raise
    _keep(opinion, answer)


@contextmanager
def _place() -> Iterator[None]:
    if not places.acquire(blocking=False):
        raise NothingSentError(
            "Another answer is waiting for its second opinion. Try again in a minute."
        )
    try:
        yield
    finally:
        places.release()


@transaction.atomic
def _count_in(attempt: Attempt, endpoint: Endpoint) -> SecondOpinion:
    """Record the request before it is made. Raises NothingSentError where the day's are used up.

    The lock makes one person's requests count each other. Different people's that come at the same
    moment may pass the common cap, by no more than a few.
    """
    Candidate.objects.select_for_update().get(pk=attempt.candidate_id)
    cap = settings.SECOND_OPINION_DAILY
    asked = SecondOpinion.objects.filter(asked_at__gt=timezone.now() - timedelta(days=1))
    if asked.filter(attempt__candidate=attempt.candidate_id).count() >= cap:
        raise NothingSentError(
            f"You have asked {cap} time{'s' if cap > 1 else ''} within a day, and no more is allowed "
            "here. Ask again tomorrow."
        )
    if asked.count() >= EVERYBODY * cap:
        raise NothingSentError(
            "This PrepBank has asked all it may within a day. Ask again tomorrow."
        )
    return SecondOpinion.objects.create(attempt=attempt, model=endpoint.model, host=endpoint.host)


@transaction.atomic
def _keep(opinion: SecondOpinion, answer: Answer) -> None:
    # The lock lets the later of two answers replace the earlier one whole.
    attempt = Attempt.objects.select_for_update().get(pk=opinion.attempt_id)
    SecondVerdict.objects.filter(point__attempt=attempt).delete()
    SecondVerdict.objects.bulk_create(
        SecondVerdict(
            opinion=opinion,
            point=point,
            verdict=said.verdict,
            quote_start=said.quote.start if said.quote else None,
            quote_end=said.quote.end if said.quote else None,
        )
        for number, point in enumerate(attempt.points.all(), start=1)
        if (said := answer.verdicts.get(number))
    )
    opinion.answered_at, opinion.dropped = timezone.now(), answer.dropped
    opinion.save()
