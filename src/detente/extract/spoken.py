"""Whether the words of a cue tell of speaking, and not of thinking, wanting or doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.cues import is_real
from detente.extract.mentions import References
from detente.extract.said import Draft
from detente.lexicon.cues import CueRules

if TYPE_CHECKING:
    from spacy.tokens import Span

_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_THOUGHT = frozenset({"believe"})
"""Rules of verbs that tell of a view and not of its utterance."""


def is_speech(cue: Span, cues: CueRules) -> bool:
    """Whether a rule of ``data/cues`` knows a word of the cue, or it is a mere colon or dash."""
    words = [token for token in cue if not token.is_punct and not token.is_space]
    if not words:
        return True
    for token in words:
        row = cues.verb(token.lemma_) if token.pos_ in ("VERB", "AUX") else None
        if row is not None and row.id not in _THOUGHT:
            return True
        if token.lemma_.lower() in cues.nouns or token.lower_ == "according":
            return True
        if token.lemma_ in cues.impersonal:
            return True
    told = " ".join(token.lower_ for token in words)
    return any(phrase in told for row in cues.phrases for phrase in row.words)


def may_stand(draft: Draft, speech: bool, cues: CueRules) -> bool:
    """Whether a statement that only the model found is one for the record.

    Not "I confess" in an op-ed, "denies it", "did not say who", "declined to be named", nor a statement without words of its own or without a speaker.
    """
    if not speech or draft.speaker is None or draft.cue is None:
        return False
    doc = draft.speaker_at.doc
    if doc[draft.speaker.head].lower_ in _FIRST and draft.speaker_at.inside[draft.speaker.head] < 0:
        return False
    words = [t for first, last in draft.parts for t in draft.at.doc[first:last] if not t.is_punct and not t.is_space]
    if len(words) < 2 and draft.rule != "model/direct":
        return False
    if _is_judged(draft):
        return False
    if any(t.lower_ in ("anonymity", "named", "identified", "comment") for t in words[:6]):
        return False
    return not _unsaid(draft, cues)


def _is_judged(draft: Draft) -> bool:
    """ "The accord was no doubt a step forward": the writer's own words about it, with no verb of saying."""
    assert draft.cue is not None
    told = draft.speaker_at.doc[draft.cue[0] : draft.cue[1]]
    verbs = [token for token in told if token.pos_ in ("VERB", "AUX")]
    return bool(verbs) and all(token.lemma_ in ("be", "have") for token in verbs)


def may_speak(draft: Draft, references: References, cues: CueRules) -> bool:
    """Whether the speaker of a statement that only the model found is one: a party, a name, a kind of source, no "visit" that "suggests"."""
    assert draft.speaker is not None
    paragraph, token = draft.speaker_at.paragraph, draft.speaker_at.doc[draft.speaker.head]
    reference = references.at(paragraph, token)
    if reference is not None and reference.kind != "place" and any(m.entity or m.sector for m in reference.mentions):
        return reference.head == token.i or token.tag_ in _NAMES
    if token.lower_ in ("it", "they", "which", "that", "this", "these", "those"):
        return False
    return token.tag_ in {*_NAMES, "PRP", "WP", "CD", "DT"} or cues.source(token.text, token.lemma_) is not None


_NAMES = frozenset({"NNP", "NNPS"})


def _unsaid(draft: Draft, cues: CueRules) -> bool:
    doc, cue = draft.speaker_at.doc, draft.cue
    assert cue is not None
    told = {token.lower_ for token in doc[cue[0] : cue[1]]}
    if told & {"not", "n't", "n’t", "never", "neither", "nothing", "declined", "refused", "declines", "refuses"}:
        return True
    if draft.speaker is not None and doc[draft.speaker.first].lower_ in ("none", "neither", "nobody"):
        return True
    return (
        draft.verb is not None
        and cues.verb(doc[draft.verb].lemma_) is not None
        and not is_real(doc[draft.verb], draft.speaker_at)
    )
