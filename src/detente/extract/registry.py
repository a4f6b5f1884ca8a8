"""The entities of a report as they are found, with every form they are named by."""

from __future__ import annotations

from collections import Counter

from detente.lexicon.entities import EntityTables, Named
from detente.records.ids import entity_id
from detente.records.kinds import Entity, EntityType
from detente.records.shapes import Office


class Registry:
    """Collects entities of one report; ``entities`` are built once all forms are known."""

    def __init__(self, tables: EntityTables) -> None:
        self._tables = tables
        self._rows: dict[str, Entity] = {}
        self._forms: dict[str, Counter[str]] = {}
        self._offices: dict[str, list[Office]] = {}

    def state(self, iso3: str, form: str | None = None) -> str:
        """The id of a state; ``form`` is a name it goes by here."""
        return self._add(Entity(entity_id(iso3=iso3), self._tables.label_of(iso3), "state", iso3=iso3), form)

    def named(self, named: Named, form: str | None = None) -> str:
        """The id of a state, body or group of the tables."""
        if named.iso3 and named.type == "state":
            return self.state(named.iso3, form)
        if named.code:
            row = self._tables.bodies.get(named.code)
            own = row is not None and named.label == row.label
            key = entity_id(code=named.code) if own else entity_id(name=named.label, state=named.code)
            return self._add(Entity(key, named.label, named.type, code=named.code, sector=named.sector), form)
        key = entity_id(name=named.label, state=None)
        return self._add(Entity(key, named.label, named.type, iso3=named.iso3, sector=named.sector), form)

    def place(self, label: str, iso3: str | None, form: str | None = None) -> str:
        """The id of a place."""
        return self._add(Entity(entity_id(name=label, state=f"place {iso3}" if iso3 else "place"), label, "place", iso3=iso3), form)  # fmt: skip

    def document(self, label: str, *, iso3: str | None, code: str | None) -> str:
        """The id of a document by its label, in the report's words, and whose it is."""
        key = entity_id(name=f"document {label}", state=iso3 or code)
        return self._add(Entity(key, label, "document", iso3=iso3, code=code), None)

    def body(self, key: str, *, iso3: str | None, code: str | None, sector: str | None, form: str, owned: bool) -> str:
        """The id of a body by what makes it the same; without its state in the form it is labelled "Ruritanian Border Service"."""
        label = form
        if not owned and iso3 and sector and self._tables.states[iso3].demonyms:
            label = f"{self._tables.states[iso3].demonyms[0]} {form}"
        row = Entity(entity_id(name=f"body {key}", state=iso3 or code), label, "organisation", iso3, code, sector)
        return self._add(row, form)

    def office(self, what: str, *, iso3: str | None, code: str | None, sector: str | None, form: str | None) -> str:
        """The id of somebody's office: "office of the Ruritanian president"."""
        demonyms = self._tables.states[iso3].demonyms if iso3 else ()
        label = f"office of the {demonyms[0]} {what}" if demonyms else f"office of the {what}"
        row = Entity(entity_id(name=f"office {what}", state=iso3 or code), label, "organisation", iso3, code, sector)
        self._forms.setdefault(row.id, Counter())[f"office of the {what}"] += 1
        return self._add(row, form)

    def add(self, entity: Entity, forms: Counter[str], offices: tuple[Office, ...]) -> None:
        """Take in an entity that is already known with its forms and offices."""
        self._add(entity, None)
        self._forms[entity.id].update(forms)
        held = self._offices.setdefault(entity.id, [])
        for office in sorted(offices, key=lambda office: office.of is None):
            same = [known for known in held if known.title == office.title]
            if not any(known.of == office.of or office.of is None for known in same):
                held.append(office)

    def _add(self, entity: Entity, form: str | None) -> str:
        self._rows.setdefault(entity.id, entity)
        forms = self._forms.setdefault(entity.id, Counter())
        if form:
            forms[form] += 1
        return entity.id

    def type_of(self, key: str) -> EntityType | None:
        """The type of an entity taken in so far."""
        row = self._rows.get(key)
        return row.type if row else None

    def label_of(self, key: str) -> str:
        """The label of an entity taken in so far; "" where there is none."""
        row = self._rows.get(key)
        return row.label if row else ""

    def build(self, used: frozenset[str]) -> dict[str, Entity]:
        """The entities that are referred to, by id, with label, aliases and offices."""
        return {key: self._built(key) for key in sorted(used & self._rows.keys())}

    def _built(self, key: str) -> Entity:
        row = self._rows[key]
        aliases = tuple(sorted(form for form in self._forms[key] if form != row.label))
        return Entity(
            row.id, row.label, row.type, row.iso3, row.code, row.sector, row.wikidata, aliases,
            tuple(self._offices.get(key, ())),
        )  # fmt: skip
