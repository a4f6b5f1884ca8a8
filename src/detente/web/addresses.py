"""The addresses of the desk, one function a page."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from detente.records.lines import FACTS


def story(identity: str) -> str:
    """The page of a story."""
    return f"/story/{_part(identity)}"


def brief(identity: str, ending: str = "") -> str:
    """The brief of a story, as a page or as a file with an ending."""
    return f"/story/{_part(identity)}/brief{ending}"


def report(identity: str, fact: str | None = None) -> str:
    """The page of a report, at the words of a fact where one is told."""
    if fact is None:
        return f"/report/{_part(identity)}"
    return f"/report/{_part(identity)}?{_query(fact=fact)}#w-{_part(fact)}"


def fact(identity: str) -> str:
    """The page of an attribution, event, commitment, quantity or opinion."""
    return f"/fact/{_part(identity)}"


def finding(identity: str, of: str | None = None) -> str:
    """The page of a finding, with the words of one report at the left where it is told."""
    return f"/finding/{_part(identity)}" + (f"?{_query(report=of)}" if of else "")


def row(kind: str, identity: str) -> str:
    """The page of a row of any kind."""
    pages = {"story": story, "report": report, "finding": finding, "entity": entity}
    return fact(identity) if kind in FACTS else pages[kind](identity)


def entity(identity: str) -> str:
    """The page of an entity."""
    return f"/entity/{_part(identity)}"


def relation(one: str, other: str) -> str:
    """The page of two parties (codes or entity ids), the same whichever is named first."""
    first, second = sorted((one, other))
    return f"/relation/{_part(first)}/{_part(second)}"


def search(**filters: str | None) -> str:
    """The search page with some filters set."""
    return f"/search?{_query(**filters)}"


def listed(page: str, **filters: str | None) -> str:
    """A list page with some filters set."""
    told = _query(**filters)
    return f"/{page}?{told}" if told else f"/{page}"


def twin(path: str, query: str) -> str:
    """The address of the JSON twin of a page."""
    path = "/stories" if path == "/" else path
    return f"{path}.json" + (f"?{query}" if query else "")


def _part(text: str) -> str:
    return quote(text, safe="", errors="replace")


def _query(**values: str | None) -> str:
    return urlencode({name: value for name, value in values.items() if value}, errors="replace")
