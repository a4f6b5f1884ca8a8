"""The stretch of a long sentence that a line shows."""

from __future__ import annotations

import pytest

from detente.brief.stretch import SPARED, WORDS, cut_stretch, same_words, telling_words

LONG = (
    "In a speech that lasted most of the morning and was heard by a full house, the premier of Ruritania said the "
    "bridge at Klow would be rebuilt by masons from Freedonia, and then he spoke at length of the harvest and of the "
    "price of bread in the capital"
)

CUT: list[tuple[str, str, str, int, str]] = [
    ("Karr met Voss in Klow.", "Voss was met", "", 20, "Karr met Voss in Klow"),
    (LONG, "masons of Freedonia rebuild a bridge", "", 20, "… premier of Ruritania said the bridge at Klow would be rebuilt by masons from Freedonia …"),
    (LONG, "masons of Freedonia rebuild a bridge", "", 10, "… bridge at Klow would be rebuilt by masons from Freedonia …"),
    (LONG, "a full house heard a speech", "", 10, "… heard by a full house …"),
    (LONG, "the price of bread", "", 10, "… harvest and of the price of bread in the capital"),
    (LONG, "masons of Freedonia", "price of bread", 8, "… price of bread in the capital"),
    (LONG, "nothing alike", "", 8, "In a speech that lasted …"),
    ("He left for the U.S.", "", "", 20, "He left for the U.S."),
    ("", "Klow", "", 20, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "other", "must", "words", "wanted"), CUT)
def test_cut_stretch(text: str, other: str, must: str, words: int, wanted: str) -> None:
    assert cut_stretch(text, telling_words(text) & telling_words(other), must=must, words=words) == wanted


@pytest.mark.parametrize("words", range(1, 60))
def test_a_stretch_is_the_texts_own_words_and_no_longer_than_asked(words: int) -> None:
    for shared in (frozenset[str](), telling_words(LONG), telling_words("Freedonia bread speech")):
        for must in ("", "the bridge at Klow", "no such words", LONG):
            cut = cut_stretch(LONG, shared, must=must, words=words)
            assert cut.strip("… ") in LONG
            assert 0 < len(cut.replace("…", "").split()) <= words + 2 * SPARED


def test_a_text_a_little_too_long_is_left_whole() -> None:
    text = " ".join(["word"] * (WORDS + SPARED))
    assert cut_stretch(text, frozenset()) == text
    assert cut_stretch(f"{text} word", frozenset()).endswith(" …")


SAME: list[tuple[str, str, bool]] = [
    ("Troops shelled the post", "troops shelled a post.", True),
    ("Voss’s envoy met U.S. officials", "Voss's envoy met US officials", True),
    ("… the post …", "The post", True),
    ("Karr met Voss", "Voss met Karr", False),
    ("two sailors were held", "three sailors were held", False),
    ("four hours", "nearly four hours", False),
    ("the post was shelled", "the post was not shelled", False),
]


@pytest.mark.parametrize(("one", "two", "wanted"), SAME)
def test_same_words(one: str, two: str, wanted: bool) -> None:
    assert same_words(one, two) is wanted


TELLING: list[tuple[str, str, bool]] = [
    ("Ten soldiers died", "soldiers were killed", True),
    ("the talks", "They negotiated", True),
    ("4 ships", "4 boats", True),
    ("It was on the table", "He sat at it", False),
]


@pytest.mark.parametrize(("one", "two", "wanted"), TELLING)
def test_telling_words(one: str, two: str, wanted: bool) -> None:
    assert bool(telling_words(one) & telling_words(two)) is wanted
