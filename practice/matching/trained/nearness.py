"""How near each sentence of a text comes to a phrasing, by the vectors of their word pieces.

Each piece of the phrasing looks for the piece of the sentence whose vector is most like its own;
the nearness is the mean of these likenesses, telling pieces counting more. No model is run, so
this can look through all of a draft for what the model then reads.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from practice.matching.trained.pieces import Floats, Ids, Pieces


class Searchable:
    """A text, cut into sentences, that any number of phrasings can be looked up in."""

    def __init__(self, pieces: Pieces, sentences: Sequence[Ids]) -> None:
        self.sentences = list(sentences)
        self._pieces = pieces
        # A sentence without any piece (an emoji, say) cannot be near anything.
        self._filled = [index for index, ids in enumerate(self.sentences) if len(ids)]
        running = [self.sentences[index] for index in self._filled]
        lengths = [len(ids) for ids in running]
        self._starts = np.cumsum([0, *lengths[:-1]]) if running else np.zeros(0, int)
        everything = np.concatenate(running) if running else np.zeros(0, np.int32)
        # A long draft repeats its words: each is compared once.
        distinct, self._places = np.unique(everything, return_inverse=True)
        self._directions = _directions(pieces, distinct)

    def nearness(self, phrasings: Sequence[Ids]) -> Floats:
        """Shape (phrasings, sentences), at most 1; 0 where either side has no pieces."""
        near = np.zeros((len(phrasings), len(self.sentences)), np.float32)
        wanted = np.unique(np.concatenate([np.zeros(0, np.int32), *phrasings]))
        if not len(wanted) or not self._filled:
            return near
        likeness = _directions(self._pieces, wanted) @ self._directions.T
        best = np.maximum.reduceat(likeness[:, self._places], self._starts, axis=1)
        for row, phrasing in enumerate(phrasings):
            if len(phrasing):
                weights = self._pieces.weights[phrasing]
                rows = np.searchsorted(wanted, phrasing)
                near[row, self._filled] = weights @ best[rows] / weights.sum()
        return near


def _directions(pieces: Pieces, ids: Ids) -> Floats:
    vectors = pieces.vectors_of(ids)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(lengths, 1e-6)
