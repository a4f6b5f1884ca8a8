"""What comparing the two seed reports finds, on the seeds and on their twins."""

from __future__ import annotations

from detente.records.kinds import Finding
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


def slip(reading: Reading) -> bool:
    """The town misspelt once is a slip of its report."""
    return any(f.verdict == "slip" and f.field == "place" for f in reading.record.findings)


AGREE = frozenset({"corroborated", "compatible"})
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
    "compared: the weeks of the negotiations only in the first": alone((FIRST, r"the last \w+ weeks")),
    "compared: the condition of the sanctions only in the second": alone((SECOND, r"would be lifted if")),
    "compared: the director's forecast only in the second": alone((SECOND, r"No major offensive")),
    "compared: the silence on the peninsula only in the second": alone((SECOND, r"did not even utter a word")),
}
"""Name -> check."""
