"""``detente who``: the state, sector and office-holder that a phrase means on a day."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.cli.lists import ListFormat
from detente.cli.screen import put_csv, put_lines, put_table, say
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.extract.who import Answer

_FIELDS = ("phrase", "on", "iso3", "code", "sector", "label", "office", "rule")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


def who_command(
    phrases: Annotated[
        list[str] | None, typer.Argument(help="Phrases as they stand in a report.", metavar="PHRASE...")
    ] = None,
    on: Annotated[
        str | None, typer.Option(help="The day asked about: YYYY-MM-DD (without: the last day the tables speak for).")
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from", help="Phrases from a file or - for standard input: one a line, or JSON lines {phrase, on}."
        ),
    ] = None,
    lexicon: Annotated[Path | None, typer.Option(help="A folder of own tables on top of the shipped ones.")] = None,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print.")] = ListFormat.TABLE,
) -> None:
    """Say who a phrase means: state or body, PLOVER sector, name and office on the day, and the rule that says so.

    One line a phrase, in order. What is not known stays empty.
    """  # fmt: skip
    from detente.pipeline import Settings, load_reader, resolve_phrases

    asked = [(phrase, on) for phrase in phrases or ()]
    if from_ is not None:
        asked += _read(from_, on)
    if not asked:
        raise InputError("expected a phrase or --from FILE, found neither")
    for number, (_, day) in enumerate(asked, 1):
        _check_day(day, number)
    reader = load_reader(Settings(lexicon=lexicon, model=False))
    valid_to = reader.lexicon.entities.holders.valid_to
    answers = resolve_phrases(((phrase, day or valid_to) for phrase, day in asked), reader)
    _print(answers, format_)
    if format_ is ListFormat.TABLE:
        say(f"The tables of office-holders speak for days until {valid_to}.")


def _print(answers: Iterable[Answer], format_: ListFormat) -> None:
    rows = [{name: getattr(answer, name) for name in _FIELDS} for answer in answers]
    if format_ is ListFormat.JSONL:
        put_lines(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        return
    show = put_csv if format_ is ListFormat.CSV else put_table
    show(list(_FIELDS), ([str(row[name] or "") for name in _FIELDS] for row in rows))


def _read(source: str, on: str | None) -> list[tuple[str, str | None]]:
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{source}: expected a UTF-8 file that can be read, found: {error}") from error
    return list(_asked(text, source, on))


def _asked(text: str, source: str, on: str | None) -> Iterator[tuple[str, str | None]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if not line.lstrip().startswith("{"):
            yield line.strip(), on
            continue
        row = _row(line, f"{source}:{number}")
        yield row["phrase"], row.get("on") or on


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: expected a JSON object with a phrase, found {line[:60]!r}: {error}") from error
    if not isinstance(row.get("phrase"), str) or not isinstance(row.get("on") or "", str):
        raise InputError(f'{where}: expected {{"phrase": words, "on": day}}, found {line[:60]!r}')
    return dict(row)


def _check_day(day: str | None, number: int) -> None:
    if day is None:
        return
    try:
        ok = bool(_DAY.match(day)) and date.fromisoformat(day) is not None
    except ValueError:
        ok = False
    if not ok:
        raise InputError(f"phrase {number}: expected a day as YYYY-MM-DD, found {day!r}")
