"""The reader model: loaded from the package data, run on one thread with onnxruntime."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.language.networks import open_network
from detente.language.reading import Model, Reading, read_pieces
from detente.language.wordpieces import Encode, Passage, cut_pieces

if TYPE_CHECKING:
    import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "models/reader"
NAME = "detente-reader 1"
FLOOR = 0.15
"""The least likely anchor that is looked into."""

ReadPassages = Callable[[Sequence[Passage]], Reading]


@dataclass(frozen=True)
class ReaderModel:
    """A loaded reader model; ``name`` goes into the record's header."""

    name: str
    read: ReadPassages


def has_reader_model(folder: Path = FOLDER) -> bool:
    """Whether the weights lie where they should; a checkout or a package without them still works."""
    return all((folder / name).is_file() for name in ("encoder.onnx", "roles.onnx", "tokenizer.json"))


def load_reader_model(folder: Path = FOLDER) -> ReaderModel | None:
    """The model, or None where its files or onnxruntime are missing (the record's header then does not name it)."""
    if not has_reader_model(folder):
        return None
    try:
        model, encode = load_network(folder), load_encode(folder / "tokenizer.json")
    except ImportError:
        return None
    return ReaderModel(NAME, lambda passages: read_pieces(cut_pieces(passages, encode), model, floor=FLOOR))


def load_encode(path: Path) -> Encode:
    """The tokenizer as a function."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def encode(texts: Sequence[str]) -> list[tuple[Sequence[int], Sequence[tuple[int, int]], Sequence[int | None]]]:
        found = [tokenizer.encode(text, add_special_tokens=False) for text in texts]
        return [(one.ids, one.offsets, one.word_ids) for one in found]

    return encode


def load_network(folder: Path) -> Model:
    """Both halves of the network, each in one session with one thread, so that sums are always added in the same order."""
    sessions = [open_network(folder / name) for name in ("encoder.onnx", "roles.onnx")]

    def read(ids: np.ndarray, marks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        states, anchors = sessions[0].run(None, {"ids": ids, "marks": marks})
        return states, anchors

    def assign(states: np.ndarray, anchors: np.ndarray) -> np.ndarray:
        roles: np.ndarray = sessions[1].run(None, {"states": states, "anchors": anchors})[0]
        return roles

    return Model(NAME, read, assign)
