"""Who and what a report refers to: the page that puts the steps together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from detente.extract.coreference import link_references
from detente.extract.documents import find_documents
from detente.extract.drafting import Drafting, draft_page
from detente.extract.drafts import Draft, build_reference
from detente.extract.firms import find_firms
from detente.extract.home import home_state
from detente.extract.mentions import References, build_references
from detente.extract.names import find_hits, settle_agencies
from detente.extract.near_state import settle_near
from detente.extract.organisations import BodySpan, find_bodies
from detente.extract.pages import Hit, Page, build_pages
from detente.extract.people import author_of, build_people, person_entity, settle_elsewhere
from detente.extract.persons import PersonSpan, find_persons
from detente.extract.registry import Registry
from detente.extract.shortnames import find_short_names
from detente.extract.titles import offices_told
from detente.language.parsed import ParsedReport
from detente.lexicon.entities import EntityTables
from detente.lexicon.lexicon import Lexicon


def find_references(parsed: ParsedReport, lexicon: Lexicon, *, unchecked: bool = False) -> References:
    """All references to entities in text order.

    Table phrases first, then bodies and persons, who are one man or woman by their names, then roles and places, last what
    points back. With ``unchecked`` a role that nobody in the text holds ("the US secretary of state") is given the holder of a table row that no
    second source confirms, too. A person keeps one id however he or she is named; ``Entity.aliases`` has the names, never metonyms or roles.
    """
    tables = lexicon.entities
    pages = {page.index: page for page in build_pages(parsed)}
    named = {index: find_hits(page, tables) for index, page in pages.items()}
    home = home_state(parsed.report, tables, (hit for held in named.values() for hit in held))
    hits = settle_agencies(named, pages, home, tables)
    bodies = {index: find_bodies(page, hits[index], tables) for index, page in pages.items()}
    firms = find_firms(pages, hits, bodies, tables)
    bodies = {index: sorted([*bodies[index], *firms[index]], key=lambda body: body.first) for index in pages}
    spans = _name_spans(pages, hits, bodies, tables)
    people = build_people(spans, pages, parsed.report.id, tables, published=parsed.report.published_day)
    registry = Registry(tables)
    drafting = Drafting(tables, registry, home, people, parsed.report.published_day, unchecked)
    elsewhere = offices_told(pages, hits, tables) if any(not (p.iso3 or p.code) for p in people) else {}
    for person in people:
        drafting.settle(person)
        settle_elsewhere(person, people, elsewhere)
    for person in sorted(people, key=lambda person: (person.spans[0].page, person.spans[0].first)):
        settle_near(person, people, pages, hits, tables)
        registry.add(*person_entity(person))
    author = author_of(parsed.report, people)
    if author is not None:
        registry.add(author, Counter(), ())
    drafts: list[Draft] = []
    for index, page in pages.items():
        here = draft_page(page, hits[index], bodies[index], drafting)
        here += find_documents(page, here, drafting)
        drafts += sorted(here, key=lambda draft: (draft.first, draft.last))
    drafts = link_references(drafts, pages, drafting)
    items = tuple(build_reference(draft, pages[draft.page], parsed.report.id) for draft in drafts if draft.parties)
    used = frozenset(party.entity for draft in drafts for party in draft.parties if party.entity)
    return build_references(registry.build(used | ({author.id} if author else set())), items)


def _name_spans(
    pages: Mapping[int, Page],
    hits: Mapping[int, list[Hit]],
    bodies: Mapping[int, list[BodySpan]],
    tables: EntityTables,
) -> list[PersonSpan]:
    blocked = {index: _positions(bodies[index]) for index in pages}
    spans = [
        span
        for index, page in pages.items()
        for span in find_persons(page, _outside(hits[index], bodies[index]), blocked[index], tables)
    ]
    return find_short_names(spans, pages, hits, blocked, tables)


def _outside(hits: Sequence[Hit], bodies: Sequence[BodySpan]) -> list[Hit]:
    """Hits that are not in the middle of a body's name: "Klow" of "Institute for Klow Studies" tells nobody's state."""
    return [
        hit
        for hit in hits
        if not any(
            body.first < hit.first and hit.last < body.last and hit.named.type != "organisation" for body in bodies
        )
    ]


def _positions(spans: Iterable[BodySpan]) -> frozenset[int]:
    return frozenset(position for span in spans for position in range(span.first, span.last))
