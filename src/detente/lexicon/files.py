"""Reading the data folder and a user's overlay: every row knows its file and line, and errors say so."""

from __future__ import annotations

import csv
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from detente.errors import LexiconError

DATA = Path(__file__).resolve().parent.parent / "data"

RowT = TypeVar("RowT", bound="Row")


class Row(BaseModel):
    """Base of every rule and table row: frozen, unknown keys refused, ``file`` and ``line`` filled in on loading."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    file: str = Field(default="", alias="__file__", repr=False, exclude=True)
    line: int = Field(default=0, alias="__line__", repr=False)

    @property
    def located(self) -> str:
        """File and line, for messages."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True)
class DataFolder:
    """The shipped data with at most one overlay folder of the same layout on top."""

    overlay: Path | None = None
    base: Path = field(default=DATA)

    def paths(self, name: str) -> list[Path]:
        """The files called ``name`` (a relative path or glob), shipped ones first, each group sorted."""
        roots = [self.base] + ([self.overlay] if self.overlay else [])
        return [path for root in roots for path in sorted(root.glob(name)) if path.is_file()]

    def fingerprint(self) -> str:
        """12 hex digits over names and bytes of all data files."""
        digest = blake2b(digest_size=6)
        for path in self.paths("**/*"):
            if path.suffix in {".yaml", ".csv", ".txt"}:
                root = self.overlay if self.overlay and path.is_relative_to(self.overlay) else self.base
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def yaml_rows(self, name: str, row: type[RowT]) -> list[tuple[Path, RowT]]:
        """Rows of YAML files that hold a list of mappings (or one mapping: one row)."""
        return [pair for path in self.paths(name) for pair in _validated(path, yaml_items(path), row)]

    def csv_rows(self, name: str, row: type[RowT]) -> list[tuple[Path, RowT]]:
        """Rows of CSV files with a header line; lines starting with ``#`` are comments, empty cells are left out."""
        return [pair for path in self.paths(name) for pair in _validated(path, _csv_items(path), row)]


def merge_rows(pairs: Iterable[tuple[Path, RowT]], key: Callable[[RowT], Hashable]) -> tuple[RowT, ...]:
    """Rows with later files (the overlay) replacing earlier ones of the same key; a key twice in one file is an error."""
    merged: dict[Hashable, tuple[Path, RowT]] = {}
    for path, row in pairs:
        held = merged.get(key(row))
        if held and held[0] == path:
            raise LexiconError(
                f"{path.name}:{row.line}: expected a new id, found {key(row)!r} again (line {held[1].line})"
            )
        merged[key(row)] = (path, row)
    return tuple(row for _, row in merged.values())


def _validated(path: Path, items: Iterable[Mapping[str, Any]], row: type[RowT]) -> Iterator[tuple[Path, RowT]]:
    for item in items:
        try:
            yield path, row.model_validate({**item, "__file__": path.name})
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            named = f" (rule {item['id']})" if "id" in item else ""
            raise LexiconError(
                f"{path.name}:{_line_of(item, first['loc'])}{named}: {where}: {first['msg']}, found {first['input']!r:.80}"
            ) from error


def _line_of(item: Any, location: tuple[int | str, ...]) -> int:
    line = 0
    for part in (None, *location):
        if part is not None:
            try:
                item = item[part]
            except (KeyError, IndexError, TypeError):
                break
        if isinstance(item, Mapping):
            line = int(item.get("__line__", line))
    return line


_Base: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads the same eight times as fast


class _LinedLoader(_Base):  # type: ignore[misc]
    """SafeLoader that notes in each mapping the line it starts on."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "a key stands twice in this mapping", node.start_mark)
        return {**mapping, "__line__": node.start_mark.line + 1}


# YAML 1.1 reads "no", "on" and "off" as truth values; here they are words of English.
_LinedLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def yaml_items(path: Path) -> list[Mapping[str, Any]]:
    """The mappings of a YAML file, each with its line under ``__line__``; raises LexiconError."""
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_LinedLoader)
    except yaml.YAMLError as error:
        raise LexiconError(f"{path.name}: expected YAML, found {error}".replace("\n", " ")) from error
    items = loaded if isinstance(loaded, list) else [loaded]
    for item in items:
        if not isinstance(item, Mapping):
            raise LexiconError(f"{path.name}: expected a list of mappings, found {item!r:.80}")
    return items


def _csv_items(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8", newline="") as handle:
        numbered = [(n, line) for n, line in enumerate(handle, 1) if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(line for _, line in numbered)
    for row in reader:
        number = numbered[reader.line_num - 1][0]
        if None in row or None in row.values():
            raise LexiconError(
                f"{path.name}:{number}: expected {len(reader.fieldnames or [])} cells, found another number"
            )
        yield {**{k: v.strip() for k, v in row.items() if v and v.strip()}, "__line__": number}
