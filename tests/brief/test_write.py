"""The brief in its three formats."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from detente.brief.build import accuracy_lines, build_brief
from detente.brief.dates import plain_day, plain_span
from detente.brief.rules import Layer, load_brief_rules
from detente.brief.write import WIDTH, write_brief
from detente.compare.comparison import compare_codings
from detente.errors import InputError
from detente.records.coding import Record
from detente.records.kinds import Event, EventType, Status
from detente.records.shapes import Instrument

from ..compare.factory import HEADER, KARR, VOSS, border_story, coding, event, report


@pytest.fixture(scope="module")
def record() -> Record:
    return compare_codings(border_story(), header=HEADER, batches=[frozenset({"wire", "paper", "ministry"})])


def test_text_reads_like_a_page(record: Record) -> None:
    page = write_brief(record, format="text")
    assert "30 April 2021" in page
    assert "Sylvagrad: Anna Karr (Ruritania) met Otto Voss (Freedonia). [" in page.replace("\n    ", " ")
    assert "“The guns will be silent by morning”" in page
    assert "no report says whether it was kept" in page
    assert max(map(len, page.splitlines())) <= WIDTH


def test_quotations_are_the_reports_words(record: Record) -> None:
    texts = " ".join(" ".join(r.text.split()) for r in record.reports)
    brief = build_brief(record)
    quotes = [
        q
        for p in brief.pages
        for s in p.sections
        for g in s.groups
        for n in g.lines
        for q in re.findall("“([^”]+)”", n.text)
    ]
    assert quotes
    missing = [p for q in quotes for p in q.split("…") if p.strip() not in texts]
    assert missing == []


def test_every_note_is_used_and_defined(record: Record) -> None:
    for page in build_brief(record).pages:
        used = {n for s in page.sections for g in s.groups for line in g.lines for n in line.notes}
        assert used == {note.number for note in page.notes}


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append((value or "").removeprefix("#"))


def test_html_links_both_ways_and_loads_nothing(record: Record) -> None:
    page = write_brief(record, format="html")
    anchors = _Anchors()
    anchors.feed(page)
    assert anchors.links
    assert set(anchors.links) <= set(anchors.ids)
    assert len(anchors.ids) == len(set(anchors.ids))
    assert not anchors.tags & {"script", "img", "link", "iframe"}
    assert "http" not in page


def test_html_escapes_report_text() -> None:
    held = report("r", '<script>alert("1")</script> & <b>more</b>', outlet="<i>Outlet</i>")
    page = write_brief(compare_codings([coding(held)], header=HEADER), format="html")
    assert "<script>" not in page
    assert "<b>" not in page
    assert "<i>" not in page


def test_markdown_escapes_report_text() -> None:
    held = report("r", "# [x](y) *bold* `code`")
    page = write_brief(compare_codings([coding(held)], header=HEADER), format="md")
    assert r"\# \[x\](y) \*bold\* \`code\`" in page


def test_an_unknown_story_is_named(record: Record) -> None:
    with pytest.raises(InputError, match="s-nothing"):
        write_brief(record, format="text", story="s-nothing")
    assert write_brief(record, format="text", story=record.stories[0].id) == write_brief(record, format="text")


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_an_empty_record_has_a_brief(form: str) -> None:
    assert "No reports" in write_brief(Record(HEADER), format=form) or form == "md"  # type: ignore[arg-type]


def test_without_comparison_every_report_is_a_page() -> None:
    brief = build_brief(compare_codings(border_story(), header=HEADER, compare=False))
    assert len(brief.pages) == 3
    assert all(section.id not in {"agree", "differ"} for page in brief.pages for section in page.sections)


SENTENCES: list[tuple[Status, bool, bool, str]] = [
    ("actual", True, True, "Anna Karr (Ruritania) met Otto Voss (Freedonia)."),
    ("planned", True, True, "Anna Karr (Ruritania) is to meet Otto Voss (Freedonia) (planned)"),
    ("negated", True, True, "Anna Karr (Ruritania) did not meet Otto Voss (Freedonia)"),
    ("denied", True, True, "Anna Karr (Ruritania) met Otto Voss (Freedonia) (denied)"),
    ("conditional", True, True, "Anna Karr (Ruritania) would meet Otto Voss (Freedonia) (on a condition)"),
    ("actual", False, True, "Otto Voss (Freedonia) was met"),
    ("actual", True, False, "Anna Karr (Ruritania) met"),
]


@pytest.mark.parametrize(("status", "actor", "recipient", "wanted"), SENTENCES)
def test_sentences(status: Status, actor: bool, recipient: bool, wanted: str) -> None:
    held = report("r", "Headline\nAnna Karr met Otto Voss.")
    sides = {
        "actors": (("Anna Karr", KARR),) if actor else (),
        "recipients": (("Otto Voss", VOSS),) if recipient else (),
    }
    told = event(held, "CONSULT", "Anna Karr met Otto Voss", status=status, modes=("meet",), **sides)  # type: ignore[arg-type]
    page = write_brief(compare_codings([coding(held, events=(told,))], header=HEADER), format="text")
    assert wanted in page


def test_every_event_type_has_a_phrase() -> None:
    types: tuple[EventType, ...] = (
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
        "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    )  # fmt: skip
    rules = load_brief_rules()
    assert all(rules.phrase(kind, ()).id == kind for kind in types)
    assert rules.phrase("CONSULT", ("visit",)).past == "visited"
    assert rules.phrase("CONSULT", ("nothing",)).id == "CONSULT"


def test_control_characters_do_not_reach_the_terminal(record: Record) -> None:
    held = report("r", "Head\x1b[31mline\x07")
    page = write_brief(compare_codings([coding(held)], header=HEADER), format="text")
    assert "\x1b" not in page
    assert "\x07" not in page


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("2021-05-24", "2021-05-31", "24 to 31 May 2021"),
        ("2021-04-30", "2021-05-01", "30 April to 1 May 2021"),
        ("2021-12-30", "2022-01-02", "30 December 2021 to 2 January 2022"),
        ("2021-05", "2021-05", "May 2021"),
        ("2021", "2021", "2021"),
        (None, "2021-05-01", "1 May 2021"),
        (None, None, ""),
    ],
)
def test_spans(start: str | None, end: str | None, wanted: str) -> None:
    assert plain_span(start, end) == wanted


@pytest.mark.parametrize("text", ["", None, "soon", "2021-13-01", "x-y"])
def test_odd_days_are_left_out(text: str | None) -> None:
    assert plain_day(text) == ""


def test_accuracy_lines() -> None:
    held = [
        Layer(id="a", layer="Events", says="events are found", right=0.75, n=40, set="two stories"),
        Layer(id="b", layer="Dates", says="days are right", right=None, n=0, set="x"),
    ]
    assert accuracy_lines(tuple(held)) == (
        "Events: events are found: 75 in 100 (n=40, about one in 4 is not).",
        "Dates: days are right: not measured yet.",
        "Measured on two stories.",
    )


def test_a_long_story_is_cut_with_a_count() -> None:
    lines = [f"Anna Karr met Otto Voss in hall number {i} of the palace." for i in range(30)]
    held = report("r", "\n".join(["Headline", *lines]))
    events: tuple[Event, ...] = tuple(
        replace(
            event(held, "CONSULT", line, actors=(("Anna Karr", KARR),), recipients=(("Otto Voss", VOSS),)),
            modes=(f"m{i}",),
        )
        for i, line in enumerate(lines)
    )
    page = write_brief(compare_codings([coding(held, events=events)], header=HEADER), format="text")
    assert "and 18 more (detente events FILE.db)" in page


def test_what_reports_say_of_an_agreement_stands_side_by_side(record: Record) -> None:
    first, second = record.reports[0], record.reports[1]
    told = tuple(held.evidence(0, 30) for held in (first, second))
    agreement = replace(
        record.commitments[0], instrument=Instrument("Klow accord", ("Klow deal",)), status="open", status_evidence=told, evidence=told,
        term=None, consequence=None, condition=None, deadline=None, attribution=None,
    )  # fmt: skip
    page = write_brief(replace(record, commitments=(agreement,)), format="md")
    line = next(line for line in page.splitlines() if "Klow accord" in line)
    assert "Status: open. Reported of it: “" in line
    assert all(" ".join(e.quote.split()) in line for e in told)
