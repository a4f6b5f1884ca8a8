"""Whether a told event happened: cue words of ``data/modality`` with their reach in the parse, after ConText.

A cue reaches the trigger through the clause it stands in (auxiliary, negation, mark, adverb, subject) or as a governor above it. The
walk goes up from the word that carries the trigger's tense; a relative clause or an apposition stops it, since what they tell is taken for granted
whatever is said of the noun ("did not name the men who attacked the post").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.logical import Frame, is_noun, is_verb, lemma, surface_subjects
from detente.lexicon.modality import Kind, ModalityRule, ModalityRules
from detente.records.kinds import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "pcomp", "acl", "csubj", "acomp", "oprd", "attr"})
_CONDITIONS = frozenset({"if", "unless", "provided", "providing"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A status with the rule that gave it, and every status that some cue would have given."""

    status: Status = "actual"
    rule: str | None = None
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Found:
    strength: int
    status: Status
    rule: str


def read_status(frame: Frame, rules: ModalityRules) -> Reading:
    """The status of the event a frame tells."""
    found = list(_cues(frame, rules))
    if not found:
        return Reading()
    best = max(found, key=lambda cue: cue.strength)
    return Reading(best.status, best.rule, frozenset(cue.status for cue in found))


def _cues(frame: Frame, rules: ModalityRules) -> Iterator[_Found]:
    for noun in (frame.trigger, *frame.objects):
        if is_noun(noun):
            yield from _determiners(noun, rules, trigger=noun.i == frame.trigger.i)
    if is_verb(frame.trigger):
        yield from _nobody(frame, rules)
    node = frame.support
    if is_noun(frame.trigger) and is_verb(node):
        yield from _governors(node, "object", rules)  # "demanded the withdrawal of the troops"
    if is_noun(node):
        yield from _noun_path(node, rules)
    else:
        yield from _verb_path(node, rules)


def _nobody(frame: Frame, rules: ModalityRules) -> Iterator[_Found]:
    """ "Opened fire on nobody", "touched no one": nobody it was done to, nothing done."""
    reached = [token for tokens in frame.prepositions.values() for token in tokens]
    for token in (*frame.objects, *frame.datives, *reached):
        if token.lower_ in {"nobody", "none"}:
            yield from _found(rules.of("subject", token.lower_))
        elif token.lower_ == "one" and any(c.lower_ == "no" for c in token.children):
            yield from _found(rules.of("determiner", "no"))


def _found(rules: tuple[ModalityRule, ...]) -> Iterator[_Found]:
    for rule in rules:
        yield _Found(rule.strength, rule.status, rule.id)


def _determiners(noun: Token, rules: ModalityRules, *, trigger: bool) -> Iterator[_Found]:
    for child in noun.children:
        if child.dep_ in {"det", "amod", "predet", "neg"} and child.i < noun.i:
            words = (child.lower_, f"any {child.lower_}")
            for cue in _found(rules.of("determiner", *words)):
                if trigger or cue.status == "negated":
                    yield cue


def _noun_path(node: Token, rules: ModalityRules) -> Iterator[_Found]:
    """Up from a noun that no light verb carries: its preposition, then what governs it."""
    for _ in range(4):
        while node.dep_ in {"conj", "compound", "nmod"} and is_noun(node.head):
            node = node.head
        head, scope = node.head, "object"
        word = ""
        if node.dep_ == "pobj":
            yield from _found(rules.of("preposition", head.lower_))
            word, head = head.lower_, head.head
        elif node.dep_ not in {"dobj", "attr", "nsubjpass", "nsubj"} or node.dep_ == "nsubj":
            return
        if not (is_noun(head) or is_verb(head)):
            return
        yield from _governors(head, scope, rules, word)
        if not is_noun(head):
            if lemma(head) == "be" or head.pos_ == "AUX":
                yield from _clause(head, rules)
            return
        yield from _determiners(head, rules, trigger=True)
        node = head


def _governors(head: Token, scope: str, rules: ModalityRules, preposition: str = "") -> Iterator[_Found]:
    kind: Kind = "governor"
    words = [lemma(head), head.lower_]
    if preposition:
        words.append(f"{lemma(head)} {preposition}")
    noun = is_noun(head)
    for rule in rules.of(kind, *words):
        if scope not in rule.scope or rule.noun != noun:
            continue
        if rule.status == "planned" and scope == "complement" and head.lower_ == "be" and not noun:
            continue
        yield _Found(rule.strength, rule.status, rule.id)


def _verb_path(node: Token, rules: ModalityRules) -> Iterator[_Found]:
    """Up from a verb: cues of its own clause, then governors; auxiliaries reach down through infinitives."""
    own = True
    for _ in range(10):
        yield from _marks(node, rules)
        if own:
            yield from _clause(node, rules)
        if _is_top(node):
            return
        head = node.head
        if node.dep_ == "conj":
            own = own and not surface_own(node) and not _has_auxiliary(node)
            node = head
            if not (is_verb(node) or node.pos_ == "AUX"):
                return
            continue
        if node.dep_ in {"pcomp"} and head.dep_ in {"prep", "mark"}:
            yield from _found(rules.of("preposition", head.lower_))
            head = head.head
        if node.dep_ not in _CLAUSAL:
            return
        step = list(_step(node, head, rules))
        yield from step
        if node.dep_ == "advcl" or (node.dep_ == "ccomp" and not step and lemma(head) in rules.speech):
            return
        own = own and node.dep_ in {"xcomp", "acomp", "oprd", "attr"}
        node = head
        if is_noun(node):
            yield from _noun_path(node, rules)
            return


def _is_top(node: Token) -> bool:
    """Whether nothing above a verb says anything of whether it happened.

    A participle is taken for granted like a relative clause: "plans for the agreement signed last month".
    """
    if node.dep_ == "ROOT" or node.head.i == node.i or node.dep_ in {"relcl", "appos", "parataxis"}:
        return True
    return node.dep_ == "acl" and node.tag_ in {"VBN", "VBD"} and not _is_clause(node)


def _is_clause(node: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass", "mark"} for child in node.children)


def surface_own(node: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)


def _has_auxiliary(node: Token) -> bool:
    return any(child.dep_ in {"aux", "auxpass"} and child.tag_ != "TO" for child in node.children)


def _step(node: Token, head: Token, rules: ModalityRules) -> Iterator[_Found]:
    """What a governor says about the clause under it; a loose infinitive under a verb that says nothing is an intention."""
    infinitive = node.tag_ == "VB" and any(child.tag_ == "TO" for child in node.children)
    if node.dep_ == "advcl":
        if infinitive and lemma(head) not in rules.movement and lemma(head) not in rules.neutral:
            yield from _governors(head, "complement", rules)
            yield _Found(2, "planned", "purpose")
        return
    adjective = next((c for c in head.children if c.dep_ == "acomp"), None)
    if head.pos_ == "AUX" and infinitive and adjective is not None:
        # "It is possible to release them": the parser hangs the infinitive on "is".
        yield from _governors(adjective, "complement", rules)
        return
    if head.lower_ in {"is", "are", "was", "were", "be"} and infinitive and node.dep_ == "xcomp":
        yield _Found(3, "planned", "plan-verb")
        return
    told = list(_governors(head, "complement", rules))
    if node.dep_ == "ccomp" and not infinitive:
        # "Announced that it attacked" tells a fact; only cues of demand, refusal, denial and hope reach into a full clause.
        told = [cue for cue in told if cue.status in {"demanded", "denied", "negated"} or _is_irrealis(node, cue)]
        told = [cue for cue in told if not (cue.status == "demanded" and (_is_past(node) or _is_future(node)))]
    elif node.tag_ == "VBG" and node.dep_ != "pcomp":
        told = [cue for cue in told if cue.status != "planned" or lemma(head) != "be"]
    yield from told
    if infinitive and not told and lemma(head) not in rules.neutral:
        yield _Found(2, "hypothetical", "loose-infinitive")


def _is_irrealis(node: Token, cue: _Found) -> bool:
    return cue.status == "hypothetical" and not _is_past(node)


def _is_future(node: Token) -> bool:
    """ "Told reporters that the boats would be burned": a forecast, no order."""
    return any(child.dep_ == "aux" and child.lower_ in {"will", "would", "'ll", "’ll"} for child in node.children)


def _is_past(node: Token) -> bool:
    """A finite past ("warned that Ruritania shelled it")."""
    return node.tag_ == "VBD" or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ == "VBD" for child in node.children
    )


def _marks(node: Token, rules: ModalityRules) -> Iterator[_Found]:
    for child in node.children:
        if child.i < node.i and (child.dep_ == "mark" or (child.dep_ in {"prep", "advmod"} and child.tag_ == "IN")):
            yield from _found(rules.of("mark", child.lower_))
    if node.head.i != node.i and node.head.dep_ in {"prep", "mark"} and node.dep_ == "pcomp":
        yield from _found(rules.of("mark", node.head.lower_))
    if node.dep_ in {"advcl", "ccomp"} and node.i < node.head.i and _is_inverted(node):
        yield _Found(8, "hypothetical", "if-clause")


def _is_inverted(node: Token) -> bool:
    """ "Should Ruritania attack, Freedonia would answer": inversion is an if."""
    first = next((c for c in node.lefts if c.dep_ in {"aux", "auxpass"}), None)
    if first is None or first.lower_ not in {"should", "were", "had"}:
        return False
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > first.i for c in node.lefts)


def _clause(node: Token, rules: ModalityRules) -> Iterator[_Found]:
    for child in node.children:
        if child.dep_ in {"aux", "auxpass"}:
            yield from _auxiliary(node, child, rules)
        elif child.dep_ == "neg" or child.lower_ in {"never", "nor", "neither"}:
            yield from _found(rules.of("negation", child.lower_))
        elif child.dep_ in {"advmod", "npadvmod"}:
            yield from _found(rules.of("adverb", child.lower_))
            if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
                yield from _found(rules.of("negation", "no longer"))
    for subject in surface_subjects(node):
        yield from _subject(subject, rules)
    if _is_conditioned(node) and not _is_plain_past(node):
        yield _Found(5, "conditional", "if-consequence")


def _auxiliary(node: Token, auxiliary: Token, rules: ModalityRules) -> Iterator[_Found]:
    for rule in rules.of("auxiliary", auxiliary.lower_):
        if (
            rule.status == "hypothetical"
            and auxiliary.lower_ in {"would", "'d", "’d"}
            and _is_reported_future(node, rules)
        ):
            yield _Found(3, "planned", "will")
        elif rule.status == "hypothetical" and auxiliary.lower_ in {"can", "ca"} and _is_negated(node):
            yield _Found(3, "hypothetical", rule.id)
        else:
            yield _Found(rule.strength, rule.status, rule.id)


def _is_negated(node: Token) -> bool:
    return any(child.dep_ == "neg" for child in node.children)


def _is_reported_future(node: Token, rules: ModalityRules) -> bool:
    """ "Said it would attack": a will moved into the past, not a would of fancy; fears and beliefs do not count."""
    while node.dep_ == "conj" and is_verb(node.head):
        node = node.head
    head = node.head
    if node.dep_ == "ccomp" and is_verb(head):
        return (lemma(head) in rules.speech and lemma(head) not in rules.belief | {"warn", "suggest"}) or lemma(head) in {
            "promise", "pledge", "vow", "agree", "decide", "confirm", "threaten"
        }  # fmt: skip
    return any(
        child.dep_ in {"ccomp", "parataxis", "advcl"} and lemma(child) in rules.speech and child.tag_ in {"VBD", "VBN"}
        for child in node.children
    )


def _subject(subject: Token, rules: ModalityRules) -> Iterator[_Found]:
    yield from _found(rules.of("subject", subject.lower_))
    for child in subject.children:
        if child.i < subject.i and child.dep_ in {"det", "preconj", "neg", "nummod", "quantmod", "advmod"}:
            words = {child.lower_} | {c.lower_ for c in child.children if c.i < child.i}
            yield from _found(rules.of("subject", *sorted(words)))


def _is_conditioned(node: Token) -> bool:
    for child in node.children:
        if child.dep_ in {"advcl", "prep", "ccomp"}:
            marks = {c.lower_ for c in child.children if c.i < child.i and c.dep_ in {"mark", "advmod", "prep"}}
            if child.dep_ == "advcl" and (marks & _CONDITIONS or _is_inverted(child)):
                return True
            if child.dep_ == "ccomp" and child.i < node.i and _is_inverted(child):
                return True
            if child.lower_ in {"provided", "providing"}:
                return True
    return False


def _is_plain_past(node: Token) -> bool:
    return node.tag_ == "VBD" and not any(child.dep_ == "aux" for child in node.children)
