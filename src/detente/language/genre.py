"""The genre of a report, by signs that add up (data/regions/genre.yaml)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from detente.lexicon.regions import RegionRules, Sign
from detente.records.kinds import Genre
from detente.records.shapes import FACT_ROLES, Region

ENOUGH = 4
"""Sum of weights from which a genre is taken."""

ORDER: tuple[Genre, ...] = ("live", "transcript", "press-release", "opinion")
"""Which wins when two are equally strong: the outer form of a text before its tone."""

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?|(?<!\w)[‘'](?:[^’'\n]|[’'](?=\w)){1,600}[’'](?!\w)")
_LABEL = re.compile(
    r"(?:[A-Z][A-Z.'’ -]{1,40}|Q|A|[A-Z][a-z]+(?: [A-Z][a-z]+){0,3})(?:, [A-Z ]{3,30}| \([^()]{1,40}\))?:(?:\s|$)"
)


def find_genre(text: str, outlet: str, regions: Sequence[Region], rules: RegionRules) -> Genre:
    """The genre whose signs reach `ENOUGH`; else news where there is running text, unknown where there is none."""
    bodies = [text[region.start : region.end] for region in regions if region.role == "body"]
    lines = [text[region.start : region.end] for region in regions if region.role not in FACT_ROLES]
    looked = {"text": "\n".join(unquoted(body) for body in bodies), "lines": "\n".join(lines), "outlet": outlet}
    points: Counter[Genre] = Counter()
    for sign in rules.signs:
        points[sign.genre] += _points(sign, looked[sign.where])
    spoken = [text[region.start : region.end] for region in regions if region.role in FACT_ROLES]
    points["transcript"] += _transcript_points(spoken)
    best = max(ORDER, key=lambda genre: points[genre])
    if points[best] >= ENOUGH:
        return best
    return "news" if sum(len(body.split()) for body in bodies) >= 25 else "unknown"


def unquoted(paragraph: str) -> str:
    """The paragraph without what stands in quotation marks; one that is never closed runs to its end."""
    plain = _QUOTED.sub(" ", paragraph[:5_000])
    return "" if plain.startswith(("'", "‘")) else plain


def _points(sign: Sign, looked: str) -> int:
    if sign.where == "text":  # each paragraph counts once: one long anecdote in the first person is no column
        hits = sum(bool(sign.pattern.search(line)) for line in looked.splitlines())
    else:
        hits = sum(1 for _ in sign.pattern.finditer(looked))
    return sign.weight * min(hits, sign.most)


def _transcript_points(lines: list[str]) -> int:
    labels = Counter(found[0] for line in lines if (found := _LABEL.match(line)))
    often = sum(count for count in labels.values())
    return ENOUGH if often >= 4 and often >= 0.3 * len(lines) and max(labels.values()) >= 2 else 0
