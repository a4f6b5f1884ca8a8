"""Whether a capital or a seat of power acts as a government here, or is only a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.lexicon.entities import EntityTables

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCATIVE = frozenset({"in", "at", "near", "outside", "inside", "around", "into", "through", "across", "via", "within",
                       "off", "throughout", "toward", "towards", "beyond", "above", "over", "before", "beside", "past"})  # fmt: skip
_TURNED = frozenset({"from", "to", "for", "of", "on", "under"})


def acts_here(token: Token, *, seat: bool, tables: EntityTables) -> bool:
    """Whether the place named at ``token`` stands for its government: "Moscow denied it", not "he arrived in Moscow"."""
    head, dep = token.head, token.dep_
    if dep == "conj":
        return acts_here(head, seat=seat, tables=tables) if head.i < token.i else True
    if dep == "pobj":
        return _acts_after(head, seat=seat, tables=tables)
    if dep in {"poss", "nsubj", "dobj", "dative", "nsubjpass"}:
        return _acts_beside(token, seat=seat, tables=tables)
    if dep in {"compound", "nmod", "amod"} and head.lemma_.lower() in tables.word_list("occasions"):
        return False  # "the Brussels summit", "the Dayton accord": a town in the name of an event or instrument
    if dep in {"compound", "nmod", "amod"}:
        return seat or head.lemma_.lower() in tables.word_list("acting-heads")
    if dep in {"appos", "npadvmod", "punct"}:
        return seat and dep != "npadvmod"
    return dep != "dep" or seat


def _acts_beside(token: Token, *, seat: bool, tables: EntityTables) -> bool:
    word = token.head.lemma_.lower()
    if token.dep_ == "poss":
        return word not in tables.word_list("place-nouns")
    if token.dep_ == "nsubj" and word == "be" and _is_described(token, tables):
        return False
    if token.dep_ == "nsubj":
        return seat or word not in tables.word_list("place-subject-verbs")
    return word not in tables.word_list("place-object-verbs")


def _is_described(token: Token, tables: EntityTables) -> bool:
    """ "Klow and Szohod are an hour apart", "Klow is a port"."""
    return any(word.lemma_.lower() in tables.word_list("place-predicates") for word in token.head.rights)


def _acts_after(preposition: Token, *, seat: bool, tables: EntityTables) -> bool:
    """After a preposition: "in" and its kind are places; "to", "from", "for", "of" turn on the word they belong to."""
    word = preposition.lower_
    governor = preposition.head
    if word in _LOCATIVE:
        return False
    if word in {"between", "among"}:
        return governor.lemma_.lower() not in tables.word_list("place-nouns")
    if word not in _TURNED:
        return True
    acting = tables.word_list("acting-nouns") | tables.word_list("addressing-words")
    if governor.lemma_.lower() in tables.word_list("motion-words"):
        return False
    return seat or governor.lemma_.lower() in acting
