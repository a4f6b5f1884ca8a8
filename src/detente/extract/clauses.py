"""Clauses as stretches of tokens: what a verb's clause covers, without the conditions and cues inside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Stretch = tuple[int, int]
"""Token positions, half-open."""

_EDGES = frozenset({",", ";", ":", ".", "-", "–", "—", '"', "“", "”", "«", "»", "'", "‘", "’", "(", "[", "and", "but", "that", "while", "whereas", "so", "then"})  # fmt: skip


def clause_stretch(verb: Token, *, without: Iterable[Stretch] = (), cues: frozenset[str] = frozenset()) -> Stretch:
    """The unbroken stretch around a verb that its clause covers, without some stretches and without cues such as ", he said,".

    ``cues`` are lemmas of verbs of saying whose parenthesis is left out, and the stretch ends there.
    """
    left_out = {at for first, last in without for at in range(first, last)}
    for child in verb.children:
        if child.dep_ in {"parataxis", "advcl", "ccomp", "dep"} and child.lemma_.lower() in cues and _is_cue(child):
            left_out.update(token.i for token in child.subtree)
        if child.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children):
            left_out.update(token.i for token in child.subtree)
    kept = {token.i for token in verb.subtree} - left_out
    kept.add(verb.i)
    first = last = verb.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return trimmed(verb.doc, first, last + 1)


def _is_cue(verb: Token) -> bool:
    """A verb of saying with a subject and no object or complement of its own to the right: ", he said", "declared the minister"."""
    return any(c.dep_ == "nsubj" for c in verb.children) and not any(c.dep_ in {"dobj", "xcomp"} for c in verb.children)


def trimmed(doc: Doc, first: int, last: int) -> Stretch:
    """A stretch without punctuation and conjunctions at its ends."""
    while first < last - 1 and doc[first].lower_ in _EDGES:
        first += 1
    while first < last - 1 and (doc[last - 1].lower_ in _EDGES or doc[last - 1].is_space):
        last -= 1
    return first, last


def modals(verb: Token) -> frozenset[str]:
    """The lower-case auxiliaries of a verb; a conjoined verb without its own has those of the verb before it."""
    own = frozenset(child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"})
    if not own and verb.dep_ == "conj" and verb.tag_ in {"VB", "VBN"} and verb.head.i != verb.i:
        return modals(verb.head) if not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children) else own
    return own


def is_negated(verb: Token) -> bool:
    """Whether a verb carries a negation of its own, or a subject such as "no state", "neither side"."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "hardly"}:
            return True
        if child.dep_ in {"nsubj", "nsubjpass"} and (
            child.lower_ in {"nobody", "none", "neither", "nothing"}
            or any(c.lower_ in {"no", "neither"} for c in child.children)
        ):
            return True
        if child.dep_ in {"preconj", "cc"} and child.lower_ == "neither":
            return True
    return False


def is_question(token: Token) -> bool:
    """Whether a token stands in a sentence that ends in a question mark."""
    return token.sent.text.rstrip("\"'”’») ").endswith("?")


def within(stretch: Stretch | None, at: int) -> bool:
    """Whether a token position lies in a stretch."""
    return stretch is not None and stretch[0] <= at < stretch[1]


def union(*stretches: Stretch | None) -> Stretch:
    """The smallest stretch that covers all that are given."""
    given = [s for s in stretches if s is not None]
    return min(s[0] for s in given), max(s[1] for s in given)
