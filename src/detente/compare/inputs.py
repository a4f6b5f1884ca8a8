"""What the findings of a story are made from, and nothing else: where it is the same, so are they."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from types import MappingProxyType

from detente.compare.findings import find_findings
from detente.compare.known import Known
from detente.language.senses import Senses
from detente.records.codec import to_line
from detente.records.coding import Coding
from detente.records.kinds import Commitment, Entity, Finding, Story
from detente.records.lines import coding_lines


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings of an earlier comparison by the digest of what they were made from.

    ``by`` names what made them: program, data and models. Where it is empty nothing is known of earlier findings, nor kept of these.
    """

    by: str = ""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Inputs:
    """A story with all that `find_findings` is given of it."""

    story: Story
    codings: tuple[Coding, ...]
    commitments: tuple[Commitment, ...]
    origins: Mapping[str, str]
    entities: Mapping[str, Entity]

    def find(self, senses: Senses) -> tuple[Finding, ...]:
        """The findings of the story."""
        return find_findings(self.story, self.codings, self.commitments, self.origins, self.entities, senses)

    def digest(self, by: str) -> str:
        """What names these inputs and the program ``by`` that judges them."""
        digest = blake2b(digest_size=16)
        for line in self._lines():
            digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
        return f"{by}-{digest.hexdigest()}"

    def _lines(self) -> Iterator[str]:
        yield to_line(self.story)
        for coding in self.codings:
            yield from coding_lines(coding)
            yield self.origins[coding.report.id]
        yield from map(to_line, self.commitments)
        yield from map(to_line, self.entities.values())


class Gathered:
    """A record laid by so that the inputs of each of its stories are found without looking at the others'."""

    def __init__(
        self,
        codings: Mapping[str, Coding],
        commitments: Sequence[Commitment],
        origins: Mapping[str, str],
        entities: Iterable[Entity],
    ) -> None:
        self._codings, self._commitments, self._origins = codings, commitments, origins
        self._known = Known(entities)
        self._rows_of: dict[str, list[int]] = {}
        for n, row in enumerate(commitments):
            for report in dict.fromkeys(e.report for e in row.evidence):
                self._rows_of.setdefault(report, []).append(n)

    def of(self, story: Story) -> Inputs:
        """The inputs of one story."""
        codings = tuple(_told(self._codings[report]) for report in story.reports)
        rows = sorted({n for report in story.reports for n in self._rows_of.get(report, ())})
        commitments = tuple(_of_reports(self._commitments[n], story.reports) for n in rows)
        return Inputs(
            Story(story.id, "", story.reports, None, None, ()),
            codings,
            commitments,
            {report: self._origins[report] for report in story.reports},
            self._known.of_story(codings, commitments),
        )


def _told(coding: Coding) -> Coding:
    """A coding without what the comparison takes from elsewhere, or not at all."""
    return replace(coding, entities=(), commitments=(), issues=())


def _of_reports(row: Commitment, reports: Sequence[str]) -> Commitment:
    """A row with the words of these reports only: one instrument may be told of in several stories."""
    told = tuple(e for e in row.evidence if e.report in reports)
    status = tuple(e for e in row.status_evidence if e.report in reports)
    return replace(row, evidence=told, status_evidence=status)
