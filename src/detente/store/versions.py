"""Which report is a later version of which: from the set of all readings alone, never from the order they came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePath

from detente.records.ids import report_id
from detente.records.raw import Note, RawReport


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a text was handed over.

    ``base`` is the own id (without a version's suffix) or the id its text gives; ``hash`` names the text, ``digest`` the
    whole; ``command`` counts the command that first handed it over; ``forgotten`` readings only keep their place.
    """

    digest: str
    base: str
    own_id: str | None
    outlet: str
    title: str | None
    published: str | None
    url: str | None
    hash: str
    format: str
    place: str
    command: int
    forgotten: bool = False
    notes: tuple[Note, ...] = ()

    def raw(self, text: str, *, identity: str) -> RawReport:
        """The reading as a report to code, under the id its version has."""
        return RawReport(
            identity, self.outlet, self.title, self.published, self.url, text, self.format, self.place, self.notes
        )


@dataclass(frozen=True, slots=True)
class Version:
    """A report to keep: its id, the id of the version before it, the reading that tells its metadata, and all its readings."""

    id: str
    supersedes: str | None
    reading: Reading
    readings: tuple[str, ...]


def make_reading(raw: RawReport, *, command: int) -> Reading:
    """The reading of a raw report."""
    text_hash = hash_of(raw.text)
    notes = [part for note in raw.notes for part in (note.code, note.message)]
    named = (raw.id, raw.outlet, raw.title, raw.published, raw.url, raw.format, text_hash, *notes)
    return Reading(
        hash_of("\x1f".join("\x00" if part is None else part for part in named)),
        base_id(raw),
        raw.id,
        raw.outlet,
        raw.title,
        raw.published,
        raw.url,
        text_hash,
        raw.format,
        raw.where,
        command,
        notes=raw.notes,
    )


def hash_of(text: str) -> str:
    """24 hex digits that name a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def base_id(raw: RawReport) -> str:
    """The id that all versions of an article share: the suffix this very text would get is cut off an own id, so that
    a record can be read back in."""
    return (raw.id or "").removesuffix(f"@{hash_of(raw.text)[:8]}") or report_id(raw.text)


def order_versions(readings: Iterable[Reading]) -> tuple[Version, ...]:
    """The versions of one article, oldest first, from all readings that share an own id or a URL.

    Readings of one text are one version; the one that tells most about it is used. The oldest version of an own id keeps it,
    a later one is ``OWNID@`` and eight digits of its text's hash. Newer is what was published later where all tell it,
    else what a later command read, else the greater text hash.
    """
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.hash, []).append(reading)
    dated = all(_published(group) for group in groups.values())
    ordered = sorted(groups.values(), key=lambda group: _age(group, dated=dated))
    versions: list[Version] = []
    taken: set[str] = set()
    for group in ordered:
        told = min(group, key=_telling)
        names = (told.base, *(f"{told.base}@{told.hash[:digits]}" for digits in (8, 16, 24)))
        identity = next(name for name in names if name not in taken)
        taken.add(identity)
        if not told.forgotten:
            older = versions[-1].id if versions else None
            versions.append(Version(identity, older, told, tuple(sorted(r.digest for r in group))))
    return tuple(versions)


def _age(group: Sequence[Reading], *, dated: bool) -> tuple[str, int, str]:
    return (_published(group) if dated else "", min(reading.command for reading in group), group[0].hash)


def _published(group: Sequence[Reading]) -> str:
    return min(group, key=_telling).published or ""


def _telling(reading: Reading) -> tuple[bool, bool, int, bool, tuple[str, ...]]:
    """Least for the reading that tells most; ties break by what it tells, so that no order of reading matters."""
    named = (reading.title, reading.published, reading.url)
    told = (reading.own_id, reading.outlet, *named, reading.format)
    return (
        reading.forgotten,
        reading.own_id is None,
        -sum(part is not None for part in named),
        _outlet_is_a_file_name(reading),
        tuple(part or "" for part in told),
    )


def _outlet_is_a_file_name(reading: Reading) -> bool:
    """Whether the outlet only stands in for one that nobody told: ``csm`` of ``csm.txt``, ``daily`` of ``daily.jsonl:3``."""
    place = reading.place
    return reading.outlet in (PurePath(place).stem, PurePath(place.rpartition(":")[0]).stem)
