"""Roles without a name: which person of the report "the Ruritanian president" or "the minister" is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from detente.extract.antecedents import Candidate
from detente.extract.drafting import Drafting, person_party
from detente.extract.drafts import Draft, Party
from detente.extract.office_names import is_generic, office_fits
from detente.extract.pages import Page
from detente.extract.people import Person, holder_person, person_entity


def resolve_role(
    page: Page, draft: Draft, told: Sequence[Candidate], drafts: Sequence[Draft], drafting: Drafting
) -> None:
    """Give a role the person of the report who holds it; else its state, where that is told, and no person."""
    if draft.link and draft.link[0] == "roles":
        _resolve_roles(draft, told, drafting)
        return
    if draft.noun in drafting.tables.word_list("many-titles"):
        return  # "the farmer", "the official": any report has many
    owner = draft.possessor is not None and next((d for d in drafts if d.head == draft.possessor and d.parties), None)
    office = draft.office or ""
    if office == "counterpart":
        office = (owner.office if owner else None) or _office_of(owner.parties[0] if owner else None, drafting) or ""
        if not office and not any(draft.owner):
            return
    if owner and draft.owner == (None, None) and office not in {"", "counterpart"} and draft.office != "counterpart":
        draft.owner = (owner.parties[0].iso3, owner.parties[0].code)
    excluded = {party.entity for party in owner.parties} if owner else set()
    owner_of = draft.owner if any(draft.owner) or owner else _speaking_for(page, draft, drafts)
    person = _holder(office, owner_of, told, drafting, excluded=excluded, former=draft.former)
    if person is not None and not (draft.possessor is not None and draft.office != "counterpart"):
        draft.parties = (replace(person_party(person), rule="role"),)
        draft.gender = person.gender
        return
    if person is None and _by_table(draft, office, drafting):
        return
    _unnamed(draft, drafting)


def _by_table(draft: Draft, office: str, drafting: Drafting) -> bool:
    """Whether the table tells who held the office of a state that the text names on the report's day: "the US president".

    Only by a row that a second source confirms, unless the reading asks for the others too: the text names nobody.
    """
    of = draft.held_of
    if of is None or draft.former or draft.plural or drafting.day is None or draft.possessor is not None:
        return False
    holders = drafting.tables.holders
    row = holders.holder(office, of, drafting.day)
    if row is None or not (row.checked or drafting.unchecked):
        return False
    person = holder_person(row, holders.sectors.get(row.office), drafting.tables)
    drafting.registry.add(*person_entity(person))
    rule = "holder-on-date" if row.checked else "holder-unchecked"
    draft.parties = (replace(person_party(person), rule=rule),)
    draft.gender = row.gender
    return True


def _speaking_for(page: Page, draft: Draft, drafts: Sequence[Draft]) -> tuple[str | None, str | None]:
    """The state of an official who tells of "the minister" without more: "a Freedonian spokeswoman said the minister would come"."""
    clause = page.tokens[draft.head].head
    if page.tokens[draft.head].dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp":
        return None, None
    speakers = {child.i for child in clause.head.children if child.dep_ == "nsubj"}
    for held in drafts:
        if held.head in speakers and len(held.parties) == 1 and held.kind in {"role", "description", "demonym"}:
            return held.parties[0].iso3, held.parties[0].code
    return None, None


def _unnamed(draft: Draft, drafting: Drafting) -> None:
    iso3, code = draft.owner
    rule = "role"
    if not (iso3 or code) and drafting.home and drafting.tables.scopes.get(draft.noun or "") == "state":
        iso3, rule = drafting.home, "home-state"
    sector = draft.parties[0].sector if draft.parties else None
    draft.parties = (Party(None, iso3, code, sector, rule),) if iso3 or code or sector else ()


def _office_of(party: Party | None, drafting: Drafting) -> str | None:
    person = next((p for p in drafting.people if party and p.id == party.entity), None)
    offices = sorted(person.offices()) if person else []
    return offices[0] if offices else None


def _holder(
    office: str,
    owner: tuple[str | None, str | None],
    told: Sequence[Candidate],
    drafting: Drafting,
    *,
    excluded: set[str | None],
    former: bool = False,
) -> Person | None:
    """The person told last who holds the office; where none was told yet, the only one of the report."""
    held = {p.id: p.former_offices() if former else p.offices() for p in drafting.people}
    before = [p for p in drafting.people if p.predecessor and p.id not in excluded]
    if former and len(before) == 1 and not any(office_fits(office, offices) for offices in held.values()):
        return before[0]  # "Karr's predecessor, Berg, ... The former minister"
    if former and not any(office_fits(office, offices) for offices in held.values()):
        held = {p.id: p.offices() for p in drafting.people}  # "the president fled ... The former president"
    fitting = [p for p in drafting.people if p.id not in excluded and office_fits(office, held[p.id]) and _of(p, owner)]
    # "the president" is no prime minister where the report has a president
    if not is_generic(office):
        fitting = [p for p in fitting if office in held[p.id]] or fitting
    ids = {person.id: person for person in fitting}
    near = _nearest(ids, told)
    if len(near) > 1 and not any(owner):
        near = [key for key in near if ids[key].iso3 == drafting.home and drafting.home]
    if near:
        return ids[near[0]] if len(near) == 1 or any(owner) else None
    return fitting[0] if len(fitting) == 1 and any(owner) else None


def _nearest(ids: Mapping[str, Person], told: Sequence[Candidate]) -> list[str]:
    """Those told in the last sentence that tells one of them, the last first."""
    near: list[str] = []
    number: int | None = None
    for candidate in reversed(told):
        if number is not None and candidate.sentence < number:
            break
        for party in candidate.parties:
            key = party.entity
            if key and key in ids and len(candidate.parties) == 1 and key not in near:
                near.append(key)
                number = candidate.sentence
    return near


def _of(person: Person, owner: tuple[str | None, str | None]) -> bool:
    iso3, code = owner
    if iso3 and person.iso3:
        return iso3 == person.iso3
    if code and person.code:
        return code == person.code
    return not (iso3 and person.code) and not (code and person.iso3)


def _resolve_roles(draft: Draft, told: Sequence[Candidate], drafting: Drafting) -> None:
    """ "The foreign ministers" are the two who hold that office, where the report has just two."""
    office = draft.office or ""
    people = list(_recent(office, told, drafting))
    if len(people) == 2:
        draft.parties = tuple(replace(person_party(person), rule="roles") for person in people)


def _recent(office: str, told: Sequence[Candidate], drafting: Drafting) -> Iterator[Person]:
    seen: set[str] = set()
    for person in drafting.people:
        if office_fits(office, person.offices()) and person.id not in seen:
            seen.add(person.id)
            yield person
