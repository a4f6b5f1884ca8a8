"""How fast the desk answers over a large made-up record, and whether its memory stays flat.

python -m eval.desk_load [--reports 10000] [--requests 10000] [--file FILE.db] [--out FILE.json]

The desk runs in a process of its own on 127.0.0.1; two clients ask it, one request after the other each, for pages of all
kinds in turn, every time other ones. Printed are median and 99th percentile a kind of page (milliseconds, as a client sees
them) and the resident memory of the desk after the first tenth of the requests and at the end.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from eval.desk_record import make_record

CLIENTS = 2
MEDIAN, WORST = 200, 500
"""Milliseconds allowed: the median, and the 99th percentile."""


def addresses(path: Path, chance: random.Random) -> dict[str, list[str]]:
    """Kind of page -> addresses to ask for."""
    connection = sqlite3.connect(path)

    def ids(kind: str, most: int = 400) -> list[str]:
        held = [identity for (identity,) in connection.execute("SELECT id FROM row WHERE kind = ?", (kind,))]
        return chance.sample(held, min(most, len(held)))

    codes = [
        c
        for (c,) in connection.execute(
            "SELECT json_extract(line, '$.iso3') FROM row WHERE kind = 'entity' AND type = 'state'"
        )
    ]
    stories = ids("story")
    lists = {
        "stories": ["/", *(f"/?page={n}" for n in range(2, 40))],
        "reports": [f"/reports?page={n}" for n in range(1, 150)],
        "commitments": ["/commitments", *(f"/commitments?party={c}" for c in codes), *(f"/commitments?page={n}" for n in range(2, 300))],
        "findings": [f"/findings?verdict={v}&page={n}" for v in ("conflict", "corroborated", "changed") for n in range(1, 60)],
        "search": [
            *(f"/search?q={chance.choice(('harbour', 'grain', 'port', 'line+open', 'blamed'))}&page={n}" for n in range(1, 40)),
            *(f"/search?party={c}&type=ASSAULT" for c in codes), *(f"/search?q=Person+{n}" for n in range(100)),
            *(f"/search?q=night&speaker=Person+{n}+of&outlet=Outlet+{n % 80}" for n in range(40)),
            *(f"/search?q=talks&since=202{n}-01-01&until=202{n}-06-30" for n in range(6)),
        ],
    }  # fmt: skip
    told = "SELECT json_extract(line, '$.actors[0].iso3'), json_extract(line, '$.recipients[0].iso3') FROM row WHERE kind = 'event'"
    pairs = sorted({tuple(sorted(pair)) for pair in connection.execute(told)})
    chance.shuffle(pairs)
    return lists | {
        "story": [f"/story/{s}" for s in stories],
        "brief": [f"/story/{s}/brief" for s in stories[:200]],
        "report": [f"/report/{quote(r)}" for r in ids("report")],
        "fact": [f"/fact/{i}" for kind in ("event", "attribution", "commitment") for i in ids(kind, 150)],
        "finding": [f"/finding/{f}" for f in ids("finding")],
        "entity": [f"/entity/{e}" for e in ids("entity", 2_000)],
        "entities": [f"/entities?page={n}" for n in range(1, 12)],
        "relation": [f"/relation/{a}/{b}" for a, b in pairs],
        "twin": [f"/story/{s}.json" for s in stories[:200]],
    }


def ask(port: int, jobs: Sequence[tuple[str, str]], taken: list[tuple[str, float, int]]) -> None:
    """Ask for addresses one after the other."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for kind, address in jobs:
        began = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        taken.append((kind, 1_000 * (time.perf_counter() - began), answer.status))
    connection.close()


def resident(pid: int) -> int:
    """Megabytes of a process in memory."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


def run(port: int, pid: int, jobs: Sequence[tuple[str, str]]) -> tuple[list[tuple[str, float, int]], list[int]]:
    """Two clients share the jobs; the memory after each tenth."""
    taken: list[tuple[str, float, int]] = []
    memory = []
    tenth = -(-len(jobs) // 10)
    for at in range(0, len(jobs), tenth):
        part = jobs[at : at + tenth]
        threads = [threading.Thread(target=ask, args=(port, part[n::CLIENTS], taken)) for n in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        memory.append(resident(pid))
    return taken, memory


def measure(path: Path, requests: int) -> dict[str, object]:
    """Median and 99th percentile a kind of page, and the memory."""
    chance = random.Random(5)
    known = addresses(path, chance)
    kinds = sorted(known)
    jobs = [(kind, chance.choice(known[kind])) for n in range(requests) for kind in [kinds[n % len(kinds)]]]
    command = [sys.executable, "-m", "detente.cli.main", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        port = int(server.stderr.readline().rpartition("127.0.0.1:")[2].partition("/")[0])
        try:
            taken, memory = run(port, server.pid, jobs)
        finally:
            server.terminate()
    times = {kind: sorted(ms for k, ms, _ in taken if k == kind) for kind in kinds}
    pages = {
        kind: {"median": round(median(held), 1), "p99": round(quantiles(held, n=100)[98], 1), "n": len(held)}
        for kind, held in times.items()
    }
    wrong = sorted({f"{kind} {status}" for kind, _, status in taken if status != 200})
    return {"pages": pages, "memory": memory, "wrong": wrong}


def main() -> int:
    """Make the record if it is not there, measure, print; exit status 1 where a page is too slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.file or Path(folder) / "large.db"
        if not path.exists():
            began = time.perf_counter()
            make_record(path, args.reports)
            print(
                f"made a record of {args.reports:,} reports in {time.perf_counter() - began:.0f} s, {path.stat().st_size >> 20} MiB"
            )
        result = measure(path, args.requests)
    if args.out:
        args.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    slow = []
    assert isinstance(result["pages"], dict)
    for kind, held in result["pages"].items():
        print(f"{kind:12} median {held['median']:7.1f} ms   p99 {held['p99']:7.1f} ms   n {held['n']}")
        slow += [kind] if held["median"] > MEDIAN or held["p99"] > WORST else []
    print(f"memory after each tenth: {result['memory']} MiB; other answers than 200: {result['wrong'] or 'none'}")
    print(f"slower than {MEDIAN} / {WORST} ms: {', '.join(slow) or 'none'}")
    return 1 if slow or result["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
