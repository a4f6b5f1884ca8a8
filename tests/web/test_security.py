"""Who may read, what an answer carries, and that looking never writes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from detente.cli.main import main
from tests.web.conftest import client_of

TOKEN = "a-token-of-some-length"
PAGES = ("/", "/stories.json", "/commitments", "/search?q=ship", "/nowhere", "/static/desk.css")


def test_every_answer_forbids_what_it_does_not_need(desk: TestClient) -> None:
    for address in PAGES:
        headers = desk.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
        assert "server" not in headers


def test_pages_hold_no_script_or_style_of_their_own(desk: TestClient) -> None:
    for address in ("/", "/commitments", "/findings", "/relation/XBO/XSD"):
        text = desk.get(address).text
        assert text.count("<script") == text.count('<script src="/static/desk.js" defer></script>') == 1
        assert "<style" not in text
        assert " style=" not in text
        assert " on" + "click=" not in text


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "[::1]:80", "LOCALHOST:1"])
def test_this_machine_s_names_are_answered(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "10.0.0.5:8765"])
def test_other_names_are_not_so_that_no_page_elsewhere_can_read_the_desk(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 400


def test_with_a_token_nobody_reads_without_it(demo_file: Path) -> None:
    with client_of(demo_file, token=TOKEN) as client:
        for address in ("/", "/stories.json", "/search?q=ship"):
            closed = client.get(address, follow_redirects=False)
            assert (closed.status_code, closed.headers["location"]) == (303, "/enter")
            assert client.get(address, headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
            assert (
                client.get(address, headers={"authorization": "Bearer no"}, follow_redirects=False).status_code == 303
            )
        assert client.get("/", headers={"cookie": f"detente={TOKEN}"}, follow_redirects=False).status_code == 303
        assert client.post("/enter", data={"token": "wrong"}).status_code == 403
        assert client.post("/enter", content=b"x" * 100_000).status_code == 400
        let_in = client.post("/enter", data={"token": TOKEN}, follow_redirects=False)
        assert let_in.status_code == 303
        assert "httponly" in let_in.headers["set-cookie"].lower()
        assert "samesite=strict" in let_in.headers["set-cookie"].lower()
        assert TOKEN not in let_in.headers["set-cookie"]
        assert client.get("/stories.json").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_can_only_be_looked_at(desk: TestClient, method: str) -> None:
    assert desk.request(method, "/commitments").status_code == 405


def test_looking_never_writes(demo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    shutil.copy(demo_file, path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with client_of(path) as client:
        for address in ("/", "/commitments", "/findings", "/search?q=ship", "/relation/XBO/XSD", "/reports"):
            assert client.get(address).status_code == 200
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/"])
def test_only_static_files_are_handed_out(desk: TestClient, path: str) -> None:
    assert desk.get(path).status_code == 404


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--host", "0.0.0.0"], "expected --token with the address 0.0.0.0"),
        (["--token", "short"], "expected a token of at least 12 characters"),
        (["--host", "no such host", "--token", TOKEN], "expected an address to listen at"),
    ],
)
def test_serve_refuses_an_open_desk(
    demo_file: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert main(["serve", str(demo_file), *options]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_serve_needs_a_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path / "none.db")]) == 2
    assert "expected a record file, found none" in capsys.readouterr().err
