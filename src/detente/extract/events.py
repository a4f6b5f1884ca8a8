"""Events: who did what to whom (PLOVER), whether it happened, when, where, and in whose voice it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.carrying import (
    carry_days,
    lend_places,
    share_circumstances,
    share_episode,
    speak_on_their_day,
)
from detente.extract.circumstances import find_when, find_where
from detente.extract.event_parties import Parties, Scene, find_parties
from detente.extract.homes import name_the_rebels, settle_homes
from detente.extract.logical import is_noun, is_verb, lemma, verb_frame
from detente.extract.mentions import References
from detente.extract.merging import Told, build_events
from detente.extract.modality import Reading
from detente.extract.triggers import Match, content_tokens, find_matches
from detente.extract.two_sides import aim_at_other_side
from detente.language.parsed import Paragraph, ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.lexicon import Lexicon
from detente.records.kinds import Attribution, Event, EventType, Opinion, Status, Voice
from detente.records.shapes import Evidence, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 40
"""Words of a clause that count as evidence; a longer clause is cut around its trigger."""


def find_events(
    parsed: ParsedReport,
    references: References,
    times: tuple[TimeSpan, ...],
    attributions: tuple[Attribution, ...],
    opinions: tuple[Opinion, ...],
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """Every event of a report in text order; one told several times is one event with several pieces of evidence."""
    told: list[Told] = []
    for paragraph in parsed.paragraphs:
        scene = Scene(parsed, paragraph, references, lexicon.events)
        told += _told_in(scene, times, attributions, opinions, lexicon)
    told = share_episode(carry_days(share_circumstances(told), parsed, times, lexicon.times))
    told = speak_on_their_day(told, parsed.report)
    told = aim_at_other_side(_with_last_talkers(told), references)
    told = settle_homes(told, parsed, references, lexicon.events.sets, lexicon.modality.speech)
    told = lend_places(name_the_rebels(told, references, lexicon.events.sets.get("rebels", frozenset())))
    return build_events(told, parsed.report, lexicon.events)


def _with_last_talkers(told: Iterable[Told]) -> list[Told]:
    """ "Ruritania and Freedonia have held talks since May. The next round is due in Klow": the same parties meet again."""
    held: list[Told] = []
    for item in told:
        row = item.match.pattern.row
        if row.reciprocal and row.alone and item.match.pattern.type == "CONSULT" and not item.actors:
            last = next((t for t in reversed(held) if _is_talk(t) and t.paragraph == item.paragraph), None)
            item = replace(item, actors=last.actors) if last else item
        held.append(item)
    return held


def _is_talk(item: Told) -> bool:
    return item.match.pattern.type == "CONSULT" and item.match.pattern.row.reciprocal and bool(item.actors)


def _told_in(
    scene: Scene,
    times: tuple[TimeSpan, ...],
    attributions: tuple[Attribution, ...],
    opinions: tuple[Opinion, ...],
    lexicon: Lexicon,
) -> Iterator[Told]:
    matches = find_matches(scene.paragraph.doc, lexicon.events, lexicon.modality)
    chosen = choose_matches(matches, scene)
    for match, parties in chosen:
        type_, status, mode = settle(match, matches, scene)
        evidence = clause_evidence(match, scene)
        voice, attribution = _voice(match, scene.paragraph, attributions, opinions)
        if status == "negated" and _is_denial(type_, parties.actors, attribution, scene):
            status = "denied"
        when = find_when(match, times, scene, lexicon.modality.speech)
        dated = _status_by_date(
            status, match.frame.support, when.start if when else None, scene.parsed.report.published_day
        )
        if dated != status:
            status, type_, mode = dated, *_planned(type_, mode, scene)
        yield Told(
            match=match,
            type=type_,
            mode=mode,
            status=status,
            actors=parties.actors,
            recipients=parties.recipients,
            when=when,
            where=find_where(match, scene),
            evidence=evidence,
            sentence=match.frame.trigger.sent.text,
            voice=voice,
            attribution=attribution.id if attribution else None,
            historical=_is_historical(match, when.end if when else None, scene.parsed.report.published_day),
            confidence=_confidence(match, parties, status),
            role=scene.paragraph.role,
            paragraph=scene.paragraph.index,
        )


def choose_matches(matches: list[Match], scene: Scene) -> list[tuple[Match, Parties]]:
    """For each trigger the first pattern whose roles are filled; triggers inside another's content are dropped."""
    chosen: dict[int, tuple[Match, Parties]] = {}
    for match in matches:
        if match.at in chosen:
            continue
        if match.pattern.row.status == "denied" and "negated" in match.reading.seen:
            continue  # "would neither confirm nor deny the raid"
        if match.pattern.type in {"ASSAULT", "COERCE"} and _by_nature(match, scene):
            continue
        parties = find_parties(match, scene)
        if is_filled(match, parties):
            chosen[match.at] = (match, parties)
    covered = _covered([match for match, _ in chosen.values()], scene) | _carried(chosen)
    return [pair for at, pair in sorted(chosen.items()) if at not in covered]


def is_filled(match: Match, parties: Parties) -> bool:
    """Whether the roles a pattern needs are there; a bare noun needs a known party of its own."""
    needs = match.pattern.row.needs
    if match.pattern.row.alone:
        return True
    if "known" in needs and not any(m.entity or m.iso3 or m.code for m in parties.recipients):
        return False
    if ("actor" in needs and not parties.actors) or ("recipient" in needs and not parties.recipients):
        return False
    if "both" in needs and len({m.entity or m.start for m in parties.actors}) + len(parties.recipients) < 2:
        return False
    if is_noun(match.frame.trigger) and not match.frame.supported:
        return parties.known
    return bool(parties.actors or parties.recipients)


def _by_nature(match: Match, scene: Scene) -> bool:
    """ "A storm hit the Freedonian coast", "exports hit growers": nobody did it."""
    nature = scene.rules.sets.get("nature", frozenset())
    return any(lemma(subject) in nature for subject in match.frame.subjects)


def _covered(matches: list[Match], scene: Scene) -> set[int]:
    """Positions of triggers that only say what a request, refusal, threat, promise or charge is about."""
    covered: set[int] = set()
    for match in sorted(matches, key=lambda m: m.at):
        if match.at in covered or not _has_content(match, scene):
            continue
        for token in content_tokens(match.frame):
            for inner in token.subtree:
                if inner.i != match.at and not _is_own_fact(inner, token):
                    covered.add(inner.i)
    return covered


def _carried(chosen: Mapping[int, tuple[Match, Parties]]) -> set[int]:
    """A noun and the verb that carries it are one event ("suspended talks", "signed a deal"): the verb tells it.

    Unless the noun's modifier says what it is: "began a general strike" is no attack.
    """
    dropped: set[int] = set()
    for at, (match, _) in chosen.items():
        verb = match.frame.support.i
        if verb != at and verb in chosen:
            dropped.add(verb if match.pattern.modifier else at)
    return dropped


def _has_content(match: Match, scene: Scene) -> bool:
    own = match.pattern.row.content
    return scene.rules.types[match.pattern.type].content if own is None else own


def _is_own_fact(inner: Token, top: Token) -> bool:
    """A relative clause tells its own fact: "urged Ruritania, which had shelled the town, to stop"."""
    node = inner
    while node.i != top.i and node.head.i != node.i:
        if node.dep_ == "relcl":
            return True
        node = node.head
    return False


def settle(match: Match, matches: list[Match], scene: Scene) -> tuple[EventType, Status, str | None]:
    """Type, status and mode after the manual's rules for promised, planned and declined events."""
    rules = scene.rules.types[match.pattern.type]
    row = match.pattern.row
    status: Status = row.status or match.reading.status
    type_: EventType = match.pattern.type
    mode = row.mode
    inner = _content_match(match, matches)
    if inner is not None:
        type_ = row.becomes.get(inner.pattern.type, type_)
        mode = mode or rules.content_modes.get(inner.pattern.type)
    if _is_declined(match.reading) and rules.declined:
        # "Ruritania will not lift the ban": what is refused is told as a refusal.
        return rules.declined, "conditional" if "conditional" in match.reading.seen else "actual", None
    if status == "planned" and rules.planned:
        type_, mode = _planned(type_, mode, scene)
    if type_ != match.pattern.type and mode not in scene.rules.types[type_].modes:
        mode = None
    return type_, status, mode


def _planned(type_: EventType, mode: str | None, scene: Scene) -> tuple[EventType, str | None]:
    """The type and mode of an event still to come: a meeting planned is an agreement (PLOVER)."""
    planned = scene.rules.types[type_].planned
    if planned is None:
        return type_, mode
    return planned, mode if mode in scene.rules.types[planned].modes else None


def _content_match(match: Match, matches: list[Match]) -> Match | None:
    """The event that the complement or object itself tells; others stand deeper ("vowed to keep it open after the attack")."""
    inside: set[int] = set()
    for token in content_tokens(match.frame):
        inside |= {token.i} | {
            c.i for c in token.children if c.dep_ in {"dobj", "xcomp", "conj", "ccomp", "attr", "acomp"}
        }
    inside.discard(match.at)
    return next((other for other in matches if other.at in inside), None)


def _is_declined(reading: Reading) -> bool:
    return {"planned", "negated"} <= reading.seen and reading.status == "negated"


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


def _is_denial(
    type_: EventType, actors: Iterable[Mention], attribution: Attribution | None, scene: Scene
) -> bool:
    """ "Ruritania said it had no part in the strike": who says that a hostile act was not theirs denies it."""
    if attribution is None or attribution.source is None or scene.rules.types[type_].quad != 4:
        return False
    entities = scene.references.entities
    speakers = {entities[key].iso3 or entities[key].code or key for key in attribution.source.entities if key in entities}
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


__all__ = ["choose_matches", "clause_evidence", "find_events", "settle", "verb_frame"]
