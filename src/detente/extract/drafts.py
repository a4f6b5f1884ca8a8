"""References under construction: stretches of tokens with the parties they stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.extract.mentions import Reference
from detente.extract.pages import Page
from detente.records.shapes import Mention


@dataclass(frozen=True, slots=True)
class Party:
    """What a stretch stands for: an entity id, if there is one, with state, body, sector and the rule that says so."""

    entity: str | None = None
    iso3: str | None = None
    code: str | None = None
    sector: str | None = None
    rule: str = ""


@dataclass(slots=True)
class Draft:
    """Tokens ``first`` up to but not including ``last`` of paragraph ``page`` under construction.

    ``plural`` for what "they" may mean, ``animate`` for people, ``office`` with ``owner`` (iso3, code) for roles, ``noun`` the kind of body or
    title, ``link`` what it points back to, ``possessor`` the token of "his" in "his counterpart",
    ``former`` for a role that is over, ``held_of`` the state or body whose own office a role is, ``what`` is person, people, state or body where that is settled.
    """

    page: int
    first: int
    last: int
    head: int
    kind: str
    parties: tuple[Party, ...] = ()
    acts: bool = True
    plural: bool = False
    animate: bool = False
    gender: str | None = None
    office: str | None = None
    owner: tuple[str | None, str | None] = (None, None)
    noun: str | None = None
    link: tuple[str, str] | None = None
    possessor: int | None = None
    what: str | None = None
    owned: Callable[[Party], Party | None] | None = None
    former: bool = False
    held_of: str | None = None

    def covers(self, other: Draft) -> bool:
        """Whether the other lies within this one."""
        return self.page == other.page and self.first <= other.first and other.last <= self.last


def build_reference(draft: Draft, page: Page, report: str) -> Reference:
    """The reference of a draft, with one Mention a party."""
    start, end = page.paragraph.offsets(draft.first, draft.last)
    quote = page.paragraph.text[start - page.paragraph.start : end - page.paragraph.start]
    mentions = tuple(
        Mention(report, start, end, quote, party.entity, party.iso3, party.code, party.sector, party.rule)
        for party in draft.parties
    )
    return Reference(draft.page, draft.first, draft.last, draft.head, mentions, draft.kind, draft.acts)
