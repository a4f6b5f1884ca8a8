"""Events: every example of ``data/events`` read by the real program, news without events, parties, days and places."""

from __future__ import annotations

import pytest

from detente.lexicon.events import Example, load_events
from detente.lexicon.files import DataFolder
from detente.records.kinds import Event, EventType
from tests.conftest import Code

EXAMPLES = load_events(DataFolder()).examples

QUIET = """\
The president of Ruritania spoke for an hour about the weather.
Old men played chess under the plane trees of Strelsau.
Freedonia lies between two rivers and a range of low hills.
The minister wore a grey suit and looked tired.
Nobody in the room believed him.
It was the warmest May that Sylvania had known for years.
The embassy stands in a quiet street behind the cathedral.
"We are a small country with a long memory," the envoy said.
Relations between Ruritania and Freedonia have been poor for a generation.
The question of the dam is an old one.
History weighs heavily on the people of Borduria.
Diplomats describe the mood in Klow as sober.
The bridge is forty metres long and painted green.
The two capitals are only ninety kilometres apart.
The treaty runs to three hundred pages.
Ruritania has a population of nine million.
Few in Szohod remember the old border.
The ambassador has lived in Mudville since 2009.
Trains were late on Monday morning.
The text is silent on this point.
"Nothing is settled," a diplomat said.
The crisis is now in its third week.
Analysts in Strelsau are sceptical.
The winter was long and the harvest was poor.
Freedonia's economy grew by two percent last year.
The Sylvanian parliament has a hundred seats.
He studied law in Klow and married a dentist.
The hall was full and the air was bad.
The prime minister smiled and left the podium.
What happens next is anybody's guess.
The official spoke on condition of anonymity.
Syldavia is famous for its mineral water.
The island has no trees and one lighthouse.
Her second term ends in October.
The general is a cautious man.
The border runs through the middle of the village.
The foreign ministry had no comment.
The secretary of state looked at his notes and shook his head.
It is not the first time that the two leaders have disagreed.
The mood at the summit was cold.
Elbonia joined the customs union in 1998.
The opposition leader is widely seen as a moderate.
Few observers think that the deal can last.
The Bordurian currency lost value in the spring.
She said that the situation was complicated.
The ministry confirmed the number of the dead.
The king's speech lasted eleven minutes.
His predecessor had been a soldier.
That is the view from Strelsau, at least.
The talks are a matter of patience, one negotiator said.
The water level in the reservoir is falling.
Both capitals have reasons to be careful.
A thin rain fell on the square.
Reporters waited outside for three hours.
The palace has been empty since the war.
Ruritanian is spoken on both banks of the river.
The minister's remarks surprised many of his colleagues.
The document has twelve articles and two annexes.
Freedonian farmers have had a bad year.
In the markets of Sylvagrad life goes on as before.
The president knows that time is short.
Some say that the general has ambitions of his own.
The row has a long history.
The cease-fire line is marked with white stones.
The government in Klow is a coalition of three parties.
The chancellor likes to quote poets.
Its northern neighbour is larger and richer.
Observers were reminded of the spring of 1998.\
""".splitlines()


def _codes(event: Event) -> tuple[list[str], list[str]]:
    sides = (event.actors, event.recipients)
    actors, recipients = ([m.iso3 or m.code or "" for m in side] for side in sides)
    return actors, recipients


@pytest.mark.parametrize(("type_", "example"), EXAMPLES, ids=[f"{t}-{e.rule}-{n}" for n, (t, e) in enumerate(EXAMPLES)])
def test_examples_of_the_lexicon(type_: EventType, example: Example, code: Code) -> None:
    found = code(example.text, published="2015-05-13").events
    fitting = [e for e in found if e.type == (example.type or type_) and e.rule == example.rule]
    assert fitting, [(e.type, e.rule) for e in found]
    event = fitting[0]
    actors, recipients = _codes(event)
    assert set(example.actor) <= set(actors)
    assert set(example.recipient) <= set(recipients) | (set() if example.actor and recipients else set(actors))
    assert event.status == example.status
    assert example.mode is None or example.mode in event.modes


def test_quiet_news_has_few_events(code: Code) -> None:
    assert len(QUIET) >= 60
    loud = [text for text in QUIET if code(text, published="2015-05-13").events]
    assert len(loud) <= 0.12 * len(QUIET), loud


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Kerry met Lavrov in Klow on Monday.", "CONSULT", ["USA", "RUS"], []),
        ("The minister of Ruritania, who visited Freedonia, left.", "CONSULT", ["XRU"], ["XFR"]),
        ("A Freedonian senator was shot dead in March.", "ASSAULT", [], ["XFR"]),
        ("The charter was signed by Ruritania, Freedonia and Sylvania.", "SUPPORT", ["XRU", "XFR", "XSY"], []),
        ("Ruritania recalled its ambassador from Freedonia.", "SANCTION", ["XRU"], ["XFR"]),
        ("Ruritania expressed anger at Freedonia.", "ACCUSE", ["XRU"], ["XFR"]),
        ("The arrest of the Freedonian editor by Ruritania drew protests.", "COERCE", ["XRU"], ["XFR"]),
        ("Szohod's annexation of the Syldavian province of Dorn shocked Europe.", "COERCE", ["XBO"], ["XSD"]),
        ("Ruritania promised to continue military aid to Freedonia.", "AGREE", ["XRU"], ["XFR"]),
        ("Two missiles struck the Freedonian port of Fredville.", "ASSAULT", [], ["XFR"]),
        ("Protesters in Strelsau marched against Freedonia.", "PROTEST", ["XRU"], ["XFR"]),
        ("Ruritania said Freedonia must return the helicopter.", "REQUEST", ["XRU"], ["XFR"]),
        ("Soldiers opened fire, according to the Ruritanian police.", "ASSAULT", [""], []),
    ],
)
def test_parties(text: str, type_: str, actors: list[str], recipients: list[str], code: Code) -> None:
    found = [_codes(e) for e in code(text, published="2015-05-13").events if e.type == type_]
    assert (actors, recipients) in found


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Ruritania attacked Freedonia.", "ASSAULT", "actual"),
        ("Ruritania might attack Freedonia.", "ASSAULT", "hypothetical"),
        ("Ruritania should attack Freedonia.", "ASSAULT", "demanded"),
        ("Ruritania did not attack Freedonia.", "ASSAULT", "negated"),
        ("Ruritania denied that it had attacked Freedonia.", "ASSAULT", "denied"),
        ("Ruritania will meet Freedonia's envoy in Klow.", "AGREE", "planned"),
        ("Ruritania will not lift the sanctions against Freedonia.", "REJECT", "actual"),
        ("Sanctions against Ruritania would be lifted if it withdrew.", "CONCEDE", "conditional"),
    ],
)
def test_status_and_type(text: str, type_: str, status: str, code: Code) -> None:
    assert (type_, status) in [(e.type, e.status) for e in code(text, published="2015-05-13").events]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ruritania met Freedonia on Monday.", "2015-05-11"),
        ("Missiles hit Klow on Tuesday, a day after Ruritania and Freedonia signed a deal.", None),
        ("Ruritania demanded that Freedonia leave by Friday.", None),
        ("Ruritania said on Tuesday that rain had come. Freedonia criticised Sylvania.", "2015-05-12"),
        ("The accord, signed on Tuesday, was long. Ruritania and Freedonia put their names to it.", "2015-05-12"),
    ],
)
def test_days(text: str, day: str | None, code: Code) -> None:
    event = code(text, published="2015-05-13").events[-1]
    assert (event.when.start if event.when else None) == day


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ruritania and Freedonia signed a treaty in Klow.", "Klow"),
        ("Missiles struck the port of Fredville.", "Fredville"),
        ("Ruritania called on Klow to stop.", None),
        ("In Strelsau a crowd gathered and demanded weapons from Freedonia.", "Strelsau"),
        ("Ruritania criticised Freedonia for the first time since the war in Sylvania.", None),
    ],
)
def test_places(text: str, place: str | None, code: Code) -> None:
    event = code(text, published="2015-05-13").events[-1]
    assert (event.where.quote if event.where else None) == place


def test_a_noun_and_its_verb_are_one_event(code: Code) -> None:
    found = code("Ruritania suspended the talks with Freedonia.", published="2015-05-13").events
    assert [event.type for event in found] == ["SANCTION"]


def test_two_tellings_are_one_event(code: Code) -> None:
    text = "Kerry met Lavrov in Klow on Monday.\n\nKerry's meeting with Lavrov lasted four hours."
    found = code(text, published="2015-05-13").events
    assert [(event.type, len(event.evidence)) for event in found] == [("CONSULT", 2)]


def test_the_other_side_is_the_target_of_a_hostile_act(code: Code) -> None:
    text = (
        "Ruritania accused Freedonia of lies. Ruritania clashed with Freedonia. Freedonian soldiers opened fire first."
    )
    last = code(text, published="2015-05-13").events[-1]
    assert _codes(last) == (["XFR"], ["XRU"])
    assert last.recipients[0].rule == "opponent-inferred"


def test_no_side_is_guessed_where_three_quarrel(code: Code) -> None:
    text = "Ruritania accused Freedonia of lies. Sylvania clashed with Borduria. Freedonian soldiers opened fire first."
    assert code(text, published="2015-05-13").events[-1].recipients == ()
