"""A paragraph with all that earlier stages know of it, and who speaks and acts there: what finding commitments starts from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.extract.clauses import Stretch
from detente.extract.logical import is_passive, surface_subjects
from detente.extract.mentions import References
from detente.extract.parties import parties_of
from detente.language.parsed import Paragraph, ParsedReport
from detente.language.times import TimeSpan
from detente.lexicon.commitments import CommitmentRules
from detente.records.kinds import Attribution, CommitmentType
from detente.records.shapes import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST_PERSON = frozenset({"we", "i"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True)
class Scene:
    """One paragraph with all that earlier stages know of it."""

    parsed: ParsedReport
    paragraph: Paragraph
    references: References
    attributions: tuple[Attribution, ...]
    rules: CommitmentRules
    times: tuple[TimeSpan, ...] = ()

    def parties(self, token: Token, *, places: bool = False) -> tuple[Mention, ...]:
        """The parties that the phrase of a token stands for; names in apposition tell more than "the heads of two services"."""
        found = parties_of(token, self.paragraph, self.references, places=places)
        if any(m.iso3 or m.code for m in found):
            return found
        named = [
            m
            for child in token.children
            if child.dep_ == "appos"
            for m in parties_of(child, self.paragraph, self.references, places=places)
            if m.iso3 or m.code
        ]
        return tuple(dict.fromkeys(named)) or found

    def attribution_of(self, at: int) -> Attribution | None:
        """The attribution with the shortest content that covers a token."""
        offset = self.paragraph.offsets(at, at + 1)[0]
        inside = [(e.end - e.start, a.id, a) for a in self.attributions for e in a.content if e.start <= offset < e.end]
        return min(inside, key=lambda item: item[:2])[2] if inside else None


@dataclass(frozen=True)
class Draft:
    """A commitment before it becomes a record; stretches are of paragraph ``paragraph``, ``lead`` is evidence before it."""

    type: CommitmentType
    paragraph: int
    anchor: int
    holder: tuple[Mention, ...]
    rule: str
    confidence: float
    evidence: Stretch
    to: tuple[Mention, ...] = ()
    term: Stretch | None = None
    condition: Stretch | None = None
    consequence: Stretch | None = None
    lead: tuple[tuple[int, Stretch], ...] = ()


def acting(subjects: tuple[Token, ...], scene: Scene) -> tuple[Mention, ...]:
    """The known parties that subjects stand for; "we" and "I" are the speaker."""
    found: list[Mention] = []
    for subject in subjects:
        found += _first_person(subject, scene) or scene.parties(subject)
    return tuple(m for m in dict.fromkeys(found) if m.entity or m.iso3 or m.code)


def doing(subjects: tuple[Token, ...], verb: Token, scene: Scene) -> tuple[Mention, ...]:
    """The parties of subjects; else the speaker's side for "his government" and "she", else the two of "the two ministers"."""
    found = acting(subjects, scene)
    if found or not subjects:
        return found
    speaker, _ = speaker_of(verb, scene)
    if speaker and all(s.lower_ in {"he", "she"} or _is_own(s, scene) or _of_his(s, scene) for s in subjects):
        return officials(speaker, scene)
    return _pair_before(subjects[0], scene)


def _of_his(subject: Token, scene: Scene) -> bool:
    """ "His government", "her country"."""
    own = any(c.dep_ == "poss" and c.lower_ in {"his", "her", "its", "our", "my"} for c in subject.children)
    return own and subject.lemma_.lower() in scene.rules.own_nouns


def _pair_before(subject: Token, scene: Scene) -> tuple[Mention, ...]:
    """ "The two ministers": the two officials or states of the sentence before, where these are exactly two."""
    words = {c.lower_ for c in subject.children} | {subject.lower_}
    plural = subject.tag_ in {"NNS", "NNPS"} and bool(words & {"two", "both", "the"})
    start = subject.sent.start
    if start == 0 or not (plural and ({"two", "both"} & words or subject.lemma_.lower() in _PAIRED)):
        return ()
    before = subject.doc[start - 1].sent
    found: dict[str, Mention] = {}
    for item in scene.references.items:
        if item.paragraph == scene.paragraph.index and before.start <= item.first < before.end and item.acts:
            for mention in item.mentions:
                entity = scene.references.entities.get(mention.entity or "")
                if entity is not None and entity.type in {"person", "state", "igo"}:
                    found.setdefault(mention.iso3 or mention.code or mention.entity or mention.quote, mention)
    return tuple(found.values()) if len(found) == 2 else ()


_PAIRED = frozenset({"minister", "president", "leader", "side"})


def of_states(mentions: tuple[Mention, ...]) -> bool:
    """Whether a state or body is among the parties: a driver who says that he will never forget makes no undertaking."""
    return any(m.iso3 or m.code for m in mentions)


def is_foreign(holder: tuple[Mention, ...], to: tuple[Mention, ...]) -> bool:
    """Whether the other side is another state or body: a minister asking his own people is no demand between states."""
    own = {m.iso3 or m.code for m in holder}
    return any((m.iso3 or m.code) and (m.iso3 or m.code) not in own for m in to)


def _first_person(subject: Token, scene: Scene) -> tuple[Mention, ...]:
    if subject.lower_ not in FIRST_PERSON:
        return ()
    attribution = scene.attribution_of(subject.i)
    return speaker_mentions(attribution, scene) if attribution else ()


def cue_speaker(verb: Token, scene: Scene) -> tuple[Mention, ...]:
    """The speaker of the attribution that has this verb for its cue: speech is attached with more care than clauses are."""
    offset = scene.paragraph.offsets(verb.i, verb.i + 1)[0]
    for attribution in scene.attributions:
        if attribution.cue is not None and attribution.cue.start <= offset < attribution.cue.end:
            return tuple(m for m in speaker_mentions(attribution, scene) if m.iso3 or m.code)
    return ()


def speaker_mentions(attribution: Attribution, scene: Scene) -> tuple[Mention, ...]:
    """The speakers of an attribution as mentions, with the state they speak for."""
    source = attribution.source
    if source is None:
        return ()
    entities = [scene.references.entities.get(identity) for identity in source.entities]
    if source.quote.lower() in {"he", "she"} and any(e is not None and e.type in {"state", "igo"} for e in entities):
        return _speaker_before(attribution, scene)
    found: list[Mention] = []
    for entity in entities:
        if entity is not None:
            found.append(
                Mention(
                    scene.parsed.report.id, source.start, source.end, source.quote,
                    entity.id, entity.iso3, entity.code, entity.sector, "speaker",
                )
            )  # fmt: skip
    if found:
        return tuple(found)
    paragraph = scene.parsed.paragraph_at(source.start)
    span = paragraph.span_at(source.start, source.end) if paragraph else None
    if paragraph is None or span is None:
        return ()
    return parties_of(span.root, paragraph, scene.references)


def _state_named(attribution: Attribution, scene: Scene) -> tuple[Mention, ...]:
    """The one state that the words for an unknown speaker name: "the Bordurian fisheries minister"."""
    source = attribution.source
    paragraph = scene.parsed.paragraph_at(source.start) if source is not None else None
    span = paragraph.span_at(source.start, source.end) if source is not None and paragraph is not None else None
    if span is None or paragraph is None or not {t.lower_ for t in span} & scene.rules.officials:
        return ()
    inside = [
        m
        for item in scene.references.items
        if item.paragraph == paragraph.index and span.start <= item.first and item.last <= span.end
        for m in item.mentions
        if m.iso3
    ]
    return tuple(inside[:1]) if len({m.iso3 for m in inside}) == 1 else ()


def _speaker_before(attribution: Attribution, scene: Scene) -> tuple[Mention, ...]:
    """A "he" that was taken for a state is the last person who spoke in the paragraph."""
    start = attribution.source.start if attribution.source else 0
    before = [
        a
        for a in scene.attributions
        if a.source is not None
        and scene.paragraph.start <= a.source.start < start
        and a.source.quote.lower() not in {"he", "she"}
    ]
    return (
        speaker_mentions(max(before, key=lambda a: (a.source.start if a.source else 0, a.id)), scene) if before else ()
    )


def speaker_of(verb: Token, scene: Scene) -> tuple[tuple[Mention, ...], Token | None]:
    """Who says the clause of a verb: by its attribution, else the subject of the verb of saying above it."""
    top = verb
    while top.dep_ in {"conj", "xcomp"} and top.head.i != top.i:
        top = top.head
    governor = top.head if top.dep_ == "ccomp" and top.head.lemma_.lower() in scene.rules.speech else None
    attribution = scene.attribution_of(verb.i)
    speaker = speaker_mentions(attribution, scene) if attribution is not None else ()
    if not speaker and governor is not None:
        speaker = acting(surface_subjects(governor), scene)
    if attribution is not None and attribution.source is not None and not any(m.iso3 or m.code for m in speaker):
        # "Ruritania will sign, its foreign ministry said": the speaker belongs to the side that the clause is about.
        said_by = attribution.source.quote.lower()
        official = bool(set(said_by.replace(",", " ").split()) & scene.rules.officials)
        owned = official or said_by.startswith(("its ", "their ", "his ", "her "))
        named = _state_named(attribution, scene)
        # What is done to others in the passive ("the boats will be burned") tells nothing of the speaker's side.
        guessed = owned and (not is_passive(verb) or not speaker)
        speaker = named or (acting(surface_subjects(verb), scene) if guessed else speaker)
    return speaker, governor


PROMISING = ("promis", "pledg", "vow", "assur", "guarant", "swear", "swor", "undert", "committ")
"""Beginnings of words of promising."""


def has_word(attribution: Attribution | None, stems: tuple[str, ...]) -> bool:
    """Whether the cue of an attribution has a word that begins so; the stance of "said" is read from what is said."""
    cue = attribution.cue.quote.lower() if attribution is not None and attribution.cue is not None else ""
    return any(word.startswith(stems) for word in cue.split())


def own_side(subjects: tuple[Token, ...], speaker: tuple[Mention, ...], scene: Scene) -> tuple[Mention, ...]:
    """The subject's parties where they are the speaker's side; the speaker for "we", "I", "the government" and "our guns"."""
    if any(s.lower_ in FIRST_PERSON for s in subjects):
        return speaker
    sides = side_keys(speaker)
    parties = acting(subjects, scene)
    if not parties and subjects and all(_is_own(s, scene) for s in subjects):
        return speaker
    own = tuple(m for m in parties if {m.entity, m.iso3, m.code} & sides)
    return own if len(own) == len(parties) else ()


def _is_own(subject: Token, scene: Scene) -> bool:
    """ "The government will go ahead", "our guns will fire": what an official says so of is his own side."""
    if any(c.dep_ == "poss" and c.lower_ in {"our", "my"} for c in subject.children):
        return True
    bare = not any(c.dep_ in {"amod", "compound", "nmod", "prep", "poss"} for c in subject.children)
    return bare and subject.lemma_.lower() in scene.rules.own_nouns


def side_keys(speaker: tuple[Mention, ...]) -> frozenset[str]:
    """What the sides of mentions are known by: entity ids and codes."""
    return frozenset(key for m in speaker for key in (m.entity, m.iso3, m.code) if key)


def officials(speaker: tuple[Mention, ...], scene: Scene) -> tuple[Mention, ...]:
    """The speakers who can decide for a state or body; an official whose state is not told still is one."""
    return tuple(m for m in speaker if m.iso3 or m.code or (_sector(m, scene) in {"GOV", "MIL"}))


def _sector(mention: Mention, scene: Scene) -> str | None:
    entity = scene.references.entities.get(mention.entity or "")
    return entity.sector if entity is not None else None


def with_state(holder: tuple[Mention, ...], to: tuple[Mention, ...], scene: Scene) -> tuple[Mention, ...]:
    """An official whose state is not told, who threatens one of the only two states of the headline, speaks for the other."""
    if of_states(holder) or not holder:
        return holder
    heads = {p.index for p in scene.parsed.paragraphs if p.role == "headline"}
    told = {m.iso3 for item in scene.references.items if item.paragraph in heads for m in item.mentions if m.iso3}
    other = told - {m.iso3 for m in to if m.iso3}
    if len(told) != 2 or len(other) != 1:
        return holder
    return tuple(replace(m, iso3=next(iter(other)), rule="pair") for m in holder)


def opening(verb: Token, subjects: tuple[Token, ...]) -> Stretch:
    """From the subject, where it stands in the same clause not far before, to the verb."""
    before = [s for s in subjects if s.i < verb.i and verb.i - s.left_edge.i <= 20 and s.head.i == verb.i]
    first = min([verb.i, *(s.left_edge.i for s in before)])
    return first, verb.i + 1
