"""Whatever is asked, in an address or a query, the desk answers, and never with a fault of its own."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.web.app import PAGES
from tests.web.conftest import client_of

PATTERNS = sorted({address for address, _ in PAGES})
NAMES = ("page", "q", "party", "type", "speaker", "outlet", "since", "until", "day", "status", "verdict", "field", "fact", "report", "with", "one", "other")  # fmt: skip
VALUES = ("1", "2", "0", "-1", "999999999999999999999", "XBO", "Borduria", "conflict", "single", "number", "threat", "ASSAULT", "none", "due", "2023-09-05", "2023-13-45", '"', "*", "NEAR(", "a' OR 1=1 --", "%", "_", "\x00", "\ud800", "ж", "٣", "²", "")  # fmt: skip

words = st.one_of(st.sampled_from(VALUES), st.text(max_size=40))
queries = st.lists(st.tuples(st.sampled_from(NAMES), words), max_size=4)


def ids_of(path: Path) -> list[str]:
    from detente.store.database import open_store

    with open_store(path) as store:
        rows = store.connection.execute("SELECT id FROM row WHERE position % 7 = 0 OR kind IN ('story', 'report')")
        return [identity for (identity,) in rows]


def test_no_request_is_answered_with_a_fault(demo_file: Path, hostile_file: Path) -> None:
    known = {path: ids_of(path) for path in (demo_file, hostile_file)}
    clients = {path: client_of(path) for path in known}
    for client in clients.values():
        client._transport.raise_server_exceptions = False  # type: ignore[attr-defined]

    @settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        path = data.draw(st.sampled_from(sorted(known)))
        pattern = data.draw(st.sampled_from(PATTERNS))
        identity = st.one_of(st.sampled_from(known[path]), words.filter(bool))
        for place in ("{id:path}", "{id}", "{one}"):
            pattern = pattern.replace(place, quote(data.draw(identity), safe="", errors="replace"))
        twin = data.draw(st.sampled_from(["", ".json"]))
        query = urlencode(data.draw(queries), errors="replace")
        answer = clients[path].get(f"{pattern}{twin}?{query}", follow_redirects=False)
        assert answer.status_code in (200, 303, 307, 400, 404), (pattern, twin, query, answer.status_code)
        if "<html" in answer.text:
            assert "Traceback" not in answer.text

    ask()
