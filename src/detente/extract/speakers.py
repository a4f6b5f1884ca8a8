"""Who speaks: the subject of a cue, through conjunctions, participles, relative clauses and misread word order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.marked import FINITE, Marked
from detente.lexicon.cues import CueRules

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 60
"""Tokens of a noun phrase before and after its head."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
_OPEN = frozenset({"asked", "ask", "asks", "requested", "declined", "wished", "refused", "spoke", "insisted"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """The noun phrase of a speaker: tokens ``first`` up to but not including ``last`` and its head's position."""

    first: int
    last: int
    head: int


def find_speaker(verb: Token, marked: Marked, cues: CueRules) -> Speaker | None:
    """The speaker of a verb of saying, as the noun phrase printed, or None."""
    head = _inverted(verb, marked, cues) or _subject(_going_on(verb, cues), marked)
    if head is None and _is_passive(verb):
        return None
    if head is None and (verb.tag_ in FINITE or any(c.dep_ == "aux" and c.tag_ in FINITE for c in verb.children)):
        return _beside(verb, marked)
    if head is None:
        return None
    figure = head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL") and head.pos_ != "NOUN"
    if figure and not head.lower_.endswith("old"):  # but "said the 46-year-old"
        return None
    fronted = _as_for(head, verb, marked, cues)
    return noun_phrase(fronted or head, marked, cues, verb=None if fronted else verb)


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


def _going_on(verb: Token, cues: CueRules) -> Token:
    """ "Klow said its guns had fired, adding that ...": the parser hangs "adding" on "fired"; Klow adds."""
    start = verb.left_edge.i
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or not start:
        return verb
    if verb.doc[start - 1].text != "," and verb.left_edge.lower_ != "while":
        return verb
    above = verb.head
    while above.dep_ in ("ccomp", "conj") and above.head.i < above.i and cues.verb(above.head.lemma_):
        above = above.head
        if above.dep_ not in ("ccomp", "conj"):
            return above
    return verb if above == verb.head else above


def _inverted(verb: Token, marked: Marked, cues: CueRules) -> Token | None:
    """The speaker after the verb that the parser takes for its object: "The truce holds, declared the minister"."""
    if verb.tag_ not in FINITE or verb.i == 0 or any(c.dep_ in _SUBJECTS and c.i > verb.i for c in verb.children):
        return None
    before = verb.nbor(-1)
    if not (before.text in (",", "—", "–") or before.is_quote) or marked.starts[verb.i] > before.i:
        return None
    child = next((c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd") and c.left_edge.i == verb.i + 1), None)
    if child is None or any(c.dep_.startswith("nsubj") for c in verb.children):
        return None
    later = marked.doc[child.right_edge.i + 1 : marked.ends[verb.i]]
    if any(t.tag_ in FINITE for t in later):
        return None
    return child if can_speak(Speaker(child.i, child.i + 1, child.i), marked, cues) else None


def _as_for(head: Token, verb: Token, marked: Marked, cues: CueRules) -> Token | None:
    """ "As for the other side, it said ...": the one named first is the one who says."""
    if head.lower_ not in ("it", "he", "she", "they"):
        return None
    start = marked.starts[verb.i]
    opening = marked.doc[start : start + 2].text.lower()
    if opening != "as for" or head.i - start > 15:
        return None
    noun = next((c for c in marked.doc[start + 1].children if c.dep_ == "pobj"), None)
    if noun is None or noun.i > head.i or not can_speak(Speaker(noun.i, noun.i + 1, noun.i), marked, cues):
        return None
    return noun


def _subject(verb: Token, marked: Marked) -> Token | None:
    token = verb
    if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl", "relcl", "amod", "dep") and not _has_helper(verb):
        # "When asked whether ...", "the figures reported by the bank": only a "by" tells who spoke.
        return _agent(verb)
    for _ in range(6):
        own = [c for c in token.children if c.dep_ in _SUBJECTS and marked.same_level(c.i, verb.i)]
        if token == verb and _is_passive(verb):
            return _agent(verb)
        if own:
            found = min(own, key=lambda c: (abs(c.i - token.i), c.i))
            if token == verb or _agrees(verb, found):
                return found
        above = _above(token)
        if above is None or not marked.same_level(above.i, verb.i):
            return None
        if above.pos_ in ("NOUN", "PROPN", "PRON"):
            return above
        token = above
    return None


def _agrees(verb: Token, subject: Token) -> bool:
    """ "I am sure that the president meant it and believe that ...": "believe" is not the president's."""
    if any(c.dep_ in ("aux", "auxpass") for c in verb.children) or any(c.dep_ == "conj" for c in subject.children):
        return True
    single = subject.tag_ in ("NN", "NNP") or subject.lower_ in ("he", "she", "it")
    many = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("i", "we", "they", "you")
    return not (verb.tag_ == "VBP" and single) and not (verb.tag_ == "VBZ" and many and subject.pos_ == "PRON")


def _has_helper_finite(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def _has_helper(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass", *_SUBJECTS) for c in verb.children)


def _agent(verb: Token) -> Token | None:
    by = next((c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None


def _above(token: Token) -> Token | None:
    """The verb or noun whose subject a verb without one of its own shares, or None."""
    head = token.head
    if head == token:
        return None
    if token.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        # "She urged them to leave and offered help": a finite verb is no conjunct of an infinitive.
        while token.tag_ in FINITE and head.tag_ == "VB" and head.head != head and not _has_helper_finite(head):
            head = head.head
        return head
    if token.dep_ == "acomp":
        return head
    if token.dep_ == "xcomp":
        # "He asked them to say": who says is the one asked, and has not said it yet.
        return None if any(c.dep_ == "dobj" for c in head.children) else head
    if token.dep_ in ("advcl", "pcomp", "prep", "acl", "dep") and (
        token.tag_ in ("VBG", "VBN") or token.dep_ == "prep"
    ):
        if head.pos_ in ("ADP", "SCONJ"):
            # "The agency quoted the minister as saying": the one quoted says it.
            kinds = ("dobj", "nsubjpass")
            quoted = next((c for c in head.head.children if c.dep_ in kinds), None) if head.lower_ == "as" else None
            return quoted or (head.head if head.head != head else None)
        return head
    return None


def noun_phrase(head: Token, marked: Marked, cues: CueRules, *, verb: Token | None = None) -> Speaker:
    """The whole phrase of ``head``, with apposition and relative clause, cut at the cue and at a cue of its own."""
    low, high = max(head.left_edge.i, head.i - _LONGEST), min(head.right_edge.i + 1, head.i + _LONGEST)
    if head.lower_ in ("who", "which", "that") and head.dep_ in _SUBJECTS and verb is not None:
        # "the governor, who accused the others of it": the antecedent speaks; the relative pronoun stays in its words.
        antecedent = _antecedent(head, verb)
        if antecedent is not None and antecedent.i < head.i:
            low = noun_phrase(antecedent, marked, cues).first
            return Speaker(low, head.i + 1, antecedent.i)
    if verb is not None:
        if head.i < verb.i:
            # "Western officials have said": whatever the parser hangs "have" on, it is no part of the name.
            helpers = (c.i for c in verb.children if c.dep_ in ("aux", "auxpass") and head.i < c.i)
            high = min(high, verb.i, *helpers)
        else:
            low = max(low, verb.i + 1)
    low, high = _one_level(low, high, head.i, marked)
    high = _before_own_cue(head, high, cues)
    high = _without_tail(low, high, head.i, marked, cues)
    if verb is None or head.i > verb.i:
        high = _with_name(high, marked)
    low, high = _stripped(low, high, head.i, marked)
    return Speaker(low, high, head.i)


def _antecedent(pronoun: Token, verb: Token) -> Token | None:
    token = pronoun.head
    for _ in range(4):
        if token.dep_ == "relcl":
            found = token.head
            # "a diplomat in Klow, who asked for calm": a town is no "who"; its phrase belongs to somebody.
            if found.dep_ == "appos" and found.head.i < found.i:
                found = found.head
            while pronoun.lower_ == "who" and found.dep_ == "pobj" and found.ent_type_ in ("GPE", "LOC", "FAC", "DATE"):
                found = found.head.head
            return found
        token = token.head
    return None


def _one_level(low: int, high: int, head: int, marked: Marked) -> tuple[int, int]:
    """Cut where the phrase would run into or out of a quotation or over a line."""
    first = head
    while first > low and marked.same_level(first - 1, head) and "\n" not in marked.doc[first - 1].text:
        first -= 1
    last = head + 1
    while last < high and "\n" not in marked.doc[last].text:
        if not marked.same_level(last, head):
            held = marked.quotations[marked.inside[last]] if marked.inside[last] >= 0 else None
            if held is None or held.clause or held.last > high:
                break
        last += 1
    return first, last


def _before_own_cue(head: Token, high: int, cues: CueRules) -> int:
    for child in head.doc[head.i + 1 : high]:
        if child.dep_ == "relcl" and child.i < high and child.lower_ not in _OPEN and cues.verb(child.lemma_):
            pronoun = child.left_edge.i
            if head.i < pronoun < high:
                high = pronoun
    return high


def _without_tail(low: int, high: int, head: int, marked: Marked, cues: CueRules) -> int:
    """Cut a time or occasion that the parser hangs on the name: "said the minister on Saturday", "in an interview"."""
    doc = marked.doc
    for at in range(head + 1, high - 1):
        token = doc[at]
        if (
            token.dep_ == "prep"
            and doc[at + 1].ent_type_ in ("DATE", "TIME")
            and token.lower_ in ("on", "in", "at", "last")
        ):
            return at
        if token.dep_ == "prep" and token.head.i == head and doc[head].pos_ in ("PROPN", "PRON"):
            noun = next((c for c in token.children if c.dep_ == "pobj"), None)
            if noun is not None and token.lower_ in cues.occasions.get(noun.lemma_, ()):
                return at
    return high


def _with_name(high: int, marked: Marked) -> int:
    """Take in a name right after: "the chief of a section of the agency Milan Orsic"."""
    doc = marked.doc
    while 0 < high < len(doc) and doc[high].pos_ == "PROPN" and doc[high - 1].pos_ in ("PROPN", "NOUN"):
        if not marked.same_level(high, high - 1) or doc[high].ent_type_ in ("DATE", "TIME"):
            break
        high += 1
    return high


def _stripped(low: int, high: int, head: int, marked: Marked) -> tuple[int, int]:
    doc = marked.doc
    while low < head and (doc[low].is_punct or doc[low].is_space or doc[low].dep_ == "cc"):
        low += 1
    while high - 1 > head and (doc[high - 1].is_punct or doc[high - 1].is_space) and doc[high - 1].text not in ")]%":
        high -= 1
    # "On the dispute over Klow Ruritanian Foreign Minister Karr said": an adjective of nationality opens a new phrase.
    for at in range(low + 1, head):
        if doc[at].ent_type_ == "NORP" and doc[at - 1].ent_type_ == "GPE" and doc[at - 1].ent_iob_ != "O":
            low = at
    return low, high


def _beside(verb: Token, marked: Marked) -> Speaker | None:
    """The noun phrase that stands right before the verb where the parser sees no subject."""
    doc, start = marked.doc, marked.starts[verb.i]
    at = verb.i - 1
    while at > start and doc[at].pos_ in ("AUX", "ADV", "PART"):
        at -= 1
    end = at + 1
    if at > start and doc[at].text == ",":
        # "her adviser, Jan Moritz, said": back over the apposition between commas.
        end = at
        at = next((n for n in range(at - 1, start, -1) if doc[n].text == ","), start) - 1
    if at < start or not marked.same_level(at, verb.i) or doc[at].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    apposed = _set_off(doc[at], verb)
    if apposed is not None:
        low, high = _stripped(apposed.left_edge.i, end, apposed.i, marked)
        return Speaker(low, high, apposed.i)
    low, high = _stripped(_chunk_start(at, start, marked), end, at, marked)
    return Speaker(low, high, at)


def _chunk_start(at: int, start: int, marked: Marked) -> int:
    """Back from a noun over its words, and over "and" to the name it is joined to."""
    doc, low = marked.doc, at
    while low > start and marked.same_level(low - 1, at) and _in_chunk(doc[low - 1]):
        low -= 1
    while low - 2 >= start and doc[low - 1].lower_ == "and" and _alike(doc[low - 2], doc[at]):
        # "Despite differences over Klow, Velt and Moritz agreed": both speak, though the parser sees a list of four.
        low -= 2
        while low > start and doc[low - 1].dep_ == "compound" and doc[low - 1].ent_type_ == doc[at].ent_type_:
            low -= 1
    return low


def _in_chunk(word: Token) -> bool:
    if word.is_punct or word.ent_type_ in ("DATE", "TIME"):
        return False
    return word.pos_ in ("PROPN", "NOUN", "ADJ", "DET", "NUM") or word.tag_ in ("PRP$", "POS")


def _alike(one: Token, other: Token) -> bool:
    return one.pos_ == other.pos_ == "PROPN" and one.ent_type_ not in ("GPE", "LOC", "DATE")


def _set_off(last: Token, verb: Token) -> Token | None:
    """ "for the premier, a report released on the day claimed": the parser takes the subject for an apposition."""
    token = last
    for _ in range(8):
        if token.dep_ == "appos" and token.left_edge.i and token.left_edge.nbor(-1).text == ",":
            return token if token.head.i < token.left_edge.i else None
        if token.head == token or token.head.i >= verb.i:
            return None
        token = token.head
    return None


def can_speak(speaker: Speaker, marked: Marked, cues: CueRules, *, known: bool = False) -> bool:
    """Whether a phrase names somebody or something that says things: a name, a person, a body, a document."""
    head = marked.doc[speaker.head]
    if known or head.ent_type_ in _NAMED or head.pos_ == "PROPN":
        return True
    if head.lower_ in ("he", "she", "they", "who", "i", "we", "you"):
        return True
    row = cues.source(head.text, head.lemma_)
    return row is not None and row.likely
