"""What comparing the two seed reports finds, on the seeds and on their twins."""

from __future__ import annotations

from detente.records.kinds import Finding
from detente.records.shapes import Member
from eval.seed_reading import FIRST, SECOND, Check, Reading, touches

Place = tuple[str, str]
"""A report and a pattern of its words."""


def _over(reading: Reading, finding: Finding, place: Place) -> bool:
    report, pattern = place
    span = reading.find(report, pattern)
    return any(e.report == report and touches(e, span) for m in finding.members for e in m.evidence)


def shared(verdicts: frozenset[str], one: Place, two: Place, *, field: str | None = None) -> Check:
    """A finding of one of these verdicts that rests on words of both reports."""

    def check(reading: Reading) -> bool:
        return any(
            f.verdict in verdicts and (field is None or f.field == field)
            and _over(reading, f, one) and _over(reading, f, two)
            for f in reading.record.findings
        )  # fmt: skip

    return check


def either(*checks: Check) -> Check:
    """One of the checks holds: the second report tells of the meeting twice."""
    return lambda reading: any(check(reading) for check in checks)


def alone(place: Place) -> Check:
    """What one report has is told as its own."""

    def check(reading: Reading) -> bool:
        return any(f.verdict == "single" and _over(reading, f, place) for f in reading.record.findings)

    return check


def _holds(reading: Reading, member: Member, place: Place) -> bool:
    """Whether the words of one side of a finding hold more than half of a place."""
    report, pattern = place
    start, end = reading.find(report, pattern)
    held = sum(touches(e, (start, end)) for e in member.evidence if e.report == report)
    return held * 2 > end - start


def _names(reading: Reading, member: Member, who: str) -> bool:
    """Whether a reader of one side of a finding learns of a person: by its words, or as who speaks or takes part in its record."""
    person, record = reading.twin.people[who], reading.record
    spoke = [i for a in record.attributions if a.id == member.record and a.source for i in a.source.entities]
    acted = [m.entity for e in record.events if e.id == member.record for m in (*e.actors, *e.recipients)]
    return person.name in reading.labels([*spoke, *acted]) or any(person.surname in e.quote for e in member.evidence)


def only(place: Place, *, who: str | None = None) -> Check:
    """The words of a place are told as one report's own, by or of a person where one is given, and no agreement that something happened,
    was said or was promised rests on them as well."""

    def check(reading: Reading) -> bool:
        held = [(f, m) for f in reading.record.findings for m in f.members if _holds(reading, m, place)]
        own = any(f.verdict == "single" and (who is None or _names(reading, m, who)) for f, m in held)
        return own and not any(f.verdict in AGREE and f.field in TELLINGS for f, _ in held)

    return check


def one_man(reading: Reading) -> bool:
    """The minister, whose given name each report spells in its own way, is one person with both spellings, and acts or speaks in both."""
    minister, record = reading.twin.people["minister"], reading.record
    spelt = {minister.name, f"{minister.variant} {minister.surname}"}
    same = [e for e in record.entities if e.type == "person" and minister.surname in f"{e.label} {' '.join(e.aliases)}"]
    if len(same) != 1 or not spelt <= {same[0].label, *same[0].aliases}:
        return False
    told = {e.report for e in record.events for m in (*e.actors, *e.recipients) if m.entity == same[0].id}
    told |= {a.report for a in record.attributions if a.source and same[0].id in a.source.entities}
    return told == {FIRST, SECOND}


def slip(reading: Reading) -> bool:
    """The town misspelt once is a slip of its report."""
    return any(f.verdict == "slip" and f.field == "place" for f in reading.record.findings)


AGREE = frozenset({"corroborated", "compatible"})
TELLINGS = frozenset({"event", "attribution", "commitment"})
"""Fields of findings on what happened, was said or was promised; others are on a number, a day or a place in the same words."""

COMPARISON_CHECKS: dict[str, Check] = {
    "compared: the meeting in the resort": either(
        shared(AGREE, (FIRST, r"hours of talks \w+day with"), (SECOND, r"met [\w ]+ President")),
        shared(AGREE, (FIRST, r"hours of talks \w+day with"), (SECOND, r"meeting with [\w ]+ in \w+ lasted")),
    ),
    "compared: the wreath": shared(AGREE, (FIRST, r"also laid a wreath"), (SECOND, r"jointly laid a wreath")),
    "compared: the annexation": shared(AGREE, (FIRST, r"annexation of the"), (SECOND, r"annexation of")),
    "compared: the boycott of the parade": shared(
        AGREE, (FIRST, r"boycott of"), (SECOND, r"impossible for Western leaders to attend")
    ),
    "compared: the hours are compatible": shared(
        frozenset({"compatible"}),
        (FIRST, r"(\w+) hours of talks"),
        (SECOND, r"lasted (nearly \w+ hours)"),
        field="number",
    ),
    "compared: the town misspelt": slip,
    "compared: two judgements of the agreement's state": shared(
        AGREE | {"conflict"},
        (FIRST, r"willing to implement the political road map"),
        (SECOND, r"seems to be largely holding"),
    ),
    "compared: the agreement's state is a difference of judgement": shared(
        frozenset({"conflict"}),
        (FIRST, r"willing to implement the political road map"),
        (SECOND, r"seems to be largely holding"),
    ),
    "compared: the two spellings of the minister are one man": one_man,
    "compared: the weeks of the negotiations only in the first": alone((FIRST, r"the last \w+ weeks")),
    "compared: the chancellor's visit and wreath only in the first": only(
        (FIRST, r"jet into \w+ on \w+ to lay a wreath"), who="chancellor"
    ),
    "compared: the chancellor's talks only in the first": only((FIRST, r"hold talks with Mr"), who="chancellor"),
    "compared: the senator's different tone only in the first": only(
        (FIRST, r"There is a different tone connected with"), who="senator"
    ),
    "compared: the senator's course corrections only in the first": only(
        (FIRST, r"trying to make some course corrections"), who="senator"
    ),
    "compared: the analyst's costs of the conflict only in the first": only(
        (FIRST, r"Both sides realize that the \w+ conflict has been costly"), who="analyst"
    ),
    "compared: the analyst's open warfare only in the first": only(
        (FIRST, r"forces on the ground might resume open warfare"), who="analyst"
    ),
    "compared: the analyst's new urgency only in the first": only(
        (FIRST, r"there is a new urgency in the air"), who="analyst"
    ),
    "compared: the condition of the sanctions only in the second": alone((SECOND, r"would be lifted if")),
    "compared: the director's forecast only in the second": alone((SECOND, r"No major offensive")),
    "compared: the communiqué and its signing only in the second": only(
        (SECOND, r"communiqué – signed in \w+ \d{4} by the UN")
    ),
    "compared: what the opposition's report claims only in the second": only(
        (SECOND, r"Opposition report released during \w+’s visit claimed \w+ spent billions")
    ),
    "compared: whose work the opposition's report was only in the second": only(
        (SECOND, r"was the work of Opposition leader"), who="victim"
    ),
    "compared: the separate meeting with the minister only in the second": only(
        (SECOND, r"a separate meeting the Secretary of State had with Foreign Minister"), who="minister"
    ),
    "compared: the silence on the peninsula only in the second": alone((SECOND, r"did not even utter a word")),
}
"""Name -> check."""
