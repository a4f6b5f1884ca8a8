"""Undertakings told by the cue alone, duties with a day, conditions of dependence, days of events: sentences and the rows they give."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Code
from tests.extract.test_commitments import fields

PUBLISHED = "2015-05-13"
TOLD: list[tuple[str, dict[str, Any]]] = [
    ("All guns will be out of the valley by 31 August, Freedonian President Karl Brom promised.", {"type": "promise", "holder": ["XFR"], "deadline": "2015-08-31"}),
    ("Elbonia and Sylvania called for the release of the nine sailors.", {"type": "demand", "holder": ["XEL", "XSY"]}),
    ("Full access was promised by Ruritania.", {"type": "promise", "holder": ["XRU"], "term": "Full access"}),
    ("Ruritania has until 31 December to catch him.", {"type": "deadline", "holder": ["XRU"], "deadline": "2015-12-31"}),
    ("The Ruritanian ambassador has 72 hours to leave Klow.", {"type": "deadline", "holder": ["XRU"], "deadline": "2015-05-16"}),
    ("Ruritania is due to present its report before the end of June.", {"type": "deadline", "holder": ["XRU"], "deadline": "2015-06-30"}),
    ("Ruritania is to reopen its embassy in Klow.", {"type": "promise", "holder": ["XRU"], "term": "to reopen its embassy in Klow"}),
    ("Sylvania said its aid to Elbonia would be conditional on the start of the trials.", {"type": "conditional", "holder": ["XSY"], "condition": "conditional on the start of the trials", "consequence": "its aid to Elbonia"}),
    ("Borduria has linked the release of the two pilots to a pull-out from the valley.", {"type": "conditional", "holder": ["XBO"], "consequence": "the release of the two pilots"}),
    ("Sylvania refuses to recognise the enclave until Borduria does.", {"type": "conditional", "holder": ["XSY"], "condition": "until Borduria does"}),
    ("Borduria told the oil firms to pay by 1 June or face the seizure of their cargoes.", {"type": "threat", "holder": ["XBO"], "deadline": "2015-06-01"}),
    ("Ruritania demanded that Freedonia withdraw its note ahead of the summit on 3 June.", {"type": "demand", "holder": ["XRU"], "deadline": "2015-06-02"}),
    ("Threatening to recall its ambassador, Ruritania gave Freedonia until Friday.", {"type": "threat", "holder": ["XRU"], "deadline": "2015-05-15"}),
    ("EU sanctions on Ruritania will be eased only after its exiles are allowed home, diplomats said.", {"type": "conditional", "condition": "only after its exiles are allowed home"}),
    ("Syldavia would cut the gas, Syldavian President Olo Karm threatened on Thursday, should Borduria close its border.", {"type": "threat", "holder": ["XSD"], "condition": "should Borduria close its border"}),
    ("The Sylvanian foreign minister declared his readiness to host the talks.", {"type": "offer", "holder": ["XSY"]}),
    ("Syldavia and Borduria prolonged their truce until 3 August on Tuesday.", {"type": "agreement", "instrument": "truce"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_what_is_told(code: Code, text: str, wanted: dict[str, Any]) -> None:
    rows = [fields(row) for row in code(text, PUBLISHED).commitments]
    assert wanted in [{key: row[key] for key in wanted} for row in rows], rows


@pytest.mark.parametrize(
    "text",
    [
        "Whether the sanctions will be lifted is anybody's guess, a diplomat said.",
        "Hopes that a deal will be reached faded on Tuesday.",
        "Ruritania denied giving assurances that the guns would leave.",
        "Ruritania told its own ministers to be on time.",
        "The Ruritanian minister is to visit Rome.",
        "The vote depends on the weather.",
        "The outcome depends on the harvest, the Ruritanian farm minister said.",
        "The talks are due to begin before the end of June.",
        "Ruritania left before the vote was counted.",
        "The Ruritanian king ruled until the army deposed him.",
        "Sylvania waited until the rain stopped.",
        "Analysts said Ruritania would win if it attacked.",
        "Nobody should take the law into his own hands, the Ruritanian president said.",
        "If this goes on, there will never be a friendly solution, the Ruritanian president said.",
    ],
)
def test_what_is_none(code: Code, text: str) -> None:
    assert [fields(row) for row in code(text, PUBLISHED).commitments] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ruritania demanded that Freedonia withdraw its note ahead of the summit on 3 January.", "2016-01-02"),
        ("Ruritania pledged to cut its stockpile over the next two years.", "2017-05-13"),
        ("Ruritania pledged to free the crew by Christmas.", "2015-12-25"),
        ("Ruritania issued a 48-hour ultimatum to Freedonia on Wednesday.", "2015-05-15"),
        ("Ruritania's offer to shelter the families expires on 1 July.", "2015-07-01"),
        ("Sylvania and Elbonia signed a pact on 14 May 2015 that requires both to free all prisoners within 30 days of signing.", "2015-06-13"),
    ],
)  # fmt: skip
def test_last_days(code: Code, text: str, day: str) -> None:
    assert day in [row.deadline.date for row in code(text, PUBLISHED).commitments if row.deadline]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ruritania will sign the pact only on the basis that Freedonia does the same before the summit on 31 December.", "2015-12-30"),
        ("Last year Ruritania said it would sign the pact only on the basis that Freedonia did the same before the summit on 31 December.", "2014-12-30"),
    ],
)  # fmt: skip
def test_a_day_read_as_past_is_the_next_but_in_a_sentence_about_long_ago(code: Code, text: str, day: str) -> None:
    assert [row.deadline.date for row in code(text, PUBLISHED).commitments if row.deadline] == [day]


def test_a_month_moved_on_is_no_finer_than_told(code: Code) -> None:
    (row,) = code("Ruritania demanded that Freedonia withdraw its guns by January.", PUBLISHED).commitments
    assert row.deadline is not None
    assert row.deadline.date == "2016-01-31"
    assert row.deadline.end == "2016-01"
