"""Days in plain English, never finer than they are known."""

from __future__ import annotations

from detente.records.shapes import Deadline, Time

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def plain_day(iso: str | None) -> str:
    """ "12 May 2015" of 2015-05-12, "May 2015" of 2015-05, "2015" of 2015; empty where nothing is known."""
    parts = (iso or "")[:10].split("-")
    if not parts[0] or not all(p.isdigit() for p in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return ""
    if len(parts) == 1:
        return parts[0]
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def plain_span(start: str | None, end: str | None) -> str:
    """ "24 to 31 May 2021", "30 April to 1 May 2021", one day where both are the same."""
    first, last = plain_day(start), plain_day(end)
    if not first or not last or first == last:
        return first or last
    a, b = first.split(), last.split()
    while len(a) > 1 and len(a) == len(b) and a[-1] == b[-1] and a[1:] == b[1:]:
        return f"{a[0]} to {last}"
    if a[-1] == b[-1]:
        a = a[:-1]
    return f"{' '.join(a)} to {last}"


def plain_time(time: Time | Deadline | None) -> str:
    """A time as a heading: its day or span with the precision told, the report's words where it is not computed."""
    if time is None:
        return ""
    span = plain_span(time.start, time.end)
    if not span:
        return f"“{time.text}” (no day computed)" if time.text else ""
    if time.precision == "before":
        return f"by {plain_day(time.end) or span}"
    if time.precision == "after":
        return f"after {plain_day(time.start) or span}"
    return span
