"""Compares a draft answer with a question's key points, and says on what it bases each verdict.

    from practice.matching import Point, compare

    report = compare("We rolled back.", [Point("Rolls back first", aliases=("reverted",))])
    report.points[0].verdict, report.points[0].evidence_text, report.points[0].reason

Pure Python: no Django, no database, no network, no state between calls.
"""

from practice.matching.comparison import compare
from practice.matching.report import Point, PointReport, Report, Span, Verdict

__all__ = ["Point", "PointReport", "Report", "Span", "Verdict", "compare"]
