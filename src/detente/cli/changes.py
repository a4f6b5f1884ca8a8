"""What a read says of the reports it added: what they add, confirm, contest and supersede."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from detente.compare.changed import Changed, find_changed
from detente.records.coding import Record
from detente.records.kinds import Finding
from detente.records.shapes import Member

SHOWN = 5
"""Findings that are told one by one; the lists have the rest."""


def change_lines(record: Record, fresh: Sequence[str], file: Path) -> Iterator[str]:
    """A line that counts, then the differences with what each side says; none where no older report tells of the same story."""
    changed = find_changed(record, frozenset(fresh))
    if not changed.any:
        return
    yield _counts(changed)
    outlets = {report.id: report.outlet for report in record.reports}
    for verb, findings in (("contests", changed.contests), ("supersedes", changed.supersedes)):
        for finding in findings[:SHOWN]:
            yield f"  {verb} {finding.field}: {_sides(finding, outlets)}"
        if len(findings) > SHOWN:
            verdict = "conflict" if verb == "contests" else "changed"
            yield f"  and {len(findings) - SHOWN} more: detente findings {file} --verdict {verdict}"


def _counts(changed: Changed) -> str:
    parts = (
        f"adds {len(changed.adds)} that no other report tells",
        f"confirms {len(changed.confirms)}",
        f"contests {len(changed.contests)}",
        f"supersedes {len(changed.supersedes)}",
    )
    return "what is new: " + ", ".join(parts)


def _sides(finding: Finding, outlets: dict[str, str]) -> str:
    return " | ".join(f"{outlets.get(m.report, m.report)}: {_short(_words(m))}" for m in finding.members)


def _words(member: Member) -> str:
    """The value where it stands in the words themselves, else the words: "actual" tells a reader nothing."""
    quote = member.evidence[0].quote
    return member.value if member.value and member.value in quote else quote


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= 14 else " ".join(words[:14]) + " …"
