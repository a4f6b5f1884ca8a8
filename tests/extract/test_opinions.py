from __future__ import annotations

import pytest

from detente.extract.mentions import build_references
from detente.extract.opinions import find_opinions
from detente.language.parsed import parse_report
from detente.lexicon.cues import OpinionRow
from detente.lexicon.files import DataFolder
from detente.pipeline import Reader
from detente.records.ids import report_id
from detente.records.kinds import Genre, Opinion, Report
from detente.records.shapes import Region
from tests.extract.test_attributions import attributions


def opinions(reader: Reader, text: str, genre: Genre) -> tuple[Opinion, ...]:
    byline, body = text.split("\n", 1)
    regions = (
        Region(0, len(byline), "byline", "test"),
        Region(len(byline) + 1, len(byline) + 1 + len(body), "body", "test"),
    )
    report = Report(report_id(text), "test", None, None, "en", genre, None, text, regions)
    parsed = parse_report(report, reader.parser)
    return find_opinions(parsed, build_references({}, ()), (), reader.lexicon)


@pytest.mark.parametrize(
    "sentence", [e for _, row in DataFolder().yaml_rows("cues/opinions.yaml", OpinionRow) for e in row.examples]
)
def test_every_example(reader: Reader, sentence: str) -> None:
    (found,) = opinions(reader, f"By Anna Velt, Klow\n{sentence}", "opinion")
    assert found.content[0].quote == sentence
    assert found.author is not None
    assert found.author.quote == "Anna Velt"


@pytest.mark.parametrize(
    ("sentence", "genre"),
    [
        ("The two ministers met in Klow.", "opinion"),
        ("“I believe in peace,” he said.", "opinion"),
        ("I have copied out the letter.", "news"),
        ("Ruritania should name the smugglers.", "news"),
    ],
)
def test_no_opinion(reader: Reader, sentence: str, genre: Genre) -> None:
    assert opinions(reader, f"By Anna Velt\n{sentence}", genre) == ()


def test_what_the_writer_believes_is_no_statement(reader: Reader) -> None:
    text = "But I believe the regent wanted the town to smell the smoke."
    assert attributions(reader, text) == ()
    assert len(opinions(reader, f"By Anna Velt\n{text}", "unknown")) == 1
