"""Agreements as a report speaks of them: which words are names of one and the same, and who brought it about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.extract.bound import Scene
from detente.extract.clauses import is_negated, is_question, modals
from detente.extract.logical import surface_subjects
from detente.records.ids import name_key
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO = frozenset({"no", "any", "neither", "without"})


@dataclass(frozen=True)
class Naming:
    """One place that speaks of an agreement: its noun, the words that name it, and the verb that brings it about, if any."""

    scene: Scene
    noun: Token
    group: str
    first: int
    key: tuple[str, ...]
    proper: bool
    definite: bool
    made: Token | None
    parties: tuple[Mention, ...]

    @property
    def label(self) -> str:
        """The naming words and the noun as printed; "a protocol" without a name is told by its place."""
        last = self.noun.i + 1
        if self.noun.doc[last : last + 2].text.lower() == "of understanding":
            return str(self.noun.doc[self.first : last + 2].text)
        if not self.key and not self.definite and self.made is not None:
            last = _with_place(self.noun)
        return str(self.noun.doc[self.first : last].text)


def _with_place(noun: Token) -> int:
    """ "A protocol at the Mudville bridge": the end of a short phrase of place right after the noun."""
    doc = noun.doc
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    if after is None or after.lower_ not in {"at", "in", "of"}:
        return noun.i + 1
    end = after.right_edge.i + 1
    place = next((t for t in after.children if t.dep_ == "pobj"), None)
    if place is None or place.i - after.i > 4 or not any(t.pos_ == "PROPN" for t in doc[after.i + 1 : place.i + 1]):
        return noun.i + 1
    return min(place.i + 1, end)


@dataclass
class Agreement:
    """All places of one report that speak of one agreement; gathered in text order and then left alone."""

    namings: list[Naming] = field(default_factory=list)

    @property
    def proper(self) -> Naming | None:
        """The first place that gives it a proper name."""
        return next((n for n in self.namings if n.proper), None)

    @property
    def key(self) -> tuple[str, ...]:
        """The words that name it, at the first place that has any."""
        return next((n.key for n in self.namings if n.key), ())

    @property
    def groups(self) -> frozenset[str]:
        """The groups of its nouns."""
        return frozenset(n.group for n in self.namings)

    @property
    def parties(self) -> tuple[Mention, ...]:
        """Its parties over all places, each once."""
        kept: dict[str, Mention] = {}
        for naming in self.namings:
            for mention in naming.parties:
                kept.setdefault(mention.iso3 or mention.code or mention.entity or mention.quote, mention)
        return tuple(kept.values())

    @property
    def only_in_headline(self) -> bool:
        """Whether only the headline has spoken of it so far."""
        return all(n.scene.paragraph.role != "body" for n in self.namings)


def find_agreements(scenes: list[Scene]) -> list[Agreement]:
    """What may be agreements of a report, in the order they are first spoken of."""
    agreements: list[Agreement] = []
    for scene in scenes:
        for token in scene.paragraph.doc:
            naming = _naming(token, scene)
            if naming is not None:
                _place(naming, agreements)
    return agreements


def _place(naming: Naming, agreements: list[Agreement]) -> None:
    for agreement in reversed(agreements):
        if _same(naming, agreement) or _in_brackets(naming, agreement):
            agreement.namings.append(naming)
            return
    signed = naming.made is not None and naming.made.lemma_.lower() in {"sign", "initial", "ratify"}
    if naming.group == "weak":
        if signed:
            agreements.append(Agreement([naming]))
    elif naming.key or naming.made is not None or naming.definite or len(naming.parties) >= 2:
        agreements.append(Agreement([naming]))


def _in_brackets(naming: Naming, agreement: Agreement) -> bool:
    """ "The ceasefire (the second Klow agreement) is holding": the name in brackets is the name of what stands before."""
    last, doc = agreement.namings[-1].noun, naming.noun.doc
    if last.doc is not doc or last.sent.start != naming.noun.sent.start:
        return False
    between = doc[last.i + 1 : naming.first]
    return any(t.text in {"(", "–", "—"} for t in between[-2:]) and not any(t.pos_ in {"VERB", "AUX"} for t in between)


def _same(naming: Naming, agreement: Agreement) -> bool:
    """Names must share a word and not differ in rank; a bare "the deal" is the last one told, "a deal" the headline's."""
    if naming.key:
        known = {word for n in agreement.namings for word in n.key}
        ranks = {word for word in known if word.startswith("#")}
        own = {word for word in naming.key if word.startswith("#")}
        if ranks and own and ranks != own:
            return False
        shared = (set(naming.key) & known) - {"peace", "nuclear", "trade"} - ranks
        return bool(shared) and (naming.proper or not agreement.proper or len(shared) == len(set(naming.key)))
    if naming.group == "weak" and not naming.definite and naming.made is None:
        return False
    if naming.definite or naming.group == "weak":
        return naming.group in {*agreement.groups, "weak"} or agreement.groups <= {"truce"} or naming.group == "accord"
    return agreement.only_in_headline and naming.made is not None


def _naming(noun: Token, scene: Scene) -> Naming | None:
    split = noun.lower_ == "fire" and noun.i > 1 and noun.doc[noun.i - 2].lower_ == "cease"
    group = (
        "truce"
        if split
        else scene.rules.instruments.get(noun.lower_) or scene.rules.instruments.get(noun.lemma_.lower())
    )
    if group is None or noun.text.isupper():
        bare = _by_name(noun, scene)
        if bare is not None:
            return bare
    if (
        group is None
        or not noun.tag_.startswith("NN")
        or noun.dep_ == "compound"
        or (is_question(noun) and group == "weak")
    ):
        return None
    determiner = next((c for c in noun.children if c.dep_ in {"det", "poss"} and c.i < noun.i), None)
    if determiner is not None and determiner.lower_ in _NO:
        return None
    naming = [
        c for c in noun.children if c.i < noun.i and (c.dep_ in {"compound", "amod", "nmod", "nummod", "npadvmod"})
    ]
    named = [] if split else [c for c in naming if _names(c, scene)]
    key = tuple(part for c in named for part in _key_words(c, scene))
    proper = any(t.pos_ == "PROPN" for c in named for t in _phrase(c))
    after = _after_of(noun)
    if after is not None and noun.text[0].isupper():
        key, proper = (*key, name_key(after.text)), True
    made = _made(noun, scene)
    if (
        made is None
        and not proper
        and (determiner is None or determiner.lower_ in {"a", "an"})
        and _talked_of(noun, scene)
    ):
        return None
    if any(t.lemma_.lower() in scene.rules.business for c in naming for t in _phrase(c)):
        return None
    first = min(
        [noun.i - 2 if split else noun.i, *(t.i for c in (named or _telling(naming, scene)) for t in _phrase(c))]
    )
    if noun.i - first > 6:
        first = noun.i
    definite = determiner is not None and (
        determiner.lower_ in {"the", "this", "that", "these", "those"} or determiner.dep_ == "poss"
    )
    return Naming(scene, noun, group, first, key, proper, definite, made, _parties(noun, made, naming, scene))


_RANKS = {"I": "#first", "II": "#second", "III": "#third", "IV": "#fourth"}


def _by_name(last: Token, scene: Scene) -> Naming | None:
    """ "New START", "the JCPOA", "Klow II": an agreement named without a noun; a numeral makes a place one."""
    if last.dep_ == "compound" and last.head.i != last.i + 1:
        return None
    words: list[str] = []
    for first in range(last.i, max(last.i - 4, -1), -1):
        words.insert(0, last.doc[first].text)
        if tuple(words) in scene.rules.names:
            key = tuple(name_key(w) for w in words)
            return _named(last, first, tuple(_RANKS.get(w, k) for w, k in zip(words, key, strict=True)), scene)
    if last.text not in _RANKS or last.i == 0:
        return None
    reference = scene.references.at(scene.paragraph, last.i - 1)
    before = last.doc[last.i - 1]
    if reference is None or reference.first != before.i or before.text.isupper():
        return None
    places = {
        entity.type
        for m in reference.mentions
        if m.entity is not None and (entity := scene.references.entities.get(m.entity)) is not None
    }
    if reference.kind not in {"place", "metonym"} and not places <= {"place"}:
        return None
    return _named(last, before.i, (name_key(before.text), _RANKS[last.text]), scene)


def _named(last: Token, first: int, key: tuple[str, ...], scene: Scene) -> Naming:
    made = _made(last, scene)
    return Naming(scene, last, "accord", first, key, True, True, made, _parties(last, made, [], scene))


def _talked_of(noun: Token, scene: Scene) -> bool:
    """ "A plan that may bring a truce", "the goal must be a truce": an agreement that is only wished for."""
    verb = next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and _doubtful(verb, scene)


def _after_of(noun: Token) -> Token | None:
    """ "Treaty of Klow"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == noun.i + 1:
            return next((t for t in child.children if t.dep_ == "pobj" and t.pos_ == "PROPN"), None)
    return None


def _phrase(token: Token) -> list[Token]:
    return [t for t in token.subtree if t.i <= token.i and t.dep_ not in {"det", "poss", "case"}]


def _telling(naming: list[Token], scene: Scene) -> list[Token]:
    """The modifiers that are no opinion: "U.N.-brokered", but not "full and immediate"."""
    return [c for c in naming if c.lower_ not in scene.rules.evaluative]


def _names(token: Token, scene: Scene) -> bool:
    """Whether a modifier is part of the name: not an opinion about it, nor the side that signed it ("the Ruritanian deal")."""
    if token.lower_ in scene.rules.evaluative or token.tag_ in {"VBG", "VBN", "CD"} or token.dep_ == "nummod":
        return False
    if token.lower_ in {"first", "second", "third"}:
        return True
    if token.dep_ == "amod" and token.pos_ == "ADJ":
        reference = scene.references.at(scene.paragraph, token)
        return reference is None and not token.text[0].isupper() and token.lower_ in {"nuclear", "parallel"}
    return token.pos_ in {"PROPN", "NOUN"} and token.text not in {"-"}


def _key_words(token: Token, scene: Scene) -> list[str]:
    if token.lower_ in {"first", "second", "third"}:
        return [f"#{token.lower_}"]
    return [name_key(t.text) for t in _phrase(token) if t.is_alpha and t.lower_ not in scene.rules.evaluative]


def _made(noun: Token, scene: Scene) -> Token | None:
    """The verb that brings the agreement about: signed, reached, agreed on, announced; also "the deal signed on Friday"."""
    rules = scene.rules
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in rules.making and not _doubtful(child, scene):
            return child
    for token in noun.doc[noun.i + 1 : noun.i + 3]:
        # "Under the pact, signed in Klow, barges will sail": the parser hangs "signed" on the verb now and then.
        if (
            token.tag_ == "VBN"
            and token.lemma_.lower() in rules.making
            and not any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children)
        ):
            return token
    verb = noun.head
    if (
        noun.dep_ in {"dobj", "nsubjpass", "nsubj", "conj"}
        and verb.lemma_.lower() in rules.making
        and verb.pos_ in {"VERB", "AUX"}
    ):
        if noun.dep_ == "nsubj" and verb.lemma_.lower() not in {"agree", "sign"}:
            return None
        return None if _doubtful(verb, scene) else verb
    if noun.dep_ in {"pobj", "conj"}:
        for above in list(noun.ancestors)[:5]:
            if above.pos_ in {"VERB", "AUX"}:
                agreed = above.lemma_.lower() in rules.agreeing and _preposition(noun) in {"on", "to"}
                agreed = agreed or (_preposition(noun) == "to" and _signs(above))
                return above if agreed and not _doubtful(above, scene) else None
    return None


def _signs(verb: Token) -> bool:
    """ "Put their signatures to a peace accord"."""
    return verb.lemma_ in {"put", "affix", "append", "add"} and any(
        c.dep_ == "dobj" and c.lemma_.lower() in {"signature", "name"} for c in verb.children
    )


def _preposition(noun: Token) -> str:
    top = noun
    while top.dep_ == "conj":
        top = top.head
    return str(top.head.lower_) if top.dep_ == "pobj" else ""


_ONLY_HOPED = frozenset(
    {"hope", "prospect", "chance", "possibility", "expectation", "doubt", "fear", "likelihood", "odds"}
)
"""Words that a deal is only hoped for with: "hopes that a deal will be reached faded"."""


def _doubtful(verb: Token, scene: Scene) -> bool:
    marks = modals(verb)
    clause = verb
    while clause.dep_ in {"xcomp", "conj"} and clause.head.i != clause.i:
        clause = clause.head
        marks |= modals(clause)
    conditional = any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for c in clause.children)
    hoped = clause.dep_ in {"acl", "ccomp"} and clause.head.lemma_.lower() in _ONLY_HOPED
    return (
        is_negated(verb)
        or conditional
        or hoped
        or is_question(verb)
        or bool(marks & (scene.rules.weak_modals | {"would", "'d", "’d"}))
    )


def _parties(noun: Token, made: Token | None, naming: list[Token], scene: Scene) -> tuple[Mention, ...]:
    found: list[Mention] = []
    heads = [noun] if made is None else [noun, made]
    for head in heads:
        for child in head.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in {"between", "with", "by", "among"}:
                if child.lower_ == "by" and (made is None or made.lemma_.lower() not in scene.rules.joining):
                    continue
                found += [m for thing in child.children if thing.dep_ == "pobj" for m in scene.parties(thing)]
    if made is not None and made.lemma_.lower() in scene.rules.joining and made.head.i != noun.i:
        passive = any(c.dep_ == "auxpass" for c in made.children)
        subjects = () if passive else surface_subjects(made)
        found = [m for s in subjects if s.i != noun.i for m in scene.parties(s)] + found
    for child in naming:
        reference = scene.references.at(scene.paragraph, child)
        if child.dep_ == "amod" and reference is not None and reference.kind == "demonym":
            found += list(reference.mentions)
    for child in noun.children:
        if child.dep_ == "poss":
            found += list(scene.parties(child))
    return tuple(m for m in dict.fromkeys(found) if m.entity or m.iso3 or m.code)
