"""What reports that are new to a record add to it, confirm, contest and supersede."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from detente.records.coding import Record
from detente.records.kinds import Finding


@dataclass(frozen=True, slots=True)
class Changed:
    """Findings by what new reports do to older ones of their story: tell what none of them tells, tell the same, tell otherwise, tell a later state."""

    adds: tuple[Finding, ...]
    confirms: tuple[Finding, ...]
    contests: tuple[Finding, ...]
    supersedes: tuple[Finding, ...]

    @property
    def any(self) -> bool:
        """Whether a new report stands beside an older one at all."""
        return bool(self.adds or self.confirms or self.contests or self.supersedes)


def find_changed(record: Record, fresh: Set[str]) -> Changed:
    """What the reports ``fresh`` (ids) change in stories that older reports tell as well, in the record's order."""
    grown = {s.id for s in record.stories if fresh & set(s.reports) and set(s.reports) - fresh}
    told = [f for f in record.findings if f.story in grown and any(m.report in fresh for m in f.members)]
    both = [f for f in told if any(m.report not in fresh for m in f.members)]

    def of(*verdicts: str) -> tuple[Finding, ...]:
        return tuple(f for f in both if f.verdict in verdicts)

    adds = tuple(f for f in told if f.verdict == "single")
    return Changed(adds, of("corroborated", "compatible"), of("conflict"), of("changed"))
