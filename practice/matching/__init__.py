"""Compares a draft answer with a question's key points, and says on what it bases each verdict.

    from practice.matching import Point, compare

    report = compare("We rolled back.", [Point("Rolls back first", aliases=("reverted",))])
    report.points[0].verdict, report.points[0].evidence_text, report.points[0].reason

No Django, no database, no network. Between calls there is the loaded model and, in memory, what it
said of the last few hundred passages, so that a draft with one sentence changed is compared sooner.
"""

from practice.matching.comparison import compare, is_by_words
from practice.matching.report import Point, PointReport, Question, Report, Span, Verdict

__all__ = [
    "Point",
    "PointReport",
    "Question",
    "Report",
    "Span",
    "Verdict",
    "compare",
    "is_by_words",
]
