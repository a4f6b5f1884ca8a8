"""Events that no pattern knows: sentences in which the event model is sure what one known party does to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, cast

from detente.extract.event_parties import Parties, Scene, find_parties
from detente.extract.logical import is_verb, lemma, verb_frame
from detente.extract.modality import read_status
from detente.extract.tellings import Setting, planned_type, tell
from detente.extract.triggers import Match
from detente.extract.weighing import KEPT, pair_of, trigger_of
from detente.language.event_model import NO_EVENT, JudgePairs
from detente.lexicon.events import EventPattern, Pattern
from detente.lexicon.modality import ModalityRules
from detente.records.kinds import EventType

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from detente.extract.merging import Told

RULE = "model"
LEAST = 0.9
"""Likelihood from which a type of the model's own is taken."""
MOST_WORDS_ALONE = 0.08
"""Likelihood of words alone above which it is not."""
_SILENT = frozenset(
    {"be", "have", "seem", "appear", "become", "remain", "know", "think", "believe", "feel", "want", "like"}
)
_RECIPIENTS = ("object", "dative", "with", "against", "to", "on", "from", "for", "into")


def propose(
    scene: Scene, known: Sequence[Match], judge: JudgePairs, setting: Setting, modality: ModalityRules
) -> list[Told]:
    """Tellings of sentences without any pattern's event: the first verb with a known actor and a known recipient, typed by the model."""
    taken = {match.frame.trigger.sent.start for match in known}
    told: list[Told] = []
    for sentence in scene.paragraph.doc.sents:
        if sentence.start in taken:
            continue
        for match, parties in _candidates(sentence, scene, setting, modality):
            item = tell(match, parties, ("CONSULT", match.reading.status, None), scene, setting)
            kept = scene.rules.sets.get(KEPT, frozenset())
            pair = pair_of(item.sentence, item.opens, item.actors, item.recipients, kept, trigger_of(match))
            likely = judge([pair])[0]
            best = event_type_of(likely)
            if best is None:
                continue
            planned = match.reading.status == "planned"
            type_, mode = planned_type(best, None, scene) if planned else (best, None)
            named = Match(match.frame, pattern_of(type_), match.reading)
            told.append(tell(named, parties, (type_, match.reading.status, mode), scene, setting))
            break
    return told


def event_type_of(likely: Mapping[str, float]) -> EventType | None:
    """The type that the model is sure of; None where it is not, or where words alone may be."""
    best = min(likely, key=lambda name: (-likely[name], name))
    if best == NO_EVENT or likely[best] < LEAST or likely[NO_EVENT] > MOST_WORDS_ALONE:
        return None
    return cast("EventType", best)


@cache
def pattern_of(type_: EventType) -> EventPattern:
    """The pattern that stands for the model's own finds."""
    none: frozenset[str] = frozenset()
    row = Pattern(id=RULE, recipient=_RECIPIENTS, needs=("actor", "recipient"), content=False, confidence=0.6)
    return EventPattern(type_, row, none, none, none, {}, none, none, 0)


def _candidates(
    sentence: Span, scene: Scene, setting: Setting, modality: ModalityRules
) -> Iterator[tuple[Match, Parties]]:
    """Verbs with a known subject and another known party, outermost first; verbs of saying give way to what is said."""
    for token in sorted(filter(is_verb, sentence), key=_depth):
        if token.dep_ in {"aux", "auxpass", "amod"} or lemma(token) in _SILENT or lemma(token) in setting.speech:
            continue
        frame = verb_frame(token)
        match = Match(frame, pattern_of("CONSULT"), read_status(frame, modality))
        parties = find_parties(match, scene)
        if all(any(m.entity or m.iso3 or m.code for m in side) for side in (parties.actors, parties.recipients)):
            yield match, parties


def _depth(token: Token) -> tuple[int, int]:
    return sum(1 for _ in token.ancestors), token.i
