"""A press release speaks for the body that issued it: "The assertions that ... do not correspond to reality"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.indirect import claim_clause
from detente.extract.marked import Marked
from detente.extract.mentions import Reference, References
from detente.extract.said import Draft
from detente.extract.speakers import Speaker
from detente.extract.stretches import stretch
from detente.lexicon.cues import CueRules, DenialRow

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body that issued a press release: its entity, and the paragraph and words that first name it."""

    entity: str
    at: Marked
    speaker: Speaker


def find_issuer(paragraphs: Sequence[Marked], references: References) -> Issuer | None:
    """The body that a press release names most often outside quotation marks, as first printed; None where it names none."""
    places = {marked.paragraph.index: marked for marked in paragraphs}
    first: dict[str, Reference] = {}
    counted: Counter[str] = Counter()
    for item in references.items:
        body = _body(item, references)
        marked = places.get(item.paragraph)
        if body is None or marked is None or marked.inside[item.head] >= 0 or not _leads(item, marked):
            continue
        counted[body] += 1
        first.setdefault(body, item)
    if not counted:
        return None
    best = min(counted, key=lambda b: (-counted[b], first[b].paragraph, first[b].first))
    item = first[best]
    marked = places[item.paragraph]
    article = item.first > 0 and marked.doc[item.first - 1].lower_ == "the"
    return Issuer(best, marked, Speaker(item.first - article, item.last, item.head))


def _body(item: Reference, references: References) -> str | None:
    if len(item.mentions) != 1 or item.kind in ("pronoun", "group", "place", "metonym", "demonym"):
        return None
    entity = references.entities.get(item.mentions[0].entity or "")
    return entity.id if entity is not None and entity.type == "organisation" else None


def _leads(item: Reference, marked: Marked) -> bool:
    """Whether it does something or heads a line: "The Ministry recalls", "Press Centre of the Border Service"."""
    head = marked.doc[item.head]
    return head.dep_ in ("nsubj", "ROOT") or (marked.paragraph.role != "body" and item.first == 0)


def draft_denials(marked: Marked, issuer: Issuer | None, cues: CueRules) -> Iterator[Draft]:
    """What the issuing body denies without saying that it says so."""
    at, speaker = (issuer.at, issuer.speaker) if issuer is not None else (marked, None)
    for token in marked.doc:
        row = cues.denials.get(token.lemma_.lower()) if token.dep_ in ("nsubj", "nsubjpass") else None
        if row is None or marked.inside[token.i] >= 0 or not _is_denied(token, row, marked):
            continue
        clause = claim_clause(token)
        parts = (
            stretch(clause.left_edge.i, clause.right_edge.i + 1, marked)
            if clause is not None
            else stretch(marked.starts[token.i], marked.ends[token.i], marked)
        )
        if parts:
            yield Draft(marked, parts, speaker, at, None, None, row.id, "denies", 0.75 if speaker else 0.5)


def _is_denied(noun: Token, row: DenialRow, marked: Marked) -> bool:
    """Whether the predicate of the noun holds one of the rule's phrases, in the main clause."""
    if noun.head.dep_ != "ROOT":
        return False
    after = range(noun.right_edge.i + 1, marked.ends[noun.i])
    words = [marked.doc[at].lower_ for at in after if marked.inside[at] < 0]
    return any(words[n : n + len(p)] == p for p in row.predicates for n in range(min(len(words), 12)))
