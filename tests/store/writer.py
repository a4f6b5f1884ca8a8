"""Reads generated reports into a store, one after the other, and says which are stored: what the kill test kills.

python -m tests.store.writer FILE.db COUNT PAUSE
"""

from __future__ import annotations

import sys
import time

from detente.records.coding import Coding
from detente.records.raw import RawReport
from detente.store.database import open_store
from detente.store.intake import take_reports
from tests.store.fakes import MAKING, fake_code, raw


def reports(count: int) -> list[RawReport]:
    """Reports of meetings, every fifth a corrected version of the one before."""
    told = [f'Ruritania met Freedonia. Sylvania said: "Meeting {n}."' for n in range(count)]
    return [
        raw(text, identity=f"r{n - (n % 5 == 4)}", published=f"2031-05-{n % 9 + 1:02}") for n, text in enumerate(told)
    ]


def main(path: str, count: str, pause: str) -> None:
    """Read them all, pausing a little in each, so that a kill finds it at work."""

    def code(given: RawReport) -> Coding:
        time.sleep(float(pause))
        return fake_code(given)

    def tell(given: object, identity: str | None) -> None:
        sys.stdout.write(f"{identity}\n")
        sys.stdout.flush()

    with open_store(path) as store:
        take_reports(store, reports(int(count)), code=code, making=MAKING, on_report=tell)


if __name__ == "__main__":
    main(*sys.argv[1:])
