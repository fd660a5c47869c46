"""The vocabulary of a pretrained encoder, as the product keeps it: eight bits a number."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from practice.matching.trained.pieces import Floats, Pieces, read_tokenizer


def pretrained_pieces(folder: Path, vectors: Floats, texts: Iterable[str]) -> Pieces:
    """``vectors`` are the encoder's own, a row a piece; ``texts`` say which pieces are rare."""
    scales = np.abs(vectors).max(axis=1) / 127
    scales = np.maximum(scales, 1e-8).astype(np.float32)
    rounded = np.round(vectors / scales[:, None]).astype(np.int8)
    tokenizer = read_tokenizer(folder / "tokenizer.json")
    even = Pieces(tokenizer, rounded, scales, np.ones(len(vectors), np.float32))
    return Pieces(tokenizer, rounded, scales, _weights(even, list(texts)))


def _weights(pieces: Pieces, texts: list[str]) -> Floats:
    """Inverse document frequency, from near 0 (in every text) to 1 (in none)."""
    found = np.zeros(len(pieces.vectors), np.int64)
    for ids in pieces.encode(texts):
        found[np.unique(ids)] += 1
    rarity = np.log((1 + len(texts)) / (1 + found)) / np.log(1 + len(texts))
    return np.maximum(rarity, 0.02).astype(np.float32)
