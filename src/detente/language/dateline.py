"""Datelines: the place, day and agency that stand before the first words of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.records.kinds import Report

LONGEST = 110
"""Characters."""

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_MONTH = r"(?P<month{0}>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{{0,6}})\.?"
_DATE = re.compile(
    rf"\b(?:{_MONTH.format(1)}\s+(?P<day1>\d{{1,2}})|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.format(2)})"
    r"(?:,?\s+(?P<year>\d{4})\b)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b,?", re.IGNORECASE)
_AGENCY = re.compile(r"[(/]\s*(?P<name>[^()/\d]{2,40}?)\s*[)/]")
_END = re.compile(r"\s(?:--|[-–—])\s*|(?:--|[–—])\s*|:\s+|(?<=[/)])\.\s+|(?<=[/)])\s+")
_ALONE = re.compile(r"\((?P<name>[A-Z][A-Za-z .&]{1,24})\)\s*(?:--|[-–—])?\s*")
_PLACE = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,4}")
_SMALL = frozenset(
    ["of", "the", "de", "la", "le", "al", "el", "on", "upon", "am", "sur", "da", "do", "dos", "del", "di", "an"]
)
"""Small words inside names of places."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report says it was written; characters ``start`` to ``end`` of the report's text.

    ``places`` as printed, the one the report comes from first; ``month`` 1 to 12; what is not told is None.
    """

    places: tuple[str, ...]
    day: int | None
    month: int | None
    year: int | None
    agency: str | None
    start: int
    end: int


def read_dateline(report: Report) -> Dateline | None:
    """The dateline of a report (its first region of that role), or None."""
    for region in report.regions:
        if region.role == "dateline":
            found = parse_dateline(report.text[region.start : region.end])
            return _moved(found, region.start, region.end)
    return None


def find_dateline(paragraph: str) -> int:
    """How many characters at the start of a paragraph are its dateline, white space after it included; 0 where none is.

    "STRELSAU, 3 May (RNA) - ", "KLOW/MUDVILLE — ", "STRELSAU, 24 July. /RNA/. ", "(RNA) ". A place in small letters
    needs an agency or a day beside it: "Klow - a town of twenty thousand - has no hospital" has no dateline.
    """
    start = paragraph[:LONGEST]
    alone = _ALONE.match(start)
    if alone and (alone["name"].isupper() or start[alone.end() - 1] in "-–—"):
        return alone.end()
    for found in _END.finditer(start):
        if _is_dateline(start[: found.start()], found[0].strip()):
            return found.end() if paragraph[found.end() :].strip() else 0
    return 0


def is_date_line(line: str) -> bool:
    """Whether a whole line is a dateline: an office or place with a day ("Press Office, Klow, 3 May 2019")."""
    found = _DATE.search(line)
    if not found or len(line) > LONGEST or not _is_calendar(found):
        return False
    rest = _without_date(line)
    words = re.findall(r"[^\W\d_][\w'’-]*", rest)
    return len(words) <= 9 and all(
        word[0].isupper() or word in {"of", "the", "and", "for", "in", "at", "on"} for word in words
    )


def parse_dateline(text: str) -> Dateline:
    """The parts of a dateline; offsets are those of ``text``."""
    agency = _AGENCY.search(text)
    date = _DATE.search(text)
    if date and not _is_calendar(date):
        date = None
    day, month, year = (None, None, None) if date is None else _parts(date)
    rest = _WEEKDAY.sub(" ", _without_date(_AGENCY.sub(" ", text)))
    return Dateline(_places(rest), day, month, year, agency["name"].strip() if agency else None, 0, len(text))


def _moved(dateline: Dateline, start: int, end: int) -> Dateline:
    return Dateline(dateline.places, dateline.day, dateline.month, dateline.year, dateline.agency, start, end)


def _is_dateline(text: str, sign: str) -> bool:
    if not text or len(text.split()) > 14:
        return False
    agency, date = _AGENCY.search(text), _DATE.search(text)
    if date and not _is_calendar(date):
        return False
    rest = _WEEKDAY.sub(" ", _without_date(_AGENCY.sub(" ", text)))
    places = [part.strip(" .,") for part in re.split(r"[/,;]| and ", rest)]
    places = [place for place in places if place]
    if not all(_is_place(place) for place in places):
        return False
    return _is_sure(places, sign, has_agency=agency is not None, has_date=date is not None)


def _is_place(text: str) -> bool:
    words = text.split()
    return bool(_PLACE.fullmatch(text)) and words[0][0].isupper() and all(w[0].isupper() or w in _SMALL for w in words)


def _is_sure(places: list[str], sign: str, *, has_agency: bool, has_date: bool) -> bool:
    """Capitals alone are enough before a dash; small letters need agency or day; a colon or full stop needs more."""
    if not places:
        return has_agency and has_date
    capitals = all(letter.isupper() for letter in places[0] if letter.isalpha()) and len(places[0]) > 2
    if len(places) > 4 or sum(len(place.split()) for place in places) > 8:
        return False
    if sign in {"", "."}:
        return has_agency and (capitals or has_date)
    if sign == ":":
        return capitals and (has_agency or has_date)
    return capitals or has_agency or has_date


def _is_calendar(found: re.Match[str]) -> bool:
    day, month, _ = _parts(found)
    return 1 <= day <= 31 and month > 0


def _parts(found: re.Match[str]) -> tuple[int, int, int | None]:
    name = (found["month1"] or found["month2"]).lower()
    matching = [
        number for number, month in enumerate(MONTHS, 1) if month.startswith(name) or name == "sept" == month[:4]
    ]
    year = int(found["year"]) if found["year"] else None
    return int(found["day1"] or found["day2"]), matching[0] if matching else 0, year


def _without_date(text: str) -> str:
    return _DATE.sub(" ", text, count=1)


def _places(rest: str) -> tuple[str, ...]:
    """Place names in the order told; the state after a comma ("KLOW, Syldavia") stays with its town."""
    towns = [town.split(",")[0].strip(" .,-–—:()") for town in rest.split("/")]
    more = [part.strip(" .,-–—:()") for part in rest.split(",")[1:]] if "/" not in rest else []
    return tuple(place for place in (*towns, *more) if place and place[0].isupper())
