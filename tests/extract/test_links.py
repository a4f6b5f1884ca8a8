"""Links of this kind: relative pronouns, pronouns that look ahead, lists, bodies named again, former holders, "I" in a quotation."""

from __future__ import annotations

import pytest

from detente.extract.attributions import find_attributions
from detente.extract.first_person import link_first_person
from detente.extract.references import find_references
from detente.language.cleaning import clean_report
from detente.language.dates import find_times
from detente.language.parsed import parse_report
from detente.pipeline import Reader
from detente.records.raw import RawReport
from tests.extract.test_references import Read, labels, read

__all__ = ["read"]

LEAGUE = "Ruritania, Freedonia and Sylvania met at the United Nations. "


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # relative pronouns stand for their noun, questions and generic ones for nobody
        ("Anna Karr, who leads the delegation, left.", "who", ["Anna Karr"]),
        ("Anna Karr, whose party lost, left.", "whose", ["Anna Karr"]),
        ("Foreign Minister Jan Moll met Anna Karr, the envoy, whom he had invited.", "whom", ["Anna Karr"]),
        ("It is unclear who fired first.", "who", []),
        ("Jan Moll says that he who waits wins.", "he", []),
        # looking ahead
        ("Jan Moll met Otto Berg. When he landed, Anton Karr thanked the crew.", "he", ["Anton Karr"]),
        ("Before she left for Klow, Foreign Minister Anna Karr denied it.", "she", ["Anna Karr"]),
        ("After it had lost the vote, Ruritania left the table.", "it", ["Ruritania"]),
        # who cannot be meant
        ("Jan Moll rose. Otto Berg, the foreign minister, backed him.", "him", ["Jan Moll"]),
        ("Anton Karr was silent, but Jan Moll, his foreign minister, spoke.", "his foreign minister", ["Jan Moll"]),
        ("Jan Moll told Otto Berg that he had been misled.", "he", []),
        ("Jan Moll and Otto Berg shook hands. Anton Karr said both men had worked hard.", "both men", ["Jan Moll", "Otto Berg"]),
        # lists of a told number
        (LEAGUE + "The three countries signed nothing.", "The three countries", ["Freedonia", "Ruritania", "Sylvania"]),
        (LEAGUE + "The four countries signed nothing.", "The four countries", []),
        # what a body is called
        ("NATO and the EU met in Klow. The alliance wants troops.", "The alliance", ["NATO"]),
        ("NATO and the EU met in Klow. The bloc wants sanctions.", "The bloc", ["European Union"]),
        ("The IAEA wrote to NATO. The agency wants access.", "The agency", ["International Atomic Energy Agency"]),
        # who held the office before
        ("President Jan Moll succeeded former president Otto Berg. The former president left.", "The former president", ["Otto Berg"]),
        ("President Jan Moll succeeded former president Otto Berg. The president stayed.", "The president", ["Jan Moll"]),
        # names that are places
        ("Prime Minister Jordan Okker came.", "Prime Minister Jordan Okker", ["Jordan Okker"]),
        ("Klow and Szohod are an hour apart.", "Klow", ["Klow"]),
        ("Klow denied the charge.", "Klow", ["Syldavia"]),
        # who somebody is to another
        ("President Jan Moll met his predecessor, Otto Berg.", "his predecessor", ["Otto Berg"]),
        ("Prime Minister Jan Moll praised his predecessor, Otto Berg. The former prime minister left.", "The former prime minister", ["Otto Berg"]),
        ("Jan Moll thanked his Freedonian host, Otto Berg.", "his Freedonian host", ["Otto Berg"]),
        # two and each other
        ("Jan Moll and Otto Berg met in Klow. The pair shook hands.", "The pair", ["Jan Moll", "Otto Berg"]),
        ("Ruritania and Freedonia recognised each other.", "each other", ["Freedonia", "Ruritania"]),
        ("Jan Moll met Otto Berg. Berg spoke of himself as a friend.", "himself", ["Otto Berg"]),
        # states and bodies again
        ("Saudi Arabia reopened its embassy. The kingdom had closed it in 2016.", "The kingdom", ["Saudi Arabia"]),
        ("Jan Moll, head of the International Atomic Energy Agency, came. The watchdog wants access.", "The watchdog", ["International Atomic Energy Agency"]),
        ("Ruritania thanked China, which buys its oil.", "which", ["China"]),
        # a spokeswoman speaks of her own minister
        (
            "Freedonian Foreign Minister Jan Moll met Ruritanian Foreign Minister Otto Berg. A Freedonian spokeswoman said the minister was pleased.",
            "the minister", ["Jan Moll"],
        ),
    ],
)  # fmt: skip
def test_whom_it_means(read: Read, text: str, words: str, expected: list[str]) -> None:
    assert sorted(labels(read, text, words)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"I will not resign," President Anna Karr said.', {"I": "Anna Karr"}),
        ('Anna Karr said: "My offer stands. Nobody asked me."', {"My": "Anna Karr", "me": "Anna Karr"}),
        ('"We will not resign," President Anna Karr said.', {}),
        ("Anna Karr said I should come.", {}),
    ],
)
def test_i_is_who_speaks(text: str, expected: dict[str, str], reader: Reader) -> None:

    lexicon = reader.lexicon
    parsed = parse_report(
        clean_report(RawReport(None, "x", None, None, None, text, "txt", "x"), lexicon), reader.parser
    )
    references, times = find_references(parsed, lexicon), find_times(parsed, lexicon)
    attributions = find_attributions(parsed, references, times, lexicon)
    linked = link_first_person(parsed, references, attributions)
    found = {
        m.quote: linked.entities[m.entity].label
        for item in linked.items
        for m in item.mentions
        if m.rule == "speaker-i" and m.entity
    }
    assert found == expected
