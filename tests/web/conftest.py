"""A record of invented reports with every kind of row, a client on it, and the demo record for the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.ingest import read_reports
from detente.pipeline import Reader, Settings, read_into
from detente.samples import STORIES, samples_folder
from detente.store.database import open_store
from detente.web.app import make_app
from tests.store.fakes import raw, read

HOSTILE = (
    "Ruritania met Freedonia. <script>alert(1)</script></mark></a></span><img src=x onerror=alert(2)>\n"
    "\u202eevil\u202c \u2066isolated\u2069 \x00\x07 &amp; {{ 7*7 }} {% raw %}\n"
    'Ruritania said: "</script><b onmouseover=alert(3)>no</b>"'
)
"""Words of a report that would like to be more than words."""


def client_of(path: Path, token: str | None = None) -> TestClient:
    """A client of the desk over a record file, called as a browser on this machine calls it."""
    return TestClient(make_app(path, token=token), base_url="http://127.0.0.1", raise_server_exceptions=True)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """The record of the shipped samples, read by rules alone."""
    path = tmp_path_factory.mktemp("desk") / "demo.db"
    for story in STORIES:
        with open_store(path) as store:
            read_into(store, read_reports([str(samples_folder() / story)]), reader_of(reader))
    return path


def reader_of(reader: Reader) -> Reader:
    """The loaded reader with settings of its own."""
    return Reader(reader.lexicon, reader.parser, Settings(model=False))


@pytest.fixture
def desk(demo_file: Path) -> Iterator[TestClient]:
    """The desk over the demo record."""
    with client_of(demo_file) as client:
        yield client


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record whose reports, ids, outlets and titles are hostile, one of them long and on one line."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with open_store(path) as store:
        read(
            store,
            raw(HOSTILE, identity="a/../<b>?x=1#y.json", outlet="<i>daily</i>", title='"><script>alert(4)</script>'),
            raw("Ruritania met Freedonia. " + "=" * 400_000, identity="long", outlet="wire", title=None),
            raw("Sylvania met Borduria.", identity="plain", url="javascript:alert(5)", published=None),
        )
    return path


@pytest.fixture
def hostile(hostile_file: Path) -> Iterator[TestClient]:
    """The desk over the hostile record."""
    with client_of(hostile_file) as client:
        yield client
