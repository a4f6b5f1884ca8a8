"""Conditions told by a word of dependence: "aid is conditional on reform", "tied its support to his removal", "recognition depends on safe passage"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.extract.bound import Draft, Scene, acting, is_foreign, of_states, officials, speaker_of
from detente.extract.clauses import Stretch, is_negated, modals, union
from detente.extract.logical import surface_subjects
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ADJECTIVES = frozenset({"conditional", "contingent", "dependent", "conditioned"})
_HINGING = frozenset({"hinge", "depend", "rest"})
_TYING = frozenset({"tie", "link", "condition"})


def find_dependences(sentence: Span, scene: Scene) -> list[Draft]:
    """The conditionals of a sentence that a word of dependence tells, each with who makes it so."""
    found = [_of_word(token, scene) for token in sentence]
    return [draft for draft in found if draft is not None]


def _of_word(word: Token, scene: Scene) -> Draft | None:
    lemma = word.lemma_.lower()
    if lemma in _ADJECTIVES and word.dep_ in {"acomp", "oprd"}:
        return _of_subject(word.head, word, scene)
    if lemma in _HINGING and word.pos_ == "VERB":
        return _of_subject(word, word, scene)
    if lemma in _TYING and word.pos_ == "VERB":
        return _of_object(word, scene)
    return None


def _of_subject(verb: Token, word: Token, scene: Scene) -> Draft | None:
    """ "Its aid would be conditional on the start of the trials": what depends is the subject, who decides it its owner or the speaker."""
    things = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    phrase = _phrase(word, ("on", "upon")) or _phrase(verb, ("on", "upon"))
    if not things or phrase is None or is_negated(verb) or modals(verb) & {"could", "may", "might"}:
        return None
    if things[0].lemma_.lower() not in scene.rules.granted | scene.rules.deed_nouns:
        return None
    owners = tuple(m for m in acting((things[0],), scene) if m.iso3 or m.code)
    holder = officials(speaker_of(verb, scene)[0], scene) or owners
    consequence = (things[0].left_edge.i, things[0].right_edge.i + 1)
    return _draft(holder, consequence, (word.i, phrase[1]), word, scene)


def _of_object(verb: Token, scene: Scene) -> Draft | None:
    """ "Baku has linked the release of the two to a pull-out"."""
    things = [c for c in verb.children if c.dep_ == "dobj"]
    phrase = _phrase(verb, ("to", "on"))
    if not things or phrase is None or is_negated(verb):
        return None
    named = {things[0].lemma_.lower()} & (scene.rules.granted | scene.rules.deed_nouns)
    holder = tuple(m for m in acting(surface_subjects(verb), scene) if m.iso3 or m.code)
    if not named:
        return None
    return _draft(holder, (things[0].left_edge.i, things[0].right_edge.i + 1), phrase, verb, scene)


def _phrase(word: Token, prepositions: tuple[str, ...]) -> Stretch | None:
    for child in word.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ in prepositions and child.i > word.i:
            later = [c for c in word.children if c.dep_ == "prep" and c.i >= child.i]
            return child.i, max(c.right_edge.i for c in later or [child]) + 1
    return None


def _draft(
    holder: tuple[Mention, ...], consequence: Stretch, condition: Stretch, word: Token, scene: Scene
) -> Draft | None:
    if not of_states(holder):
        return None
    to = tuple(m for t in word.doc[condition[0] : condition[1]] for m in scene.parties(t) if is_foreign(holder, (m,)))
    return Draft(
        "conditional", scene.paragraph.index, word.i, holder, f"dependence.{word.lemma_.lower()}", 0.5,
        union(consequence, condition), to[:1], consequence, condition, consequence,
    )  # fmt: skip
