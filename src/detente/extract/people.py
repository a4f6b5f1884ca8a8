"""From names to persons: which names of a report are one man or woman, and for whom he or she acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from detente.extract.office_names import office_fits
from detente.extract.pages import Page
from detente.extract.persons import PersonSpan
from detente.extract.sectors import sector_of
from detente.extract.titles import Told
from detente.lexicon.entities import EntityTables
from detente.lexicon.holders import ARTICLES, HolderRow, Standing
from detente.lexicon.phrases import fold_words
from detente.records.ids import entity_id, name_key
from detente.records.kinds import Entity, Report
from detente.records.shapes import Evidence, Office


@dataclass
class Person:
    """A person of a report with the forms of the name, told titles and where they stand."""

    words: tuple[str, ...]
    forms: Counter[str] = field(default_factory=Counter)
    told: list[tuple[Told, Evidence]] = field(default_factory=list)
    spans: list[PersonSpan] = field(default_factory=list)
    iso3: str | None = None
    code: str | None = None
    sector: str | None = None
    gender: str | None = None
    rule: str = "name"
    standing: Standing | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The folded words of the name, articles left out: what two spellings have in common."""
        return tuple(name_key(word) for word in self.words if word.lower() not in ARTICLES)

    @property
    def name(self) -> str:
        """The commonest form, the shorter and then the alphabetically first of equals, never a surname alone beside a full name."""
        full = {form: n for form, n in self.forms.items() if len(form.split()) > 1} or self.forms
        return min(full, key=lambda form: (-full[form], len(form), form))

    @property
    def id(self) -> str:
        """The id: of the full name without articles, so that two reports of which one tells no state agree on it."""
        if self.standing:
            return person_id(self.standing.row.person)
        return person_id(self.name)

    @property
    def predecessor(self) -> bool:
        """Whether the report calls the person somebody's predecessor."""
        return any(title.row.id == "predecessor" for title, _ in self.told)

    def former_offices(self) -> set[str]:
        """The offices told or known to be over."""
        told = {title.office for title, _ in self.told if title.office and title.former}
        over = self.standing is not None and self.standing.when == "former"
        return told | ({self.standing.row.office} if over and self.standing else set())

    def offices(self) -> set[str]:
        """The offices told, with the table's where the text tells none."""
        told = {title.office for title, _ in self.told if title.office and not title.former and not title.row.relation}
        if told or self.standing is None or self.standing.when != "now":
            return told
        return {self.standing.row.office}


def person_id(name: str) -> str:
    """The id of a person by full name alone: states differ from report to report in whether they are told."""
    words = [word for word in name_key(name).split() if word not in ARTICLES]
    return entity_id(name=" ".join(words), state="person")


def build_people(
    spans: Iterable[PersonSpan], pages: Mapping[int, Page], report: str, tables: EntityTables, *, published: str | None
) -> list[Person]:
    """Persons with every span that names them; a short name that fits two of them belongs to neither."""
    ordered = _unhyphened(list(spans))
    people: list[Person] = []
    for span in sorted(ordered, key=lambda s: (-_weight(s), s.page, s.first)):
        if len(_keys(span.words)) > 1:
            _join_full(people, span, tables)
    for span in ordered:
        if len(_keys(span.words)) == 1:
            _join_short(people, span, tables)
    for person in people:
        person.spans.sort(key=lambda s: (s.page, s.first))
        _describe(person, pages, report, tables, published)
    return people


def _unhyphened(spans: list[PersonSpan]) -> list[PersonSpan]:
    """ "Karr-Brandt talks" are two surnames where the report names a Karr and a Brandt in full."""
    surnames = {name_key(span.words[-1]) for span in spans if "-" not in span.words}
    kept: list[PersonSpan] = []
    for span in spans:
        joined = span.last - span.name_first == 3 and len(span.words) == 2 and not span.titles
        if joined and all(name_key(word) in surnames for word in span.words):
            first, last = span.name_first, span.last
            kept.append(PersonSpan(span.page, first, first + 1, first, first, span.words[:1], ()))
            kept.append(PersonSpan(span.page, last - 1, last, last - 1, last - 1, span.words[1:], ()))
        else:
            kept.append(span)
    return kept


def _weight(span: PersonSpan) -> int:
    return len(span.words)


def _keys(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name_key(word) for word in words if word.lower() not in ARTICLES and word.lower() not in {"jr", "s"})


def _join_full(people: list[Person], span: PersonSpan, tables: EntityTables) -> None:
    keys = _keys(span.words)
    fitting = [person for person in people if _same_full(person.keys, keys)]
    if len(fitting) == 1:
        _take(fitting[0], span)
    else:
        person = Person(span.words)
        _take(person, span)
        people.append(person)


def _same_full(held: tuple[str, ...], keys: tuple[str, ...]) -> bool:
    """One name within the other, in order, or the same surname with an initial that fits: "J. Karr" and "Jan Karr"."""
    if held == keys or set(keys) <= set(held) or set(held) <= set(keys):
        return True
    if held[-1] != keys[-1]:
        return False
    first, other = held[0], keys[0]
    return (len(first) == 1 or len(other) == 1) and first[0] == other[0]


def _join_short(people: list[Person], span: PersonSpan, tables: EntityTables) -> None:
    key = _keys(span.words)[0]
    found = fitting_people(people, key, tables)
    if len(found) > 1 and span.titles:
        offices = {title.office for title in span.titles}
        found = [person for person in found if offices & person.offices()] or found
    if len(found) == 1:
        _take(found[0], span)
    elif not found:
        person = Person(span.words)
        _take(person, span)
        people.append(person)


def fitting_people(people: Sequence[Person], key: str, tables: EntityTables) -> list[Person]:
    """Those whose surname the word is, else those whose name has the word: "Xi" of "Xi Jinping", "Lula" of "Lula da Silva"."""
    surname = [person for person in people if person.keys and person.keys[-1] == key]
    return surname or [person for person in people if key in person.keys]


def _take(person: Person, span: PersonSpan) -> None:
    person.spans.append(span)


def _describe(
    person: Person, pages: Mapping[int, Page], report: str, tables: EntityTables, published: str | None
) -> None:
    for span in person.spans:
        page = pages[span.page]
        person.forms[page.doc[span.name_first : span.last].text.strip()] += 1
        for title in span.titles:
            start, end = page.paragraph.offsets(title.first, title.last)
            quote = page.paragraph.text[start - page.paragraph.start : end - page.paragraph.start]
            person.told.append((title, Evidence(report, start, end, quote)))
    person.words = max((span.words for span in person.spans), key=len)
    person.standing = _standing_of(person, tables, published)
    person.gender = _gender(person, tables)
    _set_state(person, tables)


def _gender(person: Person, tables: EntityTables) -> str | None:
    for title, _ in person.told:
        if title.row.gender:
            return title.row.gender
    told = next((span.gender for span in person.spans if span.gender), None)
    if told:
        return told
    if person.standing and person.standing.row.gender:
        return person.standing.row.gender
    given = len(person.words) > 1 or any(span.sure for span in person.spans)
    gender = tables.genders.get(person.words[0].lower()) if given else None
    return gender if gender in {"m", "f"} else None


def _set_state(person: Person, tables: EntityTables) -> None:
    """State or body, and sector, from the titles told; a title without honorific and an owner first."""
    titles = [title for title, _ in person.told if not title.row.honorific]
    after = next((span.of for span in person.spans if span.of), None)
    if after is not None and not any(title.owner for title in titles):
        person.iso3, person.code, person.rule = after.iso3, after.code, "of-state"
    for title in sorted(titles, key=lambda t: t.former):
        owner = title.owner
        if owner is not None and not (person.iso3 or person.code):
            person.iso3, person.code, person.rule = owner.iso3, owner.code, "title"
        person.sector = person.sector or (
            None if title.private else sector_of(title.row, title.owner, former=title.former)
        )
    standing = person.standing
    if standing is None:
        return
    if not (person.iso3 or person.code):
        of = standing.row.of
        person.rule = _TABLE_RULES[standing.when]
        body = tables.bodies.get(of)
        person.iso3, person.code = (of, None) if of in tables.states else (None, (body and body.part_of) or of)
    person.sector = person.sector or standing.sector


_TABLE_RULES = {"now": "holder-table", "former": "holder-former", "later": "holder-later"}


def _standing_of(person: Person, tables: EntityTables, published: str | None) -> Standing | None:
    """How the person of the table whom the name means stands on the report's day; None where the table has nobody, or the text
    tells a state that is none of his or hers: the text is stronger.
    """
    holders = tables.holders
    titles = [title for title, _ in person.told if not (title.row.honorific or title.row.relation)]
    rows: tuple[HolderRow, ...]
    if len(person.keys) > 1:
        rows = holders.named(person.words)
    else:
        offices = {title.office for title in titles if title.office}
        fitting = frozenset(held for held in holders.sectors if any(office_fits(office, {held}) for office in offices))
        rows = holders.surnamed(person.words[-1], on=published, offices=fitting)
    if not rows:
        return None
    owners = {owner for title in titles if title.owner and (owner := title.owner.iso3 or title.owner.code)}
    of = {row.of for row in rows} | {
        body.part_of for row in rows if (body := tables.bodies.get(row.of)) and body.part_of
    }
    return None if owners and owners.isdisjoint(of) else holders.standing(rows, published)


def holder_person(row: HolderRow, sector: str | None, tables: EntityTables) -> Person:
    """The person of a table row, named in no words of the report."""
    person = Person(fold_words(row.person), standing=Standing(row, "now", sector), sector=sector, gender=row.gender)
    person.forms[row.person] = 0
    body = tables.bodies.get(row.of)
    person.iso3 = row.of if row.of in tables.states else None
    person.code = None if person.iso3 else (body and body.part_of) or row.of
    return person


def person_entity(person: Person) -> tuple[Entity, Counter[str], tuple[Office, ...]]:
    """The person's entity with forms and told offices."""
    label = person.name
    if person.standing and len(label.split()) == 1:
        label = person.standing.row.person  # "Mr Obama said": the table has the full name
    forms = Counter({form: n for form, n in person.forms.items() if form != label})
    if person.standing and person.standing.row.person != label:
        forms[person.standing.row.person] += 0  # the table's spelling is a name of the person too
    offices = tuple(
        Office(_office_title(title), _office_of(title), *_days(title, person.standing), evidence)
        for title, evidence in person.told
        if title.office and not title.row.honorific and not title.row.relation
    )
    standing = person.standing
    if standing is not None and standing.when == "now" and not offices:
        row = standing.row
        offices = (Office(row.office, row.of, row.from_, row.until, None),)
    entity = Entity(person.id, label, "person", iso3=person.iso3, code=person.code, sector=person.sector)
    return entity, forms, offices


def _days(title: Told, standing: Standing | None) -> tuple[str | None, str | None]:
    """From when until when the told office was held, where the table has the same office of the person."""
    if (
        standing is None
        or title.former
        or standing.when != "now"
        or not office_fits(title.office, {standing.row.office})
    ):
        return None, None
    return standing.row.from_, standing.row.until


def settle_elsewhere(
    person: Person, people: Sequence[Person], told: Mapping[str, frozenset[tuple[str | None, str | None]]]
) -> None:
    """Give a person without a state that of the office as told elsewhere: "the Ruritanian ambassador ... The ambassador, Jan Karr".

    Only where the office is told of one state and nobody else in the report holds it for that state.
    """
    if person.iso3 or person.code:
        return
    for title, _ in person.told:
        owners = told.get(title.office, frozenset())
        if not title.office or title.former or not title.single or len(owners) != 1:
            continue
        ((iso3, code),) = owners
        if not any(other.iso3 == iso3 and other.code == code and title.office in other.offices() for other in people):
            person.iso3, person.code, person.rule = iso3, code, "office-elsewhere"
            return


def author_name(report: Report) -> str | None:
    """The name in the byline of an op-ed; None in other reports."""
    region = next((region for region in report.regions if region.role == "byline"), None)
    if region is None or report.genre != "opinion":
        return None
    line = report.text[region.start : region.end].split("\n")[0]
    name = line.removeprefix("By ").removeprefix("BY ").split(",")[0].split("|")[0].strip()
    return name if 2 <= len(name.split()) <= 5 else None


def author_of(report: Report, people: Sequence[Person]) -> Entity | None:
    """The writer of an op-ed, whose views are facts of the record: the name in the byline; None in other reports."""
    name = author_name(report)
    if name is None or any(person.id == person_id(name) for person in people):
        return None
    label = name.title() if name.isupper() else name
    aliases = (name,) if name != label else ()
    return Entity(person_id(name), label, "person", aliases=aliases)


def _office_title(title: Told) -> str:
    return f"former {title.office}" if title.former else title.office


def _office_of(title: Told) -> str | None:
    return (title.owner.iso3 or title.owner.code or title.owner.label) if title.owner else None
