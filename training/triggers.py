"""Which word tells the deed of a marked pair: the word that joins both sides in the parse, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.language.masking import Pair

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "pcomp", "acl"})
_DEEDS = frozenset({"VERB", "NOUN"})


def triggers_of(pair: Pair, doc: Doc) -> tuple[int, ...]:
    """Where the words begin that may tell the deed, at most three; none where the parse does not join both sides.

    "Ruritania agreed to send aid to Freedonia" has two: agreed, send. The program marks one or the other, by the pattern that found the event.
    """
    sides = [_head(doc, spans) for spans in (pair.source, pair.target)]
    known = [side for side in sides if side is not None]
    if not known:
        return ()
    joint = _joint(known)
    if joint is None:
        return ()
    marks = [*pair.source, *pair.target]
    found = [
        token.idx
        for token in _towards(joint, known[-1])
        if token.pos_ in _DEEDS and not any(start <= token.idx < end for start, end in marks)
    ]
    return tuple(found[:3])


def _head(doc: Doc, spans: tuple[tuple[int, int], ...]) -> Token | None:
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            return span.root
    return None


def _joint(heads: list[Token]) -> Token | None:
    """The lowest word above both heads; above the only one."""
    if len(heads) == 1 or heads[0] == heads[-1]:
        return next((token for token in heads[0].ancestors if token.pos_ in _DEEDS), None)
    above = [heads[0], *heads[0].ancestors]
    places = {token.i for token in above}
    return next((token for token in [heads[1], *heads[1].ancestors] if token.i in places), None)


def _towards(joint: Token, side: Token) -> Iterator[Token]:
    """The joining word, and the clauses that lead from it to a side."""
    path = [side]
    while path[-1] != joint and path[-1].head != path[-1]:
        path.append(path[-1].head)
    for token in reversed(path):
        if token == joint or token.dep_ in _CLAUSES or (token.dep_ in {"relcl", "conj"} and token.pos_ == "VERB"):
            yield token
