"""Number words and figures: "thirty-one", "11,000", "two and a half", "half a million", "5bn"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator

from detente.lexicon.files import DataFolder, Row

_FIGURE = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)([a-z]{0,3})")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


def _without_line(value: Any) -> Any:
    """A mapping inside a row also carries the line it starts on, which is no entry of it."""
    return {k: v for k, v in value.items() if k != "__line__"} if isinstance(value, dict) else value


PlainMap = BeforeValidator(_without_line)
"""For fields of rows that hold a mapping: ``Annotated[dict[str, int], PlainMap]``."""

IntMap = Annotated[dict[str, int], PlainMap]


LARGEST = 1e18
"""A figure beyond this is no count of anything in the news."""


class NumberRow(Row):
    """The one mapping of ``data/quantities/numbers.yaml``."""

    units: IntMap
    tens: IntMap
    scales: IntMap
    suffixes: IntMap
    vague: Annotated[dict[str, tuple[int, int]], PlainMap]
    ordinals: IntMap


@dataclass(frozen=True)
class NumberWords:
    """Tables of number words, lower case."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    ordinals: Mapping[str, int]


def load_numbers(folder: DataFolder) -> NumberWords:
    """Load ``data/quantities/numbers.yaml``, the overlay's on top; raises LexiconError."""
    merged: dict[str, dict[str, object]] = {}
    for _, row in folder.yaml_rows("quantities/numbers.yaml", NumberRow):
        for name in NumberWords.__dataclass_fields__:
            merged.setdefault(name, {}).update(getattr(row, name))
    return NumberWords(**merged)  # type: ignore[arg-type]


def read_number(words: Sequence[str], at: int, table: NumberWords) -> tuple[float, int] | None:
    """The number that starts at lower-case word ``at`` and the position after it, or None.

    An article alone is no number: "a hundred" is one, "a week" is not.
    """
    read = _half(words, at, table) or _article(words, at, table) or _plain(words, at, table)
    if read is None or read[0] > LARGEST:
        return None
    value, after = _with_half(words, *read, table)
    return (value, after) if value <= LARGEST else None


def read_ordinal(word: str, table: NumberWords) -> int | None:
    """The rank a lower-case word gives: "5th" and "fifth" are 5."""
    found = _ORDINAL.fullmatch(word)
    return int(found[1]) if found else table.ordinals.get(word)


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _half(words: Sequence[str], at: int, table: NumberWords) -> tuple[float, int] | None:
    """ "half a million", "half-a-million", "half a dozen"."""
    if _word(words, at) != "half":
        return None
    after = at + 1
    while _word(words, after) in {"-", "a"}:
        after += 1
    scale = table.scales.get(_word(words, after))
    return (scale / 2, after + 1) if scale and after > at + 1 else None


def _article(words: Sequence[str], at: int, table: NumberWords) -> tuple[float, int] | None:
    """ "a hundred and twenty", "a dozen"."""
    if _word(words, at) not in {"a", "an"} or _word(words, at + 1) not in table.scales:
        return None
    return _sum(words, at + 1, 1, table)


def _plain(words: Sequence[str], at: int, table: NumberWords) -> tuple[float, int] | None:
    base = _below_hundred(words, at, table)
    if base is not None:
        return _sum(words, base[1], base[0], table)
    figure = _FIGURE.fullmatch(_word(words, at))
    if figure is None or (figure[2] and figure[2] not in table.suffixes):
        return None
    value = float(figure[1].replace(",", "")) * table.suffixes.get(figure[2], 1)
    spelled = _word(words, at + 1).removesuffix(".")
    if not figure[2] and spelled in {"m", "bn", "mn", "mln", "bln", "tn", "trn"}:
        return value * table.suffixes[spelled], at + 2
    return _scaled(words, at + 1, value, table)


def _below_hundred(words: Sequence[str], at: int, table: NumberWords) -> tuple[int, int] | None:
    word = _word(words, at)
    if word in table.units:
        return table.units[word], at + 1
    if word in table.tens:
        ten, after = table.tens[word], at + 1
        following = after + 1 if _word(words, after) == "-" else after
        unit = table.units.get(_word(words, following), 0)
        return (ten + unit, following + 1) if 1 <= unit <= 9 else (ten, after)
    if "-" in word:
        ten_word, _, unit_word = word.partition("-")
        if ten_word in table.tens and 1 <= table.units.get(unit_word, 0) <= 9:
            return table.tens[ten_word] + table.units[unit_word], at + 1
    return None


def _scaled(words: Sequence[str], at: int, value: float, table: NumberWords) -> tuple[float, int]:
    """Scales after a figure: "20 million", "20-million", "5 hundred thousand"."""
    while True:
        following = at + 1 if _word(words, at) == "-" and _word(words, at + 1) in table.scales else at
        scale = table.scales.get(_word(words, following))
        if scale is None:
            return value, at
        value, at = value * scale, following + 1


def _sum(words: Sequence[str], at: int, base: float, table: NumberWords) -> tuple[float, int]:
    """ "two hundred and fifty thousand": what stands before a scale is multiplied, the rest added."""
    total, part = 0.0, base
    while True:
        word = _word(words, at)
        following = at + 1 if word in {"and", "-"} else at
        scale = table.scales.get(_word(words, at if word != "-" else following))
        if scale:
            total, part = _apply_scale(total, part, scale)
            at = (at if word != "-" else following) + 1
            continue
        added = _below_hundred(words, following, table) if part == 0 or part % 100 == 0 else None
        if added is None or (part == 0 and total == 0) or (word == "-"):
            return total + part, at
        part, at = part + added[0], added[1]


def _apply_scale(total: float, part: float, scale: int) -> tuple[float, float]:
    """A hundred stays open for what follows ("two hundred and six thousand"), a thousand and more closes its group."""
    if scale < 1000:
        return total, part * scale
    return total + part * scale, 0.0


def _with_half(words: Sequence[str], value: float, at: int, table: NumberWords) -> tuple[float, int]:
    """ "two and a half", "two and a half million"; figures and plain words alike."""
    if [_word(words, at + n) for n in range(3)] == ["and", "a", "half"]:
        return _scaled(words, at + 3, value + 0.5, table)
    return value, at
