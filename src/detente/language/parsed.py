"""A parsed report: its fact-bearing paragraphs, one spaCy Doc each, with the offsets to come back to the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.records.kinds import Report
from detente.records.shapes import FACT_ROLES, Evidence, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from detente.language.parser import Parser

LONGEST = 20_000
"""Characters; a longer stretch is cut for the parser at the last sentence end or space before this."""
LONGEST_SENTENCE = 1_500
"""Characters; a list that runs on without a full stop is cut at a space: a tree that deep is of no use, and costs its square."""

_SIGNS = re.compile(r"[^\w\s]{64,}")  # a rule of dashes or a row of brackets: the tokenizer takes them off one by one
_END = re.compile(r"[.!?…。][\s”’\"')\]»]|\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of one region; ``doc`` is the parse of ``text``, which is ``report.text[start:end]``."""

    index: int
    start: int
    end: int
    role: Role
    doc: Doc
    text: str  # spaCy's own ``doc.text`` joins all tokens anew each time it is asked for

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Character offsets in the report of the tokens from ``first`` up to but not including ``last``."""
        return self.start + self.doc[first].idx, self.start + self.doc[last - 1].idx + len(self.doc[last - 1].text)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a character offset of the report, or None."""
        local = offset - self.start
        span = self.doc.char_span(local, local + 1, alignment_mode="expand") if 0 <= local < len(self.text) else None
        return span[0] if span else None

    def span_at(self, start: int, end: int) -> Span | None:
        """The tokens that touch the report's characters from ``start`` to ``end``, or None."""
        low, high = max(start, self.start) - self.start, min(end, self.end) - self.start
        return self.doc.char_span(low, high, alignment_mode="expand") if low < high else None


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its parsed paragraphs, in text order; only headline, standfirst and body are parsed."""

    report: Report
    paragraphs: tuple[Paragraph, ...]

    def evidence(self, paragraph: Paragraph, first: int, last: int) -> Evidence:
        """The words of tokens ``first`` up to but not including ``last`` of a paragraph."""
        return self.report.evidence(*paragraph.offsets(first, last))

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that covers a character offset, or None."""
        return next((p for p in self.paragraphs if p.start <= offset < p.end), None)


def parse_report(report: Report, parser: Parser, *, captions: bool = False) -> ParsedReport:
    """Parse the fact-bearing regions of an English report; ``captions`` adds captions to them."""
    wanted = FACT_ROLES | ({"caption"} if captions else set())
    if report.language not in (None, "en"):  # the model and every rule are English; `skipped-language` says so
        wanted = frozenset()
    pieces = [
        (start, end, region.role)
        for region in report.regions
        if region.role in wanted
        for start, end in _pieces(report.text, region.start, region.end)
    ]
    docs = parser.parse(report.text[start:end] for start, end, _ in pieces)
    return ParsedReport(
        report,
        tuple(
            Paragraph(index, start, end, role, doc, report.text[start:end])
            for index, ((start, end, role), doc) in enumerate(zip(pieces, docs, strict=True))
            if len(doc)
        ),
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches for one Doc each: without white space at their ends and rows of signs, cut where they are too long."""
    for signs in [*(m.span() for m in _SIGNS.finditer(text, start, end)), (end, end)]:
        for low, high in _runs(text, start, signs[0]):
            yield from _cut(text, low, high)
        start = signs[1]


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch, cut where no sentence ends for too long."""
    last = start
    for stop in [*(m.end() for m in _END.finditer(text, start, end)), end]:
        while stop - last > LONGEST_SENTENCE:
            space = text.rfind(" ", last + LONGEST_SENTENCE // 2, last + LONGEST_SENTENCE)
            last = space if space > 0 else last + LONGEST_SENTENCE
            yield start, last
            start = last
        last = stop
    yield start, end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = max(text.rfind(". ", start, start + LONGEST) + 1, text.rfind(" ", start + LONGEST // 2, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end
