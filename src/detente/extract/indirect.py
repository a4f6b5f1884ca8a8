"""What a verb of saying reports without quotation marks: clause, infinitive, noun phrase, or the sentence round it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.cues import Cue
from detente.extract.marked import FINITE, Marked
from detente.extract.stretches import Parts, stretch
from detente.lexicon.cues import CueRules

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINDING = frozenset({"show", "put", "believe"})
"""Rules whose verbs have an object of their own: "when she asked, he found it in a store"."""
_WH = frozenset({"WP", "WRB", "WDT", "WP$"})


@dataclass(frozen=True, slots=True)
class Complement:
    """The words reported, the frame that found them, and where the cue's own words end."""

    parts: Parts
    frame: str
    cue_last: int


def find_complement(
    cue: Cue, marked: Marked, cues: CueRules, *, skip: frozenset[str] = frozenset()
) -> Complement | None:
    """The first frame of the cue's rule, in a fixed order, that finds words; None if none does."""
    for name, frame in _FRAMES.items():
        if name in cue.rule.frames and name not in skip:
            found = frame(cue, marked, cues)
            if found is not None and found.parts:
                return found
    return None


# ------------------------------------------------------------------------------------------------ ends


def _end_of(token: Token, cue: Cue, marked: Marked, cues: CueRules) -> int:
    """Where a complement ends: its subtree, cut before a participle of saying that goes on about the speaker."""
    last = min(token.right_edge.i + 1, marked.ends[cue.verb.i])
    for child in marked.doc[token.i + 1 : last]:
        if child.i >= last or not marked.same_level(child.i, cue.verb.i):
            continue
        before = marked.doc[child.left_edge.i - 1] if child.left_edge.i else None
        going_on = child.dep_ == "advcl" and child.tag_ == "VBG" and cues.verb(child.lemma_)
        apart = before is not None and (before.text == "," or child.left_edge.lower_ == "while")
        if going_on and apart and before is not None and child.head == token:
            last = before.i + (before.text != ",")
        elif _second_saying(child, cue, cues) and marked.doc[child.i - 1].dep_ in ("cc", "punct", "advmod", "aux"):
            last = min(last, child.left_edge.i)
            while last > token.i and marked.doc[last - 1].dep_ in ("cc", "punct"):
                last -= 1
    return last


def _second_saying(child: Token, cue: Cue, cues: CueRules) -> bool:
    """ "Klow said the truce was over and urged its allies to arm": the parser hangs "urged" on "was"; the speaker urges."""
    if (
        child.dep_ != "conj"
        or child.tag_ != cue.verb.tag_
        or child.tag_ not in FINITE
        or any(c.dep_.startswith("nsubj") for c in child.children)
    ):
        return False
    row = cues.verb(child.lemma_)
    return row is not None and row.id not in ("believe", "show", "note", "utter", "allow")


# ------------------------------------------------------------------------------------------------ frames


def _clause(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    verb, doc = cue.verb, marked.doc
    clauses = [
        c for c in verb.children
        if c.dep_ in ("ccomp", "xcomp", "acl", "relcl", "advcl") and c.i > verb.i and _is_clause(c, verb)
    ]  # fmt: skip
    if clauses:
        child = clauses[0]
        first = max(child.left_edge.i, verb.i + 1)
        if child.dep_ == "ccomp" and doc[first - 1].lower_ == "that":
            first -= 1
        last = max(_end_of(c, cue, marked, cues) for c in clauses if c.dep_ == child.dep_)
        first = _with_subject(child, max(first, cue.last), cue)
        last = _run_on(last, cue, marked)
        return Complement(stretch(first, last, marked), "clause", cue.last) if first < last else None
    return _clause_by_words(cue, marked)


def _with_subject(clause: Token, first: int, cue: Cue) -> int:
    """ "Experts argue Sylvania and Klow may agree": the parser takes the clause's subject for the verb's object."""
    if any(c.dep_.startswith(("nsubj", "expl", "mark")) for c in clause.children) or cue.rule.id == "tell":
        return first
    finite = clause.tag_ in FINITE or any(c.tag_ in FINITE for c in clause.children)
    taken = next((c for c in cue.verb.children if c.dep_ == "dobj" and cue.last <= c.i < first), None)
    return max(cue.last, taken.left_edge.i) if taken is not None and finite else first


def _run_on(last: int, cue: Cue, marked: Marked) -> int:
    """ "said that he was / certain the ban would go": where the words go on but the parser's clause ends, up to the next comma."""
    doc, end = marked.doc, marked.ends[cue.verb.i]
    if last >= end or doc[last].is_punct or doc[last].dep_ == "cc" or cue.verb.dep_ in ("relcl", "acl"):
        return last
    token = doc[last]
    if token.is_ancestor(cue.verb) or cue.verb.is_ancestor(token) or token.pos_ in ("ADP", "SCONJ"):
        return last
    while last < end and not (doc[last].text in (",", ";", ":", "—", "–", ".") and marked.same_level(last, cue.verb.i)):
        last += 1
    return last


def _is_clause(child: Token, verb: Token) -> bool:
    """A finite clause or a question; a relative or adverbial clause only where "that" opens it or its subject is in it."""
    words = list(child.children)
    if child.dep_ in ("acl", "relcl", "advcl"):
        return any(c.dep_ == "mark" and c.lower_ == "that" for c in words) and not any(
            c.dep_ == "dobj" and c.i > verb.i and c.right_edge.i >= child.i for c in verb.children
        )
    if child.dep_ == "xcomp":
        return any(t.tag_ in _WH for t in child.subtree if t.i < child.i)
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in words):
        return any(t.tag_ in _WH for t in child.subtree if t.i < child.i)
    return True


def _clause_by_words(cue: Cue, marked: Marked) -> Complement | None:
    """Where the parser missed the clause: "that" soon after the verb, a colon, or a second finite verb."""
    doc, verb = marked.doc, cue.verb
    end = marked.ends[verb.i]
    start = max(cue.last, cue.speaker.last) if cue.speaker else cue.last
    for at in range(start, min(start + 9, end)):
        token = doc[at]
        if not marked.same_level(at, verb.i) or token.text in (",", ";", ".") or token.pos_ == "VERB":
            break
        if token.text == ":" or (
            token.lower_ == "that" and (at == cue.last or token.dep_ in ("mark", "det")) and at + 1 < end
        ):
            first = at + 1 if token.text == ":" else at
            if any(t.tag_ in FINITE for t in doc[first + 1 : end]):
                return Complement(stretch(first, end, marked), "clause", cue.last)
    if "paren" in cue.rule.frames and verb.tag_ in FINITE and cue.speaker and cue.speaker.first < verb.i:
        return _bare_clause(cue, marked, end)
    return None


def _bare_clause(cue: Cue, marked: Marked, end: int) -> Complement | None:
    doc, start = marked.doc, cue.last
    if start >= end or doc[start].is_punct or doc[start].pos_ in ("ADP", "CCONJ", "ADV", "SCONJ"):
        return None
    if any(c.i < cue.clause_first and c.dep_ == "ccomp" for c in cue.verb.children):
        return None
    for at in range(start, min(end, start + 25)):
        token = doc[at]
        if token.text in (",", ";", ":") or not marked.same_level(at, cue.verb.i) or token.lower_ == "to":
            return None
        if token.tag_ in FINITE and at > start:
            own = token.dep_ == "conj" and token.head == cue.verb
            return None if own or token.dep_ == "relcl" else Complement(stretch(start, end, marked), "clause", cue.last)
    return None


def _infinitive(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    for child in cue.verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > cue.verb.i and (to := _to_of(child)) is not None:
            if to.i > cue.last + 1 and not _only_adverbs(marked, cue.last, to.i):
                continue
            first = max(cue.last, min(to.i, *(t.i for t in child.children if t.dep_ == "neg" and t.i < to.i), to.i))
            return Complement(stretch(first, _end_of(child, cue, marked, cues), marked), "to", cue.last)
    return None


def _to_of(child: Token) -> Token | None:
    return next((c for c in child.children if c.dep_ == "aux" and c.lower_ == "to" and c.i < child.i), None)


def _only_adverbs(marked: Marked, first: int, last: int) -> bool:
    return all(
        t.pos_ in ("ADV", "PART") or t.ent_type_ in ("DATE", "TIME") or t.lower_ == "on" for t in marked.doc[first:last]
    )


def _object_infinitive(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    """ "asked them to leave the hall": the words after the one addressed; "not to" keeps its "not"."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in cue.verb.children)
    candidates = [*cue.verb.children, *(g for c in cue.verb.children if c.dep_ == "dobj" for g in c.children)]
    for child in sorted(candidates, key=lambda t: t.i):
        if child.i <= cue.verb.i or child.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
            continue
        to = _to_of(child)
        if to is None or (not passive and to.i <= cue.last):
            continue
        first = min([to.i, *(c.i for c in child.children if c.dep_ == "neg" and c.i == to.i - 1)])
        return Complement(stretch(first, _end_of(child, cue, marked, cues), marked), "object-to", cue.last)
    return None


def _gerund(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    for child in cue.verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "dobj", "pcomp") and child.tag_ == "VBG" and child.i > cue.verb.i:
            first = child.left_edge.i
            if first == cue.last:
                return Complement(stretch(first, _end_of(child, cue, marked, cues), marked), "gerund", cue.last)
    return None


def _object(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    child = _dobj(cue)
    if child is None or child.pos_ == "PRON" or child.tag_ in _WH:
        return None
    claim = claim_clause(child) if cue.rule.stance in ("denies", "confirms") else None
    if claim is not None:
        # "denies the reports that its planes took part": what is denied is that they took part.
        return Complement(stretch(claim.left_edge.i, _end_of(claim, cue, marked, cues), marked), "object", cue.last)
    first = max(cue.last, child.left_edge.i)
    last = _without_time(child, _end_of(child, cue, marked, cues), marked)
    return Complement(stretch(first, _with_phrases(child, last, cue, marked, cues), marked), "object", cue.last)


def _with_phrases(child: Token, last: int, cue: Cue, marked: Marked, cues: CueRules) -> int:
    """ "criticised the officer for shooting": prepositions that follow the object and tell no time or occasion."""
    for token in cue.verb.children:
        if token.i != last or token.dep_ not in ("prep", "agent", "dative"):
            continue
        noun = next((c for c in token.children if c.dep_ == "pobj"), None)
        if noun is not None and (
            noun.ent_type_ in ("DATE", "TIME") or token.lower_ in cues.occasions.get(noun.lemma_, ())
        ):
            continue
        last = max(last, _end_of(token, cue, marked, cues))
    return last


def _without_time(child: Token, last: int, marked: Marked) -> int:
    """ "announced a ceasefire on Sunday": the day belongs to the announcing."""
    for at in range(child.i + 1, last - 1):
        token = marked.doc[at]
        if token.dep_ == "prep" and token.head == child and marked.doc[at + 1].ent_type_ in ("DATE", "TIME"):
            return at
    return last


def _dobj(cue: Cue) -> Token | None:
    speaker = cue.speaker.head if cue.speaker else -1
    found = (c for c in cue.verb.children if c.dep_ in ("dobj", "attr", "oprd") and c.i >= cue.last)
    return next((c for c in found if c.i != speaker), None)


def claim_clause(noun: Token) -> Token | None:
    """The that-clause of "the reports of local media that ...", or of the noun alone."""
    for token in noun.subtree:
        if token.dep_ in ("acl", "relcl", "ccomp") and token.i > noun.i:
            mark = next((c for c in token.children if c.lower_ == "that" and c.dep_ == "mark"), None)
            if mark is not None:
                return token
    return None


def _object_as(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    wanted = set(cue.rule.prepositions) | {"as"}
    child = _dobj(cue)
    links = [
        t for parent in (cue.verb, child) if parent is not None for t in parent.children
        if t.lower_ in wanted and t.i > cue.verb.i and t.dep_ in ("prep", "mark", "advmod")
    ]  # fmt: skip
    if not links:
        return None
    link = min(links, key=lambda t: t.i)
    end_token = link if link.dep_ == "prep" else link.head
    first = max(cue.last, child.left_edge.i) if child is not None and child.i < link.i else link.i
    last = max(_end_of(end_token, cue, marked, cues), _end_of(link, cue, marked, cues))
    described = next((c for c in cue.verb.children if c.dep_ == "nsubjpass" and c.i < cue.first), None)
    before: Parts = ()
    if (
        described is not None
        and end_token == link
        and cue.verb.lemma_ not in ("quote", "cite")
        and marked.same_level(described.i, cue.verb.i)
    ):
        # "The plan was described by the minister as a trap": what is described stands before the verb.
        before = stretch(max(described.left_edge.i, marked.starts[cue.verb.i]), described.right_edge.i + 1, marked)
    return Complement((*before, *stretch(first, last, marked)), "object-as", cue.last)


def _object_predicate(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    """ "called the attack barbaric": the thing with what it is called; the parser makes it an object, a clause or both."""
    kinds = ("dobj", "oprd", "ccomp", "xcomp", "attr", "acomp")
    children = [c for c in cue.verb.children if c.dep_ in kinds and c.i >= cue.last]
    prepositions = {c.lower_ for c in cue.verb.children if c.dep_ == "prep"}
    if not children or ("for" in prepositions and not any(c.dep_ == "dobj" for c in children)):
        return None
    first = max(cue.last, min(c.left_edge.i for c in children))
    last = max(_end_of(c, cue, marked, cues) for c in children)
    free = any(c.tag_ in _WH and c.i < cue.verb.i for c in cue.verb.children)
    if (free or (len(children) == 1 and children[0].dep_ == "dobj")) and all(n < 0 for n in marked.inside[first:last]):
        # "called an urgent meeting" says nothing about the meeting, "what he calls a second home" nothing of its own.
        return None
    return Complement(stretch(first, last, marked), "object-predicate", cue.last)


def _object_preposition(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    child = _dobj(cue)
    passive = any(c.dep_ == "auxpass" for c in cue.verb.children)
    if child is None and not passive:
        return None
    for parent in (cue.verb, child):
        for token in parent.children if parent is not None else ():
            if token.lower_ in cue.rule.prepositions and token.dep_ in ("prep", "agent") and token.i > cue.verb.i:
                last = _end_of(token, cue, marked, cues)
                if token.i + 1 < last:
                    return Complement(stretch(token.i + 1, last, marked), "object-prep", cue.last)
    return None


def _preposition(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    for child in cue.verb.children:
        # "called for both sides to withdraw": the parser makes "for" the mark of a clause.
        mark = next((c for c in child.children if c.dep_ == "mark" and c.i == cue.last), None)
        if mark is not None and mark.lower_ in cue.rule.prepositions and _to_of(child) is not None:
            last = _end_of(child, cue, marked, cues)
            return Complement(stretch(mark.i + 1, last, marked), "prep", mark.i + 1)
    for token in cue.verb.children:
        if token.lower_ in cue.rule.prepositions and token.dep_ == "prep" and token.i > cue.verb.i:
            last = _end_of(token, cue, marked, cues)
            if token.i + 1 < last:
                cue_last = token.i + 1 if token.i == cue.last else cue.last
                return Complement(stretch(token.i + 1, last, marked), "prep", cue_last)
    return None


def _on_infinitive(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    """ "called on Klow and the council to keep watch": the infinitive, wherever the parser hung it."""
    on = next((c for c in cue.verb.children if c.lower_ in ("on", "upon") and c.i == cue.last), None)
    if on is None:
        return None
    for at in range(on.i + 1, marked.ends[cue.verb.i] - 1):
        token = marked.doc[at]
        if token.lower_ == "to" and token.dep_ == "aux" and marked.doc[at + 1].tag_ in ("VB", "RB"):
            return Complement(stretch(at, _end_of(token.head, cue, marked, cues), marked), "on-to", on.i + 1)
        if token.text in (";", "."):
            break
    return None


def _around(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    """ "The truce, he said, will hold": the sentence before and after the words that tell who said it."""
    doc, verb = marked.doc, cue.verb
    if not _can_stand_aside(cue):
        return None
    first, start, end = cue.clause_first, marked.starts[verb.i], marked.ends[verb.i]
    like = first > start and doc[first - 1].lower_ == "as"
    first -= like
    leading = like and first == start
    if not leading and not _follows_comma(first, start, marked):
        return None
    before = () if leading else stretch(_opening(start, first, marked), first, marked)
    last = _clause_end(cue, end, marked)
    whole = any(t.tag_ in FINITE for a, b in before for t in doc[a:b])
    goes_on = like or not whole or verb.dep_ == "parataxis" or _unfinished(before, doc)
    closed = last < end and doc[last].text in (",", "—", "–", "-")
    after = stretch(last + 1, end, marked) if goes_on and closed else ()
    if not whole and not any(t.tag_ in FINITE for a, b in after for t in doc[a:b]):
        return None
    if not after and _unfinished(before, doc):
        return None
    return Complement((*before, *after), "paren", cue.last)


def _can_stand_aside(cue: Cue) -> bool:
    """Not a bare participle, and not a verb that has its object after it: "In May, Klow criticised the envoy"."""
    verb = cue.verb
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if passive is not None and passive.lower_ != "it":
        return False  # "he was booed and denounced by the head of the church"
    if verb.tag_ == "VBG" and not any(c.dep_ == "aux" for c in verb.children):
        return False
    taken = "object" in cue.rule.frames or cue.rule.id in _FINDING
    return not taken or _dobj(cue) is None or any(c.dep_ == "ccomp" for c in verb.lefts)


def _clause_end(cue: Cue, end: int, marked: Marked) -> int:
    """Where the words about the saying end: with the time, place and addressee that follow without a comma."""
    last = cue.clause_last
    for child in sorted(cue.verb.rights, key=lambda c: c.i):
        if child.i >= last and _belongs(child, cue.verb) and marked.same_level(child.i, cue.verb.i):
            if any(t.text == "," for t in marked.doc[last : child.left_edge.i]):
                break
            last = child.right_edge.i + 1
    return min(last, end)


def _follows_comma(first: int, start: int, marked: Marked) -> bool:
    before = marked.doc[first - 1] if first > start else None
    if before is None:
        return False
    if before.text == "-":  # "a French-Sylvanian found": a hyphen is no dash
        return bool(before.whitespace_) or (first - start > 1 and bool(marked.doc[first - 2].whitespace_))
    return before.text in (",", "—", "–", ";", "--") or before.is_quote


def _belongs(child: Token, verb: Token) -> bool:
    """Whether words after the verb tell about the saying: when, where, to whom, or a participle."""
    if child.dep_ in ("prep", "npadvmod", "advmod", "dobj", "dative", "prt", "agent", "nsubj"):
        return True
    return child.dep_ == "advcl" and child.tag_ in ("VBG", "VBN")


def _opening(start: int, first: int, marked: Marked) -> int:
    """Where the words before the cue begin: after a conjunction that opens the sentence, after the last semicolon."""
    doc = marked.doc
    while start < first and (doc[start].is_space or doc[start].lower_ in ("but", "and", "yet", "so")):
        start += 1
    for at in range(first - 2, start, -1):
        if doc[at].text == ";" and marked.same_level(at, first):
            return at + 1
    return start


def _unfinished(before: Parts, doc: Doc) -> bool:
    if not before:
        return False
    span = doc[before[0][0] : before[0][1]]
    root = span.root
    if root.tag_ in ("VBN", "VBG") and not any(c.dep_.startswith(("nsubj", "aux")) for c in root.children):
        return True
    return root.dep_ in ("advcl", "nsubj", "nsubjpass", "prep", "mark", "advmod", "npadvmod")


def _quoted_clause(cue: Cue, marked: Marked, cues: CueRules) -> Complement | None:
    """'said it "must stop" at once' is a clause; 'said "it must stop" to end the war' opens with the quotation itself."""
    at = cue.last + (cue.last < len(marked.doc) and marked.doc[cue.last].lower_ == "that")
    if at >= len(marked.doc) or marked.inside[at] < 0 or marked.inside[cue.verb.i] >= 0:
        return None
    quoted = marked.quotations[marked.inside[at]]
    if quoted.first != at or not quoted.clause:
        return None
    end = marked.ends[cue.verb.i]
    for position in range(quoted.last, end):
        if marked.inside[position] < 0 and marked.doc[position].text in (",", ";", ":", "—", "–"):
            end = position
            break
    return Complement(stretch(cue.last, end, marked), "quote", cue.last)


_FRAMES: Mapping[str, Callable[[Cue, Marked, CueRules], Complement | None]] = {
    "clause": _clause,
    "quote": _quoted_clause,
    "on-to": _on_infinitive,
    "object-to": _object_infinitive,
    "to": _infinitive,
    "gerund": _gerund,
    "object-as": _object_as,
    "object-predicate": _object_predicate,
    "object-prep": _object_preposition,
    "paren": _around,
    "prep": _preposition,
    "object": _object,
}
"""Frame -> what finds it, in the order they are tried."""
