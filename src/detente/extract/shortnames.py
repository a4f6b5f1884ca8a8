"""Surnames alone: where a person whose full name the report tells is named by one word of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.extract.pages import Hit, Page
from detente.extract.persons import PersonSpan
from detente.lexicon.entities import EntityTables
from detente.records.ids import name_key


def find_short_names(
    spans: Sequence[PersonSpan],
    pages: Mapping[int, Page],
    hits: Mapping[int, list[Hit]],
    blocked: Mapping[int, frozenset[int]],
    tables: EntityTables,
) -> list[PersonSpan]:
    """The spans with single names added that the model missed, and lone ones dropped that the text uses as a common word.

    "Silos were hit" makes no man of Silos where "silos" stands elsewhere; a town after "in" makes none either.
    """
    full = [span for span in spans if len(span.words) > 1]
    known = {
        name_key(word) for span in full for word in span.words if len(word) > 2 and word.lower() not in tables.genders
    }
    known |= {name_key(span.words[-1]) for span in (*full, *(span for span in spans if span.sure))}
    known |= tables.holders.leaders
    known |= {name_key(span.words[0]) for span in full if _first_name_is_used(span, tables)}
    common = {word for page in pages.values() for word in page.words if word.islower()}
    votes = _votes(pages)
    towns = {word for page in pages.values() for word in _after_in(page)}
    kept = [
        span
        for span in spans
        if len(span.words) > 1
        or span.titles
        or name_key(span.words[0]) in known
        or (
            span.words[0].lower() not in common
            and span.words[0] not in towns
            and votes.get(span.words[0], 1) > 0
            and (span.words[0].lower() in tables.genders or _acts(span, pages, spans, tables))
        )
    ]
    used: dict[int, set[int]] = {index: set(blocked[index]) for index in pages}
    for index, found in hits.items():
        used[index] |= {position for hit in found for position in range(hit.first, hit.last)}
    for span in kept:
        used[span.page] |= set(range(span.first, span.last))
    for index, page in pages.items():
        kept += [
            _short(page, position)
            for position in range(len(page.tokens))
            if position not in used[index] and _named(page, position, known, tables)
        ]
    return sorted(kept, key=lambda span: (span.page, span.first))


def _first_name_is_used(span: PersonSpan, tables: EntityTables) -> bool:
    """ "Abiy Ahmed" is Abiy, "Kim Jong Un" is Kim: where the tables know the person and the state's custom."""
    return any(row.of in tables.holders.first_names for row in tables.holders.named(span.words))


def _votes(pages: Mapping[int, Page]) -> dict[str, int]:
    """How much oftener the model reads a single word as a person than as a body: firms are not men."""
    votes: dict[str, int] = {}
    for page in pages.values():
        for token in page.tokens:
            if token.ent_type_ in {"PERSON", "ORG", "GPE", "PRODUCT"} and token.text[0].isupper():
                votes[token.text] = votes.get(token.text, 0) + (1 if token.ent_type_ == "PERSON" else -1)
    return votes


def _after_in(page: Page) -> Iterator[str]:
    """Capitalised words after "in" or "near": towns, unless something says that they are people."""
    for place, word in enumerate(page.lows[:-1]):
        if word not in {"in", "near"} or page.tokens[place].tag_ != "IN":
            continue
        if page.tokens[place + 1].text[0].isupper():
            yield page.words[page.word_of[place + 1]]


def _acts(span: PersonSpan, pages: Mapping[int, Page], spans: Sequence[PersonSpan], tables: EntityTables) -> bool:
    """Whether a lone name does what people do, somewhere in the report: firms and towns that the model takes for men mostly do not.

    "Silos were not the target", "driven to Dorn", "the Dorn sank" make no persons.
    """
    verbs = tables.word_list("saying-verbs") | _HUMAN
    for other in spans:
        if other.words != span.words:
            continue
        token = pages[other.page].doc[other.head]
        if any(child.dep_ == "det" for child in token.children):
            return False
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_.lower() in verbs:
            return True
    return False


_HUMAN = frozenset(
    [
        "say",
        "tell",
        "add",
        "warn",
        "deny",
        "announce",
        "declare",
        "claim",
        "accuse",
        "urge",
        "call",
        "promise",
        "vow",
        "meet",
        "visit",
        "ask",
        "insist",
        "sign",
        "order",
        "arrive",
    ]
)


def _named(page: Page, position: int, known: set[str], tables: EntityTables) -> bool:
    token = page.tokens[position]
    if not token.text[0].isupper() or len(token.text) < 2 or (token.text.isupper() and not page.capitals):
        return False
    if token.lower_ in tables.word_list("calendar") and token.ent_type_ != "PERSON":
        return False
    if token.tag_ not in {"NNP", "NNPS", "NN", "NNS", "JJ", "FW", "VB", "VBP"} and not token.is_sent_start:
        return False
    return name_key(token.text) in known and token.lower_ not in {"the", "a", "an"}


def _short(page: Page, position: int) -> PersonSpan:
    words = page.span_words(position, position + 1)
    return PersonSpan(page.index, position, position + 1, position, position, words, ())
