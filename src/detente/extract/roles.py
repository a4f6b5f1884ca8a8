"""People and forces named by what they are: "Ruritanian soldiers", "the Ruritanian president", "the minister", "the two sides"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.extract.pages import Hit, Page
from detente.extract.titles import Told, title_at
from detente.lexicon.entities import EntityTables, Named, NounRow, TitleRow

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by role: tokens ``first`` to ``last``, its noun's row or title, and whose people they are."""

    page: int
    first: int
    last: int
    head: int
    owner: Named | None
    noun: NounRow | None
    title: TitleRow | None
    office: str | None
    plural: bool
    definite: bool
    possessor: int | None = None
    others: tuple[Named, ...] = ()
    former: bool = False


def find_phrases(
    page: Page, hits: Sequence[Hit], taken: frozenset[int], told: Sequence[Told], tables: EntityTables
) -> list[Phrase]:
    """The role phrases of a paragraph; tokens in ``taken`` belong to names and bodies."""
    phrases = list(_titled(page, hits, taken, tables))
    covered = {position for phrase in phrases for position in range(phrase.first, phrase.last)}
    phrases += _peopled(page, hits, taken | covered, tables)
    whole = [_with_others(page, phrase, hits) for phrase in phrases]
    return sorted(whole, key=lambda phrase: (phrase.first, phrase.last))


def _with_others(page: Page, phrase: Phrase, hits: Sequence[Hit]) -> Phrase:
    """All owners of "Ruritanian and Freedonian troops", "the leaders of Ruritania, Freedonia and Sylvania"."""
    owner = next((hit for hit in hits if hit.named is phrase.owner and phrase.first <= hit.first < phrase.last), None)
    if owner is None:
        return phrase
    if owner.first > phrase.head:
        last, others = _owners_right(page, owner.last, hits)
        return replace(phrase, last=last, others=others) if others and phrase.plural else phrase
    first, others = _owners_left(page, owner.first, hits)
    if not others:
        return phrase
    return replace(phrase, first=_determiner(page, first)[0], owner=others[0], others=(*others[1:], owner.named))


def _owners_left(page: Page, first: int, hits: Sequence[Hit]) -> tuple[int, tuple[Named, ...]]:
    ends = {hit.last: hit for hit in hits}
    others: list[Named] = []
    while first > 1 and page.tokens[first - 1].lower_ in {"and", ",", "-", "–", "/"}:
        hit = ends.get(first - 1) or (ends.get(first - 2) if page.tokens[first - 2].text == "," else None)
        if hit is None or not (hit.named.form == "demonym" or page.tokens[hit.first].text.isupper()):
            break
        others.insert(0, hit.named)
        first = hit.first
    return first, tuple(others)


def _owners_right(page: Page, last: int, hits: Sequence[Hit]) -> tuple[int, tuple[Named, ...]]:
    starts = {hit.first: hit for hit in hits}
    others: list[Named] = []
    position = end = last
    while position + 1 < len(page.tokens) and page.tokens[position].lower_ in {"and", ","}:
        following = position + 1
        while following < len(page.tokens) - 1 and page.tokens[following].lower_ in {"and", "the"}:
            following += 1
        hit = starts.get(following)
        if (
            hit is None
            or hit.named.form != "name"
            or (hit.last < len(page.tokens) and page.tokens[hit.last].tag_ == "POS")
        ):
            break
        others.append(hit.named)
        position = end = hit.last
    joined = any(token.lower_ == "and" for token in page.doc[last:end])
    return (end, tuple(others)) if joined else (last, ())


def _titled(page: Page, hits: Sequence[Hit], taken: frozenset[int], tables: EntityTables) -> Iterator[Phrase]:
    """Offices without a name: "the Ruritanian foreign minister", "his Freedonian counterpart", "presidents"."""
    position = 0
    while position < len(page.tokens):
        found = title_at(page, position, tables)
        if found is None or found[1].honorific or position in taken:
            position += 1
            continue
        last, row = found
        if _is_noun_of_two(page, position, last, row, tables):
            position = last
            continue
        phrase = _title_phrase(page, position, last, row, hits, tables)
        if phrase is not None and not taken & set(range(phrase.head, phrase.head + 1)):
            yield phrase
        position = last


def _is_noun_of_two(page: Page, first: int, last: int, row: TitleRow, tables: EntityTables) -> bool:
    """ "Business leaders" are no leaders of a state: two words that are an agent noun of another sector."""
    if last - first != 1 or not first or page.tokens[first].dep_ in {"compound", "nmod"}:
        return False
    noun = tables.nouns.exact.get(f"{page.lows[first - 1]} {page.lows[first]}")
    return noun is not None and noun.sector != row.sector


def _title_phrase(
    page: Page, first: int, last: int, row: TitleRow, hits: Sequence[Hit], tables: EntityTables
) -> Phrase | None:
    doc = page.doc
    head = doc[first:last].root
    if head.tag_ not in {"NN", "NNP", "NNS", "NNPS"} or head.dep_ in {"compound", "amod"}:
        return None
    ends = {hit.last: hit for hit in hits}
    low = first
    modifiers: list[str] = []
    past = tables.word_list("former")
    while (
        low
        and low not in ends
        and (
            (doc[low - 1].tag_ in {"JJ", "NN", "NNP", "HYPH", "CD"} and _tied(doc[low - 1], head))
            or page.lows[low - 1] in past
        )
    ):
        low -= 1
        modifiers.insert(0, doc[low].lower_)
    owner = None
    if low in ends and (ends[low].named.form != "place" or ends[low].named.iso3):
        owner, low = ends[low].named, ends[low].first
    elif low > 1 and doc[low - 1].tag_ == "POS" and low - 1 in ends:
        owner, low = ends[low - 1].named, ends[low - 1].first
    low, former = _past(page, low, tables, told=modifiers)
    low, definite, possessor = _determiner(page, low)
    after, last = _of_owner(page, last, hits)
    office = _office(row, modifiers, doc[first:last].text.lower())
    plural = head.tag_ in {"NNS", "NNPS"}
    if not (definite or owner or after or plural or possessor is not None or row.scope == "state"):
        return None
    return Phrase(
        page.index, low, last, head.i, owner or after, _noun_of(page, head, tables), row, office, plural, definite,
        possessor=possessor, former=former,
    )  # fmt: skip


def _past(page: Page, low: int, tables: EntityTables, *, told: Sequence[str]) -> tuple[int, bool]:
    """Where the phrase starts with the words before its owner ("a disgraced former CIA official"), and whether one of them says that it is over."""
    words = tables.word_list("former")
    start = low
    while start and page.tokens[start - 1].tag_ in {"JJ", "VBN", "AFX"}:
        start -= 1
    if any(word in words for word in page.lows[start:low]):
        return start, True
    return low, any(word in words for word in told)


def _office(row: TitleRow, modifiers: Sequence[str], told: str) -> str:
    """The office with what ranks it: "deputy spokesman"; "minister" keeps its portfolio."""
    kept = [word for word in modifiers if word in {"deputy", "vice", "assistant", "interim"}]
    if row.id == "minister" and modifiers:
        kept = [word for word in modifiers if word.isalpha()]
    return " ".join([*kept, row.office or told])


def _tied(token: Token, head: Token) -> bool:
    return token.head.i == head.i or (token.head.i > token.i and token.head.head.i == head.i)


def _determiner(page: Page, low: int) -> tuple[int, bool, int | None]:
    """The article or possessive before a phrase: where it starts, whether it is definite, the possessive pronoun's token."""
    if not low:
        return low, False, None
    before = page.tokens[low - 1]
    if before.tag_ == "PRP$":
        return low - 1, True, before.i
    if before.tag_ == "DT" and before.lower_ in {"the", "this", "that", "these", "those", "both"}:
        return low - 1, True, None
    if before.lower_ in {"two", "three", "four", "five"} and low > 1 and page.tokens[low - 2].lower_ == "the":
        return low - 2, True, None
    if before.lower_ in {"a", "an", "one", "another", "some", "several", "two", "three", "no"}:
        return low - 1, False, None
    return low, False, None


def _of_owner(page: Page, last: int, hits: Sequence[Hit]) -> tuple[Named | None, int]:
    """The owner told after "of": "president of Ruritania", "ambassador of the Kingdom of Ruritania"."""
    doc = page.doc
    if last >= len(doc) or doc[last].lower_ not in {"of", "for"}:
        return None, last
    position = last + 1
    while position < len(doc) and doc[position].lower_ in {"the", "all"}:
        position += 1
    hit = next((hit for hit in hits if hit.first == position), None)
    if (
        hit is None
        or (not hit.named.iso3 and hit.named.form == "place")
        or (hit.last < len(doc) and doc[hit.last].tag_ == "POS")
    ):
        return None, last
    if doc[hit.last - 1].head.i in range(hit.last, hit.last + 3):
        if hit.named.form == "demonym":
            return hit.named, doc[hit.last - 1].head.i + 1  # "servicemen of the Ruritanian side"
        if hit.named.form == "place":
            return None, last  # "the family of the Kentucky teen"
    return hit.named, hit.last


def _peopled(
    page: Page, hits: Sequence[Hit], taken: frozenset[int] | set[int], tables: EntityTables
) -> Iterator[Phrase]:
    """Agent nouns, with a state before or after them: "Tajik soldiers", "troops of Ruritania", "experts"."""
    for token in page.tokens:
        if token.i in taken or token.tag_ not in {"NN", "NNS", "NNP", "NNPS"} or token.dep_ in {"compound", "nmod"}:
            continue
        noun = _noun_of(page, token, tables)
        if noun is None or _counts(token, tables):
            continue
        first, owner = _owner_left(page, token, hits, taken)
        first, former = _past(page, first, tables, told=page.lows[first : token.i])
        low, definite, possessor = _determiner(page, first)
        if owner is None and first > 1 and page.tokens[first - 1].tag_ == "POS" and first - 2 in taken:
            possessor = first - 2  # "Karr's government"
        after, last = (None, token.i + 1) if owner else _of_owner(page, token.i + 1, hits)
        plural = token.tag_ in {"NNS", "NNPS"} or noun.noun in {
            "troops",
            "forces",
            "authorities",
            "police",
            "people",
            "media",
        }
        if owner is None and after is None and noun.kind == "body":
            continue
        head = token.i
        if possessor is None and (whole := _whole(token, tables)) is not None:
            head, plural = whole.i, True
            low, definite, _ = _determiner(page, _past(page, head, tables, told=())[0])
        yield Phrase(
            page.index, low, last, head, owner or after, noun, None, None, plural, definite, possessor=possessor, former=former
        )  # fmt: skip


def _whole(token: Token, tables: EntityTables) -> Token | None:
    """The word that counts what the noun names: "group" of "a group of soldiers", "hundreds" of "hundreds of police"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of" or token.i - token.head.i > 5:
        return None
    counted = token.head.head
    return counted if counted.lemma_.lower() in tables.word_list("partitives") and counted.i < token.i else None


def _counts(token: Token, tables: EntityTables) -> bool:
    """Whether the noun only counts others that are named after it: "group" of "a group of soldiers"."""
    return any(
        part.dep_ == "pobj" and _whole(part, tables) == token and _agent(part, tables) is not None
        for child in token.children
        if child.lower_ == "of"
        for part in child.children
    )


def _noun_of(page: Page, token: Token, tables: EntityTables) -> NounRow | None:
    """The agent noun's row: of the last two words, then of the word, then of its lemma."""
    if token.i > 1:
        three = tables.nouns.exact.get(" ".join(page.lows[token.i - 2 : token.i + 1]))
        if three:
            return three
    if token.i:
        two = tables.nouns.exact.get(f"{page.tokens[token.i - 1].lower_} {token.lower_}")
        if two:
            return two
    return _agent(token, tables)


def _agent(token: Token, tables: EntityTables) -> NounRow | None:
    return tables.nouns.exact.get(token.lower_) or tables.nouns.exact.get(token.lemma_.lower())


def _owner_left(
    page: Page, head: Token, hits: Sequence[Hit], taken: frozenset[int] | set[int]
) -> tuple[int, Named | None]:
    """Where the noun phrase starts and the state that its modifiers tell: "Tajik border guards", "Ruritania's armed forces"."""
    doc = page.doc
    ends = {hit.last: hit for hit in hits}
    low = head.i
    while low:
        if low in ends:
            hit = ends[low]
            return hit.first, (None if _prefixed(page, hit) else hit.named)
        before = doc[low - 1]
        if low - 1 in taken:
            break
        if before.tag_ == "POS" and low - 1 in ends and before.head.head.i in range(low, head.i + 1):
            return ends[low - 1].first, ends[low - 1].named
        if before.tag_ not in {"JJ", "NN", "NNP", "NNPS", "NNS", "VBN", "VBG", "HYPH", "CD"} or head.i - low > 5:
            break
        if before.text != "-" and doc[low].text != "-" and before.head.i < low - 1 and before.dep_ != "punct":
            break
        low -= 1
    return low, None


def _prefixed(page: Page, hit: Hit) -> bool:
    """ "pro-Ruritanian rebels", "anti-Ruritania protesters", "ethnic Ruritanians" are not Ruritania's."""
    if hit.first > 1 and page.tokens[hit.first - 1].text in {"-", "‑"}:
        return page.tokens[hit.first - 2].lower_ in {"pro", "anti", "non", "ex", "post"}
    if hit.first and page.tokens[hit.first - 1].lower_ in {"ethnic", "pro", "anti"}:
        return True
    return (
        hit.last < len(page.tokens)
        and page.tokens[hit.last].text in {"-", "‑"}
        and page.tokens[hit.last - 1].i + 1 == hit.last
    )
