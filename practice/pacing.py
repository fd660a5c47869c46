"""How long a draft takes to say, against what is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from practice.desk import Desk
from prepbank.accounts.models import Candidate
from questions.models import Question
from questions.speaking import WORDS_PER_MINUTE, count_words, spoken_seconds


@dataclass(frozen=True)
class Pace:
    """A draft's words and spoken seconds; ``limit`` is where the meter ends, in seconds."""

    words: int
    seconds: int
    limit: int
    words_per_minute: int = WORDS_PER_MINUTE

    @classmethod
    def of(cls, text: str, asked: Question | Desk, candidate: Candidate | None = None) -> Pace:
        """Measure ``text`` as ``candidate`` speaks. The meter leaves room for an answer a half too long."""
        words_per_minute = candidate.words_per_minute if candidate else WORDS_PER_MINUTE
        return cls(
            words=count_words(text),
            seconds=spoken_seconds(text, words_per_minute),
            limit=round(asked.paced_seconds[1] * 1.5),
            words_per_minute=words_per_minute,
        )
