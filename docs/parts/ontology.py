"""The event types with their patterns and examples, from data/events."""

from __future__ import annotations

from typing import Any

import yaml

from detente.lexicon.files import DATA


def ontology_block() -> str:
    """One section a type: definition, and each pattern with its first example."""
    out = []
    for path in sorted((DATA / "events").glob("[A-Z]*.yaml")):
        held = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in held if isinstance(held, list) else [held]:
            out += _section(entry)
    return "\n".join(out)


def _section(entry: dict[str, Any]) -> list[str]:
    examples = entry.get("examples", [])
    lines = [
        f"### {entry['type']}",
        "",
        str(entry["definition"]).strip(),
        "",
        "| pattern | mode | example |",
        "|---|---|---|",
    ]
    for pattern in entry.get("patterns", []):
        named = [e["text"] for e in examples if pattern["id"] in (e.get("rule"), *(e.get("rules") or []))]
        lines.append(f"| `{pattern['id']}` | {pattern.get('mode') or ''} | {named[0] if named else ''} |")
    return [*lines, ""]
