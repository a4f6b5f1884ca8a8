"""Words of promising, demanding, threatening and offering: who takes on, asks for or holds out what, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.extract.bound import (
    SUBJECTS,
    Draft,
    Scene,
    acting,
    cue_speaker,
    doing,
    is_foreign,
    of_states,
    officials,
    opening,
    speaker_of,
)
from detente.extract.clauses import Stretch, clause_stretch, is_negated, is_question, modals, union, within
from detente.extract.conditionals import with_condition
from detente.extract.conditions import find_conditions
from detente.extract.deadlines import find_deadlines, with_last_day
from detente.extract.dependence import find_dependences
from detente.extract.duties import find_duties
from detente.extract.logical import surface_subjects
from detente.extract.passives import of_agent
from detente.extract.stances import find_stances
from detente.extract.wills import decreed, must_do, own_will
from detente.language.dates import times_in
from detente.lexicon.commitments import CommitmentRules, UndertakingRow
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_undertakings(scene: Scene) -> list[Draft]:
    """The undertakings of a paragraph in text order, with their conditions."""
    drafts: list[Draft] = []
    for sentence in scene.paragraph.doc.sents:
        if is_question(sentence[0]):
            continue
        conditions = find_conditions(sentence, scene.rules)
        aside = [c.stretch for c in conditions if c.rule.kind != "alternative"]
        found = [d for token in sentence for d in _of_token(token, scene, aside)]
        found = _without_nested(found)
        found += find_stances(sentence, scene, found)
        found += find_duties(sentence, scene, found)
        found += find_dependences(sentence, scene)
        for condition in conditions:
            found = with_condition(found, condition, scene)
        drafts += [*with_last_day(found, sentence, scene), *find_deadlines(sentence, scene)]
    return sorted(drafts, key=lambda d: (d.evidence, d.rule))


def _without_nested(drafts: list[Draft]) -> list[Draft]:
    """Two words for one undertaking ("promised that it would") leave the first."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(other.anchor == draft.anchor or (other.term and draft.term == other.term) for other in kept):
            kept.append(draft)
    return kept


def _of_token(token: Token, scene: Scene, aside: list[Stretch]) -> Iterator[Draft]:
    if token.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"} or any(within(stretch, token.i) for stretch in aside):
        return
    lemma, rules = token.lemma_.lower(), scene.rules
    if token.pos_ in {"VERB", "AUX"}:
        for row in rules.verbs.get(lemma, ()):
            draft = _of_verb(token, row, scene, aside)
            if draft is not None:
                yield draft
                return
        draft = own_will(token, scene, aside) or decreed(token, scene, aside) or must_do(token, scene, aside)
    elif lemma in rules.adjectives and token.pos_ == "ADJ":
        draft = _of_adjective(token, rules.adjectives[lemma], scene, aside)
    elif lemma in rules.nouns and token.pos_ == "NOUN":
        draft = _of_noun(token, rules.nouns[lemma], scene, aside)
    else:
        return
    if draft is not None:
        yield draft


def _of_verb(verb: Token, row: UndertakingRow, scene: Scene, aside: list[Stretch]) -> Draft | None:
    if row.own or not _asserted(verb, scene.rules, row):
        return None
    subjects = _doers(verb, scene)
    given = of_agent(verb, row, scene)
    if given is not None:
        return given
    passive = (
        any(s.dep_ == "nsubjpass" for s in subjects)
        or any(c.dep_ == "auxpass" for c in verb.children)
        or _as_adjective(verb)
    )
    if passive and not row.passive and row.type != "demand":
        return None
    if row.passive and not passive:
        return None
    complement = _complement(verb, row, scene) if _stands_beside(verb, row) else None
    if complement is None:
        return None
    anchor, term = complement
    asked = passive and row.type == "demand" and not row.passive
    holder = _askers(verb, scene) if asked else _takers(verb, subjects, row, scene)
    if not holder or not _binds(anchor, term, row, holder, verb, scene):
        return None
    if (row.state and not of_states(holder)) or (row.timed and not _timed(verb, scene)):
        return None
    stretch = clause_stretch(anchor, without=aside, cues=scene.rules.speech) if term is None else term
    to = acting(subjects, scene) if asked else _addressees(verb, anchor, row, scene, holder)
    own = row.type == "demand" and of_states(to) and not is_foreign(holder, to)
    if (row.foreign and not is_foreign(holder, to)) or own:
        return None
    if any(s.lemma_.lower() in scene.rules.things for s in subjects):
        return None
    evidence = union(opening(verb, subjects), stretch)
    kind = "agreement" if row.joint and _several(holder) else row.type
    return Draft(
        kind, scene.paragraph.index, anchor.i, holder, f"undertaking.{row.id}", 0.8, evidence,
        () if kind == "agreement" else to, stretch,
    )  # fmt: skip


def _stands_beside(verb: Token, row: UndertakingRow) -> bool:
    """Whether the noun stands by that makes the verb one of promising: "put a truce on the table"."""
    phrases = (t for c in verb.children if c.dep_ == "prep" for t in c.children)
    return not row.beside or any(t.lemma_.lower() in row.beside for t in phrases)


def _takers(verb: Token, subjects: tuple[Token, ...], row: UndertakingRow, scene: Scene) -> tuple[Mention, ...]:
    """Who takes something on; several subjects that agree are all told, though speech may be laid to one of them."""
    doers = doing(subjects, verb, scene)
    return doers if row.joint and _several(doers) else cue_speaker(verb, scene) or doers


def _as_adjective(verb: Token) -> bool:
    """ "Freedonia is committed to it": a participle that the parser takes for an adjective."""
    return verb.tag_ == "VBN" and verb.dep_ == "acomp" and verb.head.lemma_ in {"be", "remain"}


def _several(holder: tuple[Mention, ...]) -> bool:
    return len({m.iso3 or m.code or m.entity for m in holder}) > 1


def _binds(
    anchor: Token, term: Stretch | None, row: UndertakingRow, holder: tuple[Mention, ...], verb: Token, scene: Scene
) -> bool:
    """Whether what is undertaken is an act to come: an infinitive, a "will", and what two sides say "should" or "must" be."""
    if row.joint == "only" and not _several(holder):
        return False
    clause = term is None and anchor.dep_ != "pcomp" and not ("to" in modals(anchor) and anchor.tag_ == "VB")
    if row.joint and _several(holder) and clause and modals(anchor) & {"should", "must"}:
        return True
    if row.timed and row.type == "promise":
        own = any(c.i in {s.i for s in surface_subjects(anchor)} for c in _objects(verb)) or anchor.dep_ == "ccomp"
        return own or anchor.lemma_.lower() not in scene.rules.fates
    if row.volition or (clause and row.type in {"promise", "threat"}):
        soon = row.volition and bool(modals(anchor) & {"could", "can"}) and _timed(anchor, scene) and not row.joint
        return term is not None or soon or _willed(anchor, scene.rules)
    return not row.passive or anchor.lemma_.lower() not in scene.rules.fates


def _doers(verb: Token, scene: Scene) -> tuple[Token, ...]:
    """The subjects of a verb; of "a statement demanding an apology" whoever issued the statement."""
    subjects = surface_subjects(verb)
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or acting(subjects, scene):
        return subjects
    governor = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else noun
    return surface_subjects(governor) if governor.pos_ in {"VERB", "AUX"} else subjects


def _askers(verb: Token, scene: Scene) -> tuple[Mention, ...]:
    """Who asks in the passive: "was told by Sylvania"; "was given until Friday, Freedonian officials said"."""
    agents = tuple(t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj")
    found = acting(agents, scene)
    if found or agents:
        return found
    speaker = officials(speaker_of(verb, scene)[0], scene)
    subjects = acting(surface_subjects(verb), scene)
    return speaker if is_foreign(speaker, subjects) else ()


def _timed(verb: Token, scene: Scene) -> bool:
    """Whether a deadline or duration stands in the clause: "gave them until Monday", "gave them 48 hours", "before the harvest"."""
    for token in verb.subtree:
        after = token.lower_ in {"by", "before", "within", "until"} and token.i > verb.i
        if after and any(t.dep_ == "pobj" and t.lemma_.lower() in scene.rules.seasons for t in token.children):
            return True
    spans = times_in(scene.times, scene.paragraph.index, verb.left_edge.i, verb.right_edge.i + 1)
    return any(span.kind in {"deadline", "duration"} for span in spans)


def _asserted(verb: Token, rules: CommitmentRules, row: UndertakingRow | None = None) -> bool:
    """Whether the verb tells that it happened: not denied, refused, conditional or merely possible."""
    marks = modals(verb)
    if is_negated(verb) or marks & (rules.weak_modals | rules.volition):
        return False
    if row is not None and (row.passive or row.type == "demand") and any(c.dep_ == "auxpass" for c in verb.children):
        return True
    if _as_adjective(verb):
        return row is not None and row.passive and _asserted(verb.head, rules)
    if verb.tag_ == "VBN" and not marks and not any(c.dep_ in SUBJECTS for c in verb.children) and verb.dep_ != "conj":
        return False
    head = verb.head
    if verb.dep_ in {"xcomp", "pcomp", "acl", "advcl", "ccomp"} and head.i != verb.i:
        governor = head if head.pos_ in {"VERB", "AUX", "NOUN"} else head.head
        if verb.tag_ in {"VB", "VBG"} and governor.lemma_.lower() in rules.refusing | rules.wishing:
            return False
        if verb.tag_ == "VB" and "to" in marks and verb.dep_ != "xcomp":
            return False
    return not (verb.dep_ == "amod" or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl"} and not marks))


def _complement(verb: Token, row: UndertakingRow, scene: Scene) -> tuple[Token, Stretch | None] | None:
    """The head of what is undertaken, and its stretch where that is not a clause."""
    if row.needs and any(c.dep_ == "dobj" for c in verb.children):
        return None
    if row.needs and not any(c.dep_ in {"prep", "dative"} and c.lower_ in row.needs for c in verb.children):
        return None
    clauses = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and c.i > verb.i]
    for child in verb.children:
        if child.dep_ in {"prep", "dobj", "dative"} and child.i > verb.i:
            clauses += [
                g
                for g in child.subtree
                if g.dep_ in {"xcomp", "acl", "advcl", "relcl", "ccomp"}
                and g.head.i in {child.i, *(c.i for c in child.children)}
            ]
    doing = _thing_after(verb, row)
    if doing is not None:
        return doing
    infinitive = next((c for c in clauses if c.tag_ == "VB" and "to" in modals(c)), None)
    if (
        infinitive is not None
        and {"to", "object-to"} & set(row.takes)
        and ("object-to" not in row.takes or "to" in row.takes or _objects(verb))
    ):
        return infinitive, None
    that = next(
        (c for c in clauses if c.dep_ == "ccomp" and (c.tag_ != "VB" or row.type == "demand" or modals(c))), None
    )
    if (
        that is not None
        and "that" in row.takes
        and (not row.subjunctive or _asks(that) or (that.tag_ == "VBP" and _timed(that, scene)))
    ):
        return that, None
    gerund = next((c for c in clauses if c.dep_ == "xcomp" and c.tag_ == "VBG"), None)
    if gerund is not None and "doing" in row.takes:
        return gerund, None
    if infinitive is None and that is None and "object" in row.takes:
        return _object(verb, row, scene)
    return None


def _thing_after(verb: Token, row: UndertakingRow) -> tuple[Token, Stretch | None] | None:
    """ "Committed to pulling out"; "called for the withdrawal of the Sylvanian troops"; "agreed on a timetable"."""
    wanted = {
        w
        for w, name in (("to", "to-doing"), ("to", "to-object"), ("on", "to-object"), ("for", "for"))
        if name in row.takes
    }
    for preposition in verb.children:
        if any(t.ent_type_ in {"DATE", "TIME"} for t in preposition.children):
            continue  # "agreed on Tuesday to suspend it"
        if preposition.dep_ not in {"prep", "dative"} or preposition.lower_ not in wanted or preposition.i < verb.i:
            continue
        for thing in preposition.children:
            if thing.dep_ == "pcomp" and thing.tag_ == "VBG" and "to-doing" in row.takes:
                return thing, None
            noun = thing.dep_ == "pobj" and thing.tag_.startswith("NN") and {"to-object", "for"} & set(row.takes)
            if noun and not {t.lemma_.lower() for t in thing.subtree} & set(row.never):
                return thing, (thing.left_edge.i, thing.right_edge.i + 1)
    return None


def _asks(verb: Token) -> bool:
    """ "That Ruritania withdraw", "that Ruritania must withdraw": a clause that asks, not states."""
    if verb.tag_ == "VBN" and modals(verb) == {"be"}:
        return True
    plain = verb.tag_ in {"VBP", "NN"} and any(c.dep_ == "nsubj" and c.tag_ in {"NN", "NNP"} for c in verb.children)
    return plain or (verb.tag_ == "VB" and (not modals(verb) or bool(modals(verb) & {"should", "must", "be"})))


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"dobj", "dative", "nsubj"} and c.i > verb.i]


def _object(verb: Token, row: UndertakingRow, scene: Scene) -> tuple[Token, Stretch | None] | None:
    things = [c for c in verb.children if c.dep_ == "dobj"]
    if (
        not things
        or {t.lemma_.lower() for t in things[-1].subtree} & set(row.never)
        or things[-1].lower_ in {"it", "this", "that", "what", "which", "so"}
    ):
        return None
    thing = things[-1]
    if thing.pos_ == "PRON" or any(c.lower_ in {"no", "any"} for c in thing.children):
        return None
    if row.type == "promise" and thing.lemma_.lower() in scene.rules.own_nouns and thing.i + 1 < thing.sent.end:
        # "I have promised two governments a quiet day": to whom, not what.
        return None
    return thing, (thing.left_edge.i, thing.right_edge.i + 1)


def _willed(verb: Token, rules: CommitmentRules) -> bool:
    """An infinitive, or a clause with a will of its own that is no fate."""
    marks = modals(verb)
    if "to" in marks and verb.tag_ == "VB":
        return True
    return bool(marks & rules.volition) and verb.lemma_.lower() not in rules.fates


def _addressees(
    verb: Token, anchor: Token, row: UndertakingRow, scene: Scene, holder: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for place in row.to:
        if place == "object":
            tokens = [
                c
                for c in (
                    *_objects(verb),
                    *(t for t in anchor.children if t.dep_ == "nsubj" and t.i > verb.i and row.type == "demand"),
                )
                if c.i != anchor.i
            ]
        elif place == "within":
            tokens = _owners_inside(anchor)
        elif place == "subject":
            tokens = [c for c in anchor.children if c.dep_ in SUBJECTS]
        else:
            tokens = [
                p
                for c in (*verb.children, *anchor.children)
                if c.dep_ in {"prep", "dative"} and c.lower_ == place
                for p in c.children
                if p.dep_ == "pobj"
            ]
        for token in tokens:
            found += scene.parties(token)
        if found:
            break
    sides = {m.entity for m in holder}
    return tuple(m for m in dict.fromkeys(found) if m.entity not in sides or m.entity is None)


def _doing_after(word: Token, row: UndertakingRow) -> Token | None:
    found = _thing_after(word, row)
    return found[0] if found is not None and found[1] is None else None


def _owners_inside(thing: Token) -> list[Token]:
    """ "The withdrawal of Sylvanian troops", "Elbonia's answer": the sides inside what is asked for."""
    inside = [c for c in thing.children if c.dep_ == "poss"]
    for preposition in thing.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"of", "from", "by"}:
            inside += [t for t in preposition.children if t.dep_ == "pobj"]
    return inside


def _of_adjective(word: Token, row: UndertakingRow, scene: Scene, aside: list[Stretch]) -> Draft | None:
    verb = word.head
    if word.dep_ not in {"acomp", "oprd"} or verb.pos_ not in {"VERB", "AUX"}:
        return None
    if not (_asserted(verb, scene.rules) or (modals(verb) == {"would"} and aside and not is_negated(verb))):
        return None  # "would be willing to pay" offers something only with the condition beside it
    if any(c.dep_ == "neg" or c.lower_ in {"not", "hardly"} for c in word.children):
        return None
    act = next(
        (
            c
            for c in (*word.children, *verb.children)
            if c.dep_ in {"xcomp", "advcl", "ccomp"} and c.tag_ == "VB" and c.i > word.i
        ),
        _doing_after(word, row),
    )
    holder = doing(surface_subjects(verb), verb, scene)
    if scene.parsed.report.genre == "opinion" and scene.attribution_of(word.i) is None:
        return None
    if act is None or not of_states(holder) or act.lemma_.lower() in scene.rules.fates:
        return None
    term = clause_stretch(act, without=aside, cues=scene.rules.speech)
    evidence = union(opening(verb, surface_subjects(verb)), term)
    return Draft(row.type, scene.paragraph.index, act.i, holder, f"undertaking.{row.id}", 0.7, evidence, (), term)


def _of_noun(noun: Token, row: UndertakingRow, scene: Scene, aside: list[Stretch]) -> Draft | None:
    """ "Ruritania's promise to withdraw", "renewed its pledge that it would withdraw", "gave assurances that it would"."""
    governor = noun.head
    act = _act_of_noun(noun, row, scene)
    if act is None or any(c.lower_ in {"no", "any"} for c in noun.children):
        return None
    if noun.dep_ in {"dobj", "pobj"}:
        above = governor if noun.dep_ == "dobj" else governor.head
        if governor.lemma_.lower() in scene.rules.refusing or (
            above.pos_ in {"VERB", "AUX"}
            and (above.lemma_.lower() in scene.rules.refusing or not _asserted(above, scene.rules))
        ):
            return None
    holder = _owners(noun, scene)
    if not holder or (noun.lemma_.lower() in {"word", "consent"} and governor.lemma_.lower() not in {"give", "keep"}):
        return None
    term = clause_stretch(act, without=aside, cues=scene.rules.speech)
    evidence = union((noun.left_edge.i, noun.i + 1), term)
    if noun.dep_ == "dobj" and governor.pos_ == "VERB":
        evidence = union(opening(governor, surface_subjects(governor)), evidence)
    to = _noun_addressees(noun, act, row, scene, holder)
    return Draft(row.type, scene.paragraph.index, act.i, holder, f"undertaking.{row.id}-noun", 0.7, evidence, to, term)


def _act_of_noun(noun: Token, row: UndertakingRow, scene: Scene) -> Token | None:
    """What the noun promises or asks for; the parser hangs the clause now and then on the verb that the noun is an object of."""
    rules = scene.rules
    clauses = [c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl", "xcomp", "advcl"} and c.i > noun.i]
    given = noun.dep_ == "dobj" and noun.head.lemma_.lower() in _GIVING | _GETTING
    if given:
        clauses += [
            c for c in noun.head.children if c.dep_ in {"acl", "ccomp", "xcomp", "advcl", "relcl"} and c.i > noun.i
        ]
    for child in (*noun.children, *(noun.head.children if given else ())):
        if child.dep_ in {"prep", "dative"} and child.i > noun.i:
            clauses += [
                g for t in child.children for g in (t, *t.children) if g.dep_ in {"pcomp", "acl", "relcl", "ccomp"}
            ]
    clauses += [g for c in clauses for g in c.children if g.dep_ == "conj" and modals(g) & rules.volition]
    for clause in clauses:
        marks = modals(clause)
        if clause.tag_ == "VB" and ("to" in marks or (marks & rules.volition and clause.dep_ != "relcl")):
            return clause
        if marks & rules.volition and clause.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in clause.children):
            return clause
        if row.type == "demand" and clause.dep_ != "pcomp" and _asks(clause):
            return clause
        if row.type == "promise" and clause.dep_ == "pcomp" and clause.tag_ == "VBG" and clause.head.lower_ == "to":
            return clause
    return None


_GIVING = frozenset(
    {
        "give",
        "make",
        "offer",
        "renew",
        "repeat",
        "issue",
        "sign",
        "keep",
        "honour",
        "honor",
        "reiterate",
        "provide",
        "send",
        "deliver",
    }
)
_GETTING = frozenset({"receive", "get", "obtain", "win", "secure"})


def _owners(noun: Token, scene: Scene) -> tuple[Mention, ...]:
    """Whose promise or demand it is: its owner, "by" or "from" whom it comes, or who gives it."""
    governor = noun.head
    getting = noun.dep_ == "dobj" and governor.lemma_.lower() in _GETTING
    sources = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from"}]
    if getting:
        sources += [c for c in governor.children if c.dep_ == "prep" and c.lower_ == "from"]
    owners = tuple(c for c in noun.children if c.dep_ == "poss") or tuple(
        t for c in sources for t in c.children if t.dep_ == "pobj"
    )
    if not owners and noun.dep_ == "dobj" and not getting:
        return cue_speaker(governor, scene) or doing(surface_subjects(governor), governor, scene)
    return doing(owners, noun, scene)


def _noun_addressees(
    noun: Token, act: Token, row: UndertakingRow, scene: Scene, holder: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """Whom a promise or demand is given to: "an ultimatum to Elbonia", "gave Freedonia an assurance", "that Borduria pay"."""
    heads = [noun, noun.head] if noun.dep_ == "dobj" else [noun]
    tokens = [c for c in noun.head.children if c.dep_ == "dative" and noun.dep_ == "dobj" and c.lower_ != "to"]
    for head in heads:
        for child in head.children:
            if child.dep_ in {"prep", "dative"} and child.lower_ in {"to", "on"}:
                tokens += [t for t in child.children if t.dep_ == "pobj"]
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _GETTING:
        tokens += list(surface_subjects(noun.head))
    if row.type == "demand":
        tokens += [c for c in act.children if c.dep_ in SUBJECTS]
    sides = {m.entity for m in holder}
    found = dict.fromkeys(m for t in tokens for m in scene.parties(t))
    return tuple(m for m in found if m.entity not in sides or m.entity is None)
