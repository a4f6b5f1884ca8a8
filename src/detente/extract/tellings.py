"""One telling of an event: its words, voice, time and place, once its type and parties are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.circumstances import find_when, find_where
from detente.extract.event_parties import Parties, Scene
from detente.extract.logical import is_noun, is_verb
from detente.extract.merging import Told
from detente.extract.triggers import Match
from detente.language.parsed import Paragraph
from detente.language.times import TimeSpan
from detente.records.kinds import Attribution, EventType, Opinion, Status, Voice
from detente.records.shapes import Evidence, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 40
"""Words of a clause that count as evidence; a longer clause is cut around its trigger."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the report tells around its events: its times, who says what, the writer's opinions; and the verbs of saying."""

    times: tuple[TimeSpan, ...]
    attributions: tuple[Attribution, ...]
    opinions: tuple[Opinion, ...]
    speech: frozenset[str]


def tell(
    match: Match, parties: Parties, settled: tuple[EventType, Status, str | None], scene: Scene, setting: Setting
) -> Told:
    """The telling of an event whose type, status and mode are settled, with voice, time, place and confidence."""
    type_, status, mode = settled
    voice, attribution = _voice(match, scene.paragraph, setting.attributions, setting.opinions)
    if status == "negated" and _is_denial(type_, parties.actors, attribution, scene):
        status = "denied"
    when = find_when(match, setting.times, scene, setting.speech)
    published = scene.parsed.report.published_day
    dated = _status_by_date(status, match.frame.support, when.start if when else None, published)
    if dated != status:
        status, type_, mode = dated, *planned_type(type_, mode, scene)
    sentence = match.frame.trigger.sent
    return Told(
        match=match,
        type=type_,
        mode=mode,
        status=status,
        actors=parties.actors,
        recipients=parties.recipients,
        when=when,
        where=find_where(match, scene),
        evidence=clause_evidence(match, scene),
        sentence=sentence.text,
        opens=scene.paragraph.start + sentence.start_char,
        voice=voice,
        attribution=attribution.id if attribution else None,
        historical=_is_historical(match, when.end if when else None, published),
        confidence=_confidence(match, parties, status),
        role=scene.paragraph.role,
        paragraph=scene.paragraph.index,
    )


def planned_type(type_: EventType, mode: str | None, scene: Scene) -> tuple[EventType, str | None]:
    """The type and mode of an event still to come: a meeting planned is an agreement (PLOVER)."""
    planned = scene.rules.types[type_].planned
    if planned is None:
        return type_, mode
    return planned, mode if mode in scene.rules.types[planned].modes else None


def clause_evidence(match: Match, scene: Scene) -> Evidence:
    """The words of the trigger with its arguments, at most LONGEST of them."""
    frame = match.frame
    keep = {frame.trigger.i, frame.support.i}
    heads = [*frame.subjects, *frame.objects, *frame.datives, *frame.complements, *frame.owners, *frame.modifiers]
    heads += [token for tokens in frame.prepositions.values() for token in tokens]
    sentence = frame.trigger.sent
    for head in heads:
        if sentence.start <= head.i < sentence.end and head.i != frame.support.i and frame.support not in head.subtree:
            keep |= _phrase(head)
    for token in (frame.trigger, frame.support):
        for child in token.children:
            if child.dep_ in {
                "aux",
                "auxpass",
                "neg",
                "prt",
                "det",
                "npadvmod",
                "prep",
                "advmod",
                "nummod",
                "poss",
            } or (child.dep_ == "advcl" and is_verb(token) and _is_condition(child)):
                keep |= _phrase(child)
    first, last = min(keep), max(keep)
    first, last = max(first, sentence.start), min(last, sentence.end - 1)
    if last - first >= LONGEST:
        first = max(first, frame.trigger.i - LONGEST // 2)
        last = min(last, first + LONGEST - 1)
    return scene.parsed.evidence(scene.paragraph, first, last + 1)


def _is_condition(token: Token) -> bool:
    return any(child.lower_ in {"if", "unless", "provided"} for child in token.children)


def _phrase(head: Token) -> set[int]:
    """A phrase without the relative clauses and distant conjuncts at its end."""
    kept = {head.i}
    for child in head.children:
        if child.dep_ in {"relcl", "punct", "parataxis"} or (child.dep_ == "conj" and is_verb(child)):
            continue
        kept |= _phrase(child)
    return kept


def _voice(
    match: Match, paragraph: Paragraph, attributions: Iterable[Attribution], opinions: Iterable[Opinion]
) -> tuple[Voice, Attribution | None]:
    """Whose words the trigger stands in: the innermost attribution's, the writer's opinion, or the report's own."""
    start = paragraph.start + match.frame.trigger.idx
    inside = [
        (part.end - part.start, attribution.id, attribution)
        for attribution in attributions
        for part in attribution.content
        if part.start <= start < part.end
    ]
    if inside:
        return "attributed", min(inside, key=lambda found: found[:2])[2]
    if any(part.start <= start < part.end for opinion in opinions for part in opinion.content):
        return "opinion", None
    return "reported", None


def _is_denial(type_: EventType, actors: Iterable[Mention], attribution: Attribution | None, scene: Scene) -> bool:
    """ "Ruritania said it had no part in the strike": who says that a hostile act was not theirs denies it."""
    if attribution is None or attribution.source is None or scene.rules.types[type_].quad != 4:
        return False
    entities = scene.references.entities
    speakers = {
        entities[key].iso3 or entities[key].code or key for key in attribution.source.entities if key in entities
    }
    return any((actor.iso3 or actor.code or actor.entity) in speakers for actor in actors)


def _status_by_date(status: Status, support: Token, start: str | None, published: str | None) -> Status:
    """What the present tense dates after publication is planned ("meets Freedonia's president next week")."""
    told_past = support.tag_ in {"VBD", "VBN"} or any(c.tag_ == "VBD" for c in support.children if c.dep_ == "aux")
    if status == "actual" and not told_past and start and published and len(start) == 10 and start > published:
        return "planned"
    return status


def _is_historical(match: Match, end: str | None, published: str | None) -> bool:
    """Background: dated more than two months before publication, or a noun after "since"."""
    if end and published:
        days = _months(published) - _months(end)
        if days > 2 or (len(end) == 10 and days == 2):
            return True
    trigger = match.frame.trigger
    own = (token for preposition in trigger.children if preposition.dep_ == "prep" for token in preposition.children)
    if any(
        token.ent_type_ == "EVENT" and "War" in token.sent.doc[token.left_edge.i : token.i + 1].text for token in own
    ):
        return True  # "soldiers killed in World War II", but not the wreath laid for them
    return is_noun(trigger) and trigger.dep_ == "pobj" and trigger.head.lower_ == "since"


def _months(day: str) -> int:
    year, _, rest = day.partition("-")
    return int(year) * 12 + int(rest[:2] or "12")


def _confidence(match: Match, parties: Parties, status: Status) -> float:
    """The pattern's reliability, less for missing parties, depth in the sentence, bare nouns and what did not happen."""
    score = match.pattern.row.confidence
    if not parties.known:
        score -= 0.2
    elif not parties.actors:
        score -= 0.08
    elif not parties.recipients and not match.pattern.row.reciprocal:
        score -= 0.04
    if is_noun(match.frame.trigger) and not match.frame.supported:
        score -= 0.12
    score -= 0.04 * min(4, _depth(match.frame.support))
    if status in {"hypothetical", "negated", "denied"}:
        score -= 0.06
    return round(max(0.05, min(0.97, score)), 2)


def _depth(token: Token) -> int:
    """How many subordinate clauses lie over a token; the content of a verb of speaking counts for nothing."""
    depth = 0
    while token.head.i != token.i:
        if token.dep_ in {"relcl", "acl", "advcl", "pcomp", "appos"}:
            depth += 1
        token = token.head
    return depth
