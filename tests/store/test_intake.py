from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import StoreError
from detente.records.check import check_record
from detente.records.coding import Coding, Record
from detente.records.kinds import Header
from detente.records.lines import to_lines
from detente.records.raw import Note, RawReport, Skipped
from detente.store.batches import load_batches
from detente.store.codings import has_report, load_codings
from detente.store.compared import saved_record
from detente.store.current import load_record
from detente.store.database import MEMORY, Store, open_store
from detente.store.forgetting import forget
from detente.store.intake import take_reports
from detente.store.making import Making
from detente.store.versions import hash_of
from tests.store.fakes import MAKING, fake_code, raw, read, read_each

MEETING = 'Ruritania met Freedonia. Ruritania said: "We agreed."'
CORRECTED = 'Ruritania met Sylvania. Ruritania said: "We agreed."'


def lines(record: Record) -> list[str]:
    return list(to_lines(record))


@pytest.fixture
def store() -> Store:
    return open_store(MEMORY)


def test_a_coding_comes_back_as_it_was_saved(store: Store) -> None:
    read(store, raw(MEETING, identity="a", title="Talks"))
    expected = fake_code(raw(MEETING, identity="a", title="Talks"))
    assert list(load_codings(store)) == [expected]
    assert has_report(store, "a")
    assert not has_report(store, "b")


def test_the_saved_record_is_the_compared_one(store: Store) -> None:
    outcome = read(store, raw(MEETING, identity="a"), raw(MEETING + " More.", identity="b", outlet="daily"))
    assert outcome.reports == outcome.fresh == ("a", "b")
    assert lines(saved_record(store)) == lines(outcome.record)
    assert saved_record(store) == outcome.record
    assert check_record(outcome.record) == []


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    reports = [raw(MEETING, identity="a"), raw(MEETING, outlet="daily", published=None)]
    with open_store(tmp_path / "twice.db") as store:
        first = read(store, *reports)
        before = [list(store.connection.execute(f"SELECT * FROM {table}")) for table in ("report", "reading", "row")]
        second = read(store, *reports)
        after = [list(store.connection.execute(f"SELECT * FROM {table}")) for table in ("report", "reading", "row")]
    assert lines(first.record) == lines(second.record)
    assert before == after
    assert second.fresh == ()


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        pytest.param(raw(MEETING, identity="x"), raw(CORRECTED, identity="x", published="2031-05-05"), id="own id"),
        pytest.param(
            raw(MEETING, url="https://x.example/1"),
            raw(CORRECTED, url="https://x.example/1", published="2031-05-05"),
            id="url",
        ),
        pytest.param(
            raw(MEETING, identity="x", url="https://x.example/1"),
            raw(CORRECTED, identity="y", url="https://x.example/1", published="2031-05-05"),
            id="url with two ids",
        ),
    ],
)
def test_a_corrected_article_supersedes(older: RawReport, newer: RawReport, store: Store) -> None:
    record = read(store, newer, older).record
    old, new = sorted(record.reports, key=lambda report: report.published or "")
    assert (old.text, new.text) == (MEETING, CORRECTED)
    assert (old.supersedes, new.supersedes) == (None, old.id)
    assert {event.report for event in record.events} == {new.id}
    assert {attribution.report for attribution in record.attributions} == {new.id}
    assert all(old.id not in story.reports for story in record.stories)
    assert "Freedonia" not in {entity.label for entity in record.entities}
    assert lines(saved_record(store)) == lines(record)
    for order in ([older, newer], [newer, older]):
        with open_store(MEMORY) as other:
            assert lines(read_each(other, order)) == lines(record)


def test_ids_of_versions(store: Store) -> None:
    texts = ["Ruritania met Freedonia.", "Ruritania met Sylvania.", "Ruritania met Borduria."]
    reports = [raw(text, identity="x", published=f"2031-05-0{n}") for n, text in enumerate(texts, 4)]
    record = read(store, *reports).record
    ids = [report.id for report in record.reports]
    assert ids[0] == "x"
    assert all(identity.startswith("x@") and len(identity) == 10 for identity in ids[1:])
    assert [report.supersedes for report in record.reports] == [None, ids[0], ids[1]]
    again = [raw(report.text, identity=report.id, published=report.published) for report in record.reports]
    with open_store(MEMORY) as other:  # a record that is read back in gives the same versions
        assert lines(read(other, *again).record) == lines(record)


def test_ids_that_look_like_those_of_versions_are_kept(store: Store) -> None:
    """A brief a day has the day as its number; that is no version of yesterday's."""
    days = [raw(MEETING, identity="brief@20310504"), raw(CORRECTED, identity="brief@20310505", published="2031-05-05")]
    assert [(r.id, r.supersedes) for r in read(store, *days).record.reports] == [(d.id, None) for d in days]


def test_a_version_that_is_corrected_under_its_own_id_is_a_version_of_it() -> None:
    """Whoever corrects a line of a record and reads it back in names the id that the record gave."""
    reports = [raw(MEETING, identity="x"), raw(CORRECTED, identity="x", published="2031-05-05")]
    suffixed = f"x@{hash_of(CORRECTED)[:8]}"
    edited = raw("Ruritania met Borduria.", identity=suffixed, published="2031-05-06")
    found = []
    for order in ([*reports, edited], [edited, *reports]):
        with open_store(MEMORY) as store:
            found.append(read_each(store, order))
            assert [report.supersedes for report in found[-1].reports] == [None, "x", suffixed]
    assert lines(found[0]) == lines(found[1])
    with open_store(MEMORY) as store:  # an edit dated before the version it edits takes the id, the version another
        early = replace(edited, published="2031-05-04")
        ids = [report.id for report in read(store, *reports, early).record.reports]
        assert len(set(ids)) == 3
        assert suffixed in ids


def test_undated_versions_the_later_command_is_newer() -> None:
    reports = [raw(MEETING, identity="x", published=None), raw(CORRECTED, identity="x", published=None)]
    for order in (reports, reports[::-1]):
        with open_store(MEMORY) as store:
            record = read_each(store, order)
            newest = next(report for report in record.reports if report.supersedes)
            assert newest.text == order[-1].text
            assert lines(read(store, order[0]).record) == lines(record)  # reading the old one again changes nothing
    found = []
    for order in (reports, reports[::-1]):
        with open_store(MEMORY) as store:
            found.append(lines(read(store, *order).record))
    assert found[0] == found[1]


def test_a_text_told_with_and_without_a_date_is_one_report(store: Store) -> None:
    read(store, raw(MEETING, published=None))
    record = read(store, raw(MEETING, published="2031-05-04")).record
    assert [report.published for report in record.reports] == ["2031-05-04"]
    assert record.issues == ()
    assert lines(read(store, raw(MEETING, published=None)).record) == lines(record)


def test_one_text_under_two_names_is_one_report_whatever_the_order() -> None:
    """What tells most of itself is used; an outlet that is only the file's name tells nothing."""
    named = raw(MEETING, outlet="The Herald")
    unnamed = replace(raw(MEETING, outlet="a"), where="reports/a.txt")
    for order in ((named, unnamed), (unnamed, named)):
        with open_store(MEMORY) as store:
            record = read_each(store, order)
            assert [report.outlet for report in record.reports] == ["The Herald"]
    with open_store(MEMORY) as store:
        outcome = read(store, unnamed, named)
        (note,) = outcome.repeated
        assert (note.where, len(outcome.reports)) == ("reports/a.txt", 1)
        assert "the text is that of r-" in note.reason
        assert read(store, unnamed).repeated == ()


def test_notes_of_a_raw_report_are_kept(store: Store) -> None:
    noted = replace(raw(MEETING, identity="a"), notes=(Note("bad-date", "no day"),))
    seen: list[RawReport] = []

    def code(given: RawReport) -> Coding:
        seen.append(given)
        return fake_code(given)

    take_reports(store, [noted], code=code, making=MAKING)
    assert seen == [noted]


def test_another_making_reads_all_again(store: Store) -> None:
    read(store, raw(MEETING, identity="a"), raw(CORRECTED, identity="b"))
    newer = Making(replace(MAKING.header, lexicon="lexicon-2"))
    told: list[int] = []
    outcome = take_reports(store, [], code=fake_code, making=newer, on_recode=told.append)
    assert told == [2]
    assert outcome.record.header.lexicon == "lexicon-2"
    with open_store(MEMORY) as fresh:
        expected = read(fresh, raw(MEETING, identity="a"), raw(CORRECTED, identity="b"), making=newer).record
    assert lines(outcome.record) == lines(expected)
    take_reports(store, [], code=fake_code, making=newer, on_recode=told.append)
    assert told == [2]


def test_a_report_that_breaks_the_reader_is_named_and_the_rest_is_read(store: Store) -> None:
    def code(given: RawReport) -> Coding:
        if given.id == "bad":
            raise ValueError("no such word")
        return fake_code(given)

    good, bad = raw(MEETING, identity="good"), raw("x", identity="bad", outlet="gazette")
    heard: list[str | None] = []
    outcome = take_reports(
        store, [bad, Skipped("z.txt", "empty"), good], code=code, making=MAKING, on_report=lambda _, i: heard.append(i)
    )
    broken, empty = outcome.skipped
    assert broken.where == "gazette.txt"
    assert broken.reason.startswith("a bug in detente: ValueError: no such word at test_intake.py:")
    assert empty == Skipped("z.txt", "empty")
    assert [report.id for report in outcome.record.reports] == ["good"]
    assert heard == [None, None, "good"]


def test_half_a_character_is_skipped(store: Store) -> None:
    (skipped,) = read(store, raw("half \ud800", outlet="odd")).skipped
    assert skipped == Skipped("odd.txt", "expected Unicode text, found half a character in text at 5")


def test_forget_takes_out_the_report_and_compares_again(tmp_path: Path) -> None:
    kept = [raw(MEETING, identity="a"), raw("Sylvania met Borduria.", identity="c")]
    path = tmp_path / "forget.db"
    with open_store(path) as store:
        read_each(store, [*kept, raw("Xanadu met Erewhon.", identity="b", title="Secret talks")])
        record = forget(store, "b")
        assert lines(load_record(store)) == lines(record)
    with open_store(MEMORY) as other:
        assert lines(record) == lines(read_each(other, kept))
    assert b"Erewhon" not in path.read_bytes()
    assert b"erewhon" not in path.read_bytes()
    assert b"Secret" not in path.read_bytes()


def test_forget_unknown(store: Store) -> None:
    with pytest.raises(StoreError, match="expected the id of a stored report, found 'zz'"):
        forget(store, "zz")


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_forget_a_version_leaves_the_ids_of_the_others(gone: int, store: Store) -> None:
    texts = ["Ruritania met Freedonia.", "Ruritania met Sylvania.", "Ruritania met Borduria."]
    reports = [raw(text, identity="x", published=f"2031-05-0{n}") for n, text in enumerate(texts, 4)]
    ids = [report.id for report in read(store, *reports).record.reports]
    record = forget(store, ids[gone])
    left = [identity for identity in ids if identity != ids[gone]]
    assert [report.id for report in record.reports] == left
    assert [report.supersedes for report in record.reports] == [None, left[0]]
    assert check_record(record) == []
    again = read(store, reports[gone]).record
    assert [report.id for report in again.reports] == ids
    assert [report.supersedes for report in again.reports] == [None, ids[0], ids[1]]


def test_forget_a_link_between_two_articles(store: Store) -> None:
    first = raw("Ruritania met Freedonia.", identity="x", url="https://x.example/1")
    middle = raw("Ruritania met Sylvania.", identity="x", url="https://x.example/2", published="2031-05-05")
    last = raw("Ruritania met Borduria.", identity="y", url="https://x.example/2", published="2031-05-06")
    record = read(store, first, middle, last).record
    assert [report.supersedes is None for report in record.reports] == [True, False, False]
    left = forget(store, record.reports[1].id)
    assert [(report.id, report.supersedes) for report in left.reports] == [("x", None), ("y", None)]


def test_batches_are_kept_and_follow_corrections(store: Store) -> None:
    a, b = raw(MEETING, identity="a"), raw("Borduria met Xanadu.", identity="b", published="2033-01-01")
    read(store, a, b)
    assert load_batches(store) == (frozenset({"a", "b"}),)
    corrected = raw(CORRECTED, identity="a", published="2031-05-06")
    newer = read(store, corrected).record.reports[1].id
    assert load_batches(store) == (frozenset({newer, "b"}),)
    many = [raw(f"Ruritania met Freedonia. {n}", identity=f"m{n}") for n in range(21)]
    read(store, *many)
    assert len(load_batches(store)) == 1


def test_a_command_that_was_cut_off_is_taken_up_again() -> None:
    reports = [raw(MEETING, identity="x", published=None), raw(CORRECTED, identity="x", published=None)]

    def cut_off(given: RawReport) -> Coding:
        if given.text == reports[1].text:
            raise KeyboardInterrupt
        return fake_code(given)

    with open_store(MEMORY) as store, open_store(MEMORY) as whole:
        with pytest.raises(KeyboardInterrupt):
            take_reports(store, reports, code=cut_off, making=MAKING)
        assert [report.id for report in load_record(store).reports] == ["x"]
        assert lines(read(store, *reports).record) == lines(read(whole, *reports).record)


def test_an_empty_store_has_an_empty_record(store: Store) -> None:
    record = load_record(store)
    assert isinstance(record.header, Header)
    assert list(record.rows()) == [record.header]


STATE = st.sampled_from(["Ruritania", "Freedonia"])
SENTENCES = st.lists(
    st.one_of(
        st.just("Ruritania met Freedonia."),
        st.builds('{} said: "{} meetings"'.format, STATE, st.integers(1, 9)),
        st.text(alphabet="ab .\r\n\t'é“", max_size=8),
    ),
    max_size=4,
).map(lambda told: " ".join(["Ruritania met Freedonia.", *told]))
REPORTS = st.lists(
    st.builds(
        raw,
        SENTENCES,
        identity=st.sampled_from([None, None, "a", "b", "c"]),
        outlet=st.sampled_from(["wire", "daily"]),
        title=st.sampled_from([None, "Talks"]),
        published=st.sampled_from(["2031-05-04", "2031-05-05", "2031-05-06T10:00"]),
        url=st.sampled_from([None, None, "https://x.example/1", "https://x.example/2"]),
    ),
    min_size=1,
    max_size=5,
)


def test_reports_that_the_rule_links_are_one_story_either_way() -> None:
    told = (
        "Ruritania met Freedonia. The ministers of both countries talked about the bridge over the river in Strelsau. "
    )
    reports = [raw(f"{told}{n} cars crossed.", identity=f"r{n}", published=f"2031-05-0{n}") for n in range(1, 5)]
    with open_store(MEMORY) as first, open_store(MEMORY) as second, open_store(MEMORY) as third:
        whole = read(first, *reports).record
        assert [len(story.reports) for story in whole.stories] == [4]
        assert lines(read(second, *reports[::-1]).record) == lines(whole)
        assert lines(read_each(third, reports[::-1])) == lines(whole)


@settings(deadline=None, max_examples=25)
@given(REPORTS, st.randoms(use_true_random=False))
def test_all_at_once_in_any_order_and_one_at_a_time_are_the_same(reports: list[RawReport], random: object) -> None:
    """Dated versions, wire copies and re-reads included; undated versions follow the order of commands (see above)."""
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    dated = _with_versions_apart(reports)
    with open_store(MEMORY) as first, open_store(MEMORY) as second, open_store(MEMORY) as third:
        whole = read(first, *dated).record
        assert check_record(whole) == []
        assert lines(saved_record(first)) == lines(whole)
        assert lines(read(second, *_with_versions_apart(shuffled)).record) == lines(whole)
        each = read_each(third, _with_versions_apart(shuffled))
        assert _without_stories(each) == _without_stories(whole)
        if len(each.stories) == len(whole.stories):  # the rule links what the command line did
            assert lines(each) == lines(whole)


def _with_versions_apart(reports: list[RawReport]) -> list[RawReport]:
    """Each text with a time of publication of its own, so that which version is newer does not hang on the command."""
    return [
        replace(one, published=f"{(one.published or '')[:10]}T10:00:00.{int(hash_of(one.text), 16):030}")
        for one in reports
    ]


def _without_stories(record: Record) -> list[str]:
    reports = tuple(replace(report, origin=None) for report in record.reports)
    return lines(replace(record, reports=reports, stories=(), findings=()))
