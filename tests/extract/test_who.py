"""`detente who`: phrase, day and what they stand for; the same resolver that reads reports."""

from __future__ import annotations

import pytest

from detente.pipeline import Reader, resolve_phrases

WHO = [
    # names whose office depends on the day
    ("Vladimir Putin", "1998-12-01", "RUS", None, "SPY"),
    ("Vladimir Putin", "2009-01-01", "RUS", None, "GOV"),
    ("Angela Merkel", "2015-05-12", "DEU", None, "GOV"),
    ("Angela Merkel", "2023-01-01", "DEU", None, "ELI"),
    ("Sergey Lavrov", "2015-05-12", "RUS", None, "GOV"),
    ("Secretary Kerry", "2015-05-12", "USA", None, "GOV"),
    ("former President Jimmy Carter", "2015-05-12", "USA", None, "ELI"),
    # roles, with and without what the table adds
    ("the Mongolian president", "2015-05-12", "MNG", None, "GOV"),
    ("the US secretary of state", "2015-05-12", "USA", None, "GOV"),
    ("his Russian counterpart", "2015-05-12", "RUS", None, "GOV"),
    ("the chancellor", "2015-05-12", None, None, "GOV"),
    ("president of the Knesset", "2015-05-12", "ISR", None, "LEG"),
    ("a former CIA official", "2015-05-12", "USA", None, "ELI"),
    ("the governor of Texas", "2015-05-12", "USA", None, "GOV"),
    # states, capitals and seats, and what only is a place
    ("Norway", "2015-05-12", "NOR", None, None),
    ("the Kremlin", "2015-05-12", "RUS", None, "GOV"),
    ("Oslo", "2015-05-12", "NOR", None, "GOV"),
    ("the Pentagon", "2015-05-12", "USA", None, "MIL"),
    ("Transnistria", "2015-05-12", "MDA", None, "PRE"),
    ("the Danish government", "2015-05-12", "DNK", None, "GOV"),
    # bodies, groups, people by what they are
    ("NATO", "2015-05-12", None, "NATO", None),
    ("European Union lawmakers", "2015-05-12", None, "EU", "LEG"),
    ("the Bundestag", "2015-05-12", "DEU", None, "LEG"),
    ("Hezbollah", "2015-05-12", "LBN", None, "PTY"),
    ("Russian analysts", "2015-05-12", "RUS", None, "EDU"),
    ("Serbian troops", "2015-05-12", "SRB", None, "MIL"),
    ("Norwegian farmers", "2015-05-12", "NOR", None, "AGR"),
    ("Oslo police", "2015-05-12", "NOR", None, "COP"),
    ("members of the Bundeswehr", "2015-05-12", "DEU", None, "MIL"),
    ("a group of gunmen", "2015-05-12", None, None, "UAF"),
    ("business leaders", "2015-05-12", None, None, "BUS"),
    ("two men", "2015-05-12", None, None, "UNK"),
    # nobody
    ("the Vietnam War", "2015-05-12", None, None, None),
    ("", "2015-05-12", None, None, None),
    ("?!", "2015-05-12", None, None, None),
]


@pytest.mark.parametrize(("phrase", "on", "iso3", "code", "sector"), WHO)
def test_who(phrase: str, on: str, iso3: str | None, code: str | None, sector: str | None, reader: Reader) -> None:
    (answer,) = resolve_phrases([(phrase, on)], reader)
    assert (answer.phrase, answer.on) == (phrase, on)
    assert (answer.iso3, answer.code, answer.sector) == (iso3, code, sector), answer


@pytest.mark.parametrize(
    ("phrase", "on", "label", "office", "rule"),
    [
        ("the US secretary of state", "2015-05-12", "John Kerry", "secretary of state", "holder-unchecked"),
        ("the German chancellor", "2014-12-01", "Angela Merkel", "chancellor", "holder-on-date"),
        ("the German chancellor", "2002-12-01", "Gerhard Schröder", "chancellor", "holder-unchecked"),
        ("Kerry", "2015-05-12", "John Kerry", "secretary of state", "holder-table"),
        ("the Kremlin", "2015-05-12", "Russia", None, "metonym-seat"),
        (
            "the president of the European Commission",
            "2015-05-12",
            "Jean-Claude Juncker",
            "president",
            "holder-unchecked",
        ),
        # two bear the name: nobody is guessed
        ("Clinton", "2010-05-12", "Clinton", None, "name"),
        ("Orban", "2021-05-12", None, None, None),
    ],
)
def test_the_holder_and_the_rule(
    phrase: str, on: str, label: str | None, office: str | None, rule: str | None, reader: Reader
) -> None:
    (answer,) = resolve_phrases([(phrase, on)], reader)
    assert (answer.label, answer.office) == (label, office), answer
    assert rule is None or answer.rule == rule


def test_answers_come_in_order_and_alone(reader: Reader) -> None:
    """No phrase changes how another is answered."""
    phrases = [(phrase, on) for phrase, on, *_ in WHO[:8]]
    together = list(resolve_phrases(phrases, reader))
    assert together == [answer for one in phrases for answer in resolve_phrases([one], reader)]
    assert list(resolve_phrases(reversed(phrases), reader)) == together[::-1]
