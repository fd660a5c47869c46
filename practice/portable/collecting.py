"""A candidate -> one plain dict of everything that is theirs, as docs/export-format.md describes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db.models import QuerySet

from practice.models import (
    AttemptMistake,
    AttemptPoint,
    KeptText,
    MockInterview,
    Reveal,
    SecondOpinion,
    SecondVerdict,
    Story,
    StoryFigure,
    Turn,
)
from practice.portable import columns
from practice.portable.schema import FORMAT, VERSION
from prepbank.accounts.models import Candidate
from questions.models import Question

Row = dict[str, Any]


@dataclass(frozen=True)
class Names:
    """What rows are called in the file, by their keys in the database."""

    questions: dict[int, str]
    stories: dict[int, str]
    attempts: dict[int, str]


def collect(candidate: Candidate) -> Row:
    """Return everything of ``candidate``. The same state gives the same dict; 17 queries at any size.

    What refers is read before what it refers to. So a row that comes in between, in another request,
    leaves no reference into the void.
    """
    interviews = _rows(candidate.mock_interviews.order_by("started_at", "pk"), columns.INTERVIEW)
    turns = _rows(
        Turn.objects.filter(interview__candidate=candidate).order_by("position"),
        (*columns.TURN, "interview_id", "question_id", "interrupts_id", "attempt_id"),
    )
    drafts = _rows(
        candidate.drafts.order_by("pk"), (*columns.DRAFT, "question_id", "story_id", "turn_id")
    )
    cards = _rows(candidate.review_cards.order_by("pk"), (*columns.CARD, "question_id"))
    attempts = _rows(
        candidate.attempts.order_by("created_at", "pk"),
        (*columns.ATTEMPT, "question_id", "story_id"),
    )
    stories = _rows(candidate.stories.order_by("created_at", "pk"), columns.STORY)
    names = Names(
        questions=dict(Question.objects.order_by().values_list("pk", "slug")),
        stories=_numbered("s", stories),
        attempts=_numbered("a", attempts),
    )
    of_turns, of_questions = _drafts(candidate, drafts, names)
    return {
        "format": FORMAT,
        "version": VERSION,
        "began_at": columns.plain(candidate.created_at),
        "preferences": {
            name: columns.plain(getattr(candidate, name)) for name in columns.PREFERENCES
        },
        "stories": _stories(candidate, stories, names),
        "drafts": of_questions,
        "attempts": _attempts(candidate, attempts, names),
        "review_cards": _cards(cards, names),
        "mock_interviews": _interviews(candidate, interviews, turns, of_turns, names),
    }


def _stories(candidate: Candidate, stories: list[Row], names: Names) -> list[Row]:
    figures = _grouped(
        StoryFigure.objects.filter(story__candidate=candidate), columns.FIGURE, "story_id"
    )
    links = defaultdict(list)
    through = Story.questions.through.objects.filter(story__candidate=candidate)
    for story, question in through.values_list("story_id", "question_id"):
        links[story].append(names.questions[question])
    return [
        {
            "id": names.stories[row["pk"]],
            **_plain(row, columns.STORY),
            "figures": [_plain(each, columns.FIGURE) for each in figures[row["pk"]]],
            "questions": sorted(links[row["pk"]]),
        }
        for row in stories
    ]


def _drafts(
    candidate: Candidate, drafts: list[Row], names: Names
) -> tuple[dict[int, Row], list[Row]]:
    """The drafts of mock interviews by their turns' keys, and those of the workspace by question."""
    own = {"draft__candidate": candidate}
    reveals = _grouped(Reveal.objects.filter(**own), columns.REVEAL, "draft_id")
    kept_texts = _grouped(KeptText.objects.filter(**own), columns.KEPT_TEXT, "draft_id")
    of_turns, of_questions = {}, []
    for row in drafts:
        entry = {
            "question": names.questions[row["question_id"]],
            "story": names.stories.get(row["story_id"]),
            **_plain(row, columns.DRAFT),
            "reveals": [_plain(each, columns.REVEAL) for each in reveals[row["pk"]]],
            "kept_texts": [_plain(each, columns.KEPT_TEXT) for each in kept_texts[row["pk"]]],
        }
        if row["turn_id"]:
            of_turns[row["turn_id"]] = entry
        else:
            of_questions.append(entry)
    return of_turns, sorted(of_questions, key=_by_question)


def _attempts(candidate: Candidate, attempts: list[Row], names: Names) -> list[Row]:
    own = {"attempt__candidate": candidate}
    points = _grouped(AttemptPoint.objects.filter(**own), columns.POINT, "attempt_id")
    mistakes = _grouped(AttemptMistake.objects.filter(**own), columns.MISTAKE, "attempt_id")
    opinions = _opinions(candidate)
    return [
        {
            "id": names.attempts[row["pk"]],
            "question": names.questions[row["question_id"]],
            "story": names.stories.get(row["story_id"]),
            **_plain(row, columns.ATTEMPT),
            "points": [_plain(each, columns.POINT) for each in points[row["pk"]]],
            "mistakes": [_plain(each, columns.MISTAKE) for each in mistakes[row["pk"]]],
            "second_opinions": opinions[row["pk"]],
        }
        for row in attempts
    ]


def _opinions(candidate: Candidate) -> defaultdict[int, list[Row]]:
    """The second opinions by their attempts' keys, each with its verdicts by the points' own keys."""
    opinions = SecondOpinion.objects.filter(attempt__candidate=candidate).order_by("asked_at", "pk")
    verdicts = _grouped(
        SecondVerdict.objects.filter(opinion__attempt__candidate=candidate).order_by(
            "point__position", "pk"
        ),
        columns.SECOND_VERDICT,
        "opinion_id",
        "point__key",
    )
    by_attempt = defaultdict(list)
    for row in _rows(opinions, (*columns.OPINION, "attempt_id")):
        entry = _plain(row, columns.OPINION)
        entry["verdicts"] = [
            {"point": each["point__key"], **_plain(each, columns.SECOND_VERDICT)}
            for each in verdicts[row["pk"]]
        ]
        by_attempt[row["attempt_id"]].append(entry)
    return by_attempt


def _cards(cards: list[Row], names: Names) -> list[Row]:
    entries = (
        {"question": names.questions[row["question_id"]], **_plain(row, columns.CARD)}
        for row in cards
    )
    return sorted(entries, key=_by_question)


def _interviews(
    candidate: Candidate,
    interviews: list[Row],
    turns: list[Row],
    drafts: dict[int, Row],
    names: Names,
) -> list[Row]:
    positions = {turn["pk"]: turn["position"] for turn in turns}
    by_interview, topics = defaultdict(list), defaultdict(list)
    for turn in turns:
        by_interview[turn["interview_id"]].append(
            {
                **_plain(turn, columns.TURN),
                "question": names.questions[turn["question_id"]],
                "interrupts": positions.get(turn["interrupts_id"]),
                "attempt": names.attempts.get(turn["attempt_id"]),
                "draft": drafts.get(turn["pk"]),
            }
        )
    through = MockInterview.topics.through.objects.filter(mockinterview__candidate=candidate)
    for interview, topic in through.values_list("mockinterview_id", "topic__slug"):
        topics[interview].append(topic)
    return [
        {
            **_plain(row, columns.INTERVIEW),
            "topics": sorted(topics[row["pk"]]),
            "turns": by_interview[row["pk"]],
        }
        for row in interviews
    ]


def _rows(queryset: QuerySet[Any], names: tuple[str, ...]) -> list[Row]:
    return list(queryset.values("pk", *names))


def _grouped(
    queryset: QuerySet[Any], names: tuple[str, ...], owner: str, *more: str
) -> defaultdict[int, list[Row]]:
    """The rows of ``queryset`` by the key of what they belong to.

    A join and no list of keys: there is no number of keys at which a database refuses.
    """
    groups = defaultdict(list)
    for row in queryset.values(*names, owner, *more):
        groups[row[owner]].append(row)
    return groups


def _plain(row: Row, names: Iterable[str]) -> Row:
    return {name: columns.plain(row[name]) for name in names}


def _numbered(letter: str, rows: list[Row]) -> dict[int, str]:
    return {row["pk"]: f"{letter}{number}" for row, number in zip(rows, count(1), strict=False)}


def _by_question(entry: Row) -> str:
    return str(entry["question"])
