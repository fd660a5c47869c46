"""Word pieces: what the encoder reads instead of words, with a vector and a weight for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ids = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

START, SEPARATOR, MARKER = "[CLS]", "[SEP]", "[MASK]"


@dataclass(frozen=True, slots=True)
class Pieces:
    """The vocabulary.

    ``vectors`` has a row a piece: int8, to be multiplied with that row's entry of ``scales``.
    ``weights`` says how telling each piece is: the rarer in answers, the heavier.
    """

    tokenizer: Tokenizer
    vectors: npt.NDArray[np.int8]
    scales: Floats
    weights: Floats

    @classmethod
    def load(cls, folder: Path) -> Pieces:
        """Read ``tokenizer.json`` and ``pieces.npz``; raises OSError or ValueError."""
        with np.load(folder / "pieces.npz") as arrays:
            vectors, scales, weights = (arrays[name] for name in ("vectors", "scales", "weights"))
        return cls(read_tokenizer(folder / "tokenizer.json"), vectors, scales, weights)

    def save(self, folder: Path) -> None:
        self.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
        np.savez(
            folder / "pieces.npz", vectors=self.vectors, scales=self.scales, weights=self.weights
        )

    def id_of(self, special: str) -> int:
        found = self.tokenizer.token_to_id(special)
        if found is None:
            raise ValueError(f"The vocabulary has no {special}.")
        return int(found)

    def encode(self, texts: Sequence[str]) -> list[Ids]:
        """The piece ids of each text, without the marks that begin and end a sequence."""
        # A lone surrogate is legal in a str and in no UTF-8, which is what the tokenizer takes.
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        encoded = self.tokenizer.encode_batch(clean, add_special_tokens=False)
        return [np.asarray(each.ids, np.int32) for each in encoded]

    def vectors_of(self, ids: Ids) -> Floats:
        """Shape (len(ids), width)."""
        return self.vectors[ids] * self.scales[ids, None]


def read_tokenizer(path: Path) -> Tokenizer:
    """The tokenizer at ``path``, neither cutting nor padding, and reading "[MASK]" as words."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    # Whoever types the name of a special piece means the word.
    tokenizer.encode_special_tokens = True
    return tokenizer
