"""What points back: pronouns, "the minister", "the two sides", "the ministry", each to what the report told before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.extract.antecedents import Candidate, Search, best_candidate, candidate_of, things_of
from detente.extract.bodies_again import resolve_again
from detente.extract.cataphora import subject_ahead
from detente.extract.drafting import Drafting
from detente.extract.drafts import Draft, Party
from detente.extract.offices import resolve_role
from detente.extract.pages import Page
from detente.extract.pairs import find_pairs, resolve_list, resolve_pair
from detente.extract.quoted import quoted_tokens
from detente.extract.relatives import (
    clause_subject,
    reciprocals,
    relative_pronouns,
    resolve_reciprocal,
    resolve_relative,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

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
        here += relative_pronouns(page)
        here += reciprocals(page)
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
        and not _generic(token)
    ]


def _generic(token: Token) -> bool:
    """ "He who waits wins", "those who": a pronoun with a relative clause of its own means anybody it fits."""
    return any(child.dep_ == "relcl" for child in token.children)


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
    search = Search(told, genders, drafting.tables, drafts, sentences.quoted)
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
        _resolve_pronoun(page, draft, value, search, drafts, sentences)
    elif kind == "relative":
        resolve_relative(page, draft, drafts)
    elif kind == "reciprocal":
        resolve_reciprocal(page, draft, drafts)
    elif kind in {"role", "roles"}:
        resolve_role(page, draft, told, drafts, drafting)
    elif kind == "pair":
        draft.parties = resolve_pair(page, draft, value, told, drafting)
    elif kind == "list":
        draft.parties = resolve_list(value, told)
    elif kind in {"body", "again"}:
        resolve_again(draft, kind, value, told, drafting)
    elif kind == "owned":
        _resolve_owned(draft, drafts)
    elif kind == "office":
        _resolve_office(page, draft, told, drafts, drafting)


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


def _resolve_pronoun(
    page: Page, draft: Draft, gender: str, search: Search, drafts: Sequence[Draft], sentences: Sentences
) -> None:
    token = page.tokens[draft.head]
    subject = clause_subject(token, gender, drafts)
    if subject is not None:  # "he had been misled by his staff": one man, known or not
        draft.parties = tuple(replace(party, rule=f"pronoun-{token.lower_}") for party in subject.parties)
        draft.gender, draft.what, draft.office = subject.gender, subject.what, subject.office
        return
    ahead = subject_ahead(page, token, gender, drafts)
    if ahead is not None:
        draft.parties = tuple(replace(party, rule="pronoun-ahead") for party in ahead.parties)
        draft.gender, draft.what, draft.office = ahead.gender, ahead.what, ahead.office
        return
    chosen = best_candidate(
        page, token, gender, search, number=sentences.number[token.i], quoted=token.i in sentences.quoted
    )
    if chosen is not None:
        draft.parties = tuple(replace(party, rule=f"pronoun-{token.lower_}") for party in chosen.parties)
        draft.gender, draft.plural, draft.animate = chosen.gender, chosen.plural, chosen.animate
        draft.office, draft.what = chosen.office, chosen.what


def _together(page: Page, listed: Sequence[Draft], last: Draft) -> bool:
    """Whether "and" joins those of a kind: persons, or parties; not "Karr of the senate, the council"."""
    alike = len({held.what == "person" for held in listed}) == 1
    return alike and any(token.lower_ in {"and", "or", "&"} for token in page.doc[listed[-2].last : last.first])


def _candidates(page: Page, draft: Draft, drafts: Sequence[Draft], sentences: Sentences) -> Iterator[Candidate]:
    """What a draft adds to the told: itself, and with the draft it is joined to by "and" both together."""
    acts = draft.acts or draft.what == "document"
    if draft.kind == "place" or (not draft.parties and not draft.animate):
        return
    if not acts:
        # "Jan Karr, head of the agency": later it is "the agency" again, though no pronoun means it
        if draft.kind == "name":
            token = page.tokens[draft.head]
            yield replace(candidate_of(page, draft, sentences.number[token.i], token.i in sentences.quoted), inner=True)
        return
    token = page.tokens[draft.head]
    own = candidate_of(page, draft, sentences.number[token.i], token.i in sentences.quoted)
    yield own
    if draft.kind == "pronoun" or not draft.parties:
        return
    listed = _listed(token, drafts)
    if len(listed) > 1 and _together(page, listed, draft):
        lead = candidate_of(page, listed[0], own.sentence, own.quoted)
        parties = tuple(party for held in listed for party in held.parties)
        yield replace(own, parties=parties, plural=True, role=lead.role, gender=None, joint=True)


def _listed(token: Token, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a list that ends here, in order: "the United States, Russia and China"."""
    listed: list[Draft] = []
    while True:
        held = next((d for d in drafts if d.head == token.i and d.parties and d.acts), None)
        if held is None:
            return listed
        listed.insert(0, held)
        if token.dep_ != "conj" or token.head.i >= token.i:
            return listed
        token = token.head
