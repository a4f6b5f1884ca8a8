"""Promises, demands, threats, offers, conditions and agreements in sentences, and what is none of them."""

from __future__ import annotations

from typing import Any

import pytest

from detente.lexicon.commitments import CommitmentExample, load_commitments
from detente.lexicon.files import DataFolder
from detente.records.kinds import Commitment
from detente.records.shapes import Mention
from tests.conftest import Code

EXAMPLES = [pytest.param(e, id=f"{rule}-{n}") for n, (rule, e) in enumerate(load_commitments(DataFolder()).examples)]
QUOTED = ("condition", "consequence", "term")
SIDES = ("holder", "to", "parties")


def sides(mentions: tuple[Mention, ...]) -> list[str]:
    """The codes of mentions, sorted."""
    return sorted(m.iso3 or m.code or m.quote for m in mentions)


def fields(row: Commitment) -> dict[str, Any]:
    """A row as plain values."""
    return {
        "type": row.type,
        "status": row.status,
        "instrument": row.instrument.label if row.instrument else None,
        "deadline": row.deadline.date if row.deadline else None,
        **{name: sides(getattr(row, name)) for name in SIDES},
        **{name: getattr(row, name).quote if getattr(row, name) else None for name in QUOTED},
    }


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_rules_hold(code: Code, example: CommitmentExample) -> None:
    rows = [fields(row) for row in code(example.text, example.published).commitments]
    if example.none:
        assert rows == []
        return
    wanted = {
        k: v
        for k, v in example.model_dump().items()
        if k not in {"text", "none", "published", "line"} and v is not None
    }
    wanted = {k: sorted(v) if k in SIDES else v for k, v in wanted.items()}
    assert wanted in [{k: row[k] for k in wanted} for row in rows], rows


TOLD: list[tuple[str, dict[str, Any]]] = [
    # promises
    ("Borduria promised to free the crew by the end of June.", {"type": "promise", "holder": ["XBO"], "deadline": "2015-06-30"}),
    ("The Ruritanian foreign minister pledged that his country would keep the corridor open.", {"type": "promise", "holder": ["XRU"]}),
    ("Syldavia vowed to rebuild the bridge.", {"type": "promise", "holder": ["XSD"], "term": "to rebuild the bridge"}),
    ("Elbonia undertook to clear the mines within 60 days.", {"type": "promise", "holder": ["XEL"], "deadline": "2015-07-12"}),
    ("Freedonia assured Sylvania that it would not shell the town.", {"type": "promise", "holder": ["XFR"], "to": ["XSY"]}),
    ("Freedonia said it would hand over the gunmen.", {"type": "promise", "holder": ["XFR"], "term": "it would hand over the gunmen"}),
    ("\"We will not give up our land,\" Ruritanian President Anna Karr said.", {"type": "promise", "holder": ["XRU"]}),
    ("Ruritania has promised compensation for the victims.", {"type": "promise", "holder": ["XRU"], "term": "compensation for the victims"}),
    ("Sylvania guaranteed to buy all the gas.", {"type": "promise", "holder": ["XSY"]}),
    ("Borduria renewed its pledge to withdraw its troops.", {"type": "promise", "holder": ["XBO"], "term": "to withdraw its troops"}),
    ("Elbonia agreed to extradite the general.", {"type": "promise", "holder": ["XEL"]}),
    ("Ruritania will not allow the truce to collapse, its defence minister said.", {"type": "promise", "holder": ["XRU"]}),
    # demands
    ("Freedonia demanded that Ruritania withdraw its envoy.", {"type": "demand", "holder": ["XFR"], "to": ["XRU"]}),
    ("Sylvania urged Borduria to release the sailors before 1 June.", {"type": "demand", "holder": ["XSY"], "to": ["XBO"], "deadline": "2015-05-31"}),
    ("Elbonia called on Syldavia to open its archives.", {"type": "demand", "holder": ["XEL"], "to": ["XSD"]}),
    ("Ruritania ordered Freedonia to close its consulate.", {"type": "demand", "holder": ["XRU"], "to": ["XFR"]}),
    ("Borduria insisted that Elbonia pay the debt.", {"type": "demand", "holder": ["XBO"], "to": ["XEL"]}),
    ("Freedonia must leave the island, the Ruritanian government said.", {"type": "demand", "holder": ["XRU"], "to": ["XFR"]}),
    ("Syldavia demanded an apology from Borduria.", {"type": "demand", "holder": ["XSD"], "to": ["XBO"]}),
    # offers
    ("Sylvania offered to mediate between Ruritania and Freedonia.", {"type": "offer", "holder": ["XSY"]}),
    ("Elbonia is prepared to host the talks if both sides ask.", {"type": "offer", "holder": ["XEL"], "condition": "if both sides ask"}),
    ("Syldavia proposed to exchange prisoners.", {"type": "offer", "holder": ["XSD"], "term": "to exchange prisoners"}),
    # threats and conditions
    ("Borduria threatened to cut off the gas.", {"type": "threat", "holder": ["XBO"], "term": "to cut off the gas"}),
    ("Ruritania threatened to leave the treaty unless Freedonia apologised.", {"type": "threat", "holder": ["XRU"], "condition": "unless Freedonia apologised"}),
    ("Sylvania warned that it would shut the strait if one more ship was stopped.", {"type": "threat", "holder": ["XSY"], "condition": "if one more ship was stopped"}),
    ("Elbonia will lift its embargo if Syldavia frees the crew, its foreign ministry said.", {"type": "conditional", "holder": ["XEL"], "condition": "if Syldavia frees the crew", "consequence": "Elbonia will lift its embargo"}),
    ("If Syldavia frees the crew, Elbonia will lift its embargo, the Elbonian foreign ministry said.", {"holder": ["XEL"], "condition": "If Syldavia frees the crew", "consequence": "Elbonia will lift its embargo"}),
    ("The Sylvanian president said Sylvanian and Elbonian sanctions against Borduria would be lifted if the Klow agreement was fully respected.", {"type": "conditional", "holder": ["XEL", "XSY"], "to": ["XBO"], "condition": "if the Klow agreement was fully respected", "consequence": "Sylvanian and Elbonian sanctions against Borduria would be lifted"}),
    ("Ruritania will not sign unless Freedonia withdraws.", {"type": "conditional", "holder": ["XRU"], "condition": "unless Freedonia withdraws"}),
    ("Ruritania will pull out its tanks provided that Freedonia does the same.", {"holder": ["XRU"], "condition": "provided that Freedonia does the same"}),
    ("Freedonia agreed to reopen the road in exchange for an end to the blockade.", {"holder": ["XFR"], "condition": "in exchange for an end to the blockade"}),
    ("Elbonia will not open its ports as long as Sylvania holds the island.", {"holder": ["XEL"], "condition": "as long as Sylvania holds the island"}),
    ("The Bordurian minister said that his country would sign only after Syldavia withdrew its claim.", {"holder": ["XBO"], "condition": "only after Syldavia withdrew its claim"}),
    ("Should the truce fail, Borduria would call up its reserves, its defence ministry said.", {"holder": ["XBO"], "condition": "Should the truce fail"}),
    ("Strelsau said the duties would take effect on 1 August unless a deal was reached.", {"holder": ["XRU"], "condition": "unless a deal was reached", "consequence": "the duties would take effect on 1 August"}),
    ("Syldavia threatened to cut the cable if the crew was not freed within four days.", {"type": "threat", "holder": ["XSD"], "condition": "if the crew was not freed within four days", "deadline": "2015-05-17"}),
    ("Freedonia gave Ruritania 48 hours to pull back its guns.", {"type": "demand", "holder": ["XFR"], "to": ["XRU"], "deadline": "2015-05-15"}),
    ("Ruritania promised that it would deliver the grain before the end of the year.", {"type": "promise", "holder": ["XRU"], "deadline": "2015-12-31"}),
    ("Elbonia will take all measures to defend its ports, foreign ministry spokesman Olo Karm said.", {"type": "promise", "holder": ["XEL"]}),
    # agreements
    ("The Szohod treaty expires in February 2016.", {"instrument": "Szohod treaty", "status": "unknown", "deadline": "2016-02-29"}),
    ("A final agreement between Elbonia and Sylvania is near.", {"type": "agreement", "parties": ["XEL", "XSY"], "instrument": "final agreement"}),
    ("Ruritania and Borduria signed a memorandum of understanding on gas.", {"parties": ["XBO", "XRU"], "instrument": "memorandum of understanding"}),
    ("Ruritania and Freedonia signed a protocol in Klow on Friday.", {"type": "agreement", "parties": ["XFR", "XRU"]}),
    ("Borduria and Syldavia agreed on a ceasefire.", {"type": "agreement", "parties": ["XBO", "XSD"], "instrument": "ceasefire"}),
    ("Both capitals support the Mudville accords.", {"type": "agreement", "instrument": "Mudville accords"}),
    ("The Klow communiqué, signed in March 2009 by Ruritania, Sylvania and Elbonia, is still valid.", {"type": "agreement", "parties": ["XEL", "XRU", "XSY"], "instrument": "Klow communiqué"}),
    ("The Klow truce was broken on the first night.", {"instrument": "Klow truce", "status": "breached"}),
    ("The Klow truce is largely holding.", {"instrument": "Klow truce", "status": "open"}),
    ("The Szohod treaty expired last year.", {"instrument": "Szohod treaty", "status": "expired"}),
    ("Freedonia has violated the Szohod treaty.", {"instrument": "Szohod treaty", "status": "breached"}),
    ("The Klow deal, signed on 1 May, runs for 60 days and is renewed unless one side objects.", {"instrument": "Klow deal", "deadline": "2015-06-30", "condition": "unless one side objects"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_a_commitment_is_told(code: Code, text: str, wanted: dict[str, Any]) -> None:
    rows = [fields(row) for row in code(text, "2015-05-13").commitments]
    assert wanted in [{k: row[k] for k in wanted} for row in rows], rows


NONE = [
    "If oil prices fall, Ruritania will face a deficit.",
    "If this is peace, what is war?",
    "The analyst said Freedonia would attack if Ruritania joined the union.",
    "Ruritania hopes to sign next year.",
    "Freedonia refused to promise a date.",
    "Sylvania denied promising any aid.",
    "Borduria did not threaten to leave.",
    "Elbonia should threaten to close the strait.",
    "Syldavia could offer to mediate.",
    "The wheat harvest promises to be good.",
    "Rain threatened to delay the parade.",
    "Elbonia offered its condolences.",
    "The president asked whether the truce would hold.",
    "Ruritania withdrew its troops in March.",
    "There was no agreement on the border.",
    "An agreement would help both sides.",
    "The talks could lead to a ceasefire.",
    "Economists said the Ruritanian economy would grow.",
    "Ruritania wondered if Freedonia would sign.",
    "The crew was shot dead in February.",
    "Who will sign if nobody reads the treaty?",
    "He said it would rain in Klow.",
    "Both sides are in agreement with the experts.",
    "Borduria might withdraw if the rains come.",
    "The visit of the Sylvanian envoy offers hope.",
    "I will never forget this day, said the Sylvanian driver.",
    "Syldavia gave Borduria a chance to remove its police.",
    "Elbonia promised that the bridge was safe.",
    "Had it rained, the Elbonian army would have stayed.",
]


@pytest.mark.parametrize("text", NONE)
def test_forecasts_hopes_and_past_facts_are_none(code: Code, text: str) -> None:
    assert [(row.type, row.rule, row.evidence[0].quote) for row in code(text, "2015-05-13").commitments] == []


def test_one_agreement_named_five_times_is_one_row(code: Code) -> None:
    text = (
        "Ruritania and Freedonia signed the Klow agreement on Friday. Both sides praised the Klow accords.\n"
        "The deal bans raids. Few think that the Klow deal will last. The accord has been broken twice."
    )
    (row,) = code(text, "2015-05-13").commitments
    assert row.instrument is not None
    assert row.instrument.label == "Klow agreement"
    assert {"Klow accords", "Klow deal", "deal"} <= set(row.instrument.aliases)
    assert sides(row.parties) == ["XFR", "XRU"]
    assert row.status == "breached"
    assert len(row.evidence) >= 3


def test_the_first_and_the_second_agreement_are_two(code: Code) -> None:
    rows = code("The first Klow agreement failed. The second Klow agreement is holding.").commitments
    assert [(row.instrument.label, row.status) for row in rows if row.instrument] == [
        ("first Klow agreement", "breached"),
        ("second Klow agreement", "open"),
    ]


def test_an_agreement_keeps_its_id_in_every_report(code: Code) -> None:
    (one,) = code("Both capitals support the Klow accords.").commitments
    (two,) = code("The fragile Klow agreement was discussed in Szohod.").commitments
    assert one.id == two.id


def test_reports_that_differ_on_the_status_leave_it_unknown(code: Code) -> None:
    (row,) = code("The Klow truce is holding, Strelsau said. The Klow truce was broken, Fredville said.").commitments
    assert row.status == "unknown"
    assert len(row.status_evidence) == 2


def test_what_stands_under_an_agreement_is_its_term(code: Code) -> None:
    text = (
        "The envoys of Ruritania and Freedonia signed a pact in the Mudville mill on Saturday. "
        "Under it both fleets are to sail home by Tuesday evening."
    )
    (row,) = (r for r in code(text, "2021-05-01").commitments if r.instrument)
    assert row.term is not None
    assert row.term.quote.startswith("both fleets are to sail home")
    assert row.deadline is not None
    assert row.deadline.date == "2021-05-04"


def test_the_last_weeks_of_the_talks_are_the_deadline_of_a_planned_agreement(code: Code) -> None:
    text = (
        "The visit comes before a final agreement between Elbonia and Sylvania on fishing.\n"
        '"We now enter the last three weeks of the talks," Sylvanian President Anna Karr said.'
    )
    row = next(r for r in code(text, "2015-05-13").commitments if r.instrument)
    assert row.deadline is not None
    assert (row.deadline.text, row.deadline.date) == ("the last three weeks", "2015-06-03")


def test_a_threat_for_the_case_that_a_promise_is_not_kept_has_its_deadline(code: Code) -> None:
    text = (
        "A Ruritanian minister said that Freedonia had pledged to dismantle its rafts by Sunday noon. "
        "If it does not, she said, the sluice at Mudville will be shut."
    )
    rows = code(text, "2021-04-30").commitments
    promise = next(r for r in rows if r.type == "promise")
    conditional = next(r for r in rows if r.condition is not None)
    assert sides(promise.holder) == ["XFR"]
    assert conditional.condition is not None
    assert conditional.condition.quote == "If it does not"
    assert conditional.deadline is not None
    assert conditional.deadline.date == "2021-05-02"


def test_a_commitment_inside_what_is_said_names_the_attribution(code: Code) -> None:
    coding = code(
        "Sylvanian President Anna Karr said Sylvania would reopen the border if Borduria withdrew its troops."
    )
    (row,) = coding.commitments
    assert row.attribution in {a.id for a in coding.attributions}


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("Ruritania promised to free 12 sailors by 1 June.", "Elbonia promised to free 90 miners by 1 June."),
        (
            "Borduria warned that it would shut the strait if a ship was stopped.",
            "Freedonia warned that it would seal the pass if a truck was searched.",
        ),
    ],
)
def test_the_same_sentence_about_others_has_the_same_row(code: Code, text: str, swapped: str) -> None:
    one, two = (code(t, "2015-05-13").commitments for t in (text, swapped))
    assert [(r.type, r.rule, bool(r.condition), bool(r.deadline)) for r in one] == [
        (r.type, r.rule, bool(r.condition), bool(r.deadline)) for r in two
    ]
    assert len(one) == 1


@pytest.mark.parametrize(
    "text", ["if if if", "Unless.", "deal", "agreed on", "If not, not.", "promise to " * 40, "(the deal (the deal"]
)
def test_odd_texts_raise_nothing(code: Code, text: str) -> None:
    for row in code(text).commitments:
        assert row.holder or row.parties or row.instrument
