"""From a speaker's noun phrase to the record's Source: entities, class of an unnamed speaker, several as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.marked import Marked
from detente.extract.mentions import References
from detente.extract.parties import parties_of
from detente.extract.speakers import Speaker
from detente.lexicon.cues import CueRules
from detente.records.shapes import Mention, Source

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "his", "her", "their", "its"})


def build_source(speaker: Speaker, marked: Marked, text: str, references: References, cues: CueRules) -> Source:
    """The words of the speaker with the entities they stand for."""
    start, end = marked.paragraph.offsets(speaker.first, speaker.last)
    mentions = _mentions(speaker, marked, references, cues)
    entities = tuple(dict.fromkeys(m.entity for m in sorted(mentions, key=lambda m: (m.start, m.end)) if m.entity))
    named = any((e := references.entities.get(i)) is not None and e.type == "person" for i in entities)
    head = marked.doc[speaker.head]
    anonymous = None if named or _has_name(speaker, marked) else _class_of(head, speaker, marked, cues)
    return Source(start, end, text[start:end], entities, anonymous, _is_group(head, speaker, entities))


def _mentions(speaker: Speaker, marked: Marked, references: References, cues: CueRules) -> list[Mention]:
    """What the heads of the phrase stand for; an owner only for a body without an entity of its own ("the Ruritanian side")."""
    doc, paragraph = marked.doc, marked.paragraph
    heads = [doc[speaker.head], *_conjuncts(doc[speaker.head], speaker)]
    found: list[Mention] = []
    for head in heads:
        found += _of_head(head, speaker, marked, references)
    if found:
        return found
    row = cues.source(doc[speaker.head].text, doc[speaker.head].lemma_)
    if row is not None and row.id == "body":
        return list(parties_of(doc[speaker.head], paragraph, references))
    return []


def _of_head(head: Token, speaker: Speaker, marked: Marked, references: References) -> list[Mention]:
    reference = references.at(marked.paragraph, head)
    if reference is not None and (reference.acts or reference.head == head.i):
        return list(reference.mentions)
    for child in head.subtree:
        if child.dep_ == "appos" and child.head == head and speaker.first <= child.i < speaker.last:
            apposed = references.at(marked.paragraph, child)
            if apposed is not None:
                return list(apposed.mentions)
    return []


def _conjuncts(head: Token, speaker: Speaker) -> list[Token]:
    return [t for t in head.conjuncts if speaker.first <= t.i < speaker.last]


def _has_name(speaker: Speaker, marked: Marked) -> bool:
    """Whether the phrase itself is, or is in apposition to, a person's name."""
    head = marked.doc[speaker.head]
    chunk = [head, *(c for c in head.children if c.dep_ in ("appos", "compound", "flat"))]
    return any(t.ent_type_ == "PERSON" and speaker.first <= t.i < speaker.last for t in chunk)


def _class_of(head: Token, speaker: Speaker, marked: Marked, cues: CueRules) -> str | None:
    row = cues.source(head.text, head.lemma_)
    if row is None or row.anonymous is None or (head.pos_ == "PRON" and head.lower_ in _PRONOUNS):
        return None
    modifiers = {t.lemma_.lower() for t in head.lefts}
    if row.id == "source":
        for words, name in (({"security"}, "security"), ({"military", "defence", "defense", "army"}, "military"),
                            ({"diplomatic"}, "diplomat"), ({"government", "official"}, "official")):  # fmt: skip
            if modifiers & words:
                return name
    return row.anonymous


def _is_group(head: Token, speaker: Speaker, entities: tuple[str, ...]) -> bool:
    if len(entities) > 1 or _conjuncts(head, speaker):
        return True
    return (head.tag_ in ("NNS", "NNPS") and head.ent_type_ not in ("ORG", "GPE")) or head.lower_ in (
        "they",
        "both",
        "others",
        "some",
        "many",
    )
