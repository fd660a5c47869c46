"""From examples to what the network is shown, by the rules that the product reads by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from practice.evaluation.figures import RANKS
from practice.matching.trained.nearness import Searchable
from practice.matching.trained.pieces import Ids, Pieces
from practice.matching.trained.reading import Asked, Reader, Reading, nearest_sentences
from practice.training.examples import Example, sentences_of


@dataclass(frozen=True, slots=True)
class Lesson:
    """A reading with the right answers; ``shows`` has a 0 or 1 a marker, None where nobody said."""

    reading: Reading
    rank: int
    shows: tuple[int, ...] | None


class Teacher:
    """Makes lessons of examples; each text is cut into pieces once."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._reader = Reader(pieces)
        self._ids = lru_cache(200_000)(self._encode)
        self._searchable = lru_cache(4_000)(self._search)

    def lessons(self, examples: Iterable[Example]) -> Iterator[Lesson]:
        for example in examples:
            yield self.lesson(example)

    def lesson(self, example: Example) -> Lesson:
        phrasings = [self._ids(text) for text in example.phrasings]
        point = self._ids(example.point)
        answer = self._searchable(sentences_of(example.sample_answer))
        asked = Asked(point, phrasings, nearest_sentences(answer, [point, *phrasings]))
        reading = self._reader.read(asked, self._searchable(example.sentences))
        shows = None
        if example.evidence is not None:
            shows = tuple(int(each in example.evidence) for each in reading.sentences)
        return Lesson(reading, RANKS[example.label], shows)

    def _encode(self, text: str) -> Ids:
        return self._pieces.encode([text])[0]

    def _search(self, sentences: tuple[str, ...]) -> Searchable:
        return Searchable(self._pieces, [self._ids(each) for each in sentences])
