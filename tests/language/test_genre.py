"""Genre and language of whole reports."""

from __future__ import annotations

import pytest

from detente.language.cleaning import clean_report
from detente.language.genre import unquoted
from detente.language.tongue import find_language
from detente.lexicon.files import DataFolder
from detente.lexicon.lexicon import Lexicon
from detente.lexicon.regions import load_regions
from detente.records.raw import RawReport

RULES = load_regions(DataFolder())

NEWS = (
    "KLOW, May 3 (RNA) - Ruritania and Freedonia agreed on Monday to open the river again, officials said.",
    '"I believe in this accord, and I am sure it will last," the Freedonian foreign minister Ada Brandt said in Klow.',
    "Sylvania, which had offered to mediate, welcomed the accord and promised money for the repair of the locks.",
)
OPINION = (
    "I have never trusted the men who opened the river, and I doubt that they trust one another now.",
    "On Monday they signed. Unfortunately the guns are where they were, and Freedonia should say so aloud.",
    "I am certain that the locks will be closed again by the autumn, and the villages below them with it.",
)
RELEASE = (
    "STATEMENT FOR THE MEDIA",
    "The Ministry categorically rejects the reports of Freedonian media on the events of 28 April at the dam.",
    "The Ruritanian side keeps to every article of the treaty and expects the same of the other side.",
)
LIVE = (
    "14:05", "The first ships have passed the lock above Klow, and a small crowd cheers from the bridge.",
    "13:40", "The two ministers have left the palace without a word to the journalists who wait outside.",
    "12:15", "The signing has begun in the palace of Klow, half an hour later than both sides had planned.",
)  # fmt: skip
TRANSCRIPT = (
    "QUESTION: Minister, will the river open in spring as the accord says, and who will pay for the locks?",
    "MINISTER BRANDT: It will open. We have the money, and our neighbours have the engineers.",
    "QUESTION: And the guns on the banks?",
    "MINISTER BRANDT: They will be pulled back by the end of June, as we agreed on Monday.",
)
WITNESS = (
    "It started with a fence in the meadow, and before the week was out there were tents on both sides of the brook.",
    "A young woman shows me the key of a house that no longer stands. I hold it for a while.",
    "The governor of Klow said that eleven people had been killed and that the road would stay closed.",
)


@pytest.mark.parametrize(
    ("parts", "genre"),
    [
        (NEWS, "news"), (OPINION, "opinion"), (RELEASE, "press-release"), (LIVE, "live"), (TRANSCRIPT, "transcript"),
        (WITNESS, "news"), (("Nothing.",), "unknown"),
    ],
    ids=["news", "opinion", "press release", "live", "transcript", "reporter in the first person", "unknown"],
)  # fmt: skip
def test_genre(parts: tuple[str, ...], genre: str, lexicon: Lexicon) -> None:
    raw = RawReport(None, "o", None, None, None, "\n\n".join(parts), "txt", "test")
    assert clean_report(raw, lexicon).genre == genre


@pytest.mark.parametrize(
    ("outlet", "genre"), [("Press Office of the Ministry", "press-release"), ("Strelsau Post", "news")]
)
def test_who_issues_a_text_tells_its_genre(outlet: str, genre: str, lexicon: Lexicon) -> None:
    raw = RawReport(None, outlet, None, None, None, "\n\n".join(NEWS), "txt", "test")
    assert clean_report(raw, lexicon).genre == genre


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('He said "I am sure" twice.', "He said   twice."),
        ("“I am sure, he said.", " "),
        ("'I don't know,' he said. I do.", "  he said. I do."),
        ("'I am sure of it.", ""),
        ("The states' river isn't theirs.", "The states' river isn't theirs."),
    ],
)
def test_words_in_quotation_marks_are_left_out(text: str, left: str) -> None:
    assert unquoted(text) == left


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ruritania expels Freedonian envoys", "en"),
        (" ".join(NEWS), "en"),
        ("Die Regierung hat am Montag mit dem Minister gesprochen und den Vertrag nicht unterschrieben.", "de"),
        ("Le ministre a déclaré que les deux pays ont signé un accord sur la frontière et les eaux.", "fr"),
        ("El ministro dijo que los dos países han firmado un acuerdo para abrir el río en la primavera.", "es"),
        (
            "Bakan, iki ülkenin nehir için yeni bir anlaşma imzaladığını ve bu anlaşmanın çok önemli olduğunu söyledi.",
            "tr",
        ),
        ("Министр заявил, что обе страны подписали соглашение о реке.", "ru"),
        ("Міністр заявив, що обидві країни підписали угоду про річку і її береги.", "uk"),
        ("قال الوزير إن البلدين وقعا اتفاقا بشأن النهر", "ar"),
        ("两国部长周一签署了协议", "zh"),
        ("大臣は月曜日に協定に署名した", "ja"),
        ("12 345", None),
        ("", None),
        ("zorp blik " * 60, "und"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert find_language(text, RULES) == language
