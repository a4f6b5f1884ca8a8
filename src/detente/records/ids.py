"""Ids that hash what a record is about, never how it was found (DESIGN 4), so that links survive new rules."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_PREFIX = {
    "report": "r", "entity": "n", "attribution": "a", "opinion": "o", "event": "e",
    "quantity": "q", "commitment": "c", "story": "s", "finding": "f", "issue": "i",
    "correction": "k",
}  # fmt: skip


def make_id(kind: str, *parts: object) -> str:
    """An id such as ``e-3f9c0d1a2b4e``: the kind's letter and 12 hex digits over ``parts``."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{_PREFIX[kind]}-{blake2b(joined.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def report_id(text: str) -> str:
    """The id of a report that brought none: its text."""
    return make_id("report", text)


def entity_id(*, iso3: str | None = None, code: str | None = None, name: str = "", state: str | None = None) -> str:
    """The id of an entity: its ISO3 or body code, else its folded full name and state.

    Give ``iso3``/``code`` only for the state or body itself, never for a person of that state.
    """
    if iso3 or code:
        return make_id("entity", iso3 or code)
    return make_id("entity", name_key(name), state)


PLAIN_LETTERS = str.maketrans(
    {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "İ": "I", "ħ": "h",
     "Ħ": "H", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ß": "ss", "ə": "a", "Ə": "A"}
)  # fmt: skip
"""Letters that Unicode does not take apart into a plain letter and a mark: "Đỗ" is "Do" in a wire report."""


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """A name without case, accents, punctuation and the commonest differences of transliteration.

    "Sergey Lavrov" and "Sergei Lavrov" share a key, as do "Zelensky" and "Zelenskiy".
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(PLAIN_LETTERS))
    plain = "".join(c for c in folded if not unicodedata.combining(c)).replace("’", "'")
    words = re.findall(r"[^\W_]+", plain.replace("'", ""))
    return " ".join(_transliteration_key(word) for word in words)


def _transliteration_key(word: str) -> str:
    for spelled, key in _TRANSLITERATIONS:
        word = spelled.sub(key, word)
    return word


_TRANSLITERATIONS = tuple(
    (re.compile(spelled), key)
    for spelled, key in (
        (r"shch|sch", "sh"),
        (r"dzh|zh(?=[aeiou])|dj", "j"),
        (r"kh(?=[aeiou])", "h"),
        (r"(?<=[aeou])[iy](?=[aeou])", ""),
        (r"[iy]+$", "i"),
        (r"ey$|ei$", "ei"),
        (r"iy|ij|yi|ii", "i"),
        (r"y", "i"),
        (r"w", "v"),
        (r"(.)\1", r"\1"),
    )
)
"""Applied in order. Japarov / Zhaparov, Khulusi / Hulusi, Kazakbaev / Kazakbayev, Zelensky / Zelenskyy."""
