"""Numbers in sentences: their size, unit and hedge, and what is counted."""

from __future__ import annotations

import pytest

from detente.extract.quantities import find_quantities
from detente.language.parsed import parse_report
from detente.lexicon.files import DataFolder
from detente.lexicon.quantities import QuantityExample, load_quantities
from detente.pipeline import Reader
from detente.records.kinds import Quantity, Report
from detente.records.shapes import Region
from tests.conftest import Code

EXAMPLES = [pytest.param(n, e, id=f"{rule}-{n}") for n, (rule, e) in enumerate(load_quantities(DataFolder()).examples)]


@pytest.fixture(scope="module")
def exemplified(reader: Reader) -> list[list[Quantity]]:
    """The quantities of each example of the rules."""
    return quantities_of(reader, [example.text for _, example in load_quantities(DataFolder()).examples])


@pytest.mark.parametrize(("number", "example"), EXAMPLES)
def test_the_examples_of_the_rules_hold(
    exemplified: list[list[Quantity]], number: int, example: QuantityExample
) -> None:
    wanted = {
        k: v
        for k, v in example.model_dump().items()
        if k in {"type", "low", "high"} or (v and k in {"unit", "of", "hedge"})
    }
    found = [{k: getattr(q, k) for k in wanted} for q in exemplified[number]]
    assert wanted in found


COUNTED = [
    ("Forty-two of our sailors were killed, the ministry said.", "count", 42, 42, "sailor", "killed", None),
    ("The payment will be stretched over five years.", "duration", 5, 5, "year", None, None),
    ("Over five years have passed since the war.", "duration", 5, 5, "year", None, "over"),
    ("Ten soldiers were killed and 87 wounded.", "count", 87, 87, None, "wounded", None),
    ("The ministry put the death toll at 33.", "count", 33, 33, None, "killed", None),
    ("Freedonia raised its death toll to 41.", "count", 41, 41, None, "killed", None),
    ("The shelling left 33 dead in Szohod.", "count", 33, 33, None, "killed", None),
    ("The shelling killed at least 12 civilians.", "count", 12, 12, "civilian", "killed", "at least"),
    ("Some 40 people died in the raid.", "count", 40, 40, "person", "killed", "some"),
    ("Nine villagers were shot dead.", "count", 9, 9, "villager", "killed", None),
    ("More than 240 were wounded.", "count", 240, 240, None, "wounded", "more than"),
    ("Two officers were slightly injured.", "count", 2, 2, "officer", "wounded", None),
    ("Nobody was killed, the command said.", "count", 0, 0, None, "killed", None),
    ("No one was hurt.", "count", 0, 0, None, "wounded", None),
    ("Around 70,000 people fled the valley.", "count", 70000, 70000, "person", "displaced", "around"),
    ("Almost 9,000 residents were evacuated.", "count", 9000, 9000, "resident", "displaced", "almost"),
    ("Police detained fifteen protesters.", "count", 15, 15, "protester", "detained", None),
    ("Sylvania released 200 prisoners.", "count", 200, 200, "prisoner", "freed", None),
    ("Borduria expelled eight diplomats on Friday.", "count", 8, 8, "diplomat", "expelled", None),
    ("Three sailors are missing.", "count", 3, 3, "sailor", "missing", None),
    ("Two cruise missiles hit the port.", "count", 2, 2, "missile", "missile", None),
    ("At least four missiles fell near the docks.", "count", 4, 4, "missile", "missile", "at least"),
    ("One silo was hit.", "count", 1, 1, "silo", "silo", None),
    ("Nineteen houses burned.", "count", 19, 19, "house", "house", None),
    ("Some six hundred young people danced.", "count", 600, 600, "person", "young person", "some"),
    ("A crowd of up to 90 persons blocked the road.", "count", 90, 90, "person", "person", "up to"),
    ("Between 10 and 12 tanks crossed the line.", "count", 10, 12, "tank", "tank", None),
    ("Freedonia sent 10 to 12 ships.", "count", 10, 12, "ship", "ship", None),
    ("Hundreds of violations were counted.", "count", 200, 1000, "violation", "violation", None),
    ("Some two hundred and fifty thousand men are under arms.", "count", 250000, 250000, "man", "man", "some"),
    ("The deal is to bring out some 14 million tonnes of grain.", "count", 14e6, 14e6, "tonne", "grain", "some"),
    ("The road is 970 km long.", "count", 970, 970, "km", None, None),
    ("A 600-mile pipeline was shut.", "count", 600, 600, "mile", "pipeline", None),
    ("Elbonia pumps 2.5 million barrels of oil.", "count", 2.5e6, 2.5e6, "barrel", "oil", None),
    ("The union promised half a million euros.", "money", 5e5, 5e5, "EUR", None, None),
    ("The cargo is worth about $4 billion.", "money", 4e9, 4e9, "USD", None, "about"),
    ("He was fined £5m.", "money", 5e6, 5e6, "GBP", None, None),
    ("The loan of 3 billion roubles was paid.", "money", 3e9, 3e9, "RUB", None, None),
    ("Shares dropped almost 7% on Monday.", "percent", 7, 7, "%", None, "almost"),
    ("Turnout was 71.5 per cent.", "percent", 71.5, 71.5, "%", None, None),
    ("Two-thirds of the troops have left.", "ratio", 0.67, 0.67, None, "troop", None),
    ("Nearly half of the border is disputed.", "ratio", 0.5, 0.5, None, "border", "nearly"),
    ("One in five voters stayed away.", "ratio", 0.2, 0.2, None, "voter", None),
    ("The talks lasted nearly five hours.", "duration", 5, 5, "hour", None, "nearly"),
    ("The pact runs for 45 days.", "duration", 45, 45, "day", None, None),
    ("The sides held four hours of talks.", "duration", 4, 4, "hour", "talk", None),
    ("Less than a day after the signing, shells fell.", "duration", 1, 1, "day", None, "less than"),
]  # fmt: skip


def quantities_of(reader: Reader, texts: list[str]) -> list[list[Quantity]]:
    """The quantities of several texts, read in one go as the paragraphs of one report."""
    text = "\n".join(texts)
    starts = [sum(len(t) + 1 for t in texts[:n]) for n in range(len(texts))]
    regions = tuple(Region(start, start + len(t), "body", "test") for start, t in zip(starts, texts, strict=True))
    report = Report("r-test", "test", None, "2021-05-01", "en", "news", None, text, regions)
    found = find_quantities(parse_report(report, reader.parser), reader.lexicon)
    return [
        [q for q in found if start <= q.evidence[0].start < start + len(t)]
        for start, t in zip(starts, texts, strict=True)
    ]


@pytest.fixture(scope="module")
def counted(reader: Reader) -> list[list[Quantity]]:
    """The quantities of each sentence of COUNTED."""
    return quantities_of(reader, [row[0] for row in COUNTED])


@pytest.mark.parametrize("number", range(len(COUNTED)), ids=[row[0] for row in COUNTED])
def test_a_number_with_what_it_counts(counted: list[list[Quantity]], number: int) -> None:
    found = [(q.type, q.low, q.high, q.unit, q.of, q.hedge) for q in counted[number]]
    assert COUNTED[number][1:] in found, found


@pytest.mark.parametrize(
    "text",
    [
        "They met on 12 May 2015.",
        "The treaty was signed in 1994.",
        "The council adopted Resolution 2202.",
        "The train left at 9:20 a.m. on Friday.",
        "He is the second envoy.",
        "It was one of the worst raids.",
        "A 45-year-old teacher spoke.",
        "The P5+1 met in Klow.",
        "The two sides spoke.",
        "Page 2 has the account details.",
        "See article 5 of the treaty.",
    ],
)
def test_other_figures_are_no_quantities(code: Code, text: str) -> None:
    assert code(text, "2021-05-01").quantities == ()


def test_the_dead_and_the_wounded_of_one_sentence_are_two(code: Code) -> None:
    found = code("Forty-six people have been killed and 87 wounded.").quantities
    assert [(q.low, q.of) for q in found] == [(46, "killed"), (87, "wounded")]


def test_a_part_of_the_dead_is_counted_as_dead(code: Code) -> None:
    found = code("At least twelve Bordurians, four of them children, had been killed.").quantities
    assert [(q.low, q.of) for q in found] == [(12, "killed"), (4, "killed")]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "The death toll rose to 33.",
            "33 people were killed.",
            "The raid left 33 dead.",
            "33 people died.",
            "It killed 33 people.",
        ),
        ("154 people were injured.", "154 wounded were taken in.", "The blast wounded 154 people."),
    ],
)
def test_the_same_count_in_other_words_is_of_the_same(code: Code, texts: tuple[str, ...]) -> None:
    counts = {(q.low, q.of) for text in texts for q in code(text).quantities}
    assert len(counts) == 1, counts


def test_evidence_is_verbatim_and_holds_hedge_and_number(code: Code) -> None:
    text = "Officials said at least ten soldiers had been killed."
    (quantity,) = code(text).quantities
    (evidence,) = quantity.evidence
    assert text[evidence.start : evidence.end] == evidence.quote == "at least ten soldiers had been killed"


def test_ids_differ_for_two_numbers_of_one_text(code: Code) -> None:
    found: tuple[Quantity, ...] = code("Ruritania lost 10 tanks, 12 guns and 10 trucks.").quantities
    assert len({q.id for q in found}) == len(found) == 3


@pytest.mark.parametrize(
    "text",
    ["1" * 400, "$ $ $", "half of", "one in", "no", "-" * 300, "10 to", "999 trillion trillion trillion trillion"],
)
def test_odd_texts_raise_nothing(code: Code, text: str) -> None:
    for quantity in code(text).quantities:
        assert quantity.evidence[0].quote in text


FIGURES = [
    ("The crane lifts 140,660 pounds (63,800 kilograms).", [("count", 140660.0, "pound"), ("count", 63800.0, "kg")]),
    ("They seized 300 pounds of cocaine.", [("count", 300.0, "pound")]),
    ("Elbonia gave 5 million pounds of aid.", [("money", 5000000.0, "GBP")]),
    ("Three Karr 9 rockets were fired.", [("count", 3.0, "rocket")]),
    ("On Friday 9 rockets fell on Klow.", [("count", 9.0, "rocket")]),
    ("Fans of Euro 2016 left.", []),
    ("The aid was worth $30,000 to $50,000.", [("money", 30000.0, "USD")]),
    ("Net income was $2.07 billion.", [("money", 2070000000.0, "USD")]),
]


@pytest.mark.parametrize(("text", "wanted"), FIGURES)
def test_weights_models_tournaments_and_ranges(code: Code, text: str, wanted: list[tuple[str, float, str]]) -> None:
    assert [(q.type, q.low, q.unit) for q in code(text, "2015-05-13").quantities] == wanted
