"""Full-text search over titles and texts of the stored reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.store.database import Store


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that was found, best first, with the words around the first match."""

    report: str
    title: str
    snippet: str


def search(store: Store, words: str, *, most: int = 20) -> Iterator[Hit]:
    """Reports that hold all the words, or a "phrase in quotation marks"; case and accents aside."""
    query = _query(words)
    if not query:
        return
    rows = store.connection.execute(
        "SELECT id, coalesce(report.title, ''), snippet(report_words, 1, '[', ']', ' ... ', 16)"
        " FROM report_words JOIN report ON report.key = report_words.rowid"
        " WHERE report_words MATCH ? ORDER BY rank, id LIMIT ?",
        (query, most),
    )
    for identity, title, snippet in rows:
        yield Hit(identity, title, " ".join(snippet.split()))


def _query(words: str) -> str:
    """The words as FTS5 strings, so that no sign in them is taken for an operator."""
    parts = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', words)]
    return " ".join(f'"{part}"' for part in parts if re.search(r"\w", part))
