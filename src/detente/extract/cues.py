"""Verbs of saying in a paragraph, with their speaker and the words that make the cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.marked import Marked
from detente.extract.speakers import Speaker, can_speak, find_speaker
from detente.lexicon.cues import CueRules, VerbRow

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.extract.mentions import References

_UNREAL = frozenset({"should", "might", "may", "could", "must", "can", "shall", "ought", "ca"})
_GOING = frozenset({
    "go", "continue", "begin", "start", "proceed", "come", "hasten", "seem", "appear", "be", "quick", "rush", "hurry", "careful",
})  # fmt: skip
_FIRST = frozenset({"i", "we", "you", "me", "us"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: its token, rule, the cue's tokens ``first`` up to ``last``, its speaker; ``real`` if the saying happened."""

    verb: Token
    rule: VerbRow
    first: int
    last: int
    speaker: Speaker | None
    real: bool
    likely: bool

    @property
    def clause_first(self) -> int:
        """Where speaker and verb together begin."""
        return min(self.first, self.speaker.first) if self.speaker else self.first

    @property
    def clause_last(self) -> int:
        """Where speaker and verb together end."""
        return max(self.last, self.speaker.last) if self.speaker else self.last


def find_cues(marked: Marked, references: References, cues: CueRules) -> tuple[Cue, ...]:
    """Every verb of saying of a paragraph in text order, real or not."""
    found = []
    for token in marked.doc:
        row = cues.verb(token.lemma_) if token.tag_.startswith("VB") and token.dep_ != "amod" else None
        if row is None or (token.lower_ == "according"):
            continue
        speaker = find_speaker(token, marked, cues)
        if speaker is not None and not _outside(speaker, token, marked):
            speaker = None
        known = speaker is not None and references.at(marked.paragraph, speaker.head) is not None
        likely = speaker is not None and can_speak(speaker, marked, cues, known=known)
        first, last = words_of(token)
        found.append(Cue(token, row, first, last, speaker, is_real(token, marked), likely))
    return tuple(found)


def _outside(speaker: Speaker, verb: Token, marked: Marked) -> bool:
    return marked.same_level(speaker.head, verb.i)


def words_of(verb: Token) -> tuple[int, int]:
    """The verb with its auxiliaries before and its particle after: "had told", "pointed out"."""
    first, last = verb.i, verb.i + 1
    for child in sorted(verb.lefts, key=lambda c: -c.i):
        between = verb.doc[child.i + 1 : first]
        if child.dep_ in ("aux", "auxpass", "neg") and child.lower_ != "to" and all(_joins(t) for t in between):
            first = child.i
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == last:
            last = child.i + 1
    return first, last


def _joins(token: Token) -> bool:
    return token.pos_ in ("ADV", "PART", "AUX") and not token.is_punct


def is_real(verb: Token, marked: Marked) -> bool:
    """False for what was not said: "did not say", "should say", "to say", "if he says", "said nothing"."""
    children = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg", "advmod", "preconj", "cc", "mark")}
    if children & _UNREAL or children & {"never", "neither", "nor", "if", "whether", "unless", "hardly", "barely"}:
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    if any(c.lower_ in ("nothing", "little", "no") and c.dep_ in ("dobj", "nsubj") for c in verb.children):
        return False
    if verb.tag_ == "VB":
        return _said_after_all(verb)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ == "nsubj" for c in verb.children):
        preconj = {c.lower_ for c in verb.head.children if c.dep_ in ("preconj", "neg", "cc")}
        return "neither" not in preconj and not (verb.head.tag_ == "VB" and verb.tag_ == "VB")
    return True


def _said_after_all(verb: Token) -> bool:
    """An infinitive tells of no act of saying, but "did say", "would say only", "went on to say" do."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if auxiliaries & {"did", "does", "do", "would"}:
        return True
    if "to" in auxiliaries or not auxiliaries:
        return verb.dep_ == "xcomp" and verb.head.lemma_ in _GOING
    return False


def first_person(cue: Cue, marked: Marked) -> bool:
    """Whether the writer or the one quoted speaks of himself."""
    return cue.speaker is not None and marked.doc[cue.speaker.head].lower_ in _FIRST
