"""Who is who in the seeds: people with office and state, capitals that act or only are places, pronouns; asked of the twins alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from detente.pipeline import Reader
from detente.records.kinds import Entity
from detente.records.raw import RawReport
from eval.links import Found, find_link, linked
from eval.twins import Twin

FIRST, SECOND = "first", "second"
OFFICES = {
    "secretary": ("visitor", "secretary of state"), "president": ("host", "president"), "minister": ("host", "foreign minister"),
    "chancellor": ("guest", "chancellor"), "senator": ("host", "deputy chair"), "analyst": ("host", "deputy director"),
    "director": ("host", "director"), "victim": ("host", "opposition leader"), "other-president": ("visitor", "president"),
    "ally": ("third", "president"), "ousted": ("neighbour", "president"),
}  # fmt: skip
"""The eleven people of the seeds: key of the state that each acts for, and the office told."""


@dataclass(frozen=True)
class Links:
    """A twin with the references of both reports."""

    twin: Twin
    reports: Mapping[str, tuple[str, Found]]

    def at(self, report: str, pattern: str) -> tuple[set[str], set[str], set[str]]:
        """Labels, codes and kinds of what acts at group 1 of a pattern; a place that only is one gives none."""
        text, found = self.reports[report]
        place = re.search(pattern, text)
        if place is None:
            raise ValueError(f"{self.twin.name}: expected {pattern!r} in the {report} report")
        return find_link(found, *place.span(1))

    def entities(self) -> list[Entity]:
        """All entities of both reports."""
        return [entity for _, found in self.reports.values() for entity in found.references.entities.values()]


LinkCheck = Callable[[Links], bool]


def links_of(twin: Twin, reader: Reader) -> Links:
    """The references of both reports of a twin, the first with the day of publication that the seeds have."""
    texts = {FIRST: (twin.first, "2015-05-13"), SECOND: (twin.second, "2015-05-24")}
    return Links(
        twin,
        {
            name: (text, linked(RawReport(name, name, None, day, None, text, "txt", name), reader))
            for name, (text, day) in texts.items()
        },
    )


def has_office(key: str) -> LinkCheck:
    """A person with the state acted for and the office."""

    def check(links: Links) -> bool:
        state, office = OFFICES[key]
        person = links.twin.people[key]
        wanted = {person.name, f"{person.variant} {person.surname}".strip()}
        held = [
            entity for entity in links.entities()
            if entity.type == "person" and any(name.replace("al-", "") in wanted for name in (entity.label, *entity.aliases))
        ]  # fmt: skip
        return any(e.iso3 == links.twin.states[state].iso3 for e in held) and any(
            title.title.endswith(office) for e in held for title in e.offices
        )

    return check


def acts(report: str, pattern: str, state: str) -> LinkCheck:
    """The words stand for the government of a state; ``CAPITAL`` in the pattern is its capital, ``SEAT`` its seat of power."""

    def check(links: Links) -> bool:
        row = links.twin.states[state]
        words = pattern.replace("CAPITAL", re.escape(row.capital)).replace(
            "SEAT", re.escape(row.seat.removeprefix("the "))
        )
        return row.iso3 in links.at(report, words)[1]

    return check


def only_place(report: str, pattern: str, state: str) -> LinkCheck:
    """The words are a place and stand for nobody."""

    def check(links: Links) -> bool:
        words = pattern.replace("CAPITAL", re.escape(links.twin.states[state].capital))
        return not links.at(report, words)[0]

    return check


def is_person(report: str, pattern: str, key: str) -> LinkCheck:
    """The words mean one person."""

    def check(links: Links) -> bool:
        person = links.twin.people[key]
        labels = links.at(
            report,
            pattern.replace("PERSON", re.escape(person.surname)).replace(
                "SECRETARY", re.escape(links.twin.people["secretary"].surname)
            ),
        )[0]
        return len(labels) == 1 and all(label.replace("al-", "").split()[-1] == person.surname for label in labels)

    return check


def experts(links: Links) -> bool:
    """ "The main purpose, they say": the experts, no state and no person."""
    text, found = links.reports[FIRST]
    place = re.search(r", (they) \w+, was to", text)
    if place is None:
        raise ValueError("expected ', they say, was to' in the first report")
    item = next((i for i, span in found.spans if span == place.span(1)), None)
    return (
        item is not None and {m.sector for m in item.mentions} == {"EDU"} and not any(m.entity for m in item.mentions)
    )


def no_persons(links: Links) -> bool:
    """Towns are no people."""
    persons = {word for entity in links.entities() if entity.type == "person" for word in entity.label.split()}
    towns = {state.capital for state in links.twin.states.values()} | {
        "Kochi",
        *re.findall(r"(?:fragile|flagging|second) (\w+)", " ".join(t for t, _ in links.reports.values())),
    }
    return not persons & towns


LINK_CHECKS: dict[str, LinkCheck] = {
    **{f"who: the {key} with office and state": has_office(key) for key in OFFICES},
    "who: the host's capital acts in the annexation": acts(FIRST, r"by (CAPITAL)'s annexation", "host"),
    "who: the host's capital is where the chancellor flies": only_place(FIRST, r"jet into (CAPITAL)", "host"),
    "who: channels between two capitals (visitor)": acts(FIRST, r"between (CAPITAL) and", "visitor"),
    "who: channels between two capitals (host)": acts(FIRST, r"open between \w+(?: \w+)? and (CAPITAL)\.", "host"),
    "who: the institute's town is a place": only_place(FIRST, r"Studies in (CAPITAL)", "host"),
    "who: the seat of power acts": acts(FIRST, r"(SEAT) and the West are trying", "host"),
    "who: the neighbour's capital is unwilling": acts(FIRST, r"neither (CAPITAL) nor", "neighbour"),
    "who: the visitor's capital should act": acts(SECOND, r"\n(CAPITAL) should exert", "visitor"),
    "who: the host's capital should act": acts(SECOND, r"while (CAPITAL) should urge", "host"),
    "who: the third's capital is urged": acts(SECOND, r"should urge (CAPITAL) to", "third"),
    "who: the third's capital is where a government would sit": only_place(SECOND, r"government in (CAPITAL)\.", "third"),
    "who: the host's capital is where moods change": only_place(SECOND, r"changing in (CAPITAL)", "host"),
    "who: the host's capital is where the day is marked": only_place(SECOND, r"commemorations in (CAPITAL)", "host"),
    'who: "He" of the wreath is the secretary': is_person(FIRST, r"\. (He) also laid a wreath", "secretary"),
    'who: "he" of "he and ... were united" is the minister': is_person(SECOND, r"crisis (he) and SECRETARY", "minister"),
    'who: "his counterpart" of the wreath is the minister': is_person(SECOND, r"(his \w+ counterpart) jointly laid", "minister"),
    "who: they who say are the experts": experts,
    "who: towns are no people": no_persons,
}  # fmt: skip
