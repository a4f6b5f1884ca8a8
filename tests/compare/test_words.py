"""Words and sentences as comparing sees them."""

from __future__ import annotations

import pytest

from detente.compare.clashes import _alike
from detente.compare.passages import cut_sentences
from detente.compare.words import grams, plain_words, stems, weigh

from .factory import report


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("missiles", "rocket"),
        ("a ceasefire", "the cease-fire"),
        ("troops", "soldiers"),
        ("agreed", "agreement"),
        ("Türkiye", "TURKIYE"),
        ("prolongation", "renews"),
        ("tonnes", "tons"),
        ("the U.N.", "the UN"),
    ],
)
def test_words_that_meet(a: str, b: str) -> None:
    assert set(stems(a)) & set(stems(b))


@pytest.mark.parametrize(("a", "b"), [("fire", "burned"), ("sign", "single"), ("north", "south")])
def test_words_that_stay_apart(a: str, b: str) -> None:
    assert not set(stems(a)) & set(stems(b))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "He met Mr. Voss in the U.S. on Monday. They talked.",
            ["He met Mr. Voss in the U.S. on Monday.", "They talked."],
        ),
        ("“We agree.” She left.", ["“We agree.”", "She left."]),
        ("One\nTwo", ["One", "Two"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    held = report("r", text)
    assert [held.text[a:b] for a, b in cut_sentences(held).spans] == sentences


def test_the_sentence_around_evidence() -> None:
    held = report("r", "A headline\nFirst one. Second one here.")
    start = held.text.index("one here")
    assert cut_sentences(held).sentence(held.evidence(start, start + 3)).quote == "Second one here."


def test_rare_words_weigh_more() -> None:
    weights = weigh([frozenset({"a", "b"}), frozenset({"a", "c"}), frozenset({"a"})])
    assert weights.of("b") > weights.of("a") > 0
    assert weights.shared(frozenset({"a", "b"}), frozenset({"a", "b", "c"})) == 1.0
    assert weights.dice(frozenset(), frozenset({"a"})) == 0.0


def test_grams_of_short_texts_are_empty() -> None:
    assert grams("one two three", 5) == frozenset()
    assert len(grams("one two three four five six", 5)) == 2


@pytest.mark.parametrize(
    ("one", "two", "drifted"),
    [
        ("Trust is not rebuilt with one handshake", "Trust isn't rebuilt by a handshake", True),
        ("He never forgets the friends of hard winters", "never forgets friends of a hard winter", True),
        ("The bridge will be rebuilt by spring", "The bridge will not be sold", False),
        ("We want peace", "We want war", False),
    ],
)
def test_a_short_sentence_told_twice_is_one_quotation(one: str, two: str, drifted: bool) -> None:
    assert _alike(plain_words(one), plain_words(two)) is drifted
