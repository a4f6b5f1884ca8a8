"""Corrections through the desk: taken from its own pages only, shown at once, and put away again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import client_of


@pytest.fixture
def own(demo_file: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The desk over a copy of the demo record that may be corrected."""
    path = tmp_path / "own.db"
    shutil.copy(demo_file, path)
    with client_of(path) as client:
        yield client


def token_of(client: TestClient, address: str) -> str:
    return str(re.search(r'name="token" value="([^"]+)"', client.get(address).text)[1])  # type: ignore[index]


def some_event(client: TestClient) -> str:
    story = client.get("/stories.json").json()["stories"][1]["href"]
    return str(client.get(f"{story}.json").json()["days"][0]["lines"][0]["id"])


def form(client: TestClient, **fields: str) -> dict[str, str]:
    about = some_event(client)
    return {"token": token_of(client, f"/fact/{about}"), "about": about, "kind": "reject", "by": "Ann Lee", **fields}


def test_a_rejected_fact_leaves_the_pages_and_comes_back(own: TestClient) -> None:
    sent = form(own, note="not in this story")
    about = sent["about"]
    log = own.post("/corrections", data=sent)
    assert log.status_code == 200
    assert "not in this story" in log.text
    assert own.get(f"/fact/{about}").status_code == 404
    (line,) = own.get("/corrections.json").json()["corrections"]
    assert (line["kind"], line["by"], line["withdrawn"]) == ("reject", "Ann Lee", False)
    own.post("/corrections", data={**sent, "kind": "withdraw", "about": line["id"]})
    assert own.get(f"/fact/{about}").status_code == 200
    assert [c["withdrawn"] for c in own.get("/corrections.json").json()["corrections"]] == [False, True]


def test_a_corrected_fact_says_so_wherever_it_stands(own: TestClient) -> None:
    story = own.get("/stories.json").json()["stories"][1]["href"]
    own.post("/corrections", data=form(own, kind="retype", value="PROTEST"))
    assert "corrected" in [m for d in own.get(f"{story}.json").json()["days"] for x in d["lines"] for m in x["marks"]]
    assert '<b class="corrected">corrected</b>' in own.get(story).text


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"token": "guessed"}, {}),
        ({"token": ""}, {}),
        ({}, {"origin": "http://evil.example"}),
        ({}, {"origin": "null"}),
    ],
)
def test_only_pages_of_the_desk_may_correct(own: TestClient, fields: dict[str, str], headers: dict[str, str]) -> None:
    sent = form(own, **fields)
    assert own.post("/corrections", data=sent, headers=headers).status_code == 403
    assert own.get("/corrections.json").json()["corrections"] == []


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "poem"},
        {"by": ""},
        {"about": "e-nothing"},
        {"kind": "retype", "value": "POEM"},
        {"kind": "speaker", "value": "Nobody At All"},
        {"kind": "actor", "value": "Nobody At All", "new": "spirit"},
        {"kind": "region", "value": "body", "start": "one", "end": "2"},
        {"kind": "region", "value": "body", "start": "5", "end": "2"},
        {"kind": "merge", "value": ""},
    ],
)
def test_what_cannot_be_corrected_is_said_in_one_line(own: TestClient, fields: dict[str, str]) -> None:
    answer = own.post("/corrections", data=form(own, **fields))
    assert answer.status_code == 400
    assert "xpected" in answer.text
    assert own.get("/corrections.json").json()["corrections"] == []


def test_a_form_that_is_too_long_is_not_read(own: TestClient) -> None:
    assert own.post("/corrections", data=form(own, note="x" * 100_000)).status_code == 400


def test_looking_at_the_log_does_not_make_one(own: TestClient, tmp_path: Path) -> None:
    assert own.get("/corrections").status_code == 200
    assert not list(tmp_path.glob("*.jsonl"))
