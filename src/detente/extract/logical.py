"""Logical roles: who does what to whom, with passive, relative clause, participle, control and light verb undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

Words = frozenset[str]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_COMPOUND = frozenset(
    {"according", "because", "due", "owing", "prior", "thanks", "instead", "regardless", "ahead", "contrary"}
)
"""First words of prepositions whose second word means nothing alone: "according to the ministry"."""
_PERCEPTION = frozenset({"see", "watch", "witness"})
_LEMMAS = {
    "staged": "stage",
    "staging": "stage",
    "raped": "rape",
    "raping": "rape",
    "downed": "down",
    "downing": "down",
    "fined": "fine",
}
"""Forms that the lemmatiser takes for those of another verb ("stag", "rap")."""
_DOCUMENTS = frozenset(
    {
        "resolution",
        "statement",
        "letter",
        "decree",
        "law",
        "bill",
        "declaration",
        "motion",
        "communique",
        "note",
        "order",
    }
)
_MEANS = frozenset(
    {"telephone", "phone", "video", "letter", "mail", "email", "mistake", "chance", "force", "videoconference"}
)
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "conj", "pcomp", "acl", "relcl", "dep", "parataxis"})
_SUBJECT_CONTROL: Words = frozenset(
    [
        "promise",
        "pledge",
        "vow",
        "agree",
        "threaten",
        "refuse",
        "decline",
        "offer",
        "want",
        "plan",
        "intend",
        "try",
        "attempt",
        "seek",
        "begin",
        "start",
        "continue",
        "use",
        "cut",
        "spend",
        "resume",
        "stop",
        "visit",
        "meet",
        "hold",
        "take",
        "send",
        "deploy",
    ]
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger with its logical arguments; ``support`` is the word that carries tense and modality (a light verb for a noun).

    ``subjects`` do it, ``objects`` it is done to, whatever the voice; ``owners`` are possessors and ``modifiers`` adjectives and
    compounds of a noun. ``prepositions`` maps a preposition to the words after it; ``nested`` holds those that the parser hung on an
    object or inside another phrase ("expressed anger at Freedonia", "the arrest of the editor by Ruritania"). Every value is a syntactic head.
    """

    trigger: Token
    support: Token
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    datives: tuple[Token, ...] = ()
    owners: tuple[Token, ...] = ()
    modifiers: tuple[Token, ...] = ()
    complements: tuple[Token, ...] = ()
    prepositions: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)
    nested: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)
    passive: bool = False
    supported: bool = False


@dataclass(frozen=True, slots=True)
class FrameWords:
    """The words that frames depend on: measure nouns, light verbs, verbs of taking place, and nouns that name an ending."""

    measures: Words
    light: Words
    occur: Words


def lemma(token: Token) -> str:
    """The lower-case lemma; a capitalised plural ("Talks" opening a headline) loses its s."""
    found = _LEMMAS.get(token.lower_) or (token.lemma_.lower() if token.lemma_ else token.lower_)
    if token.pos_ == "PROPN" and found.endswith("s") and len(found) > 4:
        return found[:-1]
    return found


def is_verb(token: Token) -> bool:
    """A verb form that may be a trigger."""
    return token.tag_.startswith("VB") and not _is_gerund_noun(token)


def is_noun(token: Token) -> bool:
    """A noun that may be a trigger."""
    return token.tag_.startswith("NN") or _is_gerund_noun(token)


def _is_gerund_noun(token: Token) -> bool:
    """A noun that the tagger takes for a participle: "Fighting between Ruritania and Freedonia went on"."""
    if token.tag_ != "VBG" or token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        return False
    return not any(child.dep_ in {"dobj", "nsubj", "aux", "xcomp", "ccomp"} for child in token.children)


def is_passive(token: Token) -> bool:
    """Whether a verb is passive: by its auxiliary, an agent, or as a participle after its noun without an object."""
    children = list(token.children)
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in children):
        return True
    if token.tag_ != "VBN" or any(child.dep_ == "aux" and child.lemma_ in {"have", "'ve"} for child in children):
        return False
    if any(child.dep_ == "agent" and not _is_means(child) for child in children):
        return True
    if token.dep_ == "acl" and token.head.dep_ == "ROOT" and token.i > 0 and token.doc[token.i - 1].text == ",":
        # "Sylvania, which has bases there, offered to mediate": the parser loses the main verb after the relative clause.
        return False
    if token.dep_ == "conj" and is_verb(token.head) and token.head.tag_ == "VBN" and not _own_subjects(token):
        return is_passive(token.head)
    return token.dep_ in {"acl", "relcl", "advcl", "amod"} and not any(child.dep_ == "dobj" for child in children)


def _is_means(agent: Token) -> bool:
    """ "Agreed by telephone" has no agent."""
    return all(child.lower_ in _MEANS for child in agent.children)


def _own_subjects(token: Token) -> tuple[Token, ...]:
    return tuple(child for child in token.children if child.dep_ in _SUBJECTS)


def _objects_of(token: Token) -> tuple[Token, ...]:
    return tuple(
        child
        for child in token.children
        if (child.dep_ in {"dobj", "oprd"} and not child.tag_.startswith("JJ"))
        or (child.dep_ == "intj" and child.lower_ in {"no", "yes"})
    )


def surface_subjects(token: Token, depth: int = 0) -> tuple[Token, ...]:
    """The grammatical subject of a verb, found in the clause above where its own has none."""
    own = _own_subjects(token)
    if own or depth > 8:
        return own
    head = token.head
    if head.i == token.i:
        return ()
    if token.dep_ in {"acl", "relcl"}:
        return _subject_of_modifier(token, depth)
    if token.dep_ == "pcomp" or (token.dep_ == "prep" and is_verb(token)):
        return _subject_through_preposition(head, depth)
    return _subject_above(token, head, depth)


def _subject_above(token: Token, head: Token, depth: int) -> tuple[Token, ...]:
    """The subject that a clause takes from the clause over it."""
    if token.dep_ in {"xcomp", "acomp"} and head.tag_.startswith("JJ"):
        return surface_subjects(head.head, depth + 1) if head.head.i != head.i else ()
    if token.dep_ == "acomp" and token.tag_ == "VBN" and head.pos_ in {"AUX", "VERB"}:
        return surface_subjects(head, depth + 1)  # "Ruritania is committed to opening its ports"
    if token.dep_ not in _CLAUSES | {"oprd"} or not (is_verb(head) or head.pos_ == "AUX"):
        return ()
    if token.dep_ in {"xcomp", "ccomp", "oprd"}:
        held = _objects_of(head) + tuple(c for c in head.children if c.dep_ == "dative")
        if held and lemma(head) not in _SUBJECT_CONTROL and not is_passive(head):
            return held
    if token.dep_ == "advcl" and lemma(head) in _PERCEPTION and _objects_of(head):
        # "Saw the chancellor fly in to lay a wreath": who is seen does it.
        return _objects_of(head)
    if token.dep_ == "conj" and _opens_bracket(head, token):
        return ()
    return surface_subjects(head, depth + 1)


def _opens_bracket(head: Token, token: Token) -> bool:
    """Whether a verb stands in a bracket that its conjunct stands before: what the bracket says has its own subject."""
    between = [t.text for t in token.doc[min(head.i, token.i) : max(head.i, token.i)]]
    return between.count("(") > between.count(")")


def _subject_of_modifier(token: Token, depth: int) -> tuple[Token, ...]:
    """ "Troops backing the rebels" (the noun); "an offer to mediate" (whoever makes the offer)."""
    head = token.head
    if token.tag_ == "VBG" and lemma(head) in _DOCUMENTS and head.dep_ == "dobj" and is_verb(head.head):
        # "Passed a resolution condemning the raid": whoever passed it condemns.
        return surface_subjects(head.head, depth + 1)
    if token.tag_ in {"VBG", "VBN", "VBD", "VBP", "VBZ"} or not is_noun(head):
        return (head,)
    owners = tuple(child for child in head.children if child.dep_ == "poss")
    if owners:
        return owners
    if head.dep_ in {"dobj", "attr", "pobj"}:
        governor = head.head if head.dep_ != "pobj" else head.head.head
        if is_verb(governor) or governor.pos_ == "AUX":
            return surface_subjects(governor, depth + 1)
    return (head,)


def _subject_through_preposition(preposition: Token, depth: int) -> tuple[Token, ...]:
    """ "Accused Freedonia of shelling" (the object); "left after signing" (the subject); "plan for leaving" (its owner)."""
    governor = preposition.head
    if is_verb(governor):
        objects = _objects_of(governor)
        if is_passive(governor):
            return surface_subjects(governor, depth + 1)
        if objects and preposition.lower_ in {"of", "from", "for", "into"}:
            return objects
        return surface_subjects(governor, depth + 1)
    if is_noun(governor):
        return tuple(child for child in governor.children if child.dep_ == "poss")
    return ()


def _prepositions(heads: Iterable[Token]) -> dict[str, tuple[Token, ...]]:
    found: dict[str, list[Token]] = {}
    for head in heads:
        for child in head.children:
            if child.dep_ in {"prep", "agent", "dative", "prt"} and child.tag_ in {"IN", "TO", "VBG", "RP"}:
                _collect(child, child.lower_, found)
    return {name: tuple(tokens) for name, tokens in found.items()}


def _nested(heads: Iterable[Token], depth: int = 3) -> dict[str, tuple[Token, ...]]:
    """Phrases after prepositions inside the phrases of ``heads``, the shallowest first."""
    found: dict[str, list[Token]] = {}
    level = list(heads)
    for _ in range(depth):
        below: list[Token] = []
        for head in level:
            for name, tokens in _prepositions([head]).items():
                found.setdefault(name, []).extend(tokens)
                below += tokens
        level = below
    return {name: tuple(dict.fromkeys(tokens)) for name, tokens in found.items()}


def _inside(prepositions: Mapping[str, tuple[Token, ...]]) -> list[Token]:
    return [token for tokens in prepositions.values() for token in tokens]


def _collect(preposition: Token, name: str, found: dict[str, list[Token]]) -> None:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"} and not (child.dep_ == "pcomp" and is_verb(child)):
            if child.ent_type_ in {"DATE", "TIME"} and not any(c.dep_ == "prep" for c in child.children):
                continue  # "opened on Wednesday", "the invasion in February": a time is no argument.
            found.setdefault(name, []).append(child)
        elif child.dep_ == "prep":
            # "because of Ruritania", "out of Freedonia": both words name the relation.
            _collect(child, f"{name} {child.lower_}", found)
            if name not in _COMPOUND:
                _collect(child, child.lower_, found)


def verb_frame(token: Token) -> Frame:
    """The logical arguments of a verb."""
    passive = is_passive(token)
    prepositions = _prepositions([token])
    surface = surface_subjects(token)
    objects = _objects_of(token)
    datives = tuple(c for c in token.children if c.dep_ == "dative" and c.tag_ not in {"IN", "TO"})
    if passive:
        patients = _patients(token, surface)
        if objects and not datives:
            datives = patients
        else:
            objects = patients
        subjects = prepositions.get("by", ())
    else:
        subjects = surface
        objects = objects or _raised_objects(token) or _shared_objects(token)
        if not objects and token.dep_ == "relcl":
            objects = _relative_object(token, surface)
    return Frame(
        trigger=token,
        support=token,
        subjects=subjects,
        objects=objects,
        datives=datives,
        complements=_complements(token),
        prepositions=prepositions,
        nested=_nested([*objects, *datives, *_inside(prepositions)]),
        passive=passive,
    )


def _raised_objects(token: Token) -> tuple[Token, ...]:
    """ "Allowed inspectors to enter", "declared the envoy unwelcome": the parser makes the object the subject of what follows."""
    return tuple(
        inner
        for child in token.children
        if child.dep_ == "ccomp" and (child.tag_ in {"VB", "JJ"} or is_noun(child)) and not _is_finite(child)
        for inner in child.children
        if inner.dep_ == "nsubj" and inner.i < child.i
    )


def _shared_objects(token: Token) -> tuple[Token, ...]:
    """ "Punched and kicked a reporter": the second verb's object is the first one's too where that has nothing of its own."""
    if any(
        child.dep_ in {"prep", "xcomp", "ccomp", "prt", "advcl", "punct", "advmod"} and child.i > token.i
        for child in token.children
    ):
        return ()
    return tuple(
        found
        for child in token.children
        if child.dep_ == "conj" and is_verb(child) and child.tag_ == token.tag_ and not _own_subjects(child)
        for found in _objects_of(child)
    )


def _patients(token: Token, surface: tuple[Token, ...]) -> tuple[Token, ...]:
    if token.dep_ == "amod":
        return (token.head,)
    return _noun_before_comma(token) or surface


def _noun_before_comma(token: Token) -> tuple[Token, ...]:
    """ "Under the pact, signed in Klow, barges will sail": the participle belongs to the noun before its comma."""
    if token.dep_ != "advcl" or token.i < 3 or token.doc[token.i - 1].text != ",":
        return ()
    return tuple(
        noun
        for child in token.children
        if child.dep_ == "prep" and child.i < token.i
        for noun in child.children
        if noun.dep_ == "pobj" and noun.i == token.i - 2
    )


def _relative_object(token: Token, surface: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "The deal Ruritania signed": the noun, unless it is the subject already."""
    if any(s.tag_ in {"WP", "WDT"} or s.i == token.head.i for s in surface):
        return ()
    return (token.head,)


def _complements(token: Token) -> tuple[Token, ...]:
    found = [c for c in token.children if c.dep_ in {"xcomp", "ccomp"}]
    for child in token.children:
        if child.dep_ == "prep":
            found += [c for c in child.children if c.dep_ == "pcomp"]
        elif child.dep_ in {"dobj", "dative"}:
            # The parser hangs "to lift its embargo" on "Klow" in "urged Klow to lift its embargo" now and then.
            found += [c for c in child.children if c.dep_ in {"acl", "relcl"} and _is_infinitive(c)]
        elif child.dep_ == "advcl" and _is_infinitive(child):
            found.append(child)
    return tuple(found)


def _is_finite(token: Token) -> bool:
    return any(c.dep_ in {"aux", "cop", "mark"} and c.tag_ != "TO" for c in token.children)


def _is_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.children)


def adjective_frame(token: Token) -> Frame:
    """The logical arguments of a predicate adjective ("is ready to mediate")."""
    support = token.head if token.dep_ in {"acomp", "attr", "oprd"} else token
    subjects = surface_subjects(support) if support.i != token.i else ()
    if support.i == token.i and token.dep_ == "amod":
        subjects = (token.head,)
    gerunds = tuple(c for p in token.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pcomp")
    complements = (
        gerunds
        + tuple(c for c in token.children if c.dep_ in {"xcomp", "ccomp", "advcl"})
        + tuple(c for c in support.children if support.i != token.i and c.dep_ == "xcomp" and c.i > token.i)
    )
    return Frame(token, support, subjects, complements=complements, prepositions=_prepositions([token]))


def noun_frame(token: Token, words: FrameWords) -> Frame:
    """The logical arguments of a nominalisation, with those of the light verb that carries it."""
    chain = _measured(token, words)
    outer = chain[-1]
    support, verb_heads, subjects = _support(outer, words)
    prepositions = _prepositions([*chain, *verb_heads])
    owners = _owners(chain)
    return Frame(
        trigger=token,
        support=support,
        subjects=subjects,
        owners=owners,
        modifiers=tuple(c for link in chain for c in link.children if c.dep_ in {"amod", "compound", "nmod"}),
        complements=tuple(c for c in token.children if c.dep_ in {"acl", "relcl"} and _is_infinitive(c)),
        prepositions=prepositions,
        nested=_nested(_inside(prepositions)),
        passive=False,
        supported=bool(verb_heads),
    )


def _measured(token: Token, words: FrameWords) -> list[Token]:
    """The noun and the measures it stands in: "Kerry's four hours of talks", "a new round of negotiations"."""
    chain = [token]
    while len(chain) < 4:
        last = chain[-1]
        if last.dep_ == "pobj" and last.head.lower_ == "of" and lemma(last.head.head) in words.measures:
            chain.append(last.head.head)
        else:
            break
    return chain


def _owners(chain: list[Token]) -> tuple[Token, ...]:
    found = tuple(c for link in chain for c in link.children if c.dep_ == "poss")
    outer = chain[-1]
    if not found and outer.dep_ == "conj" and is_noun(outer.head):
        # "Ruritania's seizure of the island and backing of its rebels": the second noun has the first one's owner.
        found = tuple(c for c in outer.head.children if c.dep_ == "poss")
    return found


def _support(noun: Token, words: FrameWords) -> tuple[Token, list[Token], tuple[Token, ...]]:
    """The light verb over a noun, the heads whose prepositions count as the noun's, and the logical subject."""
    top = noun
    while top.dep_ == "conj" and is_noun(top.head):
        top = top.head
    head = top.head
    if top.dep_ in {"dobj", "nsubjpass"} and is_verb(head) and lemma(head) in words.light:
        frame = verb_frame(head)
        return head, [head], frame.subjects
    carrier = _relative_carrier(noun, words)
    if top.dep_ in {"nsubj", "nsubjpass"} and is_verb(head) and lemma(head) in words.occur:
        return (carrier, [head, carrier], verb_frame(carrier).subjects) if carrier else (head, [head], ())
    if top.dep_ == "pobj" and is_verb(head.head) and lemma(head.head) in words.light and head.lower_ != "by":
        frame = verb_frame(head.head)
        return head.head, [head.head], frame.subjects or frame.objects
    if carrier is not None:
        return carrier, [carrier], verb_frame(carrier).subjects
    return noun, [], ()


def _relative_carrier(noun: Token, words: FrameWords) -> Token | None:
    """ "A meeting the minister had with the envoy", "the visit that she paid to Klow": the light verb stands in a clause on the noun."""
    for child in noun.children:
        light = child.dep_ == "relcl" and is_verb(child) and lemma(child) in words.light and not _is_infinitive(child)
        if light and (noun in verb_frame(child).objects or any(_stands_for(o, noun) for o in _objects_of(child))):
            return child
    return None


def _stands_for(pronoun: Token, noun: Token) -> bool:
    """Whether a relative pronoun ("that", "which") opens a clause on the noun."""
    return pronoun.lower_ in {"that", "which"} and noun.i < pronoun.i < pronoun.head.i


def clause_of(token: Token) -> Token:
    """The verb of the smallest clause a token stands in (the token itself for a verb), else the sentence's root."""
    while token.head.i != token.i and not (is_verb(token) and token.dep_ not in {"amod", "aux", "auxpass"}):
        token = token.head
    return token
