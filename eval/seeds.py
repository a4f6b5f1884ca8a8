"""Check the facts that a careful reader takes from the two seed reports, on the seeds and on their twins.

python -m eval.seeds [--twins 5] [--show]

One line a check: whether it holds on the seeds, and on how many twins. Facts are named by who and what (through the
twin's mapping) and by the position of a quotation, so that the same check asks a twin for the swapped names.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from detente.pipeline import Reader, build_record, code_reports, load_reader
from detente.records.coding import Record
from detente.records.kinds import Commitment, Event
from detente.records.raw import RawReport
from detente.records.shapes import Evidence, Mention
from eval.bench import SHARED
from eval.seed_commitments import COMMITMENT_CHECKS
from eval.seed_comparison import COMPARISON_CHECKS
from eval.seed_links import LINK_CHECKS, links_of
from eval.seed_reading import FIRST, SECOND, Check, Reading, attributions_over, codes, over, said_by, sides, touches
from eval.twins import MONTHS, WEEKDAYS, Twin, make_twin, the_seeds

PUBLISHED = "2015-05-13"


def quote_goes_to(report: str, number: int, who: str, *, form: str = "direct") -> Check:
    """The n-th quotation is said by one person and by nobody else, all of it."""

    def check(reading: Reading) -> bool:
        span = reading.quotation(report, number)
        found = attributions_over(reading, report, span)
        return bool(found) and all(
            said_by(reading, a, reading.twin.people[who])
            and a.form == form
            and shared >= 0.95 * (span[1] - span[0] - 1)
            for shared, a in found
        )

    return check


def bracket_inside(report: str, number: int) -> Check:
    """The words in square brackets are part of the quotation's content."""

    def check(reading: Reading) -> bool:
        found = attributions_over(reading, report, reading.quotation(report, number))
        return any("[" in piece.quote and "]" in piece.quote for _, a in found for piece in a.content)

    return check


def reported_speech(reading: Reading) -> bool:
    """What the analyst says without quotation marks, with "he" as its subject."""
    span = reading.find(FIRST, r"(forces on the ground might[^,]+)")
    found = attributions_over(reading, FIRST, span)
    return bool(found) and all(
        said_by(reading, a, reading.twin.people["analyst"]) and a.form == "indirect" for _, a in found
    )


Party = tuple[str, str]
"""Keys of a person and of the state that he or she acts for; a mention of either will do, for a text may not tell whose president
somebody is."""

SECRETARY, PRESIDENT = ("secretary", "visitor"), ("president", "host")
CHANCELLOR, MINISTER = ("chancellor", "guest"), ("minister", "host")


def is_party(reading: Reading, mention: Mention, party: Party) -> bool:
    """Whether a mention stands for a person or for the person's state."""
    name, state = reading.twin.people[party[0]].name, reading.twin.states[party[1]].iso3
    return mention.iso3 == state or name in reading.labels([mention.entity])


def parties_are(reading: Reading, event: Event, parties: Sequence[Party], *, only: bool) -> bool:
    """Whether all parties take part in an event and, with ``only``, nobody else."""
    mentions = (*event.actors, *event.recipients)
    present = all(any(is_party(reading, m, party) for m in mentions) for party in parties)
    return present and (not only or all(any(is_party(reading, m, party) for party in parties) for m in mentions))


def meeting(report: str, *parties: Party) -> Check:
    """A meeting with exactly these sides."""
    return lambda reading: any(
        parties_are(reading, e, parties, only=True) for e in reading.events(report, "CONSULT") if e.status == "actual"
    )


def annexation(reading: Reading) -> bool:
    """The annexation, by the host, of the neighbour's territory."""
    span = reading.find(FIRST, "annexation of")
    host, neighbour = reading.iso("host"), reading.iso("neighbour")
    return any(
        over(e, span) and codes(e.actors) == host and codes(e.recipients) == neighbour
        for e in reading.events(FIRST, "COERCE", "ASSAULT")
    )


def wreath(report: str, pattern: str, *parties: Party) -> Check:
    """Somebody of these parties laid a wreath."""

    def check(reading: Reading) -> bool:
        span = reading.find(report, pattern)
        return any(over(e, span) and parties_are(reading, e, parties, only=False) for e in reading.events(report))

    return check


def signing(reading: Reading) -> bool:
    """The communique signed in a month of another year, by states and bodies in a list; PLOVER has signing under SUPPORT."""
    twin = reading.twin
    month = f"{twin.year}-{_month(twin.months['June']):02d}"
    span = reading.find(SECOND, r"signed in \w+ \d{4}")
    wanted = reading.iso("visitor", "host") | {"UNO"}
    return any(
        over(e, span) and wanted <= sides(e) and e.when is not None and (e.when.start or "").startswith(month)
        for e in reading.events(SECOND, "AGREE", "SUPPORT")
    )


def shot_dead(reading: Reading) -> bool:
    """A killing told in the passive: nobody is named as its author."""
    span = reading.find(SECOND, "shot dead")
    name = reading.twin.people["victim"].name
    return any(
        over(e, span) and not e.actors and name in reading.labels([m.entity for m in e.recipients])
        for e in reading.events(SECOND, "ASSAULT")
    )


def sanctions_conditional(reading: Reading) -> bool:
    """A conditional promise told in reported speech: who says it, who would do it, on what condition."""
    condition = reading.find(SECOND, r"if (the \w+ agreement was fully respected)")
    said = {a.id: a for a in reading.record.attributions}

    def fits(c: Commitment) -> bool:
        speaker = said.get(c.attribution or "")
        return (
            c.type == "conditional"
            and c.condition is not None
            and touches(c.condition, condition) > 20
            and codes(c.holder) == reading.iso("visitor") | {"EU"}
            and speaker is not None
            and said_by(reading, speaker, reading.twin.people["secretary"])
        )

    return any(fits(c) for c in reading.record.commitments)


def evidence_of(record: Record) -> Iterator[Evidence]:
    """Every piece of evidence that a record holds."""
    for row in record.rows():
        yield from _evidence(row)


def _evidence(value: object) -> Iterator[Evidence]:
    if isinstance(value, Mention):
        yield Evidence(value.report, value.start, value.end, value.quote)
    elif isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidence(item)
    elif hasattr(value, "__dataclass_fields__") and type(value).__name__ != "Issue":
        for name in value.__dataclass_fields__:
            yield from _evidence(getattr(value, name))


def set_aside(report: str, role: str, where: Callable[[Reading], tuple[int, int]]) -> Check:
    """Lines have their role and no fact rests on them."""

    def check(reading: Reading) -> bool:
        span = where(reading)
        held = next(r for r in reading.record.reports if r.id == report)
        roles = {r.role for r in held.regions if r.start < span[1] and r.end > span[0]}
        return roles == {role} and not any(e.report == report and touches(e, span) for e in evidence_of(reading.record))

    return check


def pull_quote(reading: Reading) -> bool:
    """The line that repeats a claim of the text between two paragraphs makes no event and no statement."""
    span = reading.find(SECOND, r"\n([^.\n]+ not utter [^.\n]+)\n")
    return not any(e.report == SECOND and touches(e, span) for e in evidence_of(reading.record))


def photographer(reading: Reading) -> bool:
    """The name in the credit is nobody who acts or speaks."""
    name = reading.twin.people["photographer"].name
    acting = [m.entity for e in reading.record.events for m in (*e.actors, *e.recipients)]
    speaking = [i for a in reading.record.attributions if a.source for i in a.source.entities]
    return name not in reading.labels([*acting, *speaking])


def not_today(reading: Reading) -> bool:
    """Without a day of publication a weekday is not counted from the day of reading."""
    near = {(date.today() + timedelta(days)).isoformat() for days in range(-8, 9)}
    return not any(time in near for e in reading.record.events if e.when for time in (e.when.start, e.when.end))


def weekday_dated(key: str) -> Check:
    """With the day of publication given, events told with a weekday get the day before it that has this name."""

    def check(reading: Reading) -> bool:
        word = reading.twin.weekdays[key]
        published = date.fromisoformat(PUBLISHED)
        days = (published.weekday() - _weekday(word)) % 7 or 7
        wanted = (published - timedelta(days)).isoformat()
        times = [e.when for e in reading.dated.events if e.report == FIRST and e.when and word in e.when.text]
        return bool(times) and all(t.start == t.end == wanted and t.precision == "day" for t in times)

    return check


def one_story(reading: Reading) -> bool:
    """Both reports are one story."""
    return [set(s.reports) for s in reading.record.stories] == [{FIRST, SECOND}]


def _weekday(name: str) -> int:
    return WEEKDAYS.index(name)


def _month(name: str) -> int:
    return MONTHS.index(name) + 1


CHECKS: dict[str, Check] = {
    "1st report, quotation 1 is the senator's": quote_goes_to(FIRST, 1, "senator"),
    "1st report, bracket inside quotation 1": bracket_inside(FIRST, 1),
    '1st report, quotation 2 is the secretary\'s ("he said")': quote_goes_to(FIRST, 2, "secretary"),
    "1st report, quotation 3 is the secretary's (before the cue)": quote_goes_to(FIRST, 3, "secretary"),
    "1st report, quotation 4 is the secretary's (after the cue)": quote_goes_to(FIRST, 4, "secretary"),
    "1st report, quotation 5 is the analyst's": quote_goes_to(FIRST, 5, "analyst"),
    '1st report, reported speech is the analyst\'s ("he says")': reported_speech,
    "1st report, quotation 6 is the analyst's (no cue)": quote_goes_to(FIRST, 6, "analyst"),
    "2nd report, quotation 1 is the secretary's": quote_goes_to(SECOND, 1, "secretary"),
    "2nd report, mixed quotation 3 is the minister's": quote_goes_to(SECOND, 3, "minister", form="mixed"),
    "2nd report, quotation 4 is the director's": quote_goes_to(SECOND, 4, "director"),
    "2nd report, bracket inside quotation 4": bracket_inside(SECOND, 4),
    "1st report, meeting of secretary and president": meeting(FIRST, SECRETARY, PRESIDENT),
    "2nd report, meeting of secretary and president": meeting(SECOND, SECRETARY, PRESIDENT),
    "1st report, meeting of chancellor and president": meeting(FIRST, CHANCELLOR, PRESIDENT),
    "1st report, annexation with its sides": annexation,
    "1st report, wreath of the chancellor": wreath(FIRST, "lay a wreath", CHANCELLOR),
    "1st report, wreath of the secretary": wreath(FIRST, "laid a wreath", SECRETARY),
    "2nd report, wreath of both": wreath(SECOND, "laid a wreath", SECRETARY, MINISTER),
    "2nd report, signing with its sides and month": signing,
    "2nd report, shot dead: no actor, the victim is the recipient": shot_dead,
    "2nd report, conditional of the sanctions": sanctions_conditional,
    "1st report, 4 paywall lines set aside": set_aside(FIRST, "boilerplate", lambda r: r.last_lines(FIRST, 4)),
    "2nd report, 4 newsletter lines set aside": set_aside(SECOND, "boilerplate", lambda r: r.last_lines(SECOND, 4)),
    "1st report, credit line set aside": set_aside(FIRST, "credit", lambda r: r.find(FIRST, r"\n(.+/Pool/AP)\n")),
    "2nd report, pull quote makes no fact": pull_quote,
    "1st report, the photographer neither acts nor speaks": photographer,
    "undated: a weekday is not dated to today": not_today,
    "dated: the weekday of the talks": weekday_dated("Tuesday"),
    "dated: the weekday of the chancellor's visit": weekday_dated("Sunday"),
    "both reports are one story": one_story,
}


def event_over(report: str, pattern: str, types: Sequence[str], fits: Callable[[Reading, Event], bool]) -> Check:
    """An event of one of the types rests on the words of a pattern, and fits."""

    def check(reading: Reading) -> bool:
        span = reading.find(report, pattern)
        return any(over(e, span) and fits(reading, e) for e in reading.events(report, *types))

    return check


def no_modal_is_actual(reading: Reading) -> bool:
    """Nothing that "might", "would", "should" or "must" happen is told as having happened."""
    for report in (FIRST, SECOND):
        for modal in re.finditer(r"\b(?:might|would|should|must|may)\b", reading.text(report)):
            for event in reading.events(report):
                first = event.evidence[0]
                before = reading.text(report)[first.start : modal.start()]
                if first.start <= modal.start() < first.end and len(before.split()) <= 3 and event.status == "actual":
                    return False
    return True


EVENT_CHECKS: dict[str, Check] = {
    "1st report, boycott of the host's parade": event_over(
        FIRST, "boycott of", ("PROTEST", "REJECT", "SANCTION"), lambda r, e: r.iso("host") <= codes(e.recipients)
    ),
    "2nd report, the host's support for rebels": event_over(
        SECOND,
        "support for rebels",
        ("SUPPORT", "AID"),
        lambda r, e: r.iso("host") <= codes(e.actors) and any("rebels" in m.quote for m in e.recipients),
    ),
    "2nd report, the host's support for a regime": event_over(
        SECOND, r"support the \w+ regime", ("SUPPORT", "AID"), lambda r, e: r.iso("host") <= codes(e.actors)
    ),
    "2nd report, the visitor's support for rebels": event_over(
        SECOND, r"supports the moderate rebels", ("SUPPORT", "AID"), lambda r, e: r.iso("visitor") <= codes(e.actors)
    ),
    "2nd report, the accusation of a report": event_over(
        SECOND, r"claimed \w+ spent", ("ACCUSE",), lambda r, e: r.iso("host") <= codes(e.recipients)
    ),
    "nothing that might, would, should or must happen is actual": no_modal_is_actual,
}


FACT_CHECKS = CHECKS | EVENT_CHECKS | COMMITMENT_CHECKS | COMPARISON_CHECKS


def read_twin(twin: Twin, reader: Reader) -> Reading:
    """The record of both reports, and the record with the first report's day of publication."""

    def record(published: str | None) -> Record:
        raws = [
            RawReport(FIRST, "outlet-one", None, published, None, twin.first, "txt", FIRST),
            RawReport(SECOND, "outlet-two", None, None, None, twin.second, "txt", SECOND),
        ]
        return build_record(code_reports(raws, reader), reader, batches=[frozenset({FIRST, SECOND})])

    return Reading(twin, record(None), record(PUBLISHED))


def failing(twin: Twin, reader: Reader) -> list[str]:
    """Names of the checks that do not hold."""
    reading, links = read_twin(twin, reader), links_of(twin, reader)
    wrong = [name for name, check in FACT_CHECKS.items() if not check(reading)]
    return wrong + [name for name, holds in LINK_CHECKS.items() if not holds(links)]


def main() -> int:
    """Exit status 1 when a check fails on the seeds or on any twin."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--twins", type=int, default=5)
    args = parser.parse_args()
    if not (SHARED / "seeds").is_dir():
        print("seeds: skipped, ../shared/seeds is not beside this checkout")
        return 0
    reader = load_reader()
    missed = [failing(the_seeds(), reader)]
    missed += [failing(make_twin(number), reader) for number in range(1, args.twins + 1)]
    checks = [*FACT_CHECKS, *LINK_CHECKS]
    for name in checks:
        wrong = [str(number) for number, names in enumerate(missed) if number and name in names]
        seeds = "FAILS" if name in missed[0] else "ok   "
        where = f"  (not on {', '.join(wrong)})" if wrong else ""
        print(f"{seeds} twins {args.twins - len(wrong)} of {args.twins}  {name}{where}")
    total = sum(len(names) for names in missed)
    print(f"{len(checks) * len(missed) - total} of {len(checks) * len(missed)} checks hold")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
