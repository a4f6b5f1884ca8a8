"""The first page: stories, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.brief.dates import plain_span
from detente.brief.footnotes import shorten
from detente.brief.rules import load_brief_rules
from detente.records.kinds import Entity, Finding, Header, Story
from detente.store.compared import is_compared
from detente.store.views import Tally, conflicts_of, count_rows, header_of, rows_by_id, slice_rows, tallies
from detente.web import addresses
from detente.web.ask import Ask, Page, Turn, turn

EACH = 30
PARTIES = 6
DISPUTED = 3
_STORIES = "kind = 'story'"
_NEWEST = "coalesce(json_extract(line, '$.until'), '') DESC, position DESC"


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story of the list."""

    id: str
    title: str
    span: str
    until: str | None
    parties: tuple[Link, ...]
    reports: int
    origins: int
    conflicts: int
    commitments: int
    disputed: tuple[Link, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Stories:
    """A page of stories; ``fresh`` is false while reports are being read that this page does not show yet."""

    stories: tuple[StoryLine, ...]
    turn: Turn
    reports: int
    placeless: int
    fresh: bool
    made_by: Header | None


def show_stories(ask: Ask) -> Page:
    """Stories with parties, reports and origins, span of days, conflicts and open commitments."""
    store = ask.store
    where = turn(ask, count_rows(store, _STORIES), EACH)
    held = slice_rows(store, _STORIES, order=_NEWEST, first=where.first, most=EACH, table="row INDEXED BY row_until")
    stories = [row for row in held.rows if isinstance(row, Story)]
    counted = tallies(store, [s.id for s in stories])
    named = rows_by_id(store, {e for s in stories for e in s.entities[:PARTIES]}, Entity)
    disputed = conflicts_of(store, [s.id for s in stories])
    view = Stories(
        tuple(_line(s, counted[s.id], named, disputed.get(s.id, ())) for s in stories),
        where,
        count_rows(store, "kind = 'report'"),
        count_rows(store, "kind = 'report' AND story IS NULL"),
        is_compared(store) or header_of(store) is None,
        header_of(store),
    )
    return Page("Stories", "stories.html.jinja", view, "stories")


def _line(story: Story, counted: Tally, named: dict[str, Entity], disputed: Sequence[Finding]) -> StoryLine:
    parties = tuple(Link(named[e].label, addresses.entity(e)) for e in story.entities[:PARTIES] if e in named)
    return StoryLine(
        story.id,
        story.title,
        plain_span(story.from_, story.until) or "no day of publication",
        story.until,
        parties,
        len(story.reports),
        counted.origins,
        counted.conflicts,
        counted.commitments,
        tuple(Link(_subject(f), addresses.finding(f.id)) for f in disputed[:DISPUTED]),
        addresses.story(story.id),
    )


def _subject(finding: Finding) -> str:
    """ "Place: Ruritania and Freedonia signed a protocol"."""
    return f"{load_brief_rules().word('fields', finding.field)}: {shorten(finding.subject, 110)}"
