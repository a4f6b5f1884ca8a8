"""Values, quotations and prints of two reports laid side by side by what their words mean."""

from __future__ import annotations

import random

import pytest

from detente.compare.changed import find_changed
from detente.compare.clauses import read_clauses
from detente.compare.comparison import compare_codings
from detente.compare.coverage import Vocabulary, both_ways, words_of
from detente.compare.named import is_same, names_at
from detente.compare.names import Names
from detente.compare.passages import cut_sentences
from detente.compare.prints import find_misprints
from detente.compare.standing import judged_apart
from detente.language.senses import NAME, load_senses, spelled
from detente.records.codec import to_line
from detente.records.coding import Coding
from detente.records.kinds import Commitment, Finding, Header
from detente.records.shapes import Evidence

from .factory import ENTITIES, KARR, VOSS, coding, report, said, words

HEADER = Header(1, "0", "test", (NAME,))
WIRE = """Ruritania frees crew of Freedonian trawler
Ruritania on Tuesday released the twelve sailors of a Freedonian trawler it had held for a month, officials said.
The men were handed over at the port of Zenda, where a bus from Klow was waiting for them.
The owner of the trawler has paid a fine of 40,000 crowns to the harbour court.
Foreign Minister Anna Karr met the sailors before they left and wished them a safe journey.
The two governments signed a protocol on fishing in the strait.
The skipper said the crew had been fed well and nobody had been hurt during the arrest.
"""
PAPER = """Home after thirty days: trawler crew set free
Strelsau let the twelve Freedonian sailors go on Tuesday, a month after their trawler was stopped in the strait.
At the port of Zenda the men were handed over to consular staff; a bus was waiting for them.
A fine of 40,000 crowns has been paid to the court by the owner of the boat.
Before they left, the sailors met Foreign Minister Anna Karr, who wished them a safe journey.
A protocol on fishing in the strait was signed by both governments.
During the arrest nobody was hurt, the skipper said, and the crew was fed well.
"""


def findings(one: str, two: str) -> tuple[Finding, ...]:
    held = [coding(report("wire", one)), coding(report("paper", two))]
    return compare_codings(held, header=HEADER, batches=[frozenset({"wire", "paper"})]).findings


def differences(one: str, two: str) -> set[str]:
    return {f.field for f in findings(one, two) if f.verdict == "conflict"}


def test_two_tellings_of_one_happening_differ_in_nothing() -> None:
    assert differences(WIRE, PAPER) == set()


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("place", "Zenda", "Hentzau"),
        ("date", "Tuesday", "Friday"),
        ("status", "signed a protocol", "did not sign a protocol"),
        ("status", "signed a protocol", "refused to sign a protocol"),
        ("person", "Anna Karr", "Rudolf Rassendyll"),
    ],
)
def test_one_altered_fact_is_found(field: str, old: str, new: str) -> None:
    assert field in differences(WIRE.replace(old, new), PAPER)


def test_the_order_of_reports_changes_nothing() -> None:
    held = [coding(report("wire", WIRE.replace("Zenda", "Hentzau"))), coding(report("paper", PAPER))]
    wanted = [to_line(f) for f in compare_codings(held, header=HEADER, one_story=True).findings]
    for seed in range(4):
        random.Random(seed).shuffle(held)
        assert [to_line(f) for f in compare_codings(held, header=HEADER, one_story=True).findings] == wanted


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Police said four people were released from hospital on Monday morning.", "Police said nine people were released from hospital on Monday morning.", "number"),
        ("Police said four people were released from hospital on Monday morning.", "Police said four people were released from hospital on Friday morning.", "date"),
        ("Police said four people were not released from hospital on Monday.", "Police said four people were released from hospital on Monday.", "status"),
        ("The ship hit a bridge over the river in Klow on Monday evening.", "The ship hit a bridge over the river in Szohod on Monday evening.", "place"),
        ("The inquiry was opened by prosecutor Anna Karr late on Monday.", "The inquiry was opened by prosecutor Otto Voss late on Monday.", "person"),
        ("Police said four people were released from hospital on Monday morning.", "Police say four people were released from hospital on Monday morning.", None),
        ("The ship hit a bridge over the river in Klow on Monday evening.", "The ship rammed a bridge over the river in Klow on Monday evening.", None),
        ("The tug sank.", "The tug did not sink.", None),
    ],
)  # fmt: skip
def test_prints_of_one_sentence(one: str, two: str, expected: str | None) -> None:
    names = Names([], {})
    held = [report("a", one), report("b", two)]
    clauses = [c for r in held for c in read_clauses(cut_sentences(r), names, "one origin")]
    assert [m.field for m in find_misprints(clauses)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("The crew of the trawler Marit was released by the coast guard on Thursday.", set()),
        ("The crew of the trawler Marit was detained by the coast guard on Thursday.", {"date"}),
    ],
)
def test_another_end_of_a_thing_has_another_day(later: str, expected: set[str]) -> None:
    earlier = "The coast guard detained the crew of the trawler Marit, which had come too near Zenda, on Monday."
    assert (
        differences(f"News\n{earlier} Grain prices fell.", f"News\n{later} A bridge was opened.") & {"date"} == expected
    )


@pytest.mark.parametrize(
    ("one", "two", "same_speaker", "expected"),
    [
        ("Half a bridge is what we have built here", "We have built half a bridge", True, {"quote"}),
        ("A cable does not cut itself", "Cables do not cut themselves", True, {"quote"}),
        ("Nobody can drink a solemn communique in the desert", "Nobody can drink a solemn communique in the desert", False, {"attribution"}),
        ("Nobody can drink a solemn communique in the desert", "Nobody can drink a solemn communique in the desert", True, set()),
        ("We will never forget the friends of hard days", "never forget the friends of hard days", True, set()),
        ("We went down to the harbour at dawn", "Taxes will rise again next year", True, set()),
        ("This is the outcome of talks with the army", "This is the outcome of talks with army", True, set()),
    ],
)  # fmt: skip
def test_quotations(one: str, two: str, same_speaker: bool, expected: set[str]) -> None:
    codings = []
    for name, quote, entity, speaker in (
        ("wire", one, KARR, "Karr"),
        ("paper", two, KARR if same_speaker else VOSS, "Karr" if same_speaker else "Voss"),
    ):
        held = report(name, f"Talks in {name}\n“{quote},” {speaker} told reporters on the way out.")
        codings.append(coding(held, attributions=(said(held, quote, speaker, entity=entity),)))
    found = compare_codings(codings, header=HEADER, one_story=True).findings
    assert {f.field for f in found if f.verdict == "conflict"} == expected


def test_words_of_like_meaning_cover_one_another() -> None:
    texts = ["The sailors were set free", "The seamen were released", "Grain prices fell"]
    for senses, least in ((load_senses(), 0.35), (spelled(), 0.0)):
        vocabulary = Vocabulary(texts, senses)
        covered = vocabulary.cover([[(word, 1.0) for word in words_of(text)] for text in texts])
        assert both_ways(covered, 0, 1)[1] >= least
        assert both_ways(covered, 0, 1)[1] > both_ways(covered, 0, 2)[1] - 1e-9
        assert both_ways(covered, 0, 0) == (1.0, 1.0)
    assert Vocabulary(texts, load_senses()).likeness(["sailors"], ["seamen"]) > 0.5


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Yemi Osin", "Osin", True),
        ("the N.F.L.", "the NFL", True),
        ("Zenda Harbour", "Zenda Harbour Fire Station", True),
        ("Zenda", "Zenda Harbour Fire Station", False),
        ("Anna Karr", "Otto Voss", False),
        ("the Kingdom of Ruritania", "Ruritania", True),
        ("Penelac", "Penelec", True),
    ],
)
def test_names(one: str, two: str, same: bool) -> None:
    names = Names([], {e.id: e for e in ENTITIES})
    (a,), (b,) = (names_at(f"It was seen by {name} on that day.", names, frozenset()) for name in (one, two))
    assert is_same(a, b) == same


def test_a_large_story_is_compared_by_its_common_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every sentence is laid beside every other one there; what two share in words is found all the same."""
    for module in ("clause_likeness", "findings"):
        monkeypatch.setattr(f"detente.compare.{module}.MANY", 3)
    found = findings(WIRE, PAPER)
    assert "corroborated" in {f.verdict for f in found}
    assert "conflict" not in {f.verdict for f in found}
    assert "status" in differences(WIRE.replace("signed a protocol", "did not sign a protocol"), PAPER)


def test_what_a_new_report_changes() -> None:
    held: list[Coding] = [coding(report("wire", WIRE)), coding(report("paper", PAPER.replace("Zenda", "Hentzau")))]
    record = compare_codings(held, header=HEADER, one_story=True)
    changed = find_changed(record, frozenset({"paper"}))
    assert changed.confirms
    assert [f.field for f in changed.contests] == ["place"]
    assert all("paper" in {m.report for m in f.members} for f in (*changed.adds, *changed.confirms))
    assert not find_changed(record, frozenset({"wire", "paper"})).any
    assert words(held[0].report, "Zenda")


@pytest.mark.parametrize(
    ("good", "bad", "apart"),
    [
        ("The truce seems to be holding.", "Neither side is willing to carry the truce out.", True),
        ("The truce was largely respected.", "The truce collapsed within a day.", True),
        ("The truce is holding.", "The truce was kept for a week.", False),
        ("The truce did not hold.", "The truce was violated.", False),
    ],
)
def test_how_an_agreement_is_judged(good: str, bad: str, apart: bool) -> None:
    one, two = Evidence("wire", 0, len(good), good), Evidence("paper", 0, len(bad), bad)
    row = Commitment(
        "c-1", "wire", "agreement", (), (), (), None, None, None, None, None, "unknown", (one, two), None, (one,)
    )  # fmt: skip
    assert judged_apart(row, {}) == ((one, two) if apart else None)
    assert judged_apart(row, {"wire": "wire", "paper": "wire"}) is None
