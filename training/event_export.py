"""The trained event model -> one int8 ONNX file."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from detente.language.event_model import FILE
from training.event_network import EventReader
from training.export import write_graph


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
    write_graph(
        _Plain(model.cpu().float().eval()), (torch.randint(1000, 2000, (1, 40)),), folder / FILE,
        inputs=["ids"], outputs=["types", "classes", "tags"], shapes=({1: piece},), int8=int8,
    )  # fmt: skip
