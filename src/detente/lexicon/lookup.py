"""Where a rule stands in the data files, with its definition and examples, for ``detente explain``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.lexicon.files import DataFolder, yaml_items

_TOLD = ("definition", "gloss", "note", "why", "reason", "meaning", "description")
"""Keys under which a rule or its file says in words what it is for."""


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A rule as its data file has it: file and line, what it is for, and the examples that name it."""

    file: str
    line: int
    definition: str
    examples: tuple[str, ...]


def find_rule(folder: DataFolder, rule: str) -> tuple[RuleSource, ...]:
    """Every place in the YAML files that defines a rule of this id; none for a rule that is written in code."""
    return tuple(
        source
        for path in folder.paths("**/*.yaml")
        if rule in path.read_text(encoding="utf-8")
        for source in _sources(path, rule)
    )


def _sources(path: Path, rule: str) -> Iterator[RuleSource]:
    loaded = yaml_items(path)
    whole = list(_mappings(loaded))
    examples = tuple(dict.fromkeys(str(item["text"]) for item in whole if item.get("rule") == rule and "text" in item))
    for item in whole:
        if item.get("id") != rule:
            continue
        own = tuple(_example(e) for e in item.get("examples", ()))
        told = _told(item) or (_told(loaded[0]) if len(loaded) == 1 else "")
        yield RuleSource(f"{path.parent.name}/{path.name}", int(item["__line__"]), told, own or examples)


def _example(example: Any) -> str:
    return str(example.get("text", example)) if isinstance(example, Mapping) else str(example)


def _told(item: Mapping[str, Any]) -> str:
    return next((" ".join(str(item[key]).split()) for key in _TOLD if item.get(key)), "")


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
    for below in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _mappings(below)
