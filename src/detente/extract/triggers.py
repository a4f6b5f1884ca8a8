"""Triggers: the words of a sentence that tell an event, by the patterns of ``data/events`` over logical roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.logical import Frame, FrameWords, adjective_frame, is_noun, is_verb, lemma, noun_frame, verb_frame
from detente.extract.modality import Reading, read_status
from detente.lexicon.events import EventPattern, EventRules, Words
from detente.lexicon.modality import ModalityRules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger with the pattern it matched, its arguments and its status."""

    frame: Frame
    pattern: EventPattern
    reading: Reading
    particle: str = ""

    @property
    def rank(self) -> int:
        """How much the pattern asked for; a particle ("lashed out") counts."""
        return self.pattern.rank + bool(self.particle)

    @property
    def at(self) -> int:
        """Position of the trigger in its paragraph."""
        return self.frame.trigger.i


def frame_words(rules: EventRules) -> FrameWords:
    """The word lists that frames depend on, from ``words.yaml``."""
    empty: Words = frozenset()
    sets = rules.sets
    return FrameWords(sets.get("measures", empty), sets.get("light", empty), sets.get("occur", empty))


def find_matches(doc: Doc, rules: EventRules, modality: ModalityRules) -> list[Match]:
    """Every trigger of a paragraph with all patterns that fit it, the most demanding first, in text order.

    Patterns that ask for the type of their complement come last, when the complements are known.
    """
    words = frame_words(rules)
    simple: dict[int, list[Match]] = {}
    waiting: list[tuple[Frame, EventPattern, Reading]] = []
    for token in doc:
        frame = None
        reading = Reading()
        for particle, pattern in _candidates(token, rules):
            if frame is None:
                frame = _frame(token, words)
                reading = read_status(frame, modality)
            if not fits(frame, pattern, particle) or not reading.seen >= set(pattern.row.seen):
                continue
            if pattern.row.complement_type or pattern.row.complement_status:
                waiting.append((frame, pattern, reading))
            else:
                simple.setdefault(token.i, []).append(Match(frame, pattern, reading, particle))
    for frame, pattern, reading in waiting:
        if _complement_fits(frame, pattern, simple, modality):
            simple.setdefault(frame.trigger.i, []).append(Match(frame, pattern, reading))
    return [
        match
        for _, held in sorted(simple.items())
        for match in sorted(held, key=lambda m: (-m.rank, -m.pattern.row.confidence, m.pattern.id))
    ]


def _candidates(token: Token, rules: EventRules) -> Iterator[tuple[str, EventPattern]]:
    if token.pos_ in {"PUNCT", "NUM", "DET"} or (not token.is_alpha and "-" not in token.text):
        return
    if token.ent_type_ in {"DATE", "TIME"} and is_noun(token):
        return  # "sent the peacekeepers home in March" tells of no march
    if is_verb(token):
        if token.dep_ in {"aux", "auxpass"} or (token.dep_ == "amod" and token.tag_ == "VBG"):
            return
        # A form may be listed itself where the lemmatiser errs ("raped" becomes "rap").
        yield from rules.verbs.get(token.lower_) or rules.verbs.get(lemma(token), ())
        return
    if is_noun(token):
        name = lemma(token)
        for pattern in rules.nouns.get(name, ()) or rules.nouns.get(token.lower_, ()):
            yield "", pattern
    elif token.tag_.startswith("JJ") and token.dep_ in {
        "acomp",
        "oprd",
        "ROOT",
        "conj",
        "xcomp",
        "amod",
        "acl",
        "attr",
    }:
        for pattern in rules.adjectives.get(token.lower_, ()):
            yield "", pattern


def _frame(token: Token, words: FrameWords) -> Frame:
    if is_verb(token):
        return verb_frame(token)
    return noun_frame(token, words) if is_noun(token) else adjective_frame(token)


def fits(frame: Frame, pattern: EventPattern, particle: str = "") -> bool:
    """Whether a frame has all that a pattern asks for (but the types of complements)."""
    row = pattern.row
    if (pattern.type == "REQUEST" and _asks(frame)) or (not particle and _has_other_sense(frame.trigger)):
        return False
    if particle and not _has_particle(frame.trigger, particle):
        return False
    if (row.passive is not None and row.passive != frame.passive) or (row.supported and not frame.supported):
        return False
    return _arguments_fit(frame, pattern) and _prepositions_fit(frame, pattern.prepositions)


def _arguments_fit(frame: Frame, pattern: EventPattern) -> bool:
    """Whether objects, subjects, modifiers and complements are among the words a pattern asks for, and none that it bars."""
    if pattern.object and not _any_in(frame.objects, pattern.object):
        return False
    barred = pattern.no_object
    if barred and (_any_in(frame.objects, barred) or ("any" in barred and frame.objects)):
        return False
    if pattern.subject and not _any_in(frame.subjects, pattern.subject):
        return False
    if pattern.modifier and not any(token.lower_ in pattern.modifier for token in frame.modifiers):
        return False
    if pattern.row.no_complement and _complement_in(frame, frozenset(pattern.row.no_complement)):
        return False
    return not pattern.complement or _complement_in(frame, pattern.complement)


def _asks(frame: Frame) -> bool:
    """ "A reporter asked how she found the job": a question is no request."""
    return lemma(frame.trigger) in {"ask", "inquire", "wonder"} and any(
        child.tag_ in {"WRB", "WP", "WDT"} or child.lower_ in {"whether", "if"}
        for complement in frame.complements
        for child in complement.children
        if child.i < complement.i and child.dep_ != "advcl"
    )


def _has_other_sense(token: Token) -> bool:
    """ "A band struck up a waltz": the particle makes another verb of it."""
    return lemma(token) in {"strike", "bring", "call", "turn"} and any(
        child.dep_ == "prt" and child.lower_ == "up" for child in token.children
    )


def _has_particle(token: Token, particle: str) -> bool:
    return any(
        child.lower_ == particle and child.dep_ in {"prt", "advmod", "prep", "dative", "amod", "advcl", "acomp", "agent", "npadvmod", "mark"}
        for child in token.children
    )  # fmt: skip


def _prepositions_fit(frame: Frame, wanted: Mapping[str, Words]) -> bool:
    """One of the prepositions must be there with one of its words; no words, or "any", asks for the preposition alone.

    With words it may also stand on an object: "took part in the attack".
    """
    if not wanted:
        return True
    held = frame.prepositions
    return any(
        name in held
        if not words or "any" in words
        else _any_in((*held.get(name, ()), *frame.nested.get(name, ())), words)
        for name, words in wanted.items()
    )


def _any_in(tokens: Iterable[Token], words: Words) -> bool:
    return any("any" in words or not words.isdisjoint(_names(token)) for token in tokens)


def _names(token: Token) -> set[str]:
    """The words a phrase may be known by: its head, conjuncts, compounds before it and what a measure counts."""
    if token.tag_ in {"WP", "WDT"} or (token.lower_ == "that" and token.dep_ in {"dobj", "nsubj", "nsubjpass"}):
        # "The treaty that Ruritania signed", "the envoy, who was summoned": the pronoun is known by its noun.
        clause = token.head
        if clause.dep_ == "relcl" and clause.head.i < token.i:
            token = clause.head
    names = {lemma(token), token.lower_}
    if token.ent_type_ in {"PERSON", "GPE", "NORP", "ORG"}:
        names.add(f"<{token.ent_type_}>")
    if token.pos_ == "PROPN":
        names |= {
            lemma(t) for c in token.lefts if c.dep_ == "compound" for t in c.subtree
        }  # "Ambassador Karl Brom" is an ambassador.
    compound = next((c for c in token.children if c.dep_ in {"compound", "amod"} and c.i == token.i - 1), None)
    if compound is not None:
        names.add(f"{compound.lower_} {lemma(token)}")
    for child in token.children:
        if child.dep_ == "conj":
            names |= {lemma(child), child.lower_}
        elif child.dep_ == "prep" and child.lower_ == "of":
            names |= {lemma(inner) for inner in child.children if inner.dep_ == "pobj"}
    return names


def _complement_in(frame: Frame, words: Words) -> bool:
    if "any" in words:
        return bool(frame.complements)
    predicates = [child for child in frame.trigger.children if child.dep_ in {"oprd", "acomp"}]
    return any(
        lemma(token) in words or _names_of_object(token) & words
        for token in (*frame.complements, *predicates, *frame.objects)
    )


def _names_of_object(token: Token) -> set[str]:
    return {lemma(child) for child in token.children if child.dep_ in {"dobj", "acomp"}}


def content_tokens(frame: Frame) -> tuple[Token, ...]:
    """What a trigger is about, for the mode of a request or a threat: its complements, objects and "for" or "to" phrases."""
    phrases = (frame.prepositions.get(name, ()) for name in ("for", "to", "of", "on", "with", "over"))
    return (*frame.complements, *frame.objects, *(token for tokens in phrases for token in tokens))


def _complement_fits(
    frame: Frame, pattern: EventPattern, matches: Mapping[int, list[Match]], modality: ModalityRules
) -> bool:
    for complement in frame.complements:
        held = sorted(matches.get(complement.i, []) or _nearest(complement, matches), key=lambda m: -m.rank)
        if pattern.row.complement_type and not any(m.pattern.type in pattern.row.complement_type for m in held[:1]):
            continue
        if pattern.row.complement_status:
            reading = held[0].reading if held else read_status(verb_frame(complement), modality)
            if not reading.seen & set(pattern.row.complement_status):
                continue
        return True
    return False


def _nearest(complement: Token, matches: Mapping[int, list[Match]]) -> list[Match]:
    """The match on the complement's object or infinitive: "said it was ready to mediate", "would hold talks"."""
    for child in complement.children:
        if child.dep_ in {"dobj", "xcomp", "acomp", "conj", "attr"} and child.i in matches:
            return matches[child.i]
    return []
