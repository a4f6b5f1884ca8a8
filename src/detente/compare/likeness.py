"""How much two facts of different reports look like one, and what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.compare.align import Aligned
from detente.compare.tellings import Laid, Sentence, Telling, of_sentence
from detente.compare.values import judge_times, same_place
from detente.compare.words import Weights, fold, is_negated, load_words, stem_words
from detente.lexicon.files import DataFolder, Row
from detente.records.kinds import Attribution, Commitment, Event
from detente.records.shapes import Evidence, Mention

EVENT = 0.5
STATEMENT = 0.45
BARE = frozenset(
    stem_words(
        [
            "role",
            "part",
            "involvement",
            "responsibility",
            "accusation",
            "charge",
            "claim",
            "allegation",
            "report",
            "account",
            "wrongdoing",
        ]
    )
)
"""What a denial may name without saying what is denied."""
SENTENCE = 0.5
SAME_DENIAL = 0.5
COVERED = 0.6
FEW = 0.6
"""Scores above which two tellings are taken for one; chosen on the two open stories and by reading `gold/news`."""

ONE_WAY = frozenset(
    ["ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "AID", "REQUEST"]
)
"""Types where who did it to whom is the point: "A shelled B" and "B shelled A" are no one event."""
DID_NOT = frozenset({"denied", "negated"})
IDLE = frozenset({"negated", "denied", "hypothetical", "conditional", "demanded"})


class FamilyRow(Row):
    """Event types that outlets choose alike, a row of ``data/compare/families.yaml``."""

    id: str
    types: list[str]


@cache
def _families() -> Mapping[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for _, row in DataFolder().yaml_rows("compare/families.yaml", FamilyRow):
        for kind in row.types:
            held.setdefault(kind, set()).update(row.types)
    return {kind: frozenset(types) for kind, types in held.items()}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score (0..1) and the fields on which the two do not fit.

    ``date``; ``place``: in other states; ``person``: other people; ``sides``: swapped; ``others``: others act; ``status``: one says it did not happen; ``stage``: planned in one, done in
    the other; ``idle``: conditional, demanded or merely possible in one.
    """

    score: float
    clashes: frozenset[str] = frozenset()


NONE = Likeness(0.0)


def compare_events(a: Telling, b: Telling, weights: Weights) -> Likeness:
    """Two events by family, parties and people, day, place and words."""
    one, two = a.fact, b.fact
    if not isinstance(one, Event) or not isinstance(two, Event):
        return NONE
    if two.type != one.type and two.type not in _families().get(one.type, ()):
        return NONE
    shared = len(a.sides & b.sides)
    if a.sides and b.sides and not shared:
        return NONE
    parties = shared / max(1, min(len(a.sides), len(b.sides))) if a.sides and b.sides else 0.3
    times, place = judge_times(one.when, two.when), same_place(one.where, two.where)
    words = 0.5 * weights.shared(a.words, b.words) + 0.5 * weights.dice(a.words, b.words)
    score = 0.15 * (one.type == two.type) + 0.25 * parties + 0.6 * words
    score += 0.15 * (times.judged == "equal" and one.when is not None and one.when.precision == "day")
    people = len(a.persons & b.persons) / len(a.persons | b.persons) if a.persons & b.persons else 0.0
    score += 0.25 * people + 0.1 * (place is True) + 0.05 * bool(set(one.modes) & set(two.modes))
    alike = len(a.words & b.words)
    # "the secretary's visit to Russia" and "his praise of the communiqué" share the man and no word, and are not even of one type
    # "Moscow's annexation of Crimea" shares one word only, but the type and both sides
    if alike + 2 * len(a.persons & b.persons) + (shared > 1 and one.type == two.type) < 2 or (
        not alike and one.type != two.type
    ):
        score *= FEW
    return Likeness(min(1.0, score), _clashes(a, b, one, two, times.judged == "differ"))


def _clashes(a: Telling, b: Telling, one: Event, two: Event, days: bool) -> frozenset[str]:
    done = ("planned", "actual")
    found = {
        "date": days,
        "place": same_place(_told_where(one), _told_where(two)) is False,
        "person": bool(a.persons and b.persons and not a.persons & b.persons),
        "sides": _apart(a, b, one, two) and _swapped(a, b),
        "others": _apart(a, b, one, two) and not _swapped(a, b),
        "status": (one.status in DID_NOT) != (two.status in DID_NOT),
        "stage": one.status != two.status and one.status in done and two.status in done,
        "idle": (one.status in IDLE) != (two.status in IDLE),
    }
    return frozenset(name for name, clash in found.items() if clash)


def _told_where(event: Event) -> Mention | None:
    """The place that stands in the words of the event itself."""
    place = event.where
    return place if place and any(e.start <= place.start and place.end <= e.end for e in event.evidence) else None


def _apart(a: Telling, b: Telling, one: Event, two: Event) -> bool:
    """Other sides act."""
    return one.type in ONE_WAY and two.type in ONE_WAY and bool(a.actors and b.actors and not a.actors & b.actors)


def _swapped(a: Telling, b: Telling) -> bool:
    """ "A fired at B" against "B fired at A"."""
    ends = ((b.sides | b.parties) - b.actors, (a.sides | a.parties) - a.actors)
    return bool(a.actors & ends[0] and (b.actors & ends[1] or not ends[1]))


def event_score(a: Telling, b: Telling, weights: Weights) -> float:
    """The likeness of two events that nothing speaks against, 0 otherwise."""
    found = compare_events(a, b, weights)
    of_others = a.persons != b.persons and (is_set_apart(a) or is_set_apart(b))
    return 0.0 if found.clashes or of_others else found.score


def is_set_apart(telling: Telling) -> bool:
    """Whether a report says that people met apart from others: "a separate meeting the secretary had with the minister"."""
    if not isinstance(telling.fact, Event) or telling.fact.type != "CONSULT" or len(telling.persons) < 2:
        return False
    return any(word in load_words().apart for e in telling.fact.evidence for word in fold(e.quote).split())


def statement_score(a: Telling, b: Telling, weights: Weights) -> float:
    """How much two attributions look like one utterance: the speaker and the words (0..1)."""
    one, two = a.fact, b.fact
    if not isinstance(one, Attribution) or not isinstance(two, Attribution):
        return 0.0
    if (one.stance == "denies") != (two.stance == "denies"):
        return 0.0
    if not one_speaker(a, b):
        return 0.0
    if _one_denial(a, b, one, two):
        return SAME_DENIAL + 0.01 * min(5, len(a.words), len(b.words))
    if len(a.words & b.words) < 2:
        return 0.0
    return 0.6 * weights.shared(a.words, b.words) + 0.4 * weights.dice(a.words, b.words)


def _one_denial(a: Telling, b: Telling, one: Attribution, two: Attribution) -> bool:
    """Denials that words do not join: both relayed by one man, or one that says only "denies it"."""
    if one.stance != "denies" or two.stance != "denies":
        return False
    return bool(a.tellers & b.tellers) or ((a.words <= BARE or b.words <= BARE) and not a.persons and not b.persons)


def one_speaker(a: Telling, b: Telling) -> bool:
    """Whether two statements may be of one speaker: the same person, else the same side."""
    if a.persons and b.persons:
        return bool(a.persons & b.persons)
    return bool(a.sides & b.sides)


def sentence_score(telling: Telling, sentence: Sentence, weights: Weights) -> float:
    """How much a sentence of another report looks like a fact: words, people and parties (0..1)."""
    read = sentence.read
    parties = telling.sides | telling.parties
    if parties and read.parties and not parties & read.parties:
        return 0.0
    if is_set_apart(telling) and read.persons != telling.persons:
        return 0.0
    people = (telling.persons | telling.named) & read.persons
    if isinstance(telling.fact, Attribution) and telling.persons and not telling.persons & read.persons:
        return 0.0
    shared = telling.words & read.words
    if len(shared) + len(people) < 3 or not shared:
        return 0.0
    covered = weights.sum(shared) / weights.sum(telling.words)
    words = COVERED * covered + (1 - COVERED) * weights.dice(telling.words, read.words)
    return min(1.0, words + 0.1 * min(2, len(people)))


def told_as_well(group: Aligned, laid: Laid) -> Aligned:
    """The group with the sentences of further reports that tell the same, though no fact was found in them."""
    if not all(_plainly_told(t) for t in group.tellings):
        return group
    held = {t.report for t in group.tellings}
    signs = {negated(t.evidence) for t in group.tellings}
    candidates = [laid.like(t) for t in group.tellings]
    added = []
    for report, sentences in laid.sentences.items():
        if report in held or any(laid.origins.get(report) == t.origin for t in group.tellings):
            continue
        shared = set(candidates[0].get(report, ())).intersection(*(c.get(report, ()) for c in candidates[1:]))
        scored = [
            (round(min(sentence_score(t, sentences[i], laid.weights) for t in group.tellings), 4), -i)
            for i in sorted(shared)
            if signs == {sentences[i].negated}
        ]
        score, at = max(scored, default=(0.0, 0))
        if score >= SENTENCE:
            added.append(of_sentence(sentences[-at], laid.origins))
    return Aligned((*group.tellings, *added)) if added else group


def _plainly_told(telling: Telling) -> bool:
    """Whether a fact is told as such; "if Moscow strikes" is not told as well by "Moscow struck"."""
    fact = telling.fact
    if isinstance(fact, Event):
        return fact.status in {"actual", "planned"}
    return not isinstance(fact, Commitment) or fact.condition is None


def negated(evidence: Sequence[Evidence]) -> bool:
    """Whether words hold a negation or denial."""
    return any(is_negated(e.quote) for e in evidence)
