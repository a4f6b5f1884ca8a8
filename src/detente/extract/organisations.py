"""Ministries, services, institutes and other bodies that no table names: "the Ruritanian foreign ministry", "Karr's office"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.pages import Hit, Page
from detente.extract.sectors import body_sector
from detente.lexicon.entities import EntityTables, Named

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class BodySpan:
    """A body's name: tokens ``first`` to ``last``; ``key`` is what makes it the same body, ``owner`` whose it is.

    ``definite`` is True for a bare "the ministry" that can only point back.
    """

    page: int
    first: int
    last: int
    head: int
    key: str
    noun: str
    owner: Named | None
    place: Named | None
    sector: str | None
    definite: bool
    proper: bool


def find_bodies(page: Page, hits: Sequence[Hit], tables: EntityTables) -> list[BodySpan]:
    """The bodies of a paragraph in order, none overlapping; a phrase that the tables know whole is left to them."""
    whole = {(hit.first, hit.last) for hit in hits if hit.named.form != "demonym"}
    inside = {position for first, last in whole for position in range(first, last)}
    found: list[BodySpan] = []
    end = 0
    heads = tables.word_list("body-heads")
    for token, word in zip(page.tokens, page.lows, strict=True):
        if word not in heads or token.i < end or token.i in inside:
            continue
        span = _body_at(page, token, hits, inside, tables)
        if token.text.islower() and token.lower_ in tables.word_list("proper-only"):
            continue
        if span is not None and (not found or span.first >= found[-1].last):
            found.append(span)
            end = span.last
    return found


def _body_at(page: Page, head: Token, hits: Sequence[Hit], inside: set[int], tables: EntityTables) -> BodySpan | None:
    """The body whose head noun is ``head``; None for a common noun with nothing to say which."""
    doc = page.doc
    first = _left_edge(page, head, hits, inside, tables)
    last = _right_edge(page, head, hits, tables)
    words = [word for word in page.span_words(first, last) if word[0].isalnum()]
    proper = head.text[0].isupper() and not (head.is_sent_start and last - first == 1) and not page.capitals
    owner, low = _owner(page, first, hits)
    after = _owner_in(page, head.i + 1, last, hits) if doc[head.i : last].text.count(" for ") == 0 else None
    definite = low > 0 and doc[low - 1].lower_ in {"the", "this", "that", "its", "their"}
    if owner is None and after is None and not proper and not (definite and last - first >= 1):
        return None
    noun = next((row for n in (3, 2) if (row := tables.nouns.get(" ".join(words[-n:]).lower()))), None)
    noun = noun or tables.nouns.get(head.lower_)
    sector = noun.sector if noun else None
    if owner is not None and owner.type == "organisation" and sector in {None, "UNK", "CVL"}:
        sector = owner.sector  # "the Northern Fleet's Arctic Group"
    sector = body_sector(words, sector, tables)
    key = _key(page, first, head.i, last, hits, tables)
    location = _location(page, last, hits)
    bare = definite and last - first == 1 and owner is None and after is None
    if bare and not noun and not proper:
        return None
    if not proper and not bare and owner is None and head.lower_ not in tables.word_list("strict-bodies"):
        return None
    if not proper and not bare and noun is not None and noun.kind != "body":
        return None
    return BodySpan(
        page.index, low, last, head.i, key, head.lower_.replace("center", "centre"), owner or after,
        location, sector, bare, proper,
    )  # fmt: skip


def _left_edge(page: Page, head: Token, hits: Sequence[Hit], inside: set[int], tables: EntityTables) -> int:
    """The first token of the name: "foreign" of "the Russian foreign ministry", "Joint" of "the Joint Coordination Center"."""
    first = head.i
    owners = {hit.last for hit in hits if hit.named.form != "place"}
    while first:
        token = page.tokens[first - 1]
        if token.tag_ == "POS" and _workers(page, first, head, inside, owners):
            first -= 2
            continue
        tied = token.tag_ in {"NNP", "NNPS", "NN", "NNS", "JJ", "HYPH", "VBN"} and token.pos_ != "PRON"
        if first in owners or first - 1 in inside or not tied or token.lower_ in tables.word_list("not-portfolio"):
            break
        if token.text[0].isupper() != head.text[0].isupper() and token.text != "-":
            break
        if token.head.i > head.i or token.head.i < first - 1:
            break
        first -= 1
    return first


def _workers(page: Page, first: int, head: Token, inside: set[int], owners: set[int]) -> bool:
    """ "Workers'" of "the Workers' Party": a capitalised plural, not an owner as in "Ruritania's Party"."""
    if first < 2 or first - 1 in owners or first - 2 in inside or not head.text[0].isupper():
        return False
    return page.tokens[first - 2].tag_ in {"NNPS", "NNS", "NNP"} and page.tokens[first - 2].lower_.endswith(
        ("s", "people")
    )


def _right_edge(page: Page, head: Token, hits: Sequence[Hit], tables: EntityTables) -> int:
    """The token after the name: "of Foreign Affairs" and "for National Security and Defence" belong to it."""
    doc = page.doc
    last = head.i + 1
    if last + 1 >= len(doc) or doc[last].lower_ not in {"of", "for", "on"}:
        return last
    position = last + 1
    portfolio = tables.word_list("portfolio")
    names = {hit.first: hit for hit in hits}
    if doc[position].lower_ == "the":
        position += 1
    grown = last
    while position < len(doc):
        token = doc[position]
        if position in names and doc[last].lower_ == "of":
            return names[position].last if not _possessive(page, names[position].last) else last
        if token.lower_ in portfolio or (head.text[0].isupper() and _joins(page, position, head, portfolio)):
            position += 1
            grown = position
        elif token.lower_ in {"and", "&", ",", "-"} and grown == position and position + 1 < len(doc) and doc[position + 1].lower_ in portfolio:  # fmt: skip
            position += 1
        else:
            break
    if grown > last and grown < len(doc) - 1 and doc[grown].lower_ == "of":
        after = grown + 1 + (doc[grown + 1].lower_ == "the")
        if after in names and not _possessive(page, names[after].last):
            return names[after].last
    return grown


def _possessive(page: Page, position: int) -> bool:
    return position < len(page.tokens) and page.tokens[position].tag_ == "POS"


def _joins(page: Page, position: int, head: Token, portfolio: frozenset[str]) -> bool:
    """A capitalised word of an institute's name, though not of a person's who follows a ministry's."""
    token = page.tokens[position]
    if token.text == "-":
        return not page.tokens[position - 1].whitespace_
    if head.lower_ in {"ministry", "ministries"} or not token.text[0].isupper() or token.ent_type_ == "PERSON":
        return False
    return token.tag_ in {"NNP", "NNPS"}


def _owner(page: Page, first: int, hits: Sequence[Hit]) -> tuple[Named | None, int]:
    """Whose body it is by what stands before it, and where the phrase starts: "Ruritania's", "Ruritanian", "Strelsau's"."""
    ends = {hit.last: hit for hit in hits}
    low = first
    if low > 1 and page.tokens[low - 1].tag_ == "POS":
        low -= 1
    hit = ends.get(low)
    if hit is not None and hit.named.form == "place" and low == first and page.tokens[hit.first - 1].tag_ == "POS":
        hit = ends.get(hit.first - 1, hit)  # "the Northern Fleet's Arctic Group" is the fleet's
    return (hit.named, hit.first) if hit else (None, first)


def _owner_in(page: Page, start: int, end: int, hits: Sequence[Hit]) -> Named | None:
    return next((hit.named for hit in hits if start <= hit.first and hit.last <= end and hit.named.iso3), None)


def _location(page: Page, last: int, hits: Sequence[Hit]) -> Named | None:
    """Where it says it is: "the Press Centre, Klow", "the Institute in Klow", "the Institute Klow"."""
    placed = (hit.named for hit in hits if hit.first == last and hit.named.form in {"capital", "place"})
    if last < len(page.tokens) and page.tokens[last - 1].text[0].isupper() and (here := next(placed, None)) is not None:
        return here  # "the Medical Alliance Northern Territory"
    if last < len(page.tokens) and page.tokens[last].lower_ in {",", "in"}:
        return next(
            (hit.named for hit in hits if hit.first == last + 1 and hit.named.form in {"capital", "place"}), None
        )
    return None


def _key(page: Page, first: int, head: int, last: int, hits: Sequence[Hit], tables: EntityTables) -> str:
    """Words that make it the same body: "ministry of foreign affairs" and "foreign ministry" are one."""
    owned = {position for hit in hits for position in range(hit.first, hit.last)}
    kept = [
        _plain(token.lower_)
        for token in page.doc[first:last]
        if token.i not in owned
        and token.text[0].isalnum()
        and token.lower_ not in {"of", "for", "the", "and", "on", "republic"}
    ]
    kept = [word for word in kept if word not in {"affair", "internal"} or len(kept) < 3]
    kept = ["interior" if word == "internal" else word for word in kept]
    return " ".join(sorted(set(kept)))


def _plain(word: str) -> str:
    word = word.replace("center", "centre").replace("defense", "defence").replace("organization", "organisation")
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def body_forms(text: str) -> Iterator[str]:
    """The forms under which a body is kept, without its article: "Foreign Ministry"."""
    yield text[4:] if text[:4].lower() == "the " else text
