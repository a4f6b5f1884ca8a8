"""Corrections of a stored record: every kind holds after a reading by other rules, and no line is ever lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from detente.errors import InputError, StoreError
from detente.records.check import check_record
from detente.records.coding import Coding, Record
from detente.records.ids import make_id
from detente.records.kinds import Commitment, Event
from detente.records.lines import to_lines
from detente.records.raw import RawReport
from detente.records.shapes import Instrument, Mention, Region
from detente.store.correcting import Wish
from detente.store.correction_log import append_corrections, read_log
from detente.store.corrections import (
    add_correction,
    add_wishes,
    corrected_ids,
    list_corrections,
    take_corrections,
)
from detente.store.current import load_record
from detente.store.database import MEMORY, Store, open_store
from detente.store.forgetting import forget
from detente.store.intake import take_reports
from tests.store.fakes import MAKING, fake_code, raw

REPORTS = (
    raw(
        'Ruritania met Freedonia. Borduria met Freedonia. Ruritania said: "We agreed." Sylvania promised money.',
        identity="one",
    ),
    raw(
        'Sylvania met Xanadu. Xanadu met Borduria. Zubrowka said: "No." Advertisement.',
        identity="two",
        published="2031-05-05",
    ),
)
OTHER = replace(MAKING, program="other rules")


def code(given: RawReport) -> Coding:
    """The fake reader with promises, and regions marked by hand left out as the real one does."""
    coding = fake_code(given)
    rows = []
    for found in re.finditer(r"(\w+) promised (\w+)\.", given.text):
        told = coding.report.evidence(*found.span())
        rows.append(
            Commitment(
                make_id("commitment", given.id, told.start), given.id or "", "promise", (), (), (), None, None, None, told, None,
                "open", (), None, (told,), "fake-promise", 0.7,
            )
        )  # fmt: skip
    return replace(coding, commitments=tuple(rows))


def code_otherwise(given: RawReport) -> Coding:
    """Other rules: every fact has another id and ends a character earlier."""
    coding = code(given)

    def another(fact: object) -> object:
        name = "content" if hasattr(fact, "content") else "evidence"
        words = tuple(coding.report.evidence(e.start, e.end - 1) for e in getattr(fact, name))
        return replace(fact, id=f"{fact.id}x", **{name: words})  # type: ignore[type-var, attr-defined]

    names = ("attributions", "events", "commitments")
    return replace(coding, **{name: tuple(map(another, getattr(coding, name))) for name in names})  # type: ignore[arg-type]


def fill(path: Path) -> Store:
    store = open_store(path)
    take_reports(store, REPORTS, code=code, making=MAKING)
    return store


def read_again(store: Store) -> Record:
    recoded: list[int] = []
    take_reports(store, (), code=code_otherwise, making=OTHER, on_recode=recoded.append)
    assert recoded == [2]
    return load_record(store)


def event(record: Record, words: str) -> list[tuple[object, ...]]:
    """Type, modes, quad, actors, recipients, rule and confidence of the event of these words."""
    labels = {e.id: e.label for e in record.entities}
    return [
        (e.type, e.modes, e.quad, *(tuple(labels[m.entity or ""] for m in s) for s in (e.actors, e.recipients)), e.rule, e.confidence)
        for e in record.events
        if words in e.evidence[0].quote
    ]  # fmt: skip


def speakers(record: Record) -> list[tuple[str, ...]]:
    labels = {e.id: e.label for e in record.entities}
    return [tuple(labels[e] for e in a.source.entities) if a.source else () for a in record.attributions]


def _all(event: Event) -> tuple[Mention, ...]:
    return (*event.actors, *event.recipients)


def named(record: Record) -> set[str]:
    return {entity.label for entity in record.entities}


def first_id(record: Record, kind: str, words: str) -> str:
    for fact in getattr(record, kind):
        if words in (fact.content if kind == "attributions" else fact.evidence)[0].quote:
            return str(fact.id)
    raise AssertionError(words)


MET = "Ruritania met Freedonia"

CASES: dict[str, tuple[Callable[[Record], Wish], Callable[[Record], bool]]] = {
    "reject": (
        lambda r: Wish("reject", first_id(r, "events", MET)),
        lambda r: not event(r, MET) and len(r.events) == 3,
    ),
    "accept": (
        lambda r: Wish("accept", first_id(r, "events", MET)),
        lambda r: event(r, MET) == [("CONSULT", ("meet",), 1, ("Ruritania",), ("Freedonia",), "fake-meet+accepted", 1.0)],
    ),
    "retype": (
        lambda r: Wish("retype", first_id(r, "events", MET), ("COERCE", "arrest")),
        lambda r: event(r, MET) == [("COERCE", ("arrest",), 4, ("Ruritania",), ("Freedonia",), "fake-meet+corrected", 1.0)],
    ),
    "retype a commitment": (
        lambda r: Wish("retype", first_id(r, "commitments", "money"), ("threat",)),
        lambda r: [(c.type, c.rule) for c in r.commitments] == [("threat", "fake-promise+corrected")],
    ),
    "actor": (
        lambda r: Wish("actor", first_id(r, "events", MET), ("Sylvania", "XBO")),
        lambda r: [told[3] for told in event(r, MET)] == [("Sylvania", "Borduria")],
    ),
    "recipient": (
        lambda r: Wish("recipient", first_id(r, "events", MET), ("-",)),
        lambda r: [told[4] for told in event(r, MET)] == [()],
    ),
    "a new speaker": (
        lambda r: Wish("speaker", first_id(r, "attributions", "We agreed"), ("Anna Karr",), "person"),
        lambda r: ("Anna Karr",) in speakers(r) and ("Ruritania",) not in speakers(r),
    ),
    "no speaker": (
        lambda r: Wish("speaker", first_id(r, "attributions", "We agreed"), ("-",)),
        lambda r: () in speakers(r),
    ),
    "holder": (
        lambda r: Wish("holder", first_id(r, "commitments", "money"), ("Sylvania",)),
        lambda r: [[(m.iso3, m.quote) for m in c.holder] for c in r.commitments] == [[("XSY", "Sylvania")]],
    ),
    "merge": (
        lambda r: Wish("merge", "Xanadu", ("Zubrowka",)),
        lambda r: "Xanadu" not in named(r) and [t[4] for t in event(r, "Sylvania met")] == [("Zubrowka",)],
    ),
    "region": (
        lambda r: Wish("region", "two", ("boilerplate",), at=(21, 77)),
        lambda r: not event(r, "Xanadu met") and len(event(r, "Sylvania met")) == 1 and len(r.attributions) == 1,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_every_kind_holds_after_a_reading_by_other_rules(case: str, tmp_path: Path) -> None:
    make, holds = CASES[case]
    with fill(tmp_path / "a.db") as store:
        before = load_record(store)
        assert not holds(before)
        (made, *_) = add_wishes(store, [make(before)], by="Ann", note="seen")
        now = load_record(store)
        assert holds(now)
        assert check_record(now) == []
        again = read_again(store)
        assert holds(again)
        assert check_record(again) == []
        assert [(x.correction, x.problem, x.withdrawn) for x in list_corrections(store)] == [(made, None, False)]
        touched = {i for listed in list_corrections(store) for i in listed.records}
        assert touched == corrected_ids(store) != frozenset()
    with open_store(tmp_path / "a.db") as store:
        assert list(to_lines(load_record(store))) == list(to_lines(again))
        (away,) = add_wishes(store, [Wish("withdraw", made.id)], by="Bob")
        assert (away.kind, away.about) == ("withdraw", made.id)
        take_reports(store, (), code=code, making=MAKING)
        assert list(to_lines(load_record(store))) == list(to_lines(before))
        assert [x.withdrawn for x in list_corrections(store)] == [True, False]


def test_splitting_by_report_and_by_name_and_putting_together_again(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        before = load_record(store)
        add_correction(store, "Borduria", "split", by="Ann", value=("report", "two"))
        for record in (load_record(store), read_again(store)):
            assert check_record(record) == []
            (other,) = [
                e for e in record.entities if e.label == "Borduria" and e.id not in {x.id for x in before.entities}
            ]
            told = {(e.report, m.entity == other.id) for e in record.events for m in _all(e) if m.quote == "Borduria"}
            assert told == {("one", False), ("two", True)}
        add_correction(store, "Xanadu", "merge", by="Ann", value=("Zubrowka",))
        add_correction(store, "Zubrowka", "split", by="Ann", value=("name", "Xanadu"))
        record = load_record(store)
        assert {"Xanadu", "Zubrowka"} <= named(record)
        assert [t[4] for t in event(record, "Sylvania met")] == [("Xanadu",)]
        assert [x.problem for x in list_corrections(store)] == [None] * 3


def test_a_rejected_fact_comes_back_when_it_is_accepted(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        identity = first_id(load_record(store), "events", MET)
        add_correction(store, identity, "reject", by="Ann")
        add_correction(store, identity, "accept", by="Bob")
        assert [told[5] for told in event(load_record(store), MET)] == ["fake-meet+accepted"]
        assert [told[5] for told in event(read_again(store), MET)] == ["fake-meet+accepted"]


def test_what_is_told_in_a_rejected_statement_is_told_by_the_report(tmp_path: Path) -> None:
    def linked(given: RawReport) -> Coding:
        coding = code(given)
        said = coding.attributions[0].id
        return replace(coding, events=tuple(replace(e, attribution=said, voice="attributed") for e in coding.events))

    with open_store(tmp_path / "a.db") as store:
        take_reports(store, REPORTS[:1], code=linked, making=MAKING)
        add_correction(store, load_record(store).attributions[0].id, "reject", by="Ann")
        record = load_record(store)
        assert record.attributions == ()
        assert {(e.attribution, e.voice) for e in record.events} == {(None, "reported")}
        assert check_record(record) == []


def test_a_correction_whose_fact_is_gone_is_kept_and_named(tmp_path: Path) -> None:
    def reads_nothing(given: RawReport) -> Coding:
        return replace(fake_code(given), events=())

    with fill(tmp_path / "a.db") as store:
        (made,) = add_correction(store, first_id(load_record(store), "events", MET), "retype", by="Ann", value=("AID",))
        take_reports(store, (), code=reads_nothing, making=OTHER)
        (listed,) = list_corrections(store)
        assert listed.problem == "no event of type CONSULT is read from its words in report one any more"
        (issue,) = [i for i in load_record(store).issues if i.code == "correction-not-applied"]
        assert issue.report == "one"
        assert made.id in issue.message
        assert read_log(store.log).corrections == (made,)
        take_reports(store, (), code=code, making=MAKING)
        assert [t[0] for t in event(load_record(store), MET)] == ["AID"]


def test_a_rejection_does_not_go_over_to_another_type(tmp_path: Path) -> None:
    def retyped(given: RawReport) -> Coding:
        coding = code_otherwise(given)
        return replace(coding, events=tuple(replace(e, type="AGREE") for e in coding.events))

    with fill(tmp_path / "a.db") as store:
        add_correction(store, first_id(load_record(store), "events", MET), "reject", by="Ann")
        take_reports(store, (), code=retyped, making=OTHER)
        assert len(load_record(store).events) == 4
        assert [x.problem is None for x in list_corrections(store)] == [False]


def test_a_correction_follows_its_words_into_a_later_version(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        add_correction(store, first_id(load_record(store), "events", MET), "retype", by="Ann", value=("AID",))
        newer = replace(REPORTS[0], text=f"Corrected. {REPORTS[0].text}", published="2031-05-06")
        take_reports(store, [newer], code=code, making=MAKING)
        record = load_record(store)
        assert [(e.type, e.report != "one") for e in record.events if MET in e.evidence[0].quote] == [("AID", True)]
        assert check_record(record) == []


def test_a_commitment_that_two_reports_tell_is_corrected_in_both(tmp_path: Path) -> None:
    second = replace(REPORTS[0], id="copy", outlet="daily")

    def same(given: RawReport) -> Coding:
        coding = code(given)
        return replace(coding, commitments=tuple(replace(c, id="c-1") for c in coding.commitments))

    with open_store(tmp_path / "a.db") as store:
        take_reports(store, [REPORTS[0]], code=same, making=MAKING)
        take_reports(store, [replace(second, text=second.text + " More.")], code=same, making=MAKING)
        (row,) = load_record(store).commitments
        assert {e.report for e in row.evidence} == {"one", "copy"}
        made = add_correction(store, "c-1", "reject", by="Ann")
        assert {c.words.report for c in made if c.words} == {"one", "copy"}
        assert load_record(store).commitments == ()


def test_a_corrected_commitment_comes_before_that_of_an_earlier_report(tmp_path: Path) -> None:
    def same(given: RawReport) -> Coding:
        coding = code(given)
        return replace(
            coding,
            commitments=tuple(
                replace(c, id=f"c-{given.id}", instrument=Instrument("Klow accord")) for c in coding.commitments
            ),
        )

    with open_store(tmp_path / "a.db") as store:
        take_reports(store, REPORTS[:1], code=same, making=MAKING)
        add_correction(store, "c-one", "holder", by="Ann", value=("Sylvania",))
        earlier = replace(REPORTS[0], id="zero", published="2031-05-01", text=f"{REPORTS[0].text} More.")
        take_reports(store, [earlier], code=same, making=replace(MAKING, one_story=True))
        (row,) = load_record(store).commitments
        assert (row.id, row.report, row.rule) == ("c-zero", "zero", "fake-promise+corrected")
        assert [m.iso3 for m in row.holder] == ["XSY"]
        assert corrected_ids(store) == {"c-zero"}
        assert check_record(load_record(store)) == []


def test_a_correction_is_never_earlier_than_those_held(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        identity = first_id(load_record(store), "events", MET)
        ahead = datetime(2051, 1, 1, tzinfo=UTC)
        add_correction(store, identity, "reject", by="Ann", when=ahead)
        (made,) = add_correction(store, identity, "accept", by="Bob", when=datetime(2031, 1, 1, tzinfo=UTC))
        assert made.at == "2051-01-01T00:00:00.000001Z"
        assert event(load_record(store), MET)


def test_forgetting_a_report_keeps_its_corrections(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        (made,) = add_correction(store, first_id(load_record(store), "events", MET), "reject", by="Ann")
        forget(store, "one")
        (listed,) = list_corrections(store)
        assert (listed.correction, listed.problem) == (made, "report one is not in the record")
        assert check_record(load_record(store)) == []
        take_reports(store, REPORTS, code=code, making=MAKING)
        assert not event(load_record(store), MET)


def test_a_log_changed_from_outside_is_replayed(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store, fill(tmp_path / "b.db") as other:
        (made,) = add_correction(store, first_id(load_record(store), "events", MET), "reject", by="Ann")
        assert other.log is not None
        append_corrections(other.log, [made])
        assert not event(load_record(other), MET)
        assert [x.records for x in list_corrections(other)] == [(made.about,)]
        other.log.unlink()
        assert event(load_record(other), MET)


def test_taking_over_twice(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store, fill(tmp_path / "b.db") as other:
        for name in ("accept", "retype"):
            make, _ = CASES[name]
            add_wishes(store, [make(load_record(store))], by="Ann")
        log = read_log(store.log)
        assert take_corrections(other, log.corrections[::-1]) == log.corrections
        assert take_corrections(other, log.corrections) == ()
        assert read_log(other.log) == log
        assert list(to_lines(load_record(other))) == list(to_lines(load_record(store)))


@pytest.mark.parametrize(
    ("torn", "problems"),
    [(b'{"kind":"rej', 1), (b"\xff\xfe\n", 1), (b"\n\n", 0), (b'{"kind":"forgive"}\n{"kin', 2)],
)
def test_broken_lines_are_named_and_stay(torn: bytes, problems: int, tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        identity = first_id(load_record(store), "events", MET)
        add_correction(store, identity, "reject", by="Ann")
        assert store.log is not None
        whole = store.log.read_bytes()
        store.log.write_bytes(whole + torn)
        assert len(read_log(store.log).problems) == problems
        assert not event(load_record(store), MET)
        issues = [i.message for i in load_record(store).issues if i.code == "correction-unreadable"]
        assert len(issues) == problems
        add_correction(store, identity, "accept", by="Bob")
        assert store.log.read_bytes().startswith(whole + torn)
        assert [c.kind for c in read_log(store.log).corrections] == ["reject", "accept"]
        assert len(read_log(store.log).problems) == problems


def test_a_log_whose_last_line_was_cut_anywhere_keeps_the_others(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        record = load_record(store)
        first, second = (
            add_correction(store, fact.id, "accept", by="Ann Ö", note="“why”")[0] for fact in record.events[:2]
        )
        assert store.log is not None
        whole = store.log.read_bytes()
        start = whole.index(b"\n") + 1
        for end in range(start, len(whole), 7):
            store.log.write_bytes(whole[:end])
            log = read_log(store.log)
            assert log.corrections == (first,) or end >= len(whole) - 1
            append_corrections(store.log, [second])
            assert read_log(store.log).corrections == (first, second)


WRITER = """
import sys
from pathlib import Path
from dataclasses import replace
from datetime import UTC, datetime
from detente.store.correction_log import append_corrections, read_log
path = Path(sys.argv[1])
(one, *_) = read_log(path).corrections
for n in range(100000):
    append_corrections(path, [replace(one, id=f"k-{n}", note="x" * 500)])
    print(n, flush=True)
"""


def test_a_killed_writer_loses_no_line_it_told_of(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        add_correction(store, load_record(store).events[0].id, "accept", by="Ann")
        assert store.log is not None
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(store.log)], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        told = [int(writer.stdout.readline()) for _ in range(20)]
        writer.kill()
        writer.wait()
        log = read_log(store.log)
        assert {f"k-{n}" for n in told} <= {c.id for c in log.corrections}


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (Wish("reject", "one"), "expected the id of an attribution or an opinion or .*, found that of a report"),
        (Wish("reject", "e-none"), "expected an id of the record, found 'e-none'"),
        (Wish("retype", "{event}", ("GOSSIP",)), "expected a type of event .*, found 'GOSSIP'"),
        (Wish("retype", "{event}"), "expected a type of event .*, found ''"),
        (Wish("retype", "{event}", ("AID", "nuclear")), "expected a mode of AID .*, found 'nuclear'"),
        (Wish("speaker", "{event}", ("XRU",)), "expected the id of an attribution, found that of an event"),
        (Wish("actor", "{event}", ("Atlantis",)), "expected a name, code or id of an entity of the record, found 'Atlantis'"),
        (Wish("actor", "{event}"), "expected a name or id, or - for nobody, found nothing"),
        (Wish("merge", "Ruritania", ("XRU",)), "expected two entities, found Ruritania"),
        (Wish("split", "Ruritania", ("name", "Karr")), "expected a name of Ruritania .*, found 'Karr'"),
        (Wish("split", "Ruritania", ("report", "{event}")), "expected the id of a report"),
        (Wish("split", "Ruritania"), "expected the names or the reports"),
        (Wish("region", "one", ("nonsense",), at=(0, 4)), "expected a role"),
        (Wish("region", "one", ("body",), at=(4, 4000)), "expected characters within 0:102, found 4:4000"),
        (Wish("region", "{event}", ("body",), at=(0, 4)), "expected the id of a report, found that of an event"),
        (Wish("withdraw", "k-none"), "expected the id of a correction"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_kept(wish: Wish, message: str, tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        identity = first_id(load_record(store), "events", MET)
        value = tuple(v.format(event=identity) for v in wish.value)
        wishes = [Wish("accept", identity), replace(wish, about=wish.about.format(event=identity), value=value)]
        with pytest.raises(InputError, match=message):
            add_wishes(store, wishes, by="Ann")
        assert store.log is not None
        assert not store.log.exists()


@pytest.mark.parametrize("by", ["", "  ", "half \ud800"])
def test_who_corrects_has_to_be_said(by: str, tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store, pytest.raises(InputError):
        add_correction(store, load_record(store).events[0].id, "accept", by=by)


def test_a_record_in_memory_keeps_no_corrections() -> None:
    with open_store(MEMORY) as store, pytest.raises(StoreError, match="expected a record file"):
        add_correction(store, "e-1", "accept", by="Ann")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as store:
        identity = load_record(store).events[0].id
        tmp_path.chmod(0o500)
        try:
            with pytest.raises(StoreError, match="expected a file that can be written"):
                add_correction(store, identity, "accept", by="Ann")
        finally:
            tmp_path.chmod(0o700)


def test_a_region_marked_as_text_is_handed_to_the_reader(tmp_path: Path) -> None:
    seen: list[tuple[Region, ...]] = []

    def looking(given: RawReport) -> Coding:
        seen.append(given.marked)
        return code(given)

    with fill(tmp_path / "a.db") as store:
        (made,) = add_wishes(store, [Wish("region", "two", ("caption",), at=(63, 77))], by="Ann")
        take_reports(store, (), code=looking, making=MAKING)
        assert seen == [(Region(63, 77, "caption", f"correction {made.id}"),)]
        take_reports(store, (), code=looking, making=MAKING)
        assert len(seen) == 1
