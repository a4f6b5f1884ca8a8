"""Words as comparing sees them: folded, without the commonest ones, one form for the words outlets use alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from detente.lexicon.files import DataFolder, Row


class WordRows(Row):
    """The file ``data/compare/words.yaml``."""

    stop: str
    generic: str
    people: str
    apart: str
    same: list[list[str]]


@dataclass(frozen=True)
class WordRules:
    """Words to leave out, those that set a happening apart from others, and the common form of words that outlets use for one thing."""

    stop: frozenset[str]
    generic: frozenset[str]
    people: frozenset[str]
    apart: frozenset[str]
    same: Mapping[str, str]


@cache
def load_words() -> WordRules:
    """The shipped word rules; raises LexiconError."""
    stop: set[str] = set()
    generic: set[str] = set()
    people: set[str] = set()
    apart: set[str] = set()
    same: dict[str, str] = {}
    for _, row in DataFolder().yaml_rows("compare/words.yaml", WordRows):
        stop |= set(row.stop.split())
        people |= set(row.people.split())
        apart |= set(row.apart.split())
        generic |= {stem(word) for word in row.generic.split()}
        same |= {stem(word): group[0] for group in row.same for word in group}
    humans = frozenset(same.get(stem(word), stem(word)) for word in people)
    return WordRules(frozenset(stop), frozenset(generic), humans, frozenset(apart), same)


def fold(text: str) -> str:
    """Lower case without accents and with straight quotation marks."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return plain.replace("’", "'").replace("‘", "'").lower()


def plain_words(text: str) -> list[str]:
    """Every word and number of a text, folded; "U.S." is one word, a possessive 's none."""
    joined = re.sub(r"\b(?:[a-z]\.){2,}", lambda m: m[0].replace(".", ""), fold(text))
    joined = re.sub(r"cease[- ]fire", "ceasefire", joined)
    return [word for word in re.findall(r"[a-z0-9]+(?:,[0-9]{3})*", joined.replace("'s", "")) if word]


@cache
def stem(word: str) -> str:
    """A crude stem: enough that "missiles" meets "missile" and "agreed" meets "agree"."""
    for ending, kept in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[: len(word) - len(ending)] + kept
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def stems(text: str) -> tuple[str, ...]:
    """The telling words of a text in order, in their common form."""
    return stem_words(plain_words(text))


def stem_words(words: Sequence[str]) -> tuple[str, ...]:
    """The telling ones of folded words, in their common form."""
    rules = load_words()
    kept = (stem(word) for word in words if word not in rules.stop and len(word) > 1)
    return tuple(rules.same.get(stem, stem) for stem in kept)


def grams(text: str, size: int) -> frozenset[tuple[str, ...]]:
    """All runs of ``size`` words of a text."""
    words = plain_words(text)
    return frozenset(zip(*(words[i:] for i in range(size)), strict=False))


@dataclass(frozen=True)
class Weights:
    """How much a word tells: the rarer among ``total`` texts, the more; a word not seen there tells most."""

    total: int
    counts: Mapping[str, int]

    def of(self, word: str) -> float:
        """The weight of one word, above 0."""
        return log(1.0 + (self.total + 1.0) / (self.counts.get(word, 0) + 0.5))

    def sum(self, words: frozenset[str]) -> float:
        """The weight of a set of words, added in a fixed order."""
        return sum(self.of(word) for word in sorted(words))

    def shared(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Weight of the words two texts share over the weight of the lighter text (0..1)."""
        lighter = min(self.sum(a), self.sum(b))
        return self.sum(a & b) / lighter if lighter else 0.0

    def dice(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Twice the shared weight over the weight of both texts (0..1)."""
        both = self.sum(a) + self.sum(b)
        return 2 * self.sum(a & b) / both if both else 0.0


def weigh(texts: list[frozenset[str]]) -> Weights:
    """Weights from how many of these texts hold each word."""
    counts: dict[str, int] = {}
    for words in texts:
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    return Weights(len(texts), counts)


_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|den(?:y|ies|ied|ial)|reject\w*|refus\w*)\b|n['’]t\b"
)


def is_negated(text: str) -> bool:
    """Whether words hold a negation or denial."""
    return bool(_NEGATION.search(text.lower()))
