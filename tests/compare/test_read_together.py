"""Sentences that are read together: whether they tell one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from detente.compare import clause_likeness
from detente.compare.align import Aligned
from detente.compare.borne_out import borne_out, tells_of_two
from detente.compare.clause_likeness import UNREAD, Pair, Weigher, like_pairs
from detente.compare.clauses import Clause, read_clauses
from detente.compare.coverage import Vocabulary
from detente.compare.elsewhere import Elsewhere
from detente.compare.in_context import InContext
from detente.compare.names import Names
from detente.compare.passages import cut_sentences
from detente.compare.tellings import Telling, of_words
from detente.language.senses import load_senses

from .factory import ENTITIES, coding, report

A = "The harbour of Klow was closed after the storm sank a ferry. The mayor visited the wounded on Friday."
B = "A storm sent a ferry to the bottom, and Klow shut its harbour. On Friday the wounded were visited by the mayor."

TOLD = [
    ("The envoy left Szohod on Monday without an agreement.", "No deal was reached in Szohod, and the envoy flew home on Monday.", True),
    ("Rebels blew up the bridge at Varn before dawn.", "An explosion destroyed the Varn bridge early in the morning.", True),
    ("The two ministers signed the fishing accord in Klow.", "Inked in Klow by both ministers, the accord on fishing rights was hailed by trawler owners.", True),
    ("The minister said the talks had been useful.", "The minister said that taxes would not rise this year.", False),
    ("Eleven sailors were detained near the banks.", "Eleven deputies voted against the bill.", False),
    ("The president visited Klow in March.", "The president will receive the bishops in the palace on Sunday.", False),
]  # fmt: skip


@pytest.fixture
def odds() -> Callable[[str, str], float]:
    together = load_senses().together
    assert together is not None
    return together


@pytest.mark.parametrize(("one", "two", "same"), TOLD)
def test_what_tells_one_thing(odds: Callable[[str, str], float], one: str, two: str, same: bool) -> None:
    assert (odds(one, two) > 0) == same


def test_the_order_of_two_sentences_never_matters(odds: Callable[[str, str], float]) -> None:
    for one, two, _ in TOLD:
        assert odds(one, two) == odds(two, one)
    assert odds("", "") == odds("", "")


def clauses_and_pairs(together: Callable[[str, str], float] | None) -> tuple[list[Clause], tuple[Pair, ...]]:
    held = [coding(report(name, f"News\n{text}")) for name, text in (("a", A), ("b", B))]
    names = Names(held, {e.id: e for e in ENTITIES})
    clauses = [c for coded in held for c in read_clauses(cut_sentences(coded.report), names, coded.report.id)]
    senses, sentences = load_senses(), [c.evidence.quote for c in clauses if c.whole]
    context = InContext(sentences, senses)
    pairs = like_pairs(clauses, Weigher(clauses), 0.0, Vocabulary(sentences, senses), context, together)
    return clauses, pairs


def test_a_sentence_is_read_with_the_likeliest_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clause_likeness, "NEAREST", 1)
    read: list[frozenset[str]] = []

    def together(one: str, two: str) -> float:
        read.append(frozenset((one, two)))
        return 9.0

    _, pairs = clauses_and_pairs(together)
    assert len(read) == len(set(read)) < len(pairs)
    for pair in pairs:
        is_read = frozenset(c.evidence.quote for c in (pair.one, pair.two)) in read
        assert pair.sure > 0.5 if is_read else pair.sure <= UNREAD


def test_of_more_pairs_than_are_read_the_chance_must_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clause_likeness, "MOST_READ", 0)
    _, pairs = clauses_and_pairs(lambda one, two: 9.0)
    assert any(pair.sure == pair.chance > UNREAD for pair in pairs)


def test_without_the_network_the_chance_is_all_there_is() -> None:
    _, pairs = clauses_and_pairs(None)
    assert pairs
    assert all(pair.sure == pair.chance for pair in pairs)


def group_of(*, sure: float, together: bool = True) -> tuple[Aligned, Elsewhere]:
    """Two sentences about the ferry as a group, and how sure it is that they tell one thing."""
    clauses, pairs = clauses_and_pairs(None)
    firsts: list[Telling] = []
    for name in ("a", "b"):
        clause = next(c for c in clauses if c.whole and c.evidence.report == name and "ferry" in c.evidence.quote)
        firsts.append(of_words(clause.evidence, clause.origin, None))
    senses = load_senses()
    vocabulary = Vocabulary([c.evidence.quote for c in clauses if c.whole], senses)
    judged = [replace(pair, sure=sure) for pair in pairs]
    return Aligned(tuple(firsts)), Elsewhere(clauses, judged, vocabulary, {}, together=together)


def test_what_the_sentences_do_not_bear_out_is_no_agreement_and_no_difference() -> None:
    for sure, kept in ((0.9, 2), (0.01, 0)):
        group, elsewhere = group_of(sure=sure)
        assert len(borne_out(group, elsewhere).tellings) == kept
        assert tells_of_two(group, "status", elsewhere) == (kept == 0)
        assert not tells_of_two(group, "number", elsewhere)


def test_where_nothing_was_read_together_nothing_is_taken_back() -> None:
    group, elsewhere = group_of(sure=0.01, together=False)
    assert borne_out(group, elsewhere) == group
    assert not tells_of_two(group, "status", elsewhere)
