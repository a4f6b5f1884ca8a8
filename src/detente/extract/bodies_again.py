"""Bodies named again by a noun: "the bloc", "the agency", "the ministry", "the militia"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.extract.antecedents import Candidate
from detente.extract.drafting import Drafting
from detente.extract.drafts import Draft, Party


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


_GENERIC = frozenset({"organisation", "organization", "group", "body", "institution"})
"""Nouns that any body may be called by of which the tables do not say what it is called."""
_GENERIC = frozenset({"organisation", "organization", "group", "body", "institution"})
"""Nouns that any body may be called by of which the tables do not say what it is called."""
_STRICT = frozenset({"service", "council", "commission", "institute", "fleet", "foundation", "association"})
"""Nouns that mean only a body of that very noun: "the service" is no ministry."""


def resolve_again(draft: Draft, kind: str, noun: str, told: Sequence[Candidate], drafting: Drafting) -> None:
    """ "The bloc" is the body told last, "the militia" the armed group; a bare "the ministry" (``kind`` body) one of that very noun."""
    _resolve_body(draft, noun, told)
    again = drafting.tables.word_list("bodies-again") | drafting.tables.callings
    if draft.parties or noun in _STRICT or (kind == "body" and noun not in again):
        return
    if noun in _REALMS:
        _resolve_realm(draft, noun, told, drafting)
        return
    kinds = _AGAIN.get(noun, {"igo", "organisation"})
    for candidate in reversed(told):
        party = candidate.parties[0] if len(candidate.parties) == 1 else None
        if party and party.entity and _is_called(party.entity, noun, kinds, drafting):
            draft.parties = (replace(party, rule="body-again"),)
            return


_REALMS = frozenset({"kingdom", "republic", "emirate", "sultanate"})


def _resolve_realm(draft: Draft, noun: str, told: Sequence[Candidate], drafting: Drafting) -> None:
    """ "The kingdom" is the state told last that has the word in its official name."""
    for candidate in reversed(told):
        party = candidate.parties[0] if len(candidate.parties) == 1 else None
        row = drafting.tables.states.get(party.iso3 or "") if party and candidate.what != "person" else None
        if row is not None and any(noun.capitalize() in name.split() for name in row.names):
            draft.parties = (Party(drafting.registry.state(row.iso3), row.iso3, None, None, "body-again"),)
            return


def _is_called(entity: str, noun: str, kinds: set[str], drafting: Drafting) -> bool:
    """Whether a body may be called so: the tables list what some are called ("the bloc" is the EU, "the alliance" NATO), others go by their type."""
    if drafting.registry.type_of(entity) not in kinds:
        return False
    label = drafting.registry.label_of(entity)
    called = drafting.tables.called.get(label)
    if noun in label.lower().split() or (called is not None and noun in called):
        return True
    return called is None and (noun in _GENERIC or noun not in drafting.tables.callings)
