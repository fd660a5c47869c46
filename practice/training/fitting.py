"""Fitting the network to examples."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from practice.matching.trained.pieces import Ids, Pieces
from practice.matching.trained.reading import Reading
from practice.training.lessons import Lesson
from practice.training.network import Network

BATCH_PIECES = 4096
"""Pieces of a batch, its padding included."""

LENGTH_STEP = 32
"""Lengths are padded to multiples of this, so that few shapes are compiled."""

LEARNING_RATE, HEADS_LEARNING_RATE, WARM_UP = 1e-4, 5e-4, 0.06
EVIDENCE_SHARE = 0.5
"""What the evidence counts in the loss beside the verdict."""


@dataclass(frozen=True, slots=True)
class Batch:
    vectors: Tensor
    types: Tensor
    mask: Tensor


def batch_of(pieces: Pieces, readings: Sequence[Reading]) -> Batch:
    """The readings side by side, padded."""
    longest = max(len(reading.ids) for reading in readings)
    length = math.ceil(longest / LENGTH_STEP) * LENGTH_STEP
    ids: Ids = np.zeros((len(readings), length), np.int32)
    types = np.zeros((len(readings), length), np.int64)
    mask = np.zeros((len(readings), length), np.int64)
    for row, reading in enumerate(readings):
        end = len(reading.ids)
        ids[row, :end] = reading.ids
        types[row, reading.passage_from : end] = 1
        mask[row, :end] = 1
    vectors = pieces.vectors_of(ids.ravel()).reshape(*ids.shape, -1)
    return Batch(torch.from_numpy(vectors), torch.from_numpy(types), torch.from_numpy(mask))


def batches(random: Random, lessons: Sequence[Lesson]) -> Iterator[list[Lesson]]:
    """All lessons once, those of a like length together, the batches in any order."""
    noisy = sorted(lessons, key=lambda each: len(each.reading.ids) + random.uniform(0, 12))
    groups: list[list[Lesson]] = [[]]
    for lesson in noisy:
        length = math.ceil((len(lesson.reading.ids) + 12) / LENGTH_STEP) * LENGTH_STEP
        if (len(groups[-1]) + 1) * length > BATCH_PIECES:
            groups.append([])
        groups[-1].append(lesson)
    random.shuffle(groups)
    yield from groups


def loss_of(network: Network, pieces: Pieces, lessons: Sequence[Lesson]) -> Tensor:
    """The mean over the lessons' verdicts, and a share of the mean over all their markers."""
    batch = batch_of(pieces, [lesson.reading for lesson in lessons])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        verdict, evidence = network(batch.vectors, batch.types, batch.mask)
    ranks = torch.tensor([lesson.rank for lesson in lessons])
    targets = torch.stack([ranks >= 1, ranks >= 2], dim=1).float()
    loss = binary_cross_entropy_with_logits(verdict.float(), targets)
    rows: list[int] = []
    columns: list[int] = []
    shows: list[int] = []
    for row, lesson in enumerate(lessons):
        if lesson.shows is not None:
            rows += [row] * len(lesson.shows)
            columns += lesson.reading.markers
            shows += lesson.shows
    if shows:
        marked = evidence.float()[torch.tensor(rows), torch.tensor(columns)]
        target = torch.tensor(shows, dtype=torch.float32)
        loss = loss + EVIDENCE_SHARE * binary_cross_entropy_with_logits(marked, target)
    return loss


def fit(
    network: Network,
    pieces: Pieces,
    epochs: Sequence[Sequence[Lesson]],
    *,
    random: Random,
    report: Callable[[str], None],
) -> None:
    """Fit ``network`` in place, through ``epochs`` in order."""
    # Fixed: the product finds sentences by these vectors and keeps one copy of them.
    network.encoder.embeddings.word_embeddings.requires_grad_(False)
    network.train()
    plan = [batch for lessons in epochs for batch in batches(random, lessons)]
    optimiser, schedule = _optimiser(network, len(plan))
    compiled = torch.compile(network, dynamic=True)
    running = 0.0
    for number, lessons in enumerate(plan, start=1):
        loss = loss_of(compiled, pieces, lessons)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        running += loss.item()
        if number % 50 == 0:
            report(f"step {number} of {len(plan)}: loss {running / 50:.3f}")
            running = 0.0
    network.eval()


def _optimiser(
    network: Network, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    encoder = [each for each in network.encoder.parameters() if each.requires_grad]
    heads = [*network.verdict.parameters(), *network.evidence.parameters()]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "lr": LEARNING_RATE},
            {"params": heads, "lr": HEADS_LEARNING_RATE},
        ],
        weight_decay=0.01,
        fused=True,
    )
    warm_up = max(1, round(WARM_UP * steps))

    def share(step: int) -> float:
        if step < warm_up:
            return (step + 1) / warm_up
        return max(0.0, (steps - step) / max(1, steps - warm_up))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, share)
