"""Words taken for what they mean where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from detente.compare.clause_likeness import Weigher, like_pairs
from detente.compare.clauses import read_clauses
from detente.compare.coverage import Vocabulary, both_ways
from detente.compare.in_context import InContext
from detente.compare.names import Names
from detente.compare.passages import cut_sentences
from detente.language.senses import load_senses

from .factory import ENTITIES, coding, report

TOLD = [
    "The truce took effect along the river at midnight on Thursday.",
    "When the clock struck twelve on Thursday night the guns fell silent.",
    "The opposition asked why the ferry had been sold.",
    "A bus with thirty pupils left for the coast.",
]


def test_sentences_that_tell_one_thing_cover_each_other_most() -> None:
    covered = InContext(TOLD, load_senses()).cover()
    told = both_ways(covered, 0, 1)[1]
    assert told > max(both_ways(covered, i, j)[1] for i, j in ((0, 2), (0, 3), (1, 2), (1, 3)))
    assert covered[0, 0] == pytest.approx(1, abs=1e-3)


def test_two_sentences_and_all_of_them_give_the_same() -> None:
    context = InContext(TOLD, load_senses())
    covered = context.cover()
    for i in range(len(TOLD)):
        for j in range(len(TOLD)):
            assert context.cover_two(i, j) == pytest.approx(both_ways(covered, i, j), abs=2e-3)


def test_a_sentence_is_read_alone() -> None:
    contexts = load_senses().contexts
    assert contexts is not None
    alone = contexts(TOLD[0], [(4, 9)])
    contexts(TOLD[1], [(0, 4)])
    assert (contexts(TOLD[0], [(4, 9)]) == alone).all()
    assert contexts("Café Müller", [(0, 4), (5, 11)]).shape == (2, 128)
    assert contexts("", [(0, 0)]).shape == (1, 128)


def test_without_the_network_sentences_are_weighed_by_words_alone() -> None:
    reports = (report("a", f"News\n{TOLD[0]} {TOLD[2]}"), report("b", f"News\n{TOLD[3]} {TOLD[1]}"))
    held = [coding(one) for one in reports]
    names = Names(held, {e.id: e for e in ENTITIES})
    clauses = [c for coded in held for c in read_clauses(cut_sentences(coded.report), names, coded.report.id)]
    senses, sentences = load_senses(), [c.evidence.quote for c in clauses if c.whole]
    vocabulary = Vocabulary(sentences, replace(senses, contexts=None))
    for context in (None, InContext(sentences, senses)):
        likest = like_pairs(clauses, Weigher(clauses), 0.0, vocabulary, context)[0]
        assert {likest.one.evidence.quote, likest.two.evidence.quote} == set(TOLD[:2])
