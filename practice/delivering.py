"""Where the database and the delivery rules meet: how an attempt was told, with the words it is about."""

from __future__ import annotations

from dataclasses import dataclass

from practice.delivery import Remark, Telling, Tone, report_delivery
from practice.matching import Span
from practice.models import Attempt
from prepbank.accounts.models import Candidate
from questions.stating import unstated_length

STORY_FRAMEWORKS = {"STAR", "CAR"}
"""A question with one of these asks for something that happened, told from its beginning to its end."""

ICONS = {Tone.GOOD: "success", Tone.NOTE: "info", Tone.WARN: "warning"}
QUOTES_SHOWN = 4
AROUND = 30
"""Code points that a quote shows on either side of the words it is about."""


@dataclass(frozen=True)
class Quote:
    """Words of the answer that a remark is about, and a little of what stands around them."""

    before: str
    words: str
    after: str
    is_cut_before: bool
    is_cut_after: bool


@dataclass(frozen=True)
class QuotedRemark:
    """A remark and its first quotes; ``more`` is how many further ones there are."""

    remark: Remark
    quotes: list[Quote]
    more: int

    @property
    def rule_name(self) -> str:
        """What the rule looks at, such as "Long sentences"."""
        return self.remark.rule.replace("-", " ").capitalize()

    @property
    def icon(self) -> str:
        return ICONS[self.remark.tone]


def delivery_of(
    attempt: Attempt, candidate: Candidate, confidential: tuple[str, ...]
) -> list[QuotedRemark]:
    """Return the remarks on how ``attempt`` was told, by the rules and the sample answer of today.

    ``confidential`` are the figures that the candidate's stories mark so.
    """
    shortest, longest = attempt.question.paced_seconds
    telling = Telling(
        text=attempt.text,
        target_min_seconds=shortest,
        target_max_seconds=longest,
        words_per_minute=candidate.words_per_minute,
        sample_answer=attempt.question.sample_answer,
        is_incident=attempt.question.framework.upper() in STORY_FRAMEWORKS,
        confidential=confidential,
        length_note=unstated_length(attempt.question),
    )
    return [_quoted(attempt.text, remark) for remark in report_delivery(telling)]


def _quoted(text: str, remark: Remark) -> QuotedRemark:
    shown = remark.spans[:QUOTES_SHOWN]
    quotes = [_quote(text, span) for span in shown]
    return QuotedRemark(remark, quotes, len(remark.spans) - len(shown))


def _quote(text: str, span: Span) -> Quote:
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = text[start : span.start], text[span.end : end]
    # Whole words only, where the cut went through one.
    before = before.partition(" ")[2] if start else before
    after = after.rpartition(" ")[0] if end < len(text) else after
    return Quote(before.lstrip(), span.of(text), after.rstrip(), start > 0, end < len(text))
