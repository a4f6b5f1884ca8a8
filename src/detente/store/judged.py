"""Which findings of the saved record hold as long as their story stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from detente.compare.inputs import Judged
from detente.records.codec import from_line, to_line
from detente.records.kinds import Finding, Header
from detente.store.database import Store, transaction
from detente.store.making import comparing_fingerprint


def judge_of(header: Header) -> str:
    """12 hex digits that name what judges under a header: program, data and models."""
    named = f"{to_line(header)}\n{comparing_fingerprint()}"
    return blake2b(named.encode("utf-8"), digest_size=6).hexdigest()


def load_judged(store: Store, header: Header) -> Judged:
    """The findings of the saved record by the digest of what they were made from, as far as the same program made them."""
    by = judge_of(header)
    held = dict(store.connection.execute("SELECT story, digest FROM judged WHERE digest GLOB ?", (f"{by}-*",)))
    found: dict[str, list[Finding]] = {digest: [] for digest in held.values()}
    if held:
        for line in store.connection.execute("SELECT line FROM row WHERE kind = 'finding' ORDER BY position"):
            finding = from_line(line[0])
            if isinstance(finding, Finding) and finding.story in held:
                found[held[finding.story]].append(finding)
    return Judged(by, {digest: tuple(findings) for digest, findings in found.items()})


def save_judged(store: Store, judged: Mapping[str, str]) -> None:
    """Keep what the findings of the saved record were made from, story by story (inside the transaction that saves it)."""
    held = dict(store.connection.execute("SELECT story, digest FROM judged"))
    if held == judged:
        return
    with transaction(store) as connection:
        connection.execute("DELETE FROM judged")
        connection.executemany("INSERT INTO judged VALUES (?, ?)", sorted(judged.items()))
