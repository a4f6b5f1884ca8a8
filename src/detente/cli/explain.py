"""``detente explain``: why a fact stands in the record."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from detente.cli.columns import COLUMNS, Names, cells, show_party
from detente.cli.explain_corrections import corrected, rejected
from detente.cli.explain_types import typing_of
from detente.cli.opening import entity_names, open_record
from detente.cli.screen import put_lines, visible
from detente.compare.passages import Passages, cut_sentences
from detente.records.kinds import AnyRecord, Event, Header, Report
from detente.records.shapes import Deadline, Evidence, Mention, Source, Time
from detente.store.compared import load_rows
from detente.store.corrections import list_corrections
from detente.store.database import Store
from detente.store.select import find_row, linked_rows

WIDTH = 96
"""Columns of a quoted sentence."""
MODEL_FOUND = (
    "no rule found this: the reader model did (the header names it; src/detente/models/reader/README.md); "
    "its score, as the share of such finds that are right, is the figure above as `sure`"
)
EXAMPLES = 3
LINKS = 20


def explain_command(
    file: Annotated[Path, typer.Argument(help="A record: FILE.db or the JSON lines of one.", metavar="FILE")],
    identity: Annotated[str, typer.Argument(help="The id of a fact, or its beginning.", metavar="ID")],
    lexicon: Annotated[Path | None, typer.Option(help="A folder of own rules on top of the shipped ones.")] = None,
) -> None:
    """Say why a fact stands in the record: its rule, its words underlined in their sentence, and what links to it."""
    with open_record(file) as store:
        listed = list_corrections(store)
        gone = rejected(listed, identity)
        if gone and next(load_rows(store, "id = ?", (identity,)), None) is None:
            put_lines(map(visible, gone))
            return
        row = find_row(store, identity)
        put_lines(map(visible, _page(store, row, entity_names(store), lexicon, corrected(listed, row))))


def _page(
    store: Store, row: AnyRecord, names: Names, lexicon: Path | None, corrections: Iterable[str]
) -> Iterator[str]:
    assert not isinstance(row, Header)
    yield f"{row.kind} {row.id}"
    columns = COLUMNS[row.kind]
    for (heading, _), cell in zip(columns, cells(row, columns, names), strict=True):
        if cell and heading not in ("id", "start", "end", "rule"):
            yield from _wrapped(f"  {heading}: ", cell)
    if getattr(row, "rule", ""):
        yield from _rule(row.kind, str(getattr(row, "rule", "")), lexicon)
    if isinstance(row, Event):
        for heading, words in typing_of(store, row, lexicon):
            yield from _wrapped(f"  {heading}: ", words)
    for line in corrections:
        yield from _wrapped("  ", line)
    yield from _readings(row, names)
    yield from _evidence(store, row)
    yield from _links(store, row, names)


def _rule(kind: str, rule: str, lexicon: Path | None) -> Iterator[str]:
    """The rule with its place in the data files; a name made of several ("metonym+office") is looked up part by part."""
    from detente.lexicon.files import DataFolder
    from detente.lexicon.lookup import find_rule

    yield f"  rule: {rule}"
    if rule.startswith("model/"):
        yield from _wrapped("    ", MODEL_FOUND)
    folder = DataFolder(overlay=lexicon)
    for part in dict.fromkeys([rule, *re.split(r"[+/:., ]+", rule)]):
        found = find_rule(folder, part)
        for source in [s for s in found if s.file.startswith(_HOMES.get(kind, ()))] or found:
            yield from _wrapped("    ", f"{part} ({source.file}:{source.line}) {source.definition}".rstrip())
            for example in source.examples[:EXAMPLES]:
                yield from _wrapped("    e.g. ", example)


_HOMES: dict[str, tuple[str, ...]] = {
    "attribution": ("cues/",),
    "opinion": ("cues/",),
    "event": ("events/", "modality/"),
    "quantity": ("quantities/",),
    "commitment": ("commitments/",),
}
"""Kind -> the folders of its rules: an id such as ``count`` may stand in others, too."""


def _readings(row: AnyRecord, names: Names) -> Iterator[str]:
    """How each mention was read: "Moscow" as Russia, by which rule."""
    told = {(m.start, m.quote): m for m in _mentions(row) if m.rule}
    for _, mention in sorted(told.items()):
        words = " ".join(mention.quote.split())
        yield from _wrapped("  ", f'"{words}" is read as {show_party(mention, names)}: {mention.rule}')


def _mentions(value: Any) -> Iterator[Mention]:
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _mentions(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _mentions(getattr(value, field.name))


def _evidence(store: Store, row: AnyRecord) -> Iterator[str]:
    """Each sentence once, with all its words that the row rests on underlined."""
    reports = {r.id: r for r in load_rows(store, "kind = 'report'") if isinstance(r, Report)}
    found: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
    sentences: dict[str, Passages] = {}
    for report_id, start, end in _spans(row, getattr(row, "report", None)):
        report = reports.get(report_id or "")
        if report is None:
            continue
        cut = sentences.setdefault(report.id, cut_sentences(report))
        found.setdefault((report.id, *cut.around(start, end)), []).append((start, end))
    for (report_id, first, last), spans in sorted(found.items()):
        report = reports[report_id]
        where = ", ".join(part for part in (report.outlet, report.published_day) if part)
        yield f"  in {report_id} ({where}), characters {first}-{last}:"
        yield from _underlined(report.text, first, last, spans)


def _spans(value: Any, report: str | None) -> Iterator[tuple[str | None, int, int]]:
    if isinstance(value, tuple):
        for item in value:
            yield from _spans(item, report)
    elif isinstance(value, Report) or not dataclasses.is_dataclass(value):
        return
    elif isinstance(value, Evidence | Mention):
        yield value.report, value.start, value.end
    elif isinstance(value, Source):
        yield report, value.start, value.end
    elif isinstance(value, Time | Deadline):
        if value.at:
            yield report, *value.at
    else:
        for field in dataclasses.fields(value):
            yield from _spans(getattr(value, field.name), report)


def _underlined(text: str, first: int, last: int, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The sentence in lines of `WIDTH` characters, a line of carets under each that holds words of a span."""
    marked = {at for start, end in spans for at in range(start, end)}
    at = first
    while at < last:
        stop = _line_end(text, at, last)
        line = re.sub(r"\s", " ", text[at:stop])
        carets = "".join("^" if position in marked else " " for position in range(at, stop)).rstrip()
        if line.strip():
            yield f"    {line.rstrip()}"
            if carets:
                yield f"    {carets}"
        at = stop


def _line_end(text: str, at: int, last: int) -> int:
    stop = min(at + WIDTH, last)
    broken = text.find("\n", at, stop)
    if broken >= 0:
        return broken + 1
    space = text.rfind(" ", at, stop) if stop < last else -1
    return space + 1 if space > at else stop


def _links(store: Store, row: AnyRecord, names: Names) -> Iterator[str]:
    """Rows that name this one, and the attribution it was said in."""
    assert not isinstance(row, Header)
    linked = [*_said_in(store, row), *linked_rows(store, row.id)]
    if linked:
        yield "  linked:"
    for other in linked[:LINKS]:
        assert not isinstance(other, Header)
        columns = tuple(column for column in COLUMNS[other.kind] if column[0] in _TELLING)
        told = ", ".join(cell for cell in cells(other, columns, names) if cell)
        yield "    " + textwrap.shorten(f"{other.kind} {other.id}: {told}", width=WIDTH + 20, placeholder=" ...")
    if len(linked) > LINKS:
        yield f"    ... and {len(linked) - LINKS} more"


_TELLING = frozenset(
    {"speaker", "stance", "type", "mode", "actors", "recipients", "status", "holder", "verdict", "field", "subject"}
    | {"reason", "label", "title", "outlet", "code", "message", "number", "unit", "of", "content"}
)


def _said_in(store: Store, row: AnyRecord) -> Iterator[AnyRecord]:
    said = getattr(row, "attribution", None) or getattr(row, "via", None)
    if said:
        yield from load_rows(store, "id = ?", (said,))


def _wrapped(before: str, words: str) -> Iterator[str]:
    after = " " * min(len(before), 8)
    yield from textwrap.wrap(words, width=WIDTH, initial_indent=before, subsequent_indent=after) or [before.rstrip()]
