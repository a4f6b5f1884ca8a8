"""The README's example: a sentence in, the record out, as the program really makes it."""

from __future__ import annotations

import json

from detente.pipeline import Reader, code_report, load_reader
from detente.records.codec import to_row
from detente.records.kinds import AnyRecord
from detente.records.raw import RawReport

SENTENCE = (
    "US President Barack Obama and Russian President Dmitry Medvedev signed the New START treaty in Prague on Thursday, and "
    "Foreign Minister Sergei Lavrov said Russia would withdraw if American missile defences threatened its nuclear forces."
)
PUBLISHED = "2010-04-09"


def example_block(reader: Reader | None = None) -> str:
    """The sentence and the lines of its record, shortened to the fields that say something."""
    raw = RawReport("example", "example", None, PUBLISHED, None, SENTENCE, "txt", "example")
    coding = code_report(raw, reader or load_reader())
    rows: list[AnyRecord] = [*coding.attributions, *coding.events, *coding.commitments]
    lines = ["```text", SENTENCE, "```", "", f"(published {PUBLISHED})", "", "```json"]
    return "\n".join([*lines, *(json.dumps(_short(row), ensure_ascii=False) for row in rows), "```"])


def _short(record: AnyRecord) -> dict[str, object]:
    kept = {
        key: _words(value)
        for key, value in to_row(record).items()
        if key not in {"id", "report", "attribution", "voice"}
    }
    return {key: value for key, value in kept.items() if value not in (None, [], False, "")}


def _words(value: object) -> object:
    """Evidence as its words, a mention as code and words, a time as its dates."""
    if isinstance(value, list):
        return [_words(item) for item in value]
    if isinstance(value, dict):
        if "precision" in value:
            return value.get("date") or value["start"] or value["text"]
        if "quote" in value:
            code = value.get("iso3") or value.get("code")
            return f"{value['quote']} ({code})" if code else value["quote"]
        if "label" in value:
            return value["label"]
    return value
