"""How much a term tells: weights from document frequencies that ship with the package.

The file ``data/frequencies.tsv`` comes from :mod:`practice.matching.frequencies_builder`.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

_RARE = 4.0
"""Documents. Terms in fewer weigh the same: whether it is one document or three is luck."""


def weight(key: str) -> float:
    """What one term is worth: near 0 for a word in every text, 1.0 for a rare or unknown one.

    It is the term's inverse document frequency, as a share of a rare word's.
    """
    documents, frequency_of = _table()
    return _idf(documents, frequency_of.get(key, 0.0)) / _idf(documents, 0.0)


def is_known(key: str) -> bool:
    """Whether the background holds the term, so that it is a real word and no misspelling."""
    return key in _table()[1]


def _idf(documents: float, frequency: float) -> float:
    return math.log((documents + 1) / (max(frequency, _RARE) + 1))


@cache
def _table() -> tuple[float, dict[str, float]]:
    """The number of documents, and for each term how many of them hold it."""
    lines = files(__package__).joinpath("data", "frequencies.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    (_, documents), *terms = rows
    return float(documents), {key: float(frequency) for key, frequency in terms}
