"""Who is who in a report: passages of diplomatic news written for the project, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from detente.extract.mentions import Reference, References
from detente.extract.references import find_references
from detente.language.cleaning import clean_report
from detente.language.parsed import ParsedReport, parse_report
from detente.pipeline import Reader
from detente.records.raw import RawReport

Read = Callable[[str], tuple[ParsedReport, References]]


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """A text -> its parse and references; each text is parsed once."""
    held: dict[str, tuple[ParsedReport, References]] = {}

    def read_text(text: str) -> tuple[ParsedReport, References]:
        if text not in held:
            raw = RawReport("r", "test", None, "2015-05-13", None, text, "txt", "test")
            parsed = parse_report(clean_report(raw, reader.lexicon), reader.parser)
            held[text] = parsed, find_references(parsed, reader.lexicon)
        return held[text]

    return read_text


def at(read: Read, text: str, words: str, number: int = 1) -> Reference | None:
    """The reference at the last word of the ``number``-th place where ``words`` stand."""
    parsed, references = read(text)
    place = [found.start() for found in re.finditer(rf"\b{re.escape(words)}(?!\w)", text)][number - 1]
    last = place + len(words) - 1
    paragraph = parsed.paragraph_at(last)
    assert paragraph is not None
    token = paragraph.token_at(last)
    assert token is not None
    return references.at(paragraph, token)


def labels(read: Read, text: str, words: str, number: int = 1) -> list[str]:
    """Labels of the entities, else states and bodies, that the words stand for."""
    reference = at(read, text, words, number)
    entities = read(text)[1].entities
    mentions = reference.mentions if reference else ()
    return [entities[m.entity].label if m.entity else (m.iso3 or m.code or "?") for m in mentions]


@pytest.mark.parametrize(
    ("text", "words", "kind", "code", "acts"),
    [
        ("Ruritania accused Freedonia of lying.", "Freedonia", "name", "XFR", True),
        ("The U.S. and the UK objected.", "U.S.", "name", "USA", True),
        ("They told us that the US objected.", "US", "name", "USA", True),
        ("DPRK officials objected.", "officials", "demonym", "PRK", True),
        ("Kyiv has promised to comply.", "Kyiv", "metonym", "UKR", True),
        ("The minister arrived in Kyiv on Monday.", "Kyiv", "place", "UKR", False),
        ("Strelsau denied the report.", "Strelsau", "metonym", "XRU", True),
        ("He informed Strelsau of the decision.", "Strelsau", "metonym", "XRU", True),
        ("Channels between Moscow and Washington stay open.", "Moscow", "metonym", "RUS", True),
        ("Channels between Moscow and Washington stay open.", "Washington", "metonym", "USA", True),
        ("They flew to Moscow on Sunday.", "Moscow", "place", "RUS", False),
        ("Planes bombed Damascus at night.", "Damascus", "place", "SYR", False),
        ("The Minsk agreement holds.", "Minsk", "place", "BLR", False),
        ("The Kremlin denied the claim.", "Kremlin", "metonym", "RUS", True),
        ("The Strelsau government fell.", "government", "demonym", "XRU", True),
        ("The Ruritanian side kept its word.", "side", "demonym", "XRU", True),
        ("Brussels warned Ruritania.", "Brussels", "metonym", "EU", True),
        ("Sochi hosted the talks.", "Sochi", "place", "RUS", False),
        ("Crimea was annexed.", "Crimea", "place", "UKR", False),
        ("The U.N. Security Council met.", "Council", "name", "UNO", True),
        ("Western governments condemned it.", "governments", "demonym", "WST", True),
        ("The West condemned it.", "West", "name", "WST", True),
        ("Iran and the P5+1 met.", "P5+1", "name", "P5+1", True),
    ],
)
def test_states_bodies_and_places(read: Read, text: str, words: str, kind: str, code: str, acts: bool) -> None:
    reference = at(read, text, words)
    assert reference is not None
    mention = reference.mentions[0]
    assert (reference.kind, mention.iso3 or mention.code, reference.acts) == (kind, code, acts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They told us nothing.", "us"),
        ("She had to polish the speech.", "polish"),
        ("They sailed west for a week.", "west"),
        ("In May they met again.", "May"),
        ("It is clear that talks failed.", "It"),
        ("He spoke in Russian.", "Russian"),
    ],
)
def test_words_that_are_nobody(read: Read, text: str, words: str) -> None:
    assert at(read, text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "code", "sector", "entity"),
    [
        ("Ruritanian soldiers opened fire.", "soldiers", "XRU", "MIL", True),
        ("Troops of Ruritania opened fire.", "Troops", "XRU", "MIL", True),
        ("Ruritania's armed forces opened fire.", "forces", "XRU", "MIL", True),
        ("Ruritanian border guards opened fire.", "guards", "XRU", "MIL", True),
        ("Ruritanian officials denied it.", "officials", "XRU", "GOV", True),
        ("Ruritanian police arrested him.", "police", "XRU", "COP", True),
        ("Ruritanian analysts doubt it.", "analysts", "XRU", "EDU", False),
        ("Ruritanian rebels attacked.", "rebels", "XRU", "REB", False),
        ("Citizens of Ruritania protested.", "Citizens", "XRU", "CVL", False),
        ("A senior Ruritanian official said so.", "official", "XRU", "GOV", False),
        ("The Ruritanian defence minister said so.", "minister", "XRU", "GOV", False),
        ("Ruritanian lawmakers objected.", "lawmakers", "XRU", "LEG", True),
        ("Pro-Ruritanian rebels attacked.", "rebels", None, "REB", False),
    ],
)
def test_sectors(read: Read, text: str, words: str, code: str | None, sector: str | None, entity: bool) -> None:
    reference = at(read, text, words)
    assert reference is not None
    mention = reference.mentions[0]
    assert (mention.iso3, mention.sector, mention.entity is not None) == (code, sector, entity)


@pytest.mark.parametrize(
    ("text", "words", "label", "code"),
    [
        ("Ruritanian Foreign Minister Anna Karr said so.", "Karr", "Anna Karr", "XRU"),
        ("The Ruritanian foreign minister, Anna Karr, said so.", "Karr", "Anna Karr", "XRU"),
        ("Ruritania's foreign minister, Anna Karr, said so.", "minister", "Anna Karr", "XRU"),
        ("Anna Karr, deputy chair of a committee of Ruritania's senate, said so.", "Karr", "Anna Karr", "XRU"),
        ("The president of Ruritania Jan Brandt said so.", "Brandt", "Jan Brandt", "XRU"),
        ("Minister of Defence of the Kingdom of Ruritania Jan Brandt said so.", "Brandt", "Jan Brandt", "XRU"),
        ("Jan Brandt of Ruritania and Anna Karr of Freedonia met.", "Karr", "Anna Karr", "XFR"),
        ("UN Secretary-General Jan Brandt said so.", "Brandt", "Jan Brandt", "UNO"),
        ("Kremlin spokesman Jan Brandt said so.", "Brandt", "Jan Brandt", "RUS"),
        ("The president met his Freedonian counterpart, Anna Karr.", "Karr", "Anna Karr", "XFR"),
        (
            "Jan Brandt, director of the Institute for Sylvania Studies in Strelsau, said so.",
            "Brandt",
            "Jan Brandt",
            "XRU",
        ),
        ("President Bashar al-Assad said so.", "Assad", "Bashar al-Assad", "SYR"),
    ],
)
def test_persons_and_whom_they_act_for(read: Read, text: str, words: str, label: str, code: str) -> None:
    reference = at(read, text, words)
    assert reference is not None
    mention = reference.mentions[0]
    assert labels(read, text, words) == [label]
    assert mention.iso3 or mention.code == code


KARR = (
    "Ruritanian Foreign Minister Anna Karr met Freedonian President Jan Brandt in Klow on Tuesday. "
    "She said the talks had been useful. Brandt thanked her.\n\n"
    "The two sides signed a protocol. The minister then flew home, and the president went to Dorn. "
    "Mr. Brandt said his country would comply. The Freedonian foreign ministry confirmed it. "
    "The ministry said it had informed Strelsau.\n\n"
    "Experts doubt it. They say the protocol is weak."
)
NAVY = (
    "The Ruritanian navy said two of its ships were hit. Nobody was killed and the silos were undamaged, it said.\n\n"
    "Freedonia denied the charge. It said its forces had not fired. Both countries recalled their ambassadors.\n\n"
    "Each government blames the other."
)
MEN = (
    "Karl Lund and Peter Holm, the Sylvanian and Elbonian ministers, met. He smiled.\n\n"
    "The governor, Ivan Sorel, accused Sylvania of lying. He told reporters that he had proof. "
    "On Friday Sorel's office published it, and his deputy repeated it."
)

WALK = (
    "Talks between Ruritania and Freedonia broke down on Monday when the Ruritanian delegation walked out. "
    "Prime Minister Eva Lindt told reporters in Klow that her government would not accept the map. "
    '"They want us to sign first and read later," she said. Her Freedonian counterpart, Otto Brandt, regretted the step. '
    "He said that Freedonia had made its offer in good faith and that it still stood.\n\n"
    "Lindt and Brandt had met twice this month. Their last meeting ended with a handshake. "
    "Neither side has said when they will meet again. The Sylvanian mediator, Karl Holm, urged both leaders to return. "
    "He said the two countries had come closer than ever.\n\n"
    "A spokesman for Lindt said she would fly home on Tuesday. "
    "The spokesman added that the prime minister had spoken to President Anna Sorel. "
    "Sorel's office confirmed the call. It gave no details."
)
COAST = (
    "The Elbonian foreign ministry summoned the Bordurian ambassador on Thursday after two Elbonian fishermen were shot at. "
    "It handed him a note of protest. The ambassador, Ivan Drago, rejected the charge. "
    'Borduria says its coast guard fired into the air. "Our men did their duty," he said.\n\n'
    "Szohod later said it regretted the incident. Bordurian officials promised an inquiry. "
    "They said they would share the results with Mudville."
)


@pytest.mark.parametrize(
    ("text", "words", "number", "expected"),
    [
        (WALK, "her", 1, ["Eva Lindt"]),
        (WALK, "she", 1, ["Eva Lindt"]),
        (WALK, "counterpart", 1, ["Otto Brandt"]),
        (WALK, "He", 1, ["Otto Brandt"]),
        (WALK, "its", 1, ["Freedonia"]),
        (WALK, "it", 1, []),
        (WALK, "Their", 1, ["Eva Lindt", "Otto Brandt"]),
        (WALK, "Neither side", 1, ["Freedonia", "Ruritania"]),
        (WALK, "both leaders", 1, ["Eva Lindt", "Otto Brandt"]),
        (WALK, "He", 2, ["Karl Holm"]),
        (WALK, "the two countries", 1, ["Freedonia", "Ruritania"]),
        (WALK, "she", 2, ["Eva Lindt"]),
        (WALK, "the prime minister", 1, ["Eva Lindt"]),
        (WALK, "It", 1, ["office of the president"]),
        (COAST, "the Bordurian ambassador", 1, ["Ivan Drago"]),
        (COAST, "It", 1, ["Elbonian foreign ministry"]),
        (COAST, "him", 1, ["Ivan Drago"]),
        (COAST, "its coast guard", 1, ["Borduria"]),
        (COAST, "he", 1, ["Ivan Drago"]),
        (COAST, "it", 1, ["Borduria"]),
        (COAST, "They", 1, ["Borduria"]),
        (COAST, "Mudville", 1, ["Elbonia"]),
        (KARR, "She", 1, ["Anna Karr"]),
        (KARR, "Brandt", 2, ["Jan Brandt"]),
        (KARR, "her", 1, ["Anna Karr"]),
        (KARR, "two sides", 1, ["Freedonia", "Ruritania"]),
        (KARR, "The minister", 1, ["Anna Karr"]),
        (KARR, "the president", 1, ["Jan Brandt"]),
        (KARR, "Mr. Brandt", 1, ["Jan Brandt"]),
        (KARR, "his", 1, ["Jan Brandt"]),
        (KARR, "foreign ministry", 1, ["Freedonian foreign ministry"]),
        (KARR, "The ministry", 1, ["Freedonian foreign ministry"]),
        (KARR, "Strelsau", 1, ["Ruritania"]),
        (KARR, "They", 1, ["?"]),  # the experts, who are nobody by name
        (NAVY, "it", 1, ["Ruritania"]),
        (NAVY, "It", 1, ["Freedonia"]),
        (NAVY, "its forces", 1, ["Freedonia"]),
        (NAVY, "Both countries", 1, ["Freedonia", "Ruritania"]),
        (NAVY, "Each government", 1, ["Freedonia", "Ruritania"]),
        (MEN, "He", 1, []),
        (MEN, "He", 2, ["Ivan Sorel"]),
        (MEN, "he", 1, ["Ivan Sorel"]),
        (MEN, "Sorel's office", 1, ["office of the governor"]),
        (MEN, "his", 1, ["Ivan Sorel"]),
    ],
)
def test_what_points_back(read: Read, text: str, words: str, number: int, expected: list[str]) -> None:
    assert sorted(labels(read, text, words, number)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "«",
        "Mr.",
        "the of of, the President of the",
        "Ruritania" * 3000,
        "Mr. " * 500,
        "the minister, " * 300,
        "WHO IS WHO IN THE US",
        "и так далее — 你好 — عرب",
    ],
)
def test_any_text_gives_references(read: Read, text: str) -> None:
    parsed, references = read(text)
    for item in references.items:
        for mention in item.mentions:
            assert parsed.report.text[mention.start : mention.end] == mention.quote


def test_aliases_are_names_and_offices_have_evidence(read: Read) -> None:
    text = (
        "Foreign Minister Anna Karr of Ruritania spoke. Karr, the minister, left Strelsau. "
        "Strelsau said Ruritania was ready. The Kingdom of Ruritania agreed."
    )
    entities = {entity.label: entity for entity in read(text)[1].entities.values()}
    assert entities["Anna Karr"].aliases == ("Karr",)
    assert entities["Ruritania"].aliases == ("Kingdom of Ruritania",)
    office = entities["Anna Karr"].offices[0]
    assert office.evidence is not None
    assert office.evidence.quote == "Foreign Minister"


def test_one_person_has_one_id_in_two_reports(read: Read) -> None:
    first = read("Ruritanian minister Sergei Karrov resigned.")[1].entities
    second = read("Sergey Karrov resigned on Friday, officials said.")[1].entities
    assert {k for k, e in first.items() if e.type == "person"} == {k for k, e in second.items() if e.type == "person"}
