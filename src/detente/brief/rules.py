"""The fixed phrases of the brief and the accuracy file, loaded and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from detente.lexicon.files import DataFolder, Row, merge_rows


class Phrase(Row):
    """How an event type or TYPE/mode is told."""

    id: str
    past: str
    base: str
    past_alone: str
    base_alone: str
    passive: str
    noun: str


class WordRow(Row):
    """The file ``data/brief/words.yaml``."""

    stances: dict[str, str | int]
    commitments: dict[str, str | int]
    statuses: dict[str, str | int]
    fields: dict[str, str | int]
    issues: dict[str, str | int]


class Layer(BaseModel):
    """One measured figure; ``right`` is None until it was measured."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    line: int = Field(default=0, alias="__line__", repr=False)
    id: str
    layer: str
    says: str
    right: float | None = Field(ge=0, le=1)
    n: int
    set: str


class AccuracyRow(Row):
    """The file ``data/accuracy.yaml``."""

    layers: list[Layer]
    cautions: list[str]


@dataclass(frozen=True)
class BriefRules:
    """Phrases by type, TYPE/mode or TYPE/rule, fixed words by list and key, measured layers and cautions."""

    phrases: Mapping[str, Phrase]
    words: Mapping[str, Mapping[str, str]]
    layers: tuple[Layer, ...]
    cautions: tuple[str, ...]

    def phrase(self, kind: str, narrower: tuple[str, ...]) -> Phrase:
        """The phrase of the first rule or mode that has one of its own, else of the type."""
        return next((p for m in narrower if (p := self.phrases.get(f"{kind}/{m}"))), self.phrases[kind])

    def word(self, section: str, key: str) -> str:
        """A fixed word, the key itself in plain letters where there is none."""
        return self.words[section].get(key, key.replace("-", " "))


@cache
def load_brief_rules() -> BriefRules:
    """The shipped phrases, words and figures; raises LexiconError."""
    folder = DataFolder()
    phrases = merge_rows(folder.yaml_rows("brief/phrases.yaml", Phrase), lambda row: row.id)
    words = {
        name: {key: str(word) for key, word in table.items() if key != "__line__"}
        for _, row in folder.yaml_rows("brief/words.yaml", WordRow)
        for name, table in row.model_dump(exclude={"line"}).items()
    }
    figures = [row for _, row in folder.yaml_rows("accuracy.yaml", AccuracyRow)]
    return BriefRules(
        {row.id: row for row in phrases},
        words,
        tuple(layer for row in figures for layer in row.layers),
        tuple(caution for row in figures for caution in row.cautions),
    )
