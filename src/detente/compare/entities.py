"""One entity for each person, state, body and place that several reports name, however they spell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from detente.compare.bodies import body_keys
from detente.compare.spelling import keys, same_name, skeletons, within_one
from detente.records.ids import name_key
from detente.records.kinds import Entity
from detente.records.shapes import Office


@dataclass(frozen=True)
class _Group:
    """Entities that are one: ``ids`` they go by, how often each label was chosen, and all that was told."""

    ids: tuple[str, ...]
    labels: Counter[str]
    rows: tuple[Entity, ...]

    @cached_property
    def label(self) -> str:
        """The commonest full form; of equals the shorter, then the alphabetically first."""
        longest = max(len(label.split()) for label in self.labels)
        full = [label for label in self.labels if len(label.split()) > 1 or longest == 1]
        return min(full, key=lambda label: (-self.labels[label], len(label), label))

    @cached_property
    def iso3(self) -> str | None:
        """The state told most often."""
        return _commonest(row.iso3 for row in self.rows)

    @cached_property
    def code(self) -> str | None:
        """The body told most often."""
        return _commonest(row.code for row in self.rows)

    @cached_property
    def full_names(self) -> tuple[str, ...]:
        """The labels of several words."""
        return tuple(sorted(label for label in self.labels if len(label.split()) > 1))

    @cached_property
    def body_names(self) -> frozenset[frozenset[str]]:
        """The names of a body, as `body_keys` has them."""
        return frozenset(key for row in self.rows for key in body_keys(row))


def unite_entities(rows: Iterable[Entity]) -> Entity:
    """One entity of rows that are one, whatever they are called."""
    return _build(_join(_united(rows)))


def merge_entities(entities: Iterable[Entity]) -> tuple[dict[str, str], tuple[Entity, ...]]:
    """Old id to new id, and the merged entities by id; rows of one id may repeat, as several reports give them.

    Rows of one id are united. Persons are one where the words of the shorter name each fit one of the longer, spelling apart, and
    no two told states differ; a surname alone goes to the one full name it fits. Where a name fits two that are not one, nothing is
    merged. The order of ``entities`` never matters.
    """
    groups = _united(entities)
    people = [group for group in groups if group.rows[0].type == "person"]
    places = [group for group in groups if group.rows[0].type == "place"]
    bodies = [group for group in groups if group.rows[0].type == "organisation"]
    rest = [group for group in groups if group.rows[0].type not in {"person", "place", "organisation"}]
    merged = [*_merge_people(people), *_merge_places(places), *_merge_bodies(bodies), *rest]
    built = [(_build(group), group.ids) for group in merged]
    ids = {old: entity.id for entity, olds in built for old in olds}
    return ids, tuple(sorted((entity for entity, _ in built), key=lambda entity: entity.id))


def _united(entities: Iterable[Entity]) -> list[_Group]:
    rows: dict[str, list[Entity]] = {}
    for entity in sorted(entities, key=_order):
        rows.setdefault(entity.id, []).append(entity)
    return [_Group((key,), Counter(row.label for row in held), tuple(held)) for key, held in sorted(rows.items())]


def _order(entity: Entity) -> tuple[str, ...]:
    return entity.id, entity.label, entity.iso3 or "", entity.code or "", entity.sector or "", *entity.aliases


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _join(groups: Sequence[_Group]) -> _Group:
    labels: Counter[str] = Counter()
    for group in groups:
        labels += group.labels
    rows = tuple(sorted((row for group in groups for row in group.rows), key=_order))
    return _Group(tuple(sorted(key for group in groups for key in group.ids)), labels, rows)


def _build(group: _Group) -> Entity:
    label = group.label
    base = next(row for row in group.rows if row.label == label)
    names = sorted({name for row in group.rows for name in (row.label, *row.aliases)} - {label})
    offices: dict[tuple[str, str | None], Office] = {}
    for row in group.rows:
        for office in row.offices:
            offices.setdefault((office.title, office.of), office)
    owned = {title for title, of in offices if of}
    held = tuple(office for (title, of), office in offices.items() if of or title not in owned)
    return replace(
        base, label=label, iso3=group.iso3, code=group.code, sector=_commonest(row.sector for row in group.rows),
        wikidata=_commonest(row.wikidata for row in group.rows), aliases=tuple(names), offices=held,
    )  # fmt: skip


def _merge_people(people: Sequence[_Group]) -> list[_Group]:
    full = [group for group in people if len(keys(group.label)) > 1]
    short = [group for group in people if len(keys(group.label)) <= 1]
    merged = _merge_fitting(full)
    at_sound: dict[str, set[int]] = {}
    for n, other in enumerate(merged):
        _add_ends(at_sound, other, n)
    for group in short:
        sounds = skeletons((keys(group.label) or ("",))[0])
        near = sorted({n for sound in sounds for n in at_sound.get(sound, ())})
        fitting = [
            n for n in near if _told_alike(group, merged[n]) and any(sounds & skeletons(e) for e in _ends(merged[n]))
        ]
        if len(fitting) == 1:
            merged[fitting[0]] = _join([merged[fitting[0]], group])
            _add_ends(at_sound, merged[fitting[0]], fitting[0])
        else:
            merged.append(group)
    return merged


def _add_ends(at_sound: dict[str, set[int]], group: _Group, n: int) -> None:
    """Note under every sound a name may begin or end with that group ``n`` has such a name."""
    for sound in {sound for end in _ends(group) for sound in skeletons(end)}:
        at_sound.setdefault(sound, set()).add(n)


def _ends(group: _Group) -> set[str]:
    """First and last words of a name: "Xi" of "Xi Jinping", "Karr" of "Anna Karr"; a given name alone says too little."""
    words = keys(group.label)
    return {words[-1]} | ({words[0]} if len(words[0]) <= 3 else set()) if len(words) > 1 else set()


def _merge_fitting(groups: Sequence[_Group]) -> list[_Group]:
    """Groups joined where all that fit one another fit all alike; a name that fits two others that differ joins neither."""
    fits: dict[int, set[int]] = {n: set() for n in range(len(groups))}
    for n, m in _pairs(groups):
        if _same_person(groups[n], groups[m]):
            fits[n].add(m)
            fits[m].add(n)
    done: set[int] = set()
    merged: list[_Group] = []
    for n in range(len(groups)):
        if n in done:
            continue
        cluster = {n} | fits[n]
        if all({m} | fits[m] == cluster for m in cluster):
            done |= cluster
            merged.append(_join([groups[m] for m in sorted(cluster)]))
        else:
            done.add(n)
            merged.append(groups[n])
    return merged


def _pairs(groups: Sequence[_Group]) -> Iterator[tuple[int, int]]:
    """Pairs worth a look: those whose names share the first two letters of some word, people of two states left out."""
    by_start: dict[str, dict[str, list[int]]] = {}
    for n, group in enumerate(groups):
        for start in {key[:2] for word in keys(group.label) for key in skeletons(word)}:
            by_start.setdefault(start, {}).setdefault(group.iso3 or "", []).append(n)
    for of_state in by_start.values():
        nowhere = of_state.pop("", [])
        for held in of_state.values():
            yield from combinations(held, 2)
            yield from ((min(n, m), max(n, m)) for n in nowhere for m in held)
        yield from combinations(nowhere, 2)


def _told_alike(one: _Group, other: _Group) -> bool:
    if one.iso3 and other.iso3:
        return one.iso3 == other.iso3
    if one.code and other.code:
        return one.code == other.code
    return not ((one.iso3 and other.code) or (one.code and other.iso3))


def _same_person(one: _Group, other: _Group) -> bool:
    if not _told_alike(one, other):
        return False
    return any(same_name(first, second) for first in one.full_names for second in other.full_names)


class _Places:
    """Which merged places go by a folded name."""

    def __init__(self) -> None:
        self._by_start: dict[str, dict[str, list[int]]] = {}

    def add(self, name: str, n: int) -> None:
        """Let a name stand for place ``n``, too."""
        self._by_start.setdefault(name[:3], {}).setdefault(name, []).append(n)

    def fitting(self, key: str) -> list[int]:
        """The places of this name, else those one letter away from a long one: "Strelsaw" is Strelsau in another spelling."""
        near = self._by_start.get(key[:3], {})
        if key in near or len(key) < 7:
            return near.get(key, [])
        return sorted({n for name, held in near.items() if within_one(name, key) for n in held})


def _merge_places(places: Sequence[_Group]) -> list[_Group]:
    """Places of one name in one state are one; a place told without a state is the one of that name with a state, where there is one."""
    known = _Places()
    same: dict[tuple[str, str], list[_Group]] = {}
    for group in places:
        if group.iso3:
            same.setdefault((group.iso3, _place_key(group.label)), []).append(group)
    merged = [_join(groups) for groups in same.values()]
    for n, group in enumerate(merged):
        for name in {_place_key(name) for row in group.rows for name in (row.label, *row.aliases)}:
            known.add(name, n)
    for group in places:
        if group.iso3:
            continue
        fitting = known.fitting(_place_key(group.label))
        if len(fitting) == 1:
            merged[fitting[0]] = _join([merged[fitting[0]], group])
        else:
            if not fitting:
                known.add(_place_key(group.label), len(merged))
            merged.append(group)
    return merged


def _place_key(name: str) -> str:
    """The folded name in one piece: "Ha Noi" and "Hanoi" are one town."""
    return name_key(name).replace(" ", "")


def _merge_bodies(bodies: Sequence[_Group]) -> list[_Group]:
    """Bodies of one state that bear one name, and a body without a state beside the only one of that name with a state.

    "The Foreign Ministry" of one report is the "Ruritanian Foreign Ministry" of another, unless the reports tell of two.
    """
    merged: list[_Group] = []
    at_name: dict[frozenset[str], set[int]] = {}
    for group in sorted(bodies, key=lambda group: (not (group.iso3 or group.code), group.ids)):
        near = sorted({n for name in group.body_names for n in at_name.get(name, ())})
        fitting = [n for n in near if _told_alike(group, merged[n])]
        if len(fitting) == 1:
            merged[fitting[0]] = _join([merged[fitting[0]], group])
        else:
            merged.append(group)
        for name in group.body_names:
            at_name.setdefault(name, set()).add(fitting[0] if len(fitting) == 1 else len(merged) - 1)
    return merged
