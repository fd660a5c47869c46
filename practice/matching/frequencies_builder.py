"""Builds ``data/frequencies.tsv``: in how many texts of this field each term stands.

    python -m practice.matching.frequencies_builder fixtures/questions

Documents are the bank's key points, their aliases, and the sentences of its sample answers.
Everyday English comes from ``data/english.txt``, so that "week" is not a rare word because few
answers name one: a term gets the larger of the two frequencies. Run it again when the bank has
changed much; a term it has not seen weighs as a rare word, so a stale file does little harm.
Prints the number of documents and terms. Exits with 2 for wrong arguments or an empty folder.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from practice.matching.sentences import split_sentences
from practice.matching.terms import read_terms

DATA = Path(__file__).parent / "data"

_HEADER = """\
# Built by practice.matching.frequencies_builder; do not edit. First row: number of documents.
# Then, a row each: term, number of documents with it (everyday words: estimated).
"""


def documents_of(folder: Path) -> Iterator[str]:
    """The short texts of every bank file in ``folder``, files in the order of their names."""
    for path in sorted(folder.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text("utf-8")) or ():
            yield from _documents_of_row(row["model"], row["fields"])


def _documents_of_row(model: str, fields: dict[str, str]) -> Iterator[str]:
    if model == "questions.question":
        answer = fields["sample_answer"]
        yield from (span.of(answer) for span in split_sentences(answer))
    elif model == "questions.keypoint":
        yield fields["text"]
        yield from filter(None, fields.get("aliases", "").splitlines())


def everyday_shares(text: str) -> dict[str, float]:
    """Term -> share of texts with it, by the bands of ``data/english.txt``; the first band wins."""
    shares: dict[str, float] = {}
    share = 0.0
    for line in text.splitlines():
        if line.startswith("@"):
            share = float(line.split()[-1])
        elif not line.startswith("#"):
            for term in read_terms(" . ".join(line.split())):
                shares.setdefault(term.key, share)
    return shares


def table(documents: Iterable[str], shares: dict[str, float]) -> tuple[int, dict[str, float]]:
    """The number of documents, and term -> document frequency, sorted by term."""
    counts: Counter[str] = Counter()
    number = 0
    for document in documents:
        number += 1
        counts.update({term.key for term in read_terms(document)})
    keys = sorted(counts.keys() | shares.keys())
    return number, {key: max(counts[key], round(shares.get(key, 0.0) * number, 1)) for key in keys}


def write(path: Path, documents: int, frequencies: dict[str, float]) -> None:
    rows = "".join(f"{key}\t{frequency:g}\n" for key, frequency in frequencies.items())
    path.write_text(f"{_HEADER}documents\t{documents}\n{rows}", "utf-8")


def main(arguments: list[str]) -> int:
    texts = list(documents_of(Path(arguments[0]))) if len(arguments) == 1 else []
    if not texts:
        sys.stderr.write("usage: python -m practice.matching.frequencies_builder FOLDER\n")
        return 2
    shares = everyday_shares((DATA / "english.txt").read_text("utf-8"))
    documents, frequencies = table(texts, shares)
    write(DATA / "frequencies.tsv", documents, frequencies)
    sys.stdout.write(f"{documents} documents, {len(frequencies)} terms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
