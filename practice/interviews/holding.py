"""Holding a mock interview: drawing its turns, going from one to the next, and ending it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random, SystemRandom

from django.db import transaction
from django.utils import timezone

from practice.comparing import NothingToCompareError, compare_draft
from practice.drafting import lock_draft
from practice.interviews.drawing import draw
from practice.models import Attempt, ClockAction, Draft, MockInterview, Turn, TurnKind
from prepbank.accounts.models import Candidate
from questions.models import FollowUp, Question, Topic

FEWEST, MOST = 3, 6
"""How many questions an interview has."""

ASIDE_SECONDS = (15, 30)
"""How long the answer to an interruption is meant to be."""


class TooFewQuestionsError(Exception):
    """Fewer published questions fit than were asked for; ``found`` is how many do."""

    def __init__(self, found: int) -> None:
        fits = "question fits" if found == 1 else "questions fit"
        super().__init__(f"Only {found} {fits}, and an interview has at least {FEWEST}.")
        self.found = found


def begin_interview(
    candidate: Candidate, count: int, round_: str = "", topics: Sequence[Topic] = ()
) -> MockInterview:
    """Draw an interview of ``count`` questions and start the first one's clock."""
    seed = SystemRandom().getrandbits(32)
    random = Random(seed)  # noqa: S311 — what is drawn is no secret
    questions = draw(candidate, random, count, round_, topics)
    if len(questions) < count:
        raise TooFewQuestionsError(len(questions))
    with transaction.atomic():
        interview = MockInterview.objects.create(candidate=candidate, round=round_, seed=seed)
        interview.topics.set(topics)
        _make_turns(interview, questions, random)
        start(interview.turns.all()[0])
    return interview


def _make_turns(interview: MockInterview, questions: list[Question], random: Random) -> None:
    """One turn a question, and right after it the interruption that belongs to it, if any."""
    interrupted = _interruptions(questions, random)
    position = 0
    for question in questions:
        position += 1
        shortest, longest = question.paced_seconds
        turn = Turn.objects.create(
            interview=interview,
            position=position,
            question=question,
            prompt=question.prompt,
            target_min_seconds=shortest,
            target_max_seconds=longest,
        )
        if question in interrupted:
            position += 1
            briefest, latest = ASIDE_SECONDS
            Turn.objects.create(
                interview=interview,
                position=position,
                kind=TurnKind.INTERRUPTION,
                question=question,
                prompt=interrupted[question].text,
                target_min_seconds=briefest,
                target_max_seconds=latest,
                interrupts=turn,
                interrupts_after=round(shortest * random.uniform(0.4, 0.8)),
            )


def _interruptions(questions: list[Question], random: Random) -> dict[Question, FollowUp]:
    """Choose one or two of ``questions`` that have follow-ups, and of each one follow-up."""
    open_to_it = [question for question in questions if question.follow_ups.all()]
    count = min(random.choice([1, 2]), len(open_to_it))
    return {
        question: random.choice(list(question.follow_ups.all()))
        for question in random.sample(open_to_it, count)
    }


def interruption_of(turn: Turn) -> Turn | None:
    """Return what still interrupts ``turn``, if anything does."""
    return turn.interruptions.filter(done_at=None).first()


def current_turn(interview: MockInterview) -> Turn | None:
    """Return the question that the interview has come to; None when all were asked.

    An interruption is answered from its question's page, so it is never the one to come back to.
    """
    return interview.turns.filter(kind=TurnKind.QUESTION, done_at=None).first()


@transaction.atomic
def start(turn: Turn) -> Draft:
    """Let the clock of ``turn`` run, in a draft made for it where there is none; return the draft."""
    draft = lock_draft(turn.interview.candidate, turn.question, turn)
    draft.tell_clock(ClockAction.START)
    return draft


def settle(turn: Turn) -> None:
    """Note that ``turn`` is over, with an attempt where a question was answered. Once: again, nothing.

    The attempt is sealed until the interview ends.
    """
    if turn.done_at is None:
        attempt = _attempt_at(turn)
        _close(turn, attempt)


def _attempt_at(turn: Turn) -> Attempt | None:
    draft = Draft.objects.filter(turn=turn).first()
    if draft is None:
        return None
    draft.tell_clock(ClockAction.STOP)
    if turn.is_interruption:
        return None
    try:
        return compare_draft(draft, seals=True)
    except NothingToCompareError:
        return None


@transaction.atomic
def _close(turn: Turn, attempt: Attempt | None) -> None:
    # Against an end of the interview in the meantime, which would leave this attempt sealed for good.
    interview = MockInterview.objects.select_for_update().get(pk=turn.interview_id)
    open_turns = Turn.objects.filter(pk=turn.pk, done_at=None)
    is_first = open_turns.update(done_at=timezone.now(), attempt=attempt)
    if attempt and not is_first:
        # The same button pressed twice: both compared, and one attempt is enough.
        attempt.delete()
    elif attempt and interview.finished_at:
        attempt.unseal()


def two_texts_in(interview: MockInterview) -> Turn | None:
    """Return a turn of which two texts are kept until the candidate has chosen, if there is one."""
    return interview.turns.filter(done_at=None, draft__kept_texts__isnull=False).first()


def finish(interview: MockInterview) -> None:
    """End ``interview``, wherever it stands: what was written is compared, and every attempt opened."""
    for turn in interview.turns.filter(done_at=None, draft__isnull=False):
        settle(turn)
    with transaction.atomic():
        locked = MockInterview.objects.select_for_update().get(pk=interview.pk)
        if locked.finished_at is None:
            locked.finished_at = timezone.now()
            locked.save(update_fields=["finished_at"])
            Attempt.objects.filter(turn__interview=interview).update(is_sealed=False)
    interview.finished_at = locked.finished_at
