"""What a model answered: checked against the form that was asked for, and against the draft."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from practice.matching.report import Span, Verdict
from practice.opinion.errors import OpinionError
from practice.opinion.prompting import Material
from practice.opinion.quoting import find_quote

OFF_FORM = (
    "The language model did not answer in the form it was asked for, so nothing of it is kept."
)
CUT_OFF = "The language model's answer is longer than it may be and was cut off."
INVENTED = "The language model quoted what is not in your answer, so nothing of it is kept."
EMPTY = "The language model gave no verdict at all."


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict on one point; ``quote`` is the place of the draft's words, None for a missing point."""

    verdict: Verdict
    quote: Span | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdicts that can be shown, by the point's number from 1, and how many could not."""

    verdicts: dict[int, Said]
    dropped: int


def content_of(completion: bytes) -> str:
    """Return what the model said in a chat completion, as JSON. Raises OpinionError where it is none."""
    try:
        choice = json.loads(completion)["choices"][0]
        content, ending = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise OpinionError("The server did not answer as a language model's would.") from None
    if ending == "length":
        raise OpinionError(CUT_OFF)
    if not isinstance(content, str):
        raise OpinionError(OFF_FORM)
    return content


def read_answer(content: str, material: Material) -> Answer:
    """Return the verdicts in ``content``. A covered or partly without a verbatim quote is dropped.

    Raises OpinionError for an answer in another form, or with no verdict that could be kept.
    """
    claims = _claims(content, len(material.points))
    verdicts = {}
    for number, verdict, quote in claims:
        span = None if verdict is Verdict.MISSING else find_quote(quote, material.draft)
        if span or verdict is Verdict.MISSING:
            verdicts[number] = Said(verdict, span)
    if not verdicts:
        raise OpinionError(INVENTED if claims else EMPTY)
    return Answer(verdicts, dropped=len(claims) - len(verdicts))


def _claims(content: str, count: int) -> list[tuple[int, Verdict, str]]:
    """Return number, verdict and quote of each entry; the form is strict but for keys it does not know."""
    try:
        claims = [_claim(entry, count) for entry in json.loads(content)["points"]]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise OpinionError(OFF_FORM) from None
    numbers = [number for number, _, _ in claims]
    if len(set(numbers)) < len(numbers):
        raise OpinionError(OFF_FORM)
    return claims


def _claim(entry: dict[str, Any], count: int) -> tuple[int, Verdict, str]:
    """Read one entry; ValueError, LookupError or TypeError for one in another form."""
    number, verdict, quote = entry["point"], Verdict(entry["verdict"]), entry.get("quote") or ""
    if type(number) is not int or not isinstance(quote, str) or not 1 <= number <= count:
        raise ValueError
    return number, verdict, quote
