"""What goes into a delivery report and what comes out of it: frozen values that know no rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from practice.matching.report import Span


class Tone(StrEnum):
    """How a remark is meant: something done well, something to know, something to mend."""

    GOOD = "good"
    NOTE = "note"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Telling:
    """An answer as it was told, and what is known of the question and of the person.

    The targets are seconds; ``length_note`` says where they are from if the question gives none.
    ``is_incident`` says whether the question asks for something lived through, told as a story.
    ``confidential`` are figures or words that the person's own stories mark confidential, as typed
    there.
    """

    text: str
    target_min_seconds: int
    target_max_seconds: int
    words_per_minute: int = 140
    sample_answer: str = ""
    is_incident: bool = False
    confidential: tuple[str, ...] = ()
    length_note: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What one rule says of a telling.

    ``rule`` is the rule's slug, such as "long-sentences". ``spans`` are the words that the remark
    is about, sorted and apart; none where it is about what is absent, or about the whole.
    """

    rule: str
    tone: Tone
    title: str
    explanation: str
    spans: tuple[Span, ...] = ()
