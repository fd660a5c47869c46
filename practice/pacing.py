"""How long a draft takes to say, against what the question asks for."""

from __future__ import annotations

from dataclasses import dataclass

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
    def of(cls, text: str, question: Question) -> Pace:
        """Measure ``text`` for ``question``. The meter leaves room for an answer a half too long."""
        return cls(
            words=count_words(text),
            seconds=spoken_seconds(text),
            limit=round(question.target_max_seconds * 1.5),
        )
