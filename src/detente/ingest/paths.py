"""What the user names -> the files to read, each once, in an order that does not depend on how they were named."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from detente.records.raw import Skipped

STDIN = "-"


def find_paths(named: Iterable[str], suffixes: frozenset[str]) -> list[str | Skipped]:
    """The files named, those of folders by suffix, sorted by where they are; then standard input; then what was not found.

    A file named twice (also under two names, or by a folder and by itself) is read once, under the first of its names in
    alphabetical order.
    """
    names = sorted(set(named))
    files: dict[str, str] = {}
    skipped: dict[str, Skipped] = {}
    for name in names:
        if name == STDIN:
            continue
        for item in _expand(name, suffixes):
            if isinstance(item, Skipped):
                skipped[item.where] = item
            else:
                place = os.path.realpath(item)
                files[place] = min(item, files.get(place, item))
    ordered: list[str | Skipped] = [files[place] for place in sorted(files)]
    ordered += [STDIN] if STDIN in names else []
    return ordered + [skipped[where] for where in sorted(skipped)]


def _expand(name: str, suffixes: frozenset[str]) -> Iterator[str | Skipped]:
    """The files a name stands for; a pattern the shell left alone is expanded here."""
    try:
        exists = Path(name).exists()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        exists = False
    if exists:
        yield from _file_or_folder(name, suffixes)
        return
    matches = _matches(name)
    if not matches:
        yield Skipped(name, "expected a file, a folder or a pattern that matches some, found nothing of this name")
    for match in matches:
        yield from _file_or_folder(match, suffixes)


def _matches(pattern: str) -> list[str]:
    if not glob.has_magic(pattern) or "\0" in pattern:
        return []
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern


def _file_or_folder(name: str, suffixes: frozenset[str]) -> Iterator[str | Skipped]:
    if not Path(name).is_dir():
        yield name
        return
    found, others = [], 0
    errors: list[OSError] = []
    for folder, folders, files in os.walk(name, onerror=errors.append):
        folders[:] = sorted(sub for sub in folders if not sub.startswith("."))
        for file in sorted(files):
            if Path(file).suffix.lower() in suffixes and not file.startswith("."):
                found.append(str(Path(folder) / file))
            else:
                others += 1
    yield from found
    for error in errors:
        yield Skipped(str(error.filename), f"expected a folder that can be read, found: {error.strerror}")
    if not found and not errors:
        kinds = ", ".join(sorted(suffixes))
        yield Skipped(name, f"expected a folder with files ending in {kinds}, found none among {others} files")
