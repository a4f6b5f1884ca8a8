"""Events as lines: tellings of one happening made one line, put into a fixed phrase, grouped by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.brief.dates import plain_time
from detente.brief.footnotes import Footnotes, shorten
from detente.brief.names import Namer, join
from detente.brief.pages import Group, Line, Section
from detente.brief.room import PAGE, Room
from detente.brief.rules import BriefRules
from detente.records.kinds import Attribution, Event, Finding
from detente.records.shapes import Evidence, Mention

WORDS = 170
"""Characters of a report's own words on a line."""
TOP = 700
"""Characters from the start of a report that hold headline and lead."""
PLACES = 2
NOTES = 6
PLAIN = frozenset({"CONSULT"})
"""Types whose phrase says all there is to say when both sides are known."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Tellings of one happening: the fullest one speaks for all."""

    lead: Event
    events: tuple[Event, ...]
    origins: int
    disputed: bool


def gather(events: Sequence[Event], findings: Sequence[Finding], origins: Mapping[str, str]) -> tuple[Happening, ...]:
    """Events that reports tell alike, or that one report tells twice in the same terms, made one."""
    joined: dict[object, int] = {}
    groups: dict[int, list[Event]] = {}
    told_alike = {
        m.record: f.id for f in findings if f.verdict == "corroborated" and f.field == "event" for m in f.members
    }
    disputed = {m.record for f in findings if f.verdict == "conflict" and f.field != "number" for m in f.members}
    for event in events:
        keys = [k for k in (told_alike.get(event.id), _terms(event), _words(event)) if k is not None]
        at = next((joined[k] for k in keys if k in joined), len(groups))
        groups.setdefault(at, []).append(event)
        for key in keys:
            joined.setdefault(key, at)
    return tuple(
        Happening(
            max(held, key=_fullness),
            tuple(held),
            len({origins.get(e.report) or e.report for e in held}),
            any(e.id in disputed for e in held),
        )
        for held in groups.values()
    )


def _terms(event: Event) -> tuple[object, ...] | None:
    sides = tuple(tuple(sorted({m.entity or m.quote for m in side})) for side in (event.actors, event.recipients))
    if not (sides[0] and sides[1]):
        return None
    day = (event.when.start, event.when.end) if event.when else None
    return (event.type, event.modes, sides, event.status, day)


def _words(event: Event) -> tuple[object, ...] | None:
    """The very words: "signed a deal" is one happening, whatever types it is given."""
    if not event.evidence:
        return None
    first = event.evidence[0]
    return (first.report, first.start, first.end, event.status)


def _fullness(event: Event) -> tuple[int, int, int, float]:
    return (
        bool(event.actors) + bool(event.recipients),
        event.status == "actual",
        bool(event.when and event.when.start) + bool(event.where),
        event.confidence,
    )


def write_happenings(
    happenings: Sequence[Happening],
    *,
    attributions: Mapping[str, Attribution],
    namer: Namer,
    notes: Footnotes,
    rules: BriefRules,
    room: Room = PAGE,
) -> Section:
    """The best evidenced happenings, by day; undated ones last."""
    ranked = sorted(happenings, key=_rank)[: room.happenings]
    days: dict[str, list[Happening]] = {}
    for happening in sorted(ranked, key=by_day):
        days.setdefault(day_heading(happening.lead), []).append(happening)
    groups = tuple(
        Group(
            day,
            tuple(Line(tell_happening(h, attributions, namer, rules), notes.of(_evidence(h))) for h in held),
        )
        for day, held in days.items()
    )
    left = len(happenings) - len(ranked)
    more = f"and {left} more (detente events FILE.db)" if left else ""
    return Section("events", "What happened", groups, more=more)


def _evidence(happening: Happening) -> list[Evidence]:
    """The words of the leading event first, then two places a report, six in all at most."""
    held: dict[str, list[Evidence]] = {}
    for event in (happening.lead, *happening.events):
        for told in event.evidence:
            places = held.setdefault(told.report, [])
            if told not in places:
                places.append(told)
    return [told for places in held.values() for told in places[:PLACES]][:NOTES]


def _rank(happening: Happening) -> tuple[object, ...]:
    """Told by many, disputed, between two states, dated, near the top of a report: these come first."""
    lead = happening.lead
    sides = [{m.iso3 or m.code for m in side} - {None} for side in (lead.actors, lead.recipients)]
    unknown = sum(not (m.entity or m.iso3 or m.code) for m in (*lead.actors, *lead.recipients))
    weight = 3 * (happening.origins - 1) + 2 * (len(sides[0] | sides[1]) > 1) + 2 * happening.disputed
    weight += (lead.status == "actual") + bool(lead.when and lead.when.start) + bool(sides[0]) - 2 * bool(unknown)
    weight += 2 * any(e.evidence[0].start < TOP for e in happening.events if e.evidence) - lead.historical
    return (-weight, -len(happening.events), -lead.confidence, lead.id)


def day_heading(lead: Event) -> str:
    """The day of an event as a heading, marked where it is background."""
    day = plain_time(lead.when)
    if lead.historical:
        return f"Earlier: {day}" if day else "Earlier, no day told"
    return day[:1].upper() + day[1:] if day else "No day told"


def by_day(happening: Happening) -> tuple[bool, bool, str, object]:
    """The order of a chronicle: background last, undated after dated, then by day, the best evidenced first."""
    when = happening.lead.when
    start = (when.start or when.end) if when else None
    return (happening.lead.historical, start is None, start or "", _rank(happening))


def tell_happening(
    happening: Happening, attributions: Mapping[str, Attribution], namer: Namer, rules: BriefRules
) -> str:
    """A happening as one line: fixed phrase, who says so, the words of the report."""
    lead = happening.lead
    told = lead.where and not namer.is_state(lead.where)
    place = f"{' '.join(lead.where.quote.split())}: " if lead.where and told else ""
    said = attributions.get(lead.attribution or "")
    named = said and said.source and (said.source.entities or said.source.anonymous) and lead.voice == "attributed"
    by = f", according to {namer.speaker(said.source)}" if said and said.source and named else ""
    by += " (the reports differ on this)" if happening.disputed else ""
    if any(m.rule == "opponent-inferred" for m in lead.recipients):
        by += " (against whom is inferred)"
    sentence = _sentence(lead, namer, rules) + by
    whole = lead.type in PLAIN and lead.status == "actual" and bool(lead.recipients or len(lead.actors) > 1)
    words = "" if whole or not lead.evidence else f": “{shorten(lead.evidence[0].quote, WORDS)}”"
    return f"{place}{sentence[:1].upper()}{sentence[1:]}{words}{'' if words else '.'}"


def _sentence(event: Event, namer: Namer, rules: BriefRules) -> str:
    """ "A met B", "A is to meet B (planned)", "B was attacked"; only names and fixed phrases."""
    actors, recipients = event.actors, _others(event.recipients, event.actors)
    who, whom = namer.parties(actors), namer.joined(recipients)
    many = len(who) > 1
    joint = many and not recipients
    phrase = rules.phrase(event.type, (event.rule, *(m for m in event.modes if not (joint and m == "visit"))))
    past = f"{phrase.past} {whom}" if whom else phrase.past_alone
    base = f"{phrase.base} {whom}" if whom else phrase.base_alone
    if not who:
        told = f"{whom} {phrase.passive}" if whom else phrase.noun
        return told + _MARKS[event.status]
    are = "are" if many else "is"
    forms = {
        "actual": f"{join(who)} {past}",
        "planned": f"{join(who)} {are} to {base} (planned)",
        "conditional": f"{join(who)} would {base} (on a condition)",
        "hypothetical": f"{join(who)} might {base} (a possibility)",
        "demanded": f"{join(who)} {are} asked to {base} (demanded)",
        "negated": f"{join(who)} did not {base}",
        "denied": f"{join(who)} {past} (denied)",
    }
    return forms[event.status]


_MARKS = {
    "actual": "", "planned": " (planned)", "conditional": " (on a condition)", "hypothetical": " (a possibility)",
    "demanded": " (demanded)", "negated": " (said not to have happened)", "denied": " (denied)",
}  # fmt: skip


def _others(recipients: tuple[Mention, ...], actors: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Recipients that are not the actors once more, as in "the two sides agreed"."""
    held = {m.entity or m.quote for m in actors}
    return tuple(m for m in recipients if (m.entity or m.quote) not in held)
