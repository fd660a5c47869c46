"""From a score to a verdict: the numbers that were chosen, and why they are what they are.

They were set on natural drafts with a reader's labels (``tests/matching/natural.jsonl``), of which
a third was kept apart, and checked on the bank. A wrong "covered" sends a candidate into an
interview unprepared: ``COVERED_FROM`` is where nearly nine in ten verdicts are right. A wrong "missing"
tells him that he left out what he said: ``PARTLY_FROM`` is as low as it can be while a draft about
something else still misses most points.
"""

from __future__ import annotations

from practice.matching.report import Verdict

COVERED_FROM = 0.57
PARTLY_FROM = 0.4

NOT_DONE_CAP = 0.3
"""What a point scores whose words stand in the draft in full, but as something not done."""

LONE_WORD_CAP = 0.39
"""What one word of several can score: "the team" alone says nothing of keeping the team calm."""


def verdict_for(score: float) -> Verdict:
    if score >= COVERED_FROM:
        return Verdict.COVERED
    return Verdict.PARTLY if score >= PARTLY_FROM else Verdict.MISSING
