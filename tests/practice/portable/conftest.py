"""A candidate who has everything that a candidate can have, and the document that this makes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice.models import (
    Attempt,
    AttemptMistake,
    AttemptPoint,
    Draft,
    KeptText,
    MockInterview,
    Reveal,
    ReviewCard,
    SecondOpinion,
    SecondVerdict,
    Story,
    StoryFigure,
    Turn,
)
from practice.portable.collecting import collect
from prepbank.accounts.models import Candidate, User
from tests.factories import make_question, make_topic

START = datetime(2025, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
TEXT = "Zuerst rollte ich zurück. 🙂 Then I told customers.\r\n\tAnd “that” was it."


def at(days, **more):
    return START + timedelta(days=days, **more)


def dated(row, **times):
    """Store ``times`` that the model sets by itself."""
    type(row).objects.filter(pk=row.pk).update(**times)
    return row


@pytest.fixture
def outage(db):
    return make_question("outage", title="The =outage= of *Friday*", topics=("on-call", "alerting"))


@pytest.fixture
def rollback(db):
    return make_question("rollback", title="A rollback")


def make_user(name="ada"):
    return User.objects.create_user(name, password="correct-horse-battery")


@pytest.fixture
def ada(db, outage, rollback):
    """Ada's candidate, who has everything."""
    return fill(Candidate.objects.create(user=make_user()), outage, rollback)


@pytest.fixture
def bob(db):
    """Bob's candidate, who has nothing."""
    return Candidate.objects.create(user=make_user("bob"))


def fill(candidate, outage, rollback):
    dated(
        candidate,
        shares_texts=True,
        words_per_minute=121,
        time_zone="Asia/Tokyo",
        daily_questions=7,
        interview_on=date(2199, 4, 1),
        created_at=START,
    )
    candidate.refresh_from_db()
    stories = _stories(candidate, outage, rollback)
    attempts = _attempts(candidate, outage, rollback, stories)
    _drafts(candidate, outage, rollback, stories)
    _interviews(candidate, outage, rollback, stories, attempts)
    ReviewCard.objects.create(
        candidate=candidate,
        question=outage,
        stability=3.1262000000000003,
        difficulty=5.314577829570867,
        reviewed_at=at(3),
        due_at=at(9, microseconds=1),
    )
    return candidate


def _stories(candidate, outage, rollback):
    full = Story.objects.create(
        candidate=candidate,
        title="The day of the *full* disk",
        situation="Friday.\n\n# Not a heading",
        role="On call",
        severity="SEV-1",
        affected="=cmd|'/c calc'!A1",
        actions="1. Looked\n2. Deleted",
        result="All well",
        prevention="An alert",
    )
    dated(full, created_at=at(0), updated_at=at(1, microseconds=7))
    full.questions.set([outage, rollback])
    for place, (kind, label, value, certainty) in enumerate(
        [
            ("mitigate", "", "14 minutes", "measured"),
            ("other", "Orders lost", "1,234", "confidential"),
            ("detect", "", "2 minutes", "estimated"),
        ],
        start=1,
    ):
        StoryFigure.objects.create(
            story=full, position=place, kind=kind, label=label, value=value, certainty=certainty
        )
    bare = dated(
        Story.objects.create(candidate=candidate, title="The other one"),
        created_at=at(0),
        updated_at=at(0),
    )
    return full, bare


def make_attempt(candidate, question, number, when, **fields):
    values = {"prompt": question.prompt, "text": TEXT, "engine": "words-3"}
    attempt = Attempt.objects.create(
        candidate=candidate, question=question, number=number, **(values | fields)
    )
    dated(attempt, created_at=when)
    for place, point in enumerate(question.key_points.all(), start=1):
        AttemptPoint.objects.create(
            attempt=attempt,
            position=place,
            key=point.key,
            text=point.text,
            verdict=["covered", "partly", "missing"][(place + number) % 3],
            score=[1.0, 0.1 + 0.2, 0.0][place % 3],
            confidence=[None, 0.5999999999999999, 1.0][place % 3],
            reason=f"Reason {place}",
            evidence_start=None if place == 3 else 0,
            evidence_end=None if place == 3 else min(25, len(attempt.text)),
            override="missing" if place == 1 else "",
            believed=[None, True, False][place % 3],
        )
    for place, mistake in enumerate(question.mistakes.all(), start=1):
        AttemptMistake.objects.create(
            attempt=attempt,
            position=place,
            key=mistake.key,
            text=mistake.text,
            ticked=place == 2,
        )
    return attempt


def _attempts(candidate, outage, rollback, stories):
    first = make_attempt(
        candidate,
        outage,
        1,
        at(2),
        hints=[{"rung": "structure", "key": ""}, {"rung": "key-point", "key": "rolls-back"}],
        story=stories[0],
        seconds=95,
        rated_at=at(2, seconds=1),
        grade=3,
        graded_at=at(3),
    )
    sealed = make_attempt(candidate, outage, 2, at(4), is_sealed=True)
    # At the same moment as the one before: their order is then that in which they were made.
    other = make_attempt(candidate, rollback, 1, at(4), text="", grade=1, graded_at=at(4))
    asked = dated(
        SecondOpinion.objects.create(
            attempt=first, model="llama", host="localhost:8080", answered_at=at(5), dropped=1
        ),
        asked_at=at(5),
    )
    dated(
        SecondOpinion.objects.create(attempt=first, model="llama", host="localhost:8080"),
        asked_at=at(6),
    )
    points = list(first.points.all())
    SecondVerdict.objects.create(
        opinion=asked, point=points[0], verdict="covered", quote_start=3, quote_end=9
    )
    SecondVerdict.objects.create(opinion=asked, point=points[2], verdict="missing")
    return first, sealed, other


def _drafts(candidate, outage, rollback, stories):
    draft = Draft.objects.create(
        candidate=candidate,
        question=outage,
        text=f"{TEXT} And more.",
        version=12,
        writer="8f14e45f-ceea-467f-a0e6-1e1d1b9f0f2c",
        sequence=2**53,
        story=stories[1],
        timed_seconds=64,
        timer_started_at=at(7),
        timed_by="page-a",
        saved_at=at(7, seconds=30),
    )
    dated(draft, created_at=at(1))
    for place, (rung, key) in enumerate([("key-point", "tells-people"), ("comparison", "")]):
        reveal = Reveal.objects.create(draft=draft, rung=rung, key=key)
        dated(reveal, revealed_at=at(2, seconds=place))
    for writer in ("page-b", "page-a"):
        kept = KeptText.objects.create(draft=draft, writer=writer, text=f"From {writer}")
        dated(kept, kept_at=at(7))
    dated(Draft.objects.create(candidate=candidate, question=rollback), created_at=at(8))


def _interviews(candidate, outage, rollback, stories, attempts):
    done = MockInterview.objects.create(
        candidate=candidate, round="onsite", seed=2**31 + 5, finished_at=at(5)
    )
    dated(done, started_at=at(4))
    done.topics.set([make_topic("on-call"), make_topic("alerting")])
    question = _turn(done, 1, rollback, attempt=attempts[2], done_at=at(4, seconds=90))
    aside = _turn(done, 2, rollback, kind="interruption", interrupts=question, interrupts_after=45)
    draft = Draft.objects.create(
        candidate=candidate,
        question=rollback,
        turn=aside,
        text="We told the customers first.",
        version=1,
        story=stories[0],
        saved_at=at(4),
    )
    dated(draft, created_at=at(4))
    dated(Reveal.objects.create(draft=draft, rung="coverage"), revealed_at=at(4))
    running = dated(MockInterview.objects.create(candidate=candidate, seed=7), started_at=at(6))
    _turn(running, 1, outage, attempt=attempts[1])
    _turn(running, 2, rollback)


def _turn(interview, position, question, **fields):
    return Turn.objects.create(
        interview=interview,
        position=position,
        question=question,
        prompt=f"{question.prompt} ({position})",
        target_min_seconds=60,
        target_max_seconds=120,
        **fields,
    )


@pytest.fixture
def everything(ada):
    """The document of a candidate who has everything."""
    return collect(ada)
