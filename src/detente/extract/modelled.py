"""What the reader model says about who said what, put together with what the rules found.

Rules give explanations and what the model never learnt (statements within statements, refusals, quotations carried on over paragraphs); the
model decides the words of source and content, adds what no rule saw and drops finds that it is sure are none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from detente.extract.certainty import UNSEEN, agreed, alone, sureness
from detente.extract.marked import Marked
from detente.extract.mentions import References
from detente.extract.said import Draft, Parts
from detente.extract.speakers import Speaker
from detente.extract.spoken import is_speech, may_speak, may_stand
from detente.language.reading import Reading
from detente.language.roles import Saying
from detente.language.wordpieces import Passage
from detente.lexicon.cues import CueRules

ADDS = 0.6
"""How sure the model must be of a saying that no rule found."""
JOINS = 0.1
"""The least score at which a saying gives a rule's find its words."""
ALIKE = 0.8
"""Above this likeness (Dice) the words of a rule's find stand as they are."""
VETO = 0.02
"""A rule's find goes where the model gives every word of its cue less than this."""
_NEAR = 3
"""Paragraphs within which two finds may be the same."""

Piece = tuple[Marked, int, int]
ReadPassages = Callable[[Sequence[Passage]], Reading]


def read_report(paragraphs: Sequence[Marked], read: ReadPassages) -> Reading:
    """The reading of a report's paragraphs, their quotations marked."""
    return read(
        [
            Passage(m.paragraph.start, m.paragraph.text, tuple((q.marks.start, q.marks.end) for q in m.quotations))
            for m in paragraphs
        ]
    )


def merge_readings(
    paragraphs: Sequence[Marked], drafts: Sequence[Draft], reading: Reading, cues: CueRules, references: References
) -> list[Draft]:
    """The drafts of rules and model together, in text order."""
    told = [t for t in (_told(saying, paragraphs, cues) for saying in reading.sayings) if t is not None]
    pairs = _pair(drafts, told)
    merged: list[Draft] = []
    for number, draft in enumerate(drafts):
        if number in pairs:
            merged.append(_joined(draft, _without_others(told[pairs[number]], draft, drafts)))
        elif not _is_vetoed(draft, drafts, reading):
            merged.append(_doubted(draft, drafts))
    taken = set(pairs.values())
    for number, one in enumerate(told):
        if (
            number not in taken
            and sureness(one.saying) >= ADDS
            and may_stand(one.draft, one.speech, cues)
            and (one.draft.rule != "model/indirect" or may_speak(one.draft, references, cues))
            and not _repeats(one.draft, merged)
        ):
            merged.append(one.draft)
    return sorted((d for d in merged if not _is_told_already(d, merged)), key=lambda d: d.place)


# ---------------------------------------------------------------------------------------- from offsets to tokens


@dataclass(frozen=True, slots=True)
class _Told:
    """A saying of the model as a draft; ``speech`` where its cue tells of speaking and not of thinking or wanting."""

    saying: Saying
    draft: Draft
    speech: bool


def _told(saying: Saying, paragraphs: Sequence[Marked], cues: CueRules) -> _Told | None:
    content = [p for p in (_tokens(part, paragraphs) for part in saying.content) if p is not None]
    cue = next(
        (p for part in saying.cue if part[0] <= saying.anchor[0] < part[1] and (p := _tokens(part, paragraphs))), None
    )
    if not content or cue is None:
        return None
    content = [part for part in (_trimmed(*part) for part in content) if part is not None]
    if not content:
        return None
    source = _tokens(saying.source, paragraphs) if saying.source else None
    marked, first, last = cue
    anchor = _tokens(saying.anchor, paragraphs)
    speaker = _speaker(*source, anchor) if source is not None else None
    where = source[0] if source is not None else None
    if speaker is not None and where is marked and first < speaker.last < last:
        first = speaker.last
    content = _whole(content, speaker, where)
    if not content:
        return None
    at = content[0][0]
    parts: Parts = tuple((a, b) for m, a, b in content if m is at)
    later = tuple(part for part in content if part[0] is not at)
    verb = anchor[1] if anchor is not None and marked.doc[anchor[1]].tag_.startswith("VB") else None
    if source is not None and where is not marked:
        draft = Draft(at, parts, speaker, source[0], None, None, "model", "says", 0.0, later)
    else:
        stance = _stance(marked, first, last, verb, cues)
        draft = Draft(at, parts, speaker, marked, (first, last), verb, "model", stance, 0.0, later)
    form = _form(content)
    draft = replace(draft, rule=f"model/{form}", confidence=alone(saying))
    return _Told(saying, draft, form != "indirect" or is_speech(marked.doc[first:last], cues))


def _tokens(span: tuple[int, int], paragraphs: Sequence[Marked]) -> tuple[Marked, int, int] | None:
    low, high = 0, len(paragraphs)
    while low < high:
        middle = (low + high) // 2
        if paragraphs[middle].paragraph.start <= span[0]:
            low = middle + 1
        else:
            high = middle
    marked = paragraphs[low - 1] if low else None
    found = marked.paragraph.span_at(*span) if marked is not None else None
    return (marked, found.start, found.end) if marked is not None and found else None


def _trimmed(marked: Marked, first: int, last: int) -> tuple[Marked, int, int] | None:
    """The content without quotation marks, commas and white space at its ends."""
    doc = marked.doc
    while first < last and (doc[first].is_space or doc[first].text in (",", ":", ";", "–", "—")):
        first += 1
    while last > first and (doc[last - 1].is_space or doc[last - 1].text in (",", ":", ";", "–", "—")):
        last -= 1
    for quoted in marked.quotations:
        if quoted.first <= first and last <= quoted.last:
            first, last = max(first, quoted.inner), min(last, quoted.inner_last)
            if last - 1 > first and doc[last - 1].text == ",":
                last -= 1
    return (marked, first, last) if first < last else None


def _speaker(marked: Marked, first: int, last: int, anchor: Piece | None) -> Speaker:
    """The source's words with the article and the surname that the model left out ("the governor", "the minister Anna / Velt denied")."""
    if (
        first
        and marked.doc[first - 1].dep_ in ("det", "poss")
        and marked.doc[first - 1].head.i < last <= marked.ends[first - 1]
    ):
        first -= marked.doc[first - 1].head.i >= first
    where, told = anchor[:2] if anchor is not None else (None, 0)
    stop = told if where is marked and last <= told else len(marked.doc)
    while last < stop and marked.doc[last - 1].tag_ == marked.doc[last].tag_ == "NNP":
        last += 1
    return Speaker(first, last, marked.doc[first:last].root.i)


def _whole(content: Sequence[Piece], speaker: Speaker | None, at: Marked | None) -> list[Piece]:
    """The content without single words among longer stretches, and without what is the speaker himself."""
    kept = [
        piece for piece in content
        if not (speaker is not None and piece[0] is at and piece[1] < speaker.last and speaker.first < piece[2])
    ]  # fmt: skip
    long = [piece for piece in kept if piece[2] - piece[1] > 1]
    return long or kept


def _form(content: Sequence[Piece]) -> str:
    held = [m.inside[t.i] >= 0 for m, a, b in content for t in m.doc[a:b] if not t.is_punct and not t.is_space]
    return "direct" if held and all(held) else "mixed" if any(held) else "indirect"


def _stance(marked: Marked, first: int, last: int, verb: int | None, cues: CueRules) -> str:
    if verb is not None and (row := cues.verb(marked.doc[verb].lemma_)) is not None:
        return row.stance if row.stance != "declines" else "says"
    for token in marked.doc[first:last]:
        noun = cues.nouns.get(token.lemma_.lower())
        if noun is not None:
            return noun.stance
    return "says"


# ---------------------------------------------------------------------------------------- rules and model together


def _pair(drafts: Sequence[Draft], told: Sequence[_Told]) -> dict[int, int]:
    """Draft -> saying, each once, the best matching first."""
    scored = []
    for number, draft in enumerate(drafts):
        for other, one in enumerate(told):
            likeness = _likeness(draft, one) if one.saying.score >= JOINS else 0.0
            if likeness > 0:
                scored.append((-likeness, number, other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, other in sorted(scored):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return pairs


def _likeness(draft: Draft, one: _Told) -> float:
    if draft.at.paragraph.index > one.draft.at.paragraph.index + _NEAR:
        return 0.0
    if one.draft.at.paragraph.index > draft.at.paragraph.index + _NEAR:
        return 0.0
    overlap = share_of(draft.offsets(), one.draft.offsets())
    same_cue = draft.cue is not None and one.draft.cue is not None and draft.speaker_at is one.draft.speaker_at and (
        draft.cue[0] < one.draft.cue[1] and one.draft.cue[0] < draft.cue[1]
    )  # fmt: skip
    if same_cue:
        return 1.0 + overlap
    return overlap if overlap > 0.5 else 0.0


def share_of(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> float:
    """Dice's coefficient of two sets of stretches, in characters."""
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    size = sum(b - a for a, b in one) + sum(b - a for a, b in other)
    return 2 * shared / size if size else 0.0


def _without_others(one: _Told, draft: Draft, drafts: Sequence[Draft]) -> _Told:
    """The saying without words that rules give to another cue: 'There is another tone, says Karr. "..." he says' are two statements.

    A quotation without a cue of its own may be joined whole, as annotators do, and not in part.
    """
    if not draft.parts or _form([(draft.at, first, last) for first, last in draft.parts]) != "indirect":
        return one
    start = draft.offsets()[0][0]
    others = [
        (other.cue is not None and _is_quotation(other), offset)
        for other in drafts
        if other is not draft and abs(other.at.paragraph.index - draft.at.paragraph.index) <= _NEAR and not _holds(other, start)
        for offset in other.offsets()
    ]  # fmt: skip
    new = one.draft

    def free(marked: Marked, part: tuple[int, int]) -> bool:
        low, high = marked.paragraph.offsets(*part)
        for cued, (a, b) in others:
            shared = min(high, b) - max(low, a)
            if 2 * shared > high - low and (cued or 2 * shared < b - a):
                return False
        return True

    parts = tuple(part for part in new.parts if free(new.at, part))
    later = tuple(piece for piece in new.later if free(piece[0], piece[1:]))
    return replace(one, draft=replace(new, parts=parts, later=later)) if parts else one


def _is_quotation(draft: Draft) -> bool:
    return _form([(draft.at, first, last) for first, last in draft.parts]) == "direct"


def _joined(draft: Draft, one: _Told) -> Draft:
    """The rule's find with the model's words; a refusal keeps its lack of them, a carried quotation what it was joined with."""
    if not draft.parts:
        return draft
    new = one.draft
    stance = draft.stance if draft.stance != "says" else new.stance
    confidence = agreed(one.saying)
    if draft.later or draft.cue is None:
        parts, later = (draft.parts, draft.later or new.later) if draft.later else (new.parts, new.later)
        at = draft.at if draft.later else new.at
        if new.speaker is None:
            return replace(draft, confidence=confidence)
        return replace(new, parts=parts, at=at, later=later, rule=draft.rule, stance=stance, confidence=confidence)
    if new.at is draft.at and _is_quotation(draft):
        new = replace(new, parts=_quoted(draft, new))
    elif new.at is draft.at and _keeps_words(draft, one):
        new = replace(new, parts=draft.parts)
    verb = draft.verb if draft.speaker_at is new.speaker_at else new.verb
    if new.speaker is None and draft.speaker is not None and draft.speaker_at is new.speaker_at:
        new = replace(new, speaker=draft.speaker)
    return replace(new, rule=draft.rule, verb=verb, stance=stance, confidence=confidence)


def _quoted(draft: Draft, new: Draft) -> tuple[tuple[int, int], ...]:
    """A rule's quotations, for their marks are certain, with those of the model's words that lie elsewhere: '"Nobody," said Velt, "wants it."'"""
    more = [(a, b) for a, b in new.parts if not any(first < b and a < last for first, last in draft.parts)]
    return tuple(sorted([*draft.parts, *more]))


def _keeps_words(draft: Draft, one: _Told) -> bool:
    """Whether a rule's words stand: the model's are nearly the same, lose the quotation, or leave a hole in what the rule reads whole."""
    parts = one.draft.parts
    if share_of(draft.offsets(), one.draft.offsets()) > ALIKE:
        return True
    forms = [_form([(d.at, first, last) for first, last in d.parts]) for d in (draft, one.draft)]
    if forms[0] != "indirect" and forms[1] == "indirect":
        return True
    # "that one depot had burnt / but that the trains / would go on"
    holes = [(a, b) for (_, a), (b, _) in pairwise(parts) if a < b]
    return any(first <= a and b <= last for a, b in holes for first, last in draft.parts)


def _is_vetoed(draft: Draft, drafts: Sequence[Draft], reading: Reading) -> bool:
    """Whether the model is sure that the cue tells of no saying.

    It never judged statements within others' words, and knows little of promises, threats and demands between states.
    """
    if draft.cue is None or not draft.parts or draft.stance != "says":
        return False
    start, end = draft.speaker_at.paragraph.offsets(*draft.cue)
    if reading.chance(start, end) >= VETO:
        return False
    return not any(other is not draft and _holds(other, start) for other in drafts)


def _doubted(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """A rule's find that the model does not see is less sure, unless it lies in others' words, which the model never judged."""
    if draft.cue is None or not draft.parts:
        return draft
    start, _ = draft.speaker_at.paragraph.offsets(*draft.cue)
    if any(other is not draft and _holds(other, start) for other in drafts):
        return draft
    return replace(draft, confidence=min(draft.confidence, UNSEEN))


def _holds(other: Draft, start: int) -> bool:
    return any(a <= start < b for a, b in other.offsets())


def _is_told_already(draft: Draft, merged: Sequence[Draft]) -> bool:
    """A quotation without a cue of its own whose words have become part of what another cue tells."""
    if draft.cue is not None or not draft.parts:
        return False
    offsets = draft.offsets()
    size = sum(b - a for a, b in offsets)
    for other in merged:
        if other is draft or other.cue is None or abs(other.at.paragraph.index - draft.at.paragraph.index) > _NEAR:
            continue
        shared = sum(max(0, min(b, d) - max(a, c)) for a, b in offsets for c, d in other.offsets())
        if shared > 0.6 * size:
            return True
    return False


def _repeats(draft: Draft, merged: Sequence[Draft]) -> bool:
    offsets = draft.offsets()
    for other in merged:
        if abs(other.at.paragraph.index - draft.at.paragraph.index) > _NEAR:
            continue
        if other.parts and share_of(offsets, other.offsets()) > 0.9:
            return True
    return False
