"""What a mock interview came to: coverage by question and topic, time, delivery, what to do next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from practice.coverage import Coverage, coverage_of
from practice.delivering import QuotedRemark, delivery_of
from practice.delivery import Tone
from practice.matching import Verdict
from practice.models import AttemptPoint, Draft, MockInterview, Turn
from practice.stories.confidential import confidential_values
from practice.timing import Zone, zone_of
from prepbank.accounts.models import Candidate
from questions.models import PublicationStatus

NEXT = 3
"""How many questions the report proposes to practise next."""


@dataclass(frozen=True)
class Told:
    """What was said in one turn and how long it took, in seconds; None where the clock never ran.

    ``is_reached`` is whether the interview came as far as this.
    """

    turn: Turn
    text: str
    seconds: int | None
    is_reached: bool

    @property
    def zone(self) -> Zone | None:
        """Where the time stands against the target."""
        return zone_of(self.seconds, *self.turn.paced_seconds) if self.seconds else None


@dataclass(frozen=True)
class Answered:
    """A question's turn: ``coverage`` and what follows from it are empty where nothing was compared."""

    told: Told
    interruptions: list[Told]
    coverage: Coverage | None
    missed: list[AttemptPoint]
    to_mend: list[QuotedRemark]

    @property
    def is_published(self) -> bool:
        return self.told.turn.question.status == PublicationStatus.PUBLISHED

    @property
    def share(self) -> float:
        """The share of the points made, 0 to 1, a partly made one counting half."""
        if self.coverage is None or not self.coverage.total:
            return 0.0
        return (self.coverage.covered + self.coverage.partly / 2) / self.coverage.total


@dataclass(frozen=True)
class TopicCoverage:
    """All points of one topic's questions together."""

    name: str
    coverage: Coverage


@dataclass(frozen=True)
class InterviewReport:
    """The interview as it was: its questions in order, and their sums."""

    answers: list[Answered]
    coverage: Coverage
    topics: list[TopicCoverage]
    seconds: int
    remarks: list[tuple[str, int]]

    @property
    def missed(self) -> list[AttemptPoint]:
        return [point for answer in self.answers for point in answer.missed]

    @property
    def next(self) -> list[Answered]:
        """The weakest answers, the weakest first, of what can be practised and was not covered whole."""
        weak = [answer for answer in self.answers if answer.share < 1 and answer.is_published]
        return sorted(weak, key=lambda answer: answer.share)[:NEXT]


def report_on_interview(interview: MockInterview, candidate: Candidate) -> InterviewReport:
    """Return the report of a finished interview, in a number of queries that its length does not change."""
    turns = list(
        interview.turns.select_related("question", "attempt", "draft").prefetch_related(
            "attempt__points", "question__topics"
        )
    )
    asides = defaultdict(list)
    for turn in turns:
        if turn.is_interruption:
            asides[turn.interrupts_id].append(_told(turn))
    confidential = confidential_values(candidate)
    answers = [
        _answered(turn, asides[turn.pk], candidate, confidential)
        for turn in turns
        if not turn.is_interruption
    ]
    points = [point for answer in answers for point in _points(answer.told.turn)]
    return InterviewReport(
        answers=answers,
        coverage=coverage_of(points),
        topics=_by_topic(answers),
        seconds=sum(told.seconds or 0 for answer in answers for told in _all_told(answer)),
        remarks=_frequent(answers),
    )


def _all_told(answer: Answered) -> list[Told]:
    return [answer.told, *answer.interruptions]


def _told(turn: Turn) -> Told:
    draft: Draft | None = getattr(turn, "draft", None)
    text = turn.attempt.text if turn.attempt else draft.text if draft else ""
    seconds = turn.attempt.seconds if turn.attempt else draft.clock_seconds if draft else None
    return Told(turn, text, seconds or None, draft is not None)


def _points(turn: Turn) -> Sequence[AttemptPoint]:
    return list(turn.attempt.points.all()) if turn.attempt else []


def _answered(
    turn: Turn, asides: list[Told], candidate: Candidate, confidential: tuple[str, ...]
) -> Answered:
    points = _points(turn)
    attempt = turn.attempt
    if attempt:
        attempt.question = turn.question
    remarks = delivery_of(attempt, candidate, confidential) if attempt else []
    return Answered(
        told=_told(turn),
        interruptions=asides,
        coverage=coverage_of(points) if points else None,
        missed=[point for point in points if point.settled_verdict == Verdict.MISSING],
        to_mend=[each for each in remarks if each.remark.tone is Tone.WARN],
    )


def _by_topic(answers: list[Answered]) -> list[TopicCoverage]:
    points: dict[str, list[AttemptPoint]] = defaultdict(list)
    for answer in answers:
        for topic in answer.told.turn.question.topics.all():
            points[topic.name] += _points(answer.told.turn)
    return [
        TopicCoverage(name, coverage_of(found)) for name, found in sorted(points.items()) if found
    ]


def _frequent(answers: list[Answered]) -> list[tuple[str, int]]:
    """Each rule that found something to mend, and in how many answers, the most frequent first."""
    names = (name for answer in answers for name in {each.rule_name for each in answer.to_mend})
    return Counter(names).most_common()
