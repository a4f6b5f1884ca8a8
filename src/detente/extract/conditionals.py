"""Undertakings with a condition: put to the promise or threat it belongs to, or a conditional of its own."""

from __future__ import annotations

from dataclasses import replace
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
    own_side,
    speaker_of,
    with_state,
)
from detente.extract.clauses import clause_stretch, modals, trimmed, union, within
from detente.extract.conditions import Condition, is_barred, refuses
from detente.extract.logical import surface_subjects
from detente.extract.wills import is_deed, is_hostile, powers
from detente.records.kinds import CommitmentType
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


_VOUCHING = frozenset({"diplomat", "diplomats", "spokesmen", "spokespeople", "ministers", "envoys", "negotiators", "negotiator", "aides", "aide", "sources", "chief", "secretary", "commander", "commission"})  # fmt: skip
"""Besides officials: speakers who know what their side will do."""
_PLAIN = frozenset({"undertaking.will", "undertaking.reaffirm", "undertaking.decree"})
"""Promises without a word of promising: with a condition they are conditionals."""


def with_condition(drafts: list[Draft], condition: Condition, scene: Scene) -> list[Draft]:
    """The drafts with a condition put to the one it belongs to, or with a conditional of its own."""
    verb = condition.consequence
    assert verb is not None
    if condition.rule.own and not _is_open(condition, verb):
        return drafts
    for place, draft in enumerate(drafts):
        if draft.condition is None and (draft.anchor == verb.i or _governs(verb, draft)):
            return [*drafts[:place], _added(draft, condition, scene), *drafts[place + 1 :]]
    own = _or_face(verb, condition, scene) if condition.rule.kind == "alternative" else None
    own = own or _conditional(verb, condition, scene)
    if own is not None:
        return [*drafts, own]
    return _to_the_only(drafts, condition, scene)


def _to_the_only(drafts: list[Draft], condition: Condition, scene: Scene) -> list[Draft]:
    """A condition whose clause the parser has hung elsewhere belongs to the only undertaking of its sentence."""
    bare = [draft for draft in drafts if draft.condition is None]
    apart = len(drafts) == 1 and len(bare) == 1 and not within(condition.stretch, drafts[0].anchor)
    return [_added(drafts[0], condition, scene)] if apart and not condition.rule.own else drafts


def _or_face(verb: Token, condition: Condition, scene: Scene) -> Draft | None:
    """ "Ruritania told the companies to pay or face seizure": who demands it threatens, whoever they are that must pay."""
    if verb.lemma_.lower() not in scene.rules.suffered or modals(verb) & scene.rules.volition:
        return None
    doc = scene.paragraph.doc
    asked = next((t for t in doc[condition.stretch[0] : condition.stretch[1]] if verb in t.children), None)
    above = [t for t in (asked.ancestors if asked is not None else ()) if t.pos_ in {"VERB", "AUX"}]
    holder: tuple[Mention, ...] = ()
    for governor in above[:3]:
        holder = tuple(m for m in acting(surface_subjects(governor), scene) if m.iso3 or m.code)
        if holder:
            break
    if not holder:
        return None
    term = (verb.i, max(t.i for t in verb.subtree) + 1)
    evidence = union((min(t.i for t in above[:1]), verb.i + 1), condition.stretch, term)
    return Draft(
        "threat", scene.paragraph.index, verb.i, holder, f"condition.{condition.rule.id}", 0.6, evidence, (), term,
        condition.stretch, term,
    )  # fmt: skip


def _is_open(condition: Condition, verb: Token) -> bool:
    """ "When he took office" tells when it was, "when the guns fall silent" what is awaited."""
    inside = verb.doc[condition.stretch[0] : condition.stretch[1]]
    return not any(t.tag_ == "VBD" for t in inside)


def _governs(verb: Token, draft: Draft) -> bool:
    """Whether the condition hangs on the word of promising or inside the term ("agreed to free the crew in return for")."""
    adjective = any(c.dep_ == "acomp" and c.is_ancestor(verb.doc[draft.anchor]) for c in verb.children)
    below = (
        within(draft.evidence, verb.i) and verb.is_ancestor(verb.doc[draft.anchor]) and (not modals(verb) or adjective)
    )
    return (below and any(draft.anchor in (c.i, *(g.i for g in c.children)) for c in verb.children)) or within(
        draft.term, verb.i
    )


def _added(draft: Draft, condition: Condition, scene: Scene) -> Draft:
    term, first = draft.term, condition.stretch[0]
    if term is not None and term[0] < first < term[1] <= condition.stretch[1]:
        term = trimmed(scene.paragraph.doc, term[0], first)
    consequence = term or draft.evidence
    plain = draft.type == "promise" and draft.rule in _PLAIN and not _is_promised(draft, scene)
    hostile = plain and is_hostile(scene.paragraph.doc[draft.anchor], scene.rules)
    kind: CommitmentType = "threat" if hostile else "conditional" if plain else draft.type
    if condition.rule.kind == "alternative" and draft.type in {"demand", "threat"}:
        consequence = clause_stretch(_verb_of(condition), without=[condition.stretch])
        term = (
            trimmed(scene.paragraph.doc, term[0], condition.stretch[1])
            if term and term[0] < condition.stretch[1] <= term[1]
            else term
        )
    return replace(
        draft, type=kind, term=term, condition=condition.stretch, consequence=consequence, evidence=union(draft.evidence, condition.stretch),
        rule=f"{draft.rule}+{condition.rule.id}",
    )  # fmt: skip


def _verb_of(condition: Condition) -> Token:
    """The verb of what follows from a condition."""
    assert condition.consequence is not None
    return condition.consequence


def _is_promised(draft: Draft, scene: Scene) -> bool:
    """Whether the speaker's cue is a word of promising."""
    return has_word(scene.attribution_of(draft.anchor), PROMISING)


def _conditional(verb: Token, condition: Condition, scene: Scene) -> Draft | None:
    """A conditional without a word of promising: what will be done, by whom the clause and its speaker tell."""
    rules = scene.rules
    marks = modals(verb)
    speaker, governor = speaker_of(verb, scene)
    warned = governor is not None and governor.lemma_.lower() in {"warn", "caution"}
    weak = condition.rule.modal and warned and bool(marks & {"could", "may", "might"})
    # "There can be no treaty": the parser's next subject above is who says it.
    nowhere = any(c.dep_ == "expl" for c in verb.children)
    if nowhere and condition.rule.id == "if":
        return None  # "If this goes on, there will never be a friendly solution" foretells
    subjects = () if nowhere else surface_subjects(verb)
    awaited = bool(marks & {"will", "'ll", "’ll"}) and _is_vouched(verb, scene) and of_states(acting(subjects, scene))
    if condition.rule.own and not (_own_words(verb, subjects, speaker, scene) or awaited):
        return None
    stark = _stark(verb, condition, speaker, scene)
    barred = condition.rule.strict and is_barred(verb)
    if marks & {"can", "may", "could"} and not barred and not weak:
        return _offered(verb, condition, scene)
    refused = refuses(verb) and condition.rule.id in {"unless", "until", "without", "only-after"}
    doomed = verb.lemma_ == "face" and verb.tag_ in {"VBZ", "VBP"} and condition.rule.id in {"if", "unless"}
    if not (marks & rules.volition or weak or stark or barred or refused or doomed) or modals(verb) & {"have"}:
        return None
    parties = acting(subjects, scene)
    holder: tuple[Mention, ...]
    to: tuple[Mention, ...] = ()
    if refused:
        holder = tuple(m for m in parties if m.iso3 or m.code)
    elif stark:
        holder = officials(speaker, scene)
    else:
        holder, to = _bound(verb, subjects, speaker, scene, weak=weak)
    if not holder:
        return None
    consequence = clause_stretch(verb, without=[condition.stretch], cues=rules.speech)
    harsh = verb.lemma_.lower() in rules.suffered or is_hostile(verb, rules)
    kind: CommitmentType = "threat" if to and harsh else "conditional"
    return Draft(
        kind, scene.paragraph.index, verb.i, holder, f"condition.{condition.rule.id}", 0.4 if weak else 0.6,
        union(consequence, condition.stretch), to, consequence, condition.stretch, consequence,
    )  # fmt: skip


def _offered(verb: Token, condition: Condition, scene: Scene) -> Draft | None:
    """ "Elbonia can have its gas at half the price, Sylvania's minister said, if it signs": what another may have or do by the speaker's leave."""
    subjects = surface_subjects(verb)
    speaker = officials(speaker_of(verb, scene)[0], scene)
    to = acting(subjects, scene)
    leave = condition.rule.id in {"if", "provided", "once", "only-after"} and not is_barred(verb)
    fated = verb.lemma_.lower() in scene.rules.fates - {"have", "be"}
    if not leave or fated or not of_states(speaker) or not is_foreign(speaker, to):
        return None
    term = clause_stretch(verb, without=[condition.stretch], cues=scene.rules.speech)
    return Draft(
        "offer", scene.paragraph.index, verb.i, speaker, f"condition.{condition.rule.id}+leave", 0.4,
        union(term, condition.stretch), to, term, condition.stretch, term,
    )  # fmt: skip


def _bound(
    verb: Token, subjects: tuple[Token, ...], speaker: tuple[Mention, ...], scene: Scene, *, weak: bool
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who is bound by a conditional, and towards whom; nobody where a speaker foretells what others will do."""
    rules, fated = scene.rules, verb.lemma_.lower() in scene.rules.fates
    parties = acting(subjects, scene)
    if weak:
        return parties, ()
    if any(s.dep_ == "nsubjpass" for s in subjects):
        holder, to = powers(verb, subjects, speaker, scene)
        if not holder and is_deed(verb, rules) and _is_vouched(verb, scene):
            holder = tuple(m for m in parties if m.iso3 or m.code) or _within(subjects, scene)
        return holder, to
    if not speaker:
        return _told_plainly(verb, parties, scene), ()
    if not parties and _comes_into_force(verb, scene):
        return speaker, ()
    own = own_side(subjects, speaker, scene)
    if own and not fated:
        return own, ()
    if parties and not own and verb.lemma_.lower() in rules.suffered and officials(speaker, scene):
        return with_state(officials(speaker, scene), parties, scene), parties
    return _foretold(verb, parties, officials(speaker, scene), scene), ()


def _within(subjects: tuple[Token, ...], scene: Scene) -> tuple[Mention, ...]:
    """ "EU sanctions on Ruritania will be eased": whose they are stands before the noun."""
    before = [t for s in subjects for t in s.subtree if t.i < s.i and t.dep_ in {"compound", "amod", "poss", "nmod"}]
    found = dict.fromkeys(m for t in before for m in scene.parties(t) if m.iso3 or m.code)
    return tuple(found)


def _foretold(
    verb: Token, parties: tuple[Mention, ...], ruling: tuple[Mention, ...], scene: Scene
) -> tuple[Mention, ...]:
    """Who is bound by what an official says others or things will do: he, a state he vouches for, or nobody."""
    rules, lemma = scene.rules, verb.lemma_.lower()
    if not parties and is_barred(verb) and any(c.dep_ == "expl" for c in verb.children):
        return ruling  # "There can be no treaty without the islands"
    if lemma in rules.fates | rules.suffered:
        return ()
    if not parties:
        return ruling  # "The raids will stop if the guns are moved"
    return tuple(m for m in parties if m.iso3 or m.code) if _is_vouched(verb, scene) else ()


def _is_vouched(verb: Token, scene: Scene) -> bool:
    """Whether who says it speaks for a state or body: "European diplomats said", "a spokesman for the mission said"; not "analysts said"."""
    attribution = scene.attribution_of(verb.i)
    if attribution is None or attribution.source is None:
        return False
    words = {word.strip(",.'’") for word in attribution.source.quote.lower().split()}
    return bool(words & (scene.rules.officials | _VOUCHING))


def _own_words(verb: Token, subjects: tuple[Token, ...], speaker: tuple[Mention, ...], scene: Scene) -> bool:
    """ "When the guns fall silent, we will talk": a time is a condition only of what the speaker's own side says it will do."""
    return bool(officials(speaker, scene)) and bool(own_side(subjects, speaker, scene))


def _stark(verb: Token, condition: Condition, speaker: tuple[Mention, ...], scene: Scene) -> bool:
    """ "If they don't, the gas stops": an official's own present tense after a short "if not"."""
    first, last = condition.stretch
    words = {t.lower_ for t in verb.doc[first:last]}
    attribution = scene.attribution_of(verb.i)
    return (
        condition.rule.id == "if"
        and last - first <= 6
        and bool(words & {"not", "n't", "n’t"})
        and verb.tag_ in {"VBZ", "VBP"}
        and verb.lemma_.lower() not in scene.rules.fates
        and attribution is not None
        and attribution.form == "direct"
        and bool(officials(speaker, scene))
    )


def _comes_into_force(verb: Token, scene: Scene) -> bool:
    """ "The duties would take effect": what comes into force by the will of who says so."""
    following = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]}
    return verb.lemma_.lower() in {"take", "enter", "come", "go", "remain", "stay"} and bool(
        following & scene.rules.entry
    )


def _told_plainly(verb: Token, parties: tuple[Mention, ...], scene: Scene) -> tuple[Mention, ...]:
    """The reporter's own "Ruritania will withdraw if", or a nameless official's: an undertaking in news, a guess in an opinion piece."""
    if scene.parsed.report.genre == "opinion" or verb.lemma_.lower() in scene.rules.fates:
        return ()
    if scene.attribution_of(verb.i) is not None and not _is_vouched(verb, scene):
        return ()
    return tuple(m for m in parties if m.iso3 or m.code)
