"""From the encoder's answer and the words that stand in the draft to one number."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from practice.matching.calibration import Calibration, Curve
from practice.matching.trained.finding import Found


@dataclass(frozen=True, slots=True)
class Weights:
    """What a unit of each adds: of the encoder's two logits, of the lexical engine's score, and of
    its finding a denial."""

    touched: float
    covered: float
    wording: float
    denied: float

    def strength(self, found: Found) -> float:
        return (
            self.touched * found.answer.touched
            + self.covered * found.answer.covered
            + self.wording * found.wording_score
            + self.denied * found.is_denied
        )


@dataclass(frozen=True, slots=True)
class Scoring:
    """Chosen on the corpus's dev part by ``make train``; the calibration's scale is strength."""

    weights: Weights
    calibration: Calibration

    def strength(self, found: Found) -> float:
        return self.weights.strength(found)

    @classmethod
    def load(cls, path: Path) -> Scoring:
        """Read what :meth:`save` wrote."""
        numbers = json.loads(path.read_text(encoding="utf-8"))
        chosen = numbers["calibration"]
        calibration = Calibration(
            touched=Curve(**chosen["touched"]),
            covered=Curve(**chosen["covered"]),
            partly_from=chosen["partly_from"],
            covered_from=chosen["covered_from"],
        )
        return cls(Weights(**numbers["weights"]), calibration)

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
