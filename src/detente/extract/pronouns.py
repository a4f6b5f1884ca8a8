"""Whom a pronoun as a speaker means: what the references say, checked against who spoke last and what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.extract.mentions import References
from detente.extract.said import Draft
from detente.extract.sources import build_source
from detente.language.parsed import ParsedReport
from detente.lexicon.cues import CueRules
from detente.records.kinds import Attribution
from detente.records.shapes import Source

_FAR = 1500
"""Characters over which a speaker is still meant by "he"."""
_NEAR = 400
"""Characters over which "he added" goes on with the words before, and "the two ministers" are those just named."""
_GOING_ON = frozenset({"add"})
"""Rules whose verbs go on with what the same speaker has just said."""


def source_of(
    draft: Draft,
    parsed: ParsedReport,
    references: References,
    cues: CueRules,
    earlier: Sequence[Attribution],
    *,
    issuer: str | None = None,
) -> Source | None:
    """The source of a draft; ``earlier`` are the attributions before it in the text, ``issuer`` is "we" of a press release."""
    if draft.speaker is None:
        return None
    source = build_source(draft.speaker, draft.speaker_at, parsed.report.text, references, cues)
    word = draft.speaker_at.doc[draft.speaker.head].lower_
    if word in ("he", "she"):
        return _person(source, word, draft, references, earlier)
    if source.entities or source.anonymous:
        return source
    if word == "we" and issuer is not None and draft.rule not in ("floating", "signature"):
        return replace(source, entities=(issuer,))
    if word in ("its", "his", "her", "their"):
        return replace(source, entities=_subject_of(draft, references))
    if word == "it":
        return replace(source, entities=_last_body(source, references, earlier))
    if word == "they":
        return _unnamed_before(source, word, earlier)
    return replace(source, entities=_pair(draft, references, cues))


def _person(source: Source, word: str, draft: Draft, references: References, earlier: Sequence[Attribution]) -> Source:
    last = _last_before(source, earlier)
    if last is not None and draft.rule.split("/")[0] in _GOING_ON and _goes_on(source, word, last, references):
        # "..., a deckhand told the paper. He had seen it, he added": the one who has just spoken adds.
        return replace(source, entities=last.entities, anonymous=last.anonymous)
    named = _named_within(draft, references)
    if source.entities and set(source.entities) & named:
        # "Velt had told him it was over, he said": "he" is not Velt (principle C of binding).
        return replace(source, entities=_last_person(source, named, references, earlier))
    if source.entities and last is not None and _unknown_name(last) and not _named_since(last, source, references):
        # "Lubis has asked for boats. ... he grumbled": a name that nothing is known of is nearer than whom the references found.
        return replace(source, entities=())
    if not source.entities:
        source = replace(source, entities=_subject_person(draft, references))
    if source.entities or source.anonymous:
        return source
    source = _unnamed_before(source, word, earlier)
    if source.anonymous or (last is not None and not last.entities):
        return source
    return replace(source, entities=_last_person(source, named, references, earlier))


def _goes_on(source: Source, word: str, last: Source, references: References) -> bool:
    if source.start - last.end > _NEAR or last.group or last.quote.lower() in {"he", "she", "they", "it"} - {word}:
        return False
    if last.entities:
        return len(last.entities) == 1 and is_person(last.entities[0], references)
    return last.anonymous is not None


def _unknown_name(last: Source) -> bool:
    named = last.quote.split(",")[0].split()
    return not last.entities and not last.anonymous and not last.group and len(named) > 1 and named[-1][:1].isupper()


def _named_since(last: Source, source: Source, references: References) -> bool:
    return any(
        mention.entity in source.entities and last.end <= mention.start < source.start
        for item in references.items
        if item.kind != "pronoun"
        for mention in item.mentions
    )


def _last_before(source: Source, earlier: Sequence[Attribution]) -> Source | None:
    return next((a.source for a in _outer(source, earlier)), None)


def _outer(source: Source, earlier: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions before a source, the last first, without those inside another's words."""
    for place in range(len(earlier) - 1, -1, -1):
        attribution = earlier[place]
        held = attribution.source
        if held is None or held.end > source.start:
            continue
        if source.start - held.end > _FAR:
            return
        around = earlier[max(0, place - 3) : place]
        if not any(p.start <= held.start < p.end for other in around for p in other.content):
            yield attribution


def _unnamed_before(source: Source, word: str, earlier: Sequence[Attribution]) -> Source:
    """ "A diplomat was sceptical. He said ...": an unnamed speaker goes on as "he"."""
    last = _last_before(source, earlier)
    if last is not None and last.anonymous and not last.entities:
        return replace(source, anonymous=last.anonymous, group=last.group and word == "they")
    return source


def _last_body(source: Source, references: References, earlier: Sequence[Attribution]) -> tuple[str, ...]:
    """ "The navy lost a ship. It added that ...": the last speaker that is no person."""
    for attribution in _outer(source, earlier):
        last = attribution.source
        if last is not None and last.entities and not last.group:
            if any(is_person(i, references) for i in last.entities):
                continue
            return last.entities
    return ()


def _pair(draft: Draft, references: References, cues: CueRules) -> tuple[str, ...]:
    """ "The two ministers agreed": the two persons named last before, if there are just two near."""
    marked, speaker = draft.speaker_at, draft.speaker
    if speaker is None or marked.doc[speaker.head].tag_ not in ("NNS", "NNPS"):
        return ()
    row = cues.source(marked.doc[speaker.head].text, marked.doc[speaker.head].lemma_)
    words = {t.lower_ for t in marked.doc[speaker.first : speaker.head]}
    if row is None or not (row.id == "role" or row.anonymous) or not words & {"two", "both"}:
        return ()
    at = marked.paragraph.offsets(speaker.first, speaker.last)[0]
    for near in (at - marked.paragraph.start, _NEAR):
        found = _persons_within(at, near, references)
        if found:
            return tuple(found) if len(found) == 2 else ()
    return ()


def _persons_within(at: int, near: int, references: References) -> dict[str, None]:
    """The persons named in the ``near`` characters before ``at``."""
    return {
        mention.entity: None
        for item in references.items
        if item.kind not in ("pronoun", "group", "place")
        for mention in item.mentions
        if mention.entity and 0 < at - mention.end <= near and is_person(mention.entity, references)
    }


def _subject_of(draft: Draft, references: References) -> tuple[str, ...]:
    """ "By its own account, Klow lost three men": the owner is named after the pronoun, as the subject of what is said."""
    marked = draft.at
    for first, last in draft.parts:
        for token in marked.doc[first:last]:
            if token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ == "ROOT":
                found = references.at(marked.paragraph, token)
                return tuple(m.entity for m in found.mentions if m.entity) if found is not None else ()
    return ()


def _subject_person(draft: Draft, references: References) -> tuple[str, ...]:
    """The person last named as a subject before the pronoun in its paragraph: "Velt left the hall. ... he said"."""
    marked, speaker = draft.speaker_at, draft.speaker
    if speaker is None:
        return ()
    for item in reversed(references.items):
        if item.paragraph != marked.paragraph.index or item.last > speaker.first or marked.inside[item.head] >= 0:
            continue
        persons = [m.entity for m in item.mentions if m.entity and is_person(m.entity, references)]
        head = marked.doc[item.head]
        if (
            len(persons) == 1
            and item.kind == "name"
            and head.dep_ in ("nsubj", "nsubjpass")
            and head.head.dep_ == "ROOT"
        ):
            return (persons[0],)
    return ()


def is_person(entity: str, references: References) -> bool:
    """Whether an entity of the report is a person."""
    held = references.entities.get(entity)
    return held is not None and held.type == "person"


def _named_within(draft: Draft, references: References) -> set[str]:
    """The entities that the content names."""
    return {
        mention.entity
        for item in references.items
        if item.paragraph == draft.at.paragraph.index
        and item.kind not in ("pronoun", "group")
        and draft.covers(item.head)
        for mention in item.mentions
        if mention.entity
    }


def _last_person(
    source: Source, named: set[str], references: References, earlier: Sequence[Attribution]
) -> tuple[str, ...]:
    """The last speaker who is a person and not named in the content; nobody where there is none."""
    for attribution in reversed(earlier):
        last = attribution.source
        if last is None or last.end > source.start or source.start - last.end > _FAR or attribution.via:
            continue
        persons = tuple(i for i in last.entities if is_person(i, references))
        if len(persons) == 1 and persons[0] not in named:
            return persons
    return ()
