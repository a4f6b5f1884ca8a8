"""What points back: pronouns, "the minister", "the two sides", "the ministry", each to what the report told before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.extract.antecedents import Candidate, Search, best_candidate, candidate_of, things_of
from detente.extract.drafting import Drafting
from detente.extract.drafts import Draft, Party
from detente.extract.offices import resolve_role
from detente.extract.pages import Page
from detente.extract.pairs import find_pairs, resolve_pair
from detente.extract.quoted import quoted_tokens

if TYPE_CHECKING:
    pass

_PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p", "it": "n", "its": "n", "itself": "n",
}  # fmt: skip


@dataclass(frozen=True)
class Sentences:
    """For each token of a page: its sentence's number in the report, and whether it lies inside quotation marks."""

    number: tuple[int, ...]
    quoted: frozenset[int]


def link_references(drafts: Sequence[Draft], pages: Mapping[int, Page], drafting: Drafting) -> list[Draft]:
    """The drafts with what points back resolved, pronouns and pairs added; a link that two fit equally is not made."""
    sentences = _number_sentences(pages)
    by_page: dict[int, list[Draft]] = {index: [] for index in pages}
    for draft in drafts:
        by_page[draft.page].append(draft)
    told: list[Candidate] = []
    genders: dict[str, str] = {}
    resolved: list[Draft] = []
    for index, page in pages.items():
        here = by_page[index]
        here += _pronouns(page, here)
        here += find_pairs(page, here)
        things = things_of(page, here, sentences[index].number, sentences[index].quoted)
        _link_page(page, here, things, told, genders, sentences[index], drafting)
        resolved += [draft for draft in here if draft.parties]
    return resolved


def _number_sentences(pages: Mapping[int, Page]) -> dict[int, Sentences]:
    found: dict[int, Sentences] = {}
    number = 0
    for index, page in pages.items():
        numbers: list[int] = []
        for sentence in page.doc.sents:
            number += 1
            numbers += [number] * len(sentence)
        found[index] = Sentences(tuple(numbers), quoted_tokens(page))
    return found


def _pronouns(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    covered = {
        position
        for draft in drafts
        for position in range(draft.first, draft.last)
        if draft.kind == "name" and draft.what == "person"
    }
    return [
        Draft(page.index, token.i, token.i + 1, token.i, "pronoun", link=("pronoun", _PERSONAL[token.lower_]))
        for token in page.tokens
        if page.lows[token.i] in _PERSONAL
        and token.tag_ in {"PRP", "PRP$"}
        and token.i not in covered
        and token.dep_ != "expl"
    ]


def _link_page(
    page: Page,
    drafts: Sequence[Draft],
    things: Sequence[Candidate],
    told: list[Candidate],
    genders: dict[str, str],
    sentences: Sentences,
    drafting: Drafting,
) -> None:
    """Resolve the drafts of a page in text order; ``told`` and ``genders`` grow by what each of them adds."""
    search = Search(told, genders, drafting.tables)
    queue: list[Draft | Candidate] = sorted([*drafts, *things], key=_place)
    for item in queue:
        if isinstance(item, Candidate):
            told.append(item)
            continue
        if item.link is not None:
            _resolve(page, item, search, drafts, sentences, drafting)
            _learn(item, genders)
        told += _candidates(page, item, drafts, sentences)


def _learn(draft: Draft, genders: dict[str, str]) -> None:
    """ "Minister Ratna Dorn said she would come": from here on no "he" is Dorn, though no table knows the given name."""
    if draft.link and draft.link[1] in {"m", "f"} and draft.what == "person" and len(draft.parties) == 1:
        entity = draft.parties[0].entity
        if entity:
            genders.setdefault(entity, draft.link[1])


def _place(item: Draft | Candidate) -> tuple[int, int, int]:
    if isinstance(item, Candidate):
        return item.head, item.head + 1, 1
    # a pronoun that owns a role is resolved before it: "his counterpart"
    return (item.possessor + 1 if item.possessor is not None else item.first), item.last, 0


def _resolve(
    page: Page,
    draft: Draft,
    search: Search,
    drafts: Sequence[Draft],
    sentences: Sentences,
    drafting: Drafting,
) -> None:
    assert draft.link is not None
    kind, value = draft.link
    told = search.told
    if kind == "pronoun":
        _resolve_pronoun(page, draft, value, search, sentences)
    elif kind in {"role", "roles"}:
        resolve_role(page, draft, told, drafts, drafting)
    elif kind == "pair":
        draft.parties = resolve_pair(page, draft, value, told, drafting)
    elif kind == "body":
        _resolve_body(draft, value, told)
    elif kind == "again":
        _resolve_again(draft, value, told, drafting)
    elif kind == "owned":
        _resolve_owned(draft, drafts)
    elif kind == "office":
        _resolve_office(page, draft, told, drafts, drafting)


def _resolve_body(draft: Draft, noun: str, told: Sequence[Candidate]) -> None:
    """ "The ministry" is the ministry told last; "the Centre" the centre."""
    for candidate in reversed(told):
        if candidate.noun == noun and candidate.parties and candidate.parties[0].entity:
            draft.parties = tuple(replace(party, rule="body-again") for party in candidate.parties)
            return


_AGAIN = {
    "group": {"group", "organisation"}, "movement": {"group"}, "militia": {"group"}, "bloc": {"igo"}, "alliance": {"igo", "group"},
    "union": {"igo", "organisation"}, "body": {"igo"},
}  # fmt: skip
"""Kinds of entity that a noun points back to; any other noun to an organisation or body."""


_STRICT = frozenset({"service", "council", "commission", "institute", "fleet", "foundation", "association"})
"""Nouns that mean only a body of that very noun: "the service" is no ministry."""


def _resolve_again(draft: Draft, noun: str, told: Sequence[Candidate], drafting: Drafting) -> None:
    """ "The bloc" is the body told last, "the militia" the armed group."""
    _resolve_body(draft, noun, told)
    if draft.parties or noun in _STRICT:
        return
    kinds = _AGAIN.get(noun, {"igo", "organisation"})
    for candidate in reversed(told):
        party = candidate.parties[0] if len(candidate.parties) == 1 else None
        if party and party.entity and drafting.registry.type_of(party.entity) in kinds:
            draft.parties = (replace(party, rule="body-again"),)
            return


def _resolve_owned(draft: Draft, drafts: Sequence[Draft]) -> None:
    """ "Its troops", "his government", "their soldiers": those of the state that the pronoun or its person acts for."""
    owner = next((held for held in drafts if held.head == draft.possessor and held.parties), None)
    if owner is None or draft.owned is None:
        return
    found = tuple(party for party in (draft.owned(held) for held in owner.parties) if party is not None)
    if draft.kind == "name":
        draft.parties = found or draft.parties
        return
    draft.parties = found
    if any(party.entity for party in found):
        draft.kind = "demonym"


def _resolve_office(
    page: Page, draft: Draft, told: Sequence[Candidate], drafts: Sequence[Draft], drafting: Drafting
) -> None:
    """ "Karr's office", "his office": the office of the president, where the owner is one."""
    owner = next((held for held in drafts if held.head == draft.possessor and held.parties), None)
    if owner is None:
        return
    party = owner.parties[0]
    person = next((person for person in drafting.people if person.id == party.entity), None)
    offices = sorted(person.offices()) if person else ([owner.office] if owner.office else [])
    office = next((name for name in offices if name), None)
    if office is None and party.entity is None:
        return
    what = office or (person.name if person else "")
    form = page.doc[draft.first : draft.last].text if owner.kind != "pronoun" else None
    entity = drafting.registry.office(what, iso3=party.iso3, code=party.code, sector=party.sector, form=form)
    draft.parties = (Party(entity, party.iso3, party.code, party.sector, "office-of"),)


def _resolve_pronoun(page: Page, draft: Draft, gender: str, search: Search, sentences: Sentences) -> None:
    token = page.tokens[draft.head]
    chosen = best_candidate(
        page, token, gender, search, number=sentences.number[token.i], quoted=token.i in sentences.quoted
    )
    if chosen is not None:
        draft.parties = tuple(replace(party, rule=f"pronoun-{token.lower_}") for party in chosen.parties)
        draft.gender, draft.plural, draft.animate = chosen.gender, chosen.plural, chosen.animate
        draft.office, draft.what = chosen.office, chosen.what


def _together(page: Page, first: Draft, second: Draft) -> bool:
    """Whether "and" joins two of a kind: two persons, or two parties; not "Karr of the senate, the council"."""
    between = page.doc[first.last : second.first]
    alike = (first.what == "person") == (second.what == "person")
    return alike and any(token.lower_ in {"and", "or", "&"} for token in between)


def _candidates(page: Page, draft: Draft, drafts: Sequence[Draft], sentences: Sentences) -> Iterator[Candidate]:
    """What a draft adds to the told: itself, and with the draft it is joined to by "and" both together."""
    acts = draft.acts or draft.what == "document"
    if draft.kind == "place" or (not draft.parties and not draft.animate) or not acts:
        return
    token = page.tokens[draft.head]
    own = candidate_of(page, draft, sentences.number[token.i], token.i in sentences.quoted)
    yield own
    if token.dep_ == "conj" and token.head.i < token.i and draft.parties:
        first = next((held for held in drafts if held.head == token.head.i and held.parties and held.acts), None)
        if first is not None and draft.kind != "pronoun" and _together(page, first, draft):
            lead = candidate_of(page, first, own.sentence, own.quoted)
            yield replace(
                own, parties=(*first.parties, *draft.parties), plural=True, role=lead.role, gender=None, joint=True
            )
