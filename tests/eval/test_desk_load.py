"""The made-up record that the desk is measured with is a record like any other."""

from __future__ import annotations

from pathlib import Path

from detente.records.check import check_record
from detente.store.compared import saved_record
from detente.store.database import open_store
from eval.desk_load import addresses
from eval.desk_record import make_record
from tests.web.conftest import client_of


def test_every_address_that_is_measured_is_there(tmp_path: Path) -> None:
    import random

    path = tmp_path / "made.db"
    make_record(path, 60)
    with open_store(path) as store:
        record = saved_record(store)
    assert len(record.reports) == 60
    assert list(check_record(record)) == []
    with client_of(path) as client:
        for kind, held in addresses(path, random.Random(1)).items():
            assert client.get(held[0]).status_code == 200, (kind, held[0])
