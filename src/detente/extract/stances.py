"""Promises, demands and threats that only the words of the speaker's cue tell: "All troops will be out by May, the president promised"."""

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
    speaker_mentions,
)
from detente.extract.clauses import Stretch, is_negated, modals, trimmed, union
from detente.extract.logical import surface_subjects
from detente.language.dates import times_in
from detente.records.kinds import Attribution, CommitmentType, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_TYPES: dict[Stance, CommitmentType] = {"promises": "promise", "demands": "demand", "threatens": "threat"}


def find_stances(sentence: Span, scene: Scene, known: list[Draft]) -> list[Draft]:
    """The undertakings of attributions whose cue promises, demands or threatens, where no word of the sentence told them already."""
    found: list[Draft] = []
    for attribution in scene.attributions:
        type_ = _TYPES.get(attribution.stance)
        content = _content(attribution, sentence, scene) if type_ is not None else None
        if type_ is None or content is None or not _is_told(attribution, scene):
            continue
        if any(_overlap(draft, content) for draft in (*known, *found)):
            continue
        draft = _draft(attribution, type_, content, scene)
        found += [draft] if draft is not None else []
    return found


def _is_told(attribution: Attribution, scene: Scene) -> bool:
    """Whether the cue itself is a word of the kind, and asserted: not "denied giving assurances", not a mere "said"."""
    if attribution.cue is None or (attribution.stance == "promises" and not has_word(attribution, PROMISING)):
        return False
    if attribution.stance == "threatens" and not has_word(attribution, ("threat", "warn")):
        return False
    cue = scene.paragraph.span_at(attribution.cue.start, attribution.cue.end)
    if cue is None:
        return False
    above = [cue.root, *list(cue.root.ancestors)[:3]]
    undone = {t.lemma_.lower() for t in above[1:]} & (
        scene.rules.refusing | scene.rules.wishing - {"call", "ask", "demand"}
    )
    weak = modals(cue.root) & (scene.rules.weak_modals | scene.rules.volition)
    return not undone and not weak and not is_negated(cue.root) and "deny" not in {t.lemma_.lower() for t in above}


def _content(attribution: Attribution, sentence: Span, scene: Scene) -> Span | None:
    """The one stretch of the sentence that the attribution reports."""
    if len(attribution.content) != 1:
        return None
    evidence = attribution.content[0]
    span = scene.paragraph.span_at(evidence.start, evidence.end)
    return span if span is not None and sentence.start <= span.start and span.end <= sentence.end else None


def _overlap(draft: Draft, content: Span) -> bool:
    first, last = draft.term or draft.evidence
    return first < content.end and content.start < last


def _draft(attribution: Attribution, type_: CommitmentType, content: Span, scene: Scene) -> Draft | None:
    holder = officials(speaker_mentions(attribution, scene), scene)
    act = content.root
    if not of_states(holder) or not _is_to_come(act, type_, scene) or _within_others(act, scene):
        return None
    to = tuple(m for m in acting(surface_subjects(act), scene) if is_foreign(holder, (m,)))
    if type_ == "demand" and not to:
        to = tuple(m for token in content for m in scene.parties(token) if is_foreign(holder, (m,)))[:1]
    if type_ == "demand" and not to and act.pos_ != "NOUN":
        return None  # what a leader tells his own services to do is no demand between states
    term = trimmed(content.doc, content.start, content.end)
    return Draft(
        type_, scene.paragraph.index, act.i, holder, f"stance.{attribution.stance}", 0.6, _with_cue(attribution, term, scene), to, term
    )  # fmt: skip


def _is_to_come(act: Token, type_: CommitmentType, scene: Scene) -> bool:
    """A will, an infinitive, what is asked for; of what merely befalls somebody only by a day: "will be out by 31 August"."""
    rules, marks = scene.rules, modals(act)
    if act.pos_ in {"VERB", "AUX"}:
        fated = act.lemma_.lower() in rules.fates and not _is_timed(act, scene)
        if "to" in marks and act.tag_ == "VB":
            return not fated
        if type_ == "demand":
            asked = act.tag_ == "VB" and not marks
            return asked or (act.tag_ == "VBN" and marks == {"be"})
        return bool(marks & rules.volition) and "have" not in marks and not fated
    return type_ == "demand" and act.pos_ == "NOUN" and act.lemma_.lower() in rules.deed_nouns and not is_negated(act)


def _is_timed(act: Token, scene: Scene) -> bool:
    spans = times_in(scene.times, scene.paragraph.index, act.left_edge.i, act.right_edge.i + 1)
    return any(span.kind == "deadline" for span in spans)


def _within_others(act: Token, scene: Scene) -> bool:
    """ "Whether it will be lifted": a clause that leaves open what it says."""
    return any(child.lower_ in {"whether", "how", "if", "why"} and child.i < act.i for child in act.children)


def _with_cue(attribution: Attribution, term: Stretch, scene: Scene) -> Stretch:
    """The cue's words too where they stand before what is said."""
    if attribution.cue is None:
        return term
    cue = scene.paragraph.span_at(attribution.cue.start, attribution.cue.end)
    near = cue is not None and cue.end <= term[0] and term[0] - cue.start <= 20
    return union((cue.start, cue.end), term) if cue is not None and near else term
