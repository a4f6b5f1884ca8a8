"""Record <-> one JSON line: ``kind`` first, then the fields in order; nothing else is needed to read one back."""

from __future__ import annotations

import dataclasses
import json
import sys
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from detente.errors import InputError
from detente.records.kinds import KINDS, AnyRecord

Shape = TypeVar("Shape")
_SIMPLE = frozenset({str, int, float, bool, type(None)})
"""Types of values that JSON has, too."""


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
    return {key: _plain(getattr(value, name)) for key, name in _keys(value.__class__)}


def _plain(value: Any) -> Any:
    if value.__class__ in _SIMPLE:
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _plain_fields(value) if dataclasses.is_dataclass(value) else value


@cache
def _keys(cls: type) -> tuple[tuple[str, str], ...]:
    """Key of each field in a row, and its name in the class."""
    return tuple((field.name.rstrip("_"), field.name) for field in dataclasses.fields(cls))


@cache
def _field_types(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls, vars(sys.modules[cls.__module__]))
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


Reader = Callable[[Any], Any]
"""From a JSON value to the value of a field; raises `_Wrong`."""


class _Wrong(Exception):  # noqa: N818 (never seen outside this module)
    """A value that cannot be; ``path`` says where in the row, from the inside out."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path


def _build(cls: type, row: Mapping[str, Any], where: str) -> Any:
    try:
        return _reader(cls)(row)
    except _Wrong as wrong:
        raise InputError(f"{where}{wrong.path}: {wrong.message}") from None


@cache
def _reader(hint: Any) -> Reader:
    """What reads the values of a type, worked out once: a record of ten thousand reports has a million of them."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, Union):
        (inner,) = (_reader(arg) for arg in args if arg is not type(None))
        return lambda value: None if value is None else inner(value)
    if origin is Literal:
        return _one_of(args)
    if origin is tuple:
        return _list_of(_reader(args[0])) if len(args) == 2 and args[1] is Ellipsis else _items_of(args)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _fields_of(hint)
    return _plain_of(hint)


def _plain_of(hint: type) -> Reader:
    accepted = (int, float) if hint is float else (hint,)

    def read(value: Any) -> Any:
        if not isinstance(value, accepted) or (isinstance(value, bool) and hint is not bool):
            raise _Wrong(f"expected {hint.__name__}, found {value!r}")
        return value

    return read


def _one_of(words: tuple[Any, ...]) -> Reader:
    def read(value: Any) -> Any:
        if value not in words:
            raise _Wrong(f"expected one of {', '.join(words)}, found {value!r}")
        return value

    return read


def _list_of(item: Reader) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise _Wrong(f"expected a list, found {value!r}")
        return _each(item, value) if value else ()

    return read


def _each(item: Reader, parts: list[Any]) -> tuple[Any, ...]:
    try:
        return tuple([item(part) for part in parts])
    except _Wrong:
        return tuple(_at(item, part, f"[{n}]") for n, part in enumerate(parts))


def _items_of(hints: tuple[Any, ...]) -> Reader:
    items = tuple(_reader(hint) for hint in hints)

    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise _Wrong(f"expected a list, found {value!r}")
        if len(items) != len(value):
            raise _Wrong(f"expected {len(items)} items, found {len(value)}")
        return tuple(_at(item, part, f"[{n}]") for n, (item, part) in enumerate(zip(items, value, strict=True)))

    return read


def _fields_of(cls: type) -> Reader:
    fields = tuple((name.rstrip("_"), name, _reader(hint)) for name, hint in _field_types(cls).items())
    keys = {key for key, _, _ in fields}

    def read(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _Wrong(f"expected an object, found {value!r}")
        if value.keys() != keys:
            unknown, missing = sorted(value.keys() - keys), sorted(keys - value.keys())
            raise _Wrong(f"unknown fields {unknown}, missing fields {missing}")
        told = {}
        for key, name, reader in fields:
            try:
                told[name] = reader(value[key])
            except _Wrong as wrong:
                wrong.path = f".{key}{wrong.path}"
                raise
        return cls(**told)

    return read


def _at(item: Reader, part: Any, place: str) -> Any:
    try:
        return item(part)
    except _Wrong as wrong:
        wrong.path = f"{place}{wrong.path}"
        raise
