"""What later sentences say has become of what an agreement asks for: "nobody is willing to implement it", "is nowhere near having such a council"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from detente.extract.bound import Scene
from detente.extract.clauses import Stretch, is_negated, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Place = tuple[int, Stretch]

_UNFULFILLED = (
    ("nowhere", "near"), ("far", "from"), ("yet", "to"), ("still", "no"), ("not", "yet"), ("no", "effort"), ("no", "sign"), ("little", "sign"),
    ("no", "progress"), ("no", "closer"), ("remains", "elusive"), ("little", "progress"),
)  # fmt: skip
_WILLING = frozenset({"willing", "ready", "prepared", "inclined", "keen"})
_CARRYING_OUT = frozenset({"implement", "carry", "honour", "honor", "fulfil", "fulfill", "respect", "observe", "execute", "apply", "keep"})  # fmt: skip
_NEAR = 14
"""Words before "willing" among which its subject's "neither" is looked for."""
_SHARED = 2
"""Words of the term that a sentence must share to speak of it."""


def find_unfulfilled(term: Place | None, scenes: Iterable[Scene], after: Place) -> list[Place]:
    """The sentences after ``after`` that say of the term's own words that they have not come about.

    "The charter agreed on a joint council of elders. Three years on, Klow is nowhere near having a council of elders."
    """
    ordered = sorted(scenes, key=lambda scene: scene.paragraph.index)
    words = _words(term, ordered)
    if len(words) < _SHARED:
        return []
    found = []
    for scene in ordered:
        for sentence in scene.paragraph.doc.sents:
            place = (scene.paragraph.index, sentence.start)
            if place > (after[0], after[1][0]) and not _holds(sentence, term, scene) and _says_so(sentence, words):
                found.append((scene.paragraph.index, trimmed(sentence.doc, sentence.start, sentence.end)))
    return found


def _words(term: Place | None, scenes: list[Scene]) -> frozenset[str]:
    scene = next((s for s in scenes if term is not None and s.paragraph.index == term[0]), None)
    if scene is None or term is None:
        return frozenset()
    return _weighty(scene.paragraph.doc[term[1][0] : term[1][1]])


def _weighty(span: Span) -> frozenset[str]:
    return frozenset(t.lemma_.lower() for t in span if t.pos_ in {"NOUN", "ADJ", "PROPN"} and len(t.text) > 3)


def _holds(sentence: Span, term: Place | None, scene: Scene) -> bool:
    """Whether the sentence is the term's own."""
    return term is not None and term[0] == scene.paragraph.index and sentence.start <= term[1][0] < sentence.end


def _says_so(sentence: Span, words: frozenset[str]) -> bool:
    told = [t.lower_ for t in sentence]
    pairs = set(pairwise(told))
    return any(pair in pairs for pair in _UNFULFILLED) and len(_weighty(sentence) & words) >= _SHARED


def _is_denied(adjective: Token) -> bool:
    """Whether somebody is said not to be so; of "neither Klow nor the rebels in the east are willing" the parser loses the "neither" now and then."""
    before = adjective.doc[max(adjective.sent.start, adjective.i - _NEAR) : adjective.i]
    return is_negated(adjective.head) or any(t.lower_ in {"neither", "nobody", "none"} for t in before)


def unwilling_verb(noun: Token) -> Token | None:
    """ "Neither side is willing to implement the plan laid out in the deal": the verb of those who will not carry it out."""
    for verb in noun.ancestors:
        if verb.lemma_.lower() not in _CARRYING_OUT or verb.pos_ != "VERB" or noun.i - verb.i > 12 or noun.i < verb.i:
            continue
        above = verb.head
        if above.lemma_.lower() in {"refuse", "decline"}:
            return above
        if above.lower_ in _WILLING and above.dep_ in {"acomp", "oprd"} and _is_denied(above):
            return above.head
    return None
