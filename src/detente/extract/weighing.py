"""Typing by rule and model together: what the event model makes of a telling whose type a pattern has proposed.

The model reads the sentence with both sides marked and their names masked. Its likelihoods and the pattern's reliability are multiplied, as two
readers who do not know of one another; a type for which there is little to learn from trusts the pattern more. Confidence is a logistic curve
over both, fitted on sentences with a known type (docs/accuracy.md has the table of how often it is right).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from detente.extract.logical import is_verb
from detente.extract.merging import Told
from detente.extract.triggers import Match
from detente.language.event_model import NO_EVENT, JudgePairs
from detente.language.masking import Pair
from detente.lexicon.events import EventRules
from detente.records.kinds import EventType
from detente.records.shapes import Mention

KEPT = "agents"
"""The word set whose words stay readable in a masked party."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How rule and model are put together; see `weigh_types` and `sure`.

    ``trust`` and ``rare`` multiply the log-odds of a pattern's own confidence, for common types and for those of few examples; ``model`` the
    model's log-likelihoods; ``drop`` is how likely words alone must be for a weak pattern's event to be dropped, ``retype`` how likely a type must be to
    replace the pattern's (of 47 replaced on the visible PLV sentences 31 of 41 above it were right and 1 of 6 below).
    """

    trust: float = 0.2
    rare: float = 0.4
    model: float = 1.0
    drop: float = 0.9
    retype: float = 0.85
    sure: tuple[float, float, float] = (0.19, 0.35, 0.42)


WEIGHTS = Weights()
AMONG_OTHERS = Weights(trust=1.3, rare=1.5)
"""For sentences that tell several events: which of them the model speaks of is less certain."""
RULE_ALONE = (-0.45, 0.3)
"""The same curve for events that the model is not asked about: its level is fitted, the slope (fitted: nearly none) keeps the order of the patterns."""
_RARE: frozenset[str] = frozenset({"COOPERATE", "MOBILIZE", "PROTEST"})
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_FLOOR = 0.002


def pair_of(
    sentence: str,
    start: int,
    actors: Sequence[Mention],
    recipients: Sequence[Mention],
    kept: frozenset[str],
    trigger: int | None = None,
) -> Pair:
    """The sentence, which begins at character ``start`` of its report, with both sides; of those who meet the first is the source.

    ``trigger`` is where in the sentence the word begins that tells the deed.
    """
    sources, targets = _spans(actors, sentence, start), _spans(recipients, sentence, start)
    if not targets and len(sources) > 1:
        sources, targets = sources[:1], sources[1:]
    return Pair(sentence, sources, targets, kept, trigger)


def trigger_of(match: Match) -> int:
    """Where in its sentence the word begins that tells the deed: of "held talks" the verb, which joins both sides in the parse."""
    told, support = match.frame.trigger, match.frame.support
    word = support if match.frame.supported and told.sent.start <= support.i < told.sent.end else told
    return word.idx - word.sent.start_char


def _spans(mentions: Iterable[Mention], sentence: str, start: int) -> tuple[tuple[int, int], ...]:
    return tuple(
        (m.start - start, m.end - start) for m in mentions if start <= m.start and m.end <= start + len(sentence)
    )


def weigh_told(told: Sequence[Told], judge: JudgePairs, rules: EventRules) -> list[Told]:
    """Tellings with the type and confidence that rule and model agree on; what is words alone to the model and weak to the rule is left out."""
    kept = rules.sets.get(KEPT, frozenset())
    sentences = Counter(item.opens for item in told)
    asked = [item for item in told if _is_clear(item)]
    pairs = [_pair(item, kept, alone=sentences[item.opens] == 1) for item in asked]
    held = {id(item): (likely, pair) for item, pair, likely in zip(asked, pairs, judge(pairs), strict=True)}
    out: list[Told] = []
    for item in told:
        likely, pair = held.get(id(item), (None, None))
        if likely is None or pair is None:
            out.append(replace(item, confidence=sure_alone(item.confidence)))
            continue
        if not (pair.source and pair.target):
            out.append(replace(item, confidence=sure_alone(item.confidence)))
            continue
        weights = WEIGHTS if sentences[item.opens] == 1 else AMONG_OTHERS
        others = frozenset(other.type for other in told if other.opens == item.opens and other is not item)
        weighed = _weighed(item, likely, rules, weights, others)
        out += [weighed] if weighed else []
    return out


def _is_clear(item: Told) -> bool:
    """Whether the model is asked: of a deed that happened or is planned, told by a verb or with a light one; of denials it reads the denial."""
    frame = item.match.frame
    return item.status in {"actual", "planned"} and (is_verb(frame.trigger) or frame.supported)


def _pair(item: Told, kept: frozenset[str], *, alone: bool) -> Pair:
    """The sentence of an event that it tells alone; of several the clause of each."""
    at = trigger_of(item.match)
    if alone:
        return pair_of(item.sentence, item.opens, item.actors, item.recipients, kept, at)
    clause = item.evidence
    return pair_of(clause.quote, clause.start, item.actors, item.recipients, kept, item.opens + at - clause.start)


def weigh_types(
    type_: str, confidence: float, likely: Mapping[str, float], weights: Weights, *, rank: int = 0
) -> dict[str, float]:
    """The share of each type after rule and model, best first; words alone compete as a type of their own.

    ``rank`` is how much the pattern asked for: "handed a note of protest" is trusted more than "handed".
    """
    trust = (weights.rare if type_ in _RARE else weights.trust) * (1 + 2 * rank)
    scores = {name: weights.model * math.log(max(_FLOOR, value)) for name, value in likely.items()}
    scores[type_] += trust * (math.log(confidence / (1 - confidence)) + math.log(len(likely) - 1))
    top = max(scores.values())
    shares = {name: math.exp(score - top) for name, score in scores.items()}
    total = sum(shares.values())
    return {name: share / total for name, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))}


def _weighed(
    item: Told, likely: Mapping[str, float], rules: EventRules, weights: Weights, others: frozenset[str]
) -> Told | None:
    """``others`` are the types of the sentence's other tellings: what the model sees may be one of them."""
    shares = weigh_types(item.type, item.confidence, likely, weights, rank=item.match.rank)
    best = next(iter(shares))
    if best == NO_EVENT:
        if likely[NO_EVENT] >= weights.drop:
            return None
        best = item.type
    type_: EventType = item.type
    if best != item.type and best not in others and likely[best] >= weights.retype and _may_become(item, best):
        planned = rules.types[best].planned if item.status == "planned" else None
        type_ = planned or cast("EventType", best)
    mode = item.mode if item.mode in rules.types[type_].modes else None
    return replace(
        item, type=type_, mode=mode, confidence=sure(item.confidence, likely[best], type_ == item.type, weights)
    )


def _may_become(item: Told, type_: str) -> bool:
    """What two do with one another, what needs no party, and what the rule itself says did not happen keep their type."""
    row = item.match.pattern.row
    if type_ == "PROTEST" and any(m.code or m.sector in _STATE for m in item.actors):
        return False  # a ministry's note of protest is no demonstration
    return not (row.alone or row.reciprocal or row.status is not None)


def sure(confidence: float, likely: float, own: bool, weights: Weights) -> float:
    """How often an event with this pattern confidence and model likelihood has the right type."""
    base, rule, model = weights.sure
    odds = rule * math.log(confidence / (1 - confidence)) * (1 if own else -1)
    odds += base + model * math.log(max(_FLOOR, likely) / max(_FLOOR, 1 - likely))
    return round(max(0.05, min(0.97, 1 / (1 + math.exp(-odds)))), 2)


def sure_alone(confidence: float) -> float:
    """How often an event that the model was not asked about has the right type, by its pattern's confidence."""
    base, rule = RULE_ALONE
    odds = base + rule * math.log(confidence / (1 - confidence))
    return round(max(0.05, min(0.97, 1 / (1 + math.exp(-odds)))), 2)
