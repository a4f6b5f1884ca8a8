"""What the two seed reports tell of agreements, conditions and deadlines, on the seeds and on their twins."""

from __future__ import annotations

from detente.records.kinds import Commitment
from detente.records.shapes import Evidence
from eval.seed_reading import FIRST, SECOND, Check, Reading, codes, touches


def rows_over(reading: Reading, report: str, pattern: str, field: str) -> list[Commitment]:
    """Commitments whose field rests on words of a pattern."""
    span = reading.find(report, pattern)

    def pieces(row: Commitment) -> tuple[Evidence, ...]:
        held = getattr(row, field)
        return held if isinstance(held, tuple) else (held,) if held else ()

    return [c for c in reading.record.commitments if any(e.report == report and touches(e, span) for e in pieces(c))]


def final_agreement(reading: Reading) -> bool:
    """An agreement of one state and a group of powers, still to come, with the weeks that are left as its deadline."""
    rows = rows_over(reading, FIRST, r"final agreement between", "evidence")
    start, end = reading.find(FIRST, r"the last \w+ weeks")
    return any(
        c.type == "agreement"
        and len(codes(c.parties)) == 2
        and c.deadline is not None
        and c.deadline.at == (start, end)
        for c in rows
    )


def unless_condition(reading: Reading) -> bool:
    """The "unless" clause is a condition, what it would prevent its consequence."""
    span = reading.find(FIRST, r"could yet derail wider cooperation")
    rows = rows_over(reading, FIRST, r"unless the flagging [\w ]+ is bolstered", "condition")
    return any(c.consequence is not None and touches(c.consequence, span) > 20 for c in rows)


def communique(reading: Reading) -> bool:
    """Seven signatories, the body agreed on as term, and words of the report that it has not come about."""
    rows = rows_over(reading, SECOND, r"transitional government body", "term")
    late = reading.find(SECOND, r"is nowhere near having a transitional government")
    return any(
        c.type == "agreement"
        and c.instrument is not None
        and len(codes(c.parties)) >= 7
        and any(touches(e, late) for e in c.status_evidence)
        and c.status != "met"
        for c in rows
    )


def two_judgements(reading: Reading) -> bool:
    """One agreement for all its names, with what each report says of its state."""
    first = reading.find(FIRST, r"willing to implement the political road map")
    second = reading.find(SECOND, r"seems to be largely holding")
    return any(
        c.type == "agreement"
        and any(e.report == FIRST and touches(e, first) for e in c.status_evidence)
        and any(e.report == SECOND and touches(e, second) for e in c.status_evidence)
        for c in reading.record.commitments
    )


def somebody_is_bound(reading: Reading) -> bool:
    """No row without a holder, parties or an instrument."""
    return all(c.holder or c.parties or c.instrument for c in reading.record.commitments)


COMMITMENT_CHECKS: dict[str, Check] = {
    "1st report, final agreement with its parties and deadline": final_agreement,
    '1st report, "unless" with its consequence': unless_condition,
    "2nd report, communiqué: signatories, term, not fulfilled": communique,
    "both reports, one agreement with both judgements of its state": two_judgements,
    "no commitment without holder, parties or instrument": somebody_is_bound,
}
