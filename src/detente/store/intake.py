"""Reading reports into a store: each step is one transaction that leaves it whole, wherever the process is killed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from detente.records.coding import Coding, Record
from detente.records.corrections import Correction
from detente.records.marking import mark_digest, marked_regions, marks_by_report
from detente.records.raw import RawReport, Skipped
from detente.store.articles import Code, CodingError, apply_versions
from detente.store.batches import add_batch
from detente.store.codings import has_report, held_reports, report_ids
from detente.store.correction_log import read_log
from detente.store.current import keep_current
from detente.store.database import Store, get_meta, set_meta, transaction
from detente.store.making import Making, keep_making
from detente.store.readings import add_reading, article_of, reading_digests, reading_of, report_of
from detente.store.versions import Reading, make_reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a read did: the record of all that is stored; ids of the reports named, and of those new to it; skipped ones.

    ``repeated`` are those whose text was stored already with other metadata, which stays as it is.
    """

    record: Record
    reports: tuple[str, ...]
    fresh: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    repeated: tuple[Skipped, ...] = ()


def take_reports(
    store: Store,
    raws: Iterable[RawReport | Skipped],
    *,
    code: Code,
    making: Making,
    on_report: Callable[[RawReport | Skipped, str | None], None] = lambda raw, identity: None,
    on_recode: Callable[[int], None] = lambda count: None,
) -> Outcome:
    """Read reports into a store and compare all it holds; ``on_report`` hears of each one when it is stored or skipped.

    Stored reports of another making are made again first, from their kept text. A report whose coding fails is skipped.
    """
    command = begin_command(store, making)
    marks = marks_by_report(read_log(store.log).corrections)
    making = replace(making, marked={report: mark_digest(held) for report, held in marks.items()})
    code = partial(_code_marked, code, marks)
    outdated = outdated_reports(store, making)
    if outdated:
        on_recode(len(outdated))
    skipped = [s for identity in outdated if (s := _recode(store, identity, code=code, making=making))]
    before = set(report_ids(store))
    known = set(reading_digests(store))
    taken: list[Reading] = []
    for raw in raws:
        kept = raw if isinstance(raw, Skipped) else _take(store, raw, code=code, making=making, command=command)
        if isinstance(kept, Skipped):
            skipped.append(kept)
            on_report(kept, None)
        else:
            taken.append(kept)
            on_report(raw, report_of(store, kept.digest))
    record = end_command(store, taken)
    named = tuple(sorted({identity for reading in taken if (identity := report_of(store, reading.digest))}))
    repeated = tuple(note for reading in taken if reading.digest not in known and (note := _repeated(store, reading)))
    return Outcome(record, named, tuple(i for i in named if i not in before), tuple(skipped), repeated)


def _code_marked(code: Code, marks: Mapping[str, tuple[Correction, ...]], raw: RawReport) -> Coding:
    """Read a report with the regions that a user marked in it."""
    held = marks.get(raw.id or "", ())
    return code(replace(raw, marked=marked_regions(held, raw.text)) if held else raw)


def _repeated(store: Store, reading: Reading) -> Skipped | None:
    """What to say of a reading that another one of the same text was preferred to."""
    identity = report_of(store, reading.digest)
    used = reading_of(store, identity) if identity else reading
    if used.digest == reading.digest:
        return None
    return Skipped(
        reading.place, f"the text is that of {identity} ({used.place}), which tells as much or more of itself"
    )


def _recode(store: Store, identity: str, *, code: Code, making: Making) -> Skipped | None:
    try:
        recode_report(store, identity, code=code, making=making)
    except CodingError as error:
        return Skipped(identity, str(error))
    return None


def _take(store: Store, raw: RawReport, *, code: Code, making: Making, command: int) -> Reading | Skipped:
    try:
        return unstorable(raw) or take_report(store, raw, code=code, making=making, command=command)
    except CodingError as error:
        return Skipped(raw.where, str(error))


def begin_command(store: Store, making: Making) -> int:
    """Note how this command reads; its number tells later versions from earlier ones.

    A command that was cut off is taken up again under its number, so that its end is the same as if nothing had happened.
    """
    with transaction(store):
        number = int(get_meta(store, "command") or 0)
        if number == int(get_meta(store, "finished") or 0):
            number += 1
        keep_making(store, making)
        set_meta(store, "command", str(number))
    return number


def end_command(store: Store, readings: Iterable[Reading]) -> Record:
    """Keep which reports were named together, compare all there is, and keep and give that record."""
    with transaction(store):  # so that no other process stores a report between comparing and saving
        add_batch(store, readings)
        record = keep_current(store)
        set_meta(store, "finished", get_meta(store, "command") or "0")
    return record


def outdated_reports(store: Store, making: Making) -> tuple[str, ...]:
    """Ids of the stored reports that another program version, lexicon or setting coded."""
    return tuple(held.id for held in held_reports(store) if held.making != making.name_of(held.id))


def recode_report(store: Store, identity: str, *, code: Code, making: Making) -> None:
    """Read a stored report again from its kept text, with the versions before and after it."""
    if not has_report(store, identity):  # a version read again before it took another id
        return
    with transaction(store):
        apply_versions(store, article_of(store, reading_of(store, identity)), code=code, making=making)


def take_report(store: Store, raw: RawReport, *, code: Code, making: Making, command: int) -> Reading:
    """Read a report and keep it, or find that it is kept already; after this returns no kill loses it."""
    reading = make_reading(raw, command=command)
    with transaction(store):
        add_reading(store, reading, raw.text)
        apply_versions(store, article_of(store, reading), code=code, making=making)
    return reading


def unstorable(raw: RawReport) -> Skipped | None:
    """Why a report cannot be kept: half a character (a lone surrogate), which no file and no database can hold."""
    for name in ("text", "id", "outlet", "title", "published", "url"):
        value = getattr(raw, name)
        try:
            (value or "").encode("utf-8")
        except UnicodeEncodeError as error:
            return Skipped(raw.where, f"expected Unicode text, found half a character in {name} at {error.start}")
    return None
