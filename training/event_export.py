"""The trained event model -> one int8 ONNX file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from detente.language.event_model import FILE
from training.event_network import EventReader
from training.export import forget_origin


class _Plain(nn.Module):
    def __init__(self, model: EventReader) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        types, classes, tags = self.model(ids, torch.zeros(1, 1, 1, 1))
        return types, classes, tags


def export_events(model: EventReader, folder: Path, *, int8: bool = True) -> None:
    """Write ``events.onnx`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    piece = torch.export.Dim("piece", min=2, max=model.shape.positions)
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / FILE
        torch.onnx.export(
            _Plain(model.cpu().float().eval()), (torch.randint(1000, 2000, (1, 40)),), str(plain), input_names=["ids"],
            output_names=["types", "classes", "tags"], dynamic_shapes=({1: piece},), dynamo=True, external_data=False, opset_version=18,
        )  # fmt: skip
        if int8:
            quantize_dynamic(plain, folder / FILE, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        else:
            (folder / FILE).write_bytes(plain.read_bytes())
    forget_origin(folder / FILE)
