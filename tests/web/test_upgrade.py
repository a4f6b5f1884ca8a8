"""A record made before the desk is brought up to it when it is opened."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from tests.web.conftest import client_of

HELD = (
    "SELECT position, story FROM row ORDER BY position",
    "SELECT party, role, position FROM row_party ORDER BY party, role, position",
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
)


def held(path: Path) -> list[list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    try:
        return [connection.execute(statement).fetchall() for statement in HELD]
    finally:
        connection.close()


def make_old(path: Path) -> None:
    """Take everything out that schemas 2 and 3 brought."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE row SET story = NULL WHERE kind <> 'finding'")
    connection.execute("DELETE FROM row_party WHERE role NOT IN ('party', 'speaker')")
    for name in ("of_kind", "story", "verdict", "until", "due", "label", "published", "attribution"):
        connection.execute(f"DROP INDEX row_{name}")
    connection.execute("DROP TABLE judged")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def test_an_older_record_gets_what_the_pages_are_turned_by(demo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    shutil.copy(demo_file, path)
    before = held(path)
    make_old(path)
    assert held(path) != before
    with client_of(path) as client:
        assert client.get("/").status_code == 200
    assert held(path) == before
