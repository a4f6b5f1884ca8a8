"""The reader model: pieces and windows, roles into spans, and that no text makes it raise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language.reader_model import (
    FLOOR,
    FOLDER,
    ReaderModel,
    has_reader_model,
    load_encode,
    load_network,
    load_reader_model,
)
from detente.language.reading import Model, read_pieces
from detente.language.roles import CONTENT, CUE, NONE, SOURCE, Saying, drop_doubles, find_runs, read_roles
from detente.language.wordpieces import CONTEXT, CORE, Passage, cut_pieces, cut_windows

_ALPHABET = st.sampled_from(
    ["a", "said", " ", " ", '"', "“", "”", "«", "»", "'", "‘", "’", ".", ",", ":", "—", "🕊", "\u200f", "\u202e", "He"]
)


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    """The shipped model."""
    loaded = load_reader_model()
    if loaded is None:
        pytest.skip("the reader model is not in this checkout")
    return loaded


@given(st.lists(st.integers(1, 900), max_size=30))
def test_windows_judge_every_piece_once(lengths: list[int]) -> None:
    breaks = [sum(lengths[: n + 1]) for n in range(len(lengths))]
    windows = list(cut_windows(breaks))
    judged = [at for w in windows for at in range(w.first, w.last)]
    assert judged == list(range(breaks[-1] if breaks else 0))
    assert all(w.last - w.first <= CORE and w.high - w.low <= CORE + 2 * CONTEXT for w in windows)


def test_windows_keep_paragraphs_whole() -> None:
    windows = list(cut_windows([100, 200, 240]))
    assert [(w.first, w.last) for w in windows] == [(0, 100), (100, 240)]


@pytest.mark.parametrize(
    ("labels", "gap", "runs"),
    [
        ([0, 3, 3, 0], 0, [(1, 3)]),
        ([3, 0, 3], 1, [(0, 3)]),
        ([3, 0, 3], 0, [(0, 1), (2, 3)]),
        ([3, 1, 3], 1, [(0, 1), (2, 3)]),
        ([], 1, []),
    ],
)
def test_runs(labels: list[int], gap: int, runs: list[tuple[int, int]]) -> None:
    assert find_runs(labels, CONTENT, gap=gap) == runs


def test_roles_become_spans() -> None:
    labels = [SOURCE, CUE, CONTENT, CONTENT, NONE]
    chances = np.full((5, 4), 0.02)
    chances[range(5), labels] = 0.94
    words = [(n * 10, n * 10 + 9) for n in range(5)]
    saying = read_roles(chances, words, 1, 0.9, breaks=frozenset())
    assert saying is not None
    assert (saying.source, saying.cue, saying.content) == ((0, 9), ((10, 19),), ((20, 39),))
    assert read_roles(chances[:, [3, 1, 2, 0]], words, 1, 0.9, breaks=frozenset({3})) is not None


def test_no_content_is_no_saying() -> None:
    chances = np.array([[0.1, 0.7, 0.1, 0.1], [0.1, 0.1, 0.7, 0.1]])
    assert read_roles(chances, [(0, 3), (4, 8)], 1, 0.9, breaks=frozenset()) is None


def test_the_surer_of_two_that_tell_the_same_stands() -> None:
    one = Saying((4, 8), ((4, 8),), (0, 3), ((9, 20),), 0.9, 0.9, 0.9)
    other = Saying((5, 8), ((5, 8),), (0, 3), ((9, 20),), 0.5, 0.9, 0.9)
    assert drop_doubles([other, one]) == [one]


def test_reads_a_sentence(model: ReaderModel) -> None:
    text = 'The ministry said on Monday that the border would stay shut. "We have time," Velt told reporters.'
    sayings = model.read([Passage(100, text, ((61, 76),))]).sayings
    told = [
        (text[s.source[0] - 100 : s.source[1] - 100], [text[a - 100 : b - 100] for a, b in s.content])
        for s in sayings
        if s.source
    ]
    assert told[0][0] == "The ministry"
    assert "the border would stay shut" in told[0][1][0]
    assert told[1][0] == "Velt"


def test_reads_the_same_alone_and_among_others(model: ReaderModel) -> None:
    passage = Passage(0, "Klow said the truce was over.", ())
    assert model.read([passage]) == model.read([passage])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(_ALPHABET, max_size=40).map("".join), max_size=4))
def test_no_text_raises(model: ReaderModel, texts: list[str]) -> None:
    passages, start = [], 0
    for text in texts:
        passages.append(Passage(start, text))
        start += len(text) + 1
    for saying in model.read(passages).sayings:
        assert all(0 <= a < b <= start for a, b in saying.content)


@pytest.mark.slow
def test_work_grows_with_length_only() -> None:
    unit = 'The envoy said "no" \u200f🕊 to it. '
    if not has_reader_model():
        pytest.skip("the reader model is not in this checkout")
    encode, network = load_encode(FOLDER / "tokenizer.json"), load_network(FOLDER)

    def pieces(length: int) -> int:
        """Pieces that went through the network, the second half of it once an anchor."""
        seen: list[int] = []

        def read(ids: np.ndarray, marks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            seen.append(ids.size)
            return network.read(ids, marks)

        def assign(states: np.ndarray, anchors: np.ndarray) -> np.ndarray:
            roles = network.assign(states, anchors)
            seen.append(roles.shape[0] * roles.shape[1])
            return roles

        text = (unit * (length // len(unit) + 1))[:length]
        read_pieces(cut_pieces([Passage(0, text)], encode), Model("counted", read, assign), floor=FLOOR)
        return sum(seen)

    assert pieces(20_000) < 5 * pieces(5_000)
