"""The trained engine: a small encoder reads each point beside what the draft says nearest to it.

:mod:`~practice.matching.trained.pieces` and :mod:`~practice.matching.trained.nearness` find the
passage, :mod:`~practice.matching.trained.reading` lays it out, the model in
:mod:`~practice.matching.trained.encoder` reads it, and :mod:`~practice.matching.trained.engine`
makes a verdict of that. Nothing is imported here: the packages these stand on may be missing.
"""

from pathlib import Path

RUNTIME = ("numpy", "onnxruntime", "tokenizers")
"""The packages that the trained engine runs on."""

WEIGHTS = Path(__file__).resolve().parent / "weights"
WEIGHT_FILES = ("encoder.onnx", "pieces.npz", "scoring.json", "tokenizer.json")
"""What ``make train`` writes there, and nothing else does."""
