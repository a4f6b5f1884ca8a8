"""Record <-> one JSON line: ``kind`` first, then the fields in order; nothing else is needed to read one back."""

from __future__ import annotations

import dataclasses
import json
import sys
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from detente.errors import InputError
from detente.records.kinds import KINDS, AnyRecord

Shape = TypeVar("Shape")


def to_row(record: AnyRecord) -> dict[str, Any]:
    """The record as plain JSON values, ``kind`` first."""
    return {"kind": record.kind, **_plain_fields(record)}


def to_line(record: AnyRecord) -> str:
    """The record as one line of JSON without the line break."""
    return json.dumps(to_row(record), ensure_ascii=False, separators=(",", ":"))


def from_row(row: Mapping[str, Any]) -> AnyRecord:
    """The record of a row written by `to_row`; raises InputError on an unknown kind, field or value."""
    kind = row.get("kind")
    if kind not in KINDS:
        raise InputError(f"expected a record kind ({', '.join(KINDS)}), found {kind!r}")
    record: AnyRecord = _build(KINDS[kind], {k: v for k, v in row.items() if k != "kind"}, str(kind))
    return record


def from_line(line: str) -> AnyRecord:
    """The record of one JSON line; raises InputError where it is none."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"expected a JSON line, found {line[:40]!r}: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f"expected a JSON object, found {line[:40]!r}")
    return from_row(row)


def to_fields(value: Any) -> dict[str, Any]:
    """The fields of any of our frozen dataclasses as plain JSON values, in their order."""
    return _plain_fields(value)


def from_fields(cls: type[Shape], row: Mapping[str, Any], where: str) -> Shape:
    """A dataclass from fields written by `to_fields`; raises InputError, which begins with ``where``, on an unknown field or value."""
    built: Shape = _build(cls, row, where)
    return built


def _plain_fields(value: Any) -> dict[str, Any]:
    return {name.rstrip("_"): _plain(getattr(value, name)) for name in _field_types(value.__class__)}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


@cache
def _field_types(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls, vars(sys.modules[cls.__module__]))
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


def _build(cls: type, row: Mapping[str, Any], where: str) -> Any:
    wanted = _field_types(cls)
    names = {name.rstrip("_"): name for name in wanted}
    unknown, missing = sorted(row.keys() - names.keys()), sorted(names.keys() - row.keys())
    if unknown or missing:
        raise InputError(f"{where}: unknown fields {unknown}, missing fields {missing}")
    return cls(**{name: _value(wanted[name], row[key], f"{where}.{key}") for key, name in names.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        return _optional(hint, value, where)
    if origin is Literal:
        if value not in get_args(hint):
            raise InputError(f"{where}: expected one of {', '.join(get_args(hint))}, found {value!r}")
        return value
    if origin is tuple:
        return _sequence(get_args(hint), value, where)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, Mapping):
            raise InputError(f"{where}: expected an object, found {value!r}")
        return _build(hint, value, where)
    accepted = (int, float) if hint is float else hint
    if not isinstance(value, accepted) or (isinstance(value, bool) and hint is not bool):
        raise InputError(f"{where}: expected {hint.__name__}, found {value!r}")
    return value


def _optional(hint: Any, value: Any, where: str) -> Any:
    if value is None:
        return None
    (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
    return _value(inner, value, where)


def _sequence(items: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise InputError(f"{where}: expected a list, found {value!r}")
    if len(items) == 2 and items[1] is Ellipsis:
        return tuple(_value(items[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if len(items) != len(value):
        raise InputError(f"{where}: expected {len(items)} items, found {len(value)}")
    return tuple(_value(item, part, f"{where}[{i}]") for i, (item, part) in enumerate(zip(items, value, strict=True)))
