"""Titles and offices told beside a person's name, before it and after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from detente.extract.pages import Hit, Page
from detente.lexicon.entities import EntityTables, Named, TitleRow

_CLOSERS = frozenset({",", ".", ";", ")", "–", "—", ":", "”", '"', "»"})
_LONGEST = 6
"""Words of the longest title."""


@dataclass(frozen=True, slots=True)
class Told:
    """A title told of a person: tokens ``first`` to ``last``, whose it is, and whether it stands directly before the name.

    ``private`` for an office in a firm or a society: "president of Dorn Lines".
    """

    first: int
    last: int
    row: TitleRow
    office: str
    owner: Named | None
    of: str | None
    former: bool
    attached: bool
    single: bool = True
    others: frozenset[str] = frozenset()
    private: bool = False


def titles_of(
    page: Page, first: int, last: int, hits: Sequence[Hit], persons: Sequence[tuple[int, int]], tables: EntityTables
) -> tuple[Told, ...]:
    """All titles told of the name at tokens ``first`` to ``last``; ``persons`` are the names found before it."""
    attached = _attached(page, first, hits, tables)
    # "Ruritania's military ruler, Colonel Jan Karr": the apposition stands before the rank
    opening = min((title.first for title in attached), default=first)
    told = [
        *attached,
        *_apposed_before(page, opening, last, hits, persons, tables),
        *_apposed_after(page, last, hits, tables),
    ]
    return tuple(sorted(told, key=lambda title: title.first))


def title_at(page: Page, position: int, tables: EntityTables) -> tuple[int, TitleRow] | None:
    """The token after the longest title that starts at a token, and its row."""
    if position >= len(page.tokens):
        return None
    word = page.word_of[position]
    if word >= len(page.words) or page.lower[word] not in tables.titles.by_first or page.token_of[word] != position:
        return None
    found = tables.titles.longest_at(page.lower, word)
    return (page.span_of(word, found[0])[1], found[1]) if found else None


def offices_told(
    pages: Mapping[int, Page], hits: Mapping[int, Sequence[Hit]], tables: EntityTables
) -> dict[str, frozenset[tuple[str | None, str | None]]]:
    """Office -> the states and bodies (iso3, code) whose it is called anywhere: "the Ruritanian ambassador", "UN envoy"."""
    found: dict[str, set[tuple[str | None, str | None]]] = {}
    for index, page in pages.items():
        position = 0
        while position < len(page.tokens):
            title = title_at(page, position, tables)
            if title is None or title[1].honorific:
                position += 1
                continue
            told = _told(page, position, title[0], title[1], hits[index], tables, attached=False)
            if told.owner and (told.owner.iso3 or told.owner.code) and told.single and not told.former:
                found.setdefault(told.office, set()).add((told.owner.iso3, told.owner.code))
            position = title[0]
    return {office: frozenset(owners) for office, owners in found.items()}


def _title_before(page: Page, position: int, tables: EntityTables) -> tuple[int, TitleRow] | None:
    """The token at which the longest title that ends just before ``position`` starts, and its row."""
    word = page.word_of[position]
    for length in range(min(_LONGEST, word), 0, -1):
        found = tables.titles.longest_at(page.lower[word - length : word], 0)
        if found and found[0] == length:
            start = page.token_of[word - length]
            # "a major Karr customer", "the general Karr line": a rank before a name has a capital letter
            return None if found[1].sector == "MIL" and page.tokens[start].text.islower() else (start, found[1])
    return None


def _attached(page: Page, first: int, hits: Sequence[Hit], tables: EntityTables) -> list[Told]:
    """Titles directly before a name, several in a row: "Ruritanian Foreign Minister Dr. Karr"."""
    told: list[Told] = []
    position = first
    while found := _title_before(page, position, tables):
        start, row = found
        told.append(_told(page, start, position, row, hits, tables, attached=True))
        position = told[-1].first
        if not row.honorific and row.sector != "MIL":
            break  # a rank may follow an office: "Deputy Defence Minister Colonel Karr"
    if told and told[-1].row.honorific:
        told += _before_honorific(page, told[-1].first, hits, tables)
    return told


def _before_honorific(page: Page, first: int, hits: Sequence[Hit], tables: EntityTables) -> list[Told]:
    """ "The Premier of Ruritania, the Father of the People, His Excellency Jan Karr": titles in a row before the name."""
    told: list[Told] = []
    end = first
    while end > 1 and page.tokens[end - 1].text == "," and len(told) < 3:
        found = _title_within(page, _phrase_start(page, end - 1), end - 1, hits, tables)
        if found is None:
            break
        told.append(found)
        end = _phrase_start(page, end - 1)
    return told


def _title_within(page: Page, low: int, end: int, hits: Sequence[Hit], tables: EntityTables) -> Told | None:
    for position in range(low, end):
        found = title_at(page, position, tables)
        if found and found[0] <= end and not found[1].honorific:
            told = _told(page, position, found[0], found[1], hits, tables, attached=False)
            return _with_owner(told, told.owner or _owner_after(page, found[0], end, hits), end)
    return None


def _told(
    page: Page, start: int, end: int, row: TitleRow, hits: Sequence[Hit], tables: EntityTables, *, attached: bool
) -> Told:
    """The title at tokens ``start`` to ``end`` with portfolio, owner and what marks it as past, read to its left."""
    doc = page.doc
    ends = {hit.last: hit for hit in hits}
    former = False
    low = start
    modifiers: list[str] = []
    while low and not row.honorific:
        before = doc[low - 1]
        if low in ends:
            break
        if before.lower_ in tables.word_list("former"):
            former, low = True, low - 1
        elif before.lower_ in tables.word_list("rank-words") or _is_portfolio(page, low - 1, tables):
            modifiers.insert(0, before.lower_)
            low -= 1
        elif before.text == "-" and low > 1 and not before.whitespace_:
            low -= 1
        else:
            break
    office = " ".join([*modifiers, row.office or ""]).strip() if not _says_more(row) else " ".join([*modifiers, _singular(doc[start:end].text.lower(), row)])  # fmt: skip
    owner, low = _owner_before(page, low, ends, tables)
    if owner is None and low > 1 and doc[low - 1].tag_ == "POS" and (master := _title_before(page, low - 1, tables)):
        owner = _owner_before(page, master[0], ends, tables)[0]  # "the UN Secretary-General's spokesman"
    if owner and low and doc[low - 1].lower_ in tables.word_list("former"):
        former, low = True, low - 1
    return Told(
        low,
        end,
        row,
        office.replace(" - ", "-"),
        owner,
        None,
        former,
        attached,
        page.tokens[end - 1].tag_ not in {"NNS", "NNPS"},
        _told_before(page, low, hits),
    )


def _singular(text: str, row: TitleRow) -> str:
    return text if text in row.words else (row.office or text)


def _told_before(page: Page, low: int, hits: Sequence[Hit]) -> frozenset[str]:
    """States told before the title in its sentence, outside a quotation that ends before it: one of them may own it.

    "He telephoned his Sylvanian counterpart, Jan Karr, and Infrastructure Minister Anna Brandt".
    """
    start = page.tokens[low].sent.start
    closing = max((token.i for token in page.doc[start:low] if token.text in {"”", '"', "»", "''", "’"}), default=start)
    return frozenset(
        hit.named.iso3
        for hit in hits
        if closing <= hit.first and hit.last <= low and hit.named.iso3 and hit.named.form != "place"
    )


def _says_more(row: TitleRow) -> bool:
    return row.id in {"minister", "head", "director", "chairman", "official"}


def _is_portfolio(page: Page, position: int, tables: EntityTables) -> bool:
    """ "Infrastructure" of "Infrastructure Minister": a noun or adjective that is tied to the title."""
    token = page.tokens[position]
    if token.lower_ in tables.word_list("not-portfolio") or not token.text[0].isalpha():
        return False
    return token.tag_ in {"NN", "NNP", "NNS", "NNPS", "JJ"} and token.head.i >= position and token.head.i - position < 5


def _owner_before(page: Page, low: int, ends: dict[int, Hit], tables: EntityTables) -> tuple[Named | None, int]:
    """Whose title it is: "Ruritanian minister", "Ruritania's minister", "Kremlin spokesman", "US-backed leader" is nobody's."""
    if low in ends:
        return ends[low].named, ends[low].first
    if low > 1 and page.tokens[low - 1].tag_ == "POS" and low - 1 in ends:
        return ends[low - 1].named, ends[low - 1].first
    return None, low


def _owner_after(page: Page, end: int, limit: int, hits: Sequence[Hit]) -> Named | None:
    """Whose title it is by what follows: "of Ruritania", "of the Ruritanian foreign ministry", else the first place told."""
    inside = [hit for hit in hits if end <= hit.first and hit.last <= limit]
    acting = [hit for hit in inside if hit.named.form != "place"]
    chosen = acting or inside
    return chosen[0].named if chosen else None


def _apposed_before(
    page: Page, first: int, last: int, hits: Sequence[Hit], persons: Sequence[tuple[int, int]], tables: EntityTables
) -> list[Told]:
    """ "The governor, Anna Karr,", "the imam of Klow, Anna Karr", "president of Ruritania Anna Karr", "the ministers, A and B"."""
    doc = page.doc
    end = _list_start(page, first, persons, hits)
    comma = end > 0 and doc[end - 1].text == ","
    end -= comma
    if not comma and end and page.tokens[end - 1].lower_ in {"of", "for", "at", "to"}:
        return []  # "president of Dorn Lines", "a representative for Karr": the name is whose, not who
    if comma and not _closes(page, last, hits):
        return []
    low = _phrase_start(page, end)
    position = low
    while position < end:
        found = title_at(page, position, tables)
        if found and found[0] <= end and not found[1].honorific:
            close, row = found
            if not comma and close == first:
                return []  # directly before the name: read as attached
            if close < end and page.tokens[close].tag_ == "POS":
                position = close + 1  # "the UN Secretary-General's spokesman Jan Karr": the first title is another's
                continue
            if comma and not _definite(page, position, low):
                return []
            told = _told(page, position, close, row, hits, tables, attached=False)
            owner = told.owner or _owner_after(page, close, end, hits)
            return [_with_owner(told, owner, end)]
        position += 1
    return []


def _with_owner(told: Told, owner: Named | None, end: int) -> Told:
    return replace(told, last=end, owner=owner)


def _definite(page: Page, position: int, low: int) -> bool:
    """A phrase like "the governor" or "his counterpart", or one that is bare and stands in apposition."""
    return any(token.tag_ in {"DT", "PRP$", "POS"} for token in page.doc[max(0, low - 1) : position]) or low == position


def _list_start(page: Page, first: int, persons: Sequence[tuple[int, int]], hits: Sequence[Hit]) -> int:
    """Where the list of names begins that this one ends: "the ministers, A of Ruritania and B of Sylvania"."""
    ends = {last: start for start, last in persons}
    tails = {hit.last: hit.first for hit in hits}
    start = first
    while start > 1 and page.tokens[start - 1].lower_ in {"and", ","}:
        before = start - 1
        if before in tails and page.doc[tails[before] - 1].lower_ == "of":
            before = tails[before] - 1
        if before not in ends:
            break
        start = ends[before]
    return start


def _closes(page: Page, last: int, hits: Sequence[Hit]) -> bool:
    """Whether a comma, stop or "and" ends the name, as it ends an apposition, and not a verb: "After meeting the king, Karr said"."""
    tails = {hit.first: hit.last for hit in hits}
    if last < len(page.tokens) and page.tokens[last].lower_ == "of" and last + 1 in tails:
        last = tails[last + 1]
    if last >= len(page.tokens):
        return True
    return page.tokens[last].is_punct or page.tokens[last].lower_ in {"and", "who"}


def _phrase_start(page: Page, end: int) -> int:
    """The first token of the noun phrase with its "of" phrases that ends before ``end``."""
    low = end
    while low and end - low < 14:
        token = page.tokens[low - 1]
        if not (token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} or token.lower_ in {"of", "for", "'s", "’s", "his", "her", "its", "their", "-"}):  # fmt: skip
            break
        low -= 1
    return low


def _apposed_after(page: Page, last: int, hits: Sequence[Hit], tables: EntityTables) -> list[Told]:
    """ "Anna Karr, deputy chair of the committee of Ruritania's parliament", "Anna Karr of Ruritania"."""
    doc = page.doc
    if last >= len(doc) or doc[last].text not in {",", "(", "–", "—", "-"}:
        return []
    limit = _apposition_end(page, last + 1)
    if limit is None or (last + 1 < len(doc) and doc[last + 1].tag_ in {"CC", "IN", "VBG", "VBN", "PRP"}):
        return []
    position = last + 1
    while position < min(limit, last + 10):
        found = title_at(page, position, tables)
        if found and found[0] <= limit and not found[1].honorific:
            close, row = found
            if close < limit and doc[close].tag_ == "NNP" and doc[close].ent_type_ == "PERSON":
                owned = _after_owner(page, close, limit)
                if owned is None:
                    return []
                position = owned  # "Anna Karr, President Brandt's adviser,"
                continue
            if any(token.tag_ in {"IN", "CC", "VBG"} for token in doc[last + 1 : position]):
                return []
            told = _told(page, position, close, row, hits, tables, attached=False)
            if told.owner is None and row.scope == "state" and _of_firm(page, close, limit, hits, tables):
                return [replace(told, last=limit, private=True)]
            return [_with_owner(told, told.owner or _owner_after(page, close, limit, hits), limit)]
        position += 1
    return []


_COMMON = frozenset({"Republic", "Nation", "State", "Board", "Council", "Government", "Parliament", "Senate", "Congress",
                     "National", "Foreign", "Ministry", "Assembly", "House", "Supreme", "Federal", "Committee"})  # fmt: skip


def _of_firm(page: Page, close: int, limit: int, hits: Sequence[Hit], tables: EntityTables) -> bool:
    """ "President of Dorn Lines", "president for Europe at Dorn Ltd (UK)": a name that is no state's stands right after."""
    doc = page.doc
    starts = {hit.first for hit in hits}
    for position in range(close, min(limit, close + 4)):
        if doc[position].lower_ in {"of", "at"}:
            after = position + 1 + (position + 1 < limit and doc[position + 1].lower_ == "the")
            if after >= limit:
                return False
            token = doc[after]
            wanted = {"ORG"} if doc[position].lower_ == "of" else {"ORG", "PERSON", "FAC", "PRODUCT", ""}
            named = token.tag_ == "NNP" and token.ent_type_ in wanted and after not in starts
            return named and token.text not in _COMMON and token.lower_ not in tables.word_list("body-heads")
    return False


def _after_owner(page: Page, close: int, limit: int) -> int | None:
    """The token after "'s" of an owner's name that starts at ``close``; None where no owner stands there."""
    return next(
        (position + 1 for position in range(close, min(limit, close + 4)) if page.tokens[position].tag_ == "POS"), None
    )


def _apposition_end(page: Page, start: int) -> int | None:
    """The token at which the apposition from ``start`` on is closed; None where a verb comes first."""
    doc = page.doc
    for position in range(start, min(len(doc), start + 30)):
        token = doc[position]
        if token.text in _CLOSERS:
            return position
        if token.tag_ in {"VBZ", "VBD", "VBP", "MD"} or token.tag_ in {"WP", "WDT"}:
            return None
    return len(doc) if len(doc) - start < 30 else None
