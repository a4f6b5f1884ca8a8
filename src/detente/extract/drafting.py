"""Drafts of a paragraph: what each name, body, role and place stands for before anything points back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from detente.extract.drafts import Draft, Party
from detente.extract.localities import find_localities
from detente.extract.organisations import BodySpan
from detente.extract.pages import Hit, Page
from detente.extract.people import Person
from detente.extract.places import acts_here
from detente.extract.registry import Registry
from detente.extract.roles import Phrase, find_phrases
from detente.extract.sectors import left, sector_of, sector_told
from detente.extract.titles import Told
from detente.lexicon.entities import EntityTables, Named, NounRow


@dataclass(frozen=True)
class Drafting:
    """What drafting needs of a report: tables, the entities so far, the state it is written in, its persons, its day.

    ``unchecked``: whether table rows without a second source may tell who holds an office that the text names without a person.
    """

    tables: EntityTables
    registry: Registry
    home: str | None
    people: Sequence[Person]
    day: str | None = None
    unchecked: bool = False

    def settle(self, person: Person) -> None:
        """Give a person with an unmarked office the state the report is written in: "The prime minister, Anna Karr"."""
        if person.iso3 or person.code or not self.home:
            return
        if any(self._here(title) and _of_state(title, evidence.quote) for title, evidence in person.told):
            person.iso3, person.rule = self.home, "home-state"

    def _here(self, title: Told) -> bool:
        """An office of one person, with no other state told before it in the sentence."""
        return title.single and title.others <= {self.home}

    def party(self, named: Named, *, rule: str, sector: str | None = None, form: str | None = None) -> Party:
        """The party of a table row."""
        entity = self.registry.named(named, form)
        return Party(entity, named.iso3, named.code, sector or named.sector, rule)


def _of_state(title: Told, words: str) -> bool:
    """An office of a state, or of one of its bodies: "vice chair of a section of the agency"."""
    if title.owner is not None or title.former or title.private:
        return False
    return title.row.scope == "state" or (title.row.scope == "body" and "ministry" in words.lower())


def person_party(person: Person) -> Party:
    """The party of a person."""
    return Party(person.id, person.iso3, person.code, person.sector, person.rule)


def draft_page(page: Page, hits: Sequence[Hit], bodies: Sequence[BodySpan], drafting: Drafting) -> list[Draft]:
    """The drafts of a paragraph in order; phrases inside others do not act."""
    drafts = list(_person_drafts(page, drafting))
    body_drafts = [_body_draft(page, body, hits, drafting) for body in bodies]
    drafts += [draft for draft in body_drafts if not _is_office(page, draft, drafts)]
    drafts += _offices(page, drafts)
    taken = frozenset(position for draft in drafts for position in range(draft.first, draft.last)) | frozenset(
        position
        for hit in hits
        if hit.named.form != "demonym" or hit.last - hit.first > 1
        for position in range(hit.first, hit.last)
    )
    owners = [*hits, *_body_owners(bodies, body_drafts)]
    for phrase in find_phrases(page, owners, taken, (), drafting.tables):
        draft = _phrase_draft(page, phrase, hits, drafting)
        if draft is not None and not any(held.covers(draft) for held in drafts):
            drafts.append(draft)
    drafts = [_apposition(page, draft, drafts) for draft in drafts]
    drafts += _bodies_again(page, drafts, hits, drafting)
    outer = list(drafts)
    for hit in hits:
        drafts += _hit_drafts(page, hit, outer, drafting)
    drafts += _locality_drafts(page, hits, outer, drafting)
    return sorted(drafts, key=lambda draft: (draft.first, draft.last))


def _person_drafts(page: Page, drafting: Drafting) -> Iterator[Draft]:
    for person in drafting.people:
        for span in person.spans:
            if span.page != page.index:
                continue
            party = person_party(person)
            yield Draft(
                page.index, span.first, span.last, span.head, "name", (party,), gender=person.gender, what="person"
            )
            if span.described is not None and not span.described[0] <= span.name_first < span.described[1]:
                low, high = span.described
                told = replace(party, rule="apposition")
                yield Draft(page.index, low, high, high - 1, "role", (told,), gender=person.gender, what="person")
            for title in span.titles:
                if not title.attached:
                    yield from _apposed(page, title.first, title.last, party, person, span.name_first)


def _is_office(page: Page, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """ "His office" and "Karr's office" are somebody's, and read as such."""
    return page.tokens[draft.head].lower_ == "office" and any(True for _ in _offices(page, drafts, only=draft.head))


def _offices(page: Page, drafts: Sequence[Draft], *, only: int | None = None) -> Iterator[Draft]:
    if "office" not in page.lows:
        return
    for token in page.tokens:
        if token.lower_ != "office" or only not in {None, token.i}:
            continue
        for child in token.children:
            person = next(
                (draft for draft in drafts if draft.kind == "name" and draft.first <= child.i < draft.last), None
            )
            if child.dep_ == "poss" and (child.tag_ == "PRP$" or person):
                first = person.first if person else child.i
                head = person.head if person else child.i
                yield Draft(
                    page.index, first, token.i + 1, token.i, "name", link=("office", ""), possessor=head, noun="office"
                )


def _apposed(page: Page, first: int, last: int, party: Party, person: Person, name: int) -> Iterator[Draft]:
    """The title in apposition is the person too: "The prime minister" of "The prime minister, Anna Karr, came"."""
    doc = page.doc
    low = first
    if low and doc[low - 1].tag_ in {"DT", "PRP$"}:
        low -= 1
    root = doc[low:last].root
    if root.tag_ in {"NNS", "NNPS"} or last <= low or (first <= name < last):
        return
    apposed = Party(party.entity, party.iso3, party.code, party.sector, "apposition")
    possessor = low if doc[low].tag_ == "PRP$" else None
    yield Draft(
        page.index, low, last, root.i, "role", (apposed,), gender=person.gender, possessor=possessor, what="person"
    )


def _apposition(page: Page, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """ "The deputy, Jan Karr," and "Jan Karr, a soldier," are each one man: the description stands for him."""
    if draft.kind != "description" or draft.plural or any(party.entity for party in draft.parties):
        return draft
    head = page.tokens[draft.head]
    near = {child.i for child in head.children if child.dep_ == "appos"} | (
        {head.head.i} if head.dep_ == "appos" else set()
    )
    person = draft.what in {"person", None}
    named = next(
        (
            held
            for held in drafts
            if held.kind == "name" and held.head in near and held.parties and not held.covers(draft)
            and (held.what == "person") == person
        ),
        None,
    )  # fmt: skip
    if named is None:
        return draft
    own = draft.parties[0] if draft.parties else Party()
    party = named.parties[0]
    apposed = Party(
        party.entity, party.iso3 or own.iso3, party.code or own.code, party.sector or own.sector, "apposition"
    )
    return replace(
        draft, parties=(apposed,), gender=named.gender, what="person" if person else draft.what, kind="role", link=None
    )


def _bodies_again(page: Page, drafts: Sequence[Draft], hits: Sequence[Hit], drafting: Drafting) -> Iterator[Draft]:
    """ "The organisation", "the bloc", "the company": what points back to a body that was named."""
    known = [d for d in drafts if d.link or any(p.entity or p.iso3 or p.code for p in d.parties)]
    held = {position for draft in known for position in range(draft.first, draft.last)}
    held |= {position for hit in hits for position in range(hit.first, hit.last)}
    nouns = drafting.tables.word_list("bodies-again") | drafting.tables.callings
    for token in page.tokens[1:]:
        if page.lows[token.i] not in nouns or token.i in held or token.tag_ not in {"NN", "NNP"}:
            continue
        before = page.tokens[token.i - 1]
        if before.lower_ not in {"the", "this"} or token.dep_ in {"compound", "nmod"}:
            continue
        if any(child.dep_ in {"prep", "relcl", "acl"} for child in token.children):
            continue
        yield Draft(
            page.index, token.i - 1, token.i + 1, token.i, "description", link=("again", token.lower_), what="body"
        )


def _body_owners(bodies: Sequence[BodySpan], drafts: Sequence[Draft]) -> Iterator[Hit]:
    """Bodies as owners of the people who speak for them: "an officer of the Border Service"."""
    for body, draft in zip(bodies, drafts, strict=True):
        if draft.parties:
            party = draft.parties[0]
            yield Hit(
                body.first, body.last, Named("name", "organisation", body.key, party.iso3, party.code, party.sector)
            )


def _body_draft(page: Page, body: BodySpan, hits: Sequence[Hit], drafting: Drafting) -> Draft:
    if body.definite:
        return Draft(page.index, body.first, body.last, body.head, "description", link=("body", body.noun))
    owner = body.owner
    iso3 = owner.iso3 if owner else None
    code = owner.code if owner else None
    rule = "body-owner"
    if not (iso3 or code) and body.place:
        iso3, rule = body.place.iso3, "body-place"
    if not (iso3 or code) and body.sector in _STATE_SECTORS:
        iso3, rule = (
            (drafting.home, "home-state") if drafting.home else (_sentence_state(page, body, hits), "sentence-state")
        )
    if not (iso3 or code):
        rule = "body-name"
    text = page.doc[body.first : body.last].text
    form = text[4:] if text[:4].lower() == "the " else text
    entity = drafting.registry.body(
        body.key, iso3=iso3, code=code, sector=body.sector, form=form, owned=owner is not None or rule == "body-place"
    )
    party = Party(entity, iso3, code, body.sector, rule)
    draft = Draft(page.index, body.first, body.last, body.head, "name", (party,), noun=body.noun)
    if owner is None and body.first and page.tokens[body.first - 1].tag_ == "PRP$":
        draft.possessor, draft.link, draft.owned = (
            body.first - 1,
            ("owned", body.noun),
            _owned_body(body, form, drafting),
        )
    return draft


def _owned_body(body: BodySpan, form: str, drafting: Drafting) -> Callable[[Party], Party | None]:
    """ "Its foreign ministry" is that of the state that "its" stands for."""

    def owned(party: Party) -> Party | None:
        if not (party.iso3 or party.code):
            return None
        entity = drafting.registry.body(
            body.key, iso3=party.iso3, code=party.code, sector=body.sector, form=form, owned=False
        )
        return Party(entity, party.iso3, party.code, body.sector, "body-owner")

    return owned


_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""Bodies that are a state's where nothing else is said; a party or a union may be anybody's."""


def _sentence_state(page: Page, body: BodySpan, hits: Sequence[Hit]) -> str | None:
    """The one state that the sentence tells: "Thousands fled on the Ruritanian side, the emergencies ministry said"."""
    sentence = page.tokens[body.head].sent
    states = {hit.named.iso3 for hit in hits if sentence.start <= hit.first < sentence.end and hit.named.iso3}
    return next(iter(states)) if len(states) == 1 else None


def _phrase_draft(page: Page, phrase: Phrase, hits: Sequence[Hit], drafting: Drafting) -> Draft | None:
    if phrase.title is not None:
        return _role_draft(page, phrase, hits, drafting)
    if phrase.noun is None:
        return None
    draft = Draft(
        page.index, phrase.first, phrase.last, phrase.head, "description", plural=phrase.plural, noun=phrase.noun.noun
    )
    if phrase.owner and phrase.noun.noun == "government" and page.tokens[phrase.head].text == "Government":
        return _government_draft(page, phrase, phrase.owner, drafting)
    if phrase.possessor is not None and phrase.owner is None:
        return _owned_draft(page, phrase, phrase.noun, drafting)
    party = _people_party(page, phrase, phrase.noun, hits, drafting)
    draft.animate = True
    draft.what = _what(phrase, phrase.noun, drafting.tables)
    if party is not None:
        others = (
            _people_party(page, replace(phrase, owner=owner), phrase.noun, hits, drafting) for owner in phrase.others
        )
        draft.parties = (party, *(other for other in others if other is not None))
        draft.kind = "demonym" if party.entity else "description"
    return draft


def _what(phrase: Phrase, noun: NounRow, tables: EntityTables) -> str:
    """What may point back to it: "he" to an officer, "they" to soldiers, "it" to a navy, a government or a crew."""
    if phrase.plural:
        return "people"
    if noun.kind in {"armed", "officials", "body"}:
        return "person" if noun.noun in tables.word_list("single-people") else "state"
    return "body" if noun.noun in tables.word_list("collectives") else "person"


def _government_draft(page: Page, phrase: Phrase, owner: Named, drafting: Drafting) -> Draft:
    """ "The Government of the Republic of Ruritania", with a capital letter, is a body of its own."""
    first = phrase.first + (page.tokens[phrase.first].lower_ == "the")
    form = page.doc[first : phrase.last].text
    entity = drafting.registry.body("government", iso3=owner.iso3, code=owner.code, sector="GOV", form=form, owned=True)
    party = Party(entity, owner.iso3, owner.code, "GOV", "body-owner")
    return Draft(page.index, phrase.first, phrase.last, phrase.head, "name", (party,), noun="government", what="body")


def _owned_draft(page: Page, phrase: Phrase, noun: NounRow, drafting: Drafting) -> Draft:
    single = not phrase.plural and noun.noun in drafting.tables.word_list("single-people")

    def owned(party: Party) -> Party | None:
        if not (party.iso3 or party.code) or noun.kind == "body" or noun.noun in {"side", "state"}:
            return None
        state = party.iso3 is not None and noun.kind in {"armed", "officials"} and not single
        entity = drafting.registry.state(party.iso3) if state and party.iso3 else None
        return Party(entity, party.iso3, party.code, noun.sector, "agent-noun")

    return Draft(
        page.index, phrase.first, phrase.last, phrase.head, "description", plural=phrase.plural, noun=noun.noun,
        animate=True, what=_what(phrase, noun, drafting.tables), link=("owned", noun.noun), possessor=phrase.possessor, owned=owned,
    )  # fmt: skip


def _people_party(page: Page, phrase: Phrase, noun: NounRow, hits: Sequence[Hit], drafting: Drafting) -> Party | None:
    """A state's own forces and officials are the state; its people and its enemies are only of it."""
    owner = phrase.owner or _located(page, phrase, noun, hits)
    single = not phrase.plural and noun.noun in drafting.tables.word_list("single-people")
    told = sector_told(page.lows[phrase.first : phrase.last], noun.sector, drafting.tables)
    sector = left(told) if phrase.former else told
    if owner is None and phrase.plural and sector and not (phrase.definite and drafting.home):
        lifeless = noun.noun in drafting.tables.word_list("instruments")
        return None if lifeless else Party(None, None, None, sector, "agent-noun")
    if owner is None:
        if not (
            phrase.definite
            and phrase.possessor is None
            and drafting.home
            and noun.kind in {"armed", "officials"}
            and not single
        ):
            return None
        if noun.noun in drafting.tables.word_list("instruments") or noun.noun in {
            "side",
            "forces",
            "force",
            "state",
            "drone",
            "missile",
            "ship",
            "unit",
            "division",
            "leader",
        }:
            return None
        return Party(drafting.registry.state(drafting.home), drafting.home, None, noun.sector, "home-state")
    if owner.form == "place":  # "Shanghai authorities", "Gaza militants": of the state, but no organ that speaks for it
        return Party(None, owner.iso3, None, sector, "agent-noun") if owner.iso3 else None
    if noun.noun.endswith("member") and owner.type == "igo":
        return Party(None, None, owner.code, sector, "agent-noun")
    if owner.type == "group" or owner.type == "igo":
        return drafting.party(owner, rule="agent-noun", sector=None if owner.type == "group" else noun.sector)
    own = sector == noun.sector  # "Muslim leaders in Ruritania" are no organ of the state
    if noun.kind in {"armed", "officials"} and own and not single and owner.type == "state" and not phrase.former:
        return drafting.party(owner, rule="agent-noun", sector=noun.sector)
    if noun.kind == "officials" and phrase.plural and owner.type == "organisation" and not phrase.former:
        return drafting.party(owner, rule="agent-noun", sector=sector)  # "Senate leaders", "CIA officials"
    return Party(None, owner.iso3, owner.code, sector or owner.sector, "agent-noun")


def _located(page: Page, phrase: Phrase, noun: NounRow, hits: Sequence[Hit]) -> Named | None:
    """ "Protesters in Ruritania", "police in Strelsau"; and "the authorities" where the sentence tells one state in passing.

    Refugees, reporters and foreign troops in a state are not that state's.
    """
    if noun.sector in {"REF", "JRN", "MIL"} or noun.noun in {"tourist", "side", "national"}:
        return None
    doc = page.doc
    after = phrase.last
    if after < len(doc) and doc[after].lower_ == "in":
        inside = next((hit.named for hit in hits if hit.first in {after + 1, after + 2} and hit.named.iso3), None)
        if inside is not None:
            return Named("name", "state", inside.label, iso3=inside.iso3) if inside.form != "name" else inside
    if noun.noun not in {"authorities", "authority", "government", "police"}:
        return None
    sentence = doc[phrase.head].sent
    told = [hit for hit in hits if sentence.start <= hit.first < sentence.end and hit.named.iso3]
    passing = [hit for hit in told if hit.named.form == "demonym" or doc[hit.last - 1].head.lower_ in {"in", "across"}]
    if len({hit.named.iso3 for hit in told}) == 1 and passing:
        return Named("name", "state", passing[0].named.label, iso3=passing[0].named.iso3)
    return None


def _role_draft(page: Page, phrase: Phrase, hits: Sequence[Hit], drafting: Drafting) -> Draft:
    title = phrase.title
    assert title is not None
    owner = phrase.owner
    iso3, code = (owner.iso3, owner.code) if owner else (None, None)
    draft = Draft(
        page.index, phrase.first, phrase.last, phrase.head, "role", plural=phrase.plural, gender=title.gender,
        office=phrase.office, owner=(iso3, code), noun=title.id, possessor=phrase.possessor, animate=True, former=phrase.former,
        held_of=_held_of(owner, drafting.tables),
    )  # fmt: skip
    noun = phrase.noun
    if phrase.plural:
        draft.kind = "description"
        draft.link = ("roles", title.id) if phrase.definite or owner else None
        if owner and noun and noun.kind in {"armed", "officials"} and not phrase.former:
            draft.parties = tuple(
                drafting.party(named, rule="agent-noun", sector=title.sector) for named in (owner, *phrase.others)
            )
            draft.kind = "demonym"
            draft.link = None
        elif owner:
            sector = sector_of(title, owner, former=phrase.former)
            draft.parties = (Party(None, iso3, code, sector, "agent-noun"),)
            draft.link = None
        elif noun and (party := _people_party(page, phrase, noun, hits, drafting)) is not None:
            draft.parties = (party,)
            draft.link = None if party.iso3 else draft.link
        return draft
    if phrase.definite or owner:
        draft.link = ("role", title.id)
    sector = sector_of(title, owner, former=phrase.former)
    sector = sector_told(page.lows[phrase.first : phrase.last], sector, drafting.tables)
    if iso3 or code or sector:
        draft.parties = (Party(None, iso3, code, sector, "role"),)
    if not phrase.definite:
        draft.kind = "description"
        draft.link = None if page.tokens[phrase.first].lower_ in {"a", "an", "one", "another", "some"} else draft.link
    return draft


def _held_of(owner: Named | None, tables: EntityTables) -> str | None:
    """The state or body whose office it is by the table's code: "the president of the Knesset" is not Israel's."""
    if owner is None or owner.type not in {"state", "igo"}:
        return None
    return owner.iso3 or next((row.code for row in tables.bodies.values() if row.label == owner.label), None)


def _hit_drafts(page: Page, hit: Hit, outer: Sequence[Draft], drafting: Drafting) -> Iterator[Draft]:
    """The reference of a table phrase; inside a longer one it only lends its state."""
    span = page.doc[hit.first : hit.last]
    named = hit.named
    head = span.root
    inner = any(
        draft.first <= hit.first and hit.last <= draft.last and (draft.parties or draft.link) for draft in outer
    )
    same = any(
        draft.head == head.i and draft.first <= hit.first and hit.last <= draft.last and draft.kind == "name"
        for draft in outer
    )
    if same and named.form in {"place", "capital"}:
        return
    if named.form in {"capital", "seat"} and acts_here(head, seat=named.form == "seat", tables=drafting.tables):
        party = drafting.party(named, rule=f"metonym-{named.form}")
        yield Draft(page.index, hit.first, hit.last, head.i, "metonym", (party,), acts=not inner)
    elif named.form == "place" and named.sector and acts_here(head, seat=False, tables=drafting.tables):
        # "Transnistria rejected the offer": a breakaway entity that acts (PLOVER manual 5.1.3)
        party = Party(
            drafting.registry.place(named.label, named.iso3, span.text), named.iso3, None, named.sector, "breakaway"
        )
        yield Draft(page.index, hit.first, hit.last, head.i, "metonym", (party,), acts=not inner)
    elif named.form in {"capital", "seat", "place"}:
        label = (
            named.label
            if named.form == "place"
            else (named.city or span.text.removeprefix("the ").removeprefix("The "))
        )
        iso3 = named.iso3 if named.form != "seat" or not _elsewhere(page, hit) else None
        party = Party(drafting.registry.place(label, iso3, span.text), iso3, None, None, "place-table")
        yield Draft(page.index, hit.first, hit.last, head.i, "place", (party,), acts=False)
    elif not (named.form == "demonym" and _is_language(page, hit)):
        form = span.text if named.form == "name" else None
        party = drafting.party(named, rule=f"table-{named.form}", form=form)
        plural = named.form == "demonym" and head.tag_ in {"NNPS", "NNS"}
        yield Draft(page.index, hit.first, hit.last, head.i, named.form, (party,), acts=not inner, plural=plural)


def _locality_drafts(page: Page, hits: Sequence[Hit], outer: Sequence[Draft], drafting: Drafting) -> Iterator[Draft]:
    taken = frozenset(
        position for draft in outer for position in range(draft.first, draft.last) if draft.kind == "name"
    )
    for place in find_localities(page, hits, taken, drafting.tables):
        label = place.city or page.doc[place.first : place.last].text
        party = Party(drafting.registry.place(label, place.iso3, label), place.iso3, None, None, "place-name")
        yield Draft(page.index, place.first, place.last, place.head, "place", (party,), acts=False)


def _elsewhere(page: Page, hit: Hit) -> bool:
    """ "In Bishkek they gathered before the White House": another town in the sentence owns the building."""
    sentence = page.tokens[hit.first].sent
    return any(token.ent_type_ == "GPE" and token.i not in range(hit.first, hit.last) for token in sentence)


def _is_language(page: Page, hit: Hit) -> bool:
    """ "He spoke in Russian", "Russian as an official language"."""
    token, following = page.tokens[hit.last - 1], page.doc[hit.last : hit.last + 5].text.lower()
    if following.startswith(("language", "as an official language", "as a language", "as the official language")):
        return True
    if token.tag_ in {"NNPS", "NNS", "JJ"} and token.dep_ != "pobj":
        return False
    if token.dep_ == "pobj" and token.head.lower_ in {"in", "into", "from"} and token.tag_ in {"NNP", "JJ", "NN"}:
        return not any(child.dep_ == "det" for child in token.children)
    return token.dep_ == "dobj" and token.head.lemma_ in {"speak", "learn", "study", "teach"}
