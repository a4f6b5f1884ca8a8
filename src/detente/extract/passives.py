"""Promises and offers in the passive, whose giver stands after "by": "full access was promised by Ruritania"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bound import Draft, Scene, acting, of_states
from detente.extract.clauses import Stretch, is_negated, modals, union
from detente.lexicon.commitments import UndertakingRow

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_agent(verb: Token, row: UndertakingRow, scene: Scene) -> Draft | None:
    """What an agent has promised or offered in the passive; None for other verbs, denials and mere possibilities."""
    if row.type not in {"promise", "offer"} or row.passive or "object" not in row.takes:
        return None
    agents = tuple(t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj")
    things = [c for c in verb.children if c.dep_ == "nsubjpass"]
    weak = modals(verb) & (scene.rules.weak_modals | scene.rules.volition)
    holder = acting(agents, scene)
    if not things or not of_states(holder) or is_negated(verb) or weak or is_of_other_kind(things[-1], row):
        return None
    term: Stretch = (things[-1].left_edge.i, things[-1].right_edge.i + 1)
    evidence = union(term, (verb.i, max(agent.right_edge.i for agent in agents) + 1))
    return Draft(row.type, scene.paragraph.index, verb.i, holder, f"undertaking.{row.id}", 0.7, evidence, (), term)


def is_of_other_kind(thing: Token, row: UndertakingRow) -> bool:
    """ "Condolences were offered": an object that makes the word something else."""
    return bool({t.lemma_.lower() for t in thing.subtree} & set(row.never)) or thing.pos_ == "PRON"
