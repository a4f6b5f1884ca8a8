""" "The two sides", "both capitals", "the two presidents", "the other side": who the two of a report are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from detente.extract.antecedents import Candidate
from detente.extract.drafting import Drafting
from detente.extract.drafts import Draft, Party
from detente.extract.pages import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_STATES = frozenset({"side", "country", "capital", "government", "nation", "state", "party", "neighbour", "neighbor",
                     "power", "army", "military", "delegation", "republic", "rival", "foe", "ally"})  # fmt: skip
_HUMAN = frozenset({"man", "woman", "leader", "statesman", "politician", "counterpart", "official", "diplomat"})
_OFFICES = frozenset({"president", "minister", "premier", "chancellor", "envoy", "ambassador", "negotiator", "governor",
                      "mayor", "spokesman", "king", "lawmaker", "secretary", "commissioner", "judge", "mediator"})  # fmt: skip
_RANKS = frozenset({"general", "officer", "commander", "colonel", "admiral", "chief"})
_PEOPLE = _HUMAN | _OFFICES | _RANKS
_LANDS = frozenset({"country", "capital", "nation", "state", "neighbour", "neighbor", "army", "military", "republic"})
_GOVERNED = _LANDS | {"government"}
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_BOTH = frozenset({"both", "each", "either", "neither"})


def find_pairs(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Phrases that mean the two of a report: drafts that are still to be resolved; a role phrase they cover is taken over."""
    found: list[Draft] = []
    for token in page.tokens:
        if token.tag_[0] not in "NCDP":
            continue
        pair = _pair_at(page, token)
        if pair is None:
            continue
        held = next((draft for draft in drafts if draft.head == pair.head and draft.kind != "name"), None)
        if held is None:
            found.append(pair)
        elif not any(party.entity for party in held.parties) or held.parties[0].rule == "home-state":
            held.link, held.parties, held.plural = pair.link, (), True
            held.kind = "description"
    return found


def _pair_at(page: Page, token: Token) -> Draft | None:
    lemma = _singular(token)
    if lemma in _STATES | _PEOPLE and (listed := _list_start(page, token)) is not None:
        start, number = listed
        return Draft(page.index, start, token.i + 1, token.i, "description", link=("list", number), plural=True)
    what = "states" if lemma in _STATES else "people" if lemma in _PEOPLE else None
    first = _pair_start(page, token) if what else None
    if what and first is not None:
        if (
            what == "people"
            and lemma in {"man", "woman"}
            and page.tokens[first].lower_ in {"each", "either", "neither"}
        ):
            return None
        other = page.tokens[first].lower_ == "the" and token.i > first and page.tokens[token.i - 1].lower_ == "other"
        link = ("pair", "other" if other and what == "states" else what)
        if other and what == "people":
            return None
        return Draft(page.index, first, token.i + 1, token.i, "description", link=link, plural=not other)
    alone = not any(child.lower_ == "of" for child in token.children)
    if lemma in {"pair", "duo"} and alone and token.i and page.lows[token.i - 1] == "the" and token.dep_ in _PLACES:
        return Draft(page.index, token.i - 1, token.i + 1, token.i, "description", link=("pair", "people"), plural=True)
    if lemma in {"two", "both", "neither"} and token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ in {"CD", "DT"}:
        first = token.i - 1 if token.i and page.tokens[token.i - 1].lower_ == "the" else token.i
        if lemma == "two" and first == token.i:
            return None
        return Draft(page.index, first, token.i + 1, token.i, "description", link=("pair", "any"), plural=True)
    return None


def _list_start(page: Page, noun: Token) -> tuple[int, str] | None:
    """Where "the three ministers", "the six powers", "all four" starts, with the number word; None elsewhere."""
    for low in range(noun.i - 1, max(-1, noun.i - 4), -1):
        word = page.tokens[low]
        if word.lower_ in _NUMBERS:
            before = page.tokens[low - 1].lower_ if low else ""
            return (low - 1, word.lower_) if before in {"the", "all"} else None
        if word.tag_ not in {"JJ", "NN", "NNP"}:
            return None
    return None


def resolve_list(number: str, told: Sequence[Candidate]) -> tuple[Party, ...]:
    """The parties of the last list told that has just so many; none where there was no such list."""
    for candidate in reversed(told):
        if candidate.joint and len(candidate.parties) == _NUMBERS[number]:
            return tuple(replace(party, rule="list") for party in candidate.parties)
    return ()


def _singular(token: Token) -> str:
    """The lemma, also of a noun with a capital letter, which the parser takes for a name: "the two Ministers"."""
    if token.tag_ == "NNPS" or (token.tag_ == "NNP" and token.text.endswith("s")):
        word = token.lower_
        return (
            word[:-3] + "y" if word.endswith("ies") else word[:-3] + "man" if word.endswith("men") else word.rstrip("s")
        )
    return token.lemma_.lower()


def _pair_start(page: Page, noun: Token) -> int | None:
    """Where "the two", "both", "the sides", "each", "the other" before a noun starts, or None where nothing says two."""
    low = noun.i
    while low and noun.i - low < 3:
        before = page.tokens[low - 1]
        if before.lower_ in _BOTH:
            return before.i
        if before.lower_ in {"two", "other"} and low > 1 and page.tokens[low - 2].lower_ == "the":
            return low - 2
        if before.lower_ == "the":
            plain = noun.lower_ in {"sides", "parties", "neighbours", "neighbors", "rivals", "foes"} and low == noun.i
            return low - 1 if plain else None
        if before.tag_ not in {"JJ", "NN", "NNP"}:
            return None
        low -= 1
    return None


def resolve_pair(
    page: Page, draft: Draft, what: str, told: Sequence[Candidate], drafting: Drafting
) -> tuple[Party, ...]:
    """The two parties that a phrase means; none where the report has not told two."""
    token = page.tokens[draft.head]
    if what in {"people", "any"}:
        past = {person.id for person in drafting.people if person.predecessor}
        present = [c for c in _without_speaker(page, token, told) if not past & {party.entity for party in c.parties}]
        people = _last_people(present, _bearers(_singular(token), drafting))
        if people or what == "people":
            return tuple(replace(party, rule="pair-people") for party in people)
    if _singular(token) in _GOVERNED:
        # "Both governments took the ruling of the World Court": the court is none of them
        told = [candidate for candidate in told if any(party.iso3 for party in candidate.parties)]
    states = tuple(
        replace(party, entity=drafting.registry.state(party.iso3)) if party.iso3 else party
        for party in leading_pair(told, number=_sentence(told), people=0.4 if _singular(token) in _LANDS else 0.9)
    )
    if what == "other":
        return tuple(replace(party, rule="other-side") for party in _other(page, token, states, told))
    return tuple(replace(party, rule="pair-states") for party in states)


def _without_speaker(page: Page, token: Token, told: Sequence[Candidate]) -> Sequence[Candidate]:
    """ "Karr said both men had worked hard": Karr is neither of them."""
    clause = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp":
        return told
    speakers = {child.i for child in clause.head.children if child.dep_ == "nsubj"}
    ids = {
        party.entity for c in told if c.page == page.index and c.head in speakers and len(c.parties) == 1 for party in c.parties
    }  # fmt: skip
    return (
        [c for c in told if not (ids & {party.entity for party in c.parties} and len(c.parties) == 1)] if ids else told
    )


def _sentence(told: Sequence[Candidate]) -> int:
    return told[-1].sentence if told else 0


def _bearers(noun: str, drafting: Drafting) -> frozenset[str] | None:
    """Ids of the persons who hold the office that a noun names, a counterpart among them; None where it names none, as "both men"."""
    if noun in _RANKS:
        held = [person for person in drafting.people if person.sector in {"MIL", "COP", "SPY"}]
    elif noun in _OFFICES:
        held = [p for p in drafting.people if any(noun in office or office == "counterpart" for office in p.offices())]
    else:
        return None
    return frozenset(person.id for person in held) if len(held) > 1 else None


def _last_people(told: Sequence[Candidate], allowed: frozenset[str] | None) -> tuple[Party, ...]:
    """The two persons named last together, else the last two that differ within three sentences."""
    if not told:
        return ()
    number = told[-1].sentence
    found: dict[str, Party] = {}
    for candidate in reversed(told):
        if number - candidate.sentence > 3 or (len(found) == 2 and candidate.sentence < number):
            break
        number = candidate.sentence if found else number
        people = [
            party
            for party in candidate.parties
            if candidate.what == "person" and party.entity and (allowed is None or party.entity in allowed)
        ]
        if candidate.joint and len(people) == 2:
            return tuple(people)
        for party in people:
            found.setdefault(str(party.entity), party)
    return tuple(reversed(found.values())) if len(found) == 2 else ()


def leading_pair(told: Sequence[Candidate], *, number: int, people: float = 0.9) -> tuple[Party, ...]:
    """The two parties a report is about so far: those that stand together in its sentences, as subjects most, the nearer the more.

    ``people`` is what a person weighs against the state itself.
    """
    sentences: dict[int, dict[str, float]] = {}
    parties: dict[str, Party] = {}
    joint: dict[int, set[str]] = {}
    for candidate in told:
        for party in candidate.parties:
            key = party.iso3 or party.code
            if not key or candidate.what == "thing":
                continue
            weights = sentences.setdefault(candidate.sentence, {})
            weight = (people if candidate.what == "person" else 1.0) / (1.0 + candidate.role)
            weights[key] = max(weights.get(key, 0.0), weight)
            if candidate.joint and candidate.what != "person":
                joint.setdefault(candidate.sentence, set()).add(key)
            if key not in parties or candidate.what == "state":
                parties[key] = Party(party.entity if candidate.what == "state" else None, party.iso3, party.code)
    scores = _pair_scores(sentences, joint, number)
    if scores:
        return tuple(parties[key] for key in min(scores, key=lambda pair: (-scores[pair], pair)))
    totals: dict[str, float] = {}
    for sentence, weights in sentences.items():
        for key, weight in weights.items():
            totals[key] = totals.get(key, 0.0) + weight * 0.93 ** max(0, number - sentence)
    best = sorted(totals, key=lambda key: (-totals[key], key))[:2]
    return tuple(parties[key] for key in best) if len(best) == 2 else ()


def _pair_scores(
    sentences: Mapping[int, Mapping[str, float]], joint: Mapping[int, set[str]], number: int
) -> dict[tuple[str, str], float]:
    """How much each two parties stand together; what "and" joins counts double."""
    scores: dict[tuple[str, str], float] = {}
    for sentence, weights in sentences.items():
        near = 0.93 ** max(0, number - sentence)
        for one, other in combinations(sorted(weights), 2):
            both = 2.0 if {one, other} <= joint.get(sentence, set()) else 1.0
            scores[one, other] = scores.get((one, other), 0.0) + near * both * weights[one] * weights[other]
    return scores


def _other(page: Page, token: Token, states: Sequence[Party], told: Sequence[Candidate]) -> tuple[Party, ...]:
    """The one of the two that is not the last acting one: "Karr accused the other side"."""
    codes = {party.iso3 or party.code for party in states}
    for candidate in reversed(told):
        own = {party.iso3 or party.code for party in candidate.parties}
        if candidate.subject and len(own) == 1 and own <= codes:
            return tuple(party for party in states if (party.iso3 or party.code) not in own)
    return ()
