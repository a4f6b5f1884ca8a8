"""Conditions of a sentence and the verb whose act hangs on each: if, unless, provided that, only after, in return for, without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.clauses import Stretch, is_negated, modals, trimmed, within
from detente.lexicon.commitments import CommitmentRules, ConditionRow

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_CONCESSIVE = frozenset({"even", "as", "what", "and", "ask", "wonder", "know", "see", "unclear"})


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: its tokens, its rule, and the verb of what follows from it (None where no verb was found)."""

    stretch: Stretch
    rule: ConditionRow
    consequence: Token | None


def find_conditions(sentence: Span, rules: CommitmentRules) -> list[Condition]:
    """The conditions of a sentence in text order; they do not overlap."""
    found: list[Condition] = []
    words = [token.lower_ for token in sentence]
    for place, word in enumerate(words):
        at = sentence.start + place
        if word not in rules.openers or (found and at < found[-1].stretch[1]):
            continue
        opened = _opened(words, place, rules)
        if opened and opened[1].kind in {"inverted", "alternative"}:
            special = _inverted if opened[1].kind == "inverted" else _alternative
            condition = special(sentence, at, opened[1], rules)
            found += [condition] if condition is not None else []
            continue
        condition = opened and _condition(sentence, at, opened[0], opened[1], rules)
        if condition:
            found.append(condition)
    return found


def _opened(words: list[str], place: int, rules: CommitmentRules) -> tuple[int, ConditionRow] | None:
    for spelled, row in rules.conditions:
        if place + len(spelled) < len(words) and tuple(words[place : place + len(spelled)]) == spelled:
            return len(spelled), row
    return None


def _condition(sentence: Span, at: int, length: int, row: ConditionRow, rules: CommitmentRules) -> Condition | None:
    doc = sentence.doc
    if at > sentence.start and doc[at - 1].lower_ in _CONCESSIVE:
        return None
    if row.opening and not _opens_sentence(sentence, at) and not _follows_will(sentence, at, rules):
        return None
    verb = _verb_of(doc, at, length, sentence.end) if row.kind == "clause" else None
    if row.kind == "clause" and verb is None:
        return None
    if (
        verb is not None
        and verb.dep_ == "ccomp"
        and row.id == "if"
        and verb.head.lemma_ in {"ask", "wonder", "know", "see", "check", "doubt"}
    ):
        return None
    stretch = _stretch(sentence, at, length, verb)
    consequence = _consequence(sentence, at, verb, stretch, rules)
    if consequence is None or not _hangs(consequence, row, rules):
        return None
    return Condition(stretch, row, consequence)


def _follows_will(sentence: Span, at: int, rules: CommitmentRules) -> bool:
    """ "The Community will impose an embargo failing a ceasefire by Sunday"."""
    opens = sentence.doc[at]
    return opens.dep_ in {"prep", "pcomp", "acl", "advcl"} and any(
        modals(t) & rules.volition for t in _verbs(sentence.doc[sentence.start : at])
    )


def _inverted(sentence: Span, at: int, row: ConditionRow, rules: CommitmentRules) -> Condition | None:
    """ "Should the talks fail, Ruritania would leave": an auxiliary that opens a clause which a comma ends."""
    doc = sentence.doc
    comma = next((t.i for t in doc[at + 3 : sentence.end] if t.text == ","), None)
    if at > sentence.start and doc[at - 1].text == ",":
        return _inverted_after(sentence, at, row, rules)
    if comma is None or not _opens_sentence(sentence, at):
        return None
    willing = [t for t in _verbs(doc[comma : sentence.end]) if modals(t) & rules.volition]
    return Condition((at, comma), row, willing[0]) if willing else None


def _inverted_after(sentence: Span, at: int, row: ConditionRow, rules: CommitmentRules) -> Condition | None:
    """ "Ruritania would cut the gas, should Freedonia close its border": the auxiliary's own verb and subject come after it."""
    doc = sentence.doc
    verb = doc[at].head
    follows = verb.i > at and any(c.dep_ in {"nsubj", "nsubjpass"} and at < c.i < verb.i for c in verb.children)
    willing = [t for t in _verbs(doc[sentence.start : at]) if modals(t) & rules.volition]
    if not follows or not willing or verb.tag_ not in {"VB", "VBN", "VBP"}:
        return None
    last = max(t.i for t in verb.subtree if t.i >= at) + 1
    return Condition(trimmed(doc, at, last), row, willing[-1])


def _alternative(sentence: Span, at: int, row: ConditionRow, rules: CommitmentRules) -> Condition | None:
    """ "Ruritania must withdraw, or else we will act": what is asked for before the word is the condition of what follows."""
    doc = sentence.doc
    start = doc[sentence.start - 1].sent.start if at <= sentence.start + 1 and sentence.start else sentence.start
    end = sentence.start if start < sentence.start else at
    asked = [t for t in _verbs(doc[start:end]) if modals(t) & {"must", "should"} or _imperative(t) or _has_to(t)]
    ordered = [t for t in _verbs(doc[start:end]) if _ordered(t)]
    willing = [t for t in _verbs(doc[at : min(at + 15, sentence.end)]) if modals(t) & rules.volition]
    suffered = [
        t
        for t in doc[at + 1 : min(at + 4, sentence.end)]
        if t.lemma_.lower() in rules.suffered | _RISKED and (t.dep_ == "conj" or t.tag_ in {"VB", "VBP"})
    ]
    if (asked or ordered) and suffered and not willing:
        # "Restore him within 72 hours or face suspension"
        top = (ordered or asked)[-1]
        subject = min((c.left_edge.i for c in top.children if c.dep_ in {"nsubj", "nsubjpass"}), default=top.i)
        return Condition(trimmed(doc, max(start, min(subject, top.i)), end), row, suffered[0])
    asked = asked or ordered
    if not asked or not willing or end - start > 40:
        return None
    subject = min((c.left_edge.i for c in asked[0].children if c.dep_ in {"nsubj", "nsubjpass"}), default=asked[0].i)
    above = asked[0].head.i if _has_to(asked[0]) else asked[0].i
    subject = min(subject, *(c.left_edge.i for c in doc[above].children if c.dep_ in {"nsubj", "nsubjpass"}), above)
    return Condition(trimmed(doc, subject, end), row, willing[0])


_RISKED = frozenset({"risk", "forfeit", "be", "leave", "see"})
_ORDERING = frozenset(
    {"demand", "insist", "require", "order", "tell", "give", "urge", "warn", "ask", "command", "want", "call"}
)


def _ordered(verb: Token) -> bool:
    """What a word of demanding asks for: "demanded that Klow restore him", "told them to pull back", "gave them until Sunday to leave"."""
    plain = verb.tag_ in {"VB", "VBP"} and not modals(verb) & {"will", "would", "do", "does", "did"}
    above = list(verb.ancestors)[:3]
    return (
        plain and verb.dep_ in {"ccomp", "xcomp", "acl", "advcl", "relcl"} and any(t.lemma_ in _ORDERING for t in above)
    )


def _imperative(verb: Token) -> bool:
    """ "Release the crew": a plain form without subject or auxiliary."""
    return (
        verb.tag_ in {"VB", "VBP"}
        and not any(c.dep_ in {"nsubj", "nsubjpass", "aux", "expl", "mark"} and c.i < verb.i for c in verb.children)
        and verb.dep_ in {"ROOT", "ccomp", "parataxis", "dep"}
    )


def _has_to(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and "to" in modals(verb) and verb.head.lemma_ == "have"


def _verb_of(doc: Doc, at: int, length: int, end: int) -> Token | None:
    """The verb of the clause that a mark opens; the next verb where the parser hung the mark elsewhere."""
    for token in reversed(doc[at : at + length]):
        # "Unless one side objects": a short verb is now and then taken for a noun, but its mark still hangs on it.
        if token.head.i >= at + length and (token.head.pos_ in {"VERB", "AUX"} or token.dep_ == "mark"):
            return token.head
    return next(
        (t for t in doc[at + length : end] if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"}), None
    )


def _stretch(sentence: Span, at: int, length: int, verb: Token | None) -> Stretch:
    doc = sentence.doc
    top = verb if verb is not None else doc[at + length - 1]
    last = min(max(top.right_edge.i + 1, at + length + 1), sentence.end)
    if verb is None:
        last = min(max(doc[at].right_edge.i + 1, last), sentence.end)
    if _opens_sentence(sentence, at):
        comma = next(
            (
                t.i
                for t in doc[max(verb.i if verb is not None else at, at) : last]
                if t.text == "," and _subject_follows(t, sentence.end)
            ),
            None,
        )
        last = comma if comma is not None else last
    return trimmed(doc, at, last)[0], trimmed(doc, at, last)[1]


def _opens_sentence(sentence: Span, at: int) -> bool:
    before = sentence.doc[at - 1].text if at > sentence.start else ""
    return (
        not before
        or before in {":", ";", "“", "«", '"', "‘", ",", "—", "–"}
        or before.lower() in {"that", "but", "and"}
    )


def _subject_follows(comma: Token, end: int) -> bool:
    """Whether a clause of its own starts after a comma: a subject with its verb within a few words."""
    return any(
        t.dep_ in {"nsubj", "nsubjpass"} and t.head.i > t.i and t.head.i >= comma.i
        for t in comma.doc[comma.i + 1 : min(comma.i + 12, end)]
    )


def _consequence(sentence: Span, at: int, verb: Token | None, stretch: Stretch, rules: CommitmentRules) -> Token | None:
    """The verb that the condition hangs on; past a verb of saying it is the verb of what is said."""
    head = verb.head if verb is not None else sentence.doc[at].head
    while within(stretch, head.i) or head.pos_ not in {"VERB", "AUX"}:
        if head.head.i == head.i:
            break
        head = head.head
    if head.pos_ not in {"VERB", "AUX"} or within(stretch, head.i):
        return _nearest_willing(sentence, stretch, rules)
    if head.lemma_.lower() in rules.speech and not modals(head) & rules.volition:
        said = [c for c in head.children if c.dep_ in {"ccomp", "xcomp"} and not within(stretch, c.i)]
        return said[0] if said else _nearest_willing(sentence, stretch, rules) or head
    # "Refuses to recognise it until": the refusal is what lasts.
    return head.head if head.dep_ == "xcomp" and head.head.lemma_ == "refuse" else head


def _nearest_willing(sentence: Span, stretch: Stretch, rules: CommitmentRules) -> Token | None:
    willing = [t for t in _verbs(sentence) if not within(stretch, t.i) and modals(t) & rules.volition]
    return min(willing, key=lambda t: (min(abs(t.i - stretch[0]), abs(t.i - stretch[1])), t.i), default=None)


def _verbs(sentence: Span) -> Iterator[Token]:
    return (token for token in sentence if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"})


def _hangs(consequence: Token, row: ConditionRow, rules: CommitmentRules) -> bool:
    """A time clause or a "without" is a condition only of what will not happen otherwise."""
    if not row.strict:
        return True
    return is_barred(consequence) and (
        refuses(consequence) or bool(modals(consequence) & (rules.volition | {"can", "may"}))
    )


def is_barred(verb: Token) -> bool:
    """What will not be: "will not leave", "no soldier can leave", "there can be no treaty"."""
    none = any(g.lower_ in {"no", "neither"} for c in verb.children if c.dep_ in {"attr", "dobj"} for g in c.children)
    return is_negated(verb) or refuses(verb) or (none and any(c.dep_ == "expl" for c in verb.children))


def refuses(verb: Token) -> bool:
    """ "Refuses to recognise it", "ruled out a vote"."""
    return verb.lemma_ == "refuse" or (verb.lemma_ == "rule" and any(c.lower_ == "out" for c in verb.children))
