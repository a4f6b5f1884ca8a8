"""The event model: the type of an event from its sentence, with the names of the two sides masked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.language.masking import Pair, cut_pair
from detente.language.networks import open_network
from detente.language.reader_model import FOLDER, load_encode

if TYPE_CHECKING:
    import numpy as np

NAME = "detente-events 2"
FILE = "events.onnx"
NO_EVENT = "STATEMENT"
TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN", NO_EVENT,
)  # fmt: skip
"""The model's answers in the order of its outputs: PLOVER's 16 types, and words alone."""

CLASSES: tuple[frozenset[str], ...] = (
    frozenset({NO_EVENT}),
    frozenset({"AGREE", "CONSULT", "SUPPORT"}),
    frozenset({"COOPERATE", "AID", "RETREAT"}),
    frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"}),
    frozenset({"PROTEST", "MOBILIZE", "COERCE", "ASSAULT"}),
)
"""CAMEO's five classes, the second output, by PLOVER type; CONCEDE lies on both sides of 1 and 2."""
TAGS = ("O", "B-S", "I-S", "B-T", "I-T", "B-R", "I-R")
"""The third output, for each piece: outside, or the beginning or inside of a source, a target or a reciprocal party."""

JudgePairs = Callable[[Sequence[Pair]], list[dict[str, float]]]


@dataclass(frozen=True)
class EventModel:
    """A loaded event model; ``name`` goes into the record's header, ``judge`` gives each pair's likelihood by type (they sum to 1)."""

    name: str
    judge: JudgePairs


def load_event_model(folder: Path = FOLDER) -> EventModel | None:
    """The model, or None where its files or onnxruntime are missing."""
    if not all((folder / name).is_file() for name in (FILE, "tokenizer.json")):
        return None
    try:
        network = load_event_network(folder)
    except ImportError:
        return None
    encode = load_encode(folder / "tokenizer.json")

    def judge(pairs: Sequence[Pair]) -> list[dict[str, float]]:
        return [dict(zip(TYPES, network(cut_pair(pair, encode))[0].tolist(), strict=True)) for pair in pairs]

    return EventModel(NAME, judge)


def load_event_network(folder: Path) -> Callable[[Sequence[int]], tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Pieces -> likelihood of each type, of CAMEO's five classes, and of the tags of each piece; one thread, one sentence at a time."""
    import numpy as np

    session = open_network(folder / FILE)

    def softmax(logits: np.ndarray) -> np.ndarray:
        shifted = np.exp(logits - logits.max(-1, keepdims=True))
        scaled: np.ndarray = shifted / shifted.sum(-1, keepdims=True)
        return scaled

    def read(pieces: Sequence[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        types, classes, tags = session.run(None, {"ids": np.array([pieces], dtype=np.int64)})
        return softmax(types[0]), softmax(classes[0]), softmax(tags[0])

    return read
