"""A trained network -> two int8 ONNX files, the tokenizer beside them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Reader


class _Encoder(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, marks: Tensor) -> tuple[Tensor, Tensor]:
        mask = torch.zeros(1, 1, 1, 1)
        states, anchors, _ = self.reader.read(ids, marks, mask)
        return states, anchors


class _Roles(nn.Module):
    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: Tensor, anchors: Tensor) -> Tensor:
        return self.reader.assign(states, anchors, torch.zeros(1, 1, 1, 1))


def forget_origin(path: Path) -> None:
    """Take out what the exporter notes of the machine: every node's stack trace, with the paths of the sources."""
    model = onnx.load(path)
    for nodes in (model.graph.node, *(function.node for function in model.functions)):
        for node in nodes:
            node.doc_string = ""
            del node.metadata_props[:]
    for value in (*model.graph.value_info, *model.graph.input, *model.graph.output, model.graph):
        del value.metadata_props[:]
    path.write_bytes(model.SerializeToString(deterministic=True))


def write_graph(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    *,
    inputs: list[str],
    outputs: list[str],
    shapes: tuple[object, ...],
    int8: bool = True,
) -> None:
    """Write a network as one file: int8, weights per channel, 7 bits so that processors without VNNI do not overflow; float where not ``int8``."""
    module.eval()
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / path.name
        torch.onnx.export(
            module, example, str(plain), input_names=inputs, output_names=outputs, dynamic_shapes=shapes,
            dynamo=True, external_data=False, opset_version=18,
        )  # fmt: skip
        if int8:
            quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        else:
            path.write_bytes(plain.read_bytes())
    forget_origin(path)


def export(reader: Reader, tokenizer: Path, folder: Path, *, int8: bool = True) -> None:
    """Write ``encoder.onnx``, ``roles.onnx`` and ``tokenizer.json`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    reader = reader.cpu().float().eval()
    width = reader.shape.width
    piece = torch.export.Dim("piece", min=2, max=reader.shape.positions)
    ids = torch.randint(1000, 2000, (1, 40))
    states, anchors = torch.randn(1, 40, width), torch.tensor([7])
    graphs = (
        (
            "encoder.onnx",
            _Encoder(reader),
            (ids, torch.zeros_like(ids)),
            ["ids", "marks"],
            ["states", "anchors"],
            ({1: piece}, {1: piece}),
        ),
        ("roles.onnx", _Roles(reader), (states, anchors), ["states", "anchors"], ["roles"], ({1: piece}, None)),
    )
    for name, module, example, inputs, outputs, shapes in graphs:
        write_graph(module, example, folder / name, inputs=inputs, outputs=outputs, shapes=shapes, int8=int8)
    held = json.loads(tokenizer.read_text(encoding="utf-8"))
    held["truncation"] = held["padding"] = None
    (folder / "tokenizer.json").write_text(
        json.dumps(held, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
