"""Quotations with no cue of their own: the last speaker goes on, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from detente.extract.introduced import tell_speaker
from detente.extract.linking import Link, inner_words, uncued
from detente.extract.marked import Marked, Quoted
from detente.extract.mentions import References
from detente.extract.said import Draft
from detente.lexicon.cues import CueRules

_FAR = 3
"""Paragraphs over which a speaker is carried on."""
_LONG = 40
"""Paragraphs that one quotation may run over."""


def carry_speakers(
    paragraphs: Sequence[Marked],
    drafts: Sequence[Draft],
    links: Mapping[int, dict[int, Link]],
    references: References,
    cues: CueRules,
) -> list[Draft]:
    """The drafts with those of floating quotations, and quotations that run over paragraphs joined, in text order."""
    held: dict[int, list[Draft]] = {marked.paragraph.index: [] for marked in paragraphs}
    for draft in drafts:
        held[draft.at.paragraph.index].append(draft)
    for place, marked in enumerate(paragraphs):
        own = held[marked.paragraph.index]
        linked = links.get(marked.paragraph.index, {})
        near = paragraphs[max(0, place - _FAR) : place + 1]
        for quoted in uncued(marked, own, linked):
            if quoted.marks.continues and _join(quoted, marked, paragraphs[max(0, place - _LONG) : place], held):
                continue
            if not any(d.covers(quoted.inner) for d in own):
                recent = [d for m in near for d in held[m.paragraph.index]]
                before = paragraphs[place - 1] if place else None
                told = tell_speaker(quoted, marked, before, own, references, cues)
                own.append(told or _floating(quoted, marked, recent))
        _join_backwards(marked, place, paragraphs, linked, held)
    return sorted((d for one in held.values() for d in one), key=lambda d: d.place)


def _join(quoted: Quoted, marked: Marked, before: Sequence[Marked], held: dict[int, list[Draft]]) -> bool:
    """Hang a re-opened quotation on the draft that the paragraph before left open."""
    previous = before[-1]
    opening = previous.quotations[-1].inner
    for earlier in reversed(before):
        drafts = held[earlier.paragraph.index]
        for number, draft in enumerate(drafts):
            opened = earlier is previous and any(first == opening for first, _ in draft.parts)
            if opened or any(m is previous and first == opening for m, first, _ in draft.later):
                drafts[number] = replace(draft, later=(*draft.later, (marked, *inner_words(quoted, marked))))
                return True
    return False


def _join_backwards(
    marked: Marked,
    place: int,
    paragraphs: Sequence[Marked],
    linked: Mapping[int, Link],
    held: dict[int, list[Draft]],
) -> None:
    """A quotation whose speaker is told at the end of its last paragraph: the earlier paragraphs are his too."""
    if not marked.quotations or not marked.quotations[0].marks.continues or 0 not in linked:
        return
    start = place - 1
    while start > 0 and paragraphs[start].quotations[0].marks.continues and len(paragraphs[start].quotations) == 1:
        start -= 1
    first = paragraphs[start].quotations[-1].inner
    drafts, own = held[paragraphs[start].paragraph.index], held[marked.paragraph.index]
    opened = next((n for n, d in enumerate(drafts) if d.cue is None and d.parts and d.parts[0][0] == first), None)
    mine = next((d for d in own if d.cue and d.parts and d.parts[0][0] == marked.quotations[0].inner), None)
    if opened is None or mine is None:
        return
    whole = (*drafts[opened].later, *((marked, *part) for part in mine.parts))
    drafts[opened] = replace(mine, at=paragraphs[start], parts=drafts[opened].parts, later=whole, speaker_at=marked)
    own.remove(mine)


def _floating(quoted: Quoted, marked: Marked, drafts: Sequence[Draft]) -> Draft:
    parts = (inner_words(quoted, marked),)
    opens = not marked.paragraph.text[: quoted.marks.start].strip()
    earlier = [
        d for d in drafts
        if d.speaker is not None and d.place < (marked.paragraph.index, quoted.first) and _outermost(d, drafts)
        and (opens or d.at is marked)
    ]  # fmt: skip
    if not earlier:
        return Draft(marked, parts, None, marked, None, None, "floating", "says", 0.4)
    last = max(earlier, key=lambda d: (d.place, d.verb or -1))
    return Draft(marked, parts, last.speaker, last.speaker_at, None, None, "floating", "says", 0.7)


def _outermost(draft: Draft, drafts: Sequence[Draft]) -> bool:
    return not any(
        other is not draft and other.at is draft.at and draft.cue is not None and other.covers(draft.cue[0])
        for other in drafts
    )
