"""``detente read``: reports in, record out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detente.cli.changes import change_lines
from detente.cli.screen import errors, put, put_lines, say
from detente.records.coding import Record
from detente.records.lines import FACTS, PLURALS, to_lines
from detente.records.raw import RawReport, Skipped
from detente.store.database import MEMORY, open_store

if TYPE_CHECKING:
    from rich.progress import Progress

    from detente.store.intake import Outcome

COUNTED = 5000
"""Reports looked at ahead, so that the bar knows how many there are."""


class ReadFormat(StrEnum):
    """What is printed: the brief as text, Markdown or a page, or the record's JSON lines."""

    BRIEF = "brief"
    JSONL = "jsonl"
    MD = "md"
    HTML = "html"


_STYLE: dict[ReadFormat, Literal["text", "md", "html"]] = {
    ReadFormat.BRIEF: "text",
    ReadFormat.MD: "md",
    ReadFormat.HTML: "html",
}


def read_reports_command(
    paths: Annotated[
        list[str], typer.Argument(help="Files (.txt .html .jsonl), folders, globs, or - for standard input.")
    ],
    into: Annotated[Path | None, typer.Option(help="Keep the record in this file; add to it if it exists.")] = None,
    format_: Annotated[
        ReadFormat | None,
        typer.Option("--format", help="What to print (without --into: the brief)."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published the reports.")] = None,
    published: Annotated[str | None, typer.Option(help="When they were published: YYYY-MM-DD.")] = None,
    title: Annotated[str | None, typer.Option(help="Their title.")] = None,
    one_story: Annotated[bool, typer.Option("--one-story", help="Take all reports for one story.")] = False,
    no_compare: Annotated[bool, typer.Option("--no-compare", help="Do not compare the reports.")] = False,
    captions: Annotated[bool, typer.Option("--captions", help="Read picture captions, too.")] = False,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Read by rules alone, without the reader model.")
    ] = False,
    lexicon: Annotated[Path | None, typer.Option(help="A folder of own rules on top of the shipped ones.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name each report when it is stored.")] = False,
) -> None:
    """Read reports: print the brief or the record, or keep it in a file.

    Exit status 1 says that something was skipped; the rest is read.
    """
    from detente.ingest import read_reports
    from detente.pipeline import Settings, load_reader, read_into

    stdin = sys.stdin.buffer if "-" in paths else None
    raws = read_reports(paths, outlet=outlet, published=published, title=title, stdin=stdin)
    with open_store(into or MEMORY) as store:
        reader = load_reader(Settings(captions, lexicon, one_story, not no_compare, not no_model))
        with _watched(raws, show=not quiet and sys.stderr.isatty()) as (watched, bar):
            watch = _Watch(bar=bar, quiet=quiet, verbose=verbose)
            outcome = read_into(store, watched, reader, on_report=watch.report, on_recode=watch.recode)
    format_ = format_ or (None if into else ReadFormat.BRIEF)
    if format_ and (outcome.reports or format_ is ReadFormat.JSONL):
        _print(outcome.record, format_)
    if not quiet:
        for one in outcome.repeated:
            say(f"{one.where}: {one.reason}")
        for issue in outcome.record.issues:
            if issue.code in ("correction-not-applied", "correction-unreadable"):
                say(issue.message)
        say(_summary(outcome, into))
        if into and not no_compare:
            for line in change_lines(outcome.record, outcome.fresh, into):
                say(line)
    if outcome.skipped:
        raise typer.Exit(1)


class _Watch:
    """Says on standard error what becomes of each report."""

    def __init__(self, *, bar: Progress | None, quiet: bool, verbose: bool) -> None:
        self.bar, self.quiet, self.verbose = bar, quiet, verbose

    def report(self, raw: RawReport | Skipped, identity: str | None) -> None:
        if isinstance(raw, Skipped):
            say(f"skipped {raw.where}: {raw.reason}")
        elif self.verbose:
            say(f"stored {identity} ({raw.where})")
        if self.bar:
            self.bar.advance(self.bar.task_ids[0])

    def recode(self, count: int) -> None:
        if not self.quiet:
            say(f"{count} stored reports were read with another version, lexicon or setting: reading them again")


@contextmanager
def _watched(
    raws: Iterable[RawReport | Skipped], *, show: bool
) -> Iterator[tuple[Iterable[RawReport | Skipped], Progress | None]]:
    """The reports, with a bar on standard error where that is wanted."""
    if not show:
        yield raws, None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    ahead = iter(raws)
    known = list(islice(ahead, COUNTED))
    with Progress(*columns, console=errors(), transient=True) as bar:
        bar.add_task("reading", total=len(known) if len(known) < COUNTED else None)
        yield chain(known, ahead), bar


def _print(record: Record, format_: ReadFormat) -> None:
    if format_ is ReadFormat.JSONL:
        put_lines(to_lines(record))
        return
    from detente.brief.write import write_brief

    put(write_brief(record, format=_STYLE[format_]))


def _summary(outcome: Outcome, into: Path | None) -> str:
    """One line: reports read, facts found, skipped, what was not understood; and what the file holds now."""
    record, ids = outcome.record, set(outcome.reports)
    facts = sum(1 for kind in FACTS for row in getattr(record, PLURALS[kind]) if row.report in ids)
    issues = Counter(issue.code for issue in record.issues if issue.report in ids)
    known = len(outcome.reports) - len(outcome.fresh)
    parts = [f"{_count(len(outcome.reports), 'report')} read{f' ({known} known before)' if known else ''}"]
    parts.append(f"{_count(facts, 'fact')} found")
    parts.append(f"{len(outcome.skipped)} skipped")
    listed = ", ".join(f"{count} {code}" for code, count in sorted(issues.items(), key=lambda i: (-i[1], i[0])))
    parts.append(f"not understood: {listed or 'nothing'}")
    if into:
        parts.append(f"{into} holds {_count(len(record.reports), 'report')}")
    return "; ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
