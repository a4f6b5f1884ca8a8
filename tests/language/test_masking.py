"""Sentences with both sides marked and their names masked: words kept, marks, length, and that no masked name is left in the pieces."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.language.masking import CLOSE, LONGEST, NAME, SOURCE, TARGET, Pair, Span, cut_pair, mask_names, show_pair
from detente.language.wordpieces import CLS, SEP

KEPT = frozenset({"president", "police", "army"})


class Words:
    """A tokenizer with one piece a word, which knows what each piece stands for."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}

    def encode(
        self, texts: Sequence[str]
    ) -> list[tuple[Sequence[int], Sequence[tuple[int, int]], Sequence[int | None]]]:
        """Piece ids from 1000 on; offsets and word numbers are not asked for."""
        return [
            ([self.words.setdefault(word, 1000 + len(self.words)) for word in text.split()], [], []) for text in texts
        ]

    def show(self, pieces: Sequence[int]) -> str:
        """Pieces as words, marks as < > for the source, ( > for the target, and _ for a name."""
        shown = {CLS: "CLS", SEP: "SEP", SOURCE: "<", TARGET: "(", CLOSE: ">", NAME: "_"}
        shown |= {number: word for word, number in self.words.items()}
        return " ".join(shown[piece] for piece in pieces)


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("the Ruritanian President Karl Brom", ["the", None, "President", None]),
        ("Ruritania", [None]),
        ("the Kingdom of Ruritania", ["the", None, "of", None]),
        ("Karl Brom Junior", [None]),
        ("Freedonian Police", [None, "Police"]),
        ("nine people", ["nine", "people"]),
        ("the army", ["the", "army"]),
        ("Ruritania-backed rebels", [None, "rebels"]),
        ("the President's aide", ["the", "President's", "aide"]),
        ("12 Freedonians", ["12", None]),
        ("Ärland", [None]),
        ("", []),
        ("  ", []),
    ],
)
def test_names_are_masked_and_kept_words_stay(words: str, masked: list[str | None]) -> None:
    assert mask_names(words, KEPT) == masked


def test_without_kept_words_every_name_is_masked() -> None:
    assert mask_names("President Karl Brom of Ruritania") == [None, "of", None]


@pytest.mark.parametrize(
    ("pair", "shown"),
    [
        (Pair("Ruritania hit Klow.", ((0, 9),), ((14, 18),)), "[who: _] hit [whom: _]."),
        (Pair("Klow was hit by Ruritania.", ((16, 25),), ((0, 4),)), "[whom: _] was hit by [who: _]."),
        (Pair("Ruritania and Freedonia hit Klow.", ((0, 9), (14, 23)), ()), "[who: _] and [who: _] hit Klow."),
        (Pair("It rained.", (), ()), "It rained."),
        (Pair("The Army left Klow.", ((0, 8),), (), KEPT), "[who: _ Army] left Klow."),
        (Pair("Ruritania hit Klow.", ((0, 9),), ((0, 9),)), "[who: _] hit Klow."),
    ],
)
def test_a_pair_is_shown(pair: Pair, shown: str) -> None:
    assert show_pair(pair) == shown


def test_pieces_have_marks_and_names() -> None:
    words = Words()
    pair = Pair("Ruritania accused the Freedonian army today", ((0, 9),), ((18, 37),), KEPT)
    assert words.show(cut_pair(pair, words.encode)) == "CLS < _ > accused ( the _ army > today SEP"


def test_the_second_of_two_marks_on_one_word_is_left_out() -> None:
    words = Words()
    pieces = cut_pair(Pair("Ruritania left", ((0, 9),), ((0, 9),)), words.encode)
    assert words.show(pieces) == "CLS < _ > left SEP"


def test_an_empty_sentence_has_no_pieces() -> None:
    assert cut_pair(Pair(""), Words().encode) == [CLS, SEP]


def test_of_a_long_sentence_what_stands_around_the_first_mark_is_read() -> None:
    words = Words()
    before, after = "early " * 300, " late" * 300
    start = len(before)
    pair = Pair(f"{before}Ruritania hit Klow{after}", ((start, start + 9),), ((start + 14, start + 18),))
    pieces = cut_pair(pair, words.encode)
    shown = words.show(pieces)
    assert len(pieces) == LONGEST + 2
    assert "early < _ > hit ( _ > late" in shown


def test_of_a_long_sentence_without_marks_the_beginning_is_read() -> None:
    words = Words()
    pieces = cut_pair(Pair("first " + "more " * 300), words.encode)
    assert len(pieces) == LONGEST + 2
    assert words.show(pieces).startswith("CLS first more")


_WORD = st.sampled_from(["hit", "the", "old", "said,", "army", "12", "–", "🕊", "rain."])
_NAMED = st.sampled_from(["Ruritania", "Karl", "Brom", "Freedonian", "Klow", "Ärland", "Dorn-Minor"])
_PARTY = st.lists(st.one_of(_NAMED, _WORD), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.one_of(st.lists(_WORD, max_size=60), _PARTY)), max_size=8), st.data())
def test_no_masked_name_is_left(parts: list[tuple[bool, list[str]]], data: st.DataObject) -> None:
    text = ""
    spans: dict[bool, list[Span]] = {True: [], False: []}
    for source, held in parts:
        phrase = " ".join(held)
        if any(word[:1].isupper() for word in held) or data.draw(st.booleans()):
            spans[source].append((len(text), len(text) + len(phrase)))
        text += phrase + " "
    words = Words()
    pair = Pair(text, tuple(spans[True]), tuple(spans[False]), KEPT)
    pieces = cut_pair(pair, words.encode)
    assert pieces[0] == CLS
    assert pieces[-1] == SEP
    assert len(pieces) <= LONGEST + 2
    assert not any(word[:1].isupper() for word in words.words)
    assert not any(character.isupper() for character in show_pair(pair).replace("[who:", "").replace("[whom:", ""))


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=300),
    st.lists(st.tuples(st.integers(0, 310), st.integers(0, 310)).map(lambda span: (min(span), max(span))), max_size=5),
    st.lists(st.tuples(st.integers(0, 310), st.integers(0, 310)).map(lambda span: (min(span), max(span))), max_size=5),
)
def test_no_text_and_no_spans_make_it_raise(text: str, source: list[Span], target: list[Span]) -> None:
    pair = Pair(text, tuple(source), tuple(target))
    assert 2 <= len(cut_pair(pair, Words().encode)) <= LONGEST + 2
    assert isinstance(show_pair(pair), str)
