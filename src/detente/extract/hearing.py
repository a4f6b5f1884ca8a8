"""What the event model was asked of an event, heard again for those who want to know why."""

from __future__ import annotations

from collections.abc import Sequence

from detente.language.event_model import JudgePairs
from detente.language.masking import Pair
from detente.records.kinds import Event

Heard = tuple[Pair, dict[str, float]]
"""A pair that was judged, and how likely each type was held."""


def listen(judge: JudgePairs, heard: list[Heard]) -> JudgePairs:
    """The same judge, which notes in ``heard`` what it is asked and answers."""

    def judged(pairs: Sequence[Pair]) -> list[dict[str, float]]:
        answers = judge(pairs)
        heard.extend(zip(pairs, answers, strict=True))
        return answers

    return judged


def find_heard(event: Event, text: str, heard: Sequence[Heard]) -> Heard | None:
    """What was asked of an event's first evidence: about the same sides in its sentence, and a word of the evidence; the last of several."""
    evidence = event.evidence[0]
    found: Heard | None = None
    for pair, likely in heard:
        for start in _places(pair.text, text):
            if not start <= evidence.start < start + len(pair.text):
                continue
            at = start + (pair.trigger or 0)
            if _sides(event, start, len(pair.text)) == _marked(pair) and evidence.start <= at < evidence.end:
                found = pair, likely
    return found


def _places(part: str, text: str) -> list[int]:
    places, at = [], text.find(part) if part else -1
    while at >= 0:
        places.append(at)
        at = text.find(part, at + 1)
    return places


def _marked(pair: Pair) -> set[tuple[int, int]]:
    return {*pair.source, *pair.target}


def _sides(event: Event, start: int, length: int) -> set[tuple[int, int]]:
    """Where the parties stand in the sentence; those that are told elsewhere are left out."""
    spans = {(m.start - start, m.end - start) for m in (*event.actors, *event.recipients)}
    return {(first, last) for first, last in spans if first >= 0 and last <= length}
