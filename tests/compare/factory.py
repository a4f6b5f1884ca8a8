"""Small invented reports and facts for the tests of compare and brief: Ruritania (XRU) and Freedonia (XFR)."""

from __future__ import annotations

from detente.records.coding import Coding
from detente.records.ids import entity_id, make_id
from detente.records.kinds import (
    Attribution,
    Commitment,
    CommitmentType,
    Entity,
    Event,
    EventType,
    Form,
    Header,
    Quantity,
    QuantityType,
    Report,
    Stance,
    Status,
)
from detente.records.shapes import Deadline, Evidence, Instrument, Mention, Region, Source, Time

HEADER = Header(1, "0", "test", ())
RURITANIA = Entity(entity_id(iso3="XRU"), "Ruritania", "state", "XRU", aliases=("Kingdom of Ruritania",))
FREEDONIA = Entity(entity_id(iso3="XFR"), "Freedonia", "state", "XFR")
SYLVANIA = Entity(entity_id(iso3="XSY"), "Sylvania", "state", "XSY")
KARR = Entity(entity_id(name="Anna Karr", state="XRU"), "Anna Karr", "person", "XRU", aliases=("Karr",))
VOSS = Entity(entity_id(name="Otto Voss", state="XFR"), "Otto Voss", "person", "XFR", aliases=("Voss",))
ENTITIES = tuple(sorted((RURITANIA, FREEDONIA, SYLVANIA, KARR, VOSS), key=lambda e: e.id))


def report(report_id: str, text: str, *, published: str | None = "2021-05-01", outlet: str | None = None) -> Report:
    """A report whose first line is its headline."""
    regions: list[Region] = []
    at = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            regions.append(Region(at, at + len(body), "body" if regions else "headline", "test"))
        at += len(line)
    title = text.splitlines()[0] if text else None
    return Report(report_id, outlet or report_id.title(), title, published, "en", "news", None, text, tuple(regions))


def words(held: Report, quote: str) -> Evidence:
    """The first place of a quote in a report."""
    start = held.text.index(quote)
    return held.evidence(start, start + len(quote))


def mention(held: Report, quote: str, entity: Entity | None) -> Mention:
    """A mention of an entity."""
    told = words(held, quote)
    iso3 = entity.iso3 if entity else None
    return Mention(told.report, told.start, told.end, told.quote, entity.id if entity else None, iso3)


def day(iso: str | None, text: str = "") -> Time | None:
    """A time of one day."""
    return Time(text or iso, None, iso, iso, "day", None) if iso else None


def event(
    held: Report,
    kind: EventType,
    quote: str,
    *,
    actors: tuple[tuple[str, Entity | None], ...] = (),
    recipients: tuple[tuple[str, Entity | None], ...] = (),
    when: str | None = None,
    where: str | None = None,
    status: Status = "actual",
    modes: tuple[str, ...] = (),
) -> Event:
    """An event with sides as (words, entity)."""
    told = words(held, quote)
    return Event(
        make_id("event", held.id, told.start, told.end, kind),
        held.id,
        kind,
        modes,
        (),
        1,
        0.0,
        tuple(mention(held, q, e) for q, e in actors),
        tuple(mention(held, q, e) for q, e in recipients),
        day(when),
        mention(held, where, None) if where else None,
        status,
        False,
        "reported",
        None,
        (told,),
        "test",
        0.9,
    )


def said(
    held: Report, quote: str, speaker: str, entity: Entity | None, *, form: Form = "indirect", stance: Stance = "says"
) -> Attribution:
    """A statement."""
    told, who = words(held, quote), words(held, speaker)
    source = Source(who.start, who.end, who.quote, (entity.id,) if entity else ())
    return Attribution(
        make_id("attribution", held.id, told.start), held.id, form, source, None, (told,), stance, rule="test"
    )


def count(
    held: Report,
    quote: str,
    low: float,
    *,
    high: float | None = None,
    of: str | None = None,
    hedge: str | None = None,
    unit: str | None = None,
    kind: QuantityType = "count",
) -> Quantity:
    """A quantity."""
    told = words(held, quote)
    top = low if high is None else high
    return Quantity(make_id("quantity", held.id, told.start), held.id, kind, low, top, unit, hedge, of, (told,), "test")


def promise(
    held: Report,
    quote: str,
    *,
    holder: tuple[str, Entity] | None = None,
    kind: CommitmentType = "promise",
    instrument: Instrument | None = None,
    condition: str | None = None,
    due: str | None = None,
) -> Commitment:
    """A commitment."""
    told = words(held, quote)
    key = instrument.label if instrument else f"{held.id} {told.start}"
    return Commitment(
        make_id("commitment", key),
        held.id,
        kind,
        (mention(held, *holder),) if holder else (),
        (),
        (),
        instrument,
        words(held, condition) if condition else None,
        None,
        told,
        Deadline(f"by {due}", None, due, due, "day", None, due) if due else None,
        "unknown",
        (),
        None,
        (told,),
        "test",
        0.9,
    )


def coding(
    held: Report,
    *,
    events: tuple[Event, ...] = (),
    attributions: tuple[Attribution, ...] = (),
    quantities: tuple[Quantity, ...] = (),
    commitments: tuple[Commitment, ...] = (),
) -> Coding:
    """A coding with all invented entities."""
    return Coding(held, ENTITIES, attributions, (), events, quantities, commitments)


def border_story() -> tuple[Coding, ...]:
    """Three reports of one clash that agree, differ and are alone in known places."""
    wire = report(
        "wire",
        "Ruritania and Freedonia clash at the Strelsau bridge\n"
        "Ruritanian troops shelled the Freedonian post at Strelsau bridge on 29 April. "
        "Twelve Freedonian soldiers were killed in the shelling, the army said.\n"
        "Anna Karr met Otto Voss in Sylvagrad on 30 April to discuss a truce. "
        '"The guns will be silent by morning," Karr said.',
        published="2021-04-30",
    )
    paper = report(
        "paper",
        "Talks after the shelling\n"
        "Ruritanian troops shelled a Freedonian post near Strelsau bridge on Thursday. "
        "The death toll among Freedonian soldiers rose to fifteen killed, the army said.\n"
        "On Friday Anna Karr met Otto Voss in Sylvagrad to discuss the truce. "
        '"The guns will not be silent by morning," Karr said. '
        "Ruritania promised to rebuild the burned school by 2021.",
        published="2021-05-01",
    )
    ministry = report(
        "ministry",
        "Statement of the Ministry\n"
        "Freedonian troops shelled the Ruritanian post at Strelsau bridge on 29 April. "
        "The Ministry denies that Ruritanian troops shelled the post.",
        published="2021-05-01",
    )
    two = (("Ruritanian troops", RURITANIA),)
    other = (("Freedonian", FREEDONIA),)
    met = {
        "actors": (("Anna Karr", KARR),),
        "recipients": (("Otto Voss", VOSS),),
        "where": "Sylvagrad",
        "modes": ("meet",),
    }
    return (
        coding(
            wire,
            events=(
                event(
                    wire,
                    "ASSAULT",
                    "Ruritanian troops shelled the Freedonian post at Strelsau bridge",
                    actors=two,
                    recipients=other,
                    when="2021-04-29",
                ),
                event(wire, "CONSULT", "Anna Karr met Otto Voss in Sylvagrad", when="2021-04-30", **met),  # type: ignore[arg-type]
            ),
            attributions=(said(wire, "The guns will be silent by morning", "Karr", KARR, form="direct"),),
            quantities=(count(wire, "Twelve", 12, of="killed"),),
        ),
        coding(
            paper,
            events=(
                event(
                    paper,
                    "ASSAULT",
                    "Ruritanian troops shelled a Freedonian post near Strelsau bridge",
                    actors=two,
                    recipients=other,
                    when="2021-04-29",
                ),
                event(paper, "CONSULT", "Anna Karr met Otto Voss in Sylvagrad", when="2021-04-30", **met),  # type: ignore[arg-type]
            ),
            attributions=(said(paper, "The guns will not be silent by morning", "Karr", KARR, form="direct"),),
            quantities=(count(paper, "fifteen", 15, of="killed"),),
            commitments=(
                promise(
                    paper,
                    "Ruritania promised to rebuild the burned school by 2021",
                    holder=("Ruritania", RURITANIA),
                    due="2021",
                ),
            ),
        ),
        coding(
            ministry,
            events=(
                event(
                    ministry,
                    "ASSAULT",
                    "Freedonian troops shelled the Ruritanian post at Strelsau bridge",
                    actors=(("Freedonian troops", FREEDONIA),),
                    recipients=(("Ruritanian", RURITANIA),),
                    when="2021-04-29",
                ),
            ),
            attributions=(
                said(ministry, "Ruritanian troops shelled the post", "The Ministry", RURITANIA, stance="denies"),
            ),
        ),
    )
