"""How much two sentences of different reports tell one thing, and which pairs are worth a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from detente.compare.chance import MOST, Signs, chance_of
from detente.compare.clauses import Clause
from detente.compare.coverage import Vocabulary, both_ways, words_of
from detente.compare.in_context import InContext
from detente.compare.kin import load_kin

COMMON = 24
"""A token of more clauses than this brings no pair together: it tells nothing in a story."""
USUAL = 80
"""Sentences of a story for which the floors hold; weights of longer and shorter stories are scaled to it."""
FACTORS = {"p": 0.5, "q": 1.1, "n": 1.2, "d": 0.7, "h": 0.9, "l": 0.5, "m": 0.5}
"""What a party, a person, a counted number and a day weigh beside a word."""

LENT = 0.4
"""What a word of the sentence before weighs where a sentence points back to it."""
RARE = 4
"""Sentences of a story that hold a telling word at most: an act and a thing as rare as this are enough."""
PLAIN = 3
"""Words that two sentences without a common act or number must share."""
WORDS = 1.8
"""Strength in common words of a pair that is looked at whatever its chance: a story may be two sentences long."""
BESIDE = 0.1
"""What one of strength in common words adds to the chance where pairs are ranked."""
MANY = 2000
"""Sentences of a story above which only those that share telling words are laid side by side: what all pairs cost grows with the square."""
FEWEST = 4
"""Words of a sentence that may be laid beside another: not a crosshead, "News"."""
COPIED = 0.6
"""The same for two prints of one text."""
NEAR = 0.3
"""How far two sentences must cover one another for them to be looked at without any common word."""
READ = 0.08
"""Chance at which two sentences are read together."""
NEAREST = 2
"""Sentences of another report that a sentence is read together with, the likeliest; that it tells one thing with others is no surer than ``UNREAD``."""
UNREAD = 0.1
"""As sure as common words and facts that look like one must find it: of what was not read, they decide."""
MOST_READ = 3000
"""Pairs of a story that are read together, the likeliest, at some 10 ms each; of others the chance must do."""
CLOSE = 0.3
"""The same of words in context."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clauses of different reports with their likeness, the weight they share, the shared tokens, how likely they tell one thing (``chance``), and how surely once their
    sentences were read together (``sure``; the chance where they were not)."""

    one: Clause
    two: Clause
    score: float
    weight: float
    shared: frozenset[str]
    chance: float = 0.0
    sure: float = 0.0

    @property
    def rank(self) -> float:
        """By what pairs of a sentence are ranked: the chance, and common words beside it."""
        return round(self.sure + BESIDE * min(MOST, self.strength), 4)

    @property
    def strength(self) -> float:
        """Likeness and shared weight in one figure: a short clause needs to be the more alike."""
        return round(self.score * self.weight, 4)


class Weigher:
    """Weights of tokens by how many sentences of the story hold them."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        whole = [c for c in clauses if c.whole]
        self.total = len(whole)
        self.counts: dict[str, int] = {}
        for clause in whole:
            for token in clause.tokens:
                self.counts[token] = self.counts.get(token, 0) + 1
        self._scale = log(1 + USUAL / 1.5) / log(1 + (self.total + 1) / 1.5)
        self._sums: dict[frozenset[str], float] = {}

    def of(self, token: str) -> float:
        """The weight of one token."""
        factor = FACTORS.get(token[0], 1.0) if token[1:2] == ":" else 1.0
        return factor * self._scale * log(1 + (self.total + 1) / (self.counts.get(token, 0) + 0.5))

    def sum(self, tokens: frozenset[str]) -> float:
        """The weight of a set, added in a fixed order."""
        if tokens not in self._sums:
            self._sums[tokens] = sum(self.of(t) for t in sorted(tokens))
        return self._sums[tokens]


def like_pairs(
    clauses: Sequence[Clause],
    weigher: Weigher,
    floor: float,
    vocabulary: Vocabulary,
    context: InContext | None = None,
    together: Callable[[str, str], float] | None = None,
) -> tuple[Pair, ...]:
    """The best pair of clauses of every two sentences that tell one thing with a chance of ``floor`` at least, likeliest first.

    ``context`` holds the whole sentences among the clauses, in their order; ``together`` gives the log odds of two sentences that are read together.
    """
    found = []
    for pair, signs in weighed_pairs(clauses, weigher, vocabulary, context):
        chance = chance_of(signs.figures, signs.scale)
        if chance >= floor or pair.strength >= WORDS:
            found.append((replace(pair, chance=chance, sure=chance), signs))
    pairs = _read_together(found, clauses, together) if together else [pair for pair, _ in found]
    return tuple(sorted(pairs, key=lambda p: (-p.chance, place_of(p.one), place_of(p.two))))


def _read_together(
    found: Sequence[tuple[Pair, Signs]], clauses: Sequence[Clause], together: Callable[[str, str], float]
) -> list[Pair]:
    """The pairs with how sure it is that they tell one thing, likeliest first, once their sentences were read together."""
    whole = {(c.evidence.report, c.at): c.evidence.quote for c in clauses if c.whole}
    taken: dict[tuple[str, int, str], int] = {}
    pairs, read = [], 0
    for pair, signs in sorted(found, key=lambda f: (-f[0].rank, place_of(f[0].one), place_of(f[0].two))):
        one, two = ((c.evidence.report, c.at) for c in (pair.one, pair.two))
        ways = ((*one, two[0]), (*two, one[0]))
        if min(taken.get(way, 0) for way in ways) >= NEAREST or (pair.chance < READ and pair.strength < WORDS):
            pairs.append(replace(pair, sure=min(pair.chance, UNREAD)))
        elif read >= MOST_READ:
            pairs.append(pair)
        else:
            read += 1
            taken |= {way: taken.get(way, 0) + 1 for way in ways}
            odds = together(whole[one], whole[two])
            pairs.append(replace(pair, sure=chance_of((*signs.figures, odds), "together")))
    return pairs


def weighed_pairs(
    clauses: Sequence[Clause], weigher: Weigher, vocabulary: Vocabulary, context: InContext | None = None
) -> Iterable[tuple[Pair, Signs]]:
    """Every two sentences of different reports worth a look: their best pair of clauses, and the signs that speak for it."""
    whole = [c for c in clauses if c.whole]
    if not whole:
        return
    best = _by_words(clauses, weigher)
    if len(whole) > MANY:
        yield from _of_common_words(whole, best, weigher, vocabulary, context)
        return
    in_context = context.cover() if context else None
    covered = vocabulary.cover([[(word, 1.0) for word in words_of(c.evidence.quote)] for c in whole])
    sizes = [len(c.evidence.quote.split()) for c in whole]
    for i, one in enumerate(whole):
        for j in range(i + 1, len(whole)):
            two = whole[j]
            if one.evidence.report == two.evidence.report or min(sizes[i], sizes[j]) < FEWEST:
                continue
            high, mutual = both_ways(covered, i, j)
            if one.origin == two.origin and mutual < COPIED:
                continue
            pair = best.get(_key(one, two))
            close = both_ways(in_context, i, j) if in_context is not None else None
            if pair is None and mutual < NEAR and (close is None or close[1] < CLOSE):
                continue
            told = pair or liken(one, two, weigher)
            plain = frozenset(t for t in one.tokens & two.tokens if t[1:2] != ":")
            rare = sum(weigher.counts.get(t, 0) <= RARE for t in plain)
            yield told, Signs(high, mutual, told.strength, weigher.sum(plain), rare, close)


def _of_common_words(
    whole: Sequence[Clause],
    best: Mapping[tuple[str, int, str, int], Pair],
    weigher: Weigher,
    vocabulary: Vocabulary,
    context: InContext | None,
) -> Iterable[tuple[Pair, Signs]]:
    """The same for a story too large to lay every sentence beside every other: only those that share telling words."""
    at = {(c.evidence.report, c.at): i for i, c in enumerate(whole)}
    for (report, place, other, there), pair in sorted(best.items(), key=lambda item: item[0]):
        i, j = at[report, place], at[other, there]
        one, two = whole[i], whole[j]
        told = [words_of(c.evidence.quote) for c in (one, two)]
        covered = vocabulary.cover_two(told[0], told[1])
        plain = frozenset(t for t in one.tokens & two.tokens if t[1:2] != ":")
        rare = sum(weigher.counts.get(t, 0) <= RARE for t in plain)
        close = context.cover_two(i, j) if context else None
        yield pair, Signs(*covered, pair.strength, weigher.sum(plain), rare, close)


def _key(one: Clause, two: Clause) -> tuple[str, int, str, int]:
    return (one.evidence.report, one.at, two.evidence.report, two.at)


def _by_words(clauses: Sequence[Clause], weigher: Weigher) -> Mapping[tuple[str, int, str, int], Pair]:
    """The best pair of clauses of every two sentences that share two tokens or more."""
    postings: dict[str, list[int]] = {}
    for i, clause in enumerate(clauses):
        for token in clause.tokens:
            postings.setdefault(token, []).append(i)
    together: dict[tuple[int, int], int] = {}
    for token in sorted(postings):
        held = postings[token]
        if sum(clauses[i].whole for i in held) > COMMON:
            continue
        for n, i in enumerate(held):
            for j in held[n + 1 :]:
                together[i, j] = together.get((i, j), 0) + 1
    best: dict[tuple[str, int, str, int], Pair] = {}
    for (i, j), count in sorted(together.items()):
        one, two = clauses[i], clauses[j]
        if count < 2 or one.origin == two.origin:
            continue
        pair, key = liken(one, two, weigher), _key(one, two)
        if pair.strength > 0 and (key not in best or pair.strength > best[key].strength):
            best[key] = pair
    return best


def place_of(clause: Clause) -> tuple[str, int, int]:
    """Where a clause stands, for sorting."""
    return clause.evidence.report, clause.evidence.start, clause.evidence.end


def liken(one: Clause, two: Clause, weigher: Weigher) -> Pair:
    """How much two clauses tell one thing (0..1): shared tokens, an act or a counted number among them."""
    shared = one.tokens & two.tokens
    people = load_kin().people
    own = shared - one.lent - two.lent
    plain = [t for t in own if t[1:2] != ":"]
    counted = any(t.startswith("n:") for t in own)
    acts = one.acts & two.acts
    same_day = any(t.startswith("d:") for t in own) and len(plain) >= 2
    joined = acts or counted or same_day or len(plain) >= PLAIN
    rare = sum(weigher.counts.get(t, 0) <= RARE for t in plain)
    least = 2 if one.denied & two.denied or (counted and acts) or (acts and rare >= 2) else 3
    if not joined or len(shared) < least or not plain or len(own) < 2:
        return Pair(one, two, 0.0, 0.0, shared)
    soft = 0.0 if shared & people or not (one.tokens & people and two.tokens & people) else 1.0
    weight = weigher.sum(own) + LENT * weigher.sum(shared - own) + soft
    a, b = (weigher.sum(c.tokens - c.lent) + LENT * weigher.sum(c.lent) for c in (one, two))
    score = 0.6 * min(1.0, weight / min(a, b)) + 0.4 * 2 * weight / (a + b)
    return Pair(one, two, round(min(1.0, score), 4), round(weight, 4), shared)
