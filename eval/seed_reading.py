"""Reading a twin of the seeds, and asking of its record what rests on which words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.records.coding import Record
from detente.records.kinds import Attribution, Event
from detente.records.shapes import Evidence, Mention
from eval.twins import Person, Twin

FIRST, SECOND = "first", "second"


@dataclass(frozen=True)
class Reading:
    """A twin and the two records made of it: undated, and with the first report's day of publication given."""

    twin: Twin
    record: Record
    dated: Record

    def text(self, report: str) -> str:
        """The text of a report."""
        return self.twin.first if report == FIRST else self.twin.second

    def find(self, report: str, pattern: str) -> tuple[int, int]:
        """Where a pattern stands in a report; group 1 if it has one. Raises ValueError where it does not."""
        found = re.search(pattern, self.text(report))
        if not found:
            raise ValueError(f"{self.twin.name}: expected {pattern!r} in the {report} report")
        return found.span(1) if found.re.groups else found.span()

    def quotation(self, report: str, number: int) -> tuple[int, int]:
        """The inside of the n-th quotation of a report, counted from 1."""
        marks = r'"([^"]+)"' if report == FIRST else r"“([^”]+)”"
        return [m.span(1) for m in re.finditer(marks, self.text(report))][number - 1]

    def last_lines(self, report: str, count: int) -> tuple[int, int]:
        """The last lines of a report that are not empty."""
        text = self.text(report)
        starts = [m.start() for m in re.finditer(r"[^\n]+", text)]
        return starts[-count], len(text)

    def events(self, report: str, *types: str) -> list[Event]:
        """Events of a report, of the types if any are named."""
        return [e for e in self.record.events if e.report == report and (not types or e.type in types)]

    def iso(self, *keys: str) -> set[str]:
        """ISO codes of states by key."""
        return {self.twin.states[key].iso3 for key in keys}

    def labels(self, entity_ids: Sequence[str | None]) -> set[str]:
        """Names of entities, aliases included."""
        held = {e.id: {e.label, *e.aliases} for e in self.record.entities}
        return {name for i in entity_ids if i for name in held.get(i, set())}


Check = Callable[[Reading], bool]


def touches(evidence: Evidence, span: tuple[int, int]) -> int:
    """How many characters evidence shares with a span."""
    return max(0, min(evidence.end, span[1]) - max(evidence.start, span[0]))


def codes(mentions: Sequence[Mention]) -> set[str]:
    """ISO3 and body codes of mentions."""
    return {code for m in mentions for code in (m.iso3, m.code) if code}


def sides(event: Event) -> set[str]:
    """Codes of all who take part."""
    return codes(event.actors) | codes(event.recipients)


def over(event: Event, span: tuple[int, int]) -> bool:
    """Whether the event rests on words of a span."""
    return any(touches(piece, span) for piece in event.evidence)


def attributions_over(reading: Reading, report: str, span: tuple[int, int]) -> list[tuple[int, Attribution]]:
    """Attributions whose content covers more than half of a span, the best first; nested ones are left out."""
    found = []
    for attribution in reading.record.attributions:
        shared = sum(touches(piece, span) for piece in attribution.content)
        if attribution.report == report and not attribution.via and shared * 2 > span[1] - span[0]:
            found.append((shared, attribution))
    return sorted(found, key=lambda pair: -pair[0])


def said_by(reading: Reading, attribution: Attribution, person: Person) -> bool:
    """Whether the source of an attribution is a person, by the full name."""
    return bool(attribution.source) and person.name in reading.labels(
        attribution.source.entities if attribution.source else ()
    )
