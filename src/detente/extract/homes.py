"""At home: the state of people who act without one, where their sentence tells of one state alone."""

from __future__ import annotations

from collections.abc import Sequence
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


def settle_homes(
    told: Sequence[Told], parsed: ParsedReport, references: References, guests: frozenset[str]
) -> list[Told]:
    """Tellings whose parties without a state have the one their sentence tells of, if it is the only one there.

    "Prisoners rioted at a jail in Klow" (they are Ruritania's), "students demanded reforms by the Ruritanian president". ``guests`` are words for
    people who are as a rule from elsewhere ("observers", "tourists"); they, and bodies with a code, are left as they are.
    """
    paragraphs = {paragraph.index: paragraph for paragraph in parsed.paragraphs}
    out = []
    for item in told:
        paragraph = paragraphs[item.paragraph]
        state = _only_state(item, paragraph, references)
        if state is None:
            out.append(item)
            continue
        actors = tuple(_settled(m, state, paragraph, guests) for m in item.actors)
        recipients = tuple(_settled(m, state, paragraph, guests) for m in item.recipients)
        out.append(replace(item, actors=actors, recipients=recipients))
    return out


def _only_state(item: Told, paragraph: Paragraph, references: References) -> str | None:
    """The one state that a sentence names, in whatever role; None where it names none or several."""
    sentence = item.match.frame.trigger.sent
    states = {
        mention.iso3
        for reference in references.items
        if reference.paragraph == paragraph.index and sentence.start <= reference.first < sentence.end
        for mention in reference.mentions
        if mention.iso3
    }
    return states.pop() if len(states) == 1 else None


def _settled(mention: Mention, state: str, paragraph: Paragraph, guests: frozenset[str]) -> Mention:
    if mention.iso3 or mention.code or mention.rule == "opponent-inferred":
        return mention
    words = [token for token in paragraph.doc if mention.start <= paragraph.start + token.idx < mention.end]
    if not words or any(_is_guest(token, guests) for token in words):
        return mention
    return replace(mention, iso3=state, rule=RULE)


def _is_guest(token: Token, guests: frozenset[str]) -> bool:
    return lemma(token) in guests or token.lower_ in guests
