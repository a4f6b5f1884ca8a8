"""What somebody has to do by a day, whoever set it: "has until 31 December to", "is due to report before the end of April", "was given 48 hours to leave"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bound import Draft, Scene, acting, of_states, opening
from detente.extract.clauses import clause_stretch, is_negated, modals, union
from detente.extract.logical import is_passive, surface_subjects
from detente.language.dates import times_in

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_SPANS = frozenset({"hour", "day", "week", "month", "year"})
_DUE = frozenset({"due", "obliged", "required", "obligated", "bound"})
_IMPERSONAL = frozenset({"expire", "end", "begin", "start", "open", "take", "happen", "be", "arrive", "meet", "play", "speak", "visit", "vote"})  # fmt: skip
"""What is due to begin or to arrive is a date of the calendar and no duty."""


def find_duties(sentence: Span, scene: Scene, known: list[Draft]) -> list[Draft]:
    """The duties of a sentence that have a day and are not told by another draft."""
    found: list[Draft] = []
    for verb in sentence:
        act = _act_of(verb) or _arranged(verb, scene)
        if act is None or is_negated(verb) or any(_told(draft, act) for draft in (*known, *found)):
            continue
        draft = _draft(verb, act, scene)
        found += [draft] if draft is not None else []
    return found


def _told(draft: Draft, act: Token) -> bool:
    return draft.evidence[0] <= act.i < draft.evidence[1]


def _act_of(verb: Token) -> Token | None:
    """The infinitive that a word obliges to: "has until Friday to answer", "is due to report", "must answer"."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if _obliges(verb):
        return next((c for c in verb.subtree if _is_infinitive_of(c, verb)), None)
    return verb if "must" in modals(verb) and not modals(verb) & {"have", "be"} else None


def _obliges(verb: Token) -> bool:
    """ "Has until Friday", "has 72 hours", "was given until Sunday", "is due"; by whom it was given is another rule's."""
    lemma, children = verb.lemma_.lower(), list(verb.children)
    if lemma == "have":
        return any(
            (c.dep_ == "prep" and c.lower_ in {"until", "till"}) or (c.dep_ == "dobj" and c.lemma_.lower() in _SPANS)
            for c in children
        )
    if lemma == "give":
        return any(c.dep_ == "auxpass" for c in children) and not any(c.dep_ == "agent" for c in children)
    due = any(c.dep_ in {"acomp", "oprd"} and c.lower_ in _DUE for c in children)
    return lemma == "be" and due and not modals(verb)


def _arranged(verb: Token, scene: Scene) -> Token | None:
    """ "Venezuela is to reopen its embassy": an arranged deed of a state's own."""
    if verb.lemma_ != "be" or verb.tag_ not in {"VBZ", "VBP"}:
        return None
    acts = (c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB" and "to" in modals(c))
    return next((act for act in acts if act.lemma_.lower() in scene.rules.deeds and not is_passive(act)), None)


def _is_infinitive_of(token: Token, verb: Token) -> bool:
    if token.tag_ != "VB" or token.i <= verb.i or "to" not in modals(token):
        return False
    above = token.head
    return above.i == verb.i or (above.head.i == verb.i and above.i > verb.i)


def _draft(verb: Token, act: Token, scene: Scene) -> Draft | None:
    subjects = surface_subjects(verb)
    holder = tuple(m for m in acting(subjects, scene) if m.iso3 or m.code or m.entity)
    term = clause_stretch(act)
    whole = union(opening(verb, subjects), term, (verb.left_edge.i, verb.right_edge.i + 1))
    spans = times_in(scene.times, scene.paragraph.index, *whole)
    given = verb.lemma_.lower() in {"give", "have"} and any(span.kind == "duration" for span in spans)
    timed = given or any(span.kind == "deadline" for span in spans)
    if _arranged(verb, scene) is not None and of_states(holder):
        return Draft("promise", scene.paragraph.index, act.i, holder, "duty.is-to", 0.4, whole, (), term)
    if not holder or not timed or act.lemma_.lower() in _IMPERSONAL or whole[1] - whole[0] > 50:
        return None
    return Draft(
        "deadline", scene.paragraph.index, act.i, holder, f"duty.{'span' if given else verb.lemma_.lower()}", 0.5, whole, (), term
    )  # fmt: skip
