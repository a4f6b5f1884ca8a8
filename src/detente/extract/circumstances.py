"""When and where a told event took place, from the words of its clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.extract.logical import clause_of, is_noun, is_verb, lemma
from detente.language.times import TimeSpan
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.extract.event_parties import Scene
    from detente.extract.mentions import Reference
    from detente.extract.triggers import Match
    from detente.records.shapes import Time

_IN = frozenset({"in", "at", "on", "near", "outside", "inside", "around", "off", "over", "across"})
_AT = (_IN - {"over"}) | {"before", "to", "into"}
_INSIDE = frozenset({"in", "at", "near", "outside", "inside", "around"})
_DURING = frozenset({"in", "at", "with", "between", "by", "during", "to", "on", "for", "from", "into"})
_SPEECH = frozenset({"say", "tell", "report", "add", "announce", "declare", "state", "write", "claim"})
_TOWARDS = frozenset({"to", "into", "from", "for"})


def find_when(match: Match, times: Iterable[TimeSpan], scene: Scene, speech: frozenset[str]) -> Time | None:
    """The time told in the trigger's clause, else the only one of its sentence that belongs to no verb of speaking.

    Durations ("four hours of talks") are no dates. Among several the nearest to the trigger wins, then the first.
    """
    doc = scene.paragraph.doc
    sentence = match.frame.trigger.sent
    held = [
        span
        for span in times
        if span.paragraph == scene.paragraph.index
        and span.kind != "duration"
        and not _is_term(match, span, doc)
        and sentence.start <= span.first < sentence.end
        and not _is_of_content(match, doc[span.first])
        and not _is_attribute(doc[_head(span, doc)], match.frame.trigger)
    ]
    ranked = []
    for span in held:
        distance = _clause_distance(match, doc[_head(span, doc)])
        if distance is not None:
            ranked.append((distance, abs(span.first - match.at), span.first, span))
    if match.frame.trigger.dep_ == "amod" and is_verb(match.frame.trigger):
        # "Nine impounded boats will be burned on Friday": the day is the burning's.
        ranked = [item for item in ranked if item[0] == 0]
        held = []
    if ranked:
        return min(ranked, key=lambda item: item[:3])[3].time
    loose = [span for span in held if lemma(clause_of(doc[_head(span, doc)])) not in speech]
    return loose[0].time if len(loose) == 1 and len(held) == 1 and _may_share(match, doc[loose[0].first]) else None


def _is_term(match: Match, span: TimeSpan, doc: Doc) -> bool:
    """ "Agreed to open a hotline within 60 days": the term of what is promised, asked or threatened, not its day."""
    if span.kind != "deadline" or match.pattern.type not in {"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN"}:
        return False
    return "within" in {token.lower_ for token in doc[max(0, span.first - 1) : span.last]}


def _is_of_content(match: Match, time: Token) -> bool:
    """ "Demands that they leave by Monday": the day belongs to what is demanded, not to the demand."""
    if match.pattern.type not in {"REQUEST", "ACCUSE", "THREATEN", "REJECT"}:
        return False
    return any(
        is_verb(top) and time.i > top.i and any(token.i == time.i for token in top.subtree)
        for top in match.frame.complements
    )


def _head(span: TimeSpan, doc: object) -> int:
    tokens = doc[span.first : span.last]  # type: ignore[index]
    root = int(tokens.root.i)
    # Of "the Tuesday" in "the Tuesday raid" both words hang on the raid: the day counts, not the article.
    return root + 1 if tokens.root.dep_ == "det" and root + 1 < span.last else root


def _clause_distance(match: Match, time: Token) -> int | None:
    """0 where the time hangs on the trigger or its verb, 1 in the same clause, 2 in a clause that shares it, else None."""
    trigger, support = match.frame.trigger, match.frame.support
    if _is_dated_by(match, time):
        return 0
    if _is_attribute(time, trigger):
        return None
    steps = list(_up(time))
    positions = {token.i for token in steps}
    if trigger.i in positions and clause_of(time.head if time.head.i != time.i else time).i in {
        trigger.i,
        clause_of(trigger).i,
    }:
        return 0
    clause = clause_of(time)
    if clause.i == support.i or (clause.i == clause_of(trigger).i and _is_core(trigger)):
        return 1
    if is_noun(support):
        return None
    joined = _clauses(match).get(clause.i)
    if joined is not None and time.i < match.at:
        return 3 + joined
    return 2 if _is_joined(support, clause) or _hangs_below(clause, match) else None


def _is_attribute(time: Token, trigger: Token) -> bool:
    """ "Apologised for the March 1 raid": the day is the raid's."""
    return (
        time.dep_ in {"compound", "nmod", "nummod", "amod", "poss"} and is_noun(time.head) and time.head.i != trigger.i
    )


def _is_joined(support: Token, clause: Token) -> bool:
    """Whether infinitives, conjuncts and purposes lead up from a verb to a clause ("came on Monday to open a bridge")."""
    node = support
    for _ in range(4):
        purpose = node.dep_ == "advcl" and node.tag_ == "VB"
        if not (node.dep_ in {"xcomp", "conj"} or purpose) or node.head.i == node.i:
            return False
        node = node.head
        if node.i == clause.i:
            return True
    return False


def _hangs_below(clause: Token, match: Match) -> bool:
    """ "Is to travel in May", "were to return by Monday": the time may hang on the infinitive below."""
    node = clause
    for _ in range(2):
        if node.dep_ == "xcomp" and node.head.i in {match.frame.support.i, match.at}:
            return True
        node = node.head
    return False


def _is_dated_by(match: Match, time: Token) -> bool:
    """ "In January 2005, when Freedonia halted trade", "on March 3 when it dismissed the case": the clause tells what the time is the time of."""
    node = match.frame.support
    while node.dep_ == "conj" and is_verb(node.head):
        node = node.head
    if node.dep_ not in {"relcl", "advcl"} or not any(c.lower_ == "when" for c in node.children):
        return False
    head = node.head
    return time.i < node.i and (
        head.i == time.i
        or (
            head.i in {t.i for t in _up(time)}
            and not any(is_verb(t) for t in _up(time) if t.i != head.i and t.i > head.i)
        )
    )


def _is_core(trigger: Token) -> bool:
    """Whether a noun is the subject or object of its clause: the date of "met on Friday after the attack" is not the attack's."""
    node = trigger
    while is_noun(node) and node.head.i != node.i:
        if node.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}:
            return True
        if node.dep_ == "pobj" and node.head.lower_ == "of":
            node = node.head.head
        elif node.dep_ == "conj":
            node = node.head
        else:
            return node.dep_ == "pobj" and node.head.lower_ in _DURING
    return True


def _may_share(match: Match, time: Token) -> bool:
    """A date opening the sentence or its main clause holds for the clauses under it ("On Friday he said it had attacked").

    Clauses that set themselves off in time do not share it: "struck on Saturday, a day after Ruritania signed".
    """
    node = match.frame.support
    if is_noun(node):
        return False
    if time.i > match.at and clause_of(time).i != node.head.i:
        return False
    while node.head.i != node.i:
        if node.dep_ in {"relcl", "acl", "pcomp", "pobj", "appos"}:
            return False
        if node.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.i < node.i for c in node.children):
            return False
        node = node.head
    return True


def _up(token: Token) -> Iterator[Token]:
    while token.head.i != token.i:
        yield token
        token = token.head
    yield token


def find_where(match: Match, scene: Scene) -> Mention | None:
    """The place of the trigger's clause: after in, at, on or near; the goal of a journey; the struck place."""
    sentence = match.frame.trigger.sent
    clauses = _clauses(match)
    ranked: list[tuple[int, int, Mention]] = []
    for reference in scene.references.items:
        if reference.paragraph != scene.paragraph.index or not sentence.start <= reference.first < sentence.end:
            continue
        if not reference.mentions:
            continue
        rank = _place_rank(reference, match, clauses, scene)
        if rank is not None:
            ranked.append((rank, abs(reference.first - match.at), reference.mentions[0]))
    if ranked:
        return min(ranked, key=lambda item: item[:2])[2]
    return _ground(match, clauses, scene)


def _ground(match: Match, clauses: dict[int, int], scene: Scene) -> Mention | None:
    """A place without a name of its own: "on Freedonian soil", "entered its airspace", "outside the foreign ministry"."""
    grounds = scene.rules.sets.get("grounds", frozenset())
    sentence = match.frame.trigger.sent
    found: list[tuple[int, int, Token]] = []
    for token in sentence:
        if lemma(token) not in grounds or not is_noun(token):
            continue
        preposition = _preposition(token)
        if preposition is None:
            entered = token.dep_ == "dobj" and token.head.i in {match.at, match.frame.support.i}
            rank = (
                1 if entered and match.pattern.type in {"ASSAULT", "MOBILIZE", "COERCE", "RETREAT", "PROTEST"} else None
            )
        else:
            rank = (
                clauses.get(clause_of(preposition).i)
                if preposition.lower_ in _IN | {"outside", "before", "to", "into"}
                else None
            )
        if rank is not None and (preposition is None or _is_near(preposition)):
            found.append((rank, abs(token.i - match.at), token))
    if not found:
        return None
    token = min(found, key=lambda item: item[:2])[2]
    first = min((t.i for t in token.lefts if t.dep_ in {"compound", "amod", "nmod", "poss", "det"}), default=token.i)
    while scene.paragraph.doc[first].dep_ == "det":
        first += 1
    evidence = scene.parsed.evidence(scene.paragraph, first, token.i + 1)
    states = {
        mention.iso3
        for reference in scene.references.items
        if reference.paragraph == scene.paragraph.index and first <= reference.first <= token.i
        for mention in reference.mentions
        if mention.iso3
    }
    iso3 = states.pop() if len(states) == 1 and lemma(token) in scene.rules.sets.get("soil", frozenset()) else None
    return Mention(evidence.report, evidence.start, evidence.end, evidence.quote, iso3=iso3, rule="place-noun")


def _clauses(match: Match) -> dict[int, int]:
    """The verbs whose places count, with a rank: the trigger's own, its complement's, those it is joined to by "and"."""
    found = {match.frame.support.i: 0}
    if _is_core(match.frame.trigger):
        found.setdefault(clause_of(match.frame.trigger).i, 0)
    for complement in match.frame.complements:
        found.setdefault(complement.i, 2)
    node = match.frame.support
    while (node.dep_ == "conj" or (node.dep_ == "advcl" and node.tag_ == "VB")) and is_verb(node.head):
        node = node.head
        found.setdefault(node.i, 4)
    if node.dep_ == "ccomp" and node.head.i > node.i:
        # "The crew tried to put it up at the post, villagers threw stones": clauses strung together with commas.
        found.setdefault(node.head.i, 5)
    for child in match.frame.support.children:
        if child.dep_ == "ccomp" and child.i < match.frame.support.i and lemma(match.frame.support) not in _SPEECH:
            found.setdefault(child.i, 5)
            found.update({c.i: 5 for c in child.children if c.dep_ == "xcomp"})
    return found


def _place_rank(reference: Reference, match: Match, clauses: dict[int, int], scene: Scene) -> int | None:
    head = scene.paragraph.doc[reference.head]
    if reference.kind not in {"name", "place", "metonym"} or not _is_place(reference, scene):
        return None
    preposition = _preposition(head)
    kind = match.pattern.type
    struck = kind in {"ASSAULT", "COERCE"} and any(_covers(reference, token) for token in match.frame.objects)
    if preposition is None:
        return 12 if struck else None
    if head.dep_ == "pobj" and head.head.lower_ == "of" and preposition.i != head.head.i:
        owned = scene.references.at(scene.paragraph, head.head.head)
        if owned is not None and owned.kind != "place" and owned.head != reference.head:
            return None  # "at the foreign ministry of Freedonia in Klow" is in Klow
    word = preposition.lower_
    if word == "of" and preposition.head.lower_ == "out":
        word, preposition = "from", preposition.head  # "pulled out of Dorn"
    rank = 1 if preposition.head.i in {match.at, match.frame.support.i} else clauses.get(clause_of(preposition).i)
    if rank is None or not _is_near(preposition, match.at):
        return 12 if struck else None
    rank = rank * 2 + (head.dep_ in {"compound", "nmod"})  # "the Black Sea resort of Klow" is in Klow first
    if word in _IN and (word in _INSIDE or not reference.acts):
        return rank
    if word in _TOWARDS and kind in {"CONSULT", "RETREAT", "MOBILIZE", "CONCEDE", "AGREE", "COERCE"}:
        return rank + 6 if match.pattern.row.mode in {"visit", "withdraw", "restrict", None} else None
    return 12 if struck else None


def _is_near(preposition: Token, trigger: int = -1) -> bool:
    """Whether a place belongs to the clause itself and not to something inside: "met for the first time since the war in Sylvania"."""
    node = preposition.head
    while node.head.i != node.i and not is_verb(node):
        if node.dep_ in {"nsubj", "nsubjpass"} and node.i != trigger:
            return False  # "a secretary at the embassy in Dorn was arrested in Klow"
        if node.dep_ == "pobj" and node.head.lower_ not in _DURING | _IN | {"of"}:
            return False
        node = node.head
    return True


def _covers(reference: Reference, token: Token, depth: int = 3) -> bool:
    """Whether a phrase is or holds a place: "the port of Klow", "a depot in the district of Dorn"."""
    if reference.first <= token.i < reference.last:
        return True
    return depth > 0 and any(
        _covers(reference, inner, depth - 1)
        for child in token.children
        for inner in ((child,) if child.dep_ in {"compound", "appos", "nmod"} else child.children)
        if child.dep_ in {"compound", "appos", "nmod"}
        or (child.dep_ == "prep" and child.lower_ in {"of", "in", "near", "at", "to"})
    )


def _is_place(reference: Reference, scene: Scene) -> bool:
    if reference.kind == "place":
        return True
    entity = scene.references.entities.get(reference.mentions[0].entity or "")
    return entity is not None and entity.type in {"state", "place"}


def _preposition(token: Token) -> Token | None:
    """The preposition over a place name, through "the resort of Sochi" and "the port city of Klow"."""
    for _ in range(4):
        if token.dep_ == "pobj":
            preposition = token.head
            if preposition.lower_ == "of" and preposition.head.i != preposition.i and preposition.head.lower_ != "out":
                token = preposition.head
                continue
            return preposition
        if token.dep_ in {"compound", "appos", "conj", "poss", "nmod"}:
            token = token.head
            continue
        return None
    return None
