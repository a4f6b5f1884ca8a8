"""Corrections of a record: added, listed, taken over from another log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from detente.compare.corrected import told
from detente.errors import InputError, StoreError
from detente.records.corrections import Correction, CorrectionKind, in_force, in_order
from detente.records.kinds import EntityType
from detente.store.compared import is_compared, save_comparison, saved_applied
from detente.store.correcting import Wish, make_corrections
from detente.store.correction_log import append_corrections, log_digest, read_log
from detente.store.current import compare_store, keep_current
from detente.store.database import Store, transaction


@dataclass(frozen=True, slots=True)
class Listed:
    """A correction, the ids of the rows it touches now, why it touches none, and whether a later one withdraws it."""

    correction: Correction
    records: tuple[str, ...]
    problem: str | None
    withdrawn: bool


def add_correction(
    store: Store,
    about: str,
    kind: CorrectionKind,
    *,
    by: str,
    value: Sequence[str] = (),
    note: str = "",
    new: EntityType | None = None,
    at: tuple[int, int] | None = None,
    when: datetime | None = None,
) -> tuple[Correction, ...]:
    """Keep a correction of the row ``about`` and compare the record again; gives the lines added, one for each report's row.

    ``value``: type and modes (retype); names, codes or ids of entities, or ``-`` for nobody (speaker, actor, recipient, holder); the entity
    that stays (merge); ``name`` or ``report`` and which ones (split); a role, with the half-open characters ``at`` (region). ``new``: names
    are those of somebody no report names, of this type. ``when`` is now where it is not given. Raises InputError where it cannot be, StoreError
    where it cannot be kept.
    """
    wish = Wish(kind, about, tuple(value), new, at)
    return add_wishes(store, [wish], by=by, note=note, when=when)


def add_wishes(
    store: Store, wishes: Iterable[Wish], *, by: str, note: str = "", when: datetime | None = None
) -> tuple[Correction, ...]:
    """Several corrections at once: all are kept or none."""
    path = _log_of(store)
    with transaction(store):
        if not is_compared(store):
            keep_current(store)
        at = _moment(when or datetime.now(UTC), read_log(path).corrections)
        made = tuple(c for wish in wishes for c in make_corrections(store, wish, by=by, at=at, note=note))
        current = compare_store(store, more=made)
        for applied in current.compared.applied:
            if applied.problem and applied.correction in made:
                raise InputError(f"{told(applied.correction)} does not apply: {applied.problem}")
        append_corrections(path, made)
        save_comparison(store, current.compared, log=log_digest(path))
    return made


def _moment(when: datetime, held: Sequence[Correction]) -> str:
    """The time of a new correction: never before one that is held, so that it holds even where another machine's clock is ahead."""
    when = when.astimezone(UTC)
    for correction in held[-1:]:
        with suppress(ValueError):
            last = datetime.fromisoformat(correction.at)
            when = max(when, last.replace(tzinfo=last.tzinfo or UTC) + timedelta(microseconds=1))
    return when.isoformat(timespec="microseconds").replace("+00:00", "Z")


def list_corrections(store: Store) -> tuple[Listed, ...]:
    """All corrections of the log by time, with what became of each."""
    corrections = read_log(store.log).corrections
    force = {correction.id for correction in in_force(corrections)}
    if is_compared(store):
        applied = saved_applied(store)
    else:
        applied = {a.correction.id: (a.records, a.problem) for a in compare_store(store).compared.applied}
    dead = {c.about for c in corrections if c.kind == "withdraw"} - force
    return tuple(Listed(c, *applied.get(c.id, ((), None)), c.id in dead) for c in corrections)


def corrected_ids(store: Store) -> frozenset[str]:
    """The ids of all rows that a correction in force touches, rejected ones too."""
    return frozenset(identity for listed in list_corrections(store) for identity in listed.records)


def take_corrections(store: Store, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Keep the corrections of another log that this one has not, compare again, and give those."""
    path = _log_of(store)
    with transaction(store):
        held = {correction.id for correction in read_log(path).corrections}
        fresh = tuple(c for c in in_order(corrections) if c.id not in held)
        append_corrections(path, fresh)
        if fresh or not is_compared(store):
            keep_current(store)
    return fresh


def corrections_about(store: Store, report: str) -> int:
    """How many corrections in the log rest on words of a report."""
    return sum(1 for c in read_log(store.log).corrections if c.words and c.words.report == report)


def _log_of(store: Store) -> Path:
    if store.log is None:
        raise StoreError("expected a record file (FILE.db), found a record that is not kept in one")
    return store.log
