"""Deadlines that stand alone: "the 30 June deadline", "the ultimatum expires on Friday", and who set them for whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.bound import Draft, Scene, acting, doing, of_states
from detente.extract.clauses import clause_stretch, is_negated, modals, union, within
from detente.extract.logical import surface_subjects
from detente.language.dates import times_in
from detente.language.times import TimeSpan
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NOUNS = frozenset({"deadline", "ultimatum", "cut-off", "cutoff"})
_SETTING = frozenset({"set", "impose", "extend", "postpone", "give", "fix", "move", "push", "issue", "establish", "announce", "agree", "lay"})  # fmt: skip
_KEEPING = frozenset({"meet", "miss", "face", "ignore", "reject", "accept", "have", "let", "respect", "observe", "defy", "approach"})  # fmt: skip
_RUNNING = frozenset({"expire", "be", "pass", "fall", "lapse", "run", "end", "loom", "come", "approach", "elapse"})


def find_deadlines(sentence: Span, scene: Scene) -> list[Draft]:
    """The deadlines of a sentence that a noun tells, each with a time and a state or body it is of or for."""
    found = [_deadline(token, scene) for token in sentence if token.lemma_.lower() in _NOUNS and token.pos_ == "NOUN"]
    return [draft for draft in found if draft is not None]


def with_last_day(drafts: list[Draft], sentence: Span, scene: Scene) -> list[Draft]:
    """The undertakings of a sentence, the nearest with the sentence's only deadline: "Threatening to recall its envoy, Klow gave Dorn until Friday"."""
    days = [
        t for t in times_in(scene.times, scene.paragraph.index, sentence.start, sentence.end) if _is_last(t, sentence)
    ]
    if len(days) != 1 or not drafts:
        return drafts
    (day,) = days
    if any(_covers(draft, day) for draft in drafts):
        return drafts
    far = [min(abs(day.first - d.evidence[1]), abs(d.evidence[0] - day.last)) for d in drafts]
    place = far.index(min(far))
    told = replace(drafts[place], lead=(*drafts[place].lead, (drafts[place].paragraph, (day.first, day.last))))
    return [*drafts[:place], told, *drafts[place + 1 :]]


def _covers(draft: Draft, day: TimeSpan) -> bool:
    first, last = union(draft.evidence, draft.condition)
    return first <= day.first and day.last <= last


def _is_last(time: TimeSpan, sentence: Span) -> bool:
    """A deadline, or the day on which something runs out: "the offer expires on 1 July"."""
    if time.kind == "deadline":
        return True
    verb = next((t for t in sentence.doc[time.first].ancestors if t.pos_ == "VERB"), None)
    return time.kind == "date" and verb is not None and verb.lemma_.lower() in {"expire", "lapse"}


def _deadline(noun: Token, scene: Scene) -> Draft | None:
    governor = noun.head
    if any(c.lower_ in {"no", "any"} for c in noun.children):
        return None
    stretch = (noun.left_edge.i, noun.right_edge.i + 1)
    lemma = governor.lemma_.lower()
    verbal = governor.pos_ in {"VERB", "AUX"} and not is_negated(governor)
    told = verbal and (
        (noun.dep_ in {"dobj", "nsubjpass"} and lemma in _SETTING | _KEEPING)
        or (noun.dep_ in {"nsubj", "nsubjpass"} and lemma in _RUNNING)
    )
    wide = union(clause_stretch(governor), stretch) if told else stretch
    if wide[1] - wide[0] > 50:
        wide = stretch
    if not any(t.kind in {"date", "deadline"} for t in times_in(scene.times, scene.paragraph.index, *wide)):
        return None
    holder, to = _sides(noun, scene)
    if not of_states(holder) and not of_states(to):
        return None
    act = _asked(noun, governor)
    term = (act.left_edge.i, act.right_edge.i + 1) if act is not None else stretch
    return Draft("deadline", scene.paragraph.index, noun.i, holder, "deadline.noun", 0.6, union(wide, term), to, term)


def _asked(noun: Token, governor: Token) -> Token | None:
    """What is to be done by then: "set a Friday deadline for Freedonian troops to leave"."""
    near = [t for t in (*noun.subtree, *governor.subtree) if t.i > noun.i and t.tag_ == "VB" and "to" in modals(t)]
    return next((t for t in near if t.dep_ in {"acl", "relcl", "advcl", "xcomp", "pcomp", "ccomp"}), None)


def _sides(noun: Token, scene: Scene) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Who set it (the owner of the noun or the subject of "set") and for whom ("to Freedonia", "for Borduria to leave")."""
    governor = noun.head
    lemma = governor.lemma_.lower()
    owners = tuple(c for c in noun.children if c.dep_ == "poss")
    holder = acting(owners, scene)
    inside = (noun.i + 1, noun.right_edge.i + 1)
    to = tuple(m for t in noun.doc[inside[0] : inside[1]] if within(inside, t.i) for m in _of_token(t, scene))
    if not holder and noun.dep_ == "dobj" and lemma in _SETTING:
        holder = doing(surface_subjects(governor), governor, scene)
        to = to or tuple(m for t in governor.subtree if t.i > noun.i or t.dep_ == "dative" for m in _of_token(t, scene))
    elif not to and noun.dep_ == "dobj" and lemma in _KEEPING:
        to = acting(surface_subjects(governor), scene)
    elif not to and (governor.dep_ in {"pcomp", "acl", "prep"} or noun.dep_ == "pobj"):
        top = next((t for t in noun.ancestors if t.dep_ == "ROOT"), None)
        to = to or (acting(surface_subjects(top), scene) if top is not None else ())
    sides = {m.entity for m in holder}
    return holder, tuple(m for m in dict.fromkeys(to) if m.entity not in sides)


def _of_token(token: Token, scene: Scene) -> tuple[Mention, ...]:
    reference = scene.references.at(scene.paragraph, token)
    if reference is None or reference.kind == "place":
        return ()
    return tuple(m for m in reference.mentions if m.iso3 or m.code)
