"""The bank's sample answers against their own points and other questions'.

No reader labelled them, but each was written to make its own points and none to make another's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from practice.evaluation.corpus import CorpusQuestion
from practice.evaluation.judging import EVERYTHING, Judge
from practice.evaluation.tables import markdown, share
from practice.matching import Verdict

FIELD = "incidents"
"""The field of the corpus's questions that the bank holds."""

EVERY = 3
"""Every how many of the questions, by slug, all answers are put to as well: a fixed third."""


@dataclass(frozen=True)
class BankShares:
    """Shares of points that the sample answers cover; None where there is no such point."""

    own: float | None
    others: float | None


def bank_shares(engine: Judge, questions: Mapping[str, CorpusQuestion]) -> BankShares:
    """``questions`` maps slugs to questions, those of other fields being left out."""
    bank = [each for _, each in sorted(questions.items()) if each.field == FIELD]
    own = [verdict for one in bank for verdict in _verdicts(engine, one, one)]
    others = [
        verdict
        for one in bank
        for other in bank[::EVERY]
        if other is not one
        for verdict in _verdicts(engine, one, other)
    ]
    return BankShares(_covered(own), _covered(others))


def _verdicts(engine: Judge, one: CorpusQuestion, other: CorpusQuestion) -> Iterator[Verdict]:
    for found in engine(one.sample_answer, other.points, EVERYTHING.question(other)):
        yield found.verdict


def _covered(verdicts: Sequence[Verdict]) -> float | None:
    made = [verdict is Verdict.COVERED for verdict in verdicts]
    return sum(made) / len(made) if made else None


def bank_table(shares: Mapping[str, BankShares]) -> str:
    """Engine -> its shares, as a table."""
    headings = ("Engine", "Own points covered", "Other questions' points covered")
    return markdown(
        headings, ((name, share(each.own), share(each.others)) for name, each in shares.items())
    )
