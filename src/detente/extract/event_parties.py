"""Who did it and to whom: the paths of an event pattern, walked from the trigger's logical arguments to parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.extract.logical import Frame, is_noun, is_verb, lemma, surface_subjects, verb_frame
from detente.extract.mentions import References
from detente.extract.parties import parties_of
from detente.language.parsed import Paragraph, ParsedReport
from detente.lexicon.events import EventRules
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.extract.mentions import Reference
    from detente.extract.triggers import Match

VERB_ACTORS = ("subject",)
VERB_RECIPIENTS = ("object", "dative", "with", "against", "to", "on")
NOUN_ACTORS = ("subject", "owner", "by", "between", "modifier")
NOUN_RECIPIENTS = ("with", "against", "to", "on", "of", "for", "modifier")
"""Paths of a pattern that names none, the first that yields a party counts."""

_OWN = frozenset(
    {
        "according",
        "by",
        "after",
        "before",
        "since",
        "during",
        "until",
        "amid",
        "despite",
        "like",
        "as",
        "than",
        "because",
        "following",
    }
)
"""Prepositions after which nobody stands whom the event is done to."""

_COUNTS = frozenset(
    {
        "ten",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "score",
        "number",
        "third",
        "half",
        "majority",
        "most",
        "some",
        "many",
        "group",
        "handful",
        "couple",
        "crowd",
    }
)
_IF = frozenset({"if", "unless", "until"})
_HOME = frozenset({"in", "from", "of", "at", "near", "throughout", "across", "around", "outside", "based"})

_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph with all that is known about it while its events are read."""

    parsed: ParsedReport
    paragraph: Paragraph
    references: References
    rules: EventRules


@dataclass(frozen=True, slots=True)
class Parties:
    """Both sides of an event in text order; ``known`` when at least one of them is an entity or has a state."""

    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()

    @property
    def known(self) -> bool:
        """Whether anybody here is more than words."""
        return any(m.entity or m.iso3 or m.code for m in (*self.actors, *self.recipients))


def find_parties(match: Match, scene: Scene) -> Parties:
    """The parties of a match; reciprocal events have every party among the actors."""
    row = match.pattern.row
    noun = is_noun(match.frame.trigger)
    actor_paths = row.actor if row.actor is not None else (NOUN_ACTORS if noun else VERB_ACTORS)
    recipient_paths = row.recipient if row.recipient is not None else (NOUN_RECIPIENTS if noun else VERB_RECIPIENTS)
    actors = _first(actor_paths, match.frame, scene, places=False, apart_from=())
    places = scene.rules.types[match.pattern.type].places
    recipients = _first(recipient_paths, match.frame, scene, places=places, apart_from=actors)
    bare = noun and not match.frame.supported  # "amid Ruritania's parade, Karr's visit" aims at nobody
    if not row.reciprocal and not _has_known(recipients) and not bare:
        # "Promised to continue military aid to Freedonia": whom it concerns stands deeper in what is promised.
        recipients = _within(match.frame, scene, apart_from=actors) or recipients
    if not _has_known(recipients) and match.pattern.type == "THREATEN":
        # "Would stop paying unless Freedonia withdrew its guards": whoever is to meet the condition is threatened.
        recipients = _first(("condition.subject",), match.frame, scene, places=False, apart_from=actors) or recipients
    if not row.reciprocal:
        return Parties(actors, recipients)
    # A meeting has no recipient: "Ruritania's minister met his Freedonian colleague" has two actors (PLOVER, CONSULT).
    return Parties(_in_order((*actors, *recipients)))


def _first(
    paths: Iterable[str], frame: Frame, scene: Scene, *, places: bool, apart_from: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The parties of the first path that has any known one, else of the first that has any at all."""
    taken = {_key(mention) for mention in apart_from}
    fallback: tuple[Mention, ...] = ()
    for path in paths:
        # "in@": a place counts as a party there, as in "was arrested in Lyon" (by France).
        tokens = _walk(path.removesuffix("@").split("."), frame)
        wide = places or path.endswith("@")
        found = [m for token in tokens for m in _mentions(token, scene, places=wide) if _key(m) not in taken]
        held = _in_order(found)
        if _has_known(held):
            return held
        fallback = fallback or held
    return fallback


def _has_known(mentions: Iterable[Mention]) -> bool:
    return any(m.entity or m.iso3 or m.code for m in mentions)


def _within(frame: Frame, scene: Scene, *, apart_from: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The first known party inside complements, objects and the phrases on them; clauses of their own are left out."""
    taken = {_key(mention) for mention in apart_from}
    states = {mention.iso3 or mention.code for mention in apart_from}
    phrases = [t for name, tokens in sorted(frame.prepositions.items()) if name.split()[0] not in _OWN for t in tokens]
    for top in (*frame.objects, *frame.complements, *phrases):
        for token in sorted(_own_phrase(top), key=lambda t: t.i):
            reference = scene.references.at(scene.paragraph, token)
            if reference is None or reference.head != token.i or _is_namesake(reference, token, scene):
                continue
            held = [
                m
                for m in _resident(token, reference.mentions, scene)
                if _key(m) not in taken and ((m.iso3 or m.code) not in states or _is_somebody(m, scene))
            ]
            if _has_known(held):
                return _in_order(held)
    return ()


def _is_somebody(mention: Mention, scene: Scene) -> bool:
    """A person, group or body with a name: at home a president can refuse to swear in an opponent."""
    entity = scene.references.entities.get(mention.entity or "")
    return entity is not None and entity.type in {"person", "group", "organisation"}


def _own_phrase(token: Token) -> list[Token]:
    kept = [token]
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            # "Rejected an offer made by Freedonia", "an appeal filed by its lawyers": whoever did it is concerned.
            kept += [
                t for agent in child.children if agent.dep_ == "agent" for a in agent.children for t in _own_phrase(a)
            ]
        clausal = child.dep_ in {"relcl", "acl", "advcl", "appos", "parataxis"}
        after = child.dep_ in {"prep", "mark"} and child.lower_ in _OWN
        if not clausal and not after:
            kept += _own_phrase(child)
    return kept


def _walk(steps: list[str], frame: Frame) -> tuple[Token, ...]:
    tokens = _slot(steps[0], frame)
    for step in steps[1:]:
        tokens = tuple(inner for token in tokens for inner in _inside(step, token))
    return tokens


def _slot(name: str, frame: Frame) -> tuple[Token, ...]:
    slots = {
        "subject": frame.subjects,
        "object": frame.objects,
        "dative": frame.datives,
        "owner": frame.owners,
        "modifier": frame.modifiers,
        "complement": frame.complements,
        "instrument": (*frame.prepositions.get("with", ()), *frame.prepositions.get("by", ())),
    }
    if name == "condition":
        return _conditions(frame)
    if name == "any":
        everywhere = (token for tokens in frame.prepositions.values() for token in tokens)
        return (*frame.subjects, *frame.owners, *frame.modifiers, *frame.objects, *frame.datives, *everywhere)
    return slots[name] if name in slots else frame.prepositions.get(name) or frame.nested.get(name, ())


def _conditions(frame: Frame) -> tuple[Token, ...]:
    """The verbs of the if-clauses on a trigger, its verb or its complement."""
    heads = dict.fromkeys((frame.trigger, frame.support, *frame.complements))
    return tuple(
        child
        for head in heads
        for child in head.children
        if child.dep_ == "advcl" and any(mark.lower_ in _IF for mark in child.children if mark.dep_ == "mark")
    )


def _inside(step: str, token: Token) -> tuple[Token, ...]:
    """One step down from a word: its owner, modifiers, verb arguments, or what stands after a preposition of its own."""
    if is_verb(token) and step in {"subject", "object", "dative", "complement"}:
        return _slot(step, verb_frame(token))
    wanted = {
        "owner": {"poss"},
        "modifier": {"amod", "compound", "nmod"},
        "object": {"dobj"},
        "subject": {"nsubj", "nsubjpass"},
    }
    if step in wanted:
        return tuple(child for child in token.children if child.dep_ in wanted[step])
    return tuple(
        inner
        for child in token.children
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ == step
        for inner in child.children
        if inner.dep_ in {"pobj", "pcomp"}
    )


def _mentions(token: Token, scene: Scene, *, places: bool) -> tuple[Mention, ...]:
    found = parties_of(token, scene.paragraph, scene.references, places=places)
    if found:
        borrowed = _borrowed(token, scene)
        return _resident(token, tuple(m for m in found if m.start not in borrowed), scene)
    if token.tag_ == "PRP" and scene.references.at(scene.paragraph, token) is None:
        # "Opposition leaders said they were boycotting the vote": a pronoun nobody resolved is the speaker.
        clause = token.head
        if clause.dep_ == "ccomp" and token.dep_ == "nsubj" and is_verb(clause.head) and token.lower_ in {"they", "it"}:
            return tuple(
                m for s in surface_subjects(clause.head) if s.i < token.i for m in _mentions(s, scene, places=False)
            )
        return ()
    echoed = _echoed(token, scene)
    if echoed:
        return echoed
    counted = _counted(token)
    inside = _mentions(counted, scene, places=places) if counted is not None else ()
    return inside or _unresolved(token, scene)


def _resident(token: Token, found: tuple[Mention, ...], scene: Scene) -> tuple[Mention, ...]:
    """ "Ethnic Sylvanians in Ruritania", "the Sylvanians of Klow": people count for the state they live in, not for the one of their name."""
    reference = scene.references.at(scene.paragraph, token)
    if reference is None or reference.kind != "demonym" or reference.first != token.i or len(found) != 1:
        return found
    if token.tag_ not in {"NNS", "NNPS"}:
        return found
    state = _placed(token, scene)
    if state is None and not any(child.lower_ == "ethnic" for child in token.children):
        return found
    return (replace(found[0], entity=None, iso3=state, rule="residence"),) if state != found[0].iso3 else found


def _echoed(token: Token, scene: Scene) -> tuple[Mention, ...]:
    """ "A Freedonian trawler was stopped. The trawler later sank": a ship told again by the same word keeps its state."""
    name = lemma(token)
    if name not in scene.rules.sets.get("vessels", frozenset()):
        return ()
    if not any(child.dep_ == "det" and child.lower_ in {"the", "this", "that"} for child in token.children):
        return ()
    for paragraph in reversed(scene.parsed.paragraphs):
        if paragraph.index > scene.paragraph.index:
            continue
        for earlier in reversed(paragraph.doc):
            if lemma(earlier) != name or (paragraph.index == scene.paragraph.index and earlier.i >= token.i):
                continue
            states = {m.iso3 for m in parties_of(earlier, paragraph, scene.references) if m.iso3}
            if len(states) == 1:
                first = min((t.i for t in token.lefts), default=token.i)
                evidence = scene.parsed.evidence(scene.paragraph, first, token.i + 1)
                found = evidence.report, evidence.start, evidence.end, evidence.quote
                return (Mention(*found, iso3=states.pop(), rule="echo"),)
    return ()


def _borrowed(token: Token, scene: Scene) -> set[int]:
    """Where place names stand that only name an agreement or institution: "the Minsk accords" are no act of Belarus.

    A state's own name or adjective does tell a party: "the Ruritania-Freedonia treaty".
    """
    starts: set[int] = set()
    for part in token.subtree:
        reference = scene.references.at(scene.paragraph, part)
        if reference is not None and reference.head == part.i and _is_namesake(reference, part, scene):
            starts |= {mention.start for mention in reference.mentions}
    return starts


def _is_namesake(reference: Reference, token: Token, scene: Scene) -> bool:
    if token.dep_ not in {"compound", "nmod", "amod"} or reference.kind not in {"place", "metonym"}:
        return False
    return lemma(token.head) in scene.rules.sets.get("namesakes", frozenset())


def _counted(token: Token) -> Token | None:
    """What a number or group counts: "thousands of students", "a third of the guerrillas"."""
    if lemma(token) not in _COUNTS and token.pos_ != "NUM":
        return None
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def _unresolved(token: Token, scene: Scene) -> tuple[Mention, ...]:
    """A party nobody knows, in the report's words, when the noun is a name or a word for people; things are no parties.

    It has the state of the place it is told to be in or from: "opposition groups in Ruritania", "students throughout Freedonia".
    """
    sets = scene.rules.sets
    agents, things = sets.get("agents", frozenset()), sets.get("missiles", frozenset())
    if _is_number_of_people(token):
        return (_in_words(token, token.i, scene),)
    if (
        not is_noun(token)
        or lemma(token) in things
        or token.ent_type_ in {"DATE", "TIME", "EVENT", "WORK_OF_ART", "FAC"}
    ):
        return ()
    if not (token.ent_type_ in _NAMED or token.pos_ == "PROPN" or lemma(token) in agents or token.lower_ in agents):
        return ()
    first = min((t.i for t in token.lefts if t.dep_ in {"compound", "amod", "nummod", "nmod", "det"}), default=token.i)
    return (_in_words(token, first, scene),)


def _is_number_of_people(token: Token) -> bool:
    """ "Eleven were arrested", "tens of thousands marched"."""
    if token.dep_ not in {"nsubj", "nsubjpass"} or token.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT"}:
        return False
    return token.pos_ == "NUM" or lemma(token) in {"ten", "dozen", "hundred", "thousand", "million", "score"}


def _in_words(token: Token, first: int, scene: Scene) -> Mention:
    evidence = scene.parsed.evidence(scene.paragraph, first, token.i + 1)
    state = _home(token, scene)
    rule = "place" if state else "unresolved"
    return Mention(evidence.report, evidence.start, evidence.end, evidence.quote, iso3=state, rule=rule)


def _home(token: Token, scene: Scene) -> str | None:
    """The one state told in the phrase's own place: "protesters in Klow"."""
    return None if token.pos_ == "PROPN" else _placed(token, scene)


def _placed(token: Token, scene: Scene) -> str | None:
    states: list[str] = []
    for preposition in token.children:
        if preposition.dep_ == "prep" and preposition.lower_ in _HOME:
            for place in preposition.children:
                reference = scene.references.at(scene.paragraph, place)
                found = (
                    parties_of(place, scene.paragraph, scene.references, places=True)
                    if reference is None
                    else reference.mentions
                )
                states += [m.iso3 for m in found if m.iso3]
    return states[0] if states and len(set(states)) == 1 else None


def _key(mention: Mention) -> tuple[object, ...]:
    return (mention.entity,) if mention.entity else (mention.iso3, mention.code, mention.start, mention.end)


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: dict[tuple[object, ...], Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        kept.setdefault(_key(mention), mention)
    return tuple(kept.values())
