"""For which state a person acts whose office is told without one: the state told last before it that has no other holder of the office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.extract.office_names import office_fits
from detente.extract.pages import Hit, Page
from detente.extract.people import Person
from detente.extract.persons import PersonSpan
from detente.extract.titles import Told


def settle_near(
    person: Person, people: Sequence[Person], pages: Mapping[int, Page], hits: Mapping[int, Sequence[Hit]]
) -> None:
    """Give a person without a state that of the nearest one told before the office, in its sentence or the one before.

    "No Ruritanian can forgive the fall of president Jan Karr": not the state of another president of the report, nor that of a person who
    is only named near. The rule is ``near-state``; a dateline, the table and the person's other titles come first.
    """
    if person.iso3 or person.code:
        return
    for span in person.spans:
        for title in span.titles:
            if not _unowned(title):
                continue
            taken = {
                other.iso3 for other in people if other is not person and office_fits(title.office, other.offices())
            }
            found = next(
                (iso3 for iso3 in _before(pages[span.page], title, hits[span.page], people) if iso3 not in taken), None
            )
            if found is not None:
                person.iso3, person.rule = found, "near-state"
                return


def _unowned(title: Told) -> bool:
    """An office of a state that one person holds, told without its state."""
    return (
        title.row.scope == "state"
        and title.single
        and title.attached
        and not (title.owner or title.private or title.row.honorific)
    )


def _before(page: Page, title: Told, hits: Sequence[Hit], people: Sequence[Person]) -> Iterator[str]:
    """States told before the title in its sentence, then in the one before, each the nearest first."""
    sentence = page.tokens[title.first].sent
    start = page.doc[sentence.start - 1].sent.start if sentence.start else sentence.start
    told = [(hit.first, hit.named.iso3) for hit in hits if start <= hit.first < title.first]
    told += [
        (span.first, person.iso3)
        for person in people
        for span in _spans(person, page)
        if start <= span.first < title.first
    ]
    for own in (True, False):
        for position, iso3 in sorted(told, key=lambda pair: -pair[0]):
            if iso3 and (position >= sentence.start) is own:
                yield iso3


def _spans(person: Person, page: Page) -> Iterator[PersonSpan]:
    return (span for span in person.spans if span.page == page.index)
