"""Places that no table knows: towns after "in", "the village of Dorn", "the Dorn checkpoint", names the model reads as places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.pages import Hit, Page
from detente.extract.persons import name_runs
from detente.lexicon.entities import EntityTables

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOCATIVE = frozenset({"in", "at", "near", "outside", "around", "inside"})
_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Locality:
    """A place: tokens ``first`` to ``last``, the state told after it ("Dorn, Ruritania"), if any; ``city`` names a capital that the text does not."""

    page: int
    first: int
    last: int
    head: int
    iso3: str | None
    city: str | None = None


def find_localities(page: Page, hits: Sequence[Hit], taken: frozenset[int], tables: EntityTables) -> list[Locality]:
    """Place names of a paragraph that stand outside ``taken``, in order."""
    used = taken | {position for hit in hits for position in range(hit.first, hit.last)}
    return sorted(
        [*_localities(page, hits, used, tables), *_capitals(page, hits, tables)], key=lambda place: place.first
    )


def _capitals(page: Page, hits: Sequence[Hit], tables: EntityTables) -> Iterator[Locality]:
    """ "The Ruritanian capital", "the capital of Ruritania": the town itself, where it is a place and nobody acts."""
    for hit in hits:
        state = tables.states.get(hit.named.iso3 or "") if hit.named.type == "state" else None
        if state is None or not state.capitals:
            continue
        city = state.capitals[0].split("/")[0]
        after = page.doc[hit.last] if hit.last < len(page.doc) else None
        if hit.named.form == "demonym" and after is not None and after.lower_ == "capital" and after.dep_ == "pobj":
            if after.head.lower_ in _LOCATIVE:
                yield Locality(page.index, hit.first, hit.last + 1, after.i, hit.named.iso3, city)
        elif hit.named.form == "name" and hit.first > 1 and page.doc[hit.first - 1].lower_ == "of":
            noun = page.doc[hit.first - 2]
            if noun.lower_ == "capital" and noun.dep_ == "pobj" and noun.head.lower_ in _LOCATIVE:
                yield Locality(page.index, noun.i, hit.last, noun.i, hit.named.iso3, city)


def _localities(page: Page, hits: Sequence[Hit], used: frozenset[int], tables: EntityTables) -> Iterator[Locality]:
    doc = page.doc
    nouns = tables.word_list("locality-nouns")
    starts = {hit.first: hit.named for hit in hits}
    for first, last in name_runs(page, used, tables):
        low = first
        end = last + (last < len(doc) and doc[last].lower_ in nouns and last not in used)
        before = doc[first - 1] if first else None
        labelled = all(token.ent_type_ in _LABELS for token in doc[first:last] if token.text[0].isalpha())
        tabled = _of_table_place(page, first, last, tables) or (
            last - first > 1 and doc[last - 1].lower_ in tables.word_list("facilities")
        )
        located = (
            before is not None and before.lower_ in _LOCATIVE and before.tag_ == "IN" and not _timely(page, first, last)
        )
        of_place = before is not None and before.lower_ == "of" and first > 1 and doc[first - 2].lower_ in nouns
        palace = (
            before is not None and before.lower_ in nouns and doc[first:last].root.ent_type_ not in {"PERSON", "ORG"}
        )
        if not (labelled or located or of_place or palace or tabled or end > last):
            continue
        if palace and not (labelled or located or of_place):
            low = first - 1
        if doc[last - 1].lower_ in tables.word_list("occasions"):
            continue
        if low == first and _is_tail(doc[first]):
            continue
        text = doc[low:end].text
        if len(text) < 3 or text.isupper() or not any(len(word) > 2 for word in page.span_words(first, last)):
            continue
        after = starts.get(end + 1) if end < len(doc) and doc[end].text == "," else None
        state = after.iso3 if after and after.form == "name" and after.type == "state" else None
        yield Locality(page.index, low, end, doc[first:last].root.i, state)


def _is_tail(token: Token) -> bool:
    """ "Coast" of "the Pacific Coast", "Sea" of "the North Sea": the first word of the name is known otherwise."""
    return token.ent_iob_ == "I" and token.i > 0 and token.nbor(-1).tag_ != "DT"


def _of_table_place(page: Page, first: int, last: int, tables: EntityTables) -> bool:
    """ "Dorn Minor" where the tables know Dorn, whatever the model takes it for."""
    named = tables.names.exact.get(page.words[page.word_of[first]]) if last - first > 1 else None
    return named is not None and named.form in {"place", "capital"} and page.tokens[first].lower_ not in tables.genders


def _timely(page: Page, first: int, last: int) -> bool:
    """ "In Ramadan", "at Christmas", "in World War II" and other times and works are no places."""
    return any(token.ent_type_ in {"DATE", "EVENT", "TIME", "WORK_OF_ART", "ORG", "LANGUAGE", "NORP", "LAW"} - ({"ORG"} if last - first == 1 else set()) or (token.ent_type_ == "PERSON" and last - first > 1) for token in page.doc[first:last])  # fmt: skip
