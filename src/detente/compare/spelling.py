"""Whether two names can be one person's or one place's in two spellings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from detente.lexicon.entities import WordRow
from detente.lexicon.files import DataFolder
from detente.records.ids import name_key

ARTICLES = frozenset({"al", "el", "ul", "jr"})
"""Words that one report prints with a name and another does not."""

_SPELLINGS = (
    ("tch", "c"), ("tsh", "c"), ("tj", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("ks", "x"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("kh", "h"), ("gh", "g"), ("bh", "b"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("gue", "ge"), ("gui", "gi"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ue", "u"), ("ae", "a"),
)  # fmt: skip
"""Two ways of writing one sound, longest first: Dutch and French beside English, an h that is hardly heard."""

_ENDINGS = (("eff", "ev"), ("ef", "ev"), ("off", "ov"), ("of", "ov"), ("ine", "in"))
"""French and older English endings of Slavic names: "Medvedeff", "Poutine"."""


def keys(name: str) -> tuple[str, ...]:
    """The folded words of a name without articles."""
    return tuple(word for word in name_key(name).split() if word not in ARTICLES)


@cache
def skeletons(word: str) -> frozenset[str]:
    """What two spellings of a folded word have in common; "oe" is both the Dutch u and the German o."""
    for ending, plain in _ENDINGS:
        if len(word) > len(ending) + 2 and word.endswith(ending):
            word = word[: -len(ending)] + plain
            break
    for spelled, sound in _SPELLINGS:
        word = word.replace(spelled, sound)
    return frozenset({word.replace("oe", "u"), word.replace("oe", "o")})


def same_name(one: str, other: str) -> bool:
    """Whether two full names can be one person's: "Olexander Karrov" and "Alexander Karrov", "J. Karr" and "Jan Karr".

    Words of the shorter name each fit one of the longer, in order; the same words in another order, or joined, are one name too.
    """
    first, second = keys(one), keys(other)
    if len(first) > len(second):
        first, second = second, first
    if "".join(first) == "".join(second) or sorted(first) == sorted(second):
        return True
    if len(first) < 2 or not (same_word(first[-1], second[-1]) or first[-1] in second):
        return False
    at = 0
    for word in first[:-1]:
        place = next((n for n in range(at, len(second)) if _same_given(word, second[n])), None)
        if place is None:
            return False
        at = place + 1
    return True


def _same_given(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1]):
        return True
    families = _families()
    if one in families and other in families:
        return families[one] == families[other]
    return same_word(one, other)


def same_word(one: str, other: str) -> bool:
    """Equal but for one letter in words of five letters or more; a final -a more or less is another gender ("Petrov", "Petrova")."""
    if skeletons(one) & skeletons(other):
        return True
    return any(_nearly(first, second) for first in skeletons(one) for second in skeletons(other))


def _nearly(one: str, other: str) -> bool:
    if one + "a" == other or other + "a" == one or min(len(one), len(other)) < 5:
        return False
    return within_one(one, other)


def within_one(one: str, other: str) -> bool:
    """Whether one change, insertion or omission of a letter makes the words equal."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    rest = 1 if len(one) == len(other) else 0
    return one[start + rest :] == other[start + 1 :]


@cache
def _families() -> Mapping[str, str]:
    """Folded given name -> the family of spellings it belongs to."""
    rows = DataFolder().yaml_rows("entities/name_variants.yaml", WordRow)
    return {name_key(word): row.id for _, row in rows for word in row.words}
