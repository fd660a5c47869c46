"""What the encoder reads for one point: the point with what helps to know it, then a passage.

    [CLS] point [SEP] another way of saying it [SEP] ... [MASK] sentence [MASK] sentence ... [SEP]

The passage is the draft's sentences that come nearest to the point, in the draft's order; before
each stands a marker, where the encoder says whether that sentence shows the point. Training reads
by the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from practice.matching.trained.nearness import Searchable
from practice.matching.trained.pieces import MARKER, SEPARATOR, START, Floats, Ids, Pieces

LONGEST_ASKED, LONGEST_PASSAGE = 64, 256
"""Pieces: of everything before the passage, and of the passage."""

LONGEST_SENTENCE = 64
"""Pieces. More of a sentence is not read: windows cut drafts shorter than that, bar long numbers."""

SAMPLE_SENTENCES = 2
"""How many of the sample answer's sentences help to find where a draft speaks of a point."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A point's pieces, those of its other phrasings, and of texts that only help to find it."""

    point: Ids
    phrasings: Sequence[Ids] = ()
    hints: Sequence[Ids] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One sequence for the encoder.

    ``passage_from`` is where the passage begins, ``markers`` are the places of the markers and
    ``sentences`` the numbers of the draft's sentences that follow them.
    """

    ids: Ids
    passage_from: int
    markers: tuple[int, ...]
    sentences: tuple[int, ...]


class Reader:
    """Makes readings, with one vocabulary."""

    def __init__(self, pieces: Pieces) -> None:
        self._start = pieces.id_of(START)
        self._separator = pieces.id_of(SEPARATOR)
        self._marker = pieces.id_of(MARKER)

    def read(self, asked: Asked, draft: Searchable) -> Reading:
        """The reading of ``draft`` for one point; with an empty passage where it has no pieces."""
        phrased = (asked.point, *asked.phrasings, *asked.hints)
        near = draft.nearness(phrased)
        beginning = self._beginning(asked, near)
        chosen = _nearest(draft.sentences, near.max(axis=0))
        ids, markers = list(beginning), []
        for sentence in chosen:
            markers.append(len(ids))
            ids += [self._marker, *draft.sentences[sentence][:LONGEST_SENTENCE]]
        ids.append(self._separator)
        return Reading(np.asarray(ids, np.int32), len(beginning), tuple(markers), tuple(chosen))

    def _beginning(self, asked: Asked, near: Floats) -> list[int]:
        ids = [self._start, *asked.point[: LONGEST_ASKED - 2], self._separator]
        for phrasing in _by_nearness(asked.phrasings, near[1:]):
            if len(ids) + len(phrasing) < LONGEST_ASKED:
                ids += [*phrasing, self._separator]
        return ids


def _by_nearness(phrasings: Sequence[Ids], near: Floats) -> Iterator[Ids]:
    """The phrasings, those first that come nearest to any sentence."""
    best = near[: len(phrasings)].max(axis=1, initial=0.0)
    for index in np.argsort(-best, kind="stable"):
        yield phrasings[index]


def _nearest(sentences: Sequence[Ids], near: Floats) -> list[int]:
    """Numbers of the nearest sentences that fit into a passage, in the draft's order."""
    chosen, room = [], LONGEST_PASSAGE - 1
    for sentence in np.argsort(-near, kind="stable"):
        length = min(len(sentences[sentence]), LONGEST_SENTENCE)
        if length and length + 1 <= room:
            chosen.append(int(sentence))
            room -= length + 1
        if room < 5:
            break
    return sorted(chosen)


def nearest_sentences(sample_answer: Searchable, phrasings: Sequence[Ids]) -> list[Ids]:
    """The sentences of a sample answer that come nearest to a point's phrasings."""
    if not sample_answer.sentences:
        return []
    near = sample_answer.nearness(phrasings).max(axis=0)
    best = np.argsort(-near, kind="stable")[:SAMPLE_SENTENCES]
    return [sample_answer.sentences[index] for index in sorted(best)]
