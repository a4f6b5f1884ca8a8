"""At home: the state of people who act without one, where their sentence tells of one state alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.extract.logical import lemma
from detente.extract.mentions import References
from detente.extract.merging import Told
from detente.language.parsed import ParsedReport
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.language.parsed import Paragraph

RULE = "home-inferred"
_POINTING = frozenset({"other-side", "pair-states", "pair-people"})
"""Rules of mentions that point at a state without naming it: "the other side"."""
_OF_OTHERS = frozenset({"ASSAULT"})
"""Types that are done to others as a rule: only the place of the deed tells whose the two sides are."""


def settle_homes(
    told: Sequence[Told],
    parsed: ParsedReport,
    references: References,
    sets: Mapping[str, frozenset[str]],
    speech: frozenset[str],
) -> list[Told]:
    """Tellings whose actors, or the victims of attacks, have the one state their sentence tells of where they have none of their own.

    "Prisoners rioted at a jail in Klow" (they are Ruritania's), "students demanded reforms by the Ruritanian president". Left as they are: people who
    are as a rule from elsewhere (the set ``guests``: "observers", "tourists"), and attackers where only whom they attack has that state. A state
    that only names a border or an embassy (the set ``outposts``), or tells who says so (``speech`` are verbs of saying), does not count.
    """
    paragraphs = {paragraph.index: paragraph for paragraph in parsed.paragraphs}
    guests, outposts = sets.get("guests", frozenset()), sets.get("outposts", frozenset())

    def counts(token: Token) -> bool:
        if any(child.lower_ == "ethnic" for child in token.children):
            return False  # "ethnic Sylvanians demonstrated in Ruritania"
        return lemma(token) not in outposts and lemma(token.head) not in outposts and not _speaks(token, speech)

    out = []
    for item in told:
        paragraph = paragraphs[item.paragraph]
        found = _only_state(item, paragraph, references, counts)
        if found is not None:
            state, starts = found
            if item.type not in _OF_OTHERS or starts - _starts(item.recipients, paragraph, references):
                item = replace(item, actors=tuple(_settled(m, state, paragraph, guests) for m in item.actors))
            if item.type in _OF_OTHERS and starts - _starts(item.actors, paragraph, references):
                item = replace(
                    item,
                    recipients=tuple(m if m.entity else _settled(m, state, paragraph, guests) for m in item.recipients),
                )
        out.append(item)
    return out


def name_the_rebels(told: Sequence[Told], references: References, rebels: frozenset[str]) -> list[Told]:
    """ "The guerrillas", "the rebels": the one armed group that the report names, if it names just one."""
    groups = {
        e.id: e
        for e in references.entities.values()
        if e.sector in {"REB", "UAF"} and e.type in {"group", "organisation"}
    }
    if len(groups) != 1:
        return list(told)
    group = next(iter(groups.values()))

    def named(mention: Mention) -> Mention:
        words = mention.quote.lower().split()
        if (
            mention.entity
            or mention.code
            or len(words) > 2
            or words[0] not in {"the", "they", "rebels"}
            or words[-1] not in rebels
        ):
            return mention
        return replace(mention, entity=group.id, iso3=group.iso3, sector=group.sector, rule="only-group")

    return [
        replace(item, actors=tuple(map(named, item.actors)), recipients=tuple(map(named, item.recipients)))
        for item in told
    ]


def _only_state(
    item: Told, paragraph: Paragraph, references: References, counts: Callable[[Token], bool]
) -> tuple[str, set[int]] | None:
    """The one state that a sentence names, in whatever role, and where its mentions start; None where it names none or several."""
    sentence = item.match.frame.trigger.sent
    states: dict[str, set[int]] = {}
    for reference in references.items:
        if reference.paragraph != paragraph.index or not sentence.start <= reference.first < sentence.end:
            continue
        if reference.kind in {"pronoun", "group"}:
            continue
        if not counts(paragraph.doc[reference.head]):
            continue
        for mention in reference.mentions:
            if mention.iso3 and mention.rule not in _POINTING:
                states.setdefault(mention.iso3, set()).add(mention.start)
    return next(iter(states.items())) if len(states) == 1 else None


def _speaks(token: Token, speech: frozenset[str]) -> bool:
    """Whether a word stands in what tells the speaker: "the Ruritanian police said", "according to the Ruritanian police"."""
    while token.dep_ in {"compound", "amod", "nmod", "poss", "appos", "conj"}:
        token = token.head
    head = token.head
    if token.dep_ == "nsubj":
        return lemma(head) in speech
    return token.dep_ == "pobj" and head.head.lower_ == "according"


def _starts(parties: Sequence[Mention], paragraph: Paragraph, references: References) -> set[int]:
    """Where mentions start that lie in the words of parties."""
    return {
        mention.start
        for reference in references.items
        if reference.paragraph == paragraph.index
        for mention in reference.mentions
        if any(party.start <= mention.start < party.end for party in parties)
    }


def _settled(mention: Mention, state: str, paragraph: Paragraph, guests: frozenset[str]) -> Mention:
    if mention.iso3 or mention.code or mention.rule == "opponent-inferred":
        return mention
    words = [token for token in paragraph.doc if mention.start <= paragraph.start + token.idx < mention.end]
    if not words or any(
        _is_guest(token, guests) for token in words if token.text[:1].islower() or token.i == words[-1].i
    ):
        return mention
    return replace(mention, iso3=state, rule=RULE)


def _is_guest(token: Token, guests: frozenset[str]) -> bool:
    return lemma(token) in guests or token.lower_ in guests
