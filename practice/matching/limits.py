"""How much the engine takes on: beyond these sizes it refuses rather than keep a worker busy."""

from __future__ import annotations

from collections.abc import Sequence

from practice.matching.report import Point, Question

MAX_DRAFT_LENGTH = 1_000_000
"""Code points of a draft: a hundred thousand words is some 600,000."""

MAX_POINTS = 500
MAX_PHRASINGS = 100
"""A point's own text and its aliases together."""

MAX_PHRASING_LENGTH = 5_000
"""Code points of one point's text or alias."""

MAX_SAMPLE_ANSWER_LENGTH = 100_000
"""Code points."""


def check_draft(draft: str) -> None:
    """Raise TypeError for a draft that is not text, ValueError for one that is too long."""
    if not isinstance(draft, str):
        raise TypeError(f"The draft must be a string, not {type(draft).__name__}.")
    if len(draft) > MAX_DRAFT_LENGTH:
        raise ValueError(
            f"The draft has {len(draft):,} characters; at most {MAX_DRAFT_LENGTH:,} are compared."
        )


def check_points(points: Sequence[Point]) -> None:
    """Raise ValueError for too many points, TypeError or ValueError for a point out of bounds."""
    if len(points) > MAX_POINTS:
        raise ValueError(f"There are {len(points)} key points; at most {MAX_POINTS} are compared.")
    for point in points:
        _check_point(point)


def _check_point(point: Point) -> None:
    if not all(isinstance(phrasing, str) for phrasing in point.phrasings):
        raise TypeError("A key point's text and aliases must be strings.")
    if len(point.phrasings) > MAX_PHRASINGS:
        raise ValueError(f"A key point has more than {MAX_PHRASINGS} phrasings.")
    if any(len(phrasing) > MAX_PHRASING_LENGTH for phrasing in point.phrasings):
        raise ValueError(f"A key point is longer than {MAX_PHRASING_LENGTH:,} characters.")


def check_question(question: Question | None) -> None:
    """Raise TypeError or ValueError for a question whose sample answer is no text, or too long."""
    if question is None:
        return
    if not isinstance(question.sample_answer, str):
        raise TypeError("A question's sample answer must be a string.")
    if len(question.sample_answer) > MAX_SAMPLE_ANSWER_LENGTH:
        raise ValueError(f"A sample answer is longer than {MAX_SAMPLE_ANSWER_LENGTH:,} characters.")
