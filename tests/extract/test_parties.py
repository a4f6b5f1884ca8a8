"""From the head of a noun phrase to its parties."""

from __future__ import annotations

import pytest

from detente.extract.parties import parties_of
from detente.extract.references import find_references
from detente.language.cleaning import clean_report
from detente.language.parsed import parse_report
from detente.pipeline import Reader
from detente.records.raw import RawReport


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Kerry and Lavrov met in Klow.", "Kerry", ["USA", "RUS"]),
        ("The US and EU sanctions hurt.", "sanctions", ["USA", "EU"]),
        ("The US-Russian agreement failed.", "agreement", ["USA", "RUS"]),
        ("The president of Ruritania spoke.", "president", ["XRU"]),
        ("Troops of Ruritania crossed the border.", "Troops", ["XRU"]),
        ("Ruritania, which attacked Freedonia, denied it.", "which", ["XRU"]),
        ("Talks between Ruritania and Freedonia collapsed.", "Talks", ["XRU", "XFR"]),
        ("Anna Karr, the Ruritanian foreign minister, who visited Klow, left.", "who", ["XRU"]),
        ("Ruritanian and Freedonian troops clashed.", "troops", ["XRU", "XFR"]),
        ("The leaders of Ruritania, Freedonia and Sylvania met.", "leaders", ["XRU", "XFR", "XSY"]),
        ("Hundreds of Ruritanian soldiers fled.", "Hundreds", ["XRU"]),
        ("Ruritania's ally Borduria attacked.", "Borduria", ["XBO"]),
        ("The harbour in Strelsau burned.", "harbour", []),
        ("Nobody came.", "Nobody", []),
    ],
)
def test_parties(reader: Reader, text: str, word: str, expected: list[str]) -> None:
    raw = RawReport("r", "test", None, "2015-05-13", None, text, "txt", "test")
    parsed = parse_report(clean_report(raw, reader.lexicon), reader.parser)
    references = find_references(parsed, reader.lexicon)
    paragraph = parsed.paragraphs[0]
    token = next(token for token in paragraph.doc if token.text == word)
    assert [m.iso3 or m.code for m in parties_of(token, paragraph, references)] == expected


def test_a_place_only_when_asked(reader: Reader) -> None:
    raw = RawReport("r", "test", None, None, None, "Planes bombed Strelsau.", "txt", "test")
    parsed = parse_report(clean_report(raw, reader.lexicon), reader.parser)
    references = find_references(parsed, reader.lexicon)
    paragraph = parsed.paragraphs[0]
    assert parties_of(paragraph.doc[2], paragraph, references) == ()
    assert [m.iso3 for m in parties_of(paragraph.doc[2], paragraph, references, places=True)] == ["XRU"]
