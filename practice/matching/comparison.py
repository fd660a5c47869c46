"""The way in: a draft and its points, to a report by the best engine that this machine can run."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

from practice.matching import lexical
from practice.matching.limits import check_draft, check_points, check_question
from practice.matching.report import Point, Question, Report

if TYPE_CHECKING:
    from practice.matching.trained.engine import Engine

log = logging.getLogger(__name__)

_loading = Lock()


def compare(draft: str, points: Sequence[Point | str], question: Question | None = None) -> Report:
    """Compare ``draft`` with each of ``points``; a plain string is a point without aliases.

    The sample answer of ``question`` helps to find where the draft speaks of a point. The report has
    one entry a point, in order, and is the same for the same input, whatever else was compared
    before. An empty draft makes every point missing. Where the trained engine's runtime is not
    installed the lexical one judges, and the report's ``engine`` says so; missing weights are an
    OSError, because a release has them.

    Raises ValueError beyond the sizes of :mod:`practice.matching.limits`, TypeError for values that
    are not text.
    """
    check_draft(draft)
    asked = [point if isinstance(point, Point) else Point(point) for point in points]
    check_points(asked)
    check_question(question)
    trained = trained_engine()
    if trained is None:
        return Report(lexical.judge(draft, asked), lexical.NAME)
    return Report(trained.judge(draft, asked, question), trained.name)


def trained_engine() -> Engine | None:
    """The trained engine; None where one of its packages cannot be imported.

    It is loaded when it is first asked for, and once, whichever of a worker's threads asks.
    """
    with _loading:
        return _load()


@cache
def _load() -> Engine | None:
    try:
        module = import_module("practice.matching.trained.engine")
    except ImportError as error:
        log.warning("Drafts are compared by words alone: %s", error)
        return None
    engine: Engine = module.Engine.load()
    return engine


def is_by_words(engine: str) -> bool:
    """Whether ``engine``, a report's, is the lexical one."""
    return engine.startswith("lexical")
