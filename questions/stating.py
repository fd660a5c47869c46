"""What a question says of itself in words, and what its author left open."""

from __future__ import annotations

from questions.models import Question

SUGGESTED = "suggested by a tool, not yet checked by an editor"
"""What candidates read beside a key point that no editor has approved."""


def duration(shortest: int | None, longest: int | None) -> str:
    """Say how long an answer takes, both ends in seconds; empty where neither is stated.

    It reads in minutes where the longest is two or more and both are whole or half minutes.
    """
    if shortest is None or longest is None:
        if stated := shortest or longest:
            return f"{'at least' if longest is None else 'up to'} {duration(stated, stated)}"
        return ""
    in_minutes = longest >= 120 and shortest >= 60 and not (shortest % 30 or longest % 30)
    low, high = (_halves(n) if in_minutes else str(n) for n in (shortest, longest))
    unit = "minutes" if in_minutes else "seconds"
    return f"{high} {unit}" if low == high else f"{low} to {high} {unit}"


def _halves(seconds: int) -> str:
    return f"{seconds // 60}{'½' if seconds % 60 else ''}"


def not_given(question: Question) -> list[str]:
    """Name what lists and filters know of a question and this one's author did not state."""
    stated = {
        "category": question.category,
        "difficulty": question.difficulty,
        "round": question.round,
        "length": question.target_min_seconds or question.target_max_seconds,
    }
    return [name for name, value in stated.items() if not value]


def provenance(question: Question) -> list[tuple[str, str]]:
    """Return where a question is from, as far as it is known: ``[("source:", "…"), ("by", "…")]``."""
    known = {
        "source:": question.source,
        "licence": question.licence,
        "by": question.attribution,
    }
    return [(lead, text) for lead, text in known.items() if text]


def unstated_length(question: Question, taken: tuple[int, int] | None = None) -> str:
    """Say what the clock takes for a length that is not given; empty where both its ends are.

    ``taken`` are the seconds that it takes, where they are not the question's own.
    """
    ends = {"shortest": question.target_min_seconds, "longest": question.target_max_seconds}
    lacking = [name for name, seconds in ends.items() if seconds is None]
    if not lacking:
        return ""
    what = "No length" if len(lacking) == len(ends) else f"No {lacking[0]} length"
    return f"{what} is given; the clock takes {duration(*(taken or question.paced_seconds))}."
