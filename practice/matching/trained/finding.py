"""What the draft holds for each point: the encoder's answer, and the words that stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from practice.matching import lexical
from practice.matching.calibration import logistic
from practice.matching.draft import Draft, read_draft
from practice.matching.evidence import Evidence
from practice.matching.report import Point, Question
from practice.matching.trained.encoder import Answer, Encoder
from practice.matching.trained.nearness import Searchable
from practice.matching.trained.pieces import Pieces
from practice.matching.trained.reading import (
    LONGEST_ASKED,
    Asked,
    Reader,
    Reading,
    nearest_sentences,
)

WORDS_SHOW = 2.0
"""What the words' score adds to the evidence logit of the sentence in which they stand: on dev the
sentence is then one that a reader named in 49 of 100 cases, and in 44 without."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to judge a point by: ``wording`` is the lexical engine's evidence."""

    reading: Reading
    answer: Answer
    wording: Evidence | None

    @property
    def wording_score(self) -> float:
        return self.wording.score if self.wording else 0.0

    @property
    def is_denied(self) -> bool:
        return self.wording is not None and lexical.is_denial(self.wording)

    def best_sentence(self) -> tuple[int, float] | None:
        """The number of the sentence that shows the point best, and how probably it does."""
        if not self.reading.sentences:
            return None
        logits = dict(zip(self.reading.sentences, self.answer.evidence, strict=True))
        if self.wording and self.wording.sentence in logits:
            logits[self.wording.sentence] += WORDS_SHOW * self.wording.score
        sentence = max(logits, key=logits.__getitem__)
        return sentence, logistic(logits[sentence])


class Finder:
    """Pieces and encoder, read from ``folder``; raises OSError where they are not there."""

    def __init__(self, folder: Path) -> None:
        self.pieces = Pieces.load(folder)
        self._reader = Reader(self.pieces)
        self._encoder = Encoder(folder / "encoder.onnx", self.pieces)

    def find(
        self, draft: Draft, points: Sequence[Point], question: Question | None = None
    ) -> list[Found]:
        """One a point, in order."""
        searchable = self._searchable(draft)
        wordings = lexical.evidence_for(draft, points)
        found = []
        for asked, wording in zip(
            self._asked(points, question or Question()), wordings, strict=True
        ):
            reading = self._reader.read(asked, searchable)
            found.append(Found(reading, self._encoder.answer(reading), wording))
        return found

    def _asked(self, points: Sequence[Point], question: Question) -> list[Asked]:
        answer = self._searchable(read_draft(question.sample_answer))
        asked = []
        for point in points:
            text, *others = (ids[:LONGEST_ASKED] for ids in self.pieces.encode(point.phrasings))
            asked.append(Asked(text, others, nearest_sentences(answer, [text, *others])))
        return asked

    def _searchable(self, draft: Draft) -> Searchable:
        sentences = [span.of(draft.text) for span in draft.sentences]
        return Searchable(self.pieces, self.pieces.encode(sentences))
