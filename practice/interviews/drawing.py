"""Which questions a mock interview asks: what was practised least first, then what went worst.

Near-duplicates stay apart: questions that the bank links, or that ask in much the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from django.db.models import Count, Exists, OuterRef

from practice.matching import Verdict
from practice.matching.terms import read_terms
from prepbank.accounts.models import Candidate
from questions.models import KeyPoint, Question, Topic

SHARED_TERMS = 0.4
"""Two questions that share this much of all that their titles and prompts speak of are near-duplicates."""

LOOKED_AT = 60
"""How many of the questions that come first are read to find some that are unlike each other."""


@dataclass(frozen=True)
class Standing:
    """How often a question was attempted, and the share (0 to 1) that the latest attempt covered."""

    attempts: int
    coverage: float


def draw(
    candidate: Candidate, random: Random, count: int, round_: str = "", topics: Sequence[Topic] = ()
) -> list[Question]:
    """Return up to ``count`` published questions, all different, in the order they are to be asked.

    Only questions with key points: without any there would be nothing to report. ``random`` decides
    between questions that stand alike. Near-duplicates are taken only where there is nothing else.
    """
    has_points = Exists(KeyPoint.objects.filter(question=OuterRef("pk")))
    questions = Question.objects.published().filter(has_points)
    if round_:
        questions = questions.filter(round=round_)
    if topics:
        questions = questions.filter(topics__in=topics)
    keys = sorted(set(questions.order_by().values_list("pk", flat=True)))
    first = _in_order(keys, _standings(candidate), random)[:LOOKED_AT]
    chosen = _unlike(_read(first), count)
    random.shuffle(chosen)
    return chosen


def _in_order(keys: list[int], standings: dict[int, Standing], random: Random) -> list[int]:
    unpractised = Standing(0, 0.0)

    def rank(key: int) -> tuple[int, float, float]:
        standing = standings.get(key, unpractised)
        return standing.attempts, standing.coverage, random.random()

    return sorted(keys, key=rank)


def _standings(candidate: Candidate) -> dict[int, Standing]:
    """How ``candidate`` stands with each question they attempted. Two queries."""
    own = candidate.attempts.opened().order_by()
    counts = own.values("question").annotate(attempts=Count("pk"))
    attempts = dict(counts.values_list("question", "attempts"))
    latest = own.last_of_each().with_coverage().values_list("question", *Verdict)
    return {question: Standing(attempts[question], _share(*points)) for question, *points in latest}


def _share(covered: int, partly: int, missing: int) -> float:
    total = covered + partly + missing
    return (covered + partly / 2) / total if total else 0.0


def _read(keys: list[int]) -> list[Question]:
    questions = Question.objects.prefetch_related("related", "follow_ups").in_bulk(keys)
    return [questions[key] for key in keys]


def _unlike(questions: Sequence[Question], count: int) -> list[Question]:
    """The first ``count`` that are unlike each other; the first of the rest where these are too few."""
    chosen: list[Question] = []
    for question in questions:
        if len(chosen) < count and not any(are_alike(question, other) for other in chosen):
            chosen.append(question)
    return [*chosen, *_rest(questions, chosen)][:count]


def _rest(questions: Sequence[Question], chosen: Sequence[Question]) -> Iterator[Question]:
    return (question for question in questions if question not in chosen)


def are_alike(one: Question, other: Question) -> bool:
    """Whether an interviewer would hardly ask both."""
    if other in one.related.all() or one in other.related.all():
        return True
    ours, theirs = _terms(one), _terms(other)
    return len(ours & theirs) >= SHARED_TERMS * len(ours | theirs)


def _terms(question: Question) -> set[str]:
    return {term.key for term in read_terms(f"{question.title}. {question.prompt}")}
