"""Who corrected a row, when, and what it was before, for ``detente explain``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.cli.correct import new_value
from detente.records.corrections import Correction
from detente.records.kinds import AnyRecord
from detente.store.corrections import Listed

_SAID = {
    "accept": "accepted",
    "reject": "rejected",
    "retype": "type corrected",
    "merge": "put together with another",
    "split": "taken apart",
    "region": "part marked",
}


def corrected(listed: Iterable[Listed], row: AnyRecord) -> Iterator[str]:
    """One line a correction in force of the row."""
    return (_line(one.correction) for one in listed if getattr(row, "id", "") in one.records)


def rejected(listed: Iterable[Listed], identity: str) -> list[str]:
    """Lines about a fact that was rejected and is in no list; none where no rejection in force is of this id."""
    mine = [one.correction for one in listed if identity in one.records]
    if not any(correction.kind == "reject" for correction in mine):
        return []
    lines = [f"{mine[0].record} {identity} is not in the record any more"]
    for correction in mine:
        lines.append(f"  {_line(correction)}")
        if correction.words:
            where = f"{correction.words.report}, characters {correction.words.start}-{correction.words.end}"
            lines.append(f"    in {where}: {' '.join(correction.words.quote.split())}")
    return lines


def _line(correction: Correction) -> str:
    said = _SAID.get(correction.kind, f"{correction.kind} corrected")
    before, after = ", ".join(correction.was), new_value(correction)
    change = f": {before or 'nobody'} -> {after}" if after else ""
    note = f" ({' '.join(correction.note.split())})" if correction.note else ""
    return f"{said} by {correction.by}, {correction.at[:16].replace('T', ' ')} UTC{change}{note} [{correction.id}]"
