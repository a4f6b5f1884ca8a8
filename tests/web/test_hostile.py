"""Reports that would like to be more than text."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from detente.store.database import open_store
from tests.store.fakes import raw, read
from tests.web.conftest import HOSTILE, client_of

NAME = "a/../<b>?x=1#y.json"
ADDRESS = f"/report/{quote(NAME, safe='')}"
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Tags(HTMLParser):
    """The tags of a page and the names of their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def pages(client: TestClient) -> list[str]:
    view = client.get(f"{ADDRESS}.json").json()
    stories = [s["href"] for s in client.get("/stories.json").json()["stories"]]
    facts = [r["href"] for r in view["readings"]]
    briefs = [f"{s}/brief" for s in stories]
    return [
        ADDRESS,
        *stories,
        *facts,
        *briefs,
        "/",
        "/reports",
        "/findings?verdict=single",
        "/search?q=script",
        "/search?q=%3Cscript%3E",
    ]


def test_hostile_words_stay_words(hostile: TestClient) -> None:
    for address in pages(hostile):
        text = hostile.get(address).text
        tags = Tags()
        tags.feed(text)
        assert tags.tags.count("script") == 1, address
        assert not {"b"} & {t for t in tags.tags if t == "i"}
        assert not {name for name in tags.attributes if name.startswith("on")}, address
        assert not [a for a in tags.addresses if not a.startswith(("/", "#", "?"))], address
        assert not FORBIDDEN.search(text), address


def test_the_hostile_report_is_printed_as_it_is(hostile: TestClient) -> None:
    page = hostile.get(ADDRESS)
    assert page.status_code == 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;/mark&gt;&lt;/a&gt;" in page.text
    assert "{{ 7*7 }}" in page.text
    view = hostile.get(f"{ADDRESS}.json").json()
    assert "".join(s["text"] for stretch in view["stretches"] for s in stretch["segments"]) == HOSTILE
    assert html.unescape(page.text).count("�evil�") >= 1


def test_a_long_line_comes_in_parts(hostile: TestClient) -> None:
    first = hostile.get("/report/long")
    assert first.status_code == 200
    assert len(first.content) < 200_000
    view = hostile.get("/report/long.json?page=2").json()
    assert view["turn"]["pages"] == 7
    assert sum(len(s["text"]) for st in view["stretches"] for s in st["segments"]) == 60_000


def test_an_address_that_runs_something_is_no_link(hostile: TestClient) -> None:
    assert "javascript:" not in hostile.get("/report/plain").text


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_hostile_words_in_saved_briefs(hostile: TestClient, ending: str) -> None:
    for story in hostile.get("/stories.json").json()["stories"]:
        answer = hostile.get(f"{story['href']}/brief.{ending}")
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content.replace(b"\\<script\\>", b"")


@pytest.mark.slow
def test_a_line_of_ten_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    with open_store(path) as store:
        read(store, raw("Ruritania met Freedonia. " + "=" * 10_000_000, identity="long"))
    with client_of(path) as client:
        page = client.get("/report/long")
        assert page.status_code == 200
        assert len(page.content) < 200_000
        last = client.get("/report/long.json?page=167").json()
        assert last["turn"]["pages"] == 167
