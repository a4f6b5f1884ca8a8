"""Twins of the two seed reports: the same sentences with people, states, places, dates, numbers and verbs of speech swapped.

python -m eval.twins [N] writes N twins of both reports to a folder under the temporary folder. A rule that was fitted to a
name in the seeds fails on a twin. The seeds are other people's text: neither they nor their twins are ever committed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from eval.bench import SHARED, work_folder

Rule = tuple[str, str]
"""A regular expression and what to write in its place."""


@dataclass(frozen=True)
class State:
    """A state with the forms in which news names it; ``seat`` is its seat of power, ``the`` whether it takes an article."""

    iso3: str
    name: str
    adjective: str
    people: str
    capital: str
    seat: str = ""
    the: bool = False


@dataclass(frozen=True)
class Person:
    """A person; ``variant`` is a second spelling of the given name."""

    given: str
    surname: str
    variant: str = ""

    @property
    def name(self) -> str:
        """Given name and surname."""
        return f"{self.given} {self.surname}"


@dataclass(frozen=True)
class Twin:
    """Both texts with what stands for what: people, states and words by the key that the seeds themselves have."""

    name: str
    first: str
    second: str
    people: Mapping[str, Person]
    states: Mapping[str, State]
    weekdays: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, str] = field(default_factory=dict)
    year: str = "2012"


SEED_STATES = {
    "visitor": State("USA", "United States", "US", "Americans", "Washington", the=True),
    "host": State("RUS", "Russia", "Russian", "Russians", "Moscow", "the Kremlin"),
    "neighbour": State("UKR", "Ukraine", "Ukrainian", "Ukrainians", "Kiev"),
    "guest": State("DEU", "Germany", "German", "Germans", "Berlin"),
    "third": State("SYR", "Syria", "Syrian", "Syrians", "Damascus"),
    "fourth": State("IRN", "Iran", "Iranian", "Iranians", "Tehran"),
}
SEED_PEOPLE = {
    "secretary": Person("John", "Kerry"),
    "president": Person("Vladimir", "Putin"),
    "minister": Person("Sergey", "Lavrov", "Sergei"),
    "chancellor": Person("Angela", "Merkel"),
    "senator": Person("Andrei", "Klimov"),
    "director": Person("Dmitri", "Trenin"),
    "victim": Person("Boris", "Nemtsov"),
    "photographer": Person("Joshua", "Roberts"),
    "other-president": Person("Barack", "Obama"),
    "ally": Person("Bashar", "Assad"),
    "ousted": Person("Viktor", "Yanukovych"),
}
HOSTS = (
    State("CHN", "China", "Chinese", "Chinese", "Beijing", "Zhongnanhai"),
    State("GBR", "Britain", "British", "British", "London", "Downing Street"),
    State("FRA", "France", "French", "French", "Paris", "the Elysee"),
)
VISITORS = (
    State("IND", "India", "Indian", "Indians", "New Delhi"),
    State("BRA", "Brazil", "Brazilian", "Brazilians", "Brasilia"),
    State("JPN", "Japan", "Japanese", "Japanese", "Tokyo"),
    State("TUR", "Turkey", "Turkish", "Turks", "Ankara"),
)
NEIGHBOURS = (
    State("GEO", "Georgia", "Georgian", "Georgians", "Tbilisi"),
    State("MDA", "Moldova", "Moldovan", "Moldovans", "Chisinau"),
    State("SRB", "Serbia", "Serbian", "Serbs", "Belgrade"),
)
GUESTS = (
    State("AUT", "Austria", "Austrian", "Austrians", "Vienna"),
    State("POL", "Poland", "Polish", "Poles", "Warsaw"),
    State("SWE", "Sweden", "Swedish", "Swedes", "Stockholm"),
)
THIRDS = (
    State("LBY", "Libya", "Libyan", "Libyans", "Tripoli"),
    State("YEM", "Yemen", "Yemeni", "Yemenis", "Sanaa"),
    State("SDN", "Sudan", "Sudanese", "Sudanese", "Khartoum"),
)
FOURTHS = (
    State("PAK", "Pakistan", "Pakistani", "Pakistanis", "Islamabad"),
    State("EGY", "Egypt", "Egyptian", "Egyptians", "Cairo"),
    State("DZA", "Algeria", "Algerian", "Algerians", "Algiers"),
)
MEN = (
    Person("Peter", "Hallam"),
    Person("Marek", "Vondra"),
    Person("Rafael", "Ortega"),
    Person("Kenji", "Morita"),
    Person("David", "Mercer"),
    Person("Omar", "Haddad"),
    Person("Lukas", "Brandt"),
    Person("Pavel", "Dvorsky"),
    Person("Samuel", "Okoye"),
    Person("Henrik", "Dahl"),
    Person("Victor", "Almeida"),
    Person("George", "Whitlock"),
    Person("Nikolai", "Petrenko"),
    Person("Jan", "Kowalski"),
    Person("Stefan", "Ilic"),
    Person("Miguel", "Santos"),
    Person("Rajiv", "Mehta"),
    Person("Claude", "Fournier"),
    Person("Daniel", "Osei"),
    Person("Viktor", "Hrubesh"),
)
WOMEN = (Person("Ingrid", "Halvorsen"), Person("Maria", "Castellani"), Person("Helen", "Ashworth"))
MINISTERS = (
    Person("Andrey", "Morozov", "Andrei"),
    Person("Aleksey", "Orlov", "Aleksei"),
    Person("Dmitry", "Voronin", "Dmitri"),
)
ALLIES = (Person("Farid", "Masri"), Person("Khalid", "Nasser"), Person("Tariq", "Hamdan"))
PLACES = {
    "Sochi": ("Sanya", "Batumi", "Antalya", "Varna"),
    "Crimea": ("Abkhazia", "Transnistria", "Kosovo", "Gagauzia"),
    "Minsk": ("Oslo", "Lisbon", "Astana", "Prague"),
    "Geneva": ("Helsinki", "Montreux", "Lausanne"),
    "Black Sea": ("Red Sea", "Yellow Sea", "North Sea"),
}  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SAID_AT_END = ("stated", "told reporters", "declared", "added", "insisted")
SAID = ("stated", "declared", "insisted", "maintained")
SAYS = ("argues", "maintains", "notes", "insists")


def seed_texts(shared: Path = SHARED) -> tuple[str, str]:
    """The two seed reports, as they are."""
    first, second = sorted((shared / "seeds").glob("*.txt"))
    return first.read_bytes().decode("utf-8"), second.read_bytes().decode("utf-8")


def seed_people(first: str) -> dict[str, Person]:
    """The people of the seeds; the analyst of the first report is read from its text ("..., says NAME, deputy director")."""
    found = re.search(r'" says (\w+) (\w+), deputy director', first)
    if not found:
        raise ValueError("expected '\" says NAME, deputy director' in the first seed, found none")
    return {**SEED_PEOPLE, "analyst": Person(*found.groups())}


def the_seeds(shared: Path = SHARED) -> Twin:
    """The seeds themselves, in the form of a twin."""
    first, second = seed_texts(shared)
    days, months = {day: day for day in WEEKDAYS}, {month: month for month in MONTHS}
    return Twin("seeds", first, second, seed_people(first), SEED_STATES, days, months, "2012")


def make_twin(number: int, shared: Path = SHARED) -> Twin:
    """Twin ``number`` of the seeds; the same number gives the same twin."""
    pick = Random(number)
    first, second = seed_texts(shared)
    old = seed_people(first)
    people = _swap_people(old, pick)
    states = {
        key: pick.choice(pool)
        for key, pool in zip(SEED_STATES, (VISITORS, HOSTS, NEIGHBOURS, GUESTS, THIRDS, FOURTHS), strict=True)
    }
    weekdays = dict(
        zip(("Tuesday", "Sunday"), pick.sample([day for day in WEEKDAYS if day != "Wednesday"], 2), strict=True)
    )
    months = dict(
        zip(
            ("June", "February", "March"),
            pick.sample([month for month in MONTHS if month not in ("May", "March")], 3),
            strict=True,
        )
    )
    year = str(pick.randint(2007, 2013))
    rules = [
        *_people_rules(old, people),
        *_state_rules(states),
        *_place_rules(pick),
        *[(rf"\b{a}\b", b) for a, b in (*weekdays.items(), *months.items())],
        *_number_rules(year, pick),
        *_verb_rules(pick),
    ]
    swap = _one_pass(rules)
    return Twin(f"twin-{number}", swap(first), swap(second), people, states, weekdays, months, year)


def _swap_people(old: Mapping[str, Person], pick: Random) -> dict[str, Person]:
    men = pick.sample(MEN, len(old))
    special = {"chancellor": WOMEN, "minister": MINISTERS, "ally": ALLIES}
    return {
        key: pick.choice(special[key]) if key in special else man for key, man in zip(sorted(old), men, strict=True)
    }


def _people_rules(old: Mapping[str, Person], new: Mapping[str, Person]) -> list[Rule]:
    rules = []
    for key, person in old.items():
        other = new[key]
        rules += [(rf"\b{given} (al-)?{person.surname}\b", rf"{to} \g<al>{other.surname}") for given, to in (
            (person.given, other.given), (person.variant or person.given, other.variant or other.given)
        )]  # fmt: skip
        rules.append((rf"\b{person.surname}\b", other.surname))
    return [(rule.replace("(al-)?", "(?P<al>al-)?"), text) for rule, text in rules]


_ATTRIBUTIVE = r"(?:[ ](?:secretary|Secretary|President)|-|[ ]and[ ]EU[ ]sanctions)"


def _state_rules(new: Mapping[str, State]) -> list[Rule]:
    visitor, host = new["visitor"], new["host"]
    rules = [
        (r"Nazi Germany|Soviet Union", r"\g<0>"),
        (rf"\bUSA?(?={_ATTRIBUTIVE})", visitor.adjective),
        (rf"\b(?:[Tt]he )?(?:United States|USA?)\b(?!{_ATTRIBUTIVE})", visitor.name),
        (r"\bAmericans\b", visitor.people),
        (r"\bWashington\b", visitor.capital),
        (r"\b[Tt]he Kremlin\b", host.seat),
    ]
    for key in ("host", "neighbour", "guest", "third", "fourth"):
        was, now = SEED_STATES[key], new[key]
        rules += [(rf"\b{a}\b", b) for a, b in (
            (was.people, now.people), (was.adjective, now.adjective), (was.name, now.name), (was.capital, now.capital)
        )]  # fmt: skip
    taken = {host.name, visitor.name}
    spare = iter(["Italy", "Spain", "Canada"])
    rules += [
        (rf"\b{a}\b", next(spare))
        for a, b in (("China", "China"), ("UK", "Britain"), ("France", "France"))
        if b in taken
    ]
    return rules


def _place_rules(pick: Random) -> list[Rule]:
    places = {old: pick.choice(new) for old, new in PLACES.items()}
    slip = "K" + places["Sochi"][1:].lower()
    return [(rf"\b{a}\b", b) for a, b in (*places.items(), ("Kochi", slip))]


def _number_rules(year: str, pick: Random) -> list[Rule]:
    return [
        (r"\b2012\b", year),
        (r"\bfour hours\b", f"{pick.choice(['three', 'five', 'six', 'seven'])} hours"),
        (r"\bsix weeks\b", f"{pick.choice(['four', 'five', 'eight'])} weeks"),
        (r"\b20 million\b", f"{pick.randint(21, 60)} million"),
    ]


def _verb_rules(pick: Random) -> list[Rule]:
    return [
        (r"(?<=\w )said(?=[.,])", pick.choice(SAID_AT_END)),
        (r"(?<=\w )said(?= )", pick.choice(SAID)),
        (r"(?<=\w )says(?= )|(?<=\" )says(?= )", pick.choice(SAYS)),
        (r"\bthey say\b", "they argue"),
        (r"\bstressed that\b", pick.choice(["underlined that", "emphasised that"])),
        (r"\breiterated\b", pick.choice(["repeated", "restated"])),
    ]


def _one_pass(rules: Sequence[Rule]) -> Callable[[str], str]:
    """A function that applies at each position the first rule that fits, so that nothing is swapped twice."""
    compiled = [(re.compile(pattern), text) for pattern, text in rules]
    heads = re.compile(r"(?<![\w’'])(?=\w)|(?<=-)(?=\w)")

    def swap(text: str) -> str:
        out, at = [], 0
        for place in heads.finditer(text):
            if place.start() < at:
                continue
            for pattern, new in compiled:
                if found := pattern.match(text, place.start()):
                    out += [text[at : found.start()], found.expand(new)]
                    at = found.end()
                    break
        return "".join([*out, text[at:]])

    return swap


def main() -> None:
    """Write twins and say where."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=5)
    for number in range(1, parser.parse_args().count + 1):
        twin = make_twin(number)
        folder = work_folder() / twin.name
        folder.mkdir(exist_ok=True)
        (folder / "first.txt").write_text(twin.first, encoding="utf-8")
        (folder / "second.txt").write_text(twin.second, encoding="utf-8")
        print(folder)


if __name__ == "__main__":
    main()
