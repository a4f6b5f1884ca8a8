"""Promises without a word of promising ("Ruritania will not allow it"), and demands of what another must do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bound import (
    PROMISING,
    Draft,
    Scene,
    acting,
    has_word,
    is_foreign,
    of_states,
    officials,
    opening,
    own_side,
    side_keys,
    speaker_of,
    with_state,
)
from detente.extract.clauses import Stretch, clause_stretch, is_negated, modals, union
from detente.extract.logical import is_passive, surface_subjects
from detente.lexicon.commitments import CommitmentRules
from detente.records.kinds import CommitmentType
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


def own_will(verb: Token, scene: Scene, aside: list[Stretch]) -> Draft | None:
    """ "Ruritania will not allow it, its minister said": the speaker's own side as subject of a will."""
    rules = scene.rules
    if (
        not modals(verb) & rules.volition
        or modals(verb) & {"have"}
        or verb.lemma_.lower() in rules.fates | rules.speech
    ):
        return None
    subjects = surface_subjects(verb)
    speaker, governor = speaker_of(verb, scene)
    if not speaker or not subjects or is_passive(verb) or any(s.lemma_.lower() in rules.things for s in subjects):
        return None
    if governor is not None and governor.lemma_.lower() in {"argue", "claim", "explain"}:
        return None  # "Arguing that it would only deepen the rift" weighs what would follow.
    holder = own_side(subjects, speaker, scene)
    if not of_states(holder) or _only_imagined(verb, scene):
        return None
    row = (
        next((r for r in rules.verbs.get(governor.lemma_.lower(), ()) if r.own), None) if governor is not None else None
    )
    term = clause_stretch(verb, without=aside, cues=rules.speech)
    evidence = term
    if governor is not None and governor.i < verb.i:
        evidence = union(opening(governor, surface_subjects(governor)), term)
    kind: CommitmentType = row.type if row is not None else told_as(verb, governor, scene) or "promise"
    return Draft(
        kind, scene.paragraph.index, verb.i, holder, f"undertaking.{row.id if row else 'will'}", 0.6, evidence, (), term
    )


def told_as(verb: Token, governor: Token | None, scene: Scene) -> CommitmentType | None:
    """What the word of telling makes of a will: "Belarus would cut the gas, its president threatened"."""
    attribution = scene.attribution_of(verb.i)
    lemma = governor.lemma_.lower() if governor is not None else ""
    if has_word(attribution, ("threat",)) or lemma == "threaten":
        return "threat"
    return "promise" if has_word(attribution, PROMISING) or lemma in {"promise", "pledge", "vow", "assure"} else None


def decreed(verb: Token, scene: Scene, aside: list[Stretch]) -> Draft | None:
    """ "The envoys will be expelled, the minister said": a deed in the power of the speaker's state, told in the passive."""
    rules = scene.rules
    if not modals(verb) & rules.volition or modals(verb) & {"have"} or not is_passive(verb):
        return None
    if any(c.lower_ == "whether" for c in verb.children):
        return None
    speaker, governor = speaker_of(verb, scene)
    subjects = surface_subjects(verb)
    holder, to = powers(verb, subjects, speaker, scene)
    if not of_states(holder) or _only_imagined(verb, scene):
        return None
    term = clause_stretch(verb, without=aside, cues=rules.speech)
    evidence = term
    if governor is not None and governor.i < verb.i:
        evidence = union(opening(governor, surface_subjects(governor)), term)
    kind: CommitmentType = "threat" if is_hostile(verb, rules) and not is_negated(verb) else "promise"
    return Draft(kind, scene.paragraph.index, verb.i, holder, "undertaking.decree", 0.5, evidence, to, term)


def powers(
    verb: Token, subjects: tuple[Token, ...], speaker: tuple[Mention, ...], scene: Scene
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who will do what a passive tells, and to whom: the agent, the owner of what it is done to, else the official who says it."""
    rules = scene.rules
    agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
    if not is_deed(verb, rules):
        return (), ()
    against = _against(subjects, scene)
    parties = tuple(m for m in acting(subjects, scene) if m not in against)
    own = tuple(m for m in parties if {m.entity, m.iso3, m.code} & side_keys(speaker))
    foreign = against or tuple(m for m in parties if m not in own)
    if agents:
        doers = acting(tuple(agents), scene)
        return (doers if of_states(doers) else ()), foreign
    if own:
        return parties, against
    ruling = officials(speaker, scene)
    if ruling:
        return with_state(ruling, foreign, scene), foreign
    if scene.parsed.report.genre == "opinion" or scene.attribution_of(verb.i) is not None:
        return (), ()
    return tuple(m for m in parties if m.iso3 or m.code), against


def is_deed(verb: Token, rules: CommitmentRules) -> bool:
    """Whether a state can bring about what a verb names; "met with force" is such a deed."""
    if verb.lemma_.lower() == "meet":
        return any(
            t.lemma_.lower() in {"force", "fire", "response", "retaliation"}
            for c in verb.children
            if c.lower_ in {"with", "by"}
            for t in c.children
        )
    return verb.lemma_.lower() in rules.deeds


def is_hostile(verb: Token, rules: CommitmentRules) -> bool:
    """Whether what a verb names is done against somebody."""
    return verb.lemma_.lower() in rules.hostile or verb.lemma_.lower() == "meet"


def _against(subjects: tuple[Token, ...], scene: Scene) -> tuple[Mention, ...]:
    """ "Sanctions against Ruritania": the side that what will be done lies on."""
    return tuple(
        mention
        for subject in subjects
        for child in subject.children
        if child.dep_ == "prep" and child.lower_ in {"against", "on", "to", "for"}
        for thing in child.children
        if thing.dep_ == "pobj"
        for mention in scene.parties(thing)
    )


def _only_imagined(verb: Token, scene: Scene) -> bool:
    """ "I would ask the same": in words quoted directly only a "will" promises; "would" does in reported speech."""
    attribution = scene.attribution_of(verb.i)
    return attribution is not None and attribution.form == "direct" and bool(modals(verb) & {"would", "'d", "’d"})


def _obliged(verb: Token) -> bool:
    """ "Must", "should", "ought to" and "has to" with a verb; "has until Monday to answer"."""
    if modals(verb) & {"must", "should", "ought"}:
        return True
    above = verb.head
    if "to" not in modals(verb) or above.lemma_.lower() not in {"have", "ought"} or modals(above):
        return False
    given = any(c.dep_ == "prep" and c.lower_ == "until" for c in above.children)
    return given or (verb.dep_ == "xcomp" and not any(c.dep_ == "dobj" for c in above.children))


def must_do(verb: Token, scene: Scene, aside: list[Stretch]) -> Draft | None:
    """ "Freedonia must withdraw, Strelsau said": what a speaker says another state must do is a demand."""
    rules = scene.rules
    if not _obliged(verb) or modals(verb) & {"have"} or verb.lemma_.lower() in rules.fates:
        return None
    subjects = surface_subjects(verb)
    speaker, _ = speaker_of(verb, scene)
    speaker = tuple(m for m in speaker if m.iso3 or m.code)
    to = acting(subjects, scene)
    if (
        not speaker
        or not to
        or not is_foreign(speaker, to)
        or is_negated(verb)
        or any(s.dep_ == "nsubjpass" for s in subjects)
    ):
        return None
    term = clause_stretch(verb, without=aside, cues=rules.speech)
    return Draft("demand", scene.paragraph.index, verb.i, speaker, "undertaking.must", 0.6, term, to, term)
