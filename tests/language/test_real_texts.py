"""Real and invented reports beside the checkout; nothing of them is copied here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.ingest import read_reports
from detente.language.cleaning import clean_report
from detente.lexicon.lexicon import Lexicon
from detente.records.kinds import Report
from detente.records.raw import RawReport
from detente.records.shapes import FACT_ROLES


def cleaned(path: Path, lexicon: Lexicon) -> dict[str, Report]:
    """Reports of a file by id."""
    reports = [clean_report(raw, lexicon) for raw in read_reports([str(path)]) if isinstance(raw, RawReport)]
    return {report.id: report for report in reports}


def roles(report: Report) -> list[str]:
    return [region.role for region in report.regions]


def test_seeds(shared: Path, lexicon: Lexicon) -> None:
    (first,) = cleaned(shared / "seeds" / "000_24733e0f371d6e2e.txt", lexicon).values()
    found = roles(first)
    assert found[:4] == ["headline", "standfirst", "credit", "caption"]
    assert found[-4:] == ["boilerplate"] * 4
    assert set(found[4:-4]) == {"body"}
    assert first.genre == "news"
    (second,) = cleaned(shared / "seeds" / "004_467ed2bc780fc1de.txt", lexicon).values()
    found = roles(second)
    assert found[-4:] == ["boilerplate"] * 4
    assert found[:-4].count("crosshead") == 1
    assert set(found[:-4]) == {"body", "crosshead"}
    assert second.genre == "opinion"
    (quote,) = [region for region in second.regions if region.role == "crosshead"]
    assert quote.reason.startswith("pull-quote")


def test_boilerplate_of_the_stories_is_no_source_of_facts(shared: Path, lexicon: Lexicon) -> None:
    for gold_path in sorted(shared.glob("stories/*/gold.json")):
        reports = cleaned(gold_path.with_name("reports.jsonl"), lexicon)
        for row in json.loads(gold_path.read_text(encoding="utf-8"))["boilerplate"]:
            report = reports[row["doc"]]
            at = report.text.index(row["text"])
            touching = [r for r in report.regions if r.start < at + len(row["text"]) and at < r.end]
            assert touching
            assert not {region.role for region in touching} & FACT_ROLES, row["doc"]


def test_statements_of_the_stories_stay_sources_of_facts(shared: Path, lexicon: Lexicon) -> None:
    for gold_path in sorted(shared.glob("stories/*/gold.json")):
        reports = cleaned(gold_path.with_name("reports.jsonl"), lexicon)
        for row in json.loads(gold_path.read_text(encoding="utf-8"))["statements"]:
            report = reports[row["doc"]]
            at = report.text.index(row["content"])
            assert all(r.role in FACT_ROLES for r in report.regions if r.start <= at < r.end), row["doc"]


@pytest.mark.slow
def test_real_reports_keep_most_of_their_words(shared: Path, lexicon: Lexicon) -> None:
    kept = every = 0
    for report in cleaned(shared / "gold" / "news" / "reports.jsonl", lexicon).values():
        assert report.language in ("en", "und")
        for region in report.regions:
            every += region.end - region.start
            kept += (region.end - region.start) * (region.role in FACT_ROLES)
    assert kept > 0.85 * every
