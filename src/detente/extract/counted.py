"""What a number counts: the noun it belongs to and what has happened to it ("killed", "displaced")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.lexicon.quantities import QuantityRules, StateRow

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PASSIVE = frozenset({"nsubjpass", "acl", "relcl"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The head noun of what is counted (None for a bare "154 wounded"), its state, and the last and first token of the telling."""

    noun: Token | None
    state: str | None
    tokens: tuple[Token, ...]


def find_counted(doc: Doc, first: int, last: int, rules: QuantityRules) -> Counted:
    """What the number of tokens ``first`` to ``last`` counts."""
    number = doc[last - 1] if doc[first:last].root.dep_ == "compound" else doc[first:last].root
    noun = _noun(doc, number, last)
    carrier = noun if noun is not None else number
    told = [(state, _state_of(doc, carrier, last, state)) for state in rules.states]
    told += [(state, _own_word(carrier, state)) for state in rules.states]
    for state, witness in told:
        if witness is not None:
            inner = _of_noun(carrier)
            kept = noun if noun is not None and (witness.i != noun.i or noun.lemma_.lower() in rules.persons) else inner
            named = [t for t in witness.children if t.dep_ == "compound" and witness.lemma_.lower() in state.tolls]
            return Counted(kept, state.id, tuple(t for t in (noun, inner, witness, *named) if t is not None))
    inner = _of_noun(carrier) if noun is None else None
    noun = noun if noun is not None else inner
    return Counted(noun, None, (noun,) if noun is not None else ())


def _noun(doc: Doc, number: Token, last: int) -> Token | None:
    """The noun a number modifies: by the parse, or else the next noun of the same phrase."""
    if (
        number.dep_ in {"nummod", "quantmod", "amod", "compound"}
        and number.head.i >= last - 1
        and _is_noun(number.head)
    ):
        return number.head
    head = number.head
    if (
        number.dep_ in {"quantmod", "nummod", "compound"}
        and head.dep_ == "nummod"
        and _is_noun(head.head)
        and head.head.i >= last
    ):
        return head.head
    at = last
    while at < len(doc) and at < last + 4 and doc[at].pos_ in {"ADJ", "PROPN", "ADV"} and doc[at].tag_ != "NNPS":
        at += 1
    if at < len(doc) and at > last and doc[at].tag_ in {"NNS", "NNPS"}:
        return doc[at]
    return doc[last] if last < len(doc) and doc[last].tag_ in {"NNS", "NNPS"} else None


def _is_noun(token: Token) -> bool:
    return token.tag_.startswith("NN")


def _of_noun(token: Token) -> Token | None:
    """ "Thirty-one of our citizens": the noun after "of"; for a pronoun ("seven of them") nothing."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((t for t in child.children if t.dep_ == "pobj" and _is_noun(t)), None)
    return None


def _state_of(doc: Doc, carrier: Token, last: int, state: StateRow) -> Token | None:
    """The word that tells the state of what is counted, or None."""
    return (
        _next_word(doc, last, state)
        or _predicate(carrier, state)
        or _toll(carrier, state)
        or _above(doc, carrier, last, state)
    )


def _own_word(carrier: Token, state: StateRow) -> Token | None:
    """ "Ten deaths", "33 dead", "ten dead soldiers", "33 people killed in the raid"."""
    lemma = carrier.lemma_.lower()
    if lemma in state.nouns or (carrier.lower_ in state.adjectives):
        return carrier
    for child in carrier.children:
        if child.dep_ in {"amod", "acl", "relcl", "advcl", "oprd", "acomp"} and _tells(child, state):
            return child
    return None


def _tells(token: Token, state: StateRow) -> bool:
    lemma = token.lemma_.lower()
    if token.lower_ in state.adjectives or lemma in state.subjects:
        return True
    return (
        lemma in state.patients
        and token.tag_ in {"VBN", "VBD", "JJ"}
        and not any(c.dep_ == "dobj" for c in token.children)
    )


def _next_word(doc: Doc, last: int, state: StateRow) -> Token | None:
    """ "33 dead", "154 wounded": the word right after the number."""
    if last < len(doc) and doc[last].lower_ in state.adjectives:
        return doc[last]
    return None


def _predicate(carrier: Token, state: StateRow) -> Token | None:
    """ "33 people were killed", "the raid killed 33 people", "33 people died", "left 33 people dead"."""
    top = carrier
    while top.dep_ in {"conj", "appos"} and top.head.i < top.i and (_is_noun(top.head) or top.head.pos_ == "NUM"):
        top = top.head
    verb, lemma = top.head, top.head.lemma_.lower()
    if top.dep_ in {"nsubj", "nsubjpass"}:
        return _of_subject(top, verb, state)
    if top.dep_ in {"dobj", "dative"}:
        if lemma in state.patients:
            return verb
        return next(
            (
                c
                for c in verb.children
                if c.i > top.i and c.dep_ in {"oprd", "acomp", "xcomp", "ccomp", "amod"} and _tells(c, state)
            ),
            None,
        )
    return None


def _of_subject(subject: Token, verb: Token, state: StateRow) -> Token | None:
    if _happened(subject, verb, state) or verb.lower_ in state.adjectives:
        return verb
    for child in verb.children:
        if child.dep_ in {"acomp", "oprd", "attr"} and child.lower_ in state.adjectives:
            return child
        if (
            child.dep_ == "conj"
            and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children)
            and _happened(subject, child, state)
        ):
            return child
        if (
            child.dep_ == "xcomp"
            and child.lemma_.lower() in (*state.patients, *state.subjects)
            and _happened(subject, child, state)
        ):
            return child
    return None


def _happened(subject: Token, verb: Token, state: StateRow) -> bool:
    lemma = verb.lemma_.lower()
    passive = subject.dep_ == "nsubjpass" or any(c.dep_ == "auxpass" for c in verb.children)
    if lemma in state.subjects:
        return True
    if lemma in state.patients:
        return passive
    return lemma in state.moved and passive and _to_a_place(verb)


def _to_a_place(verb: Token) -> bool:
    """ "Taken to Szohod" is moved, "taken to hospital" and "taken to court" are not."""
    return any(
        child.dep_ == "prep"
        and child.lower_ in {"to", "from"}
        and any(p.pos_ == "PROPN" or p.lemma_ in {"safety", "shelter", "camp"} for p in child.children)
        for child in verb.children
    )


def _toll(carrier: Token, state: StateRow) -> Token | None:
    """ "Raised its death toll to 58", "a death toll of 58", "the number of dead rose to 58"."""
    if carrier.dep_ not in {"pobj", "dobj", "attr", "npadvmod", "nummod"}:
        return None
    for head in list(carrier.ancestors)[:3]:
        for noun in (head, *head.children):
            if (
                noun.lemma_.lower() in state.tolls
                and noun.i < carrier.i
                and (noun.lemma_ != "toll" or _of_deaths(noun))
            ):
                return noun
    return None


def _of_deaths(toll: Token) -> bool:
    return not any(
        c.dep_ in {"compound", "amod"} and c.lower_ in {"road", "bridge", "motorway", "injury"} for c in toll.children
    )


def _above(doc: Doc, carrier: Token, last: int, state: StateRow) -> Token | None:
    """A second number of those who are counted: "ten soldiers, seven of them conscripts, were killed"."""
    if carrier.dep_ in {"appos", "nsubj", "npadvmod", "dep"} and doc[last : last + 2].text.lower() in {
        "of them",
        "of whom",
    }:
        return next(
            (w for w in (_predicate(head, state) for head in list(carrier.ancestors)[:2]) if w is not None), None
        )
    return None
