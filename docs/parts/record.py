"""The schema of the record, from the dataclasses that are the schema."""

from __future__ import annotations

import dataclasses
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from detente.records import kinds, shapes
from detente.records.kinds import KINDS


def kinds_block() -> str:
    """One section a kind, in the order in which a record is written."""
    return "\n".join(_section(cls, f"`{name}`") for name, cls in KINDS.items())


def shapes_block() -> str:
    """One section for each shape that kinds are built from."""
    found = [c for c in vars(shapes).values() if isinstance(c, type) and dataclasses.is_dataclass(c)]
    return "\n".join(_section(cls, cls.__name__) for cls in found)


def _section(cls: type, title: str) -> str:
    hints = get_type_hints(cls, {**vars(shapes), **vars(kinds)})
    doc = (cls.__doc__ or "").strip().splitlines()[0].replace("``", "`")
    lines = [f"### {title}", "", doc, "", "| field | value |", "|---|---|"]
    for held in dataclasses.fields(cls):
        lines.append(f"| `{held.name.rstrip('_')}` | {_type(hints[held.name])} |")
    return "\n".join([*lines, ""])


def _type(hint: Any) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        return " or ".join("null" if part is type(None) else _type(part) for part in inner)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in inner)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return f"list of {_type(inner[0])}"
        return f"[{', '.join(_type(part) for part in inner)}]"
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(hint) or f"{hint.__name__}"
