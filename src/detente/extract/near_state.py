"""For which state a person acts whose office is told without one: the one state told near it that has no other holder of the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.extract.pages import Hit, Page
from detente.extract.people import Person
from detente.extract.titles import Told
from detente.lexicon.entities import EntityTables


def settle_near(
    person: Person,
    people: Sequence[Person],
    pages: Mapping[int, Page],
    hits: Mapping[int, Sequence[Hit]],
    tables: EntityTables,
) -> None:
    """Give a person without a state the one that is told before the office in its sentence, else in the sentence before.

    "No Ruritanian can forgive the fall of president Jan Karr": only where just one is told, states of others in the same office left out. The
    rule is ``near-state``; a dateline, the table and the person's other titles come first.
    """
    if person.iso3 or person.code:
        return
    before = {
        hit.named.iso3
        for span in person.spans
        for hit in hits[span.page]
        if hit.last == span.first and hit.named.form == "demonym" and hit.named.iso3
    }
    if len(before) == 1:
        # "On Thursday the 42-year-old Ruritanian Karl Brom was flown out".
        person.iso3, person.rule = before.pop(), "demonym-name"
        return
    for span in person.spans:
        for title in span.titles:
            states = (
                _near(person, title, people, pages[span.page], hits[span.page], tables) if _unowned(title) else set()
            )
            if len(states) == 1:
                person.iso3, person.rule = states.pop(), "near-state"
                return


def _unowned(title: Told) -> bool:
    """An office of a state that one person holds, told without its state."""
    return (
        title.row.scope == "state"
        and title.single
        and title.attached
        and not (title.owner or title.private or title.row.honorific)
    )


def _near(
    person: Person, title: Told, people: Sequence[Person], page: Page, hits: Sequence[Hit], tables: EntityTables
) -> set[str]:
    """States told before the title in its sentence, else in the one before it, without those that another holds the office of."""
    taken = {other.iso3 for other in people if other.id != person.id and title.office in other.offices()}
    sentence = page.tokens[title.first].sent
    occasions = tables.word_list("occasions")  # "the Helsinki communique" tells no state
    told = {
        (hit.first, hit.named.iso3)
        for hit in hits
        if hit.named.form != "place" and page.tokens[hit.last - 1].head.lemma_.lower() not in occasions
    }
    told |= {(span.first, other.iso3) for other in people for span in other.spans if span.page == page.index}
    before = page.doc[sentence.start - 1].sent.start if sentence.start else 0
    for start, end in ((sentence.start, title.first), (before, sentence.start)):
        states = {iso3 for position, iso3 in told if iso3 and start <= position < end} - taken
        if states:
            return {state for state in states if state}
    return set()
