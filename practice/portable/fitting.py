"""A document and this bank: which questions it needs that are not here, and what hangs on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from practice.portable.errors import MissingQuestionsError
from questions.models import Question, Topic

Row = dict[str, Any]


@dataclass(frozen=True)
class Fitted:
    """A document without what this bank has no question for, and the keys of those that it has.

    ``left_out`` counts what went, by its kind: ``{"attempts": 2}``; ``missing`` names the questions
    and topics that it went with.
    """

    document: Row
    questions: dict[str, int]
    topics: dict[str, int]
    missing: list[str]
    left_out: Counter[str]


def fit(document: Row, *, skip_missing: bool) -> Fitted:
    """Return ``document`` as this bank can hold it.

    Where a question or topic is missing, raise MissingQuestionsError with every one of them, unless
    ``skip_missing``. A mock interview goes as a whole, because its turns lead from one to the next.
    """
    questions = dict(Question.objects.order_by().values_list("slug", "pk"))
    topics = dict(Topic.objects.order_by().values_list("slug", "pk"))
    missing = sorted(_questions_of(document) - questions.keys()) + sorted(
        f"topic {slug}" for slug in _topics_of(document) - topics.keys()
    )
    if missing and not skip_missing:
        raise MissingQuestionsError(missing)
    fitted = Fitted(dict(document), questions, topics, missing, Counter())
    if missing:
        _leave_out(fitted)
    return fitted


def _questions_of(document: Row) -> set[str]:
    named = {slug for story in document["stories"] for slug in story["questions"]}
    rows: list[Iterable[Row]] = [document[kind] for kind in ("drafts", "attempts", "review_cards")]
    rows += (interview["turns"] for interview in document["mock_interviews"])
    return named.union(row["question"] for group in rows for row in group)


def _topics_of(document: Row) -> set[str]:
    return {slug for interview in document["mock_interviews"] for slug in interview["topics"]}


def _leave_out(fitted: Fitted) -> None:
    document, here = fitted.document, fitted.questions
    for kind in ("drafts", "attempts", "review_cards"):
        _keep(fitted, kind, [row for row in document[kind] if row["question"] in here])
    kept = [each for each in document["mock_interviews"] if _is_whole(each, here)]
    _keep(fitted, "mock_interviews", kept)
    document["mock_interviews"] = [
        {**each, "topics": [slug for slug in each["topics"] if slug in fitted.topics]}
        for each in document["mock_interviews"]
    ]
    document["stories"] = [
        {**story, "questions": [slug for slug in story["questions"] if slug in here]}
        for story in document["stories"]
    ]


def _keep(fitted: Fitted, kind: str, kept: list[Row]) -> None:
    if gone := len(fitted.document[kind]) - len(kept):
        fitted.left_out[kind] = gone
    fitted.document[kind] = kept


def _is_whole(interview: Row, here: dict[str, int]) -> bool:
    return all(turn["question"] in here for turn in interview["turns"])
