"""The way in: a draft and its points, to a report. Another engine is put to work here."""

from __future__ import annotations

from collections.abc import Sequence

from practice.matching import lexical
from practice.matching.limits import check_draft, check_points
from practice.matching.report import Point, Report


def compare(draft: str, points: Sequence[Point | str]) -> Report:
    """Compare ``draft`` with each of ``points``; a plain string is a point without aliases.

    The report has one entry a point, in order, and is the same for the same input, whatever else
    was compared before. An empty draft, or a point of stop words only, makes that point missing.

    Raises ValueError beyond the sizes of :mod:`practice.matching.limits`, TypeError for values that
    are not text.
    """
    check_draft(draft)
    asked = [point if isinstance(point, Point) else Point(point) for point in points]
    check_points(asked)
    return Report(lexical.judge(draft, asked), lexical.NAME)
