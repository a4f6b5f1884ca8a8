"""Days, places and parties that one telling lends to another: episodes, accords, invasions, press releases and the day a report stands at."""

from __future__ import annotations

import pytest

from detente.records.kinds import Event
from tests.conftest import Code
from tests.extract.factory import PUBLISHED, day_of, place_of, sides

TUESDAY, FRIDAY = "2015-05-12", "2015-05-08"
MINISTRY = "Ministry of Foreign Affairs of Ruritania"


def _last(text: str, code: Code, *, outlet: str = "test") -> Event:
    return code(text, published=PUBLISHED, outlet=outlet).events[-1]


@pytest.mark.parametrize(
    ("text", "day", "place", "parties"),
    [
        (
            "Ruritanian missiles hit Klow on Tuesday. The strike had killed nine people.",
            TUESDAY,
            "Klow",
            (["XRU"], ["XSD"]),
        ),
        # any strike, a report with two days, and one that only tells of old attacks lend nothing
        ("Ruritanian missiles hit Klow on Tuesday. A strike had killed nine people.", None, None, ([], [""])),
        (
            "Ruritanian missiles hit Klow on Tuesday. Gunmen shot a judge on Monday. The strike had killed nine people.",
            None,
            None,
            ([], [""]),
        ),
        ("Ruritanian missiles hit Klow in 1998. The strike had killed nine people.", None, None, ([], [""])),
    ],
)
def test_the_strike_belongs_to_its_episode(
    text: str, day: str | None, place: str | None, parties: tuple[list[str], list[str]], code: Code
) -> None:
    event = _last(text, code)
    assert event.rule == "attack-kills"
    assert (day_of(event), place_of(event), sides(event)) == (day, place, parties)


def test_an_attack_of_long_ago_is_no_part_of_the_episode(code: Code) -> None:
    event = _last("Ruritanian missiles hit Klow on Tuesday. The attack of 1998 killed nine people.", code)
    assert (day_of(event), event.historical, event.actors) == ("1998", True, ())


def test_the_missiles_of_a_dated_attack_tell_it_again(code: Code) -> None:
    text = "Missiles hit Klow on Tuesday, Ruritania said. {} had sunk a boat."
    again = code(text.format("The missiles"), published=PUBLISHED).events
    other = code(text.format("Missiles"), published=PUBLISHED).events
    assert [(event.type, len(event.evidence)) for event in again] == [("ASSAULT", 2)]
    assert [day_of(event) for event in other] == [TUESDAY, None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Ruritania and Freedonia signed a pact on Friday. Under the pact, Freedonia undertook to pay for the dam.",
            FRIDAY,
        ),
        (
            "Ruritania and Freedonia signed a pact on Friday. Under the pact, Freedonia has undertaken to pay for the dam.",
            FRIDAY,
        ),
        # a day of its own, no accord, no signing, two signings
        (
            "Ruritania and Freedonia signed a pact on Friday. Under the pact, Freedonia undertook on Monday to pay.",
            "2015-05-11",
        ),
        (
            "Ruritania and Freedonia signed a pact on Friday. Freedonia has undertaken to pay for the dam.",
            None,
        ),
        (
            "Ruritania and Freedonia discussed a pact on Friday. Under the pact, Freedonia has undertaken to pay.",
            None,
        ),
        (
            "Ruritania and Freedonia signed a pact on Friday. Sylvania and Borduria signed a treaty on Monday. Under the pact, Freedonia has undertaken to pay.",
            None,
        ),
    ],
)
def test_what_is_undertaken_under_an_accord_has_its_day(text: str, day: str | None, code: Code) -> None:
    event = _last(text, code)
    assert (event.type, day_of(event)) == ("AGREE", day)


@pytest.mark.parametrize(
    ("text", "place", "rule"),
    [
        ("Ruritania's invasion of Freedonia shocked Europe.", "Freedonia", "invaded"),
        ("Ruritania's attack on Freedonia shocked Europe.", None, None),
        ("Ruritania's invasion of the island shocked Europe.", None, None),
    ],
)
def test_an_invasion_takes_place_in_what_is_invaded(text: str, place: str | None, rule: str | None, code: Code) -> None:
    events = code(text, published=PUBLISHED).events
    found = [(place_of(event), event.where.rule if event.where else None) for event in events]
    assert found == [(place, rule)]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Five hundred people gathered before the ministry in Strelsau and demanded weapons.", ["XRU"]),
        ("Students marched against Freedonia in Strelsau and demanded weapons.", ["XFR"]),
        ("Students marched against Freedonia in Strelsau. The envoy demanded weapons.", []),
    ],
)
def test_a_crowd_asks_those_before_whom_it_stands(text: str, recipients: list[str], code: Code) -> None:
    event = _last(text, code)
    assert (event.type, sides(event)[1]) == ("REQUEST", recipients)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Ministry demands that Freedonia pay for the dam.", PUBLISHED),
        ("Ruritania rejects the claims of Freedonia.", PUBLISHED),
        ("Ruritania demands on Tuesday that Freedonia pay for the dam.", TUESDAY),
        ("Ruritania demanded that Freedonia pay for the dam.", None),
        ("Ruritania expels the Freedonian ambassador.", None),
    ],
)
def test_a_press_release_speaks_on_its_day(text: str, day: str | None, code: Code) -> None:
    assert day_of(_last(text, code, outlet=MINISTRY)) == day


@pytest.mark.parametrize("outlet", ["test", "The Strelsau Courier"])
def test_news_in_the_present_tense_has_no_day(outlet: str, code: Code) -> None:
    assert day_of(_last("Ruritania demands that Freedonia pay for the dam.", code, outlet=outlet)) is None


def test_a_press_release_without_a_date_has_no_day(code: Code) -> None:
    events = code("Ruritania demands that Freedonia pay for the dam.", outlet=MINISTRY).events
    assert [day_of(event) for event in events] == [None]


SAID = "Ruritania said on Tuesday that rain had come. "


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (SAID + "Ruritania expelled a Freedonian envoy.", TUESDAY),
        (SAID + "Freedonia criticised Sylvania.", TUESDAY),
        # the day of speech is not lent to attacks, arrests and marches
        (SAID + "Ruritania shelled Freedonia.", None),
        (SAID + "Ruritania arrested a Freedonian sailor.", None),
        # what was done on a day is
        ("Ruritania and Freedonia signed a pact on Tuesday. Ruritania arrested a Freedonian sailor.", TUESDAY),
        # only today and yesterday, and only the simple past of main clauses
        ("Ruritania said on Friday that rain had come. Freedonia criticised Sylvania.", None),
        (SAID + "Freedonia has criticised Sylvania.", None),
        (SAID + "Freedonia had criticised Sylvania.", None),
        (SAID + "Freedonia will criticise Sylvania.", None),
        ("When Ruritania spoke on Tuesday rain fell. Freedonia criticised Sylvania.", None),
    ],
)
def test_the_day_a_report_stands_at_is_carried(text: str, day: str | None, code: Code) -> None:
    event = _last(text, code)
    assert day_of(event) == day
    if day and event.when:
        assert (event.when.computed_from or "").startswith("carried on from")


RAMMED = "The Ruritanian navy rammed a Freedonian trawler on Friday. "


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (RAMMED + "It sank the trawler. It seized the crew.", [FRIDAY, FRIDAY, FRIDAY]),
        # words, the perfect, another paragraph, and a year are not of the row
        (RAMMED + "Freedonia criticised the raid.", [FRIDAY, None]),
        (RAMMED + "It has seized the crew.", [FRIDAY, None]),
        (RAMMED.strip() + "\n\nIt seized the crew.", [FRIDAY, None]),
        ("The Ruritanian navy rammed a Freedonian trawler last year. It seized the crew.", ["2014", None]),
    ],
)
def test_deeds_in_a_row_are_of_one_day(text: str, days: list[str | None], code: Code) -> None:
    assert [day_of(event) for event in code(text, published=PUBLISHED).events] == days
