"""Writing the fitted network as the product runs it: ONNX, weights at eight bits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from practice.training.network import LONGEST, Network

EXAMPLE_LENGTH = 64


class _Unpadded(nn.Module):
    """The network for one whole sequence at a time: nothing of it is masked."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        verdict, evidence = self.network(vectors, types, None)
        return verdict, evidence


def export(network: Network, path: Path) -> None:
    """Write ``network`` to ``path``: inputs vectors and types, outputs verdict and evidence."""
    # The product looks the vectors up itself.
    network.encoder.embeddings.word_embeddings = nn.Embedding(1, network.encoder.config.hidden_size)
    vectors = torch.randn(1, EXAMPLE_LENGTH, network.encoder.config.hidden_size)
    types = torch.zeros(1, EXAMPLE_LENGTH, dtype=torch.int64)
    length = torch.export.Dim("length", min=2, max=LONGEST)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Unpadded(network).eval(),
            (vectors, types),
            whole,
            input_names=["vectors", "types"],
            output_names=["verdict", "evidence"],
            dynamic_shapes={"vectors": {1: length}, "types": {1: length}},
            external_data=False,
            dynamo=True,
        )
        model = onnx.load(whole)
        _strip(model)
        onnx.save(model, whole)
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Processors without the newer instructions add products of eight bits up in sixteen.
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )


def _strip(model: onnx.ModelProto) -> None:
    """Take out what running it does not need, and what tells of the machine that wrote it."""
    # The exporter's shapes of what lies between do not always fit its own folding of weights.
    del model.graph.value_info[:]
    del model.metadata_props[:]
    graph = model.graph
    for part in (graph, *graph.node, *graph.input, *graph.output, *graph.initializer):
        del part.metadata_props[:]
        part.ClearField("doc_string")
