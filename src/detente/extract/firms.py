"""Companies that the text calls so: "the state oil company Nordkar", "Nordkar, a shipping firm", "Dorn Holdings Ltd"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.extract.organisations import BodySpan
from detente.extract.pages import Hit, Page
from detente.lexicon.entities import EntityTables, Named

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 5
"""Words of the longest name of a firm."""


def find_firms(
    pages: Mapping[int, Page],
    hits: Mapping[int, Sequence[Hit]],
    bodies: Mapping[int, Sequence[BodySpan]],
    tables: EntityTables,
) -> dict[int, list[BodySpan]]:
    """Page -> firms in order, outside ``bodies`` and longer table phrases; a name told as a firm's once is a firm's everywhere."""
    taken = {index: _taken(hits[index], bodies[index]) for index in pages}
    told: dict[str, Named | None] = {}
    for index, page in pages.items():
        for first, last, owner in _told(page, taken[index], hits[index], tables):
            name = page.doc[first:last].text
            told[name] = told.get(name) or owner
    names = {tuple(name.split()): name for name in told}
    found: dict[int, list[BodySpan]] = {index: [] for index in pages}
    if names:
        for index, page in pages.items():
            found[index] = list(_again(page, taken[index], names, told))
    return found


def _taken(hits: Sequence[Hit], bodies: Sequence[BodySpan]) -> frozenset[int]:
    spans = [(hit.first, hit.last) for hit in hits] + [(body.first, body.last) for body in bodies]
    return frozenset(position for first, last in spans for position in range(first, last))


def _told(
    page: Page, taken: frozenset[int], hits: Sequence[Hit], tables: EntityTables
) -> Iterator[tuple[int, int, Named | None]]:
    nouns, endings = tables.word_list("firm-nouns"), tables.word_list("firm-endings")
    words = nouns | endings
    for token in page.tokens:
        if page.lows[token.i] not in words:
            continue
        if token.lower_ in endings and token.text[0].isupper() and token.i not in taken:
            first, last = _run(page, token.i, taken)
            if last - first > 1:
                yield first, last, None
        elif token.lower_ in nouns and token.tag_ == "NN":
            name = _named(page, token, taken)
            if name is not None:
                yield *name, _owner(page, token, hits)


def _named(page: Page, noun: Token, taken: frozenset[int]) -> tuple[int, int] | None:
    """The name beside the noun: right after it, in apposition after it, or before it as what it is in apposition to."""
    doc = page.doc
    places = [noun.i + 1] if noun.i + 1 < len(doc) else []
    places += [child.i for child in noun.children if child.dep_ == "appos"]
    if noun.dep_ == "appos" and noun.head.i < noun.i and doc[noun.left_edge.i - 1].text == ",":
        places.append(noun.head.i)
    for place in places:
        if _opens(doc[place], taken):
            first, last = _run(page, place, taken)
            # "the operator Karr" may be a man; in apposition, "the company, Karr," he is a firm
            wrong = {"GPE", "LOC", "DATE"} | ({"PERSON"} if place == noun.i + 1 or last - first > 1 else set())
            if all(token.ent_type_ not in wrong for token in doc[first:last]):
                return first, last
    return None


def _opens(token: Token, taken: frozenset[int]) -> bool:
    named = token.tag_ in {"NNP", "NNPS"} and token.text[0].isupper() and token.ent_type_ not in {"DATE", "TIME"}
    return named and token.i not in taken and len(token.text) > 1


def _run(page: Page, place: int, taken: frozenset[int]) -> tuple[int, int]:
    first = last = place
    while first and _opens(page.tokens[first - 1], taken) and place - first < _LONGEST:
        first -= 1
    while last < len(page.tokens) and _opens(page.tokens[last], taken) and last - first < _LONGEST:
        last += 1
    return first, max(last, place + 1)


def _owner(page: Page, noun: Token, hits: Sequence[Hit]) -> Named | None:
    """ "The Ruritanian oil company", "Ruritania's state airline"."""
    low = max(noun.left_edge.i, noun.i - 5)
    states = [hit.named for hit in hits if low <= hit.first and hit.last <= noun.i and hit.named.iso3]
    return states[0] if states else None


def _again(
    page: Page, taken: frozenset[int], names: Mapping[tuple[str, ...], str], told: Mapping[str, Named | None]
) -> Iterator[BodySpan]:
    words = [token.text for token in page.tokens]
    longest = max(len(name) for name in names)
    at = 0
    while at < len(words):
        size = next((n for n in range(longest, 0, -1) if tuple(words[at : at + n]) in names), 0)
        if size and not taken & set(range(at, at + size)):
            name = names[tuple(words[at : at + size])]
            head = page.doc[at : at + size].root.i
            yield BodySpan(
                page.index, at, at + size, head, name.lower(), "company", told[name], None, "BUS", False, True
            )
        at += size or 1
