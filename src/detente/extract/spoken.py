"""Whether the words of a cue tell of speaking, and not of thinking, wanting or doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.lexicon.cues import CueRules

if TYPE_CHECKING:
    from spacy.tokens import Span

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
