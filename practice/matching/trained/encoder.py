"""The encoder as it runs: eight-bit weights in onnxruntime, on one core."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime

from practice.matching.trained.pieces import Floats, Pieces
from practice.matching.trained.reading import Reading

REMEMBERED = 512
"""Readings whose answers are kept: whoever changes one sentence asks for most of the others again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Logits: of a point at least partly made, of it covered, and for each of the reading's markers."""

    touched: float
    covered: float
    evidence: tuple[float, ...]


class Encoder:
    """Answers are the same whatever was read before: each reading is read by itself."""

    def __init__(self, path: Path, pieces: Pieces) -> None:
        options = onnxruntime.SessionOptions()
        # A worker answers several people at once; each answer takes one core and no more.
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = pieces
        self._logits = lru_cache(REMEMBERED)(self._run)

    def answer(self, reading: Reading) -> Answer:
        verdict, evidence = self._logits(reading.ids.tobytes(), reading.passage_from)
        marked = tuple(float(evidence[marker]) for marker in reading.markers)
        return Answer(float(verdict[0]), float(verdict[1]), marked)

    def _run(self, ids_in_bytes: bytes, passage_from: int) -> tuple[Floats, Floats]:
        ids = np.frombuffer(ids_in_bytes, np.int32)
        types = (np.arange(len(ids)) >= passage_from).astype(np.int64)
        inputs = {"vectors": self._pieces.vectors_of(ids)[None], "types": types[None]}
        verdict, evidence = self._session.run(["verdict", "evidence"], inputs)
        return verdict[0], evidence[0]
