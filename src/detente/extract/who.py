"""Who a phrase means on a day: one phrase through the resolver that reads reports, as if it were said to act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.extract.mentions import Reference, References
from detente.extract.references import find_references
from detente.extract.sectors import sector_told
from detente.language.parsed import parse_report
from detente.records.kinds import Report
from detente.records.shapes import Mention, Region

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from detente.language.parsed import Paragraph
    from detente.language.parser import Parser
    from detente.lexicon.entities import EntityTables, Named
    from detente.lexicon.lexicon import Lexicon

_ACTS = " said so."
"""Put behind the phrase, so that the parser has a sentence and a place is asked for as one that acts."""
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "DT"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a phrase stands for on a day: state or body code, PLOVER sector, the entity's label, its office then, and the rule that says so."""

    phrase: str
    on: str
    iso3: str | None = None
    code: str | None = None
    sector: str | None = None
    label: str | None = None
    office: str | None = None
    rule: str | None = None


def resolve_phrase(phrase: str, on: str, parser: Parser, lexicon: Lexicon) -> Answer:
    """The answer for one phrase on one day (``YYYY-MM-DD``); all fields empty where nothing is known of it.

    A phrase that the tables have whole is that; else it is what the reader takes the head of the phrase for in a sentence; else the sector of its
    noun with the state of the first name in it. "He" and "two men" are UNK (PLOVER manual 5.2: unidentified actors).
    """
    words = " ".join(phrase.split())
    found = Answer(phrase, on)
    if not words:
        return found
    tables = lexicon.entities
    named = tables.names.get(words) or tables.names.get(words.removeprefix("the ").removeprefix("The "))
    if named is not None:
        return _of_table(found, named, tables)
    text = words + _ACTS
    report = Report("who", "", None, on, "en", "unknown", None, text, (Region(0, len(text), "body", "the phrase"),))
    parsed = parse_report(report, parser)
    references = find_references(parsed, lexicon, unchecked=True)
    span = parsed.paragraphs[0].doc.char_span(0, len(words), alignment_mode="expand")
    if span is None:
        return found
    chosen = _chosen(references, span)
    if chosen is not None and chosen.mentions:
        found = _told(found, chosen.mentions[0], references)
    if found.rule is None or not (found.iso3 or found.code or found.sector):
        found = _by_words(found, span, references, parsed.paragraphs[0], tables)
    return found


def _of_table(found: Answer, named: Named, tables: EntityTables) -> Answer:
    sector = named.sector
    if named.form in {"capital", "seat"}:
        sector = sector or "GOV"
    rule = "metonym-" + named.form if named.form in {"capital", "seat"} else "table-" + named.form
    return replace(found, iso3=named.iso3, code=named.code, sector=sector, label=named.label, rule=rule)


def _chosen(references: References, span: Span) -> Reference | None:
    """The longest reference whose head is the phrase's head; else one that is nearly all of the phrase."""
    head = span.root.i
    inside = [item for item in references.items if item.first < span.end]
    at_head = [item for item in inside if item.head == head]
    whole = [item for item in inside if item.first <= span.start + 1 and item.last >= span.end]
    if at_head and all(item.kind == "place" for item in at_head):
        named = [item for item in inside if item.kind == "name"]
        at_head = named[:1] or at_head  # "the Medical Alliance Northern Territory" is the alliance
    found = at_head or whole
    return max(found, key=lambda item: (item.kind == "name", item.last - item.first, -item.first)) if found else None


def _told(found: Answer, mention: Mention, references: References) -> Answer:
    entity = references.entities.get(mention.entity) if mention.entity else None
    office = next((office.title for office in entity.offices), None) if entity else None
    sector = mention.sector or (entity.sector if entity and entity.type != "state" else None)
    return replace(
        found, iso3=mention.iso3, code=mention.code, sector=sector, label=entity.label if entity else None, office=office,
        rule=mention.rule,
    )  # fmt: skip


def _by_words(found: Answer, span: Span, references: References, paragraph: Paragraph, tables: EntityTables) -> Answer:
    """By the noun that heads the phrase, and the state of the first name in it."""
    root = span.root
    sector = _noun(root, tables)
    sector = sector_told((token.lower_ for token in span), sector, tables)
    if sector is None and len(span) == 1 and root.tag_ in _PRONOUNS:
        return replace(found, sector="UNK", rule="unidentified")
    if sector is None and root.lemma_.lower() in tables.word_list("occasions"):
        return found  # "the Vietnam War" is nobody's
    counted = _counted(root, tables)
    named = references.at(paragraph, counted) if counted is not None else None
    if sector is None and named is not None and named.mentions:
        return _told(found, named.mentions[0], references)  # "members of the navy"
    inner = next(
        (m for item in references.items if item.first < span.end for m in item.mentions if m.iso3 or m.code), None
    )
    if sector is None and inner is None:
        return found
    rule = "agent-noun" if sector else "inner-name"
    return replace(
        found,
        iso3=inner.iso3 if inner else found.iso3,
        code=inner.code if inner else found.code,
        sector=sector or found.sector or (inner.sector if inner else None),
        rule=rule,
    )


def _noun(token: Token, tables: EntityTables) -> str | None:
    """The sector of a noun, or of the one it counts or belongs to: "ambulance", "a group of men", "the ombudsman's office"."""
    two = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else ""
    counted = _counted(token, tables)
    for word in (two, token.lower_, token.lemma_.lower()):
        row = tables.nouns.exact.get(word)
        if row is not None and row.sector and not (row.sector == "UNK" and counted is not None):
            return row.sector
        title = tables.titles.exact.get(word)
        if title is not None and not title.honorific and title.sector:
            return title.sector
    if counted is not None:
        return _noun(counted, tables)
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    return _noun(owner, tables) if owner is not None and token.lower_ == "office" else None


def _counted(token: Token, tables: EntityTables) -> Token | None:
    """What a counting word counts: "men" of "a group of men"."""
    if token.lemma_.lower() not in tables.word_list("partitives"):
        return None
    return next(
        (part for child in token.children if child.lower_ == "of" for part in child.children if part.dep_ == "pobj"),
        None,
    )
