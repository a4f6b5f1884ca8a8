"""Who speaks in a quotation without a cue of its own, told by the words right before or after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.extract.cues import find_cues
from detente.extract.linking import inner_words
from detente.extract.marked import FINITE, Marked, Quoted
from detente.extract.mentions import References
from detente.extract.said import Draft
from detente.extract.speakers import Speaker, can_speak, noun_phrase
from detente.lexicon.cues import CueRules

if TYPE_CHECKING:
    from spacy.tokens import Token

_DASHES = frozenset({"—", "–", "-", "--", "―"})
_SPEAKING = frozenset({"speak", "talk", "address", "appear", "react", "respond", "comment"})
_SIGNATURE = 14
"""Tokens of the longest signature: a dash, a name, an office."""


def tell_speaker(
    quoted: Quoted,
    marked: Marked,
    before: Marked | None,
    drafts: Sequence[Draft],
    references: References,
    cues: CueRules,
) -> Draft | None:
    """A draft for a quotation that is announced with a colon, signed after a dash, or follows a sentence about its speaker."""
    parts = (inner_words(quoted, marked),)
    signed = _signed(quoted, marked, references)
    if signed is not None:
        return Draft(marked, parts, signed, marked, None, None, "signature", "says", 0.8)
    if quoted.first == 0:
        return _announced(parts, marked, before, references, cues) or _after_speaking(
            parts, marked, before, references, cues
        )
    subject = _subject_before(quoted, marked, drafts, references, cues)
    if subject is not None:
        return Draft(marked, parts, subject, marked, None, None, "floating", "says", 0.6)
    return None


def _announced(
    parts: tuple[tuple[int, int], ...], marked: Marked, before: Marked | None, references: References, cues: CueRules
) -> Draft | None:
    """The paragraph before ends "..., the envoy, Anna Velt, stated:" or "Her answer to the envoys was short:"."""
    if before is None or not before.paragraph.text.rstrip().endswith(":"):
        return None
    doc, end = before.doc, len(before.doc)
    start = before.starts[end - 1]
    found = [
        c for c in find_cues(before, references, cues) if c.verb.i >= start and "quote" in c.rule.frames and c.likely
    ]
    if found:
        cue = found[-1]
        return Draft(
            marked, parts, cue.speaker, before, (cue.first, cue.last), cue.verb.i,
            f"{cue.rule.id}/quotation-after", cue.rule.stance, 0.85,
        )  # fmt: skip
    subject = _main_subject(doc[start:end], before)
    if subject is None or not can_speak(Speaker(subject.i, subject.i + 1, subject.i), before, cues):
        return None
    return Draft(
        marked, parts, noun_phrase(subject, before, cues, verb=subject.head), before, None, None, "colon", "says", 0.6
    )


def _after_speaking(
    parts: tuple[tuple[int, int], ...], marked: Marked, before: Marked | None, references: References, cues: CueRules
) -> Draft | None:
    """The paragraph before ends "Velt spoke to reporters in Klow.": she goes on."""
    if before is None or before.quotations:
        return None
    start = before.starts[len(before.doc) - 1]
    subject = _main_subject(before.doc[start:], before)
    if subject is None or subject.head.lemma_ not in _SPEAKING:
        return None
    if not _is_person(subject, before, references) and not _is_role(subject, cues):
        return None
    speaker = noun_phrase(subject, before, cues, verb=subject.head)
    return Draft(marked, parts, speaker, before, None, None, "floating", "says", 0.6)


def _signed(quoted: Quoted, marked: Marked, references: References) -> Speaker | None:
    """'"We go home." — Anna Velt, mayor of Klow': a dash and a name to the end of the paragraph."""
    doc, first = marked.doc, quoted.last
    if first + 1 >= len(doc) or doc[first].text not in _DASHES or len(doc) - first > _SIGNATURE:
        return None
    name = doc[first + 1]
    if any(t.tag_ in FINITE for t in doc[first:]):
        return None
    if name.ent_type_ != "PERSON" and not (name.pos_ == "PROPN" and references.at(marked.paragraph, name) is not None):
        return None
    last = next((t.i for t in doc[first + 1 :] if t.text in (",", "(", ";")), len(doc))
    while last > first + 2 and doc[last - 1].is_punct:
        last -= 1
    return Speaker(first + 1, last, last - 1)


def _main_subject(tokens: Iterable[Token], marked: Marked) -> Token | None:
    for token in tokens:
        if token.dep_ == "nsubj" and token.head.dep_ == "ROOT" and marked.inside[token.i] < 0:
            return token
    return None


def _subject_before(
    quoted: Quoted, marked: Marked, drafts: Sequence[Draft], references: References, cues: CueRules
) -> Speaker | None:
    """The one whom the sentence before tells about: 'The envoy was sceptical. "It will not last."', 'He has one wish: "Peace."'."""
    before = marked.starts[quoted.first]
    before = marked.starts[before - 1] if before == quoted.first and before > 0 else before
    if marked.inside[before] >= 0 or any(d.at is marked and d.cue and d.cue[0] >= before for d in drafts):
        return None
    token = _main_subject(marked.doc[before : quoted.first], marked)
    if token is None:
        return None
    colon = marked.doc[quoted.first - 1].text == ":"
    fits = _is_person(token, marked, references) or _is_role(token, cues)
    if fits or (colon and can_speak(Speaker(token.i, token.i + 1, token.i), marked, cues)):
        return noun_phrase(token, marked, cues, verb=token.head)
    return None


def _is_role(token: Token, cues: CueRules) -> bool:
    """ "The admiral was blunt", "A resident shrugged": somebody unnamed, of whom no deed to another is told."""
    row = cues.source(token.text, token.lemma_)
    person = row is not None and (row.id == "role" or row.anonymous is not None) and token.tag_ == "NN"
    return person and not any(c.dep_ in ("dobj", "auxpass", "attr") for c in token.head.children)


def _is_person(token: Token, marked: Marked, references: References) -> bool:
    if token.ent_type_ == "PERSON" or token.lower_ in ("he", "she"):
        return True
    reference = references.at(marked.paragraph, token)
    if reference is None:
        return False
    return any(
        m.entity is not None and (e := references.entities.get(m.entity)) is not None and e.type == "person"
        for m in reference.mentions
    )
