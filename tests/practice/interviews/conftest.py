import pytest
from django.urls import reverse

from practice.interviews.holding import begin_interview
from practice.models import Draft
from tests.factories import make_bare_question, make_question, make_topic

SUBJECTS = ["databases", "queues", "caches", "certificates", "networks", "backups", "schedulers"]


@pytest.fixture
def bank(db):
    """Seven questions that nobody would take for each other, each with a follow-up and three points."""
    make_topic("on-call")
    return [
        make_question(
            subject,
            title=subject.capitalize(),
            prompt=f"What about {subject}?",
            topics=("on-call",) if number < 4 else ("alerting",),
            round="onsite" if number < 5 else "final",
        )
        for number, subject in enumerate(SUBJECTS)
    ]


@pytest.fixture
def interview(bank, candidate):
    return begin_interview(candidate, 3)


@pytest.fixture
def press(visitor):
    """Press a button of a turn's editor with ``text`` in it."""

    def press(turn, button, text="", headers=None, **fields):
        draft = Draft.objects.filter(turn=turn).first()
        editor = {
            "text": text,
            "version": draft.version if draft else 0,
            "writer": "page",
            "sequence": (draft.sequence if draft else 0) + 1,
            "question": turn.question.slug,
        }
        url = reverse(f"practice:turn-{button}", args=[turn.interview_id, turn.position])
        return visitor.post(url, editor | fields, headers=headers or {})

    return press


@pytest.fixture
def bare():
    return make_bare_question
