"""Keeping the stored reports of one article in line with its versions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from detente.errors import DetenteError, StoreError, place_of
from detente.records.coding import Coding
from detente.records.raw import RawReport
from detente.store.codings import Held, claim_readings, drop_coding, held_reports, save_coding, set_supersedes
from detente.store.database import Store, set_meta
from detente.store.making import Making
from detente.store.readings import raw_of
from detente.store.versions import Reading, Version, order_versions

Code = Callable[[RawReport], Coding]
"""How a report is read, as `detente.pipeline.code_report` does it with a reader."""


class CodingError(DetenteError):
    """A report could not be read because of a bug: it is named and skipped, the others are read."""


def apply_versions(store: Store, article: tuple[Reading, ...], *, code: Code, making: Making) -> None:
    """Bring the stored reports of one article in line with its versions."""
    versions = order_versions(article)
    held = {h.id: h for h in held_reports(store, tuple(reading.digest for reading in article))}
    wanted = {version.id: version for version in versions}
    current = {h.id for h in held.values() if _is_current(h, wanted.get(h.id), making)}
    for identity in sorted(held.keys() - current):
        drop_coding(store, identity)
    for version in versions:
        if version.id not in current:
            save_coding(store, _code_version(store, version, code), version, making=making.name_of(version.id))
            set_meta(store, "compared", "")
        elif held[version.id].supersedes != version.supersedes:
            set_supersedes(store, version.id, version.supersedes)
            set_meta(store, "compared", "")
        claim_readings(store, version.id, version)


def _is_current(held: Held, version: Version | None, making: Making) -> bool:
    return version is not None and (held.reading, held.making) == (version.reading.digest, making.name_of(version.id))


def _code_version(store: Store, version: Version, code: Code) -> Coding:
    raw = raw_of(store, version.reading, identity=version.id)
    try:
        coding = code(raw)
    except DetenteError:
        raise
    except Exception as error:
        raise CodingError(f"a bug in detente: {type(error).__name__}: {error} at {place_of(error)}") from error
    if coding.report.id != version.id:
        raise StoreError(f"expected a coding of report {version.id}, found one of {coding.report.id}")
    return replace(coding, report=replace(coding.report, supersedes=version.supersedes))
