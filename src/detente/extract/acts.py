"""Saying told by several words: "gave assurances that", "made it clear that", "let it be known that", "drew attention to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.extract.cues import is_real, words_of
from detente.extract.marked import FINITE, Marked
from detente.extract.mentions import References
from detente.extract.said import Draft
from detente.extract.speakers import can_speak, find_speaker
from detente.extract.stretches import stretch
from detente.lexicon.cues import ActRow, CueRules

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 6
"""Tokens after the verb in which its noun or adjective is looked for, and after that the words reported."""
_FIRST = frozenset({"i", "we", "you"})


def draft_acts(marked: Marked, references: References, cues: CueRules) -> Iterator[Draft]:
    """A light verb, the noun or adjective that tells what kind of saying it was, and a clause or infinitive."""
    for token in marked.doc:
        rows = cues.acts.get(token.lemma_.lower(), ()) if token.pos_ == "VERB" and marked.inside[token.i] < 0 else ()
        found = next(((row, word) for row in rows if (word := _word(token, row, marked)) is not None), None)
        if found is None or not is_real(token, marked):
            continue
        draft = _draft(token, *found, marked, references, cues)
        if draft is not None:
            yield draft


def _word(verb: Token, row: ActRow, marked: Marked) -> Token | None:
    """The row's noun or adjective close after the verb, before any other verb and any mark."""
    for token in marked.doc[verb.i + 1 : min(verb.i + 1 + _REACH, marked.ends[verb.i])]:
        if token.lemma_.lower() in row.words or token.lower_ in row.words:
            return token
        if token.is_punct or token.tag_ in FINITE or token.lower_ in ("that", "to"):
            return None
    return None


def _draft(
    verb: Token, row: ActRow, word: Token, marked: Marked, references: References, cues: CueRules
) -> Draft | None:
    first = _opening(word, row, marked)
    speaker = find_speaker(verb, marked, cues)
    if first is None or speaker is None or marked.doc[speaker.head].lower_ in _FIRST:
        return None
    known = references.at(marked.paragraph, speaker.head) is not None or marked.doc[speaker.head].lower_ == "it"
    if not can_speak(speaker, marked, cues, known=known) or marked.inside[speaker.head] >= 0:
        return None
    parts = stretch(first, _end(first, verb, marked), marked)
    if not parts:
        return None
    cue = (words_of(verb)[0], word.i + 1)
    return Draft(marked, parts, speaker, marked, cue, verb.i, f"{row.id}/act", row.stance, 0.8)


def _opening(word: Token, row: ActRow, marked: Marked) -> int | None:
    """Where the words reported begin: at "that" or "to" soon after, or at once where a clause follows without "that"."""
    doc, end = marked.doc, marked.ends[word.i]
    for at in range(word.i + 1, min(word.i + 1 + _REACH, end - 1)):
        token = doc[at]
        if token.lower_ == "that" and (at == word.i + 1 or token.dep_ in ("mark", "det")):
            return at
        if token.lower_ in row.openers and (
            token.lower_ != "to" or doc[at + 1].tag_ == "VB" or "to-noun" in row.openers
        ):
            return at if doc[at + 1].tag_ == "VB" else _past_fact(at + 1, marked)
        if (
            row.bare
            and token.dep_ in ("nsubj", "det", "poss", "compound", "nsubjpass", "expl")
            and token.ent_type_ != "DATE"
        ):
            return at if any(t.tag_ in FINITE for t in doc[at:end]) else None
        if token.is_punct or token.tag_ in FINITE:
            return None
    return None


def _past_fact(first: int, marked: Marked) -> int:
    """ "draws attention to the fact that the shelling goes on": what is said begins at "that"."""
    if marked.doc[first : first + 3].text.lower() == "the fact that":
        return first + 2
    return first


def _end(first: int, verb: Token, marked: Marked) -> int:
    token, end = marked.doc[first], marked.ends[verb.i]
    head = token.head if token.head.i > first else token
    while head.head.i > head.i and head.head.i < end and head.head != verb:
        head = head.head
    return min(max(head.right_edge.i + 1, first + 1), end) if head.i > first else end
