from __future__ import annotations

import pytest

from detente.errors import InputError
from detente.records.coding import Record
from detente.records.kinds import KINDS, Header, Issue, Report, Story
from detente.records.lines import PLURALS, coding_from_lines, coding_lines, from_lines, to_lines
from tests.store.fakes import fake_code, raw

HEADER = Header(1, "0.1", "abc", ("model 1",))
RECORD = Record(
    HEADER,
    (Report("r-1", "wire", None, None, "en", "news", None, "Text\r\n"), Report("r-0", "w", None, None, None, "live", None, "")),
    stories=(Story("s-1", "Talks", ("r-1",), None, None),),
    issues=(Issue("i-1", "no-date", "why", "r-1", None),),
)  # fmt: skip


def test_a_record_comes_back_as_it_was() -> None:
    lines = list(to_lines(RECORD))
    assert len(lines) == 5
    assert from_lines(lines) == RECORD
    assert from_lines([f"{line}\n" for line in lines] + ["", "\n"]) == RECORD


def test_every_kind_has_its_place() -> None:
    assert list(PLURALS) == [kind for kind in KINDS if kind != "record"]
    assert list(PLURALS.values()) == [name for name in Record.__slots__ if name != "header"]


def test_a_coding_comes_back_as_it_was() -> None:
    coding = fake_code(raw('Ruritania met Freedonia. Sylvania said: "No."', identity="a", published=None))
    assert coding.events
    assert coding.attributions
    assert coding.issues
    assert coding_from_lines(coding_lines(coding)) == coding


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "expected a first line"),
        (list(to_lines(RECORD))[1:], "expected a first line"),
        ([*to_lines(RECORD), "{"], "line 6: expected a JSON line"),
        ([*to_lines(RECORD), next(to_lines(RECORD))], "expected one header line, found a second"),
        (['{"kind":"record","schema":2,"detente":"9","lexicon":"x","models":[]}'], "schema 1, found schema 2"),
    ],
)
def test_what_is_no_record(lines: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_lines(lines)


def test_a_coding_is_of_one_report() -> None:
    with pytest.raises(InputError, match="found 2 reports"):
        coding_from_lines(list(to_lines(RECORD))[1:])
