"""One report says that it was so, the other that it was not: a "not" before words that the other tells plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.compare.clause_likeness import Pair
from detente.compare.clauses import Clause
from detente.compare.coverage import Vocabulary
from detente.compare.words import fold, load_words

LIKELY = 0.7
"""Chance of the sentences below which a "not" in one of them says nothing of the other."""
REACH = 4
"""Telling words behind a "not" that it may deny."""
STOPS = 7
"""Words behind a "not" beyond which it denies nothing."""
NEAR = 0.72
"""Likeness at which a word of the other sentence is the one denied."""
_TOKEN = re.compile(r"[a-z0-9]+(?:n't|n’t)?|[;:.]")
_FAILS = frozenset(["refused", "refuses", "failed", "fails", "declined", "declines", "unable"])
"""Words that deny what stands behind their "to": "refused to call a meeting"."""
_LIGHT = frozenset(
    ["going", "able", "planned", "planning", "willing", "ready", "expected", "yet", "immediately", "actually"]
)
"""Words between a "not" and what it denies."""
_BE = frozenset(["is", "are", "was", "were", "be", "been", "am", "will", "would"])
_EMPTY = frozenset(["only", "just", "longer", "later", "less", "least", "fewer", "doubt", "matter"])
"""Words with which a "not" denies nothing: "not only", "no doubt"."""
NEARBY = 60
"""Characters to either side of the words told plainly in which a word takes them back."""
_NO = frozenset(["not", "no", "never", "nobody", "none", "cannot"])
_UNDO = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|nor|without|cannot|den(?:y|ies|ied|ial|ying)|reject\w*|refus\w*|fail\w*|dismiss\w*|halt\w*|stop\w*|unless|if|whether|only)\b|n['’]t\b"
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
            if _denies(one, two, vocabulary):
                found.append(Denied(one, two))
    return tuple(found)


def _denies(one: Clause, two: Clause, vocabulary: Vocabulary) -> bool:
    plain = fold(two.evidence.quote)
    told = [w for w in _TOKEN.findall(plain) if w not in load_words().stop]
    for scope in _scopes(_TOKEN.findall(fold(one.evidence.quote))):
        met = [word for word in scope if vocabulary.likeness([word], told) >= NEAR]
        if scope and scope[0] in met and len(met) >= min(2, len(scope)):
            there = max(told, key=lambda word: vocabulary.likeness([scope[0]], [word]))
            at = plain.find(there)
            if not _UNDO.search(plain[max(0, at - NEARBY) : at + NEARBY]):
                return True
    return False


def _scopes(words: Sequence[str]) -> list[list[str]]:
    """The telling words behind each "not" or "refused to", the nearest first; "not only" and "no one but" deny nothing."""
    scopes, passed = [], load_words().stop | _LIGHT
    for i, word in enumerate(words):
        fails = word in _FAILS and words[i + 1 : i + 2] == ["to"]
        if word not in _NO and not word.endswith(("n't", "n’t")) and not fails:
            continue
        behind = words[i + 1 : i + 1 + STOPS]
        behind = behind[: next((n for n, w in enumerate(behind) if w in {";", ":", "."}), len(behind))]
        first = behind[0] if behind else ""
        if first in _EMPTY or behind[:2] == ["more", "than"]:
            continue
        if first.endswith("ing") and not set(words[max(0, i - 2) : i]) & _BE:
            continue  # "not paying tribute would have been sacrilege", but "was not going to retire"
        scopes.append([w for w in behind if w not in passed and len(w) > 2][:REACH])
    return scopes
