"""One report says that it was so, the other that it was not: a "not" before words that the other tells plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.compare.clause_likeness import Pair
from detente.compare.clauses import Clause
from detente.compare.coverage import Vocabulary
from detente.compare.words import fold, load_words

LIKELY = 0.6
"""Chance of the sentences below which a "not" in one of them says nothing of the other."""
REACH = 4
"""Telling words behind a "not" that it may deny."""
STOPS = 7
"""Words behind a "not" beyond which it denies nothing."""
NEAR = 0.72
"""Likeness at which a word of the other sentence is the one denied."""
_TOKEN = re.compile(r"[a-z0-9]+(?:n't|n’t)?|[;:.]")
_NO = frozenset(["not", "no", "never", "nobody", "none", "cannot"])
_UNDO = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|without|cannot|den(?:y|ies|ied|ial|ying)|reject\w*|refus\w*|fail\w*|dismiss\w*|halt\w*|stop\w*|unless|if|whether|only|until)\b|n['’]t\b"
)
"""Words in the other sentence by which it may say the same in another way, or says nothing yet."""


@dataclass(frozen=True, slots=True)
class Denied:
    """The sentence with the "not", and the one that tells what it denies."""

    denial: Clause
    claim: Clause


def find_denied(pairs: Sequence[Pair], vocabulary: Vocabulary) -> tuple[Denied, ...]:
    """Every likely pair of sentences of which one denies words that the other tells, likeliest first."""
    found = []
    for pair in pairs:
        if pair.chance < LIKELY:
            continue
        for one, two in ((pair.one, pair.two), (pair.two, pair.one)):
            if not _UNDO.search(fold(two.evidence.quote)) and _denies(one, two, vocabulary):
                found.append(Denied(one, two))
    return tuple(found)


def _denies(one: Clause, two: Clause, vocabulary: Vocabulary) -> bool:
    told = [w for w in _TOKEN.findall(fold(two.evidence.quote)) if w not in load_words().stop]
    for scope in _scopes(_TOKEN.findall(fold(one.evidence.quote))):
        met = [word for word in scope if vocabulary.likeness([word], told) >= NEAR]
        if scope and scope[0] in met and len(met) >= min(2, len(scope)):
            return True
    return False


def _scopes(words: Sequence[str]) -> list[list[str]]:
    """The telling words behind each "not", the nearest first; "not only" and "no one but" deny nothing."""
    scopes = []
    for i, word in enumerate(words):
        if word not in _NO and not word.endswith(("n't", "n’t")):
            continue
        behind = words[i + 1 : i + 1 + STOPS]
        behind = behind[: next((n for n, w in enumerate(behind) if w in {";", ":", "."}), len(behind))]
        if behind[:1] and behind[0] in {
            "only",
            "just",
            "longer",
            "later",
            "less",
            "more",
            "least",
            "fewer",
            "doubt",
            "matter",
        }:
            continue
        if behind[:1] and behind[0].endswith("ing"):  # "not paying tribute would have been sacrilege"
            continue
        scopes.append([w for w in behind if w not in load_words().stop and len(w) > 2][:REACH])
    return scopes
