"""From what a user wants to the lines of the log: which rows, which words, which entities, and whether the value can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from detente.compare.attaching import words_of
from detente.compare.corrected_facts import type_rules
from detente.errors import InputError
from detente.lexicon.events import TYPES
from detente.records.corrections import PARTY_KINDS, Correction, CorrectionKind, named
from detente.records.kinds import (
    Attribution,
    Commitment,
    CommitmentType,
    Entity,
    EntityType,
    Event,
    Fact,
    Report,
)
from detente.records.lines import FACTS, PLURALS
from detente.records.marking import ROLES
from detente.records.shapes import Evidence
from detente.store.codings import load_coding
from detente.store.compared import load_rows
from detente.store.correction_log import read_log
from detente.store.database import Store
from detente.store.named import bare, find_entity
from detente.store.select import find_row

NOBODY = "-"
"""Said instead of a name: the fact has no such party."""

_FITS: dict[str, tuple[str, ...]] = {
    "accept": FACTS,
    "reject": FACTS,
    "retype": ("event", "commitment"),
    "speaker": ("attribution",),
    "actor": ("event",),
    "recipient": ("event",),
    "holder": ("commitment",),
}
"""Kind of a correction -> the kinds of facts that it may be about."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user wants: the kind, the id of the row, the new value as words, and for a new entity its type; ``at`` are characters of a report."""

    kind: CorrectionKind
    about: str
    value: tuple[str, ...] = ()
    new: EntityType | None = None
    at: tuple[int, int] | None = None


def make_corrections(store: Store, wish: Wish, *, by: str, at: str, note: str) -> tuple[Correction, ...]:
    """The corrections that a wish comes to, one for each report whose row it changes; raises InputError where it cannot be."""
    _check_words(by=by, note=note, value=" ".join(wish.value))
    if not by.strip():
        raise InputError("expected the name of who corrects, found none")
    empty = Correction(wish.kind, "", " ".join(by.split()), at, wish.about, "", None, None, (), (), (), note.strip())
    if wish.kind in _FITS:
        return tuple(named(c) for c in _of_fact(store, wish, empty))
    makers = {"merge": _merge, "split": _split, "region": _region, "withdraw": _withdraw}
    return (named(makers[wish.kind](store, wish, empty)),)


def _check_words(**words: str) -> None:
    for name, told in words.items():
        try:
            told.encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError(f"{name}: expected Unicode text, found half a character at {error.start}") from error


def _of_fact(store: Store, wish: Wish, empty: Correction) -> Iterator[Correction]:
    known = _rejected(store, wish.about)
    row: Any = known or find_row(store, wish.about)
    fits = _FITS[wish.kind]
    if row.kind not in fits:
        raise InputError(f"{wish.kind}: expected the id of {_one_of(fits)}, found that of {_one_of((row.kind,))}")
    value = _value(wish, row) if wish.kind == "retype" else ()
    entities = _parties(store, wish) if wish.kind in PARTY_KINDS else ()
    facts = [row] if known else _read_facts(store, row)
    for fact in facts:
        yield replace(
            empty,
            about=fact.id,
            record=fact.kind,
            type=getattr(fact, "type", None),
            words=words_of(fact)[0],
            value=value,
            entities=entities,
            was=_was(store, wish.kind, row),
        )


def _rejected(store: Store, identity: str) -> Any:
    """The fact of a rejection in the log, as it was read, where the record has no such row any more."""
    if next(load_rows(store, "id = ?", (identity,)), None) is not None:
        return None
    for correction in reversed(read_log(store.log).corrections):
        if correction.about == identity and correction.kind == "reject" and correction.words:
            coding = load_coding(store, correction.words.report)
            facts = getattr(coding, PLURALS[correction.record], ()) if coding else ()
            return next((fact for fact in facts if fact.id == identity), None)
    return None


def _read_facts(store: Store, row: Any) -> list[Fact]:
    """The fact as it was read; of a commitment that several reports tell the row of each of them."""
    reports = dict.fromkeys(
        [row.report, *(e.report for e in row.evidence)] if isinstance(row, Commitment) else [row.report]
    )
    found = []
    for report in reports:
        coding = load_coding(store, report)
        facts: Sequence[Fact] = getattr(coding, PLURALS[row.kind]) if coding else ()
        found += [
            f for f in facts if f.id == row.id or (isinstance(row, Commitment) and words_of(f)[0] in row.evidence)
        ]
    if not found:
        raise InputError(f"expected a fact of a stored report, found {row.id}, whose report is not in this file")
    return found


def _parties(store: Store, wish: Wish) -> tuple[Entity, ...]:
    if not wish.value:
        raise InputError(f"{wish.kind}: expected a name or id, or {NOBODY} for nobody, found nothing")
    if wish.value == (NOBODY,):
        return ()
    return tuple(bare(find_entity(store, name, new=wish.new)) for name in wish.value)


def _value(wish: Wish, row: Any) -> tuple[str, ...]:
    given, modes = (wish.value[0] if wish.value else ""), wish.value[1:]
    if isinstance(row, Commitment):
        if given.lower() not in get_args(CommitmentType) or modes:
            raise InputError(f"expected a type of commitment ({', '.join(get_args(CommitmentType))}), found {given!r}")
        return (given.lower(),)
    rules = type_rules(given.upper())
    if rules is None:
        raise InputError(f"expected a type of event ({', '.join(TYPES)}), found {given!r}")
    for mode in modes:
        if mode not in rules.modes:
            raise InputError(
                f"expected a mode of {rules.type} ({', '.join(rules.modes) or 'it has none'}), found {mode!r}"
            )
    return (rules.type, *modes)


def _was(store: Store, kind: str, row: Any) -> tuple[str, ...]:
    """What stands in the record before the correction: type and modes, or names."""
    if kind == "retype":
        return (row.type, *getattr(row, "modes", ()))
    if kind == "speaker" and isinstance(row, Attribution):
        return tuple(_label(store, e) for e in row.source.entities) or (row.source.quote,) if row.source else ()
    field = {"actor": "actors", "recipient": "recipients", "holder": "holder"}.get(kind)
    sides = getattr(row, field) if field and isinstance(row, Event | Commitment) else ()
    return tuple(_label(store, m.entity) if m.entity else " ".join(m.quote.split()) for m in sides)


def _label(store: Store, identity: str) -> str:
    row = next(load_rows(store, "kind = 'entity' AND id = ?", (identity,)), None)
    return row.label if isinstance(row, Entity) else identity


def _merge(store: Store, wish: Wish, empty: Correction) -> Correction:
    if len(wish.value) != 1:
        raise InputError(f"merge: expected one entity to merge into, found {len(wish.value)}")
    goes, stays = find_entity(store, wish.about), find_entity(store, wish.value[0])
    if goes.id == stays.id:
        raise InputError(f"merge: expected two entities, found {goes.label} ({goes.id}) twice")
    return replace(empty, about=goes.id, record="entity", entities=(bare(goes), bare(stays)), was=(goes.label,))


def _split(store: Store, wish: Wish, empty: Correction) -> Correction:
    whole = find_entity(store, wish.about)
    if wish.value[:1] not in (("name",), ("report",)) or len(wish.value) < 2:
        raise InputError("split: expected the names or the reports that are another's, found neither")
    if wish.value[0] == "report":
        for report in wish.value[1:]:
            if not isinstance(find_row(store, report), Report):
                raise InputError(f"split: expected the id of a report, found {report!r}")
    else:
        held = {whole.label, *whole.aliases}
        for name in wish.value[1:]:
            if name not in held:
                raise InputError(f"split: expected a name of {whole.label} ({', '.join(sorted(held))}), found {name!r}")
    return replace(
        empty, about=whole.id, record="entity", value=wish.value, entities=(bare(whole),), was=(whole.label,)
    )


def _region(store: Store, wish: Wish, empty: Correction) -> Correction:
    report = find_row(store, wish.about)
    if not isinstance(report, Report):
        raise InputError(f"region: expected the id of a report, found that of {_one_of((report.kind,))}")
    if len(wish.value) != 1 or wish.value[0] not in ROLES:
        raise InputError(f"region: expected a role ({', '.join(sorted(ROLES))}), found {' '.join(wish.value)!r}")
    if wish.at is None or not 0 <= wish.at[0] < wish.at[1] <= len(report.text):
        raise InputError(f"region: expected characters within 0:{len(report.text)}, found {_shown(wish.at)}")
    words: Evidence = report.evidence(*wish.at)
    was = dict.fromkeys(r.role for r in report.regions if r.start < wish.at[1] and wish.at[0] < r.end)
    return replace(empty, about=report.id, record="report", words=words, value=wish.value, was=tuple(was))


def _shown(at: tuple[int, int] | None) -> str:
    return f"{at[0]}:{at[1]}" if at else "none"


def _withdraw(store: Store, wish: Wish, empty: Correction) -> Correction:
    ids = [c.id for c in read_log(store.log).corrections if c.id.startswith(wish.about) and wish.about]
    if len(ids) != 1 and wish.about not in ids:
        raise InputError(f"withdraw: expected the id of a correction, found {wish.about!r}, which {len(ids)} have")
    return replace(empty, about=wish.about if wish.about in ids else ids[0], record="correction")


def _one_of(kinds: Sequence[str]) -> str:
    return " or ".join(f"{'an' if kind[0] in 'aeio' else 'a'} {kind}" for kind in kinds)
