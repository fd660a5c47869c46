"""The lexical engine's numbers: from a score to a verdict, and how far to believe it.

The curves were fitted on the natural drafts of the labelled corpus's dev part
(``fixtures/coverage``). A wrong "covered" sends a candidate into an interview unprepared, so
``covered_from`` is high. Readers would have ``partly_from`` lower still, but then an answer to
another question would half make nearly half of the points.
"""

from __future__ import annotations

from practice.matching.calibration import Calibration, Curve

CALIBRATION = Calibration(
    touched=Curve(slope=4.786, shift=-1.499),
    covered=Curve(slope=3.490, shift=-1.779),
    partly_from=0.36,
    covered_from=0.57,
)

NOT_DONE_CAP = 0.3
"""What a point scores whose words stand in the draft in full, but as something not done."""

LONE_WORD_CAP = 0.35
"""What one word of several can score: "the team" alone says nothing of keeping the team calm."""
