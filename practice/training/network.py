"""The network: a pretrained BERT encoder with two small heads."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

LONGEST = 320
"""Pieces of a sequence: more than :mod:`practice.matching.trained.reading` ever makes."""


class Network(nn.Module):
    """Vectors of a sequence's pieces in, logits out.

    ``forward`` takes ``vectors`` (batch, length, width), ``types`` (batch, length; 1 in the passage)
    and ``mask`` (batch, length; 0 beyond the end). It gives verdict logits (batch, 2: at least
    partly made, covered) and evidence logits (batch, length; of use at the markers).
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.verdict = nn.Linear(width, 2)
        self.evidence = nn.Linear(width, 1)

    def forward(self, vectors: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.encoder(
            inputs_embeds=vectors, token_type_ids=types, attention_mask=mask
        ).last_hidden_state
        states = self.dropout(states)
        return self.verdict(states[:, 0]), self.evidence(states).squeeze(-1)


def pretrained(folder: Path) -> BertModel:
    """The encoder whose weights lie in ``folder``.

    Without dropout in attention, whose random numbers take as long as the rest on a processor.
    """
    encoder = BertModel.from_pretrained(
        folder,
        add_pooling_layer=False,
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
        local_files_only=True,
    )
    embeddings = encoder.embeddings
    kept = embeddings.position_embeddings.weight[:LONGEST].detach().clone()
    embeddings.position_embeddings = nn.Embedding.from_pretrained(kept, freeze=False)
    embeddings.position_ids = torch.arange(LONGEST)[None]
    encoder.config.max_position_embeddings = LONGEST
    return encoder
