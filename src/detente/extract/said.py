"""An attribution while it is being found: tokens of a paragraph, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from detente.extract.marked import Marked
from detente.extract.speakers import Speaker

Parts = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Cue, speaker and content in tokens; ``speaker_at`` is the paragraph the speaker's words stand in, ``later`` content in later paragraphs."""

    at: Marked
    parts: Parts
    speaker: Speaker | None
    speaker_at: Marked
    cue: tuple[int, int] | None
    verb: int | None
    rule: str
    stance: str
    confidence: float
    later: tuple[tuple[Marked, int, int], ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Where it begins, for the order of the text."""
        starts = [first for first, _ in self.parts] + ([self.cue[0]] if self.cue and self.at is self.speaker_at else [])
        return self.at.paragraph.index, min(starts)

    def offsets(self) -> list[tuple[int, int]]:
        """The content's stretches in characters of the report."""
        found = [self.at.paragraph.offsets(first, last) for first, last in self.parts]
        return found + [marked.paragraph.offsets(first, last) for marked, first, last in self.later]

    def covers(self, position: int) -> bool:
        """Whether a token of the paragraph lies in the content."""
        return self.at is self.speaker_at and any(first <= position < last for first, last in self.parts)
