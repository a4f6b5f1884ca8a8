"""Why an event has its type, for ``detente explain``: its CAMEO code, the masked sentence, and what else was nearly chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.language.event_model import NAME, NO_EVENT
from detente.lexicon.cameo import cameo_code, load_cameo
from detente.lexicon.files import DataFolder
from detente.records.codec import from_line
from detente.records.kinds import Event, Header, Report
from detente.store.database import Store, get_meta
from detente.store.select import find_row

NEAR = 3
"""Types that are shown."""


def typing_of(store: Store, event: Event, lexicon: Path | None) -> Iterator[tuple[str, str]]:
    """Heading and words of each line; what the event model held likely only where it took part in the reading."""
    yield "nearest CAMEO code", cameo_code(event.type, event.modes, load_cameo(DataFolder()))
    header, report = from_line(get_meta(store, "header") or "{}"), find_row(store, event.report)
    if not isinstance(header, Header) or NAME not in header.models or not isinstance(report, Report):
        yield "event model", "took no part"
        return
    from detente.pipeline import Settings, judge_event, load_reader

    judged = judge_event(event, report, load_reader(Settings(lexicon=lexicon)))
    if judged is None:
        yield "event model", "not to be had here"
        return
    masked, likely = judged
    yield "the event model read", " ".join(masked.split())
    shares = (
        f"{'words alone' if name == NO_EVENT else name} {share:.2f}" for name, share in list(likely.items())[:NEAR]
    )
    yield "and held likely", ", ".join(shares)
