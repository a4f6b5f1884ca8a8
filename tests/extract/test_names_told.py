"""Names by what the text says of them: one-name witnesses, firms, ships, documents, towns in the names of treaties."""

from __future__ import annotations

import pytest

from tests.extract.test_references import Read, at, labels, read

__all__ = ["read"]


def kinds(read: Read, text: str) -> set[tuple[str, str]]:
    return {(entity.type, entity.label) for entity in read(text)[1].entities.values()}


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("Dana, 34, a nurse, said she saw it.", "person", "Dana"),
        ("A deckhand who gave his name only as Tuan said the ship turned.", "person", "Tuan"),
        ("A nurse, who identified herself only as Mirela, fled.", "person", "Mirela"),
        ("A witness, who gave only his first name, Pavle, fled.", "person", "Pavle"),
        ("The state oil company Dornoil said it would wait.", "organisation", "Dornoil"),
        ("Dornfracht, a shipping company, declined to comment.", "organisation", "Dornfracht"),
        ("Christian Karr, mayor of Klow, wrote to them.", "person", "Christian Karr"),
        ("Officials met in San Jose, California, on Monday.", "place", "San Jose"),
        ("Talks in Atlanta, Georgia, ended.", "place", "Georgia (United States)"),
        ("A UN report said that prisoners were tortured.", "document", "UN report"),
        ("According to the Freedonian navy's incident report, the ship turned.", "document", "Freedonian navy's incident report"),
        ("According to the text the Courier has seen, the term is 90 days.", "document", "text"),
        ("They met at Felix Karr airport.", "place", "Felix Karr airport"),
        ("He was held at Modibo Karr International Airport.", "place", "Modibo Karr International Airport"),
        ("He heads the National Security Council of Freedonia.", "organisation", "National Security Council of Freedonia"),
        ("The Freedonian Senate voted.", "organisation", "Freedonian Senate"),
        ("Foreign Minister Israel Karr said so.", "person", "Israel Karr"),
        ("The commander of the First Fleet resigned.", "organisation", "First Fleet"),
    ],
)  # fmt: skip
def test_what_is_found(read: Read, text: str, kind: str, label: str) -> None:
    assert (kind, label) in kinds(read, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The KRI Dorn rammed the trawler. The Dorn was hit.", "person"),
        ("The corvette USS Karr fired on it.", "person"),
        ("They were driven to Dorn by truck.", "person"),
        ("The Dorn Film Festival opened.", "person"),
        ("The damage was put at US$296,000.", "state"),
        ("The Paris Agreement requires cuts.", "state"),
        ("The Geneva communiqué calls for a transition.", "state"),
        ("The Vienna Convention forbids it.", "state"),
        ("The Brussels summit ended.", "igo"),
        ("The West Coast was hit by a storm.", "igo"),
        ("Jan Karr, president of Dorn Lines, denied it.", "state"),
        ("The memorandum signed in 2010 stays in force.", "document"),
    ],
)
def test_what_is_not(read: Read, text: str, kind: str) -> None:
    assert kind not in {found for found, _ in kinds(read, text)}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Congress met, Senate leaders said.", "Senate", ["US Senate"]),
        ("Chad recalled its ambassador.", "Chad", ["Chad"]),
        ("Chad Miller, a pilot, was freed.", "Miller", ["Chad Miller"]),
        ("Michael Jordan visited Jordan.", "Michael Jordan", ["Michael Jordan"]),
        ("Jordan's king met them.", "Jordan", ["JOR"]),
        ("Guinea-Bissau signed.", "Guinea-Bissau", ["Guinea-Bissau"]),
        ("Papua New Guinea left.", "Papua New Guinea", ["Papua New Guinea"]),
        ("Georgia accused Russia of lying.", "Georgia", ["Georgia"]),
        ("Washington denied it.", "Washington", ["United States"]),
        ("George Washington crossed the river.", "George Washington", ["George Washington"]),
        ("Niger and Nigeria signed.", "Niger", ["Niger"]),
        ("Ruritania said it was ready to talk.", "it", ["Ruritania"]),
        ("Ruritania denied it.", "it", []),
        ("Freedonia spoke up. Its foreign ministry denied the claim.", "foreign ministry", ["Freedonian foreign ministry"]),
        ("The European Union met. The bloc urged restraint.", "The bloc", ["European Union"]),
        ("Hezbollah denied the charge; the group said it had no part.", "the group", ["Hezbollah"]),
        ("A UN report said so. The report accused both.", "The report", ["UN report"]),
        ("Anna Moll, President Weiss's national security adviser, came.", "adviser", ["Anna Moll"]),
        ("Her deputy, Felix Amon, was expelled.", "Her deputy", ["Felix Amon"]),
    ],
)  # fmt: skip
def test_who_is_meant(read: Read, text: str, words: str, expected: list[str]) -> None:
    assert sorted(labels(read, text, words)) == expected


def test_a_document_acts_only_for_whom_it_speaks(read: Read) -> None:
    owned, bare = at(read, "A UN report accused both.", "report"), at(read, "The letter accused both.", "letter")
    assert owned is not None
    assert bare is not None
    assert (owned.acts, owned.mentions[0].code) == (True, "UNO")
    assert (bare.acts, bare.mentions[0].code) == (False, None)


def test_a_title_of_a_firm_is_no_office_of_state(read: Read) -> None:
    reference = at(read, "Jan Karr, president for Europe at Dorn Freight Ltd (UK), denied it.", "Karr")
    assert reference is not None
    assert (reference.mentions[0].iso3, reference.mentions[0].sector) == (None, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UN Secretary-General's spokesman Jan Karr denied it.", "UNO"),
        ("Ruritania's military ruler, Colonel Jan Karr, pardoned them.", "XRU"),
        ("The Ruritanian army chief, General Jan Karr, came.", "XRU"),
    ],
)
def test_whose_titles(read: Read, text: str, code: str) -> None:
    reference = at(read, text, "Karr")
    assert reference is not None
    assert (reference.mentions[0].iso3 or reference.mentions[0].code) == code


def test_he_and_she_are_learned(read: Read) -> None:
    text = "Goqu Karr waited. Minister Nuriet Dorn said she would come. He smiled."
    assert labels(read, text, "He") == ["Goqu Karr"]
