"""Sources without a verb of saying: "according to X", "X's claim that", "X: ..."."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.extract.marked import FINITE, Marked
from detente.extract.mentions import References
from detente.extract.said import Draft
from detente.extract.speakers import Speaker, can_speak, noun_phrase
from detente.extract.stretches import stretch
from detente.lexicon.cues import CueRules, NounRow, PhraseRow

if TYPE_CHECKING:
    from spacy.tokens import Token

_FURNITURE = frozenset(
    {"update", "read more", "related", "watch", "more", "photo", "video", "opinion", "analysis", "exclusive"}
)


def draft_phrases(marked: Marked, cues: CueRules) -> Iterator[Draft]:
    """ "According to X": the source is the noun phrase after it, the content the rest of the sentence."""
    words = [token.lower_ for token in marked.doc]
    for row in cues.phrases:
        if row.owner:
            yield from _owned(marked, cues, row)
            continue
        size = len(row.words)
        for at in range(len(words) - size):
            if words[at] == row.words[0] and words[at : at + size] == row.words and marked.inside[at] < 0:
                draft = _phrase(marked, cues, row, at, at + size) if row.source else _hearsay(marked, row, at)
                if draft is not None:
                    yield draft


def _phrase(marked: Marked, cues: CueRules, row: PhraseRow, first: int, last: int) -> Draft | None:
    doc = marked.doc
    head = next((c for c in doc[last - 1].children if c.dep_ in ("pobj", "pcomp") and c.i >= last), None)
    if head is None:
        chunk = next((c for c in doc.noun_chunks if c.start >= last and c.start <= last + 1), None)
        head = chunk.root if chunk is not None else None
    if head is None or not marked.same_level(head.i, first):
        return None
    speaker = noun_phrase(head, marked, cues)
    speaker = Speaker(max(last, speaker.first), _source_end(speaker, marked, first, row), speaker.head)
    start, end = marked.starts[first], marked.ends[first]
    start = first if _opens_clause(marked, first) else _opening(start, first, marked)
    parts = (*stretch(start, first, marked), *stretch(speaker.last, end, marked))
    if not any(t.tag_ in FINITE for a, b in parts for t in doc[a:b]):
        return None
    return Draft(marked, parts, speaker, marked, (first, last), None, row.id, "says", 0.9)


def _opens_clause(marked: Marked, first: int) -> bool:
    """ "An envoy said that, according to the ministry, the border would open": what stands before "that" is not the ministry's."""
    at = first - 1
    while at > marked.starts[first] and marked.doc[at].is_punct:
        at -= 1
    return at > marked.starts[first] and marked.doc[at].lower_ == "that" and marked.doc[at].tag_ == "IN"


def _owned(marked: Marked, cues: CueRules, row: PhraseRow) -> Iterator[Draft]:
    """ "By the ministry's account, the ship fired first": the owner of the account says the rest of the sentence."""
    doc = marked.doc
    for noun in doc:
        if noun.lemma_.lower() != row.words[1] or marked.inside[noun.i] >= 0 or noun.head.lower_ != row.words[0]:
            continue
        owner, opening = next((c for c in noun.children if c.dep_ == "poss"), None), noun.head
        if any(c.dep_ == "prep" and c.lower_ != "of" for c in noun.children):
            continue  # "paid by the firm's account in Klow"
        if owner is None or noun.dep_ != "pobj" or owner.lower_ in ("my", "our", "your") or opening.i > noun.i:
            continue
        last, start, end = noun.right_edge.i + 1, marked.starts[noun.i], marked.ends[noun.i]
        bound = last < end and doc[last].text in (",", ".", ":", "—", "–", ")")
        if not bound or (opening.i > start and not doc[opening.i - 1].is_punct and doc[last].text != "."):
            continue
        parts = (*stretch(_opening(start, opening.i, marked), opening.i, marked), *stretch(last, end, marked))
        if any(t.tag_ in FINITE for a, b in parts for t in doc[a:b]):
            speaker = Speaker(owner.left_edge.i, min(owner.right_edge.i + 1, noun.i), owner.i)
            yield Draft(marked, parts, speaker, marked, (noun.i, noun.i + 1), None, row.id, "says", 0.85)


def _hearsay(marked: Marked, row: PhraseRow, at: int) -> Draft | None:
    """ "has reportedly moved": somebody says so, the report does not tell who."""
    verb = marked.doc[at].head
    first, last = max(verb.left_edge.i, marked.starts[at]), min(verb.right_edge.i + 1, marked.ends[at])
    parts = (*stretch(first, at, marked), *stretch(at + 1, last, marked))
    if verb.pos_ not in ("VERB", "AUX") or not any(t.tag_ in FINITE for a, b in parts for t in marked.doc[a:b]):
        return None
    return Draft(marked, parts, None, marked, (at, at + 1), None, row.id, "says", 0.6)


def _source_end(speaker: Speaker, marked: Marked, phrase: int, row: PhraseRow) -> int:
    """At the head of a sentence the source ends at the comma before the main clause, whatever the parser thinks."""
    doc = marked.doc
    leads = marked.starts[phrase] >= phrase - 1
    if not leads and row.id == "according-to":
        return speaker.last
    comma = _before_subject(speaker, marked) if leads else None
    if comma is not None:
        return comma
    for at in range(speaker.head + 1, speaker.last):
        opens = at + 1 < speaker.last and doc[at + 1].dep_ in ("nsubj", "det", "poss", "expl")
        if doc[at].text == "," and (opens or not leads):
            return at
    return speaker.last


def _before_subject(speaker: Speaker, marked: Marked) -> int | None:
    """The comma right before the main clause: "According to Jan Beran, the minister, the missile was a dud"."""
    doc, end = marked.doc, marked.ends[speaker.head]
    root = next((t for t in doc[speaker.head : end] if t.dep_ == "ROOT" and t.pos_ in ("VERB", "AUX")), None)
    kinds = ("nsubj", "nsubjpass", "expl", "csubj")
    subject = (
        next((c for c in root.lefts if c.dep_ in kinds and c.i > speaker.head), None) if root is not None else None
    )
    if subject is None:
        return None
    for at in range(subject.i - 1, speaker.head, -1):
        if doc[at].text == ",":
            return at
    return None


def _opening(start: int, first: int, marked: Marked) -> int:
    doc = marked.doc
    while start < first and (doc[start].is_space or doc[start].lower_ in ("but", "and", "yet", "so")):
        start += 1
    return start


def draft_nouns(marked: Marked, cues: CueRules) -> Iterator[Draft]:
    """ "X's claim that ...", "the pledge by X to ...": a noun of saying with its owner and its clause."""
    for token in marked.doc:
        row = cues.nouns.get(token.lemma_.lower()) if token.pos_ == "NOUN" and marked.inside[token.i] < 0 else None
        owner = _owner(token) if row is not None else None
        clause = _clause(token) or _object(token, row) if row is not None else None
        if row is None or owner is None or clause is None:
            continue
        first, last = clause.left_edge.i, clause.right_edge.i + 1
        speaker = noun_phrase(owner, marked, cues)
        speaker = Speaker(speaker.first, min(speaker.last, first), owner.i)
        if owner.lower_ in ("my", "our", "your", "its") or speaker.last <= speaker.first:
            continue
        parts = stretch(first, min(last, marked.ends[token.i]), marked)
        if parts:
            yield Draft(marked, parts, speaker, marked, (token.i, token.i + 1), None, row.id, row.stance, 0.75)


def _owner(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            return next((c for c in child.children if c.dep_ == "pobj" and c.ent_type_), None)
    return None


def _clause(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ in ("acl", "relcl", "ccomp") and child.i > noun.i:
            opener = child.left_edge.lower_
            if opener == "to" or (opener == "that" and _is_whole(child)):
                return child
    return None


def _object(noun: Token, row: NounRow) -> Token | None:
    """ "Elbonia's call for a ceasefire": what follows the preposition."""
    for child in noun.children:
        if child.dep_ == "prep" and child.i == noun.i + 1 and child.lower_ in row.prepositions:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
    return None


def _is_whole(clause: Token) -> bool:
    """ "the denial that it sent troops" tells what is denied, "the claim that it made" does not: there "that" is the object."""
    if any(c.dep_ == "mark" for c in clause.children):
        return True
    objects = [c for c in clause.children if c.dep_ in ("dobj", "attr", "acomp")]
    return len(objects) > 1 and any(c.dep_.startswith("nsubj") and c.lower_ != "that" for c in clause.children)


def draft_colons(
    marked: Marked, references: References, cues: CueRules, *, names: frozenset[str] = frozenset()
) -> Iterator[Draft]:
    """ "Ministry of Defence: our part is done": a name and a colon open a headline or a line of a transcript."""
    doc = marked.doc
    colon = next((t.i for t in doc[: min(9, len(doc))] if t.text == ":"), None)
    if colon is None or not 0 < colon < len(doc) - 2 or marked.inside[colon] >= 0:
        return
    span = doc[:colon]
    if any(t.tag_ in FINITE or (t.is_punct and t.text not in (".", ",", "(", ")", "-")) for t in span):
        return
    head = span.root
    named = head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or references.at(marked.paragraph, head) is not None
    headline = marked.paragraph.role in ("headline", "standfirst") or marked.paragraph.index == 0
    told = span.text in names or (headline and (named or _speaks(head, marked, cues)))
    if span.text.lower() in _FURNITURE or not told:
        return
    end = marked.ends[colon + 1] if headline else len(doc)
    parts = stretch(colon + 1, end, marked)
    if parts:
        speaker = Speaker(0, colon, head.i)
        yield Draft(marked, parts, speaker, marked, (colon, colon + 1), None, "name-colon", "says", 0.8)


def speaking_names(paragraphs: Sequence[Marked]) -> frozenset[str]:
    """The names that open at least two paragraphs before a colon, as in a transcript or a live blog."""
    counted = Counter(name for marked in paragraphs if (name := _opening_name(marked)))
    return frozenset(name for name, times in counted.items() if times > 1)


def _opening_name(marked: Marked) -> str | None:
    doc = marked.doc
    colon = next((t.i for t in doc[: min(7, len(doc))] if t.text == ":"), 0)
    if not colon or colon + 2 >= len(doc) or not all(t.text[:1].isupper() for t in doc[:colon]):
        return None
    return str(doc[:colon].text)


def _speaks(head: Token, marked: Marked, cues: CueRules) -> bool:
    return can_speak(Speaker(head.i, head.i + 1, head.i), marked, cues)
