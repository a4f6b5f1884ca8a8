"""Events: who did what to whom (PLOVER), whether it happened, when, where, and in whose voice it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.carrying import (
    carry_days,
    date_by_accord,
    lend_places,
    share_circumstances,
    share_episode,
    speak_on_their_day,
)
from detente.extract.event_parties import Parties, Scene, find_parties
from detente.extract.homes import name_the_rebels, settle_homes
from detente.extract.logical import is_noun, is_verb, lemma, verb_frame
from detente.extract.mentions import References
from detente.extract.merging import Told, build_events
from detente.extract.modality import Reading
from detente.extract.proposals import propose
from detente.extract.tellings import Setting, clause_evidence, planned_type, tell
from detente.extract.triggers import Match, content_tokens, find_matches
from detente.extract.two_sides import aim_at_other_side
from detente.extract.weighing import weigh_told
from detente.language.event_model import JudgePairs
from detente.language.parsed import ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.lexicon import Lexicon
from detente.records.kinds import Attribution, Event, EventType, Opinion, Status

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_events(
    parsed: ParsedReport,
    references: References,
    times: tuple[TimeSpan, ...],
    attributions: tuple[Attribution, ...],
    opinions: tuple[Opinion, ...],
    lexicon: Lexicon,
    judge: JudgePairs | None = None,
) -> tuple[Event, ...]:
    """Every event of a report in text order; one told several times is one event with several pieces of evidence.

    ``judge`` is the event model; without it the rules type alone.
    """
    told: list[Told] = []
    setting = Setting(times, attributions, opinions, lexicon.modality.speech)
    for paragraph in parsed.paragraphs:
        scene = Scene(parsed, paragraph, references, lexicon.events)
        matches = find_matches(paragraph.doc, lexicon.events, lexicon.modality)
        chosen = choose_matches(matches, scene)
        told += [tell(match, parties, settle(match, matches, scene), scene, setting) for match, parties in chosen]
        if judge is not None:
            told += propose(scene, [match for match, _ in chosen], judge, setting, lexicon.modality)
    told = share_episode(carry_days(share_circumstances(told), parsed, times, lexicon.times, lexicon.modality.speech))
    told = date_by_accord(told, lexicon.events.sets.get("agreements", frozenset()))
    told = speak_on_their_day(told, parsed.report)
    told = aim_at_other_side(_with_last_talkers(told), references)
    told = settle_homes(told, parsed, references, lexicon.events.sets, lexicon.modality.speech)
    told = lend_places(name_the_rebels(told, references, lexicon.events.sets.get("rebels", frozenset())))
    if judge is not None:
        told = weigh_told(told, judge, lexicon.events)
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
        if is_filled(match, parties) or _is_struck(match, scene):
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


def _is_struck(match: Match, scene: Scene) -> bool:
    """ "The camp was bombed before dawn": an attack on a place or thing tells an event, whoever did it."""
    if match.pattern.type != "ASSAULT" or not is_verb(match.frame.trigger) or match.pattern.row.needs:
        return False
    targets = scene.rules.sets.get("targets", frozenset())
    named = (*match.frame.objects, *(c for thing in match.frame.objects for c in thing.children if c.dep_ == "appos"))
    return any(lemma(thing) in targets for thing in named)


def _by_nature(match: Match, scene: Scene) -> bool:
    """ "A storm hit the Freedonian coast", "exports hit growers", "was struck by its beaches": nobody did it."""
    sets, frame = scene.rules.sets, match.frame
    if any(lemma(subject) in sets.get("nature", frozenset()) for subject in frame.subjects):
        return True
    if not frame.passive or lemma(frame.trigger) not in {"strike", "hit"} or not frame.subjects:
        return False
    able = frozenset().union(*(sets.get(name, frozenset()) for name in ("agents", "missiles", "attacks", "forces")))
    return not any(lemma(s) in able or s.ent_type_ or s.pos_ in {"PROPN", "PRON"} for s in frame.subjects)


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
    """A relative clause or past participle tells its own fact: "urged Ruritania, which had shelled the town, to stop", "a treaty signed in May"."""
    node = inner
    while node.i != top.i and node.head.i != node.i:
        if node.dep_ == "relcl" or (node.dep_ == "acl" and node.tag_ in {"VBN", "VBD"}):
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
        type_, mode = planned_type(type_, mode, scene)
    if type_ != match.pattern.type and mode not in scene.rules.types[type_].modes:
        mode = None
    return type_, status, mode


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


__all__ = ["choose_matches", "clause_evidence", "find_events", "settle", "verb_frame"]
