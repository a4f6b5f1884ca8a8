"""Saying without a sayer: "it was announced that", "the premier is said to have left", "Klow was told that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.cues import Cue
from detente.extract.indirect import find_complement
from detente.extract.marked import Marked
from detente.extract.said import Draft
from detente.extract.stretches import stretch
from detente.lexicon.cues import CueRules

if TYPE_CHECKING:
    from spacy.tokens import Token

_TELLING = frozenset({"tell", "inform", "warn", "notify", "assure", "advise", "remind"})
_CLAUSE_ONLY = frozenset({
    "paren", "quote", "to", "object-to", "gerund", "object", "object-as", "object-predicate", "object-prep", "prep", "on-to",
    "none",
})  # fmt: skip


def draft_impersonal(cue: Cue, marked: Marked, cues: CueRules) -> Draft | None:
    """The words reported by a passive without "by"; the report does not tell who said them."""
    verb = cue.verb
    if cue.speaker is not None or not cue.real or verb.tag_ != "VBN" or marked.inside[verb.i] >= 0:
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "expl", "nsubj") and c.i < verb.i), None)
    if subject is None or not any(c.dep_ == "auxpass" for c in verb.children):
        return None
    lemma = verb.lemma_.lower()
    parts: tuple[tuple[int, int], ...] = ()
    if (subject.lower_ == "it" and lemma in cues.impersonal) or lemma in _TELLING:
        parts = _clause(cue, marked, cues)
    elif lemma in cues.impersonal and cues.impersonal[lemma].raised:
        parts = _raised(subject, cue, marked)
    if not parts:
        return None
    return Draft(
        marked, parts, None, marked, (cue.first, cue.last), verb.i, f"{cue.rule.id}/passive", cue.rule.stance, 0.6
    )


def _clause(cue: Cue, marked: Marked, cues: CueRules) -> tuple[tuple[int, int], ...]:
    if "clause" not in cue.rule.frames:
        return ()
    found = find_complement(cue, marked, cues, skip=_CLAUSE_ONLY)
    opened = found is not None and marked.doc[found.parts[0][0]].lower_ == "that"
    return found.parts if found is not None and opened else ()


def _raised(subject: Token, cue: Cue, marked: Marked) -> tuple[tuple[int, int], ...]:
    """ "The premier / is said / to have left": subject and infinitive together are what is said."""
    for child in cue.verb.children:
        to = next((c for c in child.children if c.dep_ == "aux" and c.lower_ == "to"), None)
        if child.dep_ == "xcomp" and to is not None and to.i == cue.last:
            last = min(child.right_edge.i + 1, marked.ends[cue.verb.i])
            before = stretch(max(subject.left_edge.i, marked.starts[subject.i]), cue.first, marked)
            return (*before, *stretch(to.i, last, marked))
    return ()
