"""The ``key: value`` lines that may stand at the top of a text and say where and when it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass

KEYS = {
    "outlet": "outlet",
    "title": "title",
    "published": "published",
    "date": "published",
    "url": "url",
    "author": "author",
    "id": "id",
}
"""What may be written -> the field it gives."""

LONGEST_HEAD = 20
"""Lines."""

_LINE = re.compile(r"[ \t]*([A-Za-z]{2,9})[ \t]*:[ \t]*(\S[^\r\n]*)")
_SURE = {"url": re.compile(r"https?://"), "published": re.compile(r"\d{4}-\d\d-\d\d")}


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a text: it ends at character ``end``; ``fields`` are (field, value) in text order, first one wins."""

    end: int
    fields: tuple[tuple[str, str], ...]

    def get(self, field: str) -> str | None:
        """The value of a field, or None."""
        return next((value for name, value in self.fields if name == field), None)


def read_head(text: str) -> Head | None:
    """The head of a text, or None.

    One line alone counts only when nobody could take it for a headline ("Date: a history of the palm"): a blank line
    follows, its key is in lower case, or its value is an address or an ISO date.
    """
    fields: list[tuple[str, str]] = []
    at = end = len(text) - len(text.lstrip("\r\n"))
    key = ""
    while len(fields) < LONGEST_HEAD:
        found = _LINE.match(text, at)
        field = KEYS.get(found[1].lower()) if found else None
        if found is None or field is None:
            break
        key = found[1]
        fields.append((field, found[2].rstrip()))
        end = found.end()
        at = end + (2 if text.startswith("\r\n", end) else 1)
    if not fields or (len(fields) == 1 and not _stands_alone(text, at, key, fields[0])):
        return None
    return Head(end, tuple(fields))


def _stands_alone(text: str, at: int, key: str, field: tuple[str, str]) -> bool:
    following = text[at : at + 1]
    sure = _SURE.get(field[0])
    return key.islower() or following in ("\r", "\n") or bool(sure and sure.match(field[1]))
