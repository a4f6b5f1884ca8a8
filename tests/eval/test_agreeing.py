"""Pairs of sentences that readers judged, and whether agreements rest on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.records.kinds import Finding
from detente.records.shapes import Evidence, Member
from eval.agreeing import is_shown, table
from eval.planting import hash_of
from training.judged_pairs import FITTED, TRAINED, Judged, load_judged

TEXTS = {"r1": "The ferry sank. Nobody was hurt.", "r2": "A storm sank the ferry."}


def pair(label: int, places: tuple[tuple[str, int, int], tuple[str, int, int]], weight: float = 1.0) -> Judged:
    return Judged("g", FITTED, "", "", places, label, weight)


FERRY = pair(2, (("r1", 0, 15), ("r2", 0, 23)), 3.0)
HURT = pair(0, (("r1", 16, 32), ("r2", 0, 23)))


def agreement(*places: tuple[str, int, int]) -> Finding:
    members = tuple(Member(r, None, None, (Evidence(r, a, b, TEXTS[r][a:b]),)) for r, a, b in places)
    return Finding("f", "s", "corroborated", "event", "the ferry", "2 independent reports tell of it", 2, members)


def test_an_agreement_rests_on_words_of_both_sentences() -> None:
    found = [agreement(("r1", 4, 14), ("r2", 8, 23))]
    assert is_shown(FERRY, found)
    assert not is_shown(HURT, found)
    assert not is_shown(FERRY, [])


def test_shares_are_weighed() -> None:
    shown, of_these, found = table([(FERRY, True), (HURT, True), (FERRY, False)])
    assert shown == "  agreements shown: 4 (2 of 3 judged pairs)"
    assert of_these == "  of these wrong 0.250, partly 0.000, right 0.750"
    assert found == "  shown of those that readers see: 0.500"


def judged_in(folder: Path, words: str) -> list[Judged]:
    news = folder / "gold/news"
    news.mkdir(parents=True, exist_ok=True)
    rows = [{"id": name, "text": text} for name, text in TEXTS.items()]
    (news / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    sides = [["r1", 0, 15, hash_of(words)], ["r2", 0, 23, hash_of(TEXTS["r2"])]]
    file = folder / "pairs.jsonl"
    file.write_text("".join(json.dumps([g, *sides, 2, 1.5]) + "\n" for g in ("a", "b")), encoding="utf-8")
    return load_judged(folder, file)


def test_places_are_words_again(tmp_path: Path) -> None:
    one, two = judged_in(tmp_path, "The ferry sank.")
    assert (one.one, one.two, one.label, one.weight) == ("The ferry sank.", TEXTS["r2"], 2, 1.5)
    assert (one.part, two.part) == (TRAINED, FITTED)


def test_other_words_than_those_judged_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="expected the sentence judged at 0 of r1"):
        judged_in(tmp_path, "The ferry left.")
