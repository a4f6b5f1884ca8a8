"""Entities put together and taken apart by hand, after reports were laid together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from detente.compare.corrected import ENTITY_KINDS, Applied
from detente.compare.entities import unite_entities
from detente.records.coding import Coding
from detente.records.corrections import Correction, in_force
from detente.records.ids import make_id, name_key
from detente.records.kinds import Entity

Unit = tuple[str, str]
"""A report's own row of an entity: report id, row id."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Entities by id, and for each report's rows that a correction moved the entity they stand for now."""

    entities: tuple[Entity, ...]
    moved: Mapping[str, Mapping[str, Entity]]
    applied: tuple[Applied, ...]


def correct_entities(
    ids: Mapping[str, str], entities: Sequence[Entity], codings: Sequence[Coding], corrections: Iterable[Correction]
) -> Placed:
    """What `merge_entities` made (``ids``: row id -> entity id), with merges and splits in force replayed by time."""
    wanted = [c for c in in_force(corrections) if c.kind in ENTITY_KINDS]
    if not wanted:
        return Placed(tuple(entities), {}, ())
    table = _Table(ids, entities, codings)
    applied = []
    for correction in wanted:
        touched, problem = table.merge(correction) if correction.kind == "merge" else table.split(correction)
        applied.append(Applied(correction, touched, problem))
    applied = [replace(a, records=tuple(dict.fromkeys(map(table.now, a.records)))) for a in applied]
    return Placed(*table.result(), tuple(applied))


_Outcome = tuple[tuple[str, ...], str | None]


@dataclass
class _Table:
    """Which report's row stands for which entity, while corrections are replayed."""

    ids: Mapping[str, str]
    listed: Sequence[Entity]
    codings: Sequence[Coding]
    entities: dict[str, Entity] = field(init=False)
    rows: dict[Unit, Entity] = field(init=False)
    place: dict[Unit, str] = field(init=False)
    went: dict[str, str] = field(default_factory=dict)
    """Entity id -> the one it was merged into."""
    touched: set[Unit] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.entities = {entity.id: entity for entity in self.listed}
        self.rows = {(c.report.id, e.id): e for c in self.codings for e in c.entities}
        self.place = {unit: self.ids[unit[1]] for unit in self.rows}

    def merge(self, correction: Correction) -> _Outcome:
        """All rows of the one that goes stand for the one that stays, which keeps its name, type and state."""
        if len(correction.entities) != 2:
            return (), "it does not name two entities"
        goes, stays = correction.entities
        one, other = self._find(goes), self._find(stays)
        if one is None:
            return (), f"no report names {goes.label} any more"
        target = self.entities[other] if other else stays
        if one == target.id:
            return (one,), None
        gone = self.entities.pop(one)
        names = {*target.aliases, gone.label, *gone.aliases} - {target.label}
        offices = dict.fromkeys((*target.offices, *gone.offices))
        self.entities[target.id] = replace(target, aliases=tuple(sorted(names)), offices=tuple(offices))
        self.went[one] = target.id
        self._move({unit for unit, held in self.place.items() if held == one}, target.id)
        return (target.id,), None

    def split(self, correction: Correction) -> _Outcome:
        """The rows of some names, or of some reports, stand for an entity of their own."""
        (whole, *_), by, wanted = correction.entities or (None,), correction.value[:1], correction.value[1:]
        found = self._find(whole) if whole else None
        if whole is None or found is None:
            return (), f"no report names {whole.label if whole else 'it'} any more"
        keys = {name_key(name) for name in wanted}
        mine = {unit for unit, held in self.place.items() if held == found}
        part = {u for u in mine if (u[0] in wanted if by == ("report",) else name_key(self.rows[u].label) in keys)}
        if not part or part == mine:
            return (), f"{whole.label} is not made of {', '.join(wanted)} and others any more"
        new, rest = (unite_entities(self.rows[u] for u in units) for units in (part, mine - part))
        rest = replace(rest, id=found)
        if new.id == found or new.id in self.entities:
            new = replace(new, id=make_id("entity", found, "split", *sorted(wanted)))
        self.entities |= {found: rest, new.id: new}
        self.went.pop(new.id, None)
        self._move(part, new.id)
        return (new.id, found), None

    def now(self, identity: str) -> str:
        """The entity that one was merged into, and that again, or itself."""
        while identity in self.went:
            identity = self.went[identity]
        return identity

    def _find(self, entity: Entity) -> str | None:
        """The entity of this id, the one a row of this id stands for, or the one of this name and type."""
        now = self.now(entity.id)
        if now in self.entities:
            return now
        of_rows = sorted({held for unit, held in self.place.items() if unit[1] == entity.id})
        if of_rows:
            return of_rows[0]
        key = name_key(entity.label)
        return min(
            (
                e.id
                for e in self.entities.values()
                if e.type == entity.type and _alike(e, entity) and name_key(e.label) == key
            ),
            default=None,
        )

    def _move(self, units: Iterable[Unit], to: str) -> None:
        for unit in units:
            self.place[unit] = to
            self.touched.add(unit)

    def result(self) -> tuple[tuple[Entity, ...], dict[str, dict[str, Entity]]]:
        """Entities by id, and the moved rows by report."""
        moved: dict[str, dict[str, Entity]] = {}
        for report, row in sorted(self.touched):
            moved.setdefault(report, {})[row] = self.entities[self.place[report, row]]
        return tuple(entity for _, entity in sorted(self.entities.items())), moved


def _alike(one: Entity, other: Entity) -> bool:
    """Whether no two told states differ."""
    return one.iso3 == other.iso3 or not (one.iso3 and other.iso3)
