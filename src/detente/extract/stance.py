"""What goes with a statement: its stance, to whom, on what occasion and when it was made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.extract.mentions import References
from detente.extract.parties import parties_of
from detente.extract.said import Draft
from detente.language.parsed import ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.cues import CueRules
from detente.records.shapes import Evidence, Mention, Time

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESSED = frozenset({
    "tell", "assure", "inform", "notify", "remind", "brief", "advise", "warn", "ask", "urge", "call", "demand", "promise",
})  # fmt: skip
_SELF = frozenset({"i", "we", "it", "they", "he", "she"})
_NO_PART = ("nothing to do with", "nothing at all to do with", "no part", "no role", "no hand in")
_HOSTILE = frozenset({
    "close", "seal", "strike", "respond", "retaliate", "attack", "destroy", "leave", "quit", "withdraw", "cut", "stop", "halt",
    "suspend", "block", "punish", "pay", "impose", "expel", "hit", "regret", "shoot", "fire",
})  # fmt: skip


def stance_of(draft: Draft) -> str:
    """The cue's stance; where the cue only says, what the words themselves do: demand, promise, deny, threaten."""
    if draft.stance != "says" or not draft.parts:
        return draft.stance
    doc = draft.at.doc
    if draft.verb is not None and draft.speaker_at.doc[draft.verb].lemma_ == "agree":
        return "says"  # "they agreed that the matter should be settled": what they settled on, nobody's demand
    tokens = [t for first, last in draft.parts for t in doc[first:last]]
    held = {t.i for t in tokens}
    verb = next((t for t in tokens if t.pos_ in ("VERB", "AUX") and _is_top(t, held)), None)
    if verb is None:
        return "says"
    subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg", "auxpass")} | {verb.lower_}
    return _stance_of_clause(verb, subject, helpers, [t.lower_ for t in tokens])


def _is_top(token: Token, held: set[int]) -> bool:
    return token.dep_ in ("ROOT", "ccomp", "parataxis") or token.head.i not in held


def _stance_of_clause(verb: Token, subject: Token | None, helpers: set[str], words: list[str]) -> str:
    own = subject is not None and subject.lower_ in _SELF
    ours = subject is not None and subject.lower_ in ("i", "we")
    if helpers & {"must", "should"} and not ours:
        return "demands"
    if own and _denies(verb, helpers, " ".join(words)):
        return "denies"
    if helpers & {"will", "would", "'ll", "’ll"}:
        if "if" in words or "unless" in words:
            return "threatens" if verb.lemma_ in _HOSTILE or helpers & {"not", "n't", "n’t"} else "says"
        if ours and "would" not in helpers:
            return "promises"
    return "says"


def _denies(verb: Token, helpers: set[str], told: str) -> bool:
    """ "it was not involved", "we have not torn up a clause", "they had no part in it"."""
    if any(phrase in told for phrase in _NO_PART):
        return True
    negated = bool(helpers & {"not", "n't", "n’t", "never"})
    past = verb.tag_ in ("VBN", "JJ", "VBD") or bool(helpers & {"did", "was", "were"})
    return negated and past and not helpers & {"will", "would", "be"}


def addressees_of(draft: Draft, parsed: ParsedReport, references: References) -> tuple[Mention, ...]:
    """Whom it was said to: the object of "told", "urged", "called on", or "to X" after other verbs."""
    if draft.verb is None:
        return ()
    found: list[Mention] = []
    for head in _addressed(draft.speaker_at.doc[draft.verb], draft):
        if head.ent_type_ not in ("DATE", "TIME") and head.lower_ not in ("himself", "herself", "itself", "themselves"):
            found += parties_of(head, draft.speaker_at.paragraph, references) or (_plain(head, draft, parsed),)
    return tuple(sorted(set(found)))


def _addressed(verb: Token, draft: Draft) -> list[Token]:
    rights = [c for c in verb.children if c.i > verb.i and not draft.covers(c.i)]
    heads = [c for c in rights if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP" and verb.lemma_ in _ADDRESSED]
    for child in rights:
        to = child.lower_ == "to" or (child.lower_ in ("on", "upon") and verb.lemma_ == "call")
        if to and child.dep_ in ("prep", "dative"):
            heads += [c for c in child.children if c.dep_ == "pobj"]
    if draft.rule.endswith("/passive"):
        heads = [c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ != "it" and verb.lemma_ in _ADDRESSED]
    if not heads and draft.rule.endswith("/object-to"):
        between = draft.at.doc[verb.i + 1 : draft.parts[0][0]]
        heads = [t for t in between if t.dep_ in ("nsubj", "dobj")][:1]
    return heads


def _plain(head: Token, draft: Draft, parsed: ParsedReport) -> Mention:
    first = head.i
    for at in range(head.i - 1, max(head.left_edge.i, (draft.verb or 0) + 1) - 1, -1):
        first = at
    evidence = parsed.evidence(draft.speaker_at.paragraph, first, head.i + 1)
    return Mention(evidence.report, evidence.start, evidence.end, evidence.quote)


def occasion_of(draft: Draft, parsed: ParsedReport, cues: CueRules) -> Evidence | None:
    """ "in an interview with Klow Radio", "at a joint press conference": the phrase that hangs on the verb."""
    if draft.verb is None:
        return None
    at = draft.speaker_at
    verb = at.doc[draft.verb]
    for child in _phrases(verb, draft):
        noun = next((c for c in child.children if c.dep_ == "pobj"), None)
        if noun is None:
            continue
        wanted = cues.occasions.get(noun.lemma_) or cues.occasions.get(noun.text) or frozenset()
        if child.lower_ in wanted:
            return parsed.evidence(at.paragraph, child.i, _occasion_end(child, draft))
    return None


def _occasion_end(preposition: Token, draft: Draft) -> int:
    """Where the phrase ends: before a comma, a time ("in March"), or the content."""
    doc = draft.speaker_at.doc
    last = min(preposition.right_edge.i + 1, draft.speaker_at.ends[preposition.i])
    for at in range(preposition.i + 1, last):
        token = doc[at]
        timed = token.dep_ == "prep" and at + 1 < last and doc[at + 1].ent_type_ in ("DATE", "TIME")
        opened = token.lower_ == "that" and token.dep_ in ("mark", "nsubj", "dobj")
        if draft.covers(at) or token.text in (",", ":", ".") or timed or opened:
            return max(at, preposition.i + 2)
    return last


def _phrases(verb: Token, draft: Draft) -> list[Token]:
    """Prepositions on the verb, its speaker, its object or what hangs on them, outside the content; nearest first."""
    around = [verb, *(c for c in verb.children if c.dep_ in ("nsubj", "dobj", "dative", "prep"))]
    around += [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
    found = [c for t in around for c in t.children if c.dep_ == "prep" and not draft.covers(c.i)]
    return sorted(found, key=lambda c: (abs(c.i - verb.i), c.i))


def time_of(draft: Draft, times: Sequence[TimeSpan]) -> Time | None:
    """The time told in the cue's own clause, nearest to the verb."""
    if draft.cue is None:
        return None
    at, marked = draft.verb if draft.verb is not None else draft.cue[0], draft.speaker_at
    low, high = marked.starts[at], marked.ends[at]
    near = [
        span for span in times
        if span.paragraph == marked.paragraph.index and span.kind == "date" and low <= span.first < high
        and not draft.covers(span.first) and marked.same_level(span.first, at) and _hangs(draft, span, at)
    ]  # fmt: skip
    return min(near, key=lambda s: (abs(s.first - at), s.first)).time if near else None


def _hangs(draft: Draft, span: TimeSpan, verb: int) -> bool:
    """Whether the time belongs to the verb of saying: no other verb stands between it and that verb in the tree."""
    token = draft.speaker_at.doc[span.first]
    for _ in range(8):
        if token.i == verb:
            return True
        if token.pos_ in ("VERB", "AUX") or token.head == token:
            return False
        token = token.head
    return False
