"""From an agreement and the places that speak of it: what it asks for, how long it runs, on what condition, what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.extract.bound import Scene
from detente.extract.clauses import Stretch, clause_stretch, is_negated, is_question, modals, trimmed, union, within
from detente.extract.conditions import find_conditions
from detente.extract.fates import find_unfulfilled, unwilling_verb
from detente.extract.instruments import Agreement, Naming
from detente.extract.logical import surface_subjects
from detente.language.dates import nearest_time, times_in
from detente.language.times import TimeSpan
from detente.lexicon.commitments import CommitmentRules, StatusRow
from detente.records.kinds import CommitmentStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

Place = tuple[int, Stretch]
"""Paragraph index and tokens."""

_LONGEST = 45
"""Tokens of evidence for one place; a longer clause is cut to what stands around the noun."""


@dataclass
class Told:
    """What the report tells of one agreement; filled place by place, in text order, by `read_agreement`."""

    @property
    def something(self) -> bool:
        """Whether anything is told of it but its name."""
        return bool(self.condition or self.lasting or self.statuses or (self.term and self.deadline))

    evidence: list[Place] = field(default_factory=list)
    term: Place | None = None
    condition: Place | None = None
    consequence: Place | None = None
    signed: TimeSpan | None = None
    lasting: TimeSpan | None = None
    deadline: TimeSpan | None = None
    statuses: list[tuple[CommitmentStatus, Place]] = field(default_factory=list)


def read_agreement(agreement: Agreement, scenes: dict[int, Scene], times: tuple[TimeSpan, ...]) -> Told:
    """What all places tell of an agreement together, and the sentences that go on about it ("Under it both armies ...")."""
    told = Told()
    for naming in agreement.namings:
        _read_place(naming, told, times)
        following = _next_sentence(naming.noun)
        if following is not None:
            for pronoun in following:
                if pronoun.lower_ == "it" and pronoun.dep_ in {"pobj", "nsubj"} and pronoun.i - following[0].i <= 2:
                    _read_token(pronoun, naming.scene, told, times)
    for scene in scenes.values():
        for token in scene.paragraph.doc:
            if _stands_for(token, agreement, scene):
                _read_token(token, scene, told, times)
    if not told.evidence:
        first = agreement.namings[0]
        told.evidence.append((first.scene.paragraph.index, (first.first, first.noun.i + 1)))
    for place in find_unfulfilled(told.term, scenes.values(), told.evidence[0]):
        told.statuses.append(("open", place))
        told.evidence.append(place)
    told.evidence = _widest(told.evidence)
    return told


def _widest(places: list[Place]) -> list[Place]:
    """Each place once, in text order, without those that lie inside another."""
    kept = [
        (index, stretch)
        for index, stretch in set(places)
        if not any(i == index and s != stretch and s[0] <= stretch[0] and stretch[1] <= s[1] for i, s in places)
    ]
    return sorted(kept)


def _next_sentence(noun: Token) -> list[Token] | None:
    end = noun.sent.end
    return list(noun.doc[end].sent) if end < len(noun.doc) else None


def _stands_for(token: Token, agreement: Agreement, scene: Scene) -> bool:
    """ "The term makes 120 days", "It lasts 120 days": a subject that stands for the last agreement told before."""
    if token.dep_ != "nsubj" or not agreement.namings:
        return False
    verb = token.head.lemma_.lower()
    first = agreement.namings[0].scene.paragraph.index
    if token.lower_ in scene.rules.term_nouns:
        return first <= scene.paragraph.index and verb in scene.rules.lasting
    before = [n for n in agreement.namings if n.scene.paragraph.index == scene.paragraph.index and n.noun.i < token.i]
    return token.lower_ == "it" and bool(before) and verb in scene.rules.lasting - {"be", "make"}


def _read_place(naming: Naming, told: Told, times: tuple[TimeSpan, ...]) -> None:
    index = naming.scene.paragraph.index
    evidence = (naming.first, naming.noun.i + 1)
    if naming.made is not None:
        evidence = _clause(naming.made, naming.noun.i)
        verb = naming.made
        day = nearest_time(times, index, verb.i, first=verb.left_edge.i, last=verb.right_edge.i + 1)
        told.signed = told.signed or day
        told.deadline = told.deadline or _start(times, index, evidence)
    for child in naming.noun.children:
        if child.dep_ == "prep" and child.lower_ == "between" and naming.made is None and len(naming.parties) > 1:
            evidence = (naming.first, min(child.right_edge.i + 1, naming.noun.i + _LONGEST))
    if naming.made is not None or naming.proper or naming.key or evidence[1] > naming.noun.i + 1:
        told.evidence.append((index, evidence))
    act = next(
        (c for c in naming.noun.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VB" and "to" in modals(c)), None
    )
    if act is not None and told.term is None:
        told.term = (index, clause_stretch(act))
    _read_relatives(naming, told, times)
    _read_token(naming.noun, naming.scene, told, times)


def _read_relatives(naming: Naming, told: Told, times: tuple[TimeSpan, ...]) -> None:
    """What the clauses that hang on the noun say it asks for, and by when."""
    index = naming.scene.paragraph.index
    relatives = [c for c in naming.noun.children if c.dep_ in {"relcl", "acl"}]
    relatives += [g for c in relatives for g in c.children if g.dep_ == "conj"]
    for child in relatives:
        # "The charter, signed in June by both and which agreed on a council"
        if (child.dep_ == "relcl" or _has_which(child)) and told.term is None:
            if child.lemma_.lower() in naming.scene.rules.binding or _gives(child):
                told.term = (index, clause_stretch(child))
                told.deadline = told.deadline or _last_day(times, index, told.term[1])
            elif child.lemma_.lower() in naming.scene.rules.agreeing:
                told.term = _agreed_on(child, index)
    for child in relatives:
        if modals(child) & {"must", "shall"} and told.deadline is None:
            # "The text, which both parliaments must ratify by 31 March"
            told.deadline = _last_day(times, index, (child.left_edge.i, child.right_edge.i + 1))


def _gives(verb: Token) -> bool:
    """ "An accord that gives the south a referendum": what a paper does in the present is what it asks for."""
    told = verb.tag_ in {"VBZ", "VBP"} and _has_which(verb) and any(c.dep_ == "dobj" for c in verb.children)
    return told and not is_negated(verb)


def _last_day(times: tuple[TimeSpan, ...], index: int, stretch: Stretch) -> TimeSpan | None:
    return next((t for t in times_in(times, index, *stretch) if t.kind == "deadline"), None)


def _read_token(token: Token, scene: Scene, told: Told, times: tuple[TimeSpan, ...]) -> None:
    """What the clause around a word for the agreement tells of it."""
    index = scene.paragraph.index
    if is_question(token):
        return
    clause = _under(token) or _says(token, scene.rules)
    if clause is not None:
        _add_term(clause, token, index, told, times)
    verb = _verb_of_subject(token)
    if verb is not None and verb.lemma_.lower() in {"expire", "lapse", "end"} and told.deadline is None:
        stretch = _clause(verb, token.i)
        told.deadline = next((t for t in times_in(times, index, *stretch) if t.kind != "duration"), None)
    if verb is not None and verb.lemma_.lower() in scene.rules.lasting:
        stretch = _clause(verb, token.i)
        lasting = [t for t in times_in(times, index, *stretch) if t.kind == "duration"]
        if lasting and told.lasting is None:
            told.lasting = lasting[0]
            told.evidence.append((index, stretch))
            told.term = told.term or (index, (lasting[0].first, lasting[0].last))
    _add_condition(token, scene, told)
    unwilling = unwilling_verb(token)
    if unwilling is not None:
        place = (index, _clause(unwilling, token.i))
        told.statuses.append(("open", place))
        told.evidence.append(place)
    for row in scene.rules.statuses:
        found = _status(token, row, scene.rules)
        if found is not None:
            place = (index, _clause(found[1], token.i))
            if not any(status == found[0] and place[1][1] == held[1][1] for status, held in told.statuses):
                told.statuses.append((found[0], place))
            told.evidence.append(place)


def _has_which(verb: Token) -> bool:
    return any(c.lower_ in {"which", "that"} and c.dep_ == "nsubj" for c in verb.children)


def _agreed_on(verb: Token, index: int) -> Place | None:
    """ "The charter, which agreed on a joint council": what it agreed on."""
    preposition = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "to"}), None)
    thing = next((c for c in preposition.children if c.dep_ == "pobj"), None) if preposition is not None else None
    return (index, trimmed(verb.doc, thing.left_edge.i, thing.right_edge.i + 1)) if thing is not None else None


def _clause(verb: Token, around: int) -> Stretch:
    stretch = clause_stretch(verb)
    if not within(stretch, around):
        stretch = union(stretch, (around, around + 1))
    if stretch[1] - stretch[0] > _LONGEST:
        stretch = trimmed(verb.doc, max(stretch[0], min(verb.i, around) - 6), min(stretch[1], max(verb.i, around) + 25))
    return stretch


def _under(token: Token) -> Token | None:
    """ "Under the accord, ships will leave by a safe channel": the main clause is what it asks for."""
    preposition = token.head
    if token.dep_ != "pobj" or preposition.lower_ != "under" or preposition.head.pos_ not in {"VERB", "AUX"}:
        return None
    # "All forces are to be out by June under the pact"
    bound = bool(modals(preposition.head) & {"to", "will", "must", "shall"})
    return preposition.head if bound or preposition.text == "Under" else None


def _says(token: Token, rules: CommitmentRules) -> Token | None:
    """ "The deal obliges both to free their prisoners"."""
    verb = token.head
    if (
        token.dep_ == "nsubj"
        and verb.lemma_.lower() in rules.binding
        and not modals(verb) & (rules.weak_modals | {"would"})
    ):
        return verb
    return None


def _add_term(clause: Token, token: Token, index: int, told: Told, times: tuple[TimeSpan, ...]) -> None:
    preposition = token.head if token.dep_ == "pobj" else None
    left_out = [(preposition.left_edge.i, preposition.right_edge.i + 1)] if preposition is not None else []
    stretch = clause_stretch(clause, without=left_out)
    told.term = told.term or (index, stretch)
    sentence = (token.sent.start, token.sent.end)
    whole = (
        trimmed(token.doc, *sentence)
        if sentence[1] - sentence[0] <= _LONGEST
        else union(stretch, (token.i, token.i + 1))
    )
    told.evidence.append((index, whole))
    told.deadline = told.deadline or next((t for t in times_in(times, index, *stretch) if t.kind == "deadline"), None)


def _start(times: tuple[TimeSpan, ...], index: int, stretch: Stretch) -> TimeSpan | None:
    """When it is to take effect or be carried out: "a truce from noon on Friday", "as of 1 May"."""
    inside = times_in(times, index, *stretch)
    return next((t for t in inside if t.kind == "deadline" or t.rule in {"not-earlier", "from"}), None)


def _verb_of_subject(token: Token) -> Token | None:
    return token.head if token.dep_ in {"nsubj", "nsubjpass"} and token.head.pos_ in {"VERB", "AUX"} else None


def _add_condition(token: Token, scene: Scene, told: Told) -> None:
    """ "The lease rolls over unless a party objects": a condition on what the agreement does."""
    if told.condition is not None or token.dep_ not in {"nsubj", "nsubjpass"}:
        return
    for condition in find_conditions(token.sent, scene.rules):
        verb = condition.consequence
        if verb is not None and any(s.i == token.i for s in surface_subjects(verb)):
            place = clause_stretch(verb, without=[condition.stretch])
            told.condition = (scene.paragraph.index, condition.stretch)
            told.consequence = (scene.paragraph.index, place)
            told.evidence.append((scene.paragraph.index, union(place, condition.stretch, (token.i, token.i + 1))))
            return


def _status(token: Token, row: StatusRow, rules: CommitmentRules) -> tuple[CommitmentStatus, Token] | None:
    verb = _status_verb(token, row)
    if verb is None or not _holds(verb, rules):
        return None
    negated = is_negated(verb) or any(c.dep_ == "neg" for c in verb.head.children if verb.dep_ == "xcomp")
    status = row.negated if negated else row.status
    return (status, verb) if status is not None else None


def _status_verb(token: Token, row: StatusRow) -> Token | None:
    """The verb that tells what became of the agreement: it does it, or it is done to it."""
    doc, sentence = token.doc, token.sent
    for verb in doc[sentence.start : sentence.end]:
        lemma = verb.lemma_.lower()
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        if lemma in row.objects and any(c.i == token.i and c.dep_ == "dobj" for c in verb.children):
            return verb
        if lemma not in {*row.objects, *row.subjects, "be", "remain", "stay"}:
            continue
        if not any(s.i == token.i for s in surface_subjects(verb)):
            continue
        if (lemma in row.objects and passive) or (lemma in row.subjects and not passive and not _has_object(verb)):
            return verb if lemma != "remain" or _phrase_after(verb, row) else None
        if lemma in {"be", "remain", "stay"} and _phrase_after(verb, row):
            return verb
    return None


def _has_object(verb: Token) -> bool:
    return any(c.dep_ == "dobj" for c in verb.children)


def _phrase_after(verb: Token, row: StatusRow) -> bool:
    after = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 5]]
    return bool(set(after[:3]) & set(row.adjectives)) or any(phrase in " ".join(after) for phrase in row.phrases)


def _holds(verb: Token, rules: CommitmentRules) -> bool:
    """Whether the clause tells a fact: no "could", no "will", no "if", no wish."""
    marks, clause = modals(verb), verb
    if verb.lemma_.lower() in {"expire", "lapse"} and verb.tag_ in {"VBZ", "VBP"}:
        return False  # "The treaty expires in May" tells when it will.
    while (
        clause.dep_ in {"xcomp", "conj", "acomp"} and clause.head.i != clause.i and clause.head.pos_ in {"VERB", "AUX"}
    ):
        if "to" in modals(clause) and clause.head.lemma_ not in {"seem", "appear", "continue"}:
            return False
        clause = clause.head
        marks |= modals(clause)
    if marks & (rules.weak_modals | rules.volition):
        return False
    if "to" in modals(verb) and clause.i == verb.i:
        return False
    return not any(
        c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether", "until", "once"} for c in clause.children
    )
