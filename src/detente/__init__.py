"""detente reads news reports about relations between states and keeps the record, every line with the words it came from.

The names below are the public API; each is loaded when it is first asked for, so that ``import detente`` takes no time.

>>> from detente import load_reader, open_store, read_into, read_reports
>>> with open_store("sochi.db") as store:                                   # doctest: +SKIP
...     outcome = read_into(store, read_reports(["reports/"]), load_reader())
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from detente.version import __version__

if TYPE_CHECKING:
    from detente.brief.write import write_brief
    from detente.errors import DetenteError
    from detente.ingest import read_reports
    from detente.pipeline import Reader, Settings, build_record, code_report, load_reader, read_into
    from detente.records.check import check_record
    from detente.records.coding import Coding, Record
    from detente.records.kinds import (
        Attribution,
        Commitment,
        Entity,
        Event,
        Finding,
        Issue,
        Opinion,
        Quantity,
        Report,
        Story,
    )
    from detente.records.lines import from_lines, to_lines
    from detente.records.raw import RawReport
    from detente.records.shapes import Evidence, Mention
    from detente.store.current import load_record
    from detente.store.database import open_store
    from detente.store.forgetting import forget

__all__ = [
    "Attribution",
    "Coding",
    "Commitment",
    "DetenteError",
    "Entity",
    "Event",
    "Evidence",
    "Finding",
    "Issue",
    "Mention",
    "Opinion",
    "Quantity",
    "RawReport",
    "Reader",
    "Record",
    "Report",
    "Settings",
    "Story",
    "__version__",
    "build_record",
    "check_record",
    "code_report",
    "forget",
    "from_lines",
    "load_reader",
    "load_record",
    "open_store",
    "read_into",
    "read_reports",
    "to_lines",
    "write_brief",
]

_HOMES = {
    "detente.brief.write": ("write_brief",),
    "detente.errors": ("DetenteError",),
    "detente.ingest": ("read_reports",),
    "detente.pipeline": ("Reader", "Settings", "build_record", "code_report", "load_reader", "read_into"),
    "detente.records.check": ("check_record",),
    "detente.records.coding": ("Coding", "Record"),
    "detente.records.kinds": (
        "Attribution", "Commitment", "Entity", "Event", "Finding", "Issue", "Opinion", "Quantity", "Report", "Story",
    ),
    "detente.records.lines": ("from_lines", "to_lines"),
    "detente.records.raw": ("RawReport",),
    "detente.records.shapes": ("Evidence", "Mention"),
    "detente.store.current": ("load_record",),
    "detente.store.database": ("open_store",),
    "detente.store.forgetting": ("forget",),
}  # fmt: skip
"""Module -> the public names that live in it."""


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
