"""Names of persons where they stand, with the titles told beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.extract.mononyms import aged, given_as
from detente.extract.pages import Hit, Page
from detente.extract.titles import Told, titles_of
from detente.lexicon.entities import EntityTables, Named

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A person's name: tokens ``first`` to ``last`` with title, the name alone from ``name_first``; ``words`` are folded.

    ``sure`` where the text says that it is a name ("a deckhand who gave his name only as Dragan"), with the ``gender`` it tells and the
    tokens of the phrase that is ``described`` so.
    """

    page: int
    first: int
    last: int
    name_first: int
    head: int
    words: tuple[str, ...]
    titles: tuple[Told, ...]
    of: Named | None = None
    gender: str | None = None
    sure: bool = False
    described: tuple[int, int] | None = None


def find_persons(page: Page, hits: Sequence[Hit], blocked: frozenset[int], tables: EntityTables) -> list[PersonSpan]:
    """The names of persons in a paragraph, in order; tokens in ``blocked`` belong to organisations."""
    taken = blocked | {position for hit in hits for position in range(hit.first, hit.last)}
    runs = list(name_runs(page, taken, tables))
    persons: list[PersonSpan] = []
    for first, last in runs:
        span = _person(page, first, last, hits, persons, tables)
        if span is not None:
            persons.append(span)
    return persons


def name_runs(page: Page, taken: frozenset[int], tables: EntityTables) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that can be one name: capitalised words, particles and hyphens between them."""
    position, count = 0, len(page.tokens)
    while position < count:
        if not page.caps[position] or not _opens(page, position, taken, tables):
            position += max(1, _title_length(page, position, tables))
            continue
        last = position + 1
        while last < count and (step := _continues(page, last, taken, tables)):
            last += step
        yield position, last
        position = last


def _title_length(page: Page, position: int, tables: EntityTables) -> int:
    """Tokens of a capitalised title that starts here and that a name follows: "Foreign Minister" of "Foreign Minister Lavrov"."""
    word = page.word_of[position]
    if word >= len(page.words) or page.lower[word] not in tables.titles.by_first or page.token_of[word] != position:
        return 0
    found = tables.titles.longest_at(page.lower, word)
    if found is None:
        return 0
    first, last = page.span_of(word, found[0])
    return last - first


def _opens(page: Page, position: int, taken: frozenset[int], tables: EntityTables) -> bool:
    return _name_token(page, position, taken, tables) and not _title_length(page, position, tables)


def _name_token(page: Page, position: int, taken: frozenset[int], tables: EntityTables) -> bool:
    if not page.caps[position] or position in taken:
        return False
    token = page.tokens[position]
    text = token.text
    if _is_time(page, position, tables):
        return False
    if page.capitals or (token.lower_ in tables.word_list("not-names") and not _given_too(page, position, tables)):
        return False
    if token.ent_type_ == "PERSON" or token.tag_ in {"NNP", "NNPS"}:
        return text[0].isalpha()
    return token.tag_ in {"NN", "FW", "JJ", "NNS", "VB", "VBP", "VBZ"} and not token.is_sent_start and not token.is_stop


def _given_too(page: Page, position: int, tables: EntityTables) -> bool:
    """ "Christian Dorn": a word that is mostly no name begins one here."""
    if page.tokens[position].lower_ not in tables.genders or position + 1 >= len(page.tokens):
        return False
    after = page.tokens[position + 1]
    return after.tag_ == "NNP" and after.text.istitle() and after.ent_type_ in {"PERSON", ""}


def _is_time(page: Page, position: int, tables: EntityTables) -> bool:
    """A month or weekday: "May 9", but not in "Theresa May" and "Jan Karr"."""
    token = page.tokens[position]
    if token.lower_ not in tables.word_list("calendar") or token.ent_type_ == "PERSON":
        return False
    following = page.tokens[position + 1].text if position + 1 < len(page.tokens) else ""
    before = page.tokens[position - 1] if position else None
    if before is not None and before.text.istitle() and before.lower_ in tables.genders and not following[:1].isdigit():
        return False  # "Theresa May told MPs", which the model does not know for a name
    return not (token.lower_ in tables.genders and following.istitle())


def _continues(page: Page, position: int, taken: frozenset[int], tables: EntityTables) -> int:
    """How many tokens the name goes on for at ``position``: 0 where it ends."""
    token = page.tokens[position]
    if _name_token(page, position, taken, tables):
        # "Martin King said": a word that is also a title ends a name unless another name follows it
        length = _title_length(page, position, tables)
        return 1 if not length or not _followed_by_name(page, position + length, taken, tables) else 0
    following = position + 1
    if following >= len(page.tokens):
        return 0
    if token.text in {"-", "‑", "’", "'"} and not page.tokens[position - 1].whitespace_ and not token.whitespace_:
        return 2 if page.tokens[following].text[0].isalpha() and following not in taken else 0
    if token.lower_ in tables.word_list("particles") and token.text[0].islower():
        return _after_particle(page, following, taken, tables)
    return 0


def _after_particle(page: Page, position: int, taken: frozenset[int], tables: EntityTables) -> int:
    """The particle and what follows it: "al - Assad", "van der Berg"."""
    length = 1
    while position < len(page.tokens) and length < 5:
        token = page.tokens[position]
        if _name_token(page, position, taken, tables):
            return length + 1
        if token.text not in {"-", "‑"} and token.lower_ not in tables.word_list("particles"):
            return 0
        position, length = position + 1, length + 1
    return 0


def _followed_by_name(page: Page, position: int, taken: frozenset[int], tables: EntityTables) -> bool:
    return position < len(page.tokens) and _opens(page, position, taken, tables)


def _person(
    page: Page, first: int, last: int, hits: Sequence[Hit], before: Sequence[PersonSpan], tables: EntityTables
) -> PersonSpan | None:
    """The run as a person's name, or None where nothing says that it is one."""
    first, last = _trimmed(page, first, last, tables)
    words = tuple(word for word in page.span_words(first, last) if word[0].isalnum())
    if (
        not words
        or not any(len(word) > 1 for word in words)
        or (len(words) > 1 and len(set(words)) == 1)
        or _names_a_body(page, first, last, tables)
    ):
        return None
    told = titles_of(page, first, last, hits, [(span.first, span.last) for span in before], tables)
    given = given_as(page, first)
    if given is None and not aged(page, last) and not _is_person(page, first, last, words, told, tables):
        return None
    start = min((title.first for title in told if title.attached), default=first)
    return PersonSpan(
        page.index, start, last, first, _head(page, first, last), words, told, _state_after(page, last, hits),
        gender=given.gender if given else None, sure=given is not None or aged(page, last), described=given.phrase if given else None,
    )  # fmt: skip


def _head(page: Page, first: int, last: int) -> int:
    """The token by which the name hangs in the sentence: its last word, unless the parser has another."""
    return page.doc[first:last].root.i


def _state_after(page: Page, last: int, hits: Sequence[Hit]) -> Named | None:
    """ "Anna Karr of Ruritania"."""
    if last + 1 >= len(page.tokens) or page.tokens[last].lower_ != "of":
        return None
    return next((hit.named for hit in hits if hit.first == last + 1 and hit.named.form == "name"), None)


def _trimmed(page: Page, first: int, last: int, tables: EntityTables) -> tuple[int, int]:
    """Without verbs and adverbs that a headline or a slip of the tagger has joined to the name."""
    doc = page.doc
    if any(token.ent_type_ == "PERSON" for token in doc[first:last]) and page.paragraph.role == "headline":
        while first < last - 1 and doc[first].ent_type_ != "PERSON":
            first += 1
        while last > first + 1 and doc[last - 1].ent_type_ != "PERSON":
            last -= 1
    return first, last


def _names_a_body(page: Page, first: int, last: int, tables: EntityTables) -> bool:
    bodies = tables.word_list("body-words")
    return any(token.lower_ in bodies for token in page.doc[first:last])


def _is_person(
    page: Page, first: int, last: int, words: tuple[str, ...], told: tuple[Told, ...], tables: EntityTables
) -> bool:
    doc = page.doc
    if any(title.attached for title in told):
        return True
    labels = {token.ent_type_ for token in doc[first:last]}
    full = len(words) > 1
    if _lifeless(page, first, last, words, tables):
        return False
    if full and (told or words[0].lower() in tables.genders or tables.holders.named(words)):
        return True
    if "PERSON" not in labels or _after_locative(doc[first]):
        return False
    return full or not labels - {"PERSON"}


def _lifeless(page: Page, first: int, last: int, words: tuple[str, ...], tables: EntityTables) -> bool:
    """Ships ("KRI Dorn"), festivals, islands whose first word is a place of the tables, and firms written like "GoDorn"."""
    doc = page.doc
    given = words[0].lower() in tables.genders
    if last < len(doc) and doc[last].lower_ in tables.word_list("facilities") and doc[first:last].root.head.i == last:
        return True  # "Anna Karr airport" is where planes land
    if any(letter.isdecimal() for word in words for letter in word):
        return True
    if last - first == 3 and doc[first + 1].text == "-" and doc[last - 1].text.islower() and len(doc[last - 1]) > 3:
        return True  # "Dorn-trained"
    if doc[first].text.isupper() and words[0].lower() in tables.word_list("ship-prefixes"):
        return True
    if given:
        return False
    if (
        first > 1
        and doc[first - 1].lower_ in {"of", "at"}
        and doc[first - 2].lower_ in tables.word_list("firm-offices")
    ):
        return True
    if len(words) > 1 and doc[last - 1].lower_ in tables.word_list("occasions") - {"day", "price"}:
        return True
    place = tables.names.exact.get(words[0]) if len(words) > 1 else None
    if place is not None and place.form in {"place", "capital"}:
        return True
    return any(_camel(token.text) for token in doc[first:last])


def _camel(word: str) -> bool:
    """A capital letter inside a word, unless a Scottish, Irish or Italian name begins so: "SpaceDorn", but "McDorn", "DeLisle"."""
    inner = next((n for n in range(2, len(word)) if word[n].isupper() and word[n - 1].islower()), 0)
    return inner > 3 and not word.startswith(("Mac", "Fitz", "Vander")) and "-" not in word


def _after_locative(token: Token) -> bool:
    """ "In Kochi", "near Luhansk": the model now and then takes a town for a man."""
    if token.i == 0:
        return False
    before = token.nbor(-1)
    return before.lower_ in {"in", "near", "at", "outside", "around", "into"} and before.tag_ == "IN"
