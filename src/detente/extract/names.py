"""Names, demonyms, capitals and seats of the tables, where a text has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from detente.extract.pages import Hit, Page
from detente.lexicon.entities import EntityTables, Named

if TYPE_CHECKING:
    from spacy.tokens import Token


_ENGLISH = frozenset({"who", "us", "it", "is", "may", "so", "pan"})


def find_hits(page: Page, tables: EntityTables) -> list[Hit]:
    """The table phrases of a paragraph in order, the longest at each place, none overlapping."""
    hits: list[Hit] = []
    place = 0
    while place < len(page.words):
        found = tables.names.longest_at(page.words, place)
        if found is None:
            place += 1
            continue
        length, named = found
        first, last = page.span_of(place, length)
        if _plausible(page, first, last, named.form, tables) and not (
            named.code == "WST" and _compass(page, first, last)
        ):
            hits.append(Hit(first, last, named))
        place += length
    return _in_provinces(page, hits, tables)


def settle_agencies(
    hits: Mapping[int, list[Hit]], pages: Mapping[int, Page], home: str | None, tables: EntityTables
) -> dict[int, list[Hit]]:
    """Leave out bodies that the tables know of one state where the text means another's, to be read as that state's body.

    "The Ruritanian Senate", "the National Security Council of Ruritania"; and "the Senate" in a report from Strelsau that never names
    the table's state.
    """
    named = {hit.named.iso3 for found in hits.values() for hit in found if hit.named.type != "organisation"}
    settled: dict[int, list[Hit]] = {}
    for index, found in hits.items():
        page = pages[index]
        settled[index] = [hit for hit in found if not _of_another(page, hit, found, home, named, tables)]
    return settled


def _of_another(
    page: Page, hit: Hit, hits: Sequence[Hit], home: str | None, named: Set[str | None], tables: EntityTables
) -> bool:
    own = hit.named.iso3
    if hit.named.type != "organisation" or own is None:
        return False
    if page.doc[hit.first : hit.last].text.lower() not in tables.word_list("generic-agencies"):
        return False
    before = hit.first - (page.tokens[hit.first - 1].tag_ == "POS" if hit.first else 0)
    after = hit.last + 1 + (hit.last + 1 < len(page.lows) and page.lows[hit.last + 1] == "the")
    of = hit.last < len(page.lows) and page.lows[hit.last] == "of"
    for other in hits:
        if other.named.iso3 not in {None, own} and (other.last == before or (of and other.first == after)):
            return True
    return home not in {None, own} and own not in named


def _in_provinces(page: Page, hits: list[Hit], tables: EntityTables) -> list[Hit]:
    """ "San Jose, California", "Lebanon, Pennsylvania" are in America, and so is the Georgia of "Atlanta, Georgia"."""
    if not any(_is_province(page, hit, tables) or hit.named.iso3 == "GEO" for hit in hits):
        return hits
    settled = [_american(page, hit) for hit in hits]
    for n in range(1, len(hits)):
        town, region = settled[n - 1], hits[n]
        if region.first != town.last + 1 or page.tokens[town.last].text != "," or town.named.form == "demonym":
            continue
        if _is_province(page, region, tables) and town.named.iso3 != region.named.iso3:
            name = page.doc[town.first : town.last].text
            settled[n - 1] = Hit(town.first, town.last, Named("place", "place", name, iso3=region.named.iso3))
        elif region.named.iso3 == "GEO" and town.named.form == "place" and town.named.iso3 == "USA":
            settled[n] = Hit(region.first, region.last, Named("place", "place", "Georgia (United States)", iso3="USA"))
    return settled


_AMERICAN = frozenset({"governor", "senator", "gov", "sen", "congressman", "congresswoman", "republican", "republicans", "democrat", "democrats", "lawmakers"})  # fmt: skip


def _american(page: Page, hit: Hit) -> Hit:
    """ "Georgia Governor Jan Karr" is no governor of the state in the Caucasus."""
    after = page.lows[hit.last].rstrip(".") if hit.last < len(page.lows) else ""
    if hit.named.iso3 == "GEO" and hit.named.form == "name" and after in _AMERICAN:
        return Hit(hit.first, hit.last, Named("place", "place", "Georgia (United States)", iso3="USA"))
    return hit


def _is_province(page: Page, hit: Hit, tables: EntityTables) -> bool:
    return hit.named.form == "place" and page.doc[hit.first : hit.last].text.lower() in tables.word_list("provinces")


def _given_name(page: Page, first: int, last: int, tables: EntityTables) -> bool:
    """ "Jordan Okker", "Georgia Lind, the minister": a place that is a given name too, before a surname that no table knows."""
    if last - first != 1 or last >= len(page.tokens) or page.lows[first] not in tables.genders:
        return False
    after = page.tokens[last]
    if after.tag_ != "NNP" or not after.text.istitle() or page.tokens[first].text.isupper():
        return False
    if tables.names.exact.get(after.text) or tables.titles.exact.get(after.lower_):
        return False
    lists = ("body-words", "locality-nouns", "occasions", "facilities", "calendar", "not-names")
    return not any(after.lower_ in tables.word_list(name) for name in lists)


def _plausible(page: Page, first: int, last: int, form: str, tables: EntityTables) -> bool:
    """Not part of a longer name: "Jordan" in "Michael Jordan", "Chad" in "Chad Miller", "Paris" in "Paris Brown"."""
    doc = page.doc
    token = doc[first]
    if token.text.endswith("$"):
        return False  # "US$" is money
    if last < len(doc) and doc[last].text.isupper() and len(doc[last].text) > 2 and token.lower_ in _ENGLISH:
        return False  # "WHO IS TO BLAME" in a line set in capitals
    if form != "demonym" and _given_name(page, first, last, tables):
        return False
    if form == "demonym" or token.ent_type_ != "PERSON":
        return True
    before = doc[first - 1] if first else None
    after = doc[last] if last < len(doc) else None
    return not (_same_person(before, token) or _same_person(after, token))


def _compass(page: Page, first: int, last: int) -> bool:
    """ "The West Coast", "Western lowland gorillas", "western Klow": a quarter of the sky, not the bloc."""
    doc = page.doc
    if last >= len(doc):
        return False
    after = doc[last]
    if doc[last - 1].lower_ == "west":
        return after.tag_ in {"NNP", "NNPS"} and not after.is_sent_start
    return last - first == 1 and (after.tag_ in {"NNP", "NNPS"} or after.ent_type_ in {"LOC", "GPE"})


def _same_person(neighbour: Token | None, token: Token) -> bool:
    """Whether the model reads the neighbour as a word of the same person's name."""
    if neighbour is None or neighbour.ent_type_ != "PERSON" or not neighbour.text[:1].isupper():
        return False
    return (token if token.i > neighbour.i else neighbour).ent_iob_ == "I"
