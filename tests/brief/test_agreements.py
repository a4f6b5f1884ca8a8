"""Which agreements a page prints, in what words, and who tells what."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from detente.brief.build import build_brief
from detente.brief.docx import write_docx
from detente.brief.pages import Page, Section, Table
from detente.brief.room import PAGE
from detente.brief.write import WIDTH, write_brief
from detente.records.coding import Record
from detente.records.kinds import Field, Finding, Report, Story, Verdict
from detente.records.shapes import Member

from ..compare.factory import HEADER, report, words

Told = dict[str, str]
"""Report id -> its words."""


def finding(
    number: int, told: Told, reports: dict[str, Report], verdict: Verdict = "corroborated", **more: object
) -> Finding:
    """A finding whose members say the words of their reports; ``values`` are what each gives."""
    values = more.get("values") or {}
    assert isinstance(values, dict)
    members = tuple(Member(r, None, values.get(r), (words(reports[r], w),)) for r, w in told.items())
    field: Field = more.get("field", "event")  # type: ignore[assignment]
    subject = str(more.get("subject", next(iter(told.values()))))
    return Finding(f"f-{number}", "s-1", verdict, field, subject, str(more.get("reason", "told")), len(told), members)


def story(texts: Told, findings: Sequence[tuple[Told, dict[str, object]]], origins: Told | None = None) -> Record:
    """A record of one story of these reports, each a headline and a text, with these findings."""
    copies = origins or {}
    reports = {r: replace(report(r, f"Headline of {r}\n{text}"), origin=copies.get(r)) for r, text in texts.items()}
    held = tuple(finding(n, told, reports, **more) for n, (told, more) in enumerate(findings))  # type: ignore[arg-type]
    told = Story("s-1", "A story", tuple(texts), "2021-05-01", "2021-05-01")
    return Record(HEADER, reports=tuple(reports.values()), stories=(told,), findings=held)


def page_of(record: Record) -> Page:
    (page,) = build_brief(record).pages
    return page


def section(page: Page, name: str) -> Section:
    return next(s for s in page.sections if s.id == name)


def lines(record: Record) -> list[str]:
    return [line.text for group in section(page_of(record), "agree").groups for line in group.lines]


def table(record: Record) -> Table:
    held = section(page_of(record), "matrix").table
    assert held is not None
    return held


SHELLED = "Ruritanian troops shelled the Freedonian post at the bridge."
FIRED = "The post of Freedonia at the bridge came under fire from Ruritanian troops"
LONG = (
    "While the envoys were still on their way home by the night train and nobody at the palace would answer a "
    "telephone, Ruritanian troops shelled the Freedonian post at the bridge, which was the third time in as many "
    "weeks that the quiet of the valley was broken"
)

WORDINGS: list[tuple[Told, dict[str, object], str]] = [
    ({"wire": SHELLED, "paper": FIRED}, {},
     "Told by both. Wire (A): “Ruritanian troops shelled the Freedonian post at the bridge”. "
     "Paper (B): “The post of Freedonia at the bridge came under fire from Ruritanian troops”."),
    ({"wire": SHELLED, "paper": SHELLED}, {},
     "Told by both in the same words: “Ruritanian troops shelled the Freedonian post at the bridge”"),
    ({"wire": SHELLED, "paper": SHELLED.replace("the Freedonian", "a Freedonian")}, {},
     "Told by both in nearly the same words: “Ruritanian troops shelled the Freedonian post at the bridge”"),
    ({"wire": FIRED, "paper": LONG}, {},
     "Told by both. Wire (A): “The post of Freedonia at the bridge came under fire from Ruritanian troops”. "
     "Paper (B): “… Ruritanian troops shelled the Freedonian post at the bridge …”."),
    ({"wire": "They held four hours of talks", "paper": "They held nearly four hours of talks"},
     {"verdict": "compatible", "field": "number", "reason": "one report says 'nearly'",
      "values": {"wire": "four hours", "paper": "nearly four hours"}},
     "Told by both, in words that do not exclude each other (one report says 'nearly'). "
     "Wire (A): “They held four hours of talks”. Paper (B): “They held nearly four hours of talks”."),
    ({"wire": "The accord is dead", "paper": "Both will keep to it"}, {"field": "commitment", "subject": "Klow accord"},
     "Klow accord: told by both. Wire (A): “The accord is dead”. Paper (B): “Both will keep to it”."),
]  # fmt: skip


@pytest.mark.parametrize(("told", "more", "wanted"), WORDINGS)
def test_a_line_shows_the_words_of_every_report(told: Told, more: dict[str, object], wanted: str) -> None:
    (line,) = lines(story(told, [(told, more)]))
    assert line == wanted


def test_reports_with_the_same_words_stand_together() -> None:
    told = {"wire": SHELLED, "paper": FIRED, "copy": SHELLED}
    (line,) = lines(story({**told, "other": "Nothing of it."}, [(told, {})]))
    assert line.startswith("Told by 3 of 4. Wire (A) and Copy (C): “Ruritanian troops shelled")
    alike = {"wire": SHELLED, "copy": SHELLED}
    (line,) = lines(story({**told, **alike}, [(alike, {})]))
    assert line.startswith("Told by 2 of 3 (A, C) in the same words: “")


def test_of_many_wordings_four_are_shown_and_the_rest_counted() -> None:
    told = {f"r{i}": f"Ruritanian troops shelled the bridge at {hour} o'clock" for i, hour in enumerate("abcdef")}
    (line,) = lines(story(told, [(told, {})]))
    assert line.count("“") == 4
    assert line.endswith("In other words by 2 more.")


def test_tellings_of_the_same_words_are_one_line() -> None:
    texts = {"wire": SHELLED, "paper": FIRED, "ministry": "Ruritanian troops have shelled a post at the bridge."}
    pairs = [({"wire": SHELLED, r: texts[r]}, dict[str, object]()) for r in ("paper", "ministry")]
    both = ({r: texts[r] for r in ("paper", "ministry")}, dict[str, object]())
    record = story(texts, [*pairs, both])
    first, *again = lines(record)
    assert first.startswith("Told by all 3. Wire (A)")
    assert len(again) == 1
    assert table(record).rows[0].cells == ("tells", "tells", "tells")
    assert section(page_of(record), "agree").more == ""


def test_what_shares_no_words_is_not_joined_and_comes_last() -> None:
    texts = {"wire": f"{SHELLED} Rain fell.", "paper": FIRED, "other": "Prices went up."}
    odd = ({"wire": SHELLED, "other": "Prices went up"}, dict[str, object]())
    plain = ({"wire": SHELLED, "paper": FIRED}, dict[str, object]())
    first, second = lines(story(texts, [odd, plain]))
    assert "Paper (B)" in first
    assert "Other (C)" in second


def test_copies_count_once_where_tellings_are_joined() -> None:
    texts = {"wire": SHELLED, "paper": FIRED, "copy": FIRED, "other": "Nothing of it."}
    pairs = [({"wire": SHELLED, r: FIRED}, dict[str, object]()) for r in ("paper", "copy")]
    (line,) = lines(story(texts, pairs, {"copy": "paper"}))
    assert line.startswith("Told by 2 of 3. Wire (A)")
    assert "Paper (B) and Copy (C): “" in line


def compatible_story(compatible: int) -> Record:
    """Ten agreements in plain words, and so many in words that do not exclude each other at the end of the reports."""
    plain = [f"Ruritanian troops shelled hall number {i} of the palace" for i in range(10)]
    rough = [f"the talks of group {i} took {i} hours" for i in range(compatible)]
    texts = {r: ". ".join([*plain, *rough]) + "." for r in ("wire", "paper")}
    held: list[tuple[Told, dict[str, object]]] = [({"wire": p, "paper": p}, {}) for p in plain]
    more: dict[str, object] = {"verdict": "compatible", "field": "number", "values": {"wire": "1", "paper": "1"}}
    return story(texts, [*held, *(({"wire": p, "paper": p}, more) for p in rough)])


@pytest.mark.parametrize(("compatible", "printed"), [(0, 0), (1, 1), (2, 2), (5, 3)])
def test_the_best_agreements_in_other_words_are_printed(compatible: int, printed: int) -> None:
    held = lines(compatible_story(compatible))
    assert len(held) == PAGE.agree
    assert sum("do not exclude each other" in line for line in held) == printed
    left = section(page_of(compatible_story(compatible)), "agree").more
    assert left == f"and {10 + compatible - PAGE.agree} more (detente findings FILE.db)"


def differing() -> Record:
    """Three reports, one agreement, a conflict, a change and a slip."""
    texts = {"wire": f"{SHELLED} Ten | were *killed*. He spoke in Klow.", "paper": f"{FIRED}. Twelve were killed.",
             "other": "In Klow he spoke, in Kiow he slept. Fifteen were killed."}  # fmt: skip
    dead: Told = {"wire": "Ten | were *killed*", "paper": "Twelve were killed"}
    later: Told = {"paper": "Twelve were killed", "other": "Fifteen were killed"}
    record = story(texts, [
        ({"wire": SHELLED, "paper": FIRED}, {}),
        (dead, {"verdict": "conflict", "field": "number", "subject": "killed", "values": {"wire": "Ten | *", "paper": "Twelve"}}),
        (later, {"verdict": "changed", "field": "number", "subject": "killed", "values": {"paper": "Twelve", "other": "Fifteen"}}),
        ({"wire": SHELLED, "paper": FIRED}, {"verdict": "conflict", "field": "place"}),
    ])  # fmt: skip
    other = next(r for r in record.reports if r.id == "other")
    sides = (("Klow", "In Klow he spoke"), ("Kiow", "in Kiow he slept"))
    slip = tuple(Member("other", None, value, (words(other, told),)) for value, told in sides)
    held = Finding("f-slip", "s-1", "slip", "place", "In Klow he spoke", "one letter apart", 1, slip)
    return replace(record, findings=(*record.findings, held))


def test_the_matrix_has_the_printed_rows() -> None:
    held = table(differing())
    assert [column.label for column in held.columns] == ["A", "B", "C"]
    assert held.columns[0].name == "Wire, 1 May 2021"
    assert {row.label: row.cells for row in held.rows} == {
        "“Ruritanian troops shelled the Freedonian post at the bridge”": ("tells", "tells", "–"),
        "Number, killed: “Ten | *”, “Twelve”": ("differs", "differs", "–"),
        "Place: “Ruritanian troops shelled the Freedonian post at the bridge”": ("differs", "differs", "–"),
        "Place: “Klow”, “Kiow”": ("–", "–", "differs from itself"),
        "Number, killed, changed over time: “Twelve”, “Fifteen”": ("–", "differs", "differs"),
    }


def test_letters_stand_before_the_reports() -> None:
    page = page_of(differing())
    assert [line[:3] for line in page.reports] == ["A: ", "B: ", "C: "]
    lone = page_of(story({"wire": SHELLED}, []))
    assert lone.reports == ("Wire, 1 May 2021: Headline of wire",)
    assert all(s.id != "matrix" for s in lone.sections)
    assert all(s.id != "matrix" for s in page_of(story({"wire": SHELLED, "paper": FIRED}, [])).sections)


def test_of_many_reports_the_letters_are_listed() -> None:
    texts = {f"r{i}": f"{SHELLED} Ten were killed." for i in range(12)}
    told = dict.fromkeys(("r0", "r3", "r11"), SHELLED)
    apart = dict.fromkeys(("r1", "r2"), "Ten were killed")
    held = table(story(texts, [(told, {}), (apart, {"verdict": "conflict", "field": "number", "subject": "killed"})]))
    assert [column.label for column in held.columns] == ["Tells it", "Differs", "Silent"]
    assert [row.cells for row in held.rows] == [("3 of 12: A, D, L", "–", "9"), ("–", "2 of 12: B, C", "10")]


def test_a_table_in_markdown() -> None:
    rows = [line for line in write_brief(differing(), format="md").splitlines() if line.startswith("|")]
    assert rows[:2] == ["| Fact | A | B | C |", "| --- | --- | --- | --- |"]
    assert r"| Number, killed: “Ten \| \*”, “Twelve” | differs | differs | – |" in rows
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}


class _Cells(HTMLParser):
    """Scopes of head cells, and words of the rows."""

    def __init__(self) -> None:
        super().__init__()
        self.scopes: list[str | None] = []
        self.rows: list[list[str]] = []
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.in_cell = True
            if tag == "th":
                self.scopes.append(dict(attrs).get("scope"))

    def handle_endtag(self, tag: str) -> None:
        self.in_cell &= tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.rows[-1][-1] += data


def test_a_table_in_html() -> None:
    cells = _Cells()
    cells.feed(write_brief(differing(), format="html"))
    assert cells.rows[0] == ["Fact", "A Wire, 1 May 2021", "B Paper, 1 May 2021", "C Other, 1 May 2021"]
    assert cells.rows[1][1:] == ["tells", "tells", "–silent"]
    assert cells.scopes == ["col"] * 4 + ["row"] * 5


def test_a_table_in_word() -> None:
    docx = pytest.importorskip("docx")
    (held,) = docx.Document(io.BytesIO(write_docx(build_brief(differing())))).tables
    rows = [[cell.text for cell in row.cells] for row in held.rows]
    assert rows[0] == ["Fact", "A", "B", "C"]
    assert rows[1][1:] == ["tells", "tells", "–"]
    assert len(rows) == 6
    assert "w:tblHeader" in held.rows[0]._tr.xml


def test_a_table_on_the_terminal() -> None:
    page = write_brief(differing(), format="text")
    assert "\n  A tells | B tells | C –\n" in page
    assert max(map(len, page.splitlines())) <= WIDTH


def test_names_that_stand_everywhere_show_no_agreement() -> None:
    shared = {
        "a": "Borduria told Syldavia that the bridge was mined",
        "b": "the bridge was mined, Borduria and Syldavia said",
    }
    named = {"a": "Borduria wrote to Syldavia about herring", "b": "Borduria lent coal to Syldavia"}
    others = [
        f"Borduria and Syldavia had matter {word}"
        for word in ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]
    ]
    texts = {"a": ". ".join([shared["a"], named["a"], *others]), "b": ". ".join([shared["b"], named["b"]])}
    alone: list[tuple[Told, dict[str, object]]] = [({"a": other}, {"verdict": "single"}) for other in others]
    plain = lines(story(texts, [(named, {}), (shared, {}), *alone]))
    assert "mined" in plain[0]
    assert "herring" in plain[1]
