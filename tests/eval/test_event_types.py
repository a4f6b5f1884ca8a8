"""Scoring of the event model: macro F1, root types, classes, tagged spans, and marked sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from detente.language.event_model import CLASSES, NO_EVENT, TAGS, TYPES
from eval.event_types import Spans, class_shares, macro_f1, read_pairs, read_tagged, roots_of, spans_of


@pytest.mark.parametrize(
    ("gold", "found", "score"),
    [
        (["a", "b"], ["a", "b"], 1.0),
        (["a", "b"], ["b", "a"], 0.0),
        (["a", "a", "b"], ["a", "a", "a"], 0.4),
        (["a", "a"], ["a", "c"], 2 / 3),
        ([1, 2], [1, 1], 1 / 3),
    ],
)
def test_macro_f1_is_over_the_classes_of_the_gold(gold: list[object], found: list[object], score: float) -> None:
    assert macro_f1(gold, found) == pytest.approx(score)


def test_macro_f1_wants_as_many_answers_as_questions() -> None:
    with pytest.raises(ValueError, match="zip"):
        macro_f1(["a", "b"], ["a"])


@pytest.mark.parametrize(
    ("shares", "roots"),
    [
        ({"CONCEDE": 0.25, "RETREAT": 0.5, "AID": 0.25}, {"YIELD": 0.75, "AID": 0.25}),
        ({NO_EVENT: 0.5, "AID": 0.5}, {"AID": 0.5}),
        ({NO_EVENT: 1.0}, {}),
        ({}, {}),
    ],
)
def test_roots_leave_words_alone_out(shares: dict[str, float], roots: dict[str, float]) -> None:
    assert roots_of(shares) == roots


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["O", "O"], set()),
        ([], set()),
        (["B-S", "I-S", "O", "B-T"], {(0, 2, "S"), (3, 4, "T")}),
        (["B-S", "B-S"], {(0, 1, "S"), (1, 2, "S")}),
        (["B-S", "I-T"], {(0, 1, "S"), (1, 2, "T")}),
        (["I-R", "I-R"], {(0, 2, "R")}),
        (["B-S", "O", "I-S"], {(0, 1, "S"), (2, 3, "S")}),
        (["B-T", "I-T", "I-T"], {(0, 3, "T")}),
    ],
)
def test_spans_of_tags(tags: list[str], spans: Spans) -> None:
    assert spans_of(tags) == spans
    assert set(tags) <= set(TAGS)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_one_class_but_what_lies_between(name: str) -> None:
    shares = class_shares(np.array([float(type_ == name) for type_ in TYPES]))
    held = [number for number, members in enumerate(CLASSES) if name in members]
    assert shares.sum() == pytest.approx(1.0)
    assert [number for number, share in enumerate(shares) if share] == (held or [1, 2])


def test_tagged_sentences_are_read(tmp_path: Path) -> None:
    path = tmp_path / "tagged.txt"
    path.write_text("Ruritania B-S\nleft O\n\nKlow B-T\n\n", encoding="utf-8")
    assert read_tagged(path) == [(["Ruritania", "left"], ["B-S", "O"]), (["Klow"], ["B-T"])]


def test_marked_sentences_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(
        "marked_sentence\tgold_root\n<s>Ruritania</s> hit <t>Klow</t> and <t>Dorn</t>.\tassault \n", encoding="utf-8"
    )
    ((pair, root),) = read_pairs(path, frozenset({"army"}))
    assert (pair.text, root, pair.kept) == ("Ruritania hit Klow and Dorn.", "ASSAULT", frozenset({"army"}))
    assert [pair.text[start:end] for start, end in (*pair.source, *pair.target)] == ["Ruritania", "Klow", "Dorn"]
