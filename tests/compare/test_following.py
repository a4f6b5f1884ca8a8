"""What follows if something comes true: polarity, names of one agreement, chains, cycles, contradictions."""

from __future__ import annotations

import pytest

from detente.compare.following import find_following
from detente.records.kinds import Commitment
from detente.records.shapes import Evidence, Instrument, Mention


def words(text: str) -> Evidence:
    """Evidence with a quote."""
    return Evidence("r", 0, len(text), text)


def row(identity: str, condition: str, consequence: str, holder: str = "XRU") -> Commitment:
    """A conditional with its words."""
    side = Mention("r", 0, 1, holder, None, holder)
    return Commitment(
        identity, "r", "conditional", (side,), (), (), None, words(condition), words(consequence), words(consequence), None,
        "unknown", (), None, (words(condition),),
    )  # fmt: skip


ACCORD = Commitment(
    "accord", "r", "agreement", (), (), (), Instrument("Klow accords", ("second Klow agreement", "Dorn truce")), None, None,
    None, None, "unknown", (), None, (words("the Klow accords"),),
)  # fmt: skip
LIFTED = row("lifted", "if the Klow agreement was fully respected", "sanctions against Borduria would be lifted")
DERAIL = row("derail", "unless the Klow accords are bolstered", "the dispute could derail the talks")


@pytest.mark.parametrize(
    ("asked", "then", "not_then"),
    [
        ("Klow agreement met", {"lifted"}, {"derail"}),
        ("the Klow accords are respected", {"lifted"}, {"derail"}),
        ("Dorn truce is implemented", {"lifted"}, {"derail"}),
        ("Klow agreement broken", {"derail"}, {"lifted"}),
        ("the Klow agreement is not respected", {"derail"}, {"lifted"}),
        ("the harvest is good", set(), set()),
        ("", set(), set()),
    ],
)
def test_what_meets_a_condition(asked: str, then: set[str], not_then: set[str]) -> None:
    steps = find_following(asked, [ACCORD, LIFTED, DERAIL]).steps
    assert {s.row.id for s in steps if s.follows} == then
    assert {s.row.id for s in steps if not s.follows} == not_then


def test_what_follows_meets_further_conditions() -> None:
    second = row(
        "second", "once the sanctions against Borduria are lifted", "Borduria will reopen the northern pipeline", "XBO"
    )
    third = row("third", "if the northern pipeline is reopened", "Sylvania will pay for the gas", "XSY")
    steps = find_following("Klow agreement met", [ACCORD, LIFTED, third, second]).steps
    assert [(s.row.id, s.depth) for s in steps] == [("lifted", 1), ("second", 2), ("third", 3)]


def test_a_cycle_is_shown_and_ends() -> None:
    one = row("one", "if the northern pipeline is reopened", "the crew of the trawler will be freed")
    two = row("two", "once the crew of the trawler is freed", "the northern pipeline will be reopened", "XFR")
    following = find_following("the northern pipeline is reopened", [one, two])
    assert [s.row.id for s in following.steps] == ["one", "two"]
    assert following.cycles == (("one", "two", "one"),)


def test_a_contradiction_is_shown() -> None:
    other = row("other", "if the Klow agreement is respected", "sanctions against Borduria would not be lifted")
    following = find_following("Klow agreement met", [ACCORD, LIFTED, other])
    assert following.contradictions == (("lifted", "other"),)


def test_order_of_rows_changes_nothing() -> None:
    rows = [ACCORD, LIFTED, DERAIL]
    assert find_following("Klow agreement met", rows) == find_following("Klow agreement met", rows[::-1])
