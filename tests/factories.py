"""Rows for tests, valid unless a test says otherwise."""

from itertools import count
from typing import Any

from practice.models import Story, StoryFigure
from prepbank.accounts.models import Candidate
from questions.models import FollowUp, KeyPoint, Mistake, Question, StructureStep, Topic

numbers = count(1)

POINTS = {
    "rolls-back": ("Rolls back first and asks why later", "I reverted the release at once"),
    "tells-people": ("Tells customers and support what is going on", "we posted a status update"),
    "finds-cause": ("Finds the root cause from logs and traces", "the traces showed a bad query"),
}
ANSWER = (
    "The checkout was failing, so I rolled the release back first and asked why later. "
    "Every fifteen minutes I told customers and support what was going on.\n\n"
    "On Friday we had cake."
)

UNSTATED: dict[str, Any] = {
    "category": "",
    "difficulty": "",
    "round": "",
    "target_min_seconds": None,
    "target_max_seconds": None,
}
"""What the author of a question may leave open."""


def make_topic(slug: str = "on-call", **fields: Any) -> Topic:
    name = fields.pop("name", slug.capitalize())
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def make_bare_question(slug: str = "", *, topics: tuple[str, ...] = (), **fields: Any) -> Question:
    """A published question with no rows of its own."""
    number = next(numbers)
    values = {
        "slug": slug or f"question-{number}",
        "position": number,
        "status": "published",
        "title": f"Question {number}",
        "prompt": "Tell me about an outage. What did you do?",
        "category": "behavioural",
        "difficulty": "medium",
        "round": "onsite",
        "target_min_seconds": 60,
        "target_max_seconds": 120,
        "sample_answer": "I rolled it back and told everyone.",
    }
    question = Question.objects.create(**{**values, **fields})
    question.topics.set(make_topic(topic) for topic in topics)
    return question


def make_question(slug: str = "", **fields: Any) -> Question:
    """A published question with two steps, three key points, two mistakes and one follow-up."""
    question = make_bare_question(slug, **fields)
    for place, label in enumerate(["Situation", "Action"], start=1):
        StructureStep.objects.create(
            question=question, position=place, label=label, guidance=f"Tell the {label.lower()}."
        )
    for place, (key, (text, alias)) in enumerate(POINTS.items(), start=1):
        KeyPoint.objects.create(
            question=question, key=key, position=place, text=text, aliases=alias
        )
    for place, text in enumerate(["Blaming a colleague.", "Leaving out the result."], start=1):
        Mistake.objects.create(question=question, position=place, text=text)
    FollowUp.objects.create(question=question, position=1, text="What would you do differently?")
    return question


def make_story(candidate: Candidate, *questions: Question, **fields: Any) -> Story:
    """A story with three figures: a measured time, an estimated one and a confidential count."""
    values = {
        "title": f"The night of release {next(numbers)}",
        "situation": "The checkout failed after a release.",
        "role": "I was on call.",
        "severity": "SEV-1",
        "actions": "I rolled the release back and told everyone.",
        "result": "Orders came back.",
    }
    story = Story.objects.create(candidate=candidate, **{**values, **fields})
    story.questions.set(questions)
    for place, (kind, label, value, certainty) in enumerate(
        [
            ("detect", "", "4 minutes", "measured"),
            ("mitigate", "", "14 minutes", "estimated"),
            ("other", "Orders lost", "2,300 orders", "confidential"),
        ],
        start=1,
    ):
        StoryFigure.objects.create(
            story=story, position=place, kind=kind, label=label, value=value, certainty=certainty
        )
    return story
