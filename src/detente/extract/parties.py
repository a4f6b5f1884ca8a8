"""From a noun phrase to the parties it stands for: conjuncts, appositions, owners and modifiers undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.extract.mentions import Reference, References
    from detente.language.parsed import Paragraph


def parties_of(
    token: Token, paragraph: Paragraph, references: References, *, places: bool = False
) -> tuple[Mention, ...]:
    """The mentions that the noun phrase headed by ``token`` stands for, in text order, each entity once.

    "Kerry and Lavrov" gives both, "US-Russian agreement" both states, "Kerry's talks" Kerry, "troops of Ruritania" and
    "Ruritanian troops" the state with sector MIL, "the president of Ruritania, Anna Karr" Anna Karr, "who" in a relative clause what the clause
    belongs to. Places that do not act are left out unless ``places``. ``()`` where nothing is known.
    """
    found = _parties(token, paragraph, references, places, 0)
    kept: dict[tuple[object, ...], Mention] = {}
    for mention in sorted(found, key=lambda m: (m.start, m.end)):
        key = (mention.entity, mention.iso3, mention.code) if mention.entity else (mention.start, mention.end)
        kept.setdefault(key, mention)
    return tuple(kept.values())


def _parties(token: Token, paragraph: Paragraph, references: References, places: bool, depth: int) -> list[Mention]:
    if depth > 6:
        return []
    antecedent = _antecedent(token)
    if antecedent is not None:
        return _parties(antecedent, paragraph, references, places, depth + 1)
    reference = references.at(paragraph, token)
    found = _own(token, reference, paragraph, references, places, depth)
    before = _named_before(token, reference, paragraph, references)
    for child in (*before, *_conjuncts(token, reference, paragraph)):
        found += _parties(child, paragraph, references, places, depth + 1)
    return found


def _conjuncts(token: Token, reference: Reference | None, paragraph: Paragraph) -> list[Token]:
    """What is joined to a noun, or to any word of the reference it heads.

    In "Ruritanian President Anna Karr and Freedonian President Jon Berg signed" the parser may join Berg to Karr, an apposition of
    "President", and not to the subject.
    """
    held = [token]
    if reference is not None and not reference.first <= token.head.i < reference.last:
        held = list(paragraph.doc[reference.first : reference.last])
    found = [c for word in held for c in word.children if c.dep_ == "conj" and c.i > token.i]
    return [c for c in found if reference is None or not reference.first <= c.i < reference.last]


def _named_before(
    token: Token, reference: Reference | None, paragraph: Paragraph, references: References
) -> list[Token]:
    """ "Talks with Volkov and Defence Minister Anton Brek": the parser hangs the first man on the second and joins him to "Minister"."""
    if reference is None:
        return []
    found = []
    for child in token.children:
        held = references.at(paragraph, child)
        if child.dep_ != "nmod" or child.i >= reference.first or held is None:
            continue
        joined = any(c.dep_ == "conj" and reference.first <= c.i < reference.last for c in child.children)
        if joined and all(_is_person(mention, references) for mention in held.mentions):
            found.append(child)
    return found


def _is_person(mention: Mention, references: References) -> bool:
    entity = references.entities.get(mention.entity or "")
    return entity is not None and entity.type == "person"


def _own(
    token: Token, reference: Reference | None, paragraph: Paragraph, references: References, places: bool, depth: int
) -> list[Mention]:
    if reference is not None and (reference.acts or places):
        return list(reference.mentions)
    if reference is not None and reference.head == token.i:
        return []
    for deps in (("appos",), ("poss",), ("compound", "amod", "nmod")):
        found: list[Mention] = []
        for child in token.children:
            if child.dep_ in deps:
                found += _parties(child, paragraph, references, places, depth + 1)
                found += _hyphened(child, paragraph, references)
        if found:
            return found
    return [
        mention
        for preposition in token.children
        if preposition.dep_ == "prep" and preposition.lower_ in {"of", "between", "among", "from"}
        for owner in preposition.children
        if owner.dep_ == "pobj"
        for mention in _parties(owner, paragraph, references, places, depth + 1)
    ]


def _hyphened(token: Token, paragraph: Paragraph, references: References) -> list[Mention]:
    """The first of "US-Russian", "Ruritania-Freedonia": the parser does not join the two."""
    reference = references.at(paragraph, token)
    if reference is None or reference.first < 2 or token.doc[reference.first - 1].text not in {"-", "–", "/"}:
        return []
    first = references.at(paragraph, reference.first - 2)
    return list(first.mentions) if first is not None and first.acts else []


def _antecedent(token: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that its clause belongs to."""
    if token.tag_ not in {"WP", "WDT", "WP$"} and token.lower_ != "that":
        return None
    clause = token.head
    while token.tag_ == "WP$" and clause.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "prep"}:
        clause = clause.head  # "France, whose envoys met him"
    while clause.dep_ in {"xcomp", "ccomp", "conj", "aux", "prep", "pobj"} and clause.head.i != clause.i:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" and clause.head.i < token.i else None
