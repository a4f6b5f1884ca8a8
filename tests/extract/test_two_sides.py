"""The other side: whom an act is aimed at that names nobody, in reports with two sides and in others."""

from __future__ import annotations

import pytest

from tests.conftest import Code
from tests.extract.factory import PUBLISHED, sides, states

QUARREL = "Ruritania accused Freedonia of lies. Ruritania clashed with Freedonia. "
WAR = "Ruritania shelled Freedonia. Freedonia shelled Ruritania. "
RULE = "opponent-inferred"


@pytest.mark.parametrize("report", [QUARREL, WAR])
@pytest.mark.parametrize(
    "text", ["Sylvania offered to mediate.", "Sylvania called for restraint.", "Borduria urged a ceasefire."]
)
def test_a_third_party_speaks_to_both_sides(report: str, text: str, code: Code) -> None:
    event = code(report + text, published=PUBLISHED).events[-1]
    assert set(states(event.recipients)) == {"XRU", "XFR"}
    assert {mention.rule for mention in event.recipients} == {RULE}
    assert list(event.recipients) == sorted(event.recipients, key=lambda m: m.start)


def test_a_body_speaks_to_both_sides(code: Code) -> None:
    event = code(QUARREL + "The United Nations appealed for calm.", published=PUBLISHED).events[-1]
    assert sides(event) == (["UNO"], ["XRU", "XFR"])


def test_aid_before_the_quarrel_is_told_goes_to_both_sides(code: Code) -> None:
    event = code("Sylvania sent medicine. " + WAR, published=PUBLISHED).events[0]
    assert (event.type, set(states(event.recipients))) == ("AID", {"XRU", "XFR"})


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Ruritania promised to pull back its guns.", ["XFR"]),
        ("Ruritania rejected a truce.", ["XFR"]),
        ("Freedonia rejected a truce.", ["XRU"]),
    ],
)
def test_an_act_of_one_side_is_aimed_at_the_other(text: str, recipients: list[str], code: Code) -> None:
    event = code(WAR + text, published=PUBLISHED).events[-1]
    assert states(event.recipients) == recipients
    assert event.recipients[0].rule == RULE


@pytest.mark.parametrize(
    "text",
    [
        # no pair: nothing hostile, too little, or no single pair
        "Ruritania met Freedonia in Klow. Sylvania offered to mediate.",
        "Sylvania offered to mediate.",
        "Ruritania clashed with Freedonia. Sylvania clashed with Borduria. Syldavia offered to mediate.",
        # a crowd's demand is made at home, or of nobody in particular
        QUARREL + "Ruritanian students demanded reforms.",
        QUARREL + "Sylvanian students demanded an end to the war.",
        # a third party that refuses or attacks does not do it to both
        WAR + "Sylvania rejected a truce.",
        QUARREL + "Sylvania attacked.",
        # nobody with a state acts
        QUARREL + "Pilots demanded reforms.",
    ],
)
def test_nobody_is_guessed(text: str, code: Code) -> None:
    assert code(text, published=PUBLISHED).events[-1].recipients == ()


def test_what_two_do_together_has_no_recipient(code: Code) -> None:
    event = code(WAR + "Sylvania met Borduria.", published=PUBLISHED).events[-1]
    assert sides(event) == (["XSY", "XBO"], [])


def test_a_recipient_that_is_told_stays(code: Code) -> None:
    event = code(WAR + "Sylvania offered medicine to Borduria.", published=PUBLISHED).events[-1]
    assert sides(event) == (["XSY"], ["XBO"])


def test_a_guess_lowers_the_confidence(code: Code) -> None:
    alone = code("Sylvania offered to mediate.", published=PUBLISHED).events[-1]
    guessed = code(WAR + "Sylvania offered to mediate.", published=PUBLISHED).events[-1]
    assert guessed.confidence < alone.confidence
