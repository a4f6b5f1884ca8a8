"""Adding to a file comes to the same as comparing everything in it, byte for byte, and judges only what changed."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.compare.inputs import Inputs
from detente.ingest import read_reports
from detente.pipeline import Reader, code_report
from detente.records.coding import Coding, Record
from detente.records.kinds import SCHEMA, Header
from detente.records.lines import to_lines
from detente.records.raw import RawReport
from detente.samples import STORIES, samples_folder
from detente.store.compared import saved_record
from detente.store.corrections import add_correction
from detente.store.current import compare_store, keep_current
from detente.store.database import MEMORY, Store, open_store
from detente.store.forgetting import forget
from detente.store.intake import take_reports
from detente.store.making import Making
from eval.adding import code_told, make_reports

MAKING = Making(Header(SCHEMA, "0.0-made-up", "made-up", ()))
MADE = tuple(make_reports(26, random.Random(7), days=12, rounds=1))
APART = tuple(make_reports(26, random.Random(7), days=40, rounds=1))
STORY_OF = {raw.id: told for raw, told in MADE}

Code = Callable[[RawReport], Coding]


def code(raw: RawReport) -> Coding:
    return code_told(raw, STORY_OF[raw.id])


def lines(record: Record) -> list[str]:
    return list(to_lines(record))


def add(store: Store, *raws: RawReport, making: Making = MAKING, by: Code = code) -> Record:
    return take_reports(store, raws, code=by, making=making).record


def is_as_if_anew(store: Store) -> bool:
    anew = lines(compare_store(store, anew=True).record)
    return lines(saved_record(store)) == lines(compare_store(store).record) == anew


@pytest.mark.parametrize("seed", range(2))
def test_one_at_a_time_in_any_order_is_all_at_once(seed: int) -> None:
    raws = [raw for raw, _ in MADE]
    with open_store(MEMORY) as at_once, open_store(MEMORY) as store:
        expected = lines(add(at_once, *raws))
        random.Random(seed).shuffle(raws)
        for raw in raws:
            last = add(store, raw)
        assert lines(last) == lines(saved_record(store)) == expected
        assert is_as_if_anew(store)
        assert lines(add(store, raws[3])) == expected


@pytest.mark.parametrize("seed", range(4))
def test_batches_corrections_and_forgetting_are_as_if_all_were_compared_anew(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    raws = [raw for raw, _ in MADE]
    chance.shuffle(raws)
    with open_store(tmp_path / "made-up.db") as store:
        while raws:
            size = chance.choice((1, 1, 2, 5, 21))
            record = add(store, *raws[:size])
            del raws[:size]
            _correct(store, record, chance)
            assert is_as_if_anew(store)
        forget(store, chance.choice(saved_record(store).reports).id)
        assert is_as_if_anew(store)


def _correct(store: Store, record: Record, chance: random.Random) -> None:
    match chance.randrange(4):
        case 0:
            add_correction(store, chance.choice(record.events).id, "reject", by="test")
        case 1:
            one, two = chance.sample(record.entities, 2)
            add_correction(store, one.id, "merge", value=[two.id], by="test")
        case 2:
            other = chance.choice(record.entities).id
            add_correction(store, chance.choice(record.attributions).id, "speaker", value=[other], by="test")


def test_only_the_story_of_a_new_report_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, ...]] = []
    find = Inputs.find

    def watched(self: Inputs, *senses: object) -> object:
        seen.append(self.story.reports)
        return find(self, *senses)  # type: ignore[arg-type]

    told = {raw.id: story for raw, story in APART}
    by = lambda raw: code_told(raw, told[raw.id])  # noqa: E731
    with open_store(MEMORY) as store:
        add(store, *(raw for raw, _ in APART[:-1]), by=by)
        monkeypatch.setattr(Inputs, "find", watched)
        add(store, APART[-1][0], by=by)
        assert [APART[-1][0].id in reports for reports in seen] == [True]
        seen.clear()
        keep_current(store)
        assert not seen


def test_a_file_of_an_older_version_is_compared_anew(tmp_path: Path) -> None:
    with open_store(tmp_path / "old.db") as store:
        before = lines(add(store, *(raw for raw, _ in MADE)))
        store.connection.execute("DROP TABLE judged")
        store.connection.execute("PRAGMA user_version = 2")
    with open_store(tmp_path / "old.db", create=False) as store:
        assert lines(saved_record(store)) == before
        assert lines(add(store, MADE[0][0])) == before
        assert is_as_if_anew(store)


def test_findings_of_another_program_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(MEMORY) as store:
        before = lines(add(store, *(raw for raw, _ in MADE)))
        store.connection.execute("UPDATE row SET line = 'of another program' WHERE kind = 'finding'")
        monkeypatch.setattr("detente.store.judged.comparing_fingerprint", lambda: "another")
        assert lines(keep_current(store)) == before


def test_the_samples_one_by_one(reader: Reader) -> None:
    folder = samples_folder()
    raws = [raw for raw in read_reports([str(folder / story) for story in STORIES]) if isinstance(raw, RawReport)]
    held = {raw.text: code_report(raw, reader) for raw in raws}
    records = []
    for seed in range(2):
        random.Random(seed).shuffle(raws)
        with open_store(MEMORY) as store:
            for raw in raws:
                add(store, raw, making=reader.making, by=lambda given: held_as(held[given.text], given))
            assert is_as_if_anew(store)
            records.append(lines(saved_record(store)))
    assert records[0] == records[1]


def held_as(coding: Coding, given: RawReport) -> Coding:
    assert coding.report.id == given.id or given.id is None
    return coding
